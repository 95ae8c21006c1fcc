alter table firm_identity
    drop column customer_account,
    drop column sales_account,
    drop column vat_account,
    drop column bank_account,
    drop column accounting_year_month;
