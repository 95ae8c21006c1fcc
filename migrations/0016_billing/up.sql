-- Who the firm is on its documents. What is missing is named when a document is issued, so that nothing is required here.
create table firm_identity (
    singleton boolean primary key default true
        constraint firm_identity_singleton check (singleton),
    legal_name text collate french
        constraint firm_identity_legal_name_length check (btrim(legal_name) <> '' and char_length(legal_name) <= 255),
    legal_form text
        constraint firm_identity_legal_form_length check (btrim(legal_form) <> '' and char_length(legal_form) <= 100),
    share_capital numeric(14, 2)
        constraint firm_identity_share_capital_range check (share_capital >= 0),
    address_street text
        constraint firm_identity_address_street_length check (
            btrim(address_street) <> '' and char_length(address_street) <= 255
        ),
    address_city text
        constraint firm_identity_address_city_length check (
            btrim(address_city) <> '' and char_length(address_city) <= 255
        ),
    address_state text not null default ''
        constraint firm_identity_address_state_length check (char_length(address_state) <= 255),
    address_zip_code text
        constraint firm_identity_address_zip_code_length check (
            btrim(address_zip_code) <> '' and char_length(address_zip_code) <= 20
        ),
    address_country text
        constraint firm_identity_address_country_length check (
            btrim(address_country) <> '' and char_length(address_country) <= 100
        ),
    siren text
        constraint firm_identity_siren_format check (siren ~ '^[0-9]{9}$'),
    siret text
        constraint firm_identity_siret_format check (siret ~ '^[0-9]{14}$'),
    vat_number text
        constraint firm_identity_vat_number_format check (vat_number ~ '^[A-Z]{2}[0-9A-Z]{2,13}$'),
    rcs_city text
        constraint firm_identity_rcs_city_length check (btrim(rcs_city) <> '' and char_length(rcs_city) <= 100),
    ape_code text
        constraint firm_identity_ape_code_format check (ape_code ~ '^[0-9]{4}[A-Z]$'),
    phone text
        constraint firm_identity_phone_length check (btrim(phone) <> '' and char_length(phone) <= 20),
    email text
        constraint firm_identity_email_format check (
            email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(email) <= 255
        ),
    website text
        constraint firm_identity_website_format check (website ~ '^https?://' and char_length(website) <= 255),
    iban text
        constraint firm_identity_iban_format check (iban ~ '^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$'),
    bic text
        constraint firm_identity_bic_format check (bic ~ '^[0-9A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?$'),
    vat_regime text not null default 'normal'
        constraint firm_identity_vat_regime_known check (vat_regime in ('normal', 'franchise')),
    vat_on_debits boolean not null default false,
    default_payment_terms text not null default 'days_30'
        constraint firm_identity_default_payment_terms_known check (
            default_payment_terms in (
                'days_30', 'days_45', 'days_60', 'end_of_month_45', 'public_hospital_50', 'on_receipt'
            )
        ),
    -- Without a rate of its own the firm takes the law's (C. com. L441-10).
    late_penalty_rate numeric(5, 2)
        constraint firm_identity_late_penalty_rate_range check (late_penalty_rate between 0 and 100),
    early_payment_discount text
        constraint firm_identity_early_payment_discount_length check (
            btrim(early_payment_discount) <> '' and char_length(early_payment_discount) <= 500
        ),
    invoice_series text not null default 'INV'
        constraint firm_identity_invoice_series_format check (invoice_series ~ '^[A-Z0-9-]{1,20}$'),
    invoice_number_pattern text not null default 'INV{YYYY}{MM}{0001}'
        constraint firm_identity_invoice_number_pattern_length check (
            btrim(invoice_number_pattern) <> '' and char_length(invoice_number_pattern) <= 50
        ),
    credit_note_series text not null default 'AV'
        constraint firm_identity_credit_note_series_format check (credit_note_series ~ '^[A-Z0-9-]{1,20}$'),
    credit_note_number_pattern text not null default 'AV{YYYY}{MM}{0001}'
        constraint firm_identity_credit_note_number_pattern_length check (
            btrim(credit_note_number_pattern) <> '' and char_length(credit_note_number_pattern) <= 50
        ),
    quote_validity_days integer not null default 30
        constraint firm_identity_quote_validity_days_range check (quote_validity_days between 1 and 3650),
    electronic_address text
        constraint firm_identity_electronic_address_length check (
            btrim(electronic_address) <> '' and char_length(electronic_address) <= 125
        ),
    logo_file_id uuid references stored_files on delete set null,
    version integer not null default 1,
    updated_at timestamptz not null default now(),
    -- Credit notes count by themselves; quotes and orders have series of their own, a month each.
    constraint firm_identity_series_differ check (
        invoice_series <> credit_note_series and invoice_series !~ '^[QO]-' and credit_note_series !~ '^[QO]-'
    ),
    constraint firm_identity_siret_of_siren check (left(siret, 9) = siren)
);
create index firm_identity_logo_file_id_idx on firm_identity (logo_file_id);
create trigger firm_identity_touch before update on firm_identity for each row execute function touch();
insert into firm_identity default values;

