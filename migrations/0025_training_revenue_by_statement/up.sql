-- Readings of Digiforma write hundreds of invoices with one statement: what they change of revenue_days is summed up by day
-- and written once, instead of once for each invoice. Days are taken in their order, so that two statements do not wait for
-- each other.
drop trigger digiforma_invoices_booked on digiforma_invoices;
drop function book_training_revenue();

create function add_to_revenue_days(
    day date, source text, documents bigint, invoiced numeric, invoiced_net numeric, paid numeric, paid_net numeric
) returns void
language sql
as $$
    insert into revenue_days as kept (day, source, documents, invoiced, invoiced_net, paid, paid_net)
    values (day, source, documents, invoiced, invoiced_net, paid, paid_net)
    on conflict (day, source) do update set
        documents = kept.documents + excluded.documents,
        invoiced = kept.invoiced + excluded.invoiced,
        invoiced_net = kept.invoiced_net + excluded.invoiced_net,
        paid = kept.paid + excluded.paid,
        paid_net = kept.paid_net + excluded.paid_net
$$;
comment on function add_to_revenue_days(date, text, bigint, numeric, numeric, numeric, numeric) is
    'Adds sums to a day of revenue_days.';

-- One function for each kind of statement: each has transition tables of its own.
create function book_new_training() returns trigger
language plpgsql as $$
begin
    if current_setting('app.bulk_load', true) = 'on' then
        perform request_revenue_rebuild();
        return null;
    end if;
    perform add_to_revenue_days(sums.day, 'formation', sums.documents, sums.total, sums.net, sums.paid, sums.paid_net)
    from (
        select (issue_date at time zone 'Europe/Paris')::date as day, count(*) as documents,
            sum(total_amount) as total, sum(net_amount) as net, sum(paid_amount) as paid,
            sum(untaxed_part(paid_amount, total_amount, net_amount)) as paid_net
        from new_rows
        where removed_at is null and currency = 'EUR' and status not in ('draft', 'cancelled')
        group by 1 order by 1
    ) as sums;
    return null;
end
$$;

create function book_changed_training() returns trigger
language plpgsql as $$
begin
    if current_setting('app.bulk_load', true) = 'on' then
        perform request_revenue_rebuild();
        return null;
    end if;
    perform add_to_revenue_days(sums.day, 'formation', sums.documents, sums.total, sums.net, sums.paid, sums.paid_net)
    from (
        select (issue_date at time zone 'Europe/Paris')::date as day, sum(sign) as documents,
            sum(sign * total_amount) as total, sum(sign * net_amount) as net, sum(sign * paid_amount) as paid,
            sum(sign * untaxed_part(paid_amount, total_amount, net_amount)) as paid_net
        from (
            select 1 as sign, issue_date, removed_at, currency, status, total_amount, net_amount, paid_amount
            from new_rows
            union all
            select -1, issue_date, removed_at, currency, status, total_amount, net_amount, paid_amount
            from old_rows
        ) as moved
        where removed_at is null and currency = 'EUR' and status not in ('draft', 'cancelled')
        group by 1 order by 1
    ) as sums
    where (sums.documents, sums.total, sums.net, sums.paid, sums.paid_net) is distinct from (0, 0, 0, 0, 0);
    return null;
end
$$;

create function book_lost_training() returns trigger
language plpgsql as $$
begin
    if current_setting('app.bulk_load', true) = 'on' then
        perform request_revenue_rebuild();
        return null;
    end if;
    perform add_to_revenue_days(
        sums.day, 'formation', -sums.documents, -sums.total, -sums.net, -sums.paid, -sums.paid_net
    )
    from (
        select (issue_date at time zone 'Europe/Paris')::date as day, count(*) as documents,
            sum(total_amount) as total, sum(net_amount) as net, sum(paid_amount) as paid,
            sum(untaxed_part(paid_amount, total_amount, net_amount)) as paid_net
        from old_rows
        where removed_at is null and currency = 'EUR' and status not in ('draft', 'cancelled')
        group by 1 order by 1
    ) as sums;
    return null;
end
$$;

create trigger digiforma_invoices_booked after insert on digiforma_invoices
    referencing new table as new_rows for each statement execute function book_new_training();
create trigger digiforma_invoices_rebooked after update on digiforma_invoices
    referencing old table as old_rows new table as new_rows for each statement execute function book_changed_training();
create trigger digiforma_invoices_unbooked after delete on digiforma_invoices
    referencing old table as old_rows for each statement execute function book_lost_training();

-- Sums hold whoever writes, sessions that switch triggers off included.
alter table digiforma_invoices
    enable always trigger digiforma_invoices_booked, enable always trigger digiforma_invoices_rebooked,
    enable always trigger digiforma_invoices_unbooked;
