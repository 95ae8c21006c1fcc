//! Bad states: each is refused under the name of the constraint that says why.

use crate::database::Database;

/// A statement over the rows of `fixture.sql`, and the constraint that refuses it.
type Refusal = (&'static str, &'static str);

const PEOPLE: &[Refusal] = &[
    ("insert into teams (name) values (' ')", "teams_name_length"),
    ("insert into teams (name) values ('équipe nord')", "teams_name_key"),
    ("update users set first_name = repeat('x', 51)", "users_first_name_length"),
    ("update users set email = 'Ada@example.com' where role = 'admin'", "users_email_format"),
    ("update users set email = 'ada@example.com'", "users_email_key"),
    ("update users set role = 'root' where role = 'auditor'", "users_role_known"),
    ("update users set password_hash = 'secret'", "users_password_hash_format"),
    ("update users set role = 'viewer'", "users_last_active_admin"),
    ("update users set is_active = false where role = 'admin'", "users_last_active_admin"),
    ("delete from users where role = 'admin'", "users_last_active_admin"),
    (
        "insert into api_tokens (user_id, name, prefix, token_hash, scopes) \
         select id, 'CI', 'mcrm_abc', sha256('x'), array['admin'] from users",
        "api_tokens_scopes_known",
    ),
    (
        "insert into api_tokens (user_id, name, prefix, token_hash, scopes) \
         select id, 'CI', 'mcrm_abc', 'x', array['read'] from users",
        "api_tokens_token_hash_length",
    ),
    (
        "insert into sessions (user_id, expires_at, revoked_at) \
         select id, now() + interval '1 day', now() from users",
        "sessions_revoked_with_reason",
    ),
    ("insert into login_throttles (key) values ('ada@example.com')", "login_throttles_key_format"),
];

const INSTITUTIONS: &[Refusal] = &[
    ("update medical_institutions set name = '  '", "medical_institutions_name_length"),
    ("update medical_institutions set type = 'castle'", "medical_institutions_type_known"),
    ("update medical_institutions set address_city = ''", "medical_institutions_address_city_length"),
    ("update medical_institutions set finess = '30000000'", "medical_institutions_finess_format"),
    ("update medical_institutions set finess = '300000001'", "medical_institutions_finess_key"),
    ("update medical_institutions set siret = '123'", "medical_institutions_siret_format"),
    ("update medical_institutions set accounting_number = 'C1'", "medical_institutions_accounting_number_key"),
    ("update medical_institutions set digiforma_id = '7'", "medical_institutions_digiforma_id_key"),
    ("update medical_institutions set tags = array['Bloc']", "medical_institutions_tags_list"),
    ("update medical_institutions set tags = array[null]", "medical_institutions_tags_list"),
    ("update medical_institutions set external_data = '[]'", "medical_institutions_external_data_object"),
    (
        "insert into medical_profiles (institution_id) select id from medical_institutions, generate_series(1, 2)",
        "medical_profiles_institution_id_key",
    ),
    (
        "insert into medical_profiles (institution_id, bed_capacity) select id, -1 from medical_institutions",
        "medical_profiles_bed_capacity_range",
    ),
    ("update contact_persons set is_primary = true", "contact_persons_primary_key"),
    ("update contact_persons set email = 'nobody'", "contact_persons_email_format"),
    ("update tasks set status = 'completed'", "tasks_completed_at_when_completed"),
    ("update tasks set completed_at = now()", "tasks_completed_at_when_completed"),
    ("update tasks set title = ''", "tasks_title_length"),
    ("delete from users where email = 'bob@example.com'", "tasks_assigned_to_fkey"),
    ("delete from medical_institutions", "quotes_institution_id_fkey"),
];