-- What the next document of a series builds on: it is not older than the last one, and its hash covers the last hash.
alter table document_counters
    add column last_issue_date date,
    add column last_hash bytea
        constraint document_counters_last_hash_length check (octet_length(last_hash) = 32);
comment on table document_counters is
    'The last number given in each series and year. Locking the row until the number is committed or given back keeps the numbers free of holes.';

-- The same bytes are kept once, and documents are found by what they contain.
create unique index stored_files_sha256_key on stored_files (sha256);

alter table medical_institutions
    add column is_public_body boolean not null default false,
    add column payment_terms text
        constraint medical_institutions_payment_terms_known check (
            payment_terms in ('days_30', 'days_45', 'days_60', 'end_of_month_45', 'public_hospital_50', 'on_receipt')
        ),
    add column billing_email text
        constraint medical_institutions_billing_email_format check (
            billing_email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and char_length(billing_email) <= 255
        ),
    add column electronic_address text
        constraint medical_institutions_electronic_address_length check (
            btrim(electronic_address) <> '' and char_length(electronic_address) <= 125
        ),
    -- The department of a public body that Chorus Pro routes to (BT-10 of EN 16931).
    add column service_code text
        constraint medical_institutions_service_code_length check (
            btrim(service_code) <> '' and char_length(service_code) <= 100
        );

-- The seller's identity moved to firm_identity; what templates say of it is kept for those that have it.
alter table document_templates
    alter column company_name drop not null,
    alter column company_address_street drop not null,
    alter column company_address_city drop not null,
    alter column company_address_zip_code drop not null,
    alter column company_address_country drop not null,
    add column source text
        constraint document_templates_source_length check (btrim(source) <> '' and char_length(source) <= 200000),
    drop constraint document_templates_type_known,
    add constraint document_templates_type_known check (type in ('quote', 'invoice', 'both', 'reminder'));

create table template_versions (
    template_id uuid not null references document_templates on delete cascade,
    version integer not null
        constraint template_versions_version_range check (version >= 1),
    source text not null
        constraint template_versions_source_length check (btrim(source) <> '' and char_length(source) <= 200000),
    created_by uuid not null references users on delete restrict,
    created_at timestamptz not null default now(),
    primary key (template_id, version)
);
create index template_versions_created_by_idx on template_versions (created_by);

alter table document_versions
    drop constraint document_versions_document_type_known,
    add constraint document_versions_document_type_known check (
        document_type in ('quote_pdf', 'order_pdf', 'invoice_pdf', 'credit_note_pdf', 'reminder_pdf')
    ),
    drop constraint document_versions_document,
    add constraint document_versions_document check (
        case
            when document_type in ('invoice_pdf', 'credit_note_pdf', 'reminder_pdf')
                then invoice_id is not null and quote_id is null
            else quote_id is not null and invoice_id is null
        end
    );

