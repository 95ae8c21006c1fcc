-- Where sales and payments are booked, for the files that accountants read (LPF A47 A-1).
alter table firm_identity
    add column customer_account text not null default '411000'
        constraint firm_identity_customer_account_format check (customer_account ~ '^[1-9][0-9]{2}[0-9A-Z]{0,17}$'),
    add column sales_account text not null default '706000'
        constraint firm_identity_sales_account_format check (sales_account ~ '^[1-9][0-9]{2}[0-9A-Z]{0,17}$'),
    add column vat_account text not null default '445710'
        constraint firm_identity_vat_account_format check (vat_account ~ '^[1-9][0-9]{2}[0-9A-Z]{0,17}$'),
    add column bank_account text not null default '512000'
        constraint firm_identity_bank_account_format check (bank_account ~ '^[1-9][0-9]{2}[0-9A-Z]{0,17}$'),
    -- Entries are numbered within the accounting year.
    add column accounting_year_month integer not null default 1
        constraint firm_identity_accounting_year_month_range check (accounting_year_month between 1 and 12);
