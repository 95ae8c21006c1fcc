create table digiforma_settings (
    id uuid primary key default uuid_v7(),
    -- Sealed by the application; null while no token was entered.
    bearer_token_sealed bytea,
    api_url text not null default 'https://app.digiforma.com/api/v1/graphql'
        constraint digiforma_settings_api_url_format check (
            api_url ~ '^https?://[^[:space:]]+$' and char_length(api_url) <= 2000
        ),
    is_enabled boolean not null default false,
    last_test_date timestamptz,
    last_test_success boolean,
    last_test_message text
        constraint digiforma_settings_last_test_message_length check (char_length(last_test_message) <= 1000),
    auto_sync_enabled boolean not null default false,
    sync_frequency text not null default 'weekly'
        constraint digiforma_settings_sync_frequency_known check (sync_frequency in ('daily', 'weekly', 'monthly')),
    last_sync_date timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create unique index digiforma_settings_one_row on digiforma_settings ((true));
create trigger digiforma_settings_touch before update on digiforma_settings
    for each row execute function touch('last_test_date', 'last_test_success', 'last_test_message', 'last_sync_date');

create table digiforma_syncs (
    id uuid primary key default uuid_v7(),
    sync_type text not null
        constraint digiforma_syncs_sync_type_known check (sync_type in ('manual', 'scheduled', 'auto')),
    status text not null default 'pending'
        constraint digiforma_syncs_status_known check (
            status in ('pending', 'in_progress', 'success', 'error', 'partial')
        ),
    started_at timestamptz not null default now(),
    completed_at timestamptz,
    -- Moved on while the sync works; a sync whose heartbeat stopped has died.
    heartbeat_at timestamptz,
    companies_synced integer not null default 0
        constraint digiforma_syncs_companies_synced_range check (companies_synced >= 0),
    contacts_synced integer not null default 0
        constraint digiforma_syncs_contacts_synced_range check (contacts_synced >= 0),
    quotes_synced integer not null default 0
        constraint digiforma_syncs_quotes_synced_range check (quotes_synced >= 0),
    invoices_synced integer not null default 0
        constraint digiforma_syncs_invoices_synced_range check (invoices_synced >= 0),
    companies_created integer not null default 0
        constraint digiforma_syncs_companies_created_range check (companies_created >= 0),
    companies_updated integer not null default 0
        constraint digiforma_syncs_companies_updated_range check (companies_updated >= 0),
    contacts_created integer not null default 0
        constraint digiforma_syncs_contacts_created_range check (contacts_created >= 0),
    contacts_updated integer not null default 0
        constraint digiforma_syncs_contacts_updated_range check (contacts_updated >= 0),
    quotes_created integer not null default 0
        constraint digiforma_syncs_quotes_created_range check (quotes_created >= 0),
    quotes_updated integer not null default 0
        constraint digiforma_syncs_quotes_updated_range check (quotes_updated >= 0),
    invoices_created integer not null default 0
        constraint digiforma_syncs_invoices_created_range check (invoices_created >= 0),
    invoices_updated integer not null default 0
        constraint digiforma_syncs_invoices_updated_range check (invoices_updated >= 0),
    errors jsonb not null default '[]'
        constraint digiforma_syncs_errors_array check (jsonb_typeof(errors) = 'array'),
    metadata jsonb,
    triggered_by uuid references users on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint digiforma_syncs_completed_at_when_done check (
        (status in ('pending', 'in_progress')) = (completed_at is null)
    )
);
create unique index digiforma_syncs_one_running on digiforma_syncs ((true)) where status = 'in_progress';
create index digiforma_syncs_started_at_id_idx on digiforma_syncs (started_at, id);
create index digiforma_syncs_triggered_by_idx on digiforma_syncs (triggered_by);
create trigger digiforma_syncs_touch before update on digiforma_syncs
    for each row execute function touch_updated_at();
create trigger digiforma_syncs_changed after insert or update or delete on digiforma_syncs
    for each row execute function notify_entity_changed('digiforma_sync');

-- The mirror: rows as Digiforma has them, never edited here. `removed_at` marks what Digiforma no longer has,
-- `metadata` holds the row as it was received.
create table digiforma_companies (
    id uuid primary key default uuid_v7(),
    digiforma_id text not null
        constraint digiforma_companies_digiforma_id_key unique
        constraint digiforma_companies_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    institution_id uuid references medical_institutions on delete set null,
    name text collate french not null,
    email text,
    phone text,
    address jsonb
        constraint digiforma_companies_address_object check (jsonb_typeof(address) = 'object'),
    siret text,
    accounting_number text,
    website text,
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index digiforma_companies_institution_id_idx on digiforma_companies (institution_id);
create index digiforma_companies_name_id_idx on digiforma_companies (name, id);
create index digiforma_companies_email_idx on digiforma_companies (lower(email));
create index digiforma_companies_siret_idx on digiforma_companies (siret);
create trigger digiforma_companies_touch before update on digiforma_companies
    for each row execute function touch_updated_at('last_sync_at');

create table digiforma_contacts (
    id uuid primary key default uuid_v7(),
    digiforma_id text not null
        constraint digiforma_contacts_digiforma_id_key unique
        constraint digiforma_contacts_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    digiforma_company_id uuid references digiforma_companies on delete set null,
    contact_person_id uuid references contact_persons on delete set null,
    first_name text collate french not null,
    last_name text collate french not null,
    email text,
    phone text,
    role text,
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index digiforma_contacts_digiforma_company_id_idx on digiforma_contacts (digiforma_company_id);
create index digiforma_contacts_contact_person_id_idx on digiforma_contacts (contact_person_id);
create index digiforma_contacts_last_name_first_name_id_idx on digiforma_contacts (last_name, first_name, id);
create index digiforma_contacts_email_idx on digiforma_contacts (lower(email));
create trigger digiforma_contacts_touch before update on digiforma_contacts
    for each row execute function touch_updated_at('last_sync_at');

create table digiforma_quotes (
    id uuid primary key default uuid_v7(),
    digiforma_id text not null
        constraint digiforma_quotes_digiforma_id_key unique
        constraint digiforma_quotes_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    digiforma_company_id uuid references digiforma_companies on delete set null,
    institution_id uuid references medical_institutions on delete set null,
    quote_number text,
    status text not null default 'draft'
        constraint digiforma_quotes_status_known check (
            status in ('draft', 'sent', 'accepted', 'rejected', 'expired', 'converted')
        ),
    net_amount numeric(12, 2) not null default 0,
    total_amount numeric(12, 2) not null default 0,
    currency text not null default 'EUR'
        constraint digiforma_quotes_currency_format check (currency ~ '^[A-Z]{3}$'),
    valid_until timestamptz,
    created_date timestamptz not null,
    accepted_date timestamptz,
    rejected_date timestamptz,
    converted_date timestamptz,
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index digiforma_quotes_digiforma_company_id_idx on digiforma_quotes (digiforma_company_id);
create index digiforma_quotes_institution_id_idx on digiforma_quotes (institution_id);
create index digiforma_quotes_status_idx on digiforma_quotes (status);
create index digiforma_quotes_created_date_id_idx on digiforma_quotes (created_date, id);
create trigger digiforma_quotes_touch before update on digiforma_quotes
    for each row execute function touch_updated_at('last_sync_at');

-- Amounts of credit notes are negative: Digiforma keeps them among the invoices.
create table digiforma_invoices (
    id uuid primary key default uuid_v7(),
    digiforma_id text not null
        constraint digiforma_invoices_digiforma_id_key unique
        constraint digiforma_invoices_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    digiforma_company_id uuid references digiforma_companies on delete set null,
    digiforma_quote_id uuid references digiforma_quotes on delete set null,
    institution_id uuid references medical_institutions on delete set null,
    invoice_number text,
    status text not null default 'draft'
        constraint digiforma_invoices_status_known check (
            status in ('draft', 'sent', 'paid', 'partially_paid', 'overdue', 'cancelled')
        ),
    net_amount numeric(12, 2) not null default 0,
    total_amount numeric(12, 2) not null default 0,
    paid_amount numeric(12, 2) not null default 0,
    currency text not null default 'EUR'
        constraint digiforma_invoices_currency_format check (currency ~ '^[A-Z]{3}$'),
    issue_date timestamptz not null,
    due_date timestamptz,
    paid_date timestamptz,
    removed_at timestamptz,
    last_sync_at timestamptz not null default now(),
    metadata jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index digiforma_invoices_digiforma_company_id_idx on digiforma_invoices (digiforma_company_id);
create index digiforma_invoices_digiforma_quote_id_idx on digiforma_invoices (digiforma_quote_id);
create index digiforma_invoices_institution_id_issue_date_idx on digiforma_invoices (institution_id, issue_date);
create index digiforma_invoices_status_idx on digiforma_invoices (status);
create index digiforma_invoices_issue_date_id_idx on digiforma_invoices (issue_date, id);
create trigger digiforma_invoices_touch before update on digiforma_invoices
    for each row execute function touch_updated_at('last_sync_at');

create table digiforma_institution_mappings (
    id uuid primary key default uuid_v7(),
    digiforma_company_id uuid not null
        constraint digiforma_institution_mappings_digiforma_company_id_key unique
        references digiforma_companies on delete cascade,
    institution_id uuid not null references medical_institutions on delete cascade,
    match_type text not null default 'manual'
        constraint digiforma_institution_mappings_match_type_known check (match_type in ('auto', 'fuzzy', 'manual')),
    match_score integer not null default 100
        constraint digiforma_institution_mappings_match_score_range check (match_score between 0 and 100),
    match_criteria text
        constraint digiforma_institution_mappings_match_criteria_length check (char_length(match_criteria) <= 255),
    confirmed_by uuid references users on delete set null,
    confirmed_at timestamptz,
    notes text
        constraint digiforma_institution_mappings_notes_length check (char_length(notes) <= 10000),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index digiforma_institution_mappings_institution_id_idx on digiforma_institution_mappings (institution_id);
create index digiforma_institution_mappings_match_idx on digiforma_institution_mappings (match_type, match_score);
create index digiforma_institution_mappings_confirmed_by_idx on digiforma_institution_mappings (confirmed_by);
create trigger digiforma_institution_mappings_touch before update on digiforma_institution_mappings
    for each row execute function touch();
