-- What a document brings: credit notes take back, drafts bring nothing. Sums over many documents need not work it out
-- for each, and read it from an index alone.
alter table invoices
    add column revenue numeric(12, 2) not null generated always as (
        case when issue_date is null then 0 when kind = 'invoice' then total else -total end
    ) stored,
    add column revenue_before_tax numeric(12, 2) not null generated always as (
        case
            when issue_date is null then 0
            when kind = 'invoice' then total - total_tax_amount
            else total_tax_amount - total
        end
    ) stored;
drop index invoices_revenue_idx;
create index invoices_revenue_idx on invoices (issue_date)
    include (revenue, revenue_before_tax, kind, institution_id, assigned_user_id) where deleted_at is null;

-- Before an update, columns that the database computes are not there yet: no change of theirs counts.
drop trigger invoices_touch on invoices;
create trigger invoices_touch before update on invoices
    for each row execute function touch('search_text', 'remaining_amount', 'revenue', 'revenue_before_tax');
do $$
begin
    execute replace(
        pg_get_functiondef('keep_issued_invoice'::regproc), $old$'search_text'$old$,
        $new$'search_text', 'revenue', 'revenue_before_tax'$new$
    );
end
$$;
