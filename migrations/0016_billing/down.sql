-- Works while no quote was invoiced in parts, nothing was credited beyond what was due, and no reminder was made.
drop table invoice_deductions;

create or replace function keep_issued_invoice() returns trigger
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

create or replace function keep_issued_invoice_lines() returns trigger
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

alter table invoice_lines drop column quote_line_id;

drop index invoices_revenue_idx;
alter table invoices
    drop constraint invoices_pending_amount_range,
    drop column remaining_amount,
    drop constraint invoices_total_sum,
    drop constraint invoices_paid_amount_within_total,
    drop constraint invoices_credited_amount_within_total,
    drop column pending_amount,
    drop column refundable_amount,
    drop column deducted_amount,
    drop column payment_terms,
    drop column invoice_type;
alter table invoices
    add column remaining_amount numeric(12, 2) not null generated always as (total - paid_amount - credited_amount) stored
        constraint invoices_remaining_amount_range check (remaining_amount >= 0),
    add constraint invoices_total_sum check (total = subtotal - total_discount_amount + total_tax_amount),
    add constraint invoices_paid_in_full check (status <> 'paid' or remaining_amount = 0);
create unique index invoices_quote_id_key on invoices (quote_id)
    where quote_id is not null and kind = 'invoice' and status <> 'cancelled' and deleted_at is null;

drop table quote_revisions;

alter table quotes
    drop column public_link_epoch,
    drop column revision;

alter table document_versions
    drop constraint document_versions_document_type_known,
    add constraint document_versions_document_type_known check (document_type in ('quote_pdf', 'order_pdf', 'invoice_pdf')),
    drop constraint document_versions_document,
    add constraint document_versions_document check (
        case document_type
            when 'invoice_pdf' then invoice_id is not null and quote_id is null
            else quote_id is not null and invoice_id is null
        end
    );

drop table template_versions;

-- Templates that were made without a seller get a dash, which the columns ask for.
update document_templates set
    company_name = coalesce(company_name, '-'),
    company_address_street = coalesce(company_address_street, '-'),
    company_address_city = coalesce(company_address_city, '-'),
    company_address_zip_code = coalesce(company_address_zip_code, '-'),
    company_address_country = coalesce(company_address_country, '-');
alter table document_templates
    drop constraint document_templates_type_known,
    add constraint document_templates_type_known check (type in ('quote', 'invoice', 'both')),
    drop column source,
    alter column company_name set not null,
    alter column company_address_street set not null,
    alter column company_address_city set not null,
    alter column company_address_zip_code set not null,
    alter column company_address_country set not null;

alter table medical_institutions
    drop column service_code,
    drop column electronic_address,
    drop column billing_email,
    drop column payment_terms,
    drop column is_public_body;

drop index stored_files_sha256_key;

comment on table document_counters is null;
alter table document_counters
    drop column last_hash,
    drop column last_issue_date;

drop table firm_identity;
