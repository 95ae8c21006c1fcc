create table invoices (
    id uuid primary key default uuid_v7(),
    kind text not null default 'invoice'
        constraint invoices_kind_known check (kind in ('invoice', 'credit_note')),
    credited_invoice_id uuid references invoices on delete restrict,
    -- A draft has no number: it gets one when it is issued, and keeps it.
    invoice_number text
        constraint invoices_invoice_number_key unique
        constraint invoices_invoice_number_format check (invoice_number ~ '^[0-9A-Za-z/_+-]{1,35}$'),
    series text
        constraint invoices_series_format check (series ~ '^[A-Z0-9-]{1,20}$'),
    year integer
        constraint invoices_year_range check (year between 2000 and 2999),
    sequence_number integer
        constraint invoices_sequence_number_range check (sequence_number >= 1),
    issue_date date,
    issued_at timestamptz,
    institution_id uuid not null references medical_institutions on delete restrict,
    assigned_user_id uuid not null references users on delete restrict,
    quote_id uuid references quotes on delete restrict,
    template_id uuid references document_templates on delete restrict,
    title text collate french not null
        constraint invoices_title_length check (btrim(title) <> '' and char_length(title) <= 255),
    description text
        constraint invoices_description_length check (char_length(description) <= 10000),
    due_date timestamptz not null,
    service_start date,
    service_end date,
    operation_nature text not null default 'services'
        constraint invoices_operation_nature_known check (operation_nature in ('goods', 'services', 'mixed')),
    vat_on_debits boolean not null default false,
    -- References that public and large buyers ask for (BT-13, BT-10, BT-12 of EN 16931).
    purchase_order_number text
        constraint invoices_purchase_order_number_length check (
            btrim(purchase_order_number) <> '' and char_length(purchase_order_number) <= 100
        ),
    buyer_reference text
        constraint invoices_buyer_reference_length check (
            btrim(buyer_reference) <> '' and char_length(buyer_reference) <= 100
        ),
    contract_reference text
        constraint invoices_contract_reference_length check (
            btrim(contract_reference) <> '' and char_length(contract_reference) <= 100
        ),
    -- Names, addresses and identifiers as they were when the document was issued.
    seller jsonb
        constraint invoices_seller_object check (jsonb_typeof(seller) = 'object'),
    buyer jsonb
        constraint invoices_buyer_object check (jsonb_typeof(buyer) = 'object'),
    status text not null default 'draft'
        constraint invoices_status_known check (
            status in ('draft', 'issued', 'partially_paid', 'paid', 'overdue', 'cancelled')
        ),
    subtotal numeric(12, 2) not null default 0
        constraint invoices_subtotal_range check (subtotal >= 0),
    total_discount_amount numeric(12, 2) not null default 0
        constraint invoices_total_discount_amount_range check (total_discount_amount between 0 and subtotal),
    total_tax_amount numeric(12, 2) not null default 0
        constraint invoices_total_tax_amount_range check (total_tax_amount >= 0),
    total numeric(12, 2) not null default 0,
    paid_amount numeric(12, 2) not null default 0
        constraint invoices_paid_amount_range check (paid_amount >= 0),
    credited_amount numeric(12, 2) not null default 0
        constraint invoices_credited_amount_range check (credited_amount >= 0),
    remaining_amount numeric(12, 2) not null generated always as (total - paid_amount - credited_amount) stored
        constraint invoices_remaining_amount_range check (remaining_amount >= 0),
    last_payment_date timestamptz,
    paid_at timestamptz,
    sent_at timestamptz,
    archived boolean not null default false,
    hash bytea
        constraint invoices_hash_length check (octet_length(hash) = 32),
    previous_hash bytea
        constraint invoices_previous_hash_length check (octet_length(previous_hash) = 32),
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_text text not null generated always as (search_document(
        invoice_number, title, description, purchase_order_number
    )) stored,
    constraint invoices_sequence_number_key unique (series, year, sequence_number),
    constraint invoices_credit_note_with_invoice check ((kind = 'credit_note') = (credited_invoice_id is not null)),
    constraint invoices_issued_with_number check (
        num_nulls(invoice_number, series, year, sequence_number, issue_date, issued_at, seller, buyer, hash) in (0, 9)
    ),
    constraint invoices_status_with_number check (
        case status
            when 'draft' then invoice_number is null
            when 'cancelled' then true
            else invoice_number is not null
        end
    ),
    constraint invoices_previous_hash_when_issued check (previous_hash is null or hash is not null),
    constraint invoices_deleted_only_as_draft check (deleted_at is null or invoice_number is null),
    constraint invoices_due_after_issue check ((due_date at time zone 'Europe/Paris')::date >= issue_date),
    constraint invoices_service_period check (service_end >= service_start),
    constraint invoices_total_sum check (total = subtotal - total_discount_amount + total_tax_amount),
    constraint invoices_paid_in_full check (status <> 'paid' or remaining_amount = 0)
);
create unique index invoices_quote_id_key on invoices (quote_id)
    where quote_id is not null and kind = 'invoice' and status <> 'cancelled' and deleted_at is null;