const EVENTS: &[Refusal] = &[
    ("update audit_events set action = 'task.deleted'", "audit_events_append_only"),
    ("delete from audit_events", "audit_events_append_only"),
    ("truncate audit_events", "audit_events_append_only"),
    ("insert into jobs (kind, unique_key) values ('sync', 'digiforma'), ('sync', 'digiforma')", "jobs_unique_key_key"),
    ("insert into outbox_events (event, entity) values ('created', 'task')", "outbox_events_event_format"),
    (
        "insert into idempotency_keys (user_id, key, request_hash, operation, response, expires_at) \
         select id, 'k', sha256('x'), 'createTask', '{}', now() from users",
        "idempotency_keys_status_with_response",
    ),
    (
        "insert into digiforma_settings default values; insert into digiforma_settings default values",
        "digiforma_settings_one_row",
    ),
    (
        "insert into digiforma_syncs (sync_type, status) values ('manual', 'in_progress'), ('auto', 'in_progress')",
        "digiforma_syncs_one_running",
    ),
    ("insert into digiforma_syncs (sync_type) values ('manual'), ('scheduled')", "digiforma_syncs_one_running"),
    ("insert into digiforma_syncs (sync_type, mode) values ('manual', 'full')", "digiforma_syncs_mode_known"),
    ("insert into digiforma_syncs (sync_type, phase) values ('manual', 'x')", "digiforma_syncs_phase_known"),
    (
        "insert into digiforma_syncs (sync_type, status) values ('manual', 'cancelled')",
        "digiforma_syncs_completed_at_when_done",
    ),
    ("update digiforma_settings set sync_frequency = 'hourly'", "digiforma_settings_sync_frequency_known"),
    ("update digiforma_settings set last_test_outcome = 'lucky'", "digiforma_settings_last_test_outcome_known"),
    ("insert into digiforma_cursors (entity, read_at) values ('matching', now())", "digiforma_cursors_entity_known"),
    (
        "insert into digiforma_contacts (digiforma_id, first_name, last_name) values ('7', 'A', 'B'), ('7', 'C', 'D')",
        "digiforma_contacts_kind_digiforma_id_key",
    ),
    ("insert into digiforma_directory (kind, digiforma_id) values ('program', '7')", "digiforma_directory_kind_known"),
    (
        "insert into webhooks (name, url, events, created_by) \
         select 'ERP', 'https://erp.example.com', array['sun.rise'], id from users",
        "webhooks_events_known",
    ),
    (
        "insert into webhooks (name, url, events, created_by) \
         select 'ERP', 'ftp://erp.example.com', array['task.created'], id from users",
        "webhooks_url_format",
    ),
    (
        "insert into segments (name, type, criteria, visibility, owner_id) \
         select 'Nord', 'institution', '{}', 'team', id from users",
        "segments_team_when_visible_to_team",
    ),
];

