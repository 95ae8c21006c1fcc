-- There is one connection, with its settings at their defaults.
insert into digiforma_settings default values on conflict do nothing;

alter table digiforma_settings
    add column create_institutions boolean not null default false,
    add column create_contacts boolean not null default false,
    drop constraint digiforma_settings_sync_frequency_known,
    add constraint digiforma_settings_sync_frequency_known check (
        sync_frequency in ('daily', 'weekly', 'monthly', 'manual')
    );

alter table digiforma_syncs
    -- An initial sync reads everything anew, whatever was read before.
    add column mode text not null default 'normal'
        constraint digiforma_syncs_mode_known check (mode in ('normal', 'initial')),
    add column phase text
        constraint digiforma_syncs_phase_known check (
            phase in (
                'companies', 'trainees', 'programs', 'training_sessions', 'customers', 'quotes', 'invoices', 'directory',
                'matching'
            )
        ),
    -- Who works on it: another one takes it over when the heartbeat has stopped.
    add column lease_owner uuid,
    add column cancel_requested_at timestamptz,
    -- By kind of record: read, created, updated, unchanged, removed, failed.
    add column counters jsonb not null default '{}'
        constraint digiforma_syncs_counters_object check (jsonb_typeof(counters) = 'object'),
    -- The kinds that were read completely, for whoever takes the sync over.
    add column finished_phases text[] not null default '{}'
        constraint digiforma_syncs_finished_phases_list check (is_label_list(finished_phases)),
    add column message text
        constraint digiforma_syncs_message_length check (char_length(message) <= 2000),
    drop constraint digiforma_syncs_status_known,
    add constraint digiforma_syncs_status_known check (
        status in ('pending', 'in_progress', 'success', 'error', 'partial', 'cancelled')
    );
drop index digiforma_syncs_one_running;
create unique index digiforma_syncs_one_running on digiforma_syncs ((true)) where status in ('pending', 'in_progress');

-- How far each kind of record was read: where the next sync goes on.
create table digiforma_cursors (
    entity text primary key
        constraint digiforma_cursors_entity_known check (
            entity in (
                'companies', 'trainees', 'programs', 'training_sessions', 'customers', 'quotes', 'invoices', 'directory'
            )
        ),
    -- When the last complete reading began, by the clock of this side.
    read_at timestamptz not null,
    -- The same of the last reading of everything, which also finds what is gone.
    swept_at timestamptz
);

-- What the automatic matching looks for: the name without the words that most establishments share.
alter table digiforma_companies
    add column match_name text not null default '';

-- Upstream, the ids of a company's contacts and those of trainees are two series.
alter table digiforma_contacts
    add column kind text not null default 'contact'
        constraint digiforma_contacts_kind_known check (kind in ('contact', 'trainee')),
    add column company_digiforma_id text,
    drop constraint digiforma_contacts_digiforma_id_key,
    add constraint digiforma_contacts_kind_digiforma_id_key unique (kind, digiforma_id);
create index digiforma_contacts_company_digiforma_id_idx on digiforma_contacts (company_digiforma_id);

create table digiforma_programs (
    id uuid primary key default uuid_v7(),
    digiforma_id text not null
        constraint digiforma_programs_digiforma_id_key unique
        constraint digiforma_programs_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    name text collate french not null,
    code text,
    -- The program of the catalog that this one is a copy of.
    parent_digiforma_id text,
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create trigger digiforma_programs_touch before update on digiforma_programs
    for each row execute function touch_updated_at('last_sync_at');

create table digiforma_training_sessions (
    id uuid primary key default uuid_v7(),
    digiforma_id text not null
        constraint digiforma_training_sessions_digiforma_id_key unique
        constraint digiforma_training_sessions_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    name text collate french not null,
    code text,
    program_digiforma_id text,
    pipeline_state text,
    start_date date,
    end_date date,
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create trigger digiforma_training_sessions_touch before update on digiforma_training_sessions
    for each row execute function touch_updated_at('last_sync_at');

-- A customer is one buyer in one training session: a deal, no account.
create table digiforma_customers (
    id uuid primary key default uuid_v7(),
    digiforma_id text not null
        constraint digiforma_customers_digiforma_id_key unique
        constraint digiforma_customers_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    digiforma_company_id uuid references digiforma_companies on delete set null,
    company_digiforma_id text,
    trainee_digiforma_id text,
    training_session_digiforma_id text,
    crm_status text,
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index digiforma_customers_digiforma_company_id_idx on digiforma_customers (digiforma_company_id);
create index digiforma_customers_company_digiforma_id_idx on digiforma_customers (company_digiforma_id);
create index digiforma_customers_training_session_digiforma_id_idx
    on digiforma_customers (training_session_digiforma_id);
-- By who attends and by who pays a part, for the schema that the mirror is served with.
create index digiforma_customers_trainees_idx on digiforma_customers
    using gin (jsonb_path_query_array(metadata, '$.customerTrainees[*].trainee.id'));
create index digiforma_customers_agencies_idx on digiforma_customers
    using gin (jsonb_path_query_array(metadata, '$.customerFundings[*].fundingAgency.id'));
create trigger digiforma_customers_touch before update on digiforma_customers
    for each row execute function touch_updated_at('last_sync_at');

-- Small lists that only the served schema needs.
create table digiforma_directory (
    id uuid primary key default uuid_v7(),
    kind text not null
        constraint digiforma_directory_kind_known check (kind in ('funding_agency', 'instructor', 'manager', 'room')),
    digiforma_id text not null
        constraint digiforma_directory_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint digiforma_directory_kind_digiforma_id_key unique (kind, digiforma_id)
);
create trigger digiforma_directory_touch before update on digiforma_directory
    for each row execute function touch_updated_at('last_sync_at');

-- The company's id upstream stays known while the company itself is not in the mirror yet.
alter table digiforma_quotes
    add column company_digiforma_id text,
    add column customer_digiforma_id text,
    add column recipient_name text collate french;
create index digiforma_quotes_company_digiforma_id_idx on digiforma_quotes (company_digiforma_id);

alter table digiforma_invoices
    add column company_digiforma_id text,
    add column customer_digiforma_id text,
    add column recipient_name text collate french;
create index digiforma_invoices_company_digiforma_id_idx on digiforma_invoices (company_digiforma_id);

-- Links that a person undid: they are not made again by themselves.
create table digiforma_refused_matches (
    digiforma_company_id uuid not null references digiforma_companies on delete cascade,
    institution_id uuid not null references medical_institutions on delete cascade,
    refused_by uuid references users on delete set null,
    refused_at timestamptz not null default now(),
    primary key (digiforma_company_id, institution_id)
);
create index digiforma_refused_matches_institution_id_idx on digiforma_refused_matches (institution_id);
create index digiforma_refused_matches_refused_by_idx on digiforma_refused_matches (refused_by);
