//! What the mirror of Digiforma holds when the pages are looked at: a connection, readings of every outcome and one under
//! way, companies with and without an institution, suggestions, training invoices and quotes in each state.

use diesel::{QueryableByName, sql_types::Text};
use diesel_async::RunQueryDsl;

use crate::common::TestApp;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    id: String,
}

async fn id(app: &TestApp, sql: &str) -> String {
    let query = diesel::sql_query(format!("SELECT id::text AS id FROM ({sql}) AS found LIMIT 1"));
    query.get_result::<Found>(&mut app.db().await).await.unwrap().id
}

/// Fills the mirror, `institution` being linked to one of its companies; gives what stands in place of `{…}` in the
/// addresses of pages.
pub async fn places(app: &TestApp, institution: &str) -> Vec<(&'static str, String)> {
    app.sql(&format!(
        "UPDATE digiforma_settings SET bearer_token_sealed = '\\x00', is_enabled = true, auto_sync_enabled = true,
             sync_frequency = 'daily', create_contacts = true, last_test_date = now() - interval '2 hours',
             last_test_success = false, last_test_message = 'Digiforma did not answer within 20 s.',
             last_test_outcome = 'timeout';

         INSERT INTO digiforma_companies
             (digiforma_id, name, email, phone, address, siret, accounting_number, institution_id)
         SELECT 'walk-1', upper(name), 'achats@exemple.example', '02 40 08 33 33',
             jsonb_build_object('street', '1 place Alexis-Ricordeau', 'zipCode', '44000', 'city', 'NANTES'),
             '130 012 024 00015', '411NANTES', id FROM medical_institutions WHERE id = '{institution}';
         INSERT INTO digiforma_companies (digiforma_id, name, address, siret)
         SELECT 'walk-2', 'Groupement ' || name,
             jsonb_build_object('zipCode', address_zip_code, 'city', upper(address_city)), siret
         FROM medical_institutions WHERE id <> '{institution}' AND deleted_at IS NULL ORDER BY name LIMIT 1;
         INSERT INTO digiforma_companies (digiforma_id, name, address) VALUES
             ('walk-3', 'Association pour la formation des aides-soignantes et aides-soignants de Loire-Atlantique',
                 '{{\"city\": \"Saint-Sébastien-sur-Loire\", \"zipCode\": \"44230\"}}'),
             ('walk-4', 'Cabinet libéral Le Goff', NULL);

         INSERT INTO digiforma_institution_mappings
             (digiforma_company_id, institution_id, match_type, match_score, match_criteria)
         SELECT id, institution_id, 'auto', 100, 'siret' FROM digiforma_companies WHERE digiforma_id = 'walk-1';
         INSERT INTO digiforma_institution_mappings
             (digiforma_company_id, institution_id, match_type, match_score, match_criteria)
         SELECT companies.id, other.id, 'fuzzy', 78, 'name' FROM digiforma_companies AS companies,
             (SELECT id FROM medical_institutions WHERE id <> '{institution}' AND deleted_at IS NULL
              ORDER BY name LIMIT 1) AS other
         WHERE companies.digiforma_id = 'walk-2';

         INSERT INTO digiforma_contacts (kind, digiforma_id, digiforma_company_id, first_name, last_name, email, phone, role)
         SELECT part.kind, part.digiforma_id, companies.id, part.first_name, part.last_name, part.email, part.phone, part.role
         FROM digiforma_companies AS companies, (VALUES
             ('contact', 'walk-1', 'Anne', 'Le Gall', 'anne.legall@exemple.example', '02 40 08 33 34', 'Responsable formation'),
             ('trainee', 'walk-2', 'Yann', 'Kervella', 'yann.kervella@exemple.example', NULL, NULL),
             ('trainee', 'walk-3', '', '', 'bloc@exemple.example', NULL, 'IBODE')
         ) AS part (kind, digiforma_id, first_name, last_name, email, phone, role)
         WHERE companies.digiforma_id = 'walk-1';

         INSERT INTO digiforma_quotes
             (digiforma_id, digiforma_company_id, institution_id, quote_number, status, net_amount, total_amount, created_date,
              recipient_name)
         SELECT 'walk-' || part.status, companies.id, companies.institution_id, part.number, part.status, 1620, 1620,
             part.day::timestamptz, companies.name
         FROM digiforma_companies AS companies, (VALUES
             ('draft', NULL, '2026-11-02T12:00:00Z'), ('sent', 'D-2026-041', '2026-10-12T12:00:00Z'),
             ('accepted', 'D-2026-032', '2026-09-01T12:00:00Z'), ('converted', 'D-2026-011', '2026-03-15T12:00:00Z'),
             ('rejected', 'D-2026-009', '2026-02-20T12:00:00Z'), ('expired', 'D-2025-120', '2025-10-20T12:00:00Z')
         ) AS part (status, number, day)
         WHERE companies.digiforma_id = 'walk-1';

         INSERT INTO digiforma_invoices
             (digiforma_id, digiforma_company_id, institution_id, invoice_number, status, net_amount, total_amount, paid_amount,
              issue_date, due_date, recipient_name, metadata)
         SELECT 'walk-' || part.number, companies.id, companies.institution_id, nullif(part.number, 'none'), part.status,
             part.net, part.total, part.paid, part.day::timestamptz, part.day::timestamptz + interval '30 days',
             companies.name, jsonb_build_object('fileUrl', part.file)
         FROM digiforma_companies AS companies, (VALUES
             ('paid', 'F-2026-0087', 1620.00, 1620.00, 1620.00, '2026-04-02T12:00:00Z', 'https://app.digiforma.example/f/87.pdf'),
             ('partially_paid', 'F-2026-0101', 3240.00, 3888.00, 1000.00, '2026-06-11T12:00:00Z', NULL),
             ('overdue', 'F-2026-0120', 980.50, 1176.60, 0.00, '2026-08-20T12:00:00Z', 'https://app.digiforma.example/f/120.pdf'),
             ('sent', 'F-2026-0150', 12450.00, 12450.00, 0.00, '2026-11-10T12:00:00Z', 'https://app.digiforma.example/f/150.pdf'),
             ('draft', 'none', 540.00, 648.00, 0.00, '2026-11-20T12:00:00Z', NULL),
             ('sent', 'A-2026-0004', -540.00, -648.00, 0.00, '2026-11-12T12:00:00Z', 'https://app.digiforma.example/f/4.pdf')
         ) AS part (status, number, net, total, paid, day, file)
         WHERE companies.digiforma_id = 'walk-1';

         INSERT INTO digiforma_syncs
             (sync_type, mode, status, started_at, completed_at, heartbeat_at, phase, finished_phases, counters, errors, message,
              triggered_by)
         SELECT part.sync_type, part.mode, part.status, now() - part.ago, now() - part.ago + part.took, now(), part.phase,
             string_to_array(part.finished, ','), part.counters::jsonb, part.errors::jsonb, part.message,
             CASE WHEN part.sync_type = 'manual' THEN (SELECT id FROM users WHERE email = 'admin@example.com') END
         FROM (VALUES
             ('manual', 'initial', 'success', interval '9 days', interval '4 minutes 12 seconds', 'matching',
              'companies,trainees,programs,training_sessions,customers,quotes,invoices,directory,matching',
              '{{\"companies\": {{\"read\": 1200, \"created\": 1200}}, \"invoices\": {{\"read\": 4100, \"created\": 4100}}}}', '[]', NULL),
             ('scheduled', 'normal', 'partial', interval '3 days', interval '42 seconds', 'matching',
              'companies,trainees,programs,training_sessions,customers,quotes,invoices,directory,matching',
              '{{\"companies\": {{\"read\": 1204, \"created\": 4, \"updated\": 12, \"unchanged\": 1187, \"failed\": 1}},
                 \"invoices\": {{\"read\": 4120, \"created\": 18, \"removed\": 2, \"unchanged\": 4100, \"failed\": 2}}}}',
              '[{{\"entity\": \"companies\", \"recordId\": \"48213\", \"message\": \"The name is missing.\"}},
                {{\"entity\": \"invoices\", \"recordId\": \"90114\", \"message\": \"Cannot return null for non-nullable field\"}},
                {{\"entity\": \"invoices\", \"recordId\": null, \"message\": \"Digiforma ignores paging: some rows may be missing.\"}}]',
              '3 records or lists could not be read as they are; the errors name them.'),
             ('scheduled', 'normal', 'error', interval '2 days', interval '8 seconds', 'trainees', 'companies',
              '{{\"companies\": {{\"read\": 1204, \"unchanged\": 1204}}}}', '[]', 'Digiforma refuses the token.'),
             ('manual', 'normal', 'cancelled', interval '1 day', interval '3 seconds', 'companies', '',
              '{{}}', '[]', NULL),
             ('manual', 'normal', 'in_progress', interval '90 seconds', NULL, 'customers',
              'companies,trainees,programs,training_sessions',
              '{{\"companies\": {{\"read\": 1204, \"created\": 3, \"unchanged\": 1200, \"failed\": 1}},
                 \"contacts\": {{\"read\": 2210, \"unchanged\": 2210}}, \"trainees\": {{\"read\": 8400, \"updated\": 21, \"unchanged\": 8379}},
                 \"programs\": {{\"read\": 64, \"unchanged\": 64}}, \"training_sessions\": {{\"read\": 310, \"unchanged\": 310}},
                 \"customers\": {{\"read\": 400, \"created\": 12, \"unchanged\": 388}}}}', '[]', NULL)
         ) AS part (sync_type, mode, status, ago, took, phase, finished, counters, errors, message)"
    ))
    .await;
    let unmatched = id(app, "SELECT id FROM digiforma_companies WHERE digiforma_id = 'walk-3'").await;
    let suggested = id(app, "SELECT id FROM digiforma_companies WHERE digiforma_id = 'walk-2'").await;
    let partial = id(app, "SELECT id FROM digiforma_syncs WHERE status = 'partial'").await;
    let bare = id(
        app,
        &format!(
            "SELECT id FROM medical_institutions WHERE id <> '{institution}' AND deleted_at IS NULL ORDER BY name DESC"
        ),
    )
    .await;
    vec![
        ("{digiforma-company}", unmatched),
        ("{digiforma-suggested}", suggested),
        ("{digiforma-sync}", partial),
        ("{institution-bare}", bare),
    ]
}
