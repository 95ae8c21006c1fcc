-- Revenue that comes neither from the firm's own invoices nor from training: entered by hand.
create table revenue_entries (
    id uuid primary key default uuid_v7(),
    label text collate french not null
        constraint revenue_entries_label_length check (btrim(label) <> '' and char_length(label) <= 255),
    kind text not null default 'other'
        constraint revenue_entries_kind_known check (
            kind in ('subsidy', 'commission', 'royalty', 'rent', 'rebilled_expense', 'other')
        ),
    -- The day that it counts on.
    entry_date date not null
        constraint revenue_entries_entry_date_range check (entry_date between '2000-01-01' and '2999-12-31'),
    -- Negative amounts take back what was entered before.
    net_amount numeric(12, 2) not null
        constraint revenue_entries_net_amount_range check (net_amount <> 0 and abs(net_amount) < 10000000000),
    tax_amount numeric(12, 2) not null default 0
        constraint revenue_entries_tax_amount_range check (tax_amount * net_amount >= 0),
    total_amount numeric(12, 2) not null generated always as (net_amount + tax_amount) stored,
    -- With tax.
    paid_amount numeric(12, 2) not null default 0,
    paid_date date
        constraint revenue_entries_paid_date_range check (paid_date between '2000-01-01' and '2999-12-31'),
    institution_id uuid references medical_institutions on delete set null,
    reference text
        constraint revenue_entries_reference_length check (btrim(reference) <> '' and char_length(reference) <= 100),
    notes text
        constraint revenue_entries_notes_length check (char_length(notes) <= 10000),
    created_by uuid not null references users on delete restrict,
    deleted_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_text text not null generated always as (search_document(label, reference)) stored,
    constraint revenue_entries_paid_amount_range check (
        paid_amount between least(total_amount, 0) and greatest(total_amount, 0)
    ),
    constraint revenue_entries_paid_date_when_paid check (paid_date is null or paid_amount <> 0)
);
create index revenue_entries_institution_id_entry_date_idx on revenue_entries (institution_id, entry_date);
create index revenue_entries_entry_date_id_idx on revenue_entries (entry_date, id);
create index revenue_entries_created_by_idx on revenue_entries (created_by);
create index revenue_entries_search_trgm_idx on revenue_entries using gin (search_text gin_trgm_ops);
create trigger revenue_entries_touch before update on revenue_entries
    for each row execute function touch('search_text', 'total_amount');
create trigger revenue_entries_changed after insert or update or delete on revenue_entries
    for each row execute function notify_entity_changed('revenue_entry');

-- The revenue of one institution is read from the index alone.
create index invoices_institution_revenue_idx on invoices (institution_id, issue_date)
    include (credited_invoice_id, status, total, total_tax_amount, paid_amount)
    where deleted_at is null and issue_date is not null;
create index invoices_cancelled_idx on invoices (id) where status = 'cancelled';

create function untaxed_part(amount numeric, total numeric, net numeric) returns numeric
language sql immutable parallel safe
return case when amount = 0 or total = 0 then 0 when amount = total then net else round(amount * net / total, 2) end;
comment on function untaxed_part(numeric, numeric, numeric) is
    'How much of an amount with tax is before tax: payments hold tax in proportion to their document.';

-- Bodies of text: nothing hinders a migration that changes the tables, or the order of a restore.
create function revenue_documents()
returns table (source text, institution_id uuid, day date, total numeric, net numeric, paid numeric)
language sql stable parallel safe
as $$
    select 'audit', invoice.institution_id, invoice.issue_date,
        case when invoice.credited_invoice_id is null then invoice.total else -invoice.total end,
        case when invoice.credited_invoice_id is null
            then invoice.total - invoice.total_tax_amount else invoice.total_tax_amount - invoice.total end,
        case when invoice.credited_invoice_id is null then invoice.paid_amount else -invoice.paid_amount end
    from invoices as invoice
    where invoice.issue_date is not null and invoice.deleted_at is null
        and invoice.status not in ('draft', 'cancelled')
        and not exists (
            select from invoices as original
            where original.id = invoice.credited_invoice_id and original.status = 'cancelled'
        )
    union all
    select 'formation', training.institution_id, (training.issue_date at time zone 'Europe/Paris')::date,
        training.total_amount, training.net_amount, training.paid_amount
    from digiforma_invoices as training
    where training.removed_at is null and training.currency = 'EUR' and training.status not in ('draft', 'cancelled')
    union all
    select 'other', entry.institution_id, entry.entry_date, entry.total_amount, entry.net_amount, entry.paid_amount
    from revenue_entries as entry
    where entry.deleted_at is null
