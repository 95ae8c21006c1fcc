alter table invoices
    drop column delivery_address,
    drop column billing_address;
