//! Who sees which revenue.

use domain::ApiTokenScope;
use serde_json::{Value, json};

use crate::{
    books::{Books, revenue},
    common::Client,
    setting::{attempt, code},
};

const FIRM: &str = "{ consolidatedRevenue { total { invoiced } } }";
const INSTITUTION: &str = "query($id: ID!) { consolidatedRevenue(institutionId: $id) { total { invoiced } } }";

#[tokio::test]
async fn the_revenue_of_the_firm_is_not_for_auditors() {
    let books = Books::full().await;
    let firm = &books.firm;
    for client in [&firm.admin, &firm.manager, &firm.viewer] {
        assert_eq!(revenue(client, None).await["total"]["invoiced"], "114390.50");
    }
    for document in [FIRM, "{ revenueEvolution { month } }"] {
        let answer = firm.auditor.graphql(document, json!({})).await;
        assert_eq!(code(&answer), "FORBIDDEN");
        assert_eq!(answer["errors"][0]["extensions"]["permission"], "canViewInstitutionAnalytics");
    }
    let dashboard = "{ dashboard { revenue { month } } }";
    assert_eq!(firm.auditor.query(dashboard, json!({})).await["dashboard"]["revenue"], Value::Null);
    let months = firm.viewer.query(dashboard, json!({})).await["dashboard"]["revenue"].as_array().map(Vec::len);
    assert_eq!(months, Some(12));
}

#[tokio::test]
async fn auditors_see_that_of_their_institutions() {
    let books = Books::full().await;
    let firm = &books.firm;
    for client in [&firm.auditor, &firm.colleague, &firm.viewer] {
        assert_eq!(revenue(client, Some(&books.one)).await["total"]["invoiced"], "4000.00");
    }
    for document in [INSTITUTION, "query($id: ID!) { revenueEvolution(institutionId: $id) { month } }"] {
        let other = firm.auditor.graphql(document, json!({ "id": books.other })).await;
        assert_eq!(code(&other), "NOT_FOUND", "{other}");
        let unknown = firm.manager.graphql(document, json!({ "id": firm.manager.id() })).await;
        assert_eq!(code(&unknown), "NOT_FOUND");
    }
    let data = firm.auditor.query("{ institutions { nodes { revenue { total { invoiced } } } } }", json!({})).await;
    assert_eq!(data["institutions"]["nodes"], json!([{ "revenue": { "total": { "invoiced": "4000.00" } } }]));
    firm.app.sql(&format!("UPDATE medical_institutions SET deleted_at = now() WHERE id = '{}'", books.one)).await;
    assert_eq!(code(&firm.manager.graphql(INSTITUTION, json!({ "id": books.one })).await), "NOT_FOUND");
    assert_eq!(revenue(&firm.manager, None).await["total"]["invoiced"], "114390.50", "the books keep it");
}

#[tokio::test]
async fn entries_follow_their_institution() {
    let books = Books::empty().await;
    let firm = &books.firm;
    let own = books.enter(json!({ "netAmount": "1", "institutionId": books.one })).await;
    let others = books.enter(json!({ "netAmount": "1", "institutionId": books.other })).await;
    let of_firm = books.enter(json!({ "netAmount": "1" })).await;
    let total = async |client: &Client| {
        client.query("{ revenueEntries { totalCount } }", json!({})).await["revenueEntries"]["totalCount"].take()
    };
    for (client, count) in
        [(&firm.admin, 3), (&firm.manager, 3), (&firm.viewer, 3), (&firm.auditor, 1), (&firm.colleague, 1)]
    {
        assert_eq!(total(client).await, count);
    }
    let one = "query($id: ID!) { revenueEntry(id: $id) { id canEdit } node(id: $id) { id } }";
    let seen = firm.auditor.query(one, json!({ "id": own["id"] })).await;
    assert_eq!(seen["revenueEntry"]["canEdit"], false);
    for entry in [&others, &of_firm] {
        assert_eq!(code(&firm.auditor.graphql(one, json!({ "id": entry["id"] })).await), "NOT_FOUND");
    }
    for client in [&firm.auditor, &firm.viewer] {
        for (name, input) in [
            ("createRevenueEntry", json!({ "label": "x", "entryDate": "2026-01-01", "netAmount": "1" })),
            ("updateRevenueEntry", json!({ "id": own["id"], "label": "y" })),
            ("deleteRevenueEntry", json!({ "id": own["id"] })),
            ("restoreRevenueEntry", json!({ "id": own["id"] })),
        ] {
            let answer = attempt(client, name, "", input).await;
            assert_eq!(code(&answer), "FORBIDDEN", "{name}");
            assert_eq!(answer["errors"][0]["extensions"]["permission"], "canRecordPayments");
        }
    }
}

#[tokio::test]
async fn tokens_reach_what_they_name() {
    let books = Books::empty().await;
    let read = &[ApiTokenScope::Read];
    let figures = books.firm.by_token(read, Some(&["revenue"])).await;
    let entries = books.firm.by_token(read, Some(&["revenue_entry"])).await;
    let invoices = books.firm.by_token(read, Some(&["invoice"])).await;
    let list = "{ revenueEntries { totalCount } }";
    for (client, document, answer) in [
        (&figures, FIRM, "no error"),
        (&figures, list, "FORBIDDEN"),
        (&entries, list, "no error"),
        (&entries, FIRM, "FORBIDDEN"),
        (&invoices, FIRM, "FORBIDDEN"),
        (&invoices, list, "FORBIDDEN"),
    ] {
        assert_eq!(code(&client.graphql(document, json!({})).await), answer, "{document}");
    }
    let input = json!({ "label": "x", "entryDate": "2026-01-01", "netAmount": "1" });
    assert_eq!(code(&attempt(&entries, "createRevenueEntry", "", input).await), "FORBIDDEN", "it only reads");
}
