create table segments (
    id uuid primary key default uuid_v7(),
    name text collate french not null
        constraint segments_name_length check (btrim(name) <> '' and char_length(name) <= 100),
    description text
        constraint segments_description_length check (char_length(description) <= 500),
    type text not null
        constraint segments_type_known check (type in ('institution', 'contact')),
    criteria jsonb not null
        constraint segments_criteria_object check (jsonb_typeof(criteria) = 'object'),
    visibility text not null default 'public'
        constraint segments_visibility_known check (visibility in ('private', 'team', 'public')),
    owner_id uuid not null references users on delete cascade,
    team_id uuid references teams on delete restrict,
    is_active boolean not null default true,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint segments_team_when_visible_to_team check (visibility <> 'team' or team_id is not null)
);
create index segments_name_id_idx on segments (name, id);
create index segments_owner_id_idx on segments (owner_id);
create index segments_team_id_idx on segments (team_id);
create index segments_type_visibility_idx on segments (type, visibility);
create index segments_created_at_id_idx on segments (created_at, id);
create index segments_updated_at_id_idx on segments (updated_at, id);
create trigger segments_touch before update on segments for each row execute function touch();
