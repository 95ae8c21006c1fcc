//! The figures, and the same computed in another way.

use chrono::Days;
use serde_json::{Value, json};

use crate::{
    books::{Books, is, redate, revenue, revenue_of},
    setting::{code, day_of_audit, issued, texts, today},
};

#[tokio::test]
async fn of_an_institution() {
    let books = Books::full().await;
    let told = revenue(&books.firm.auditor, Some(&books.one)).await;
    assert_eq!((&told["institutionId"], &told["from"], &told["to"]), (&json!(books.one), &Value::Null, &Value::Null));
    // 1200 + 600 + 240 − 120 + 120; 100.01 and 240 came in, 50 went back. 100.01 × 500 / 600 = 83.34, 50 × 100 / 120.
    is(&told["audit"], 5, ["2040.00", "290.01"], ["1700.00", "241.67"]);
    // 400 × 1000 / 1200 = 333.33.
    is(&told["formation"], 3, ["1600.00", "900.00"], ["1400.00", "833.33"]);
    is(&told["other"], 1, ["360.00", "120.00"], ["300.00", "100.00"]);
    is(&told["total"], 9, ["4000.00", "1310.01"], ["3400.00", "1175.00"]);
}

#[tokio::test]
async fn of_the_firm() {
    let books = Books::full().await;
    let told = revenue(&books.firm.manager, None).await;
    assert_eq!(told["institutionId"], Value::Null);
    is(&told["audit"], 6, ["2400.00", "290.01"], ["2000.00", "241.67"]);
    is(&told["formation"], 5, ["111600.00", "900.00"], ["111400.00", "833.33"]);
    is(&told["other"], 3, ["390.50", "120.00"], ["330.50", "100.00"]);
    is(&told["total"], 14, ["114390.50", "1310.01"], ["113730.50", "1175.00"]);
}

/// From the documents and the payments themselves, by other means than the product's.
const BY_HAND: &str = "
    SELECT concat_ws(' ', count(*), sum(sign * total)::numeric(14, 2), sum(sign * paid)::numeric(14, 2),
        sum(sign * (total - total_tax_amount))::numeric(14, 2))
    FROM (
        SELECT invoices.*, CASE kind WHEN 'invoice' THEN 1 ELSE -1 END AS sign,
            (SELECT coalesce(sum(amount), 0) FROM payments WHERE invoice_id = invoices.id AND status = 'confirmed') AS paid
        FROM invoices WHERE invoice_number IS NOT NULL
            AND NOT coalesce(credited_invoice_id, id) IN (SELECT id FROM invoices WHERE status = 'cancelled')
    ) AS documents WHERE ";

#[tokio::test]
async fn audit_is_what_documents_and_payments_say() {
    let books = Books::full().await;
    let told = |audit: &Value| {
        let text = |name: &str| audit[name].as_str().unwrap().to_owned();
        [audit["count"].to_string(), text("invoiced"), text("paid"), text("invoicedBeforeTax")].join(" ")
    };
    let firm = revenue(&books.firm.admin, None).await;
    let of_firm = texts(&books.firm.app, &format!("{BY_HAND} true")).await;
    assert_eq!(of_firm, [told(&firm["audit"])]);
    for id in [&books.one, &books.other] {
        let of_one = texts(&books.firm.app, &format!("{BY_HAND} institution_id = '{id}'")).await;
        assert_eq!(of_one, [told(&revenue(&books.firm.admin, Some(id)).await["audit"])]);
    }
}

