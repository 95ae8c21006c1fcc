drop table system_settings;
drop table notifications;