-- The chain of hashes neither forks nor begins twice.
create unique index invoices_previous_hash_key on invoices (series, year, previous_hash) nulls not distinct
    where hash is not null;
create index invoices_credited_invoice_id_idx on invoices (credited_invoice_id);
create index invoices_institution_id_status_idx on invoices (institution_id, status);
create index invoices_assigned_user_id_status_idx on invoices (assigned_user_id, status);
create index invoices_quote_id_idx on invoices (quote_id);
create index invoices_template_id_idx on invoices (template_id);
create index invoices_status_due_date_idx on invoices (status, due_date);
create index invoices_due_date_id_idx on invoices (due_date, id);
create index invoices_issue_date_id_idx on invoices (issue_date, id);
create index invoices_created_at_id_idx on invoices (created_at, id);
create index invoices_total_id_idx on invoices (total, id);
create index invoices_search_trgm_idx on invoices using gin (search_text gin_trgm_ops);
create index invoices_search_fts_idx on invoices using gin (to_tsvector('pg_catalog.french', search_text));

create table invoice_lines (
    id uuid primary key default uuid_v7(),
    invoice_id uuid not null references invoices on delete cascade,
    order_index integer not null
        constraint invoice_lines_order_index_range check (order_index >= 1),
    catalog_item_id uuid references catalog_items on delete restrict,
    description text not null
        constraint invoice_lines_description_length check (
            btrim(description) <> '' and char_length(description) <= 1000
        ),
    unit text
        constraint invoice_lines_unit_length check (btrim(unit) <> '' and char_length(unit) <= 20),
    quantity numeric(12, 3) not null
        constraint invoice_lines_quantity_range check (quantity > 0),
    unit_price numeric(12, 2) not null
        constraint invoice_lines_unit_price_range check (unit_price >= 0),
    discount_type text not null default 'percentage'
        constraint invoice_lines_discount_type_known check (discount_type in ('percentage', 'fixed_amount')),
    discount_value numeric(12, 2) not null default 0
        constraint invoice_lines_discount_value_range check (
            discount_value >= 0 and (discount_type <> 'percentage' or discount_value <= 100)
        ),
    discount_amount numeric(12, 2) not null default 0
        constraint invoice_lines_discount_amount_range check (discount_amount between 0 and subtotal),
    tax_rate numeric(5, 2) not null default 0
        constraint invoice_lines_tax_rate_range check (tax_rate between 0 and 100),
    -- Categories of EN 16931 (UNTDID 5305) and its list of exemption reasons (VATEX).
    vat_category text not null
        constraint invoice_lines_vat_category_known check (vat_category in ('S', 'Z', 'E', 'AE', 'G', 'O', 'K')),
    vat_exemption_code text
        constraint invoice_lines_vat_exemption_code_length check (
            btrim(vat_exemption_code) <> '' and char_length(vat_exemption_code) <= 50
        ),
    tax_amount numeric(12, 2) not null default 0
        constraint invoice_lines_tax_amount_range check (tax_amount >= 0),
    subtotal numeric(12, 2) not null default 0
        constraint invoice_lines_subtotal_range check (subtotal >= 0),
    total_after_discount numeric(12, 2) not null default 0,
    total numeric(12, 2) not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint invoice_lines_order_index_key unique (invoice_id, order_index) deferrable initially immediate,
    constraint invoice_lines_vat_category_rate check ((vat_category = 'S') = (tax_rate > 0)),
    constraint invoice_lines_vat_exemption check ((vat_category in ('S', 'Z')) = (vat_exemption_code is null)),
    constraint invoice_lines_total_after_discount_sum check (total_after_discount = subtotal - discount_amount),
    constraint invoice_lines_total_sum check (total = total_after_discount + tax_amount)
);
create index invoice_lines_catalog_item_id_idx on invoice_lines (catalog_item_id);

-- Only what happens to an issued document may change, never what it says. Bulk loads (`app.bulk_load`) may insert
-- documents that were already issued, nothing more.
create function keep_issued_invoice() returns trigger
language plpgsql as $$
declare
    may_change constant text[] := array[
        'status', 'paid_amount', 'credited_amount', 'remaining_amount', 'last_payment_date', 'paid_at', 'sent_at',
        'archived', 'assigned_user_id', 'search_text', 'version', 'updated_at'
    ];
    lines record;