#[tokio::test]
async fn a_period_has_its_first_and_its_last_day() {
    let books = Books::empty().await;
    let client = &books.firm.manager;
    for (quantity, day) in [("1", "2026-01-31"), ("2", "2026-02-01"), ("3", "2026-02-28"), ("4", "2026-03-01")] {
        let made = issued(client, &books.one, json!([day_of_audit(quantity)])).await;
        redate(&books.firm.app, &made, day).await;
    }
    for id in [json!(null), json!(books.one)] {
        let of = async |from: Option<&str>, to: Option<&str>| {
            let told = revenue_of(client, json!({ "id": id, "from": from, "to": to })).await;
            assert_eq!((told["from"].as_str(), told["to"].as_str()), (from, to));
            told["audit"]["invoiced"].as_str().unwrap().to_owned()
        };
        assert_eq!(of(Some("2026-02-01"), Some("2026-02-28")).await, "600.00");
        assert_eq!(of(Some("2026-02-01"), Some("2026-02-01")).await, "240.00");
        assert_eq!(of(None, Some("2026-02-01")).await, "360.00");
        assert_eq!(of(Some("2026-02-28"), None).await, "840.00");
        assert_eq!(of(Some("2026-02-02"), Some("2026-02-27")).await, "0.00");
        let wrong =
            "query($id: ID) { consolidatedRevenue(institutionId: $id, from: \"2026-02-02\", to: \"2026-02-01\") {
            from } }";
        assert_eq!(code(&client.graphql(wrong, json!({ "id": id })).await), "BAD_USER_INPUT");
    }
}

#[tokio::test]
async fn training_counts_on_the_day_in_france() {
    let books = Books::empty().await;
    books
        .firm
        .app
        .sql(&format!(
            "INSERT INTO digiforma_invoices (digiforma_id, institution_id, status, net_amount, total_amount, issue_date)
             VALUES ('1', '{one}', 'sent', 1, 1, '2026-01-31T22:59:59Z'), ('2', '{one}', 'sent', 20, 20, '2026-01-31T23:00:00Z'),
               ('3', '{one}', 'sent', 300, 300, '2026-07-31T21:59:59Z'), ('4', '{one}', 'sent', 4000, 4000, '2026-07-31T22:00:00Z')",
            one = books.one
        ))
        .await;
    for id in [json!(null), json!(books.one)] {
        for (from, to, amount) in [
            ("2026-01-01", "2026-01-31", "1.00"),
            ("2026-02-01", "2026-07-31", "320.00"),
            ("2026-08-01", "2026-08-31", "4000.00"),
        ] {
            let told = revenue_of(&books.firm.manager, json!({ "id": id, "from": from, "to": to })).await;
            assert_eq!(told["formation"]["invoiced"], amount, "{id} {from}");
        }
    }
}

#[tokio::test]
async fn institutions_of_a_list_tell_theirs() {
    let books = Books::full().await;
    let document = "query($from: Date) { institutions(orderBy: [{ field: NAME }]) { nodes {
        id revenue(from: $from) { institutionId from total { invoiced } formationSource { isConfigured lastSyncAt } } } } }";
    let data = books.firm.manager.query(document, json!({})).await;
    let nodes = data["institutions"]["nodes"].as_array().unwrap();
    let told: Vec<_> = nodes
        .iter()
        .map(|node| {
            (node["id"] == node["revenue"]["institutionId"], node["revenue"]["total"]["invoiced"].as_str().unwrap())
        })
        .collect();
    assert_eq!(told, [(true, "10360.00"), (true, "4000.00")]);
    let tomorrow = (today() + Days::new(1)).to_string();
    let later = books.firm.manager.query(document, json!({ "from": tomorrow })).await;
    assert_eq!(later["institutions"]["nodes"][0]["revenue"]["total"]["invoiced"], "0.00");
    assert_eq!(later["institutions"]["nodes"][0]["revenue"]["from"], tomorrow);
}

#[tokio::test]
async fn training_tells_how_fresh_it_is() {
    let books = Books::empty().await;
    let document = "{ consolidatedRevenue { formationSource { isConfigured lastSyncAt } } }";
    let source = async || {
        let mut data = books.firm.manager.query(document, json!({})).await;
        data["consolidatedRevenue"]["formationSource"].take()
    };
    assert_eq!(source().await, json!({ "isConfigured": false, "lastSyncAt": null }));
    books
        .firm
        .app
        .sql("UPDATE digiforma_settings SET bearer_token_sealed = 'x', is_enabled = true, last_sync_date = '2026-11-03T08:00:00Z'")
        .await;
    assert_eq!(source().await, json!({ "isConfigured": true, "lastSyncAt": "2026-11-03T08:00:00Z" }));
    books.firm.app.sql("UPDATE digiforma_settings SET is_enabled = false").await;
    assert_eq!(source().await["isConfigured"], false);
}
