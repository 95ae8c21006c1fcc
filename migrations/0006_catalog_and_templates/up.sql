-- Logos and generated documents live in the database, so that every server and every backup has them.
create table stored_files (
    id uuid primary key default uuid_v7(),
    media_type text not null
        constraint stored_files_media_type_format check (
            media_type ~ '^[a-z]+/[a-z0-9.+-]+$' and char_length(media_type) <= 100
        ),
    content bytea not null,
    byte_size integer not null generated always as (octet_length(content)) stored
        constraint stored_files_byte_size_range check (byte_size between 1 and 20971520),
    sha256 bytea not null generated always as (sha256(content)) stored,
    created_at timestamptz not null default now()
);

create table catalog_items (
    id uuid primary key default uuid_v7(),
    name text collate french not null
        constraint catalog_items_name_length check (btrim(name) <> '' and char_length(name) <= 255),
    description text
        constraint catalog_items_description_length check (char_length(description) <= 1000),
    category text collate french
        constraint catalog_items_category_length check (btrim(category) <> '' and char_length(category) <= 100),
    sku text
        constraint catalog_items_sku_length check (btrim(sku) <> '' and char_length(sku) <= 50),
    unit text
        constraint catalog_items_unit_length check (btrim(unit) <> '' and char_length(unit) <= 20),
    unit_price numeric(12, 2) not null
        constraint catalog_items_unit_price_range check (unit_price >= 0),
    tax_rate numeric(5, 2) not null default 0
        constraint catalog_items_tax_rate_range check (tax_rate between 0 and 100),
    vat_category text not null
        constraint catalog_items_vat_category_known check (vat_category in ('S', 'Z', 'E', 'AE', 'G', 'O', 'K')),
    vat_exemption_code text
        constraint catalog_items_vat_exemption_code_length check (
            btrim(vat_exemption_code) <> '' and char_length(vat_exemption_code) <= 50
        ),
    is_active boolean not null default true,
    created_by uuid not null references users on delete restrict,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint catalog_items_vat_category_rate check ((vat_category = 'S') = (tax_rate > 0)),
    constraint catalog_items_vat_exemption check ((vat_category in ('S', 'Z')) = (vat_exemption_code is null))
);
create unique index catalog_items_sku_key on catalog_items (sku) where sku is not null and deleted_at is null;
create index catalog_items_name_id_idx on catalog_items (name, id);
create index catalog_items_category_idx on catalog_items (category);
create index catalog_items_created_by_idx on catalog_items (created_by);
create trigger catalog_items_touch before update on catalog_items for each row execute function touch();

-- How quotes and invoices look, and who the seller is on them.
create table document_templates (
    id uuid primary key default uuid_v7(),
    name text collate french not null
        constraint document_templates_name_length check (btrim(name) <> '' and char_length(name) <= 255),
    type text not null
        constraint document_templates_type_known check (type in ('quote', 'invoice', 'both')),
    is_default boolean not null default false,
    is_active boolean not null default true,
    company_name text not null
        constraint document_templates_company_name_length check (
            btrim(company_name) <> '' and char_length(company_name) <= 255
        ),
    company_address_street text not null
        constraint document_templates_company_address_street_length check (
            btrim(company_address_street) <> '' and char_length(company_address_street) <= 255
        ),
    company_address_city text not null
        constraint document_templates_company_address_city_length check (
            btrim(company_address_city) <> '' and char_length(company_address_city) <= 255
        ),
    company_address_state text not null default ''
        constraint document_templates_company_address_state_length check (char_length(company_address_state) <= 255),
    company_address_zip_code text not null
        constraint document_templates_company_address_zip_code_length check (
            btrim(company_address_zip_code) <> '' and char_length(company_address_zip_code) <= 20
        ),
    company_address_country text not null
        constraint document_templates_company_address_country_length check (
            btrim(company_address_country) <> '' and char_length(company_address_country) <= 100
        ),
    company_phone text
        constraint document_templates_company_phone_length check (char_length(company_phone) <= 20),
    company_email text
        constraint document_templates_company_email_format check (
            company_email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(company_email) <= 255
        ),
    company_website text
        constraint document_templates_company_website_format check (
            company_website ~ '^https?://' and char_length(company_website) <= 255
        ),
    tax_number text
        constraint document_templates_tax_number_length check (char_length(tax_number) <= 255),
    vat_number text
        constraint document_templates_vat_number_length check (char_length(vat_number) <= 255),
    siret_number text
        constraint document_templates_siret_number_length check (char_length(siret_number) <= 255),
    registration_number text
        constraint document_templates_registration_number_length check (char_length(registration_number) <= 255),
    logo_file_id uuid references stored_files on delete set null,
    logo_url text
        constraint document_templates_logo_url_length check (char_length(logo_url) <= 2000),
    logo_position text not null default 'top_left'
        constraint document_templates_logo_position_known check (
            logo_position in ('top_left', 'top_center', 'top_right', 'header_left', 'header_right')
        ),
    primary_color text
        constraint document_templates_primary_color_format check (primary_color ~ '^#[0-9A-Fa-f]{6}$'),
    secondary_color text
        constraint document_templates_secondary_color_format check (secondary_color ~ '^#[0-9A-Fa-f]{6}$'),
    header_height integer not null default 80
        constraint document_templates_header_height_range check (header_height between 0 and 200),
    footer_height integer not null default 60
        constraint document_templates_footer_height_range check (footer_height between 0 and 200),
    margin_top integer not null default 20
        constraint document_templates_margin_top_range check (margin_top between 0 and 100),
    margin_bottom integer not null default 20
        constraint document_templates_margin_bottom_range check (margin_bottom between 0 and 100),
    margin_left integer not null default 15
        constraint document_templates_margin_left_range check (margin_left between 0 and 100),
    margin_right integer not null default 15
        constraint document_templates_margin_right_range check (margin_right between 0 and 100),
    custom_header text,
    custom_footer text,
    terms_and_conditions text,
    payment_instructions text,
    html_template text,
    styles text,
    created_by uuid not null references users on delete restrict,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create unique index document_templates_default_key on document_templates (type)
    where is_default and is_active and deleted_at is null;
create index document_templates_name_id_idx on document_templates (name, id);
create index document_templates_created_by_idx on document_templates (created_by);
create index document_templates_logo_file_id_idx on document_templates (logo_file_id);
create trigger document_templates_touch before update on document_templates for each row execute function touch();
