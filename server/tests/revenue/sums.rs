//! The sums of days are those of the documents, whatever happened to them.

use serde_json::json;

use crate::{
    books::{Books, redate, revenue},
    common::TestApp,
    setting::{day_of_audit, done, issued, mutate, pay, texts},
};

/// Days whose sums are not those of their documents.
const WRONG: &str = "
    SELECT concat_ws(' ', day, source, kept, found) FROM (
        SELECT day, source, concat_ws(' ', documents, invoiced, invoiced_net, paid, paid_net) AS kept FROM revenue_days
        WHERE (documents, invoiced, invoiced_net, paid, paid_net) <> (0, 0, 0, 0, 0)
    ) AS days FULL JOIN (
        SELECT day, source, concat_ws(' ', count(*), sum(total), sum(net), sum(paid), sum(round(untaxed_part(paid, total, net), 2)::numeric(14, 2))) AS found
        FROM revenue_documents() GROUP BY day, source
    ) AS documents USING (day, source) WHERE kept IS DISTINCT FROM found";

async fn agree(app: &TestApp, after: &str) {
    assert_eq!(texts(app, WRONG).await, [""; 0], "{after}");
}

#[tokio::test]
async fn they_follow_every_operation() {
    let books = Books::full().await;
    let (app, manager) = (&books.firm.app, &books.firm.manager);
    agree(app, "books").await;
    let made = issued(manager, &books.one, json!([day_of_audit("3")])).await;
    agree(app, "issue").await;
    redate(app, &made, "2026-02-03").await;
    agree(app, "another day").await;
    let payment = pay(manager, &made["id"], "100", false).await;
    agree(app, "a pending payment").await;
    mutate(manager, "confirmPayment", "", json!({ "id": payment["id"] })).await;
    agree(app, "confirmed").await;
    let credit = json!({ "invoiceId": made["id"], "lines": [day_of_audit("1")], "issue": true });
    let note = done(manager, "createCreditNote", credit).await;
    redate(app, &note, "2026-03-04").await;
    agree(app, "a credit note").await;
    let before = revenue(manager, None).await["total"]["count"].as_i64().unwrap();
    done(manager, "cancelInvoice", json!({ "id": made["id"] })).await;
    agree(app, "cancelled").await;
    let after = revenue(manager, None).await["total"]["count"].as_i64().unwrap();
    assert_eq!(after, before - 2, "the invoice and its credit note are out, the last credit note never was in");
    let refund =
        texts(app, "SELECT id FROM invoices WHERE kind = 'credit_note' AND remaining_amount > 0 LIMIT 1").await;
    pay(manager, &json!(refund[0]), "1", true).await;
    agree(app, "a refund").await;
    let entry = books.enter(json!({ "netAmount": "10", "taxAmount": "2", "paidAmount": "7" })).await;
    let moved = json!({ "id": entry["id"], "entryDate": "2025-01-01", "netAmount": "20", "paidAmount": "3.33" });
    mutate(manager, "updateRevenueEntry", "", moved).await;
    agree(app, "an entry").await;
}

#[tokio::test]
async fn they_follow_the_mirror() {
    let books = Books::full().await;
    let app = &books.firm.app;
    for statement in [
        "UPDATE digiforma_invoices SET paid_amount = total_amount, status = 'paid' WHERE status = 'partially_paid'",
        "UPDATE digiforma_invoices SET issue_date = issue_date - interval '40 days'",
        "UPDATE digiforma_invoices SET removed_at = now() WHERE institution_id IS NULL",
        "UPDATE digiforma_invoices SET removed_at = NULL, currency = 'EUR'",
        "UPDATE digiforma_invoices SET last_sync_at = now()",
        "INSERT INTO digiforma_invoices (digiforma_id, status, total_amount, net_amount, issue_date)
         VALUES ('new', 'sent', 12, 10, now()), ('0', 'sent', 1, 1, now())
         ON CONFLICT (digiforma_id) DO UPDATE SET total_amount = excluded.total_amount, status = excluded.status",
        "DELETE FROM digiforma_invoices WHERE status = 'overdue'",
    ] {
        app.sql(statement).await;
        agree(app, statement).await;
    }
}

#[tokio::test]
async fn they_follow_loads_and_empty_tables() {
    let books = Books::full().await;
    let app = &books.firm.app;
    app.sql(
        "SET app.bulk_load = 'on';
         INSERT INTO revenue_entries (label, entry_date, net_amount, created_by)
           SELECT 'x', '2026-01-01'::date + n % 9, n, (SELECT min(id::text)::uuid FROM users) FROM generate_series(1, 100) n;
         RESET app.bulk_load",
    )
    .await;
    agree(app, "a bulk load").await;
    assert_eq!(revenue(&books.firm.manager, None).await["other"]["count"], 103);
    app.sql("TRUNCATE revenue_entries").await;
    agree(app, "no entries").await;
    app.sql("TRUNCATE invoices, digiforma_invoices CASCADE").await;
    agree(app, "nothing").await;
    assert_eq!(revenue(&books.firm.manager, None).await["total"]["count"], 0);
    let days = texts(app, "SELECT count(*) FROM revenue_days").await;
    assert_eq!(days, ["0"]);
}

#[tokio::test]
async fn people_who_change_the_same_days_do_not_stop_each_other() {
    let books = Books::empty().await;
    let manager = &books.firm.manager;
    let (one, other) = (
        books.enter(json!({ "netAmount": "1" })).await,
        books.enter(json!({ "netAmount": "1", "entryDate": "2026-01-01" })).await,
    );
    let turn = async |entry: &serde_json::Value, days: [&str; 2]| {
        for n in 0..10 {
            let input = json!({ "id": entry["id"], "entryDate": days[n % 2] });
            let payload = mutate(manager, "updateRevenueEntry", "", input).await;
            assert_eq!(payload["userErrors"], json!([]));
        }
    };
    let days = ["2026-01-01", "2026-05-05"];
    futures_util::future::join(turn(&one, days), turn(&other, [days[1], days[0]])).await;
    agree(&books.firm.app, "turns").await;
}
