drop table webhook_attempts;
drop table webhook_logs;
drop table webhooks;
