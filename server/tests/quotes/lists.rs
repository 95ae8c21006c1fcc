//! Lists of quotes: filters, orders, words, relations both ways.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn filters_find_what_they_say() {
    let firm = Firm::start().await;
    let (one, other) = (hospital(&firm, "Une", &firm.auditor).await, hospital(&firm, "Autre", &firm.manager).await);
    let a = sent(&firm.manager, &one).await;
    let b = draft_with(
        &firm.manager,
        &other,
        json!([day_of_audit("5")]),
        json!({ "title": "Enquête", "description": "Été" }),
    )
    .await;
    let c = sent(&firm.auditor, &one).await;
    let c = done(&firm.manager, "orderQuote", json!({ "id": c["id"], "orderNumber": "BC-77" })).await;
    outdate(&firm.app, &a["id"]).await;
    let cases: [(Value, Vec<&Value>); 15] = [
        (json!({}), vec![&a, &b, &c]),
        (json!({ "status": { "in": ["SENT", "DRAFT"] } }), vec![&a, &b]),
        (json!({ "quoteNumber": { "eq": b["quoteNumber"] } }), vec![&b]),
        (json!({ "orderNumber": { "eq": "BC-77" } }), vec![&c]),
        (json!({ "title": { "contains": "QUETE" } }), vec![&b]),
        (json!({ "title": { "startsWith": "Enq" } }), vec![&b]),
        (json!({ "institution": { "name": { "eq": "Autre" } } }), vec![&b]),
        (json!({ "institutionId": { "eq": one } }), vec![&a, &c]),
        (json!({ "assignedUserId": { "eq": firm.auditor.id() } }), vec![&c]),
        (json!({ "assignedUser": { "id": { "eq": firm.manager.id() } } }), vec![&a, &b]),
        (json!({ "total": { "gte": "120", "lt": "600" } }), vec![&a, &c]),
        (json!({ "expired": true }), vec![&a]),
        (json!({ "expired": false }), vec![&b, &c]),
        (json!({ "search": "enquete ete" }), vec![&b]),
        (
            json!({ "or": [{ "acceptedAt": { "isNull": false } }, { "not": { "sentAt": { "isNull": false } } }] }),
            vec![&b, &c],
        ),
    ];
    let document = "query($filter: QuoteFilter) { quotes(filter: $filter, orderBy: [{ field: CREATED_AT }]) {
        nodes { id } totalCount } }";
    for (filter, expected) in cases {
        let data = firm.manager.query(document, json!({ "filter": filter })).await;
        let ids: Vec<&Value> = data["quotes"]["nodes"].as_array().unwrap().iter().map(|node| &node["id"]).collect();
        let expected: Vec<&Value> = expected.into_iter().map(|quote| &quote["id"]).collect();
        assert_eq!(ids, expected, "{filter}");
        assert_eq!(data["quotes"]["totalCount"], expected.len(), "{filter}");
    }
    let data = firm.manager.query("{ quotes(search: \"bc-77\") { nodes { id } } }", json!({})).await;
    assert_eq!(data["quotes"]["nodes"], json!([{ "id": c["id"] }]));
    done(&firm.manager, "deleteQuote", json!({ "id": b["id"] })).await;
    let deleted = "{ quotes(filter: { deleted: true }) { nodes { id } } }";
    assert_eq!(firm.manager.query(deleted, json!({})).await["quotes"]["nodes"], json!([{ "id": b["id"] }]));
    assert_eq!(firm.auditor.query(deleted, json!({})).await["quotes"]["nodes"], json!([]));
}

