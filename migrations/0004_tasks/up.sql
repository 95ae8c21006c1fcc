create table tasks (
    id uuid primary key default uuid_v7(),
    title text collate french not null
        constraint tasks_title_length check (btrim(title) <> '' and char_length(title) <= 255),
    description text
        constraint tasks_description_length check (char_length(description) <= 10000),
    status text not null default 'todo'
        constraint tasks_status_known check (status in ('todo', 'in_progress', 'completed', 'cancelled')),
    priority text not null default 'medium'
        constraint tasks_priority_known check (priority in ('low', 'medium', 'high', 'urgent')),
    assigned_to uuid not null references users on delete restrict,
    created_by uuid not null references users on delete restrict,
    institution_id uuid references medical_institutions on delete set null,
    contact_id uuid references contact_persons on delete set null,
    due_date timestamptz,
    completed_at timestamptz,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_text text not null generated always as (search_document(title, description)) stored,
    constraint tasks_completed_at_when_completed check ((status = 'completed') = (completed_at is not null))
);
create index tasks_assigned_to_status_idx on tasks (assigned_to, status);
create index tasks_created_by_idx on tasks (created_by);
create index tasks_institution_id_status_idx on tasks (institution_id, status);
create index tasks_contact_id_idx on tasks (contact_id);
create index tasks_status_due_date_idx on tasks (status, due_date);
create index tasks_priority_idx on tasks (priority);
create index tasks_due_date_id_idx on tasks (due_date, id);
create index tasks_title_id_idx on tasks (title, id);
create index tasks_created_at_id_idx on tasks (created_at, id);
create index tasks_updated_at_id_idx on tasks (updated_at, id);
create index tasks_search_trgm_idx on tasks using gin (search_text gin_trgm_ops);
create index tasks_search_fts_idx on tasks using gin (to_tsvector('pg_catalog.french', search_text));
create trigger tasks_touch before update on tasks for each row execute function touch('search_text');
create trigger tasks_changed after insert or update or delete on tasks
    for each row execute function notify_entity_changed('task');