alter table quotes
    add column revision integer not null default 1
        constraint quotes_revision_range check (revision >= 1),
    -- Part of what a public link signs: raising it makes the links that were given away invalid.
    add column public_link_epoch integer not null default 1
        constraint quotes_public_link_epoch_range check (public_link_epoch >= 1);

-- What a quote said before it was edited after it had been sent.
create table quote_revisions (
    quote_id uuid not null references quotes on delete cascade,
    revision integer not null
        constraint quote_revisions_revision_range check (revision >= 1),
    snapshot jsonb not null
        constraint quote_revisions_snapshot_object check (jsonb_typeof(snapshot) = 'object'),
    created_by uuid not null references users on delete restrict,
    created_at timestamptz not null default now(),
    primary key (quote_id, revision)
);
create index quote_revisions_created_by_idx on quote_revisions (created_by);

-- A quote may be invoiced in parts; that its parts do not exceed it is checked under a lock on the quote.
drop index invoices_quote_id_key;

alter table invoices
    add column invoice_type text not null default 'standard'
        constraint invoices_invoice_type_known check (invoice_type in ('standard', 'partial', 'deposit', 'final')),
    -- While they are set, the due date follows from the day of the issue.
    add column payment_terms text
        constraint invoices_payment_terms_known check (
            payment_terms in ('days_30', 'days_45', 'days_60', 'end_of_month_45', 'public_hospital_50', 'on_receipt')
        ),
    -- Before tax: the deposits that a final invoice deducts.
    add column deducted_amount numeric(12, 2) not null default 0,
    -- Payments that were recorded and not confirmed yet; they are taken off what may still be paid.
    add column pending_amount numeric(12, 2) not null default 0,
    -- Of a credit note: how much more than what remained due the client had paid.
    add column refundable_amount numeric(12, 2) not null default 0,
    drop column remaining_amount,
    drop constraint invoices_total_sum;
-- Once more than what remains due was paid, the credit note shows it; here nothing remains.
alter table invoices
    add column remaining_amount numeric(12, 2) not null generated always as (
        case kind
            when 'credit_note' then refundable_amount - paid_amount
            else greatest(total - paid_amount - credited_amount, 0)
        end
    ) stored
        constraint invoices_remaining_amount_range check (remaining_amount >= 0),
    add constraint invoices_deducted_amount_range check (
        deducted_amount between 0 and subtotal - total_discount_amount
    ),
    add constraint invoices_deducted_by_final check (deducted_amount = 0 or invoice_type = 'final'),
    add constraint invoices_refundable_amount_range check (
        refundable_amount between 0 and case kind when 'credit_note' then total else 0 end
    ),
    add constraint invoices_pending_amount_range check (pending_amount between 0 and remaining_amount),
    add constraint invoices_paid_amount_within_total check (paid_amount <= total),
    add constraint invoices_credited_amount_within_total check (
        credited_amount <= case kind when 'credit_note' then 0 else total end
    ),
    add constraint invoices_total_sum check (
        total = subtotal - total_discount_amount - deducted_amount + total_tax_amount
    ),
    add constraint invoices_paid_in_full check (status <> 'paid' or remaining_amount = 0);

-- Revenue by month, client and person is read from the index alone: no page of the table is, whose rows
-- carry seller and buyer.
create index invoices_revenue_idx on invoices (issue_date)
    include (kind, total, total_tax_amount, institution_id, assigned_user_id) where deleted_at is null;

alter table invoice_lines
    add column quote_line_id uuid references quote_lines on delete set null;
create index invoice_lines_quote_line_id_idx on invoice_lines (quote_line_id);

