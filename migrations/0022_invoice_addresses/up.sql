-- Mentions of the law where they differ from the buyer's own address (CGI annexe II 242 nonies A): as objects with street,
-- city, state, zipCode and country. What an issued invoice says is kept in its buyer too.
alter table invoices
    add column delivery_address jsonb
        constraint invoices_delivery_address_object check (jsonb_typeof(delivery_address) = 'object'),
    add column billing_address jsonb
        constraint invoices_billing_address_object check (jsonb_typeof(billing_address) = 'object');
