create table medical_institutions (
    id uuid primary key default uuid_v7(),
    name text collate french not null
        constraint medical_institutions_name_length check (btrim(name) <> '' and char_length(name) <= 255),
    type text not null
        constraint medical_institutions_type_known check (
            type in ('hospital', 'clinic', 'medical_center', 'specialty_clinic')
        ),
    address_street text not null
        constraint medical_institutions_address_street_length check (
            btrim(address_street) <> '' and char_length(address_street) <= 255
        ),
    address_city text collate french not null
        constraint medical_institutions_address_city_length check (
            btrim(address_city) <> '' and char_length(address_city) <= 255
        ),
    -- Region or department; foreign addresses often have none.
    address_state text not null default ''
        constraint medical_institutions_address_state_length check (char_length(address_state) <= 255),
    address_zip_code text not null
        constraint medical_institutions_address_zip_code_length check (
            btrim(address_zip_code) <> '' and char_length(address_zip_code) <= 20
        ),
    address_country text not null
        constraint medical_institutions_address_country_length check (
            btrim(address_country) <> '' and char_length(address_country) <= 100
        ),
    accounting_number text
        constraint medical_institutions_accounting_number_length check (
            btrim(accounting_number) <> '' and char_length(accounting_number) <= 50
        ),
    digiforma_id text
        constraint medical_institutions_digiforma_id_length check (
            btrim(digiforma_id) <> '' and char_length(digiforma_id) <= 100
        ),
    -- The second character may be a letter in Corsica.
    finess text
        constraint medical_institutions_finess_format check (finess ~ '^[0-9][0-9A-Z][0-9]{7}$'),
    siret text
        constraint medical_institutions_siret_format check (siret ~ '^[0-9]{14}$'),
    vat_number text
        constraint medical_institutions_vat_number_format check (vat_number ~ '^[A-Z]{2}[0-9A-Z]{2,13}$'),
    group_name text
        constraint medical_institutions_group_name_length check (
            btrim(group_name) <> '' and char_length(group_name) <= 255
        ),
    commercial_status text not null default 'prospect'
        constraint medical_institutions_commercial_status_known check (commercial_status in ('prospect', 'client')),
    main_phone text
        constraint medical_institutions_main_phone_length check (
            btrim(main_phone) <> '' and char_length(main_phone) <= 20
        ),
    assigned_user_id uuid references users on delete set null,
    tags text[] not null default '{}'
        constraint medical_institutions_tags_list check (is_label_list(tags)),
    is_active boolean not null default true,
    data_source text not null default 'crm'
        constraint medical_institutions_data_source_known check (data_source in ('crm', 'digiforma', 'sage', 'import')),
    -- Locked rows keep what people typed when a sync or an import brings other values.
    is_locked boolean not null default false,
    locked_at timestamptz,
    locked_reason text
        constraint medical_institutions_locked_reason_length check (char_length(locked_reason) <= 255),
    -- Both keyed by source: {"digiforma": …}.
    external_data jsonb not null default '{}'
        constraint medical_institutions_external_data_object check (jsonb_typeof(external_data) = 'object'),
    last_sync_at jsonb not null default '{}'
        constraint medical_institutions_last_sync_at_object check (jsonb_typeof(last_sync_at) = 'object'),
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_text text not null generated always as (search_document(
        name, address_city, address_zip_code, finess, siret, group_name, accounting_number, join_words(tags)
    )) stored
);
create unique index medical_institutions_finess_key on medical_institutions (finess)
    where finess is not null and deleted_at is null;
create unique index medical_institutions_accounting_number_key on medical_institutions (accounting_number)
    where accounting_number is not null and deleted_at is null;
create unique index medical_institutions_digiforma_id_key on medical_institutions (digiforma_id)
    where digiforma_id is not null and deleted_at is null;
create index medical_institutions_name_id_idx on medical_institutions (name, id);
create index medical_institutions_name_trgm_idx on medical_institutions using gin (name gin_trgm_ops);
create index medical_institutions_type_idx on medical_institutions (type);
create index medical_institutions_commercial_status_idx on medical_institutions (commercial_status);
create index medical_institutions_address_city_id_idx on medical_institutions (address_city, id);
create index medical_institutions_address_zip_code_idx on medical_institutions (address_zip_code text_pattern_ops);
create index medical_institutions_siret_idx on medical_institutions (siret) where siret is not null;
create index medical_institutions_assigned_user_id_idx on medical_institutions (assigned_user_id);
create index medical_institutions_tags_idx on medical_institutions using gin (tags);
create index medical_institutions_created_at_id_idx on medical_institutions (created_at, id);
create index medical_institutions_updated_at_id_idx on medical_institutions (updated_at, id);
create index medical_institutions_search_trgm_idx on medical_institutions using gin (search_text gin_trgm_ops);
create index medical_institutions_search_fts_idx on medical_institutions
    using gin (to_tsvector('pg_catalog.french', search_text));
create trigger medical_institutions_touch before update on medical_institutions
    for each row execute function touch('search_text');