const MONEY: &[Refusal] = &[
    (
        "insert into document_templates (name, type, is_default, created_by) \
         select 'Autre', type, true, created_by from document_templates",
        "document_templates_default_key",
    ),
    (
        "insert into catalog_items (name, unit_price, tax_rate, vat_category, created_by) \
         select 'Audit', 100, 0, 'E', id from users",
        "catalog_items_vat_exemption",
    ),
    ("update quotes set total = 1", "quotes_total_sum"),
    ("update quotes set status = 'accepted'", "quotes_accepted_with_date"),
    ("update invoices set status = 'issued' where title = 'Formation'", "invoices_status_with_number"),
    ("update invoices set invoice_number = 'INV1' where title = 'Sans ligne'", "invoices_issued_with_lines"),
    (
        "update invoices set invoice_number = 'INV1', subtotal = 60, total = 60 where title = 'Formation'",
        "invoices_totals_match_lines",
    ),
    ("update invoices set invoice_number = 'INV1' where title = 'Formation'", "invoices_issued_with_number"),
    (
        "insert into invoices (institution_id, assigned_user_id, title, due_date, invoice_number) \
         select institution_id, assigned_user_id, title, due_date, 'INV1' from invoices",
        "invoices_begin_as_draft",
    ),
    ("update invoices set title = 'Autre' where invoice_number is not null", "invoices_issued_immutable"),
    (
        "update invoices set total_tax_amount = 0, total = 100 where invoice_number is not null",
        "invoices_issued_immutable",
    ),
    ("update invoices set invoice_number = null where invoice_number is not null", "invoices_issued_immutable"),
    ("update invoices set deleted_at = now() where invoice_number is not null", "invoices_issued_immutable"),
    ("delete from invoices where invoice_number is not null", "invoices_issued_immutable"),
    ("update invoices set status = 'paid' where invoice_number is not null", "invoices_paid_in_full"),
    ("update invoices set paid_amount = 121 where invoice_number is not null", "invoices_paid_amount_within_total"),
    (
        "update invoices set credited_amount = 121 where invoice_number is not null",
        "invoices_credited_amount_within_total",
    ),
    ("update invoices set pending_amount = 121 where invoice_number is not null", "invoices_pending_amount_range"),
    ("update invoices set refundable_amount = 1 where invoice_number is not null", "invoices_refundable_amount_range"),
    ("update invoices set deducted_amount = 10, total = 40 where title = 'Formation'", "invoices_deducted_by_final"),
    (
        "update invoices set invoice_type = 'final', deducted_amount = 51, total_tax_amount = 10, total = 9 \
         where title = 'Formation'",
        "invoices_deducted_amount_range",
    ),
    (
        "update invoices set invoice_type = 'final', deducted_amount = 10, total = 40, invoice_number = 'INV1' \
         where title = 'Formation'",
        "invoices_totals_match_lines",
    ),
    (
        "insert into invoice_deductions \
         (invoice_id, deposit_invoice_id, order_index, vat_category, tax_rate, amount, tax_amount) \
         select i.id, d.id, n, 'S', 20, 10, 2 from invoices i, invoices d, generate_series(1, 2) n \
         where i.title = 'Formation' and d.title = 'Audit du bloc'",
        "invoice_deductions_deposit_key",
    ),
    (
        "insert into invoice_deductions \
         (invoice_id, deposit_invoice_id, order_index, vat_category, tax_rate, amount, tax_amount) \
         select i.id, d.id, 1, 'S', 20, 10, 2 from invoices i, invoices d \
         where i.title = 'Audit du bloc' and d.title = 'Formation'",
        "invoice_deductions_issued_immutable",
    ),
    (
        "update invoices set status = 'issued', invoice_number = 'INV2026110002', series = 'INV', year = 2026, \
         sequence_number = 2, issue_date = '2026-11-02', issued_at = '2026-11-02', seller = '{}', buyer = '{}', \
         hash = sha256('x') where title = 'Formation'",
        "invoices_previous_hash_key",
    ),
    ("update invoices set kind = 'credit_note' where title = 'Formation'", "invoices_credit_note_with_invoice"),
    ("update invoice_lines set description = 'Autre' where tax_rate = 20", "invoice_lines_issued_immutable"),
    ("delete from invoice_lines where tax_rate = 20", "invoice_lines_issued_immutable"),
    (
        "insert into invoice_lines (invoice_id, order_index, description, quantity, unit_price, vat_category) \
         select invoice_id, 2, description, 1, 0, 'Z' from invoice_lines where tax_rate = 20",
        "invoice_lines_issued_immutable",
    ),
    (
        "update invoice_lines set invoice_id = (select invoice_id from invoice_lines where tax_rate = 20), \
         order_index = 2 where tax_rate = 0",
        "invoice_lines_issued_immutable",
    ),
    ("update invoice_lines set vat_exemption_code = null where tax_rate = 0", "invoice_lines_vat_exemption"),
    ("update invoice_lines set tax_rate = 20 where tax_rate = 0", "invoice_lines_vat_category_rate"),
    ("update invoice_lines set discount_value = 101 where tax_rate = 0", "invoice_lines_discount_value_range"),
    ("update payments set amount = 0 where status = 'pending'", "payments_amount_range"),
    ("update payments set amount = 1 where status = 'confirmed'", "payments_settled_immutable"),
    ("delete from payments where status = 'confirmed'", "payments_settled_immutable"),
    (
        "insert into document_versions (document_type, quote_id, version, file_id, file_name, generated_by) \
         select 'invoice_pdf', quotes.id, 1, uuid_v7(), 'a.pdf', assigned_user_id from quotes",
        "document_versions_document",
    ),
    (
        "insert into stored_files (media_type, content) values ('text/plain', 'a'), ('text/css', 'a')",
        "stored_files_sha256_key",
    ),
    (
        "insert into stored_files (media_type, content) values ('text/plain', 'a'); \
         update stored_files set content = 'b'",
        "stored_files_immutable",
    ),
    (
        "with file as (insert into stored_files (media_type, content) values ('application/pdf', 'a') returning id) \
         insert into document_versions (document_type, quote_id, version, file_id, file_name, generated_by) \
         select 'quote_pdf', quotes.id, 1, file.id, 'a.pdf', assigned_user_id from quotes, file; \
         update document_versions set file_name = 'b.pdf'",
        "document_versions_immutable",
    ),
    (
        "with file as (insert into stored_files (media_type, content) values ('application/pdf', 'a') returning id) \
         insert into document_versions (document_type, invoice_id, version, file_id, file_name, generated_by) \
         select 'invoice_pdf', invoices.id, 1, file.id, 'a.pdf', assigned_user_id from invoices, file; \
         delete from document_versions",
        "document_versions_immutable",
    ),
    (
        "with file as (insert into stored_files (media_type, content) values ('application/pdf', 'a') returning id) \
         insert into document_versions (document_type, quote_id, version, file_id, file_name, generated_by) \
         select 'quote_pdf', quotes.id, 1, file.id, 'a.pdf', assigned_user_id from quotes, file; \
         delete from stored_files",
        "document_versions_file_id_fkey",
    ),
    ("update document_counters set last_hash = 'x'", "document_counters_last_hash_length"),
    ("insert into firm_identity (singleton) values (false)", "firm_identity_singleton"),
    ("insert into firm_identity default values", "firm_identity_pkey"),
    ("update firm_identity set credit_note_series = 'INV'", "firm_identity_series_differ"),
    ("update firm_identity set invoice_series = 'Q-11'", "firm_identity_series_differ"),
    ("update firm_identity set siren = '404833048', siret = '73282932000074'", "firm_identity_siret_of_siren"),
    ("update firm_identity set iban = 'FR76'", "firm_identity_iban_format"),
    ("update medical_institutions set payment_terms = 'days_90'", "medical_institutions_payment_terms_known"),
];

