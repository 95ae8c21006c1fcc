//! The demo company, with rows that it has not: deleted, unassigned, of former contacts, tasks about nothing.

use chrono::NaiveDate;
use db::{rows::User, schema::users};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;

use crate::common::{Client, TestApp};

/// Stands for the hash of a password that nobody has.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

/// A server with the company.
pub async fn start() -> TestApp {
    let app = TestApp::start().await;
    let today = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    let mut conn = app.db().await;
    server::demo::load(&mut conn, HASH, today).await.unwrap();
    drop(conn);
    app.sql(
        "UPDATE medical_institutions SET deleted_at = now() WHERE id IN (SELECT id FROM medical_institutions ORDER BY id LIMIT 3);
         UPDATE medical_institutions SET assigned_user_id = NULL WHERE id IN (SELECT id FROM medical_institutions ORDER BY id DESC LIMIT 3);
         UPDATE medical_institutions SET is_active = false WHERE right(id::text, 1) IN ('3', '4');
         UPDATE contact_persons SET is_active = false WHERE right(id::text, 1) IN ('5', '6');
         UPDATE contact_persons SET deleted_at = now(), is_primary = false WHERE right(id::text, 1) = '7';
         UPDATE tasks SET deleted_at = now() WHERE right(id::text, 1) = '2';
         UPDATE tasks SET institution_id = NULL, contact_id = NULL WHERE right(id::text, 1) = '3'",
    )
    .await;
    app.sql(BILLING).await;
    app
}

/// Quotes and invoices of some institutions in every status, with lines and payments; a catalog and templates. They take the place of those of the demo.
const BILLING: &str = "
    TRUNCATE catalog_items, document_templates, quotes, invoices CASCADE;
    INSERT INTO catalog_items (name, category, sku, unit_price, tax_rate, vat_category, is_active, created_by, deleted_at)
      SELECT 'Journée ' || n, 'Groupe ' || n % 3, 'S-' || n, n * 10.5, 20, 'S', n % 4 > 0, (SELECT min(id::text)::uuid FROM users),
        CASE WHEN n % 7 = 0 THEN now() END FROM generate_series(1, 30) n;
    INSERT INTO document_templates (name, type, primary_color, is_default, is_active, created_by, deleted_at)
      SELECT 'Modèle ' || n, (array['quote', 'invoice', 'both', 'reminder'])[n % 4 + 1], '#1A2B3C', n < 5, true,
        (SELECT min(id::text)::uuid FROM users), CASE WHEN n % 6 = 0 THEN now() END FROM generate_series(1, 12) n;
    CREATE TEMPORARY TABLE hosts AS
      SELECT row_number() OVER (ORDER BY id) AS n, id, coalesce(assigned_user_id, (SELECT min(id::text)::uuid FROM users)) AS user_id
      FROM medical_institutions ORDER BY id LIMIT 90;
    INSERT INTO quotes (quote_number, institution_id, assigned_user_id, title, description, valid_until, status, sent_at,
        accepted_at, rejected_at, ordered_at, order_number, subtotal, total_tax_amount, total, created_at, deleted_at)
      SELECT 'Q' || n, id, user_id, 'Audit ' || n, 'Préparer la visite', now() + (n - 40) * interval '1 day', status, now(), now(),
        now(), now(), 'O' || n, 100 * n, 20 * n, 120 * n, now() - n * interval '1 hour',
        CASE WHEN n % 11 = 0 AND status = 'draft' THEN now() END
      FROM hosts, LATERAL (SELECT (array['draft', 'sent', 'accepted', 'ordered', 'rejected', 'expired', 'cancelled'])[n % 7 + 1]
        AS status) AS of_row;
    INSERT INTO quote_lines (quote_id, order_index, description, quantity, unit_price, tax_rate, vat_category, subtotal,
        total_after_discount, tax_amount, total)
      SELECT id, place, 'Jour ' || place, 1, subtotal / 2, 20, 'S', subtotal / 2, subtotal / 2, subtotal / 10, subtotal * 0.6
      FROM quotes, generate_series(1, 2) place;
    INSERT INTO invoices (id, institution_id, assigned_user_id, quote_id, title, description, due_date, service_start, subtotal,
        total_tax_amount, total, created_at, deleted_at)
      SELECT uuid_v7(), institution_id, assigned_user_id, CASE WHEN n % 2 = 0 THEN id END, title, description,
        now() + interval '9 days', '2026-01-05', subtotal, total_tax_amount, total, created_at,
        CASE WHEN n % 13 = 0 THEN now() END
      FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM quotes) AS numbered;
    INSERT INTO invoice_lines (invoice_id, order_index, description, quantity, unit_price, tax_rate, vat_category, subtotal,
        total_after_discount, tax_amount, total)
      SELECT id, place, 'Jour ' || place, 1, subtotal / 2, 20, 'S', subtotal / 2, subtotal / 2, subtotal / 10, subtotal * 0.6
      FROM invoices, generate_series(1, 2) place;
    UPDATE invoices SET status = 'issued', invoice_number = 'INV' || n, series = 'INV', year = 2026, sequence_number = n,
        issue_date = '2026-11-03', issued_at = now(), seller = '{}', buyer = '{}', hash = sha256(n::text::bytea),
        previous_hash = CASE WHEN n > 1 THEN sha256((n - 1)::text::bytea) END, archived = n % 5 = 0
      FROM (SELECT id AS of, row_number() OVER (ORDER BY id) AS n FROM invoices WHERE deleted_at IS NULL) AS numbered
      WHERE of = invoices.id AND n % 3 > 0;
    INSERT INTO payments (invoice_id, amount, payment_date, payment_method, status, recorded_by, notes)
      SELECT id, place, now() - place * interval '1 day', (array['check', 'bank_transfer', 'cash'])[place],
        (array['pending', 'confirmed', 'cancelled'])[place], assigned_user_id, 'Reçu'
      FROM invoices, generate_series(1, 3) place WHERE invoice_number IS NOT NULL;
    UPDATE invoices SET pending_amount = 1, paid_amount = 2, status = 'partially_paid', last_payment_date = now()
      WHERE invoice_number IS NOT NULL AND sequence_number % 2 = 0";

/// The company's people of each role, signed in.
pub async fn people(app: &TestApp) -> Vec<(UserRole, Client)> {
    let mut people = Vec::new();
    for role in UserRole::ALL {
        let user = users::table
            .filter(users::email.eq(format!("{role}@example.com")))
            .select(User::as_select())
            .first(&mut app.db().await)
            .await
            .unwrap();
        people.push((*role, app.sign_in(user).await));
    }
    people
}
