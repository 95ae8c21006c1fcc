create table teams (
    id uuid primary key default uuid_v7(),
    name text collate french not null
        constraint teams_name_length check (btrim(name) <> '' and char_length(name) <= 100),
    description text
        constraint teams_description_length check (char_length(description) <= 2000),
    is_active boolean not null default true,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create unique index teams_name_key on teams (lower(name)) where deleted_at is null;
create index teams_name_id_idx on teams (name, id);
create trigger teams_touch before update on teams for each row execute function touch();

create table users (
    id uuid primary key default uuid_v7(),
    email text not null
        constraint users_email_key unique
        constraint users_email_format check (
            email = lower(btrim(email)) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 255
        ),
    -- Null while an invited person has not chosen a password.
    password_hash text
        constraint users_password_hash_format check (password_hash like '$argon2id$%'),
    password_changed_at timestamptz,
    first_name text collate french not null
        constraint users_first_name_length check (btrim(first_name) <> '' and char_length(first_name) <= 50),
    last_name text collate french not null
        constraint users_last_name_length check (btrim(last_name) <> '' and char_length(last_name) <= 50),
    phone text
        constraint users_phone_length check (btrim(phone) <> '' and char_length(phone) <= 20),
    role text not null default 'viewer'
        constraint users_role_known check (role in ('admin', 'manager', 'auditor', 'viewer')),
    team_id uuid references teams on delete set null,
    avatar_seed text not null
        constraint users_avatar_seed_length check (btrim(avatar_seed) <> '' and char_length(avatar_seed) <= 255),
    avatar_style text not null default 'avataaars'
        constraint users_avatar_style_length check (btrim(avatar_style) <> '' and char_length(avatar_style) <= 50),
    is_active boolean not null default true,
    last_login_at timestamptz,
    language text not null default 'fr'
        constraint users_language_known check (language in ('fr', 'en')),
    theme text not null default 'system'
        constraint users_theme_known check (theme in ('system', 'light', 'dark')),
    keyboard_shortcuts boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index users_team_id_idx on users (team_id);
create index users_role_idx on users (role) where is_active;
create index users_last_name_first_name_id_idx on users (last_name, first_name, id);
create index users_created_at_id_idx on users (created_at, id);

create trigger users_touch before update on users
    for each row execute function touch('last_login_at');
create trigger users_viewer_changed after update of role, team_id, is_active, password_hash on users
    for each row when (
        (old.role, old.team_id, old.is_active, old.password_hash)
            is distinct from (new.role, new.team_id, new.is_active, new.password_hash)
    ) execute function notify_viewer_changed('id');
create trigger users_viewer_deleted after delete on users
    for each row execute function notify_viewer_changed('id');

create function keep_last_active_admin() returns trigger
language plpgsql as $$
begin
    -- One at a time, else two administrators who demote each other at once would both succeed.
    perform pg_advisory_xact_lock(hashtext('users_last_active_admin'));
    if not exists (select from users where role = 'admin' and is_active and id <> old.id) then
        raise exception 'the last active administrator cannot be demoted, deactivated or deleted'
            using errcode = 'check_violation', constraint = 'users_last_active_admin', table = 'users';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;
create trigger users_last_active_admin_changed before update of role, is_active on users
    for each row when (old.role = 'admin' and old.is_active and not (new.role = 'admin' and new.is_active))
    execute function keep_last_active_admin();
create trigger users_last_active_admin_deleted before delete on users
    for each row when (old.role = 'admin' and old.is_active)
    execute function keep_last_active_admin();

-- A session is the family of the refresh tokens that came out of one sign-in.
create table sessions (
    id uuid primary key default uuid_v7(),
    user_id uuid not null references users on delete cascade,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    expires_at timestamptz not null
        constraint sessions_expires_after_creation check (expires_at > created_at),
    remember_me boolean not null default false,
    user_agent text
        constraint sessions_user_agent_length check (char_length(user_agent) <= 500),
    ip text
        constraint sessions_ip_length check (char_length(ip) <= 64),
    revoked_at timestamptz,
    revoked_reason text
        constraint sessions_revoked_reason_known check (revoked_reason in (
            'logout', 'revoked', 'reuse_detected', 'password_changed', 'deactivated', 'role_changed', 'expired'
        )),
    constraint sessions_revoked_with_reason check ((revoked_at is null) = (revoked_reason is null))
);
create index sessions_user_id_idx on sessions (user_id, last_used_at desc);
create index sessions_expires_at_idx on sessions (expires_at);
create trigger sessions_viewer_changed after update of revoked_at on sessions
    for each row when (old.revoked_at is distinct from new.revoked_at)
    execute function notify_viewer_changed('user_id');
create trigger sessions_viewer_deleted after delete on sessions
    for each row execute function notify_viewer_changed('user_id');

create table refresh_tokens (
    id uuid primary key default uuid_v7(),
    session_id uuid not null references sessions on delete cascade,
    token_hash bytea not null
        constraint refresh_tokens_token_hash_key unique
        constraint refresh_tokens_token_hash_length check (octet_length(token_hash) = 32),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    spent_at timestamptz,
    replaced_by uuid references refresh_tokens on delete set null,
    constraint refresh_tokens_replaced_when_spent check (replaced_by is null or spent_at is not null)
);
create index refresh_tokens_session_id_idx on refresh_tokens (session_id);
create index refresh_tokens_replaced_by_idx on refresh_tokens (replaced_by);
create index refresh_tokens_expires_at_idx on refresh_tokens (expires_at);

create table api_tokens (
    id uuid primary key default uuid_v7(),
    user_id uuid not null references users on delete cascade,
    name text not null
        constraint api_tokens_name_length check (btrim(name) <> '' and char_length(name) <= 100),
    -- The first characters, shown so that people recognise the token.
    prefix text not null
        constraint api_tokens_prefix_length check (char_length(prefix) between 4 and 20),
    token_hash bytea not null
        constraint api_tokens_token_hash_key unique
        constraint api_tokens_token_hash_length check (octet_length(token_hash) = 32),
    scopes text[] not null
        constraint api_tokens_scopes_known check (
            cardinality(scopes) > 0 and scopes <@ array['read', 'write'] and array_position(scopes, null) is null
        ),
    -- Null: every entity.
    entities text[]
        constraint api_tokens_entities_list check (cardinality(entities) > 0 and is_label_list(entities)),
    expires_at timestamptz,
    last_used_at timestamptz,
    last_used_ip text
        constraint api_tokens_last_used_ip_length check (char_length(last_used_ip) <= 64),
    revoked_at timestamptz,
    created_at timestamptz not null default now()
);
create index api_tokens_user_id_idx on api_tokens (user_id, created_at desc);
create trigger api_tokens_viewer_changed after update of scopes, entities, expires_at, revoked_at on api_tokens
    for each row when (
        (old.scopes, old.entities, old.expires_at, old.revoked_at)
            is distinct from (new.scopes, new.entities, new.expires_at, new.revoked_at)
    ) execute function notify_viewer_changed('user_id');
create trigger api_tokens_viewer_deleted after delete on api_tokens
    for each row execute function notify_viewer_changed('user_id');

create table password_reset_tokens (
    id uuid primary key default uuid_v7(),
    user_id uuid not null references users on delete cascade,
    purpose text not null
        constraint password_reset_tokens_purpose_known check (purpose in ('reset', 'invitation')),
    code_hash bytea not null
        constraint password_reset_tokens_code_hash_length check (octet_length(code_hash) = 32),
    attempts integer not null default 0
        constraint password_reset_tokens_attempts_range check (attempts >= 0),
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default now()
);
create index password_reset_tokens_user_id_idx on password_reset_tokens (user_id, created_at desc);
create index password_reset_tokens_code_hash_idx on password_reset_tokens (code_hash);
create index password_reset_tokens_expires_at_idx on password_reset_tokens (expires_at);

-- Failed sign-ins, counted for each account and for each address that they came from.
create table login_throttles (
    key text primary key
        constraint login_throttles_key_format check (key ~ '^(account|address):.+' and char_length(key) <= 300),
    failures integer not null default 0
        constraint login_throttles_failures_range check (failures >= 0),
    window_started_at timestamptz not null default now(),
    locked_until timestamptz
);
create index login_throttles_window_started_at_idx on login_throttles (window_started_at);
