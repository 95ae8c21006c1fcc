//! Rules that must also hold when two sessions work at once.

use std::time::Duration;

use crate::database::Database;

/// Runs `first` and, before it is committed, `second`; returns the constraint that refuses the second.
async fn second_is_refused(database: &Database, first: &str, second: &'static str) -> Option<String> {
    let mut winner = database.connect().await;
    let loser = database.connect().await;
    let transaction = winner.transaction().await.unwrap();
    transaction.batch_execute(first).await.unwrap();
    let waiting = tokio::spawn(async move { loser.batch_execute(second).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!waiting.is_finished(), "the second session waits for the first");
    transaction.commit().await.unwrap();
    let error = waiting.await.unwrap().unwrap_err();
    error.as_db_error().and_then(|e| e.constraint().map(str::to_owned))
}

#[tokio::test]
async fn two_administrators_cannot_demote_each_other() {
    let database = Database::with_fixture().await;
    database.connect().await.batch_execute("update users set role = 'admin'").await.unwrap();
    let refusal = second_is_refused(
        &database,
        "update users set role = 'viewer' where email = 'ada@example.com'",
        "update users set is_active = false where email = 'bob@example.com'",
    )
    .await;
    assert_eq!(refusal.as_deref(), Some("users_last_active_admin"));
}

#[tokio::test]
async fn a_line_cannot_slip_into_an_invoice_that_is_being_issued() {
    let database = Database::with_fixture().await;
    let refusal = second_is_refused(
        &database,
        "update invoices set status = 'issued', invoice_number = 'INV2026110002', series = 'INV', year = 2026, \
         sequence_number = 2, issue_date = '2026-11-03', issued_at = '2026-11-03', seller = '{}', buyer = '{}', \
         hash = sha256('x'), previous_hash = decode(repeat('ab', 32), 'hex') where title = 'Formation'",
        "insert into invoice_lines (invoice_id, order_index, description, quantity, unit_price, vat_category) \
         select id, 2, 'Frais', 1, 0, 'Z' from invoices where title = 'Formation'",
    )
    .await;
    assert_eq!(refusal.as_deref(), Some("invoice_lines_issued_immutable"));
}