const REVENUE: &[Refusal] = &[
    (
        "insert into revenue_entries (label, entry_date, net_amount, created_by) select ' ', '2026-11-02', 1, id from users",
        "revenue_entries_label_length",
    ),
    (
        "insert into revenue_entries (label, kind, entry_date, net_amount, created_by) \
         select 'x', 'gift', '2026-11-02', 1, id from users",
        "revenue_entries_kind_known",
    ),
    (
        "insert into revenue_entries (label, entry_date, net_amount, created_by) select 'x', '1999-12-31', 1, id from users",
        "revenue_entries_entry_date_range",
    ),
    (
        "insert into revenue_entries (label, entry_date, net_amount, created_by) select 'x', '2026-11-02', 0, id from users",
        "revenue_entries_net_amount_range",
    ),
    (
        "insert into revenue_entries (label, entry_date, net_amount, tax_amount, created_by) \
         select 'x', '2026-11-02', 100, -20, id from users",
        "revenue_entries_tax_amount_range",
    ),
    (
        "insert into revenue_entries (label, entry_date, net_amount, tax_amount, paid_amount, created_by) \
         select 'x', '2026-11-02', 100, 20, 120.01, id from users",
        "revenue_entries_paid_amount_range",
    ),
    (
        "insert into revenue_entries (label, entry_date, net_amount, paid_amount, created_by) \
         select 'x', '2026-11-02', -100, 1, id from users",
        "revenue_entries_paid_amount_range",
    ),
    (
        "insert into revenue_entries (label, entry_date, net_amount, paid_date, created_by) \
         select 'x', '2026-11-02', 100, '2026-11-02', id from users",
        "revenue_entries_paid_date_when_paid",
    ),
    (
        "insert into revenue_days (day, source, documents, invoiced, invoiced_net, paid, paid_net) \
         values ('2026-11-02', 'gifts', 1, 1, 1, 1, 1)",
        "revenue_days_source_known",
    ),
];