begin
    if tg_op = 'INSERT' then
        if new.invoice_number is not null and current_setting('app.bulk_load', true) is distinct from 'on' then
            raise exception 'an invoice begins as a draft'
                using errcode = 'check_violation', constraint = 'invoices_begin_as_draft', table = 'invoices';
        end if;
        return new;
    end if;
    if old.invoice_number is not null then
        if tg_op = 'DELETE' or to_jsonb(new) - may_change <> to_jsonb(old) - may_change then
            raise exception 'an issued invoice can neither be changed nor deleted; a credit note corrects it'
                using errcode = 'check_violation', constraint = 'invoices_issued_immutable', table = 'invoices';
        end if;
    elsif tg_op = 'UPDATE' and new.invoice_number is not null then
        select count(*) as count, sum(subtotal) as subtotal, sum(discount_amount) as discount
            into lines from invoice_lines where invoice_id = new.id;
        if lines.count = 0 then
            raise exception 'an invoice without lines cannot be issued'
                using errcode = 'check_violation', constraint = 'invoices_issued_with_lines', table = 'invoices';
        end if;
        if (lines.subtotal, lines.discount) is distinct from (new.subtotal, new.total_discount_amount) then
            raise exception 'the totals of the invoice are not the sums of its lines'
                using errcode = 'check_violation', constraint = 'invoices_totals_match_lines', table = 'invoices';
        end if;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;
create trigger invoices_issued_immutable before insert or update or delete on invoices
    for each row execute function keep_issued_invoice();
create trigger invoices_touch before update on invoices
    for each row execute function touch('search_text', 'remaining_amount');
create trigger invoices_changed after insert or update or delete on invoices
    for each row execute function notify_entity_changed('invoice');

create function keep_issued_invoice_lines() returns trigger
language plpgsql as $$
declare
    invoice record;
    invoice_ids uuid[];
begin
    if tg_op = 'INSERT' and current_setting('app.bulk_load', true) = 'on' then
        return new;
    end if;
    if tg_op <> 'INSERT' then
        invoice_ids := array[old.invoice_id];
    end if;
    if tg_op <> 'DELETE' then
        invoice_ids := invoice_ids || new.invoice_id;
    end if;
    -- Waits for an issue in progress, which would not see this line.
    for invoice in
        select invoice_number from invoices where id = any (invoice_ids) order by id for no key update
    loop
        if invoice.invoice_number is not null then
            raise exception 'the lines of an issued invoice cannot change; a credit note corrects it'
                using errcode = 'check_violation', constraint = 'invoice_lines_issued_immutable', table = 'invoice_lines';
        end if;
    end loop;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;
create trigger invoice_lines_issued_immutable before insert or update or delete on invoice_lines
    for each row execute function keep_issued_invoice_lines();
create trigger invoice_lines_touch before update on invoice_lines for each row execute function touch_updated_at();

create table payments (
    id uuid primary key default uuid_v7(),
    invoice_id uuid not null references invoices on delete restrict,
    amount numeric(12, 2) not null
        constraint payments_amount_range check (amount > 0),
    payment_date timestamptz not null,
    payment_method text not null
        constraint payments_payment_method_known check (
            payment_method in ('bank_transfer', 'check', 'cash', 'credit_card', 'other')
        ),
    reference text
        constraint payments_reference_length check (btrim(reference) <> '' and char_length(reference) <= 255),
    status text not null default 'pending'
        constraint payments_status_known check (status in ('pending', 'confirmed', 'failed', 'cancelled')),
    notes text
        constraint payments_notes_length check (char_length(notes) <= 10000),
    recorded_by uuid not null references users on delete restrict,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index payments_invoice_id_status_idx on payments (invoice_id, status);
create index payments_status_idx on payments (status);
create index payments_payment_method_idx on payments (payment_method);
create index payments_payment_date_id_idx on payments (payment_date, id);
create index payments_created_at_id_idx on payments (created_at, id);
create index payments_recorded_by_idx on payments (recorded_by);
create index payments_reference_idx on payments (reference) where reference is not null;

create function keep_settled_payment() returns trigger
language plpgsql as $$
declare
    may_change constant text[] := array['status', 'notes', 'version', 'updated_at'];
begin
    if tg_op = 'DELETE' or to_jsonb(new) - may_change <> to_jsonb(old) - may_change then
        raise exception 'a payment that is no longer pending can only be cancelled and recorded anew'
            using errcode = 'check_violation', constraint = 'payments_settled_immutable', table = 'payments';
    end if;
    return new;
end
$$;
create trigger payments_settled_immutable before update or delete on payments
    for each row when (old.status <> 'pending') execute function keep_settled_payment();
create trigger payments_touch before update on payments for each row execute function touch();
create trigger payments_changed after insert or update or delete on payments
    for each row execute function notify_entity_changed('payment');
