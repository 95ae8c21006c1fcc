drop trigger digiforma_invoices_unbooked on digiforma_invoices;
drop trigger digiforma_invoices_rebooked on digiforma_invoices;
drop trigger digiforma_invoices_booked on digiforma_invoices;
drop function book_lost_training();
drop function book_changed_training();
drop function book_new_training();
drop function add_to_revenue_days(date, text, bigint, numeric, numeric, numeric, numeric);

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
alter table digiforma_invoices enable always trigger digiforma_invoices_booked;