/// What looks like the cases above and is allowed.
const ALLOWED: &[&str] = &[
    "update users set is_active = false where role = 'auditor'",
    "update users set role = 'admin'; update users set role = 'viewer' where email = 'ada@example.com'",
    "update medical_institutions set deleted_at = now(), finess = '300000001'",
    "update medical_institutions set finess = '2A0000001' where name like 'Clin%'",
    "update contact_persons set deleted_at = now() where is_primary; \
     update contact_persons set is_primary = true where deleted_at is null",
    "update tasks set status = 'completed', completed_at = now()",
    "set local app.audit_cleanup = 'on'; delete from audit_events",
    "update document_templates set deleted_at = now(); update document_templates set is_default = true",
    "update invoices set status = 'partially_paid', paid_amount = 20, sent_at = now(), archived = true \
     where invoice_number is not null",
    "update invoices set status = 'cancelled', credited_amount = 120 where invoice_number is not null",
    "update invoices set status = 'cancelled' where title = 'Formation'",
    "delete from invoices where title = 'Formation'",
    "update invoices set quote_id = (select id from quotes) where title = 'Formation'",
    "update invoices set paid_amount = 20, pending_amount = 100 where invoice_number is not null",
    "update invoices set credited_amount = 120, paid_amount = 20 where invoice_number is not null",
    "insert into invoice_deductions \
     (invoice_id, deposit_invoice_id, order_index, vat_category, tax_rate, amount, tax_amount) \
     select i.id, d.id, n, 'S', 5 * n, 10, 2 from invoices i, invoices d, generate_series(1, 2) n \
     where i.title = 'Formation' and d.title = 'Audit du bloc'; \
     update invoice_deductions set released_at = now(); \
     update invoice_deductions set tax_rate = 20",
    "with file as (insert into stored_files (media_type, content) values ('application/pdf', 'a') returning id) \
     insert into document_versions (document_type, quote_id, version, file_id, file_name, generated_by) \
     select 'quote_pdf', quotes.id, 1, file.id, 'a.pdf', assigned_user_id from quotes, file; \
     update document_versions set emailed_to = array['ada@example.com'], emailed_at = now(), email_subject = 'Devis'; \
     delete from document_versions",
    "insert into revenue_entries (label, entry_date, net_amount, tax_amount, paid_amount, paid_date, created_by) \
     select 'x', '2026-11-02', -100, -20, -120, '2026-11-03', id from users",
    "update payments set status = 'cancelled' where status = 'confirmed'",
    "delete from payments where status = 'pending'",
    "set local app.bulk_load = 'on'; insert into invoice_lines \
     (invoice_id, order_index, description, quantity, unit_price, vat_category) \
     select id, 9, title, 1, 0, 'Z' from invoices",
];

async fn assert_refused(refusals: &[Refusal]) {
    let database = Database::with_fixture().await;
    let mut client = database.connect().await;
    for (statement, constraint) in refusals {
        let transaction = client.transaction().await.unwrap();
        let error = match transaction.batch_execute(statement).await {
            Ok(()) => panic!("not refused: {statement}"),
            Err(error) => error,
        };
        let refusal = error.as_db_error().and_then(|e| e.constraint().map(str::to_owned));
        assert_eq!(refusal.as_deref(), Some(*constraint), "{statement}: {error:?}");
        transaction.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn people() {
    assert_refused(PEOPLE).await;
}

#[tokio::test]
async fn institutions_contacts_and_tasks() {
    assert_refused(INSTITUTIONS).await;
}

#[tokio::test]
async fn events_and_integrations() {
    assert_refused(EVENTS).await;
}

#[tokio::test]
async fn money() {
    assert_refused(MONEY).await;
}

#[tokio::test]
async fn revenue() {
    assert_refused(REVENUE).await;
}

#[tokio::test]
async fn good_states_pass() {
    let database = Database::with_fixture().await;
    let mut client = database.connect().await;
    for statement in ALLOWED {
        let transaction = client.transaction().await.unwrap();
        if let Err(error) = transaction.batch_execute(statement).await {
            panic!("{statement}: {error:?}");
        }
        transaction.rollback().await.unwrap();
    }
}
