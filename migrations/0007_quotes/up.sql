-- The last number given in each series and year. Updating the row locks it until the number is committed or given
-- back, so that the numbers have no hole.
create table document_counters (
    series text not null
        constraint document_counters_series_format check (series ~ '^[A-Z0-9-]{1,20}$'),
    year integer not null
        constraint document_counters_year_range check (year between 2000 and 2999),
    last_number integer not null default 0
        constraint document_counters_last_number_range check (last_number >= 0),
    primary key (series, year)
);

create table quotes (
    id uuid primary key default uuid_v7(),
    quote_number text not null
        constraint quotes_quote_number_key unique
        constraint quotes_quote_number_format check (quote_number ~ '^[0-9A-Za-z/_+-]{1,35}$'),
    institution_id uuid not null references medical_institutions on delete restrict,
    assigned_user_id uuid not null references users on delete restrict,
    template_id uuid references document_templates on delete restrict,
    order_number text
        constraint quotes_order_number_length check (btrim(order_number) <> '' and char_length(order_number) <= 50),
    title text collate french not null
        constraint quotes_title_length check (btrim(title) <> '' and char_length(title) <= 255),
    description text
        constraint quotes_description_length check (char_length(description) <= 10000),
    valid_until timestamptz not null,
    status text not null default 'draft'
        constraint quotes_status_known check (
            status in ('draft', 'sent', 'ordered', 'accepted', 'rejected', 'expired', 'cancelled')
        ),
    sent_at timestamptz,
    accepted_at timestamptz,
    rejected_at timestamptz,
    ordered_at timestamptz,
    client_comments text
        constraint quotes_client_comments_length check (char_length(client_comments) <= 10000),
    internal_notes text
        constraint quotes_internal_notes_length check (char_length(internal_notes) <= 10000),
    last_reminder_sent timestamptz,
    subtotal numeric(12, 2) not null default 0
        constraint quotes_subtotal_range check (subtotal >= 0),
    total_discount_amount numeric(12, 2) not null default 0
        constraint quotes_total_discount_amount_range check (total_discount_amount between 0 and subtotal),
    total_tax_amount numeric(12, 2) not null default 0
        constraint quotes_total_tax_amount_range check (total_tax_amount >= 0),
    total numeric(12, 2) not null default 0,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_text text not null generated always as (search_document(
        quote_number, order_number, title, description
    )) stored,
    constraint quotes_total_sum check (total = subtotal - total_discount_amount + total_tax_amount),
    constraint quotes_accepted_with_date check (status <> 'accepted' or accepted_at is not null),
    constraint quotes_rejected_with_date check (status <> 'rejected' or rejected_at is not null),
    constraint quotes_ordered_with_number check (
        status <> 'ordered' or (ordered_at is not null and order_number is not null)
    )
);
create index quotes_institution_id_status_idx on quotes (institution_id, status);
create index quotes_assigned_user_id_status_idx on quotes (assigned_user_id, status);
create index quotes_template_id_idx on quotes (template_id);
create index quotes_status_valid_until_idx on quotes (status, valid_until);
create index quotes_valid_until_id_idx on quotes (valid_until, id);
create index quotes_created_at_id_idx on quotes (created_at, id);
create index quotes_total_id_idx on quotes (total, id);
create index quotes_search_trgm_idx on quotes using gin (search_text gin_trgm_ops);
create index quotes_search_fts_idx on quotes using gin (to_tsvector('pg_catalog.french', search_text));
create trigger quotes_touch before update on quotes for each row execute function touch('search_text');
create trigger quotes_changed after insert or update or delete on quotes
    for each row execute function notify_entity_changed('quote');

create table quote_lines (
    id uuid primary key default uuid_v7(),
    quote_id uuid not null references quotes on delete cascade,
    order_index integer not null
        constraint quote_lines_order_index_range check (order_index >= 1),
    catalog_item_id uuid references catalog_items on delete set null,
    description text not null
        constraint quote_lines_description_length check (btrim(description) <> '' and char_length(description) <= 1000),
    unit text
        constraint quote_lines_unit_length check (btrim(unit) <> '' and char_length(unit) <= 20),
    quantity numeric(12, 3) not null
        constraint quote_lines_quantity_range check (quantity > 0),
    unit_price numeric(12, 2) not null
        constraint quote_lines_unit_price_range check (unit_price >= 0),
    discount_type text not null default 'percentage'
        constraint quote_lines_discount_type_known check (discount_type in ('percentage', 'fixed_amount')),
    discount_value numeric(12, 2) not null default 0
        constraint quote_lines_discount_value_range check (
            discount_value >= 0 and (discount_type <> 'percentage' or discount_value <= 100)
        ),
    discount_amount numeric(12, 2) not null default 0
        constraint quote_lines_discount_amount_range check (discount_amount between 0 and subtotal),
    tax_rate numeric(5, 2) not null default 0
        constraint quote_lines_tax_rate_range check (tax_rate between 0 and 100),
    vat_category text not null
        constraint quote_lines_vat_category_known check (vat_category in ('S', 'Z', 'E', 'AE', 'G', 'O', 'K')),
    vat_exemption_code text
        constraint quote_lines_vat_exemption_code_length check (
            btrim(vat_exemption_code) <> '' and char_length(vat_exemption_code) <= 50
        ),
    tax_amount numeric(12, 2) not null default 0
        constraint quote_lines_tax_amount_range check (tax_amount >= 0),
    subtotal numeric(12, 2) not null default 0
        constraint quote_lines_subtotal_range check (subtotal >= 0),
    total_after_discount numeric(12, 2) not null default 0,
    total numeric(12, 2) not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint quote_lines_order_index_key unique (quote_id, order_index) deferrable initially immediate,
    constraint quote_lines_vat_category_rate check ((vat_category = 'S') = (tax_rate > 0)),
    constraint quote_lines_vat_exemption check ((vat_category in ('S', 'Z')) = (vat_exemption_code is null)),
    constraint quote_lines_total_after_discount_sum check (total_after_discount = subtotal - discount_amount),
    constraint quote_lines_total_sum check (total = total_after_discount + tax_amount)
);
create index quote_lines_catalog_item_id_idx on quote_lines (catalog_item_id);
create trigger quote_lines_touch before update on quote_lines for each row execute function touch_updated_at();