create trigger medical_institutions_changed after insert or update or delete on medical_institutions
    for each row execute function notify_entity_changed('institution');

create table medical_profiles (
    id uuid primary key default uuid_v7(),
    institution_id uuid not null
        constraint medical_profiles_institution_id_key unique
        references medical_institutions on delete cascade,
    bed_capacity integer
        constraint medical_profiles_bed_capacity_range check (bed_capacity between 0 and 10000),
    surgical_rooms integer
        constraint medical_profiles_surgical_rooms_range check (surgical_rooms between 0 and 1000),
    endoscopy_rooms integer
        constraint medical_profiles_endoscopy_rooms_range check (endoscopy_rooms between 0 and 1000),
    surgical_interventions integer
        constraint medical_profiles_surgical_interventions_range check (surgical_interventions >= 0),
    endoscopy_interventions integer
        constraint medical_profiles_endoscopy_interventions_range check (endoscopy_interventions >= 0),
    staff_count integer
        constraint medical_profiles_staff_count_range check (staff_count >= 0),
    specialties text[] not null default '{}'
        constraint medical_profiles_specialties_list check (is_label_list(specialties)),
    departments text[] not null default '{}'
        constraint medical_profiles_departments_list check (is_label_list(departments)),
    equipment_types text[] not null default '{}'
        constraint medical_profiles_equipment_types_list check (is_label_list(equipment_types)),
    certifications text[] not null default '{}'
        constraint medical_profiles_certifications_list check (is_word_list(certifications)),
    compliance_status text not null default 'pending_review'
        constraint medical_profiles_compliance_status_known check (
            compliance_status in ('compliant', 'non_compliant', 'pending_review', 'expired')
        ),
    last_audit_date timestamptz,
    compliance_expiration_date timestamptz,
    compliance_notes text
        constraint medical_profiles_compliance_notes_length check (char_length(compliance_notes) <= 2000),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index medical_profiles_compliance_status_idx on medical_profiles (compliance_status);
create index medical_profiles_bed_capacity_idx on medical_profiles (bed_capacity);
create index medical_profiles_surgical_rooms_idx on medical_profiles (surgical_rooms);
create index medical_profiles_compliance_expiration_date_idx on medical_profiles (compliance_expiration_date);
create index medical_profiles_specialties_idx on medical_profiles using gin (specialties);
create index medical_profiles_departments_idx on medical_profiles using gin (departments);
create index medical_profiles_equipment_types_idx on medical_profiles using gin (equipment_types);
create trigger medical_profiles_touch before update on medical_profiles for each row execute function touch();

create table contact_persons (
    id uuid primary key default uuid_v7(),
    institution_id uuid not null references medical_institutions on delete cascade,
    first_name text collate french not null
        constraint contact_persons_first_name_length check (btrim(first_name) <> '' and char_length(first_name) <= 50),
    last_name text collate french not null
        constraint contact_persons_last_name_length check (btrim(last_name) <> '' and char_length(last_name) <= 50),
    email text not null
        constraint contact_persons_email_format check (
            email = lower(btrim(email)) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 255
        ),
    phone text
        constraint contact_persons_phone_length check (btrim(phone) <> '' and char_length(phone) <= 20),
    title text
        constraint contact_persons_title_length check (btrim(title) <> '' and char_length(title) <= 100),
    department text
        constraint contact_persons_department_length check (btrim(department) <> '' and char_length(department) <= 100),
    is_primary boolean not null default false,
    is_active boolean not null default true,
    data_source text not null default 'crm'
        constraint contact_persons_data_source_known check (data_source in ('crm', 'digiforma', 'sage', 'import')),
    is_locked boolean not null default false,
    locked_at timestamptz,
    locked_reason text
        constraint contact_persons_locked_reason_length check (char_length(locked_reason) <= 255),
    external_data jsonb not null default '{}'
        constraint contact_persons_external_data_object check (jsonb_typeof(external_data) = 'object'),
    last_sync_at jsonb not null default '{}'
        constraint contact_persons_last_sync_at_object check (jsonb_typeof(last_sync_at) = 'object'),
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_text text not null generated always as (search_document(
        first_name, last_name, email, title, department
    )) stored
);
create unique index contact_persons_primary_key on contact_persons (institution_id)
    where is_primary and deleted_at is null;
create index contact_persons_institution_id_idx on contact_persons (institution_id, last_name, first_name, id);
create index contact_persons_email_idx on contact_persons (email);
create index contact_persons_last_name_first_name_id_idx on contact_persons (last_name, first_name, id);
create index contact_persons_first_name_last_name_idx on contact_persons (first_name, last_name);
create index contact_persons_created_at_id_idx on contact_persons (created_at, id);
create index contact_persons_search_trgm_idx on contact_persons using gin (search_text gin_trgm_ops);
create index contact_persons_search_fts_idx on contact_persons
    using gin (to_tsvector('pg_catalog.french', search_text));
create trigger contact_persons_touch before update on contact_persons
    for each row execute function touch('search_text');
create trigger contact_persons_changed after insert or update or delete on contact_persons
    for each row execute function notify_entity_changed('contact');