$$;
comment on function revenue_documents() is
    'Every document that counts as revenue, with the day that it counts on: what is credited is negative, and an invoice that was credited altogether is out together with its credit notes. The triggers below say the same of single rows.';

-- What all documents of a day amount to, so that the firm's months cost the same whatever the number of documents.
-- Triggers keep it in the transaction that changes a document; bulk loads (`app.bulk_load`) compute it anew at their end.
create table revenue_days (
    day date not null,
    source text not null
        constraint revenue_days_source_known check (source in ('audit', 'formation', 'other')),
    documents integer not null,
    invoiced numeric(14, 2) not null,
    invoiced_net numeric(14, 2) not null,
    paid numeric(14, 2) not null,
    paid_net numeric(14, 2) not null,
    primary key (day, source)
) with (fillfactor = 50);

create function rebuild_revenue_days() returns void
language plpgsql as $$
begin
    lock table invoices, digiforma_invoices, revenue_entries in share row exclusive mode;
    delete from revenue_days;
    insert into revenue_days (day, source, documents, invoiced, invoiced_net, paid, paid_net)
    select day, source, count(*), sum(total), sum(net), sum(paid), sum(untaxed_part(paid, total, net))
    from revenue_documents()
    group by day, source;
end
$$;
comment on function rebuild_revenue_days() is
    'Computes revenue_days anew; no document changes meanwhile.';

create function rebuild_revenue_now() returns trigger
language plpgsql as $$
begin
    perform rebuild_revenue_days();
    return null;
end
$$;

-- A day before all days asks for it at the end of the transaction, once however many rows are loaded; nobody else sees it.
create function request_revenue_rebuild() returns void
language plpgsql as $$
begin
    if current_setting('app.revenue_rebuild', true) is distinct from pg_current_xact_id()::text then
        perform set_config('app.revenue_rebuild', pg_current_xact_id()::text, true);
        insert into revenue_days (day, source, documents, invoiced, invoiced_net, paid, paid_net)
        values ('-infinity', 'audit', 0, 0, 0, 0, 0)
        on conflict do nothing;
    end if;
end
$$;
create constraint trigger revenue_days_requested after insert on revenue_days
    deferrable initially deferred for each row when (new.day = '-infinity')
    execute function rebuild_revenue_now();

create function book_revenue(source text, day date, documents integer, total numeric, net numeric, paid numeric)
returns void
language sql
as $$
    insert into revenue_days as kept (day, source, documents, invoiced, invoiced_net, paid, paid_net)
    values (
        book_revenue.day, book_revenue.source, book_revenue.documents, book_revenue.documents * book_revenue.total,
        book_revenue.documents * book_revenue.net, book_revenue.documents * book_revenue.paid,
        book_revenue.documents * untaxed_part(book_revenue.paid, book_revenue.total, book_revenue.net)
    )
    on conflict (day, source) do update set
        documents = kept.documents + excluded.documents,
        invoiced = kept.invoiced + excluded.invoiced,
        invoiced_net = kept.invoiced_net + excluded.invoiced_net,
        paid = kept.paid + excluded.paid,
        paid_net = kept.paid_net + excluded.paid_net
$$;
comment on function book_revenue(text, date, integer, numeric, numeric, numeric) is
    'Adds a document (1) to a day of revenue_days, or takes it off (-1).';

create function book_invoice_revenue() returns trigger
language plpgsql as $$
declare
    sign integer := case when coalesce(new.credited_invoice_id, old.credited_invoice_id) is null then 1 else -1 end;
    original text;
