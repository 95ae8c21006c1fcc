do $$
begin
    execute replace(
        pg_get_functiondef('keep_issued_invoice'::regproc), $new$'search_text', 'revenue', 'revenue_before_tax'$new$,
        $old$'search_text'$old$
    );
end
$$;
drop trigger invoices_touch on invoices;
create trigger invoices_touch before update on invoices
    for each row execute function touch('search_text', 'remaining_amount');
drop index invoices_revenue_idx;
alter table invoices drop column revenue, drop column revenue_before_tax;
create index invoices_revenue_idx on invoices (issue_date)
    include (kind, total, total_tax_amount, institution_id, assigned_user_id) where deleted_at is null;