-- What a final invoice takes off for its deposits, per group of VAT (document-level allowances of EN 16931).
create table invoice_deductions (
    id uuid primary key default uuid_v7(),
    invoice_id uuid not null references invoices on delete cascade,
    deposit_invoice_id uuid not null references invoices on delete restrict,
    order_index integer not null
        constraint invoice_deductions_order_index_range check (order_index >= 1),
    vat_category text not null
        constraint invoice_deductions_vat_category_known check (
            vat_category in ('S', 'Z', 'E', 'AE', 'G', 'O', 'K')
        ),
    tax_rate numeric(5, 2) not null
        constraint invoice_deductions_tax_rate_range check (tax_rate between 0 and 100),
    vat_exemption_code text
        constraint invoice_deductions_vat_exemption_code_length check (
            btrim(vat_exemption_code) <> '' and char_length(vat_exemption_code) <= 50
        ),
    amount numeric(12, 2) not null
        constraint invoice_deductions_amount_range check (amount >= 0),
    tax_amount numeric(12, 2) not null
        constraint invoice_deductions_tax_amount_range check (tax_amount >= 0),
    -- When the invoice was deleted or cancelled: another one may deduct the deposit.
    released_at timestamptz,
    created_at timestamptz not null default now(),
    constraint invoice_deductions_order_index_key unique (invoice_id, order_index) deferrable initially immediate,
    constraint invoice_deductions_other_invoice check (invoice_id <> deposit_invoice_id)
);
create unique index invoice_deductions_deposit_key
    on invoice_deductions (deposit_invoice_id, vat_category, tax_rate, vat_exemption_code) nulls not distinct
    where released_at is null;
-- The one above serves no look-up of deposits that were released.
create index invoice_deductions_deposit_invoice_id_idx on invoice_deductions (deposit_invoice_id);

create or replace function keep_issued_invoice() returns trigger
language plpgsql as $$
declare
    may_change constant text[] := array[
        'status', 'paid_amount', 'pending_amount', 'credited_amount', 'refundable_amount', 'remaining_amount',
        'last_payment_date', 'paid_at', 'sent_at', 'archived', 'assigned_user_id', 'search_text', 'version',
        'updated_at'
    ];
    lines record;
    deductions record;
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
        select count(*) as count, sum(subtotal) as subtotal, sum(discount_amount) as discount, sum(tax_amount) as tax
            into lines from invoice_lines where invoice_id = new.id;
        select coalesce(sum(amount), 0) as amount, coalesce(sum(tax_amount), 0) as tax
            into deductions from invoice_deductions where invoice_id = new.id;
        if lines.count = 0 then
            raise exception 'an invoice without lines cannot be issued'
                using errcode = 'check_violation', constraint = 'invoices_issued_with_lines', table = 'invoices';
        end if;
        if (lines.subtotal, lines.discount, deductions.amount, lines.tax - deductions.tax)
            is distinct from (new.subtotal, new.total_discount_amount, new.deducted_amount, new.total_tax_amount)
        then
            raise exception 'the totals of the invoice are not the sums of its lines and deductions'
                using errcode = 'check_violation', constraint = 'invoices_totals_match_lines', table = 'invoices';
        end if;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;

-- Lines and deductions are what an invoice says. Whether a deduction still holds its deposit is not.
create or replace function keep_issued_invoice_lines() returns trigger
language plpgsql as $$
declare
    invoice record;
    invoice_ids uuid[];
begin
    if tg_op = 'INSERT' and current_setting('app.bulk_load', true) = 'on' then
        return new;
    end if;
    if tg_op = 'UPDATE' and to_jsonb(new) - 'released_at' = to_jsonb(old) - 'released_at' then
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
                using errcode = 'check_violation', constraint = tg_table_name || '_issued_immutable',
                    table = tg_table_name;
        end if;
    end loop;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;
create trigger invoice_deductions_issued_immutable before insert or update or delete on invoice_deductions
    for each row execute function keep_issued_invoice_lines();

-- Nobody is told, and no payment changes: the sums are new, not what they are made of.
set local app.bulk_load = 'on';
update invoices set pending_amount = least(pending.amount, remaining_amount)
from (select invoice_id, sum(amount) as amount from payments where status = 'pending' group by invoice_id) as pending
where pending.invoice_id = invoices.id;