begin
    if current_setting('app.bulk_load', true) = 'on' then
        perform request_revenue_rebuild();
        return null;
    end if;
    if tg_op = 'UPDATE'
        and (new.status, new.issue_date, new.deleted_at, new.total, new.total_tax_amount, new.paid_amount)
            is not distinct from
            (old.status, old.issue_date, old.deleted_at, old.total, old.total_tax_amount, old.paid_amount)
    then
        return null;
    end if;
    if sign = -1 then
        -- Waits for a cancellation in progress, which does not see this change.
        select status into original from invoices
        where id = coalesce(new.credited_invoice_id, old.credited_invoice_id) for share;
    end if;
    if original is distinct from 'cancelled' then
        if old.issue_date is not null and old.deleted_at is null and old.status not in ('draft', 'cancelled') then
            perform book_revenue('audit', old.issue_date, -1, sign * old.total,
                sign * (old.total - old.total_tax_amount), sign * old.paid_amount);
        end if;
        if new.issue_date is not null and new.deleted_at is null and new.status not in ('draft', 'cancelled') then
            perform book_revenue('audit', new.issue_date, 1, sign * new.total,
                sign * (new.total - new.total_tax_amount), sign * new.paid_amount);
        end if;
    end if;
    -- Credit notes go and come with their invoice.
    if tg_op = 'UPDATE' and (new.status = 'cancelled') <> (old.status = 'cancelled') then
        perform book_revenue('audit', note.issue_date, case new.status when 'cancelled' then -1 else 1 end,
            -note.total, note.total_tax_amount - note.total, -note.paid_amount)
        from invoices as note
        where note.credited_invoice_id = new.id and note.issue_date is not null and note.deleted_at is null
            and note.status not in ('draft', 'cancelled');
    end if;
    return null;
end
$$;
create trigger invoices_booked after insert or update or delete on invoices
    for each row execute function book_invoice_revenue();

create function book_training_revenue() returns trigger
language plpgsql as $$
declare
    old_day date := (old.issue_date at time zone 'Europe/Paris')::date;
    new_day date := (new.issue_date at time zone 'Europe/Paris')::date;
begin
    if current_setting('app.bulk_load', true) = 'on' then
        perform request_revenue_rebuild();
        return null;
    end if;
    if tg_op = 'UPDATE'
        and (new.status, new.currency, new_day, new.removed_at, new.total_amount, new.net_amount, new.paid_amount)
            is not distinct from
            (old.status, old.currency, old_day, old.removed_at, old.total_amount, old.net_amount, old.paid_amount)
    then
        return null;
    end if;
    if old.removed_at is null and old.currency = 'EUR' and old.status not in ('draft', 'cancelled') then
        perform book_revenue('formation', old_day, -1, old.total_amount, old.net_amount, old.paid_amount);
    end if;
    if new.removed_at is null and new.currency = 'EUR' and new.status not in ('draft', 'cancelled') then
        perform book_revenue('formation', new_day, 1, new.total_amount, new.net_amount, new.paid_amount);
    end if;
    return null;
end
$$;
create trigger digiforma_invoices_booked after insert or update or delete on digiforma_invoices
    for each row execute function book_training_revenue();

create function book_entered_revenue() returns trigger
language plpgsql as $$
begin
    if current_setting('app.bulk_load', true) = 'on' then
        perform request_revenue_rebuild();
        return null;
    end if;
    -- Two entries that change their days with each other would wait for each other.
    perform from revenue_days
    where source = 'other' and day in (old.entry_date, new.entry_date) order by day for update;
    if old.deleted_at is null and old.entry_date is not null then
        perform book_revenue('other', old.entry_date, -1, old.total_amount, old.net_amount, old.paid_amount);
    end if;
    if new.deleted_at is null and new.entry_date is not null then
        perform book_revenue('other', new.entry_date, 1, new.total_amount, new.net_amount, new.paid_amount);
    end if;
    return null;
end
$$;
create trigger revenue_entries_booked after insert or update or delete on revenue_entries
    for each row execute function book_entered_revenue();

create trigger invoices_emptied after truncate on invoices
    for each statement execute function rebuild_revenue_now();
create trigger digiforma_invoices_emptied after truncate on digiforma_invoices
    for each statement execute function rebuild_revenue_now();
create trigger revenue_entries_emptied after truncate on revenue_entries
    for each statement execute function rebuild_revenue_now();

-- Sums hold whoever writes, sessions that switch triggers off included.
alter table revenue_days enable always trigger revenue_days_requested;
alter table invoices enable always trigger invoices_booked, enable always trigger invoices_emptied;
alter table digiforma_invoices
    enable always trigger digiforma_invoices_booked, enable always trigger digiforma_invoices_emptied;
alter table revenue_entries
    enable always trigger revenue_entries_booked, enable always trigger revenue_entries_emptied;

select rebuild_revenue_days();