#[tokio::test]
async fn orders_page_through_every_row_once() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    for n in 1..=4 {
        sent(&firm.manager, &hospital).await;
        draft(&firm.manager, &hospital, json!([day_of_audit(&n.to_string())])).await;
    }
    let document = "query($order: [QuoteOrder!], $after: String) { quotes(first: 3, after: $after, orderBy: $order) {
        nodes { id } pageInfo { hasNextPage endCursor } } }";
    for field in [
        "QUOTE_NUMBER",
        "TITLE",
        "STATUS",
        "VALID_UNTIL",
        "TOTAL",
        "SENT_AT",
        "ACCEPTED_AT",
        "CREATED_AT",
        "UPDATED_AT",
    ] {
        for direction in ["ASC", "DESC"] {
            let (mut seen, mut after) = (HashSet::new(), Value::Null);
            loop {
                let variables = json!({ "order": [{ "field": field, "direction": direction }], "after": after });
                let data = firm.manager.query(document, variables).await;
                for node in data["quotes"]["nodes"].as_array().unwrap() {
                    assert!(seen.insert(node["id"].to_string()), "{field} {direction}: a row twice");
                }
                if data["quotes"]["pageInfo"]["hasNextPage"] == false {
                    break;
                }
                after = data["quotes"]["pageInfo"]["endCursor"].clone();
            }
            assert_eq!(seen.len(), 8, "{field} {direction}");
        }
    }
}

#[tokio::test]
async fn objects_lead_to_each_other() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.auditor).await;
    let quote = sent(&firm.manager, &hospital).await;
    let document = "query($hospital: ID!, $quote: ID!) {
        institution(id: $hospital) { quotes { totalCount nodes { quoteNumber assignedUser { id } } } }
        quote(id: $quote) { institution { name } auditEvents { totalCount nodes { action } } }
        node(id: $quote) { id ... on Quote { quoteNumber } }
        search(query: \"audit bloc\") { ... on Quote { id } }
        institutions(filter: { quotes: { some: { status: { eq: SENT } } } }) { totalCount } }";
    let data = firm.manager.query(document, json!({ "hospital": hospital, "quote": quote["id"] })).await;
    assert_eq!(data["institution"]["quotes"]["nodes"][0]["quoteNumber"], quote["quoteNumber"]);
    assert_eq!(data["institution"]["quotes"]["nodes"][0]["assignedUser"]["id"], json!(firm.manager.id()));
    assert_eq!(data["quote"]["institution"]["name"], "CHU");
    assert_eq!(data["quote"]["auditEvents"]["totalCount"], 2);
    assert_eq!(data["node"]["quoteNumber"], quote["quoteNumber"]);
    assert_eq!(data["search"], json!([{ "id": quote["id"] }]));
    assert_eq!(data["institutions"]["totalCount"], 1);
}

#[tokio::test]
async fn what_is_invoiced_is_told() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let quote = draft(&firm.manager, &hospital, json!([day_of_audit("3"), day_of_audit("1")])).await;
    let quote = done(&firm.manager, "acceptQuote", json!({ "id": quote["id"] })).await;
    assert_eq!([&quote["invoicedAmount"], &quote["canBeConverted"]], [&json!("0.00"), &json!(true)]);
    let part = json!({ "id": quote["id"], "lines": [{ "quoteLineId": quote["lines"][0]["id"], "quantity": "2" }] });
    let invoice = of(&firm.manager, "convertQuoteToInvoice", "invoice", "id", part).await;
    let document = "query($id: ID!) { quote(id: $id) { invoicedAmount canBeConverted lines { invoicedQuantity }
        invoices { nodes { id } } } }";
    let data = firm.manager.query(document, json!({ "id": quote["id"] })).await;
    let seen = &data["quote"];
    assert_eq!([&seen["invoicedAmount"], &seen["canBeConverted"]], [&json!("240.00"), &json!(true)]);
    assert_eq!(seen["lines"], json!([{ "invoicedQuantity": "2.000" }, { "invoicedQuantity": "0.000" }]));
    assert_eq!(seen["invoices"]["nodes"], json!([{ "id": invoice["id"] }]));
    of(&firm.manager, "convertQuoteToInvoice", "invoice", "id", json!({ "id": quote["id"] })).await;
    let data = firm.manager.query(document, json!({ "id": quote["id"] })).await;
    assert_eq!([&data["quote"]["invoicedAmount"], &data["quote"]["canBeConverted"]], [&json!("480.00"), &json!(false)]);
}
