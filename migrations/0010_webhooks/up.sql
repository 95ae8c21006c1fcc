create table webhooks (
    id uuid primary key default uuid_v7(),
    name text collate french not null
        constraint webhooks_name_length check (btrim(name) <> '' and char_length(name) <= 255),
    url text not null
        constraint webhooks_url_format check (url ~ '^https?://[^[:space:]]+$' and char_length(url) <= 2000),
    events text[] not null
        constraint webhooks_events_known check (
            cardinality(events) > 0 and array_position(events, null) is null and events <@ array[
                'institution.created', 'institution.updated', 'institution.deleted',
                'contact.created', 'contact.updated', 'contact.deleted',
                'task.created', 'task.updated', 'task.completed',
                'quote.created', 'quote.updated', 'quote.sent', 'quote.accepted', 'quote.rejected',
                'invoice.created', 'invoice.updated', 'invoice.issued', 'invoice.paid', 'invoice.overdue',
                'invoice.cancelled', 'payment.received', 'digiforma.sync.completed', 'webhook.test'
            ]
        ),
    status text not null default 'active'
        constraint webhooks_status_known check (status in ('active', 'inactive', 'disabled')),
    disabled_reason text
        constraint webhooks_disabled_reason_length check (char_length(disabled_reason) <= 500),
    is_active boolean not null generated always as (status = 'active') stored,
    -- Sealed by the application.
    secret_sealed bytea,
    headers jsonb not null default '{}'
        constraint webhooks_headers_object check (jsonb_typeof(headers) = 'object'),
    -- Milliseconds.
    timeout integer not null default 30000
        constraint webhooks_timeout_range check (timeout between 1000 and 300000),
    max_retries integer not null default 10
        constraint webhooks_max_retries_range check (max_retries between 0 and 10),
    retry_delay integer not null default 5000
        constraint webhooks_retry_delay_range check (retry_delay between 1000 and 300000),
    last_triggered_at timestamptz,
    last_success_at timestamptz,
    last_failure_at timestamptz,
    failure_count integer not null default 0
        constraint webhooks_failure_count_range check (failure_count >= 0),
    created_by uuid not null references users on delete restrict,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index webhooks_name_id_idx on webhooks (name, id);
create index webhooks_created_by_idx on webhooks (created_by);
create index webhooks_events_idx on webhooks using gin (events);
create trigger webhooks_touch before update on webhooks
    for each row execute function touch(
        'is_active', 'last_triggered_at', 'last_success_at', 'last_failure_at', 'failure_count'
    );

-- Deliveries: one event for one webhook, however many attempts it takes.
create table webhook_logs (
    id uuid primary key default uuid_v7(),
    webhook_id uuid not null references webhooks on delete cascade,
    outbox_event_id uuid references outbox_events on delete set null,
    replay_of uuid references webhook_logs on delete set null,
    event text not null
        constraint webhook_logs_event_format check (event ~ '^[a-z_]+(\.[a-z_]+)+$' and char_length(event) <= 100),
    payload jsonb not null default '{}'
        constraint webhook_logs_payload_object check (jsonb_typeof(payload) = 'object'),
    status text not null default 'pending'
        constraint webhook_logs_status_known check (status in ('pending', 'success', 'failed', 'retrying')),
    http_status integer
        constraint webhook_logs_http_status_range check (http_status between 100 and 599),
    response_body text
        constraint webhook_logs_response_body_length check (char_length(response_body) <= 10000),
    error_message text
        constraint webhook_logs_error_message_length check (char_length(error_message) <= 2000),
    attempt_count integer not null default 0
        constraint webhook_logs_attempt_count_range check (attempt_count >= 0),
    max_attempts integer not null
        constraint webhook_logs_max_attempts_range check (max_attempts between 1 and 11),
    next_retry_at timestamptz,
    locked_until timestamptz,
    delivered_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint webhook_logs_delivered_at_when_success check ((status = 'success') = (delivered_at is not null))
);
create unique index webhook_logs_outbox_event_id_key on webhook_logs (outbox_event_id, webhook_id)
    where outbox_event_id is not null and replay_of is null;
create index webhook_logs_webhook_id_idx on webhook_logs (webhook_id, created_at desc);
create index webhook_logs_replay_of_idx on webhook_logs (replay_of) where replay_of is not null;
create index webhook_logs_due_idx on webhook_logs (next_retry_at) where status in ('pending', 'retrying');
create index webhook_logs_status_idx on webhook_logs (status);
create index webhook_logs_event_idx on webhook_logs (event);
create index webhook_logs_created_at_id_idx on webhook_logs (created_at, id);
create trigger webhook_logs_touch before update on webhook_logs for each row execute function touch_updated_at();

create table webhook_attempts (
    id uuid primary key default uuid_v7(),
    webhook_log_id uuid not null references webhook_logs on delete cascade,
    attempt integer not null
        constraint webhook_attempts_attempt_range check (attempt >= 1),
    started_at timestamptz not null default now(),
    duration_ms integer not null
        constraint webhook_attempts_duration_ms_range check (duration_ms >= 0),
    http_status integer
        constraint webhook_attempts_http_status_range check (http_status between 100 and 599),
    response_body text
        constraint webhook_attempts_response_body_length check (char_length(response_body) <= 10000),
    error_message text
        constraint webhook_attempts_error_message_length check (char_length(error_message) <= 2000),
    constraint webhook_attempts_attempt_key unique (webhook_log_id, attempt)
);
