insert into teams (id, name) values ('00000000-0000-7000-8000-0000000000a1', 'Équipe Nord');
insert into users (id, email, first_name, last_name, role, team_id, avatar_seed) values
    ('00000000-0000-7000-8000-0000000000b1', 'ada@example.com', 'Ada', 'Martin', 'admin', null, 'a'),
    ('00000000-0000-7000-8000-0000000000b2', 'bob@example.com', 'Bob', 'Petit', 'auditor',
     '00000000-0000-7000-8000-0000000000a1', 'b');
insert into medical_institutions
    (id, name, type, address_street, address_city, address_zip_code, address_country, finess, tags, assigned_user_id)
values
    ('00000000-0000-7000-8000-0000000000c1', 'Hôpital du Cœur', 'hospital', '1 rue Neuve', 'Nîmes', '30000', 'France',
     '300000001', '{cardiologie}', '00000000-0000-7000-8000-0000000000b2'),
    ('00000000-0000-7000-8000-0000000000c2', 'Clinique des Écluses', 'clinic', '2 quai Sud', 'Lyon', '69002', 'France',
     '690000002', '{}', null);
insert into contact_persons (id, institution_id, first_name, last_name, email, is_primary) values
    ('00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-0000000000c1', 'Chloé', 'Noël', 'chloe@example.com', true),
    ('00000000-0000-7000-8000-0000000000d2', '00000000-0000-7000-8000-0000000000c1', 'Denis', 'Roy', 'denis@example.com', false);
insert into tasks (id, title, assigned_to, created_by, institution_id) values
    ('00000000-0000-7000-8000-0000000000e1', 'Préparer l''audit', '00000000-0000-7000-8000-0000000000b2',
     '00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-0000000000c1');
insert into audit_events (user_id, user_name, action, entity, entity_id, origin) values
    ('00000000-0000-7000-8000-0000000000b1', 'Ada Martin', 'task.created', 'task',
     '00000000-0000-7000-8000-0000000000e1', 'graphql');
insert into document_templates
    (id, name, type, is_default, company_name, company_address_street, company_address_city, company_address_zip_code,
     company_address_country, created_by)
values
    ('00000000-0000-7000-8000-0000000000f1', 'Facture', 'invoice', true, 'Audit Santé', '3 rue Haute', 'Paris', '75002',
     'France', '00000000-0000-7000-8000-0000000000b1');
insert into quotes (id, quote_number, institution_id, assigned_user_id, title, valid_until) values
    ('00000000-0000-7000-8000-000000000101', 'Q2026110001', '00000000-0000-7000-8000-0000000000c1',
     '00000000-0000-7000-8000-0000000000b2', 'Audit du bloc', '2026-12-31');
insert into invoices
    (id, institution_id, assigned_user_id, quote_id, title, due_date, subtotal, total_tax_amount, total)
values
    ('00000000-0000-7000-8000-000000000201', '00000000-0000-7000-8000-0000000000c1',
     '00000000-0000-7000-8000-0000000000b2', '00000000-0000-7000-8000-000000000101', 'Audit du bloc', '2026-12-31',
     100, 20, 120),
    ('00000000-0000-7000-8000-000000000202', '00000000-0000-7000-8000-0000000000c1',
     '00000000-0000-7000-8000-0000000000b2', null, 'Formation', '2026-12-31', 50, 0, 50),
    ('00000000-0000-7000-8000-000000000203', '00000000-0000-7000-8000-0000000000c1',
     '00000000-0000-7000-8000-0000000000b2', null, 'Sans ligne', '2026-12-31', 0, 0, 0);
insert into invoice_lines
    (id, invoice_id, order_index, description, quantity, unit_price, tax_rate, vat_category, vat_exemption_code,
     tax_amount, subtotal, total_after_discount, total)
values
    ('00000000-0000-7000-8000-000000000301', '00000000-0000-7000-8000-000000000201', 1, 'Jour d''audit', 1, 100, 20,
     'S', null, 20, 100, 100, 120),
    ('00000000-0000-7000-8000-000000000302', '00000000-0000-7000-8000-000000000202', 1, 'Jour de formation', 1, 50, 0,
     'E', 'VATEX-FR-CGI261-4', 0, 50, 50, 50);
update invoices set
    status = 'issued', invoice_number = 'INV2026110001', series = 'INV', year = 2026, sequence_number = 1,
    issue_date = '2026-11-02', issued_at = '2026-11-02', seller = '{"name": "Audit Santé"}',
    buyer = '{"name": "Hôpital du Cœur"}', hash = decode(repeat('ab', 32), 'hex')
where id = '00000000-0000-7000-8000-000000000201';
insert into payments (id, invoice_id, amount, payment_date, payment_method, status, recorded_by) values
    ('00000000-0000-7000-8000-000000000401', '00000000-0000-7000-8000-000000000201', 20, '2026-11-10', 'bank_transfer',
     'confirmed', '00000000-0000-7000-8000-0000000000b1'),
    ('00000000-0000-7000-8000-000000000402', '00000000-0000-7000-8000-000000000201', 10, '2026-11-12', 'check',
     'pending', '00000000-0000-7000-8000-0000000000b1');
insert into document_counters (series, year, last_number) values ('INV', 2026, 1);
