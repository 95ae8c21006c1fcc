drop table idempotency_keys;
drop table jobs;
drop table outbox_events;
drop table audit_events;
drop function refuse_audit_change();
