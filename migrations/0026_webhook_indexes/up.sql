-- Old events are deleted without a look at every delivery.
create index webhook_logs_outbox_event_id_idx on webhook_logs (outbox_event_id) where outbox_event_id is not null;
-- What is being tried is counted without a look at all that waits.
create index webhook_logs_held_idx on webhook_logs (webhook_id)
    where locked_until is not null and status in ('pending', 'retrying');
