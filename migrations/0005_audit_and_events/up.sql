create table audit_events (
    id uuid primary key default uuid_v7(),
    occurred_at timestamptz not null default now(),
    user_id uuid references users on delete set null,
    -- The name at that time: it stays readable when the person is gone.
    user_name text not null
        constraint audit_events_user_name_length check (btrim(user_name) <> '' and char_length(user_name) <= 255),
    action text not null
        constraint audit_events_action_format check (action ~ '^[a-z_]+(\.[a-z_]+)+$' and char_length(action) <= 100),
    entity text not null
        constraint audit_events_entity_format check (entity ~ '^[a-z_]+$' and char_length(entity) <= 50),
    entity_id uuid,
    -- No reference: the history outlives the institution.
    institution_id uuid,
    changes jsonb not null default '{}'
        constraint audit_events_changes_object check (jsonb_typeof(changes) = 'object'),
    request_id text
        constraint audit_events_request_id_length check (char_length(request_id) <= 100),
    origin text not null
        constraint audit_events_origin_known check (origin in ('web', 'graphql', 'rest', 'job', 'cli')),
    ip text
        constraint audit_events_ip_length check (char_length(ip) <= 64)
);
create index audit_events_entity_idx on audit_events (entity, entity_id, occurred_at desc);
create index audit_events_institution_id_idx on audit_events (institution_id, occurred_at desc);
create index audit_events_user_id_idx on audit_events (user_id, occurred_at desc);
create index audit_events_occurred_at_id_idx on audit_events (occurred_at, id);

-- Only the clean-up of what is past its retention removes rows, after `set local app.audit_cleanup = 'on'`.
create function refuse_audit_change() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('app.audit_cleanup', true) = 'on' then
        return old;
    end if;
    -- What the reference to users does when a user goes.
    if tg_op = 'UPDATE' and new.user_id is null and to_jsonb(new) - 'user_id' = to_jsonb(old) - 'user_id' then
        return new;
    end if;
    raise exception 'the audit log is append-only'
        using errcode = 'check_violation', constraint = 'audit_events_append_only', table = 'audit_events';
end
$$;
create trigger audit_events_append_only before update or delete on audit_events
    for each row execute function refuse_audit_change();
create trigger audit_events_no_truncate before truncate on audit_events
    for each statement execute function refuse_audit_change();

-- Events of the business, written in the transaction that caused them and published by workers.
create table outbox_events (
    id uuid primary key default uuid_v7(),
    event text not null
        constraint outbox_events_event_format check (event ~ '^[a-z_]+(\.[a-z_]+)+$' and char_length(event) <= 100),
    entity text not null
        constraint outbox_events_entity_format check (entity ~ '^[a-z_]+$' and char_length(entity) <= 50),
    entity_id uuid,
    payload jsonb not null default '{}'
        constraint outbox_events_payload_object check (jsonb_typeof(payload) = 'object'),
    created_at timestamptz not null default now(),
    published_at timestamptz,
    attempts integer not null default 0
        constraint outbox_events_attempts_range check (attempts >= 0),
    locked_until timestamptz,
    last_error text
);
create index outbox_events_unpublished_idx on outbox_events (id) where published_at is null;
create index outbox_events_published_at_idx on outbox_events (published_at) where published_at is not null;

create table jobs (
    id uuid primary key default uuid_v7(),
    queue text not null default 'default'
        constraint jobs_queue_format check (queue ~ '^[a-z_]+$' and char_length(queue) <= 50),
    kind text not null
        constraint jobs_kind_format check (kind ~ '^[a-z_.]+$' and char_length(kind) <= 100),
    payload jsonb not null default '{}'
        constraint jobs_payload_object check (jsonb_typeof(payload) = 'object'),
    run_at timestamptz not null default now(),
    attempts integer not null default 0
        constraint jobs_attempts_range check (attempts >= 0),
    max_attempts integer not null default 10
        constraint jobs_max_attempts_range check (max_attempts between 1 and 100),
    locked_by text
        constraint jobs_locked_by_length check (char_length(locked_by) <= 255),
    locked_until timestamptz,
    last_error text,
    -- At most one unfinished job of a key.
    unique_key text
        constraint jobs_unique_key_length check (btrim(unique_key) <> '' and char_length(unique_key) <= 255),
    finished_at timestamptz,
    created_at timestamptz not null default now()
);
create unique index jobs_unique_key_key on jobs (unique_key) where unique_key is not null and finished_at is null;
create index jobs_due_idx on jobs (queue, run_at) where finished_at is null;
create index jobs_finished_at_idx on jobs (finished_at) where finished_at is not null;

-- First answers of repeated writes; status and response are null while the first one is still running.
create table idempotency_keys (
    user_id uuid not null references users on delete cascade,
    key text not null
        constraint idempotency_keys_key_length check (key <> '' and char_length(key) <= 255),
    request_hash bytea not null
        constraint idempotency_keys_request_hash_length check (octet_length(request_hash) = 32),
    operation text not null
        constraint idempotency_keys_operation_length check (operation <> '' and char_length(operation) <= 255),
    response jsonb,
    status smallint
        constraint idempotency_keys_status_range check (status between 100 and 599),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (user_id, key),
    constraint idempotency_keys_status_with_response check (response is null or status is not null)
);
create index idempotency_keys_expires_at_idx on idempotency_keys (expires_at);
