//! Webhooks when the pages are looked at: one that works, one that was switched off, and what was sent to it.

use uuid::Uuid;

use crate::common::TestApp;

/// Makes them; gives what stands in place of `{…}` in the addresses of pages.
pub async fn places(app: &TestApp) -> Vec<(&'static str, String)> {
    let (works, broken) = (Uuid::now_v7(), Uuid::now_v7());
    let delivery = |status: &str, answer: &str, attempts: u32, age: &str| {
        format!(
            "INSERT INTO webhook_logs (webhook_id, event, payload, status, http_status, response_body, error_message,
                 attempt_count, max_attempts, next_retry_at, delivered_at, created_at)
             VALUES ('{broken}', 'invoice.paid', '{{\"event\": \"invoice.paid\", \"data\": {{\"invoice\": {{\"total\":
                 \"1200.00\"}}}}}}', '{status}', {answer}, 'Bad Gateway', 'The receiver answered {answer}.', {attempts}, 11,
                 CASE WHEN '{status}' = 'retrying' THEN now() + interval '2 hours' END,
                 CASE WHEN '{status}' = 'success' THEN now() END, now() - interval '{age}');"
        )
    };
    app.sql(&format!(
        "INSERT INTO webhooks (id, name, url, events, headers, status, disabled_reason, last_triggered_at, created_by)
         SELECT hook.id::uuid, hook.name, hook.url, hook.events, hook.headers::jsonb, hook.status, hook.reason, now(), users.id
         FROM users, (VALUES
             ('{works}', 'Logiciel de paie', 'https://paie.exemple.example/evenements', '{{invoice.paid,payment.received}}'::text[],
                 '{{}}', 'active', NULL),
             ('{broken}', 'Entrepôt de données du groupement hospitalier de territoire',
                 'https://entrepot-de-donnees.groupement-hospitalier.exemple.example/api/v2/evenements-entrants',
                 '{{institution.created,institution.updated,quote.accepted,invoice.paid}}'::text[],
                 '{{\"x-tenant\": \"ouest\"}}', 'disabled', 'A delivery was given up.')
         ) AS hook (id, name, url, events, headers, status, reason)
         WHERE users.email = 'admin@example.com';
         {}{}{}",
        delivery("success", "200", 1, "3 days"),
        delivery("failed", "502", 11, "2 hours"),
        delivery("retrying", "503", 3, "1 hour"),
    ))
    .await;
    vec![("{webhook}", broken.to_string())]
}
