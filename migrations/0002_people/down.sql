drop table login_throttles;
drop table password_reset_tokens;
drop table api_tokens;
drop table refresh_tokens;
drop table sessions;
drop table users;
drop function keep_last_active_admin();
drop table teams;
