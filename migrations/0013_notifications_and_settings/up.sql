create table notifications (
    id uuid primary key default uuid_v7(),
    user_id uuid not null references users on delete cascade,
    type text not null
        constraint notifications_type_format check (type ~ '^[a-z_]+$' and char_length(type) <= 50),
    priority text not null default 'medium'
        constraint notifications_priority_known check (priority in ('low', 'medium', 'high', 'urgent')),
    title text not null
        constraint notifications_title_length check (btrim(title) <> '' and char_length(title) <= 255),
    message text not null
        constraint notifications_message_length check (char_length(message) <= 2000),
    entity text
        constraint notifications_entity_format check (entity ~ '^[a-z_]+$' and char_length(entity) <= 50),
    entity_id uuid,
    data jsonb not null default '{}'
        constraint notifications_data_object check (jsonb_typeof(data) = 'object'),
    action_url text
        constraint notifications_action_url_length check (char_length(action_url) <= 2000),
    sender_id uuid references users on delete set null,
    -- The same thing is not said twice to the same person.
    dedup_key text
        constraint notifications_dedup_key_length check (btrim(dedup_key) <> '' and char_length(dedup_key) <= 255),
    read_at timestamptz,
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    constraint notifications_entity_with_id check ((entity is null) = (entity_id is null))
);
create unique index notifications_dedup_key_key on notifications (user_id, dedup_key) where dedup_key is not null;
create index notifications_user_id_idx on notifications (user_id, created_at desc, id desc);
create index notifications_unread_idx on notifications (user_id) where read_at is null;
create index notifications_sender_id_idx on notifications (sender_id);
create index notifications_created_at_idx on notifications (created_at);
create trigger notifications_changed after insert or update or delete on notifications
    for each row execute function notify_entity_changed('notification');

create table system_settings (
    id uuid primary key default uuid_v7(),
    key text not null
        constraint system_settings_key_key unique
        constraint system_settings_key_format check (key ~ '^[a-z_]+(\.[a-z_]+)*$' and char_length(key) <= 100),
    value jsonb not null,
    category text not null default 'general'
        constraint system_settings_category_length check (btrim(category) <> '' and char_length(category) <= 50),
    description text
        constraint system_settings_description_length check (char_length(description) <= 1000),
    is_public boolean not null default false,
    updated_by uuid references users on delete set null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index system_settings_category_idx on system_settings (category);
create index system_settings_updated_by_idx on system_settings (updated_by);
create trigger system_settings_touch before update on system_settings for each row execute function touch();
