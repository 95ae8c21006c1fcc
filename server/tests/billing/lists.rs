//! Lists: filters, orders, words, relations both ways.

use serde_json::{Value, json};

use crate::setting::{clinic, day_of_audit, day_of_training, done, draft, issued, office, pay};

#[tokio::test]
async fn filters_find_what_they_say() {
    let firm = office().await;
    let (one, other) = (clinic(&firm, "Une", &firm.auditor).await, clinic(&firm, "Autre", &firm.manager).await);
    let a = issued(&firm.manager, &one, json!([day_of_audit("1")])).await;
    let b = issued(&firm.manager, &other, json!([day_of_training("3")])).await;
    let c = draft(&firm.auditor, &one, json!([day_of_audit("5")])).await;
    let note = done(
        &firm.manager,
        "createCreditNote",
        json!({ "invoiceId": b["id"], "lines": [day_of_training("1")], "issue": true }),
    )
    .await;
    done(&firm.manager, "updateInvoice", json!({ "id": c["id"], "title": "Enquête", "purchaseOrderNumber": "BC-77" }))
        .await;
    pay(&firm.manager, &a["id"], "20", true).await;
    done(&firm.manager, "archiveInvoice", json!({ "id": b["id"] })).await;
    let cases: [(Value, Vec<&Value>); 16] = [
        (json!({}), vec![&a, &b, &c, &note]),
        (json!({ "kind": { "eq": "CREDIT_NOTE" } }), vec![&note]),
        (json!({ "issued": false }), vec![&c]),
        (json!({ "invoiceNumber": { "eq": a["invoiceNumber"] } }), vec![&a]),
        (json!({ "status": { "in": ["PARTIALLY_PAID", "DRAFT"] } }), vec![&a, &c]),
        (json!({ "institution": { "name": { "eq": "Autre" } } }), vec![&b, &note]),
        (json!({ "assignedUserId": { "eq": firm.auditor.id() } }), vec![&c]),
        (json!({ "total": { "gte": "120", "lt": "600" } }), vec![&a, &b]),
        (json!({ "remainingAmount": { "eq": "100" } }), vec![&a, &b]),
        (json!({ "archived": { "eq": true } }), vec![&b]),
        (json!({ "search": "enquete bc-77" }), vec![&c]),
        (json!({ "lines": { "some": { "vatCategory": { "eq": "E" } } } }), vec![&b, &note]),
        (json!({ "payments": { "some": { "amount": { "gt": "10" } } } }), vec![&a]),
        (json!({ "payments": { "none": {} }, "issued": true }), vec![&b, &note]),
        (json!({ "issueDate": { "lt": "2020-01-01" } }), vec![]),
        (json!({ "or": [{ "kind": { "eq": "CREDIT_NOTE" } }, { "not": { "issued": true } }] }), vec![&c, &note]),
    ];
    let document = "query($filter: InvoiceFilter) { invoices(filter: $filter, orderBy: [{ field: CREATED_AT }]) {
        nodes { id } totalCount } }";
    for (filter, expected) in cases {
        let data = firm.manager.query(document, json!({ "filter": filter })).await;
        let ids: Vec<&Value> = data["invoices"]["nodes"].as_array().unwrap().iter().map(|node| &node["id"]).collect();
        let expected: Vec<&Value> = expected.into_iter().map(|invoice| &invoice["id"]).collect();
        assert_eq!(ids, expected, "{filter}");
        assert_eq!(data["invoices"]["totalCount"], expected.len(), "{filter}");
    }
}

#[tokio::test]
async fn orders_page_through_every_row_once() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    for n in 1..=4 {
        let made = issued(&firm.manager, &clinic, json!([day_of_audit(&(5 - n).to_string())])).await;
        pay(&firm.manager, &made["id"], "7", true).await;
        draft(&firm.manager, &clinic, json!([day_of_audit(&n.to_string())])).await;
    }
    let invoices =
        "query($order: [InvoiceOrder!], $after: String) { list: invoices(first: 3, after: $after, orderBy: $order) {
        nodes { id } pageInfo { hasNextPage endCursor } } }";
    let payments =
        "query($order: [PaymentOrder!], $after: String) { list: payments(first: 3, after: $after, orderBy: $order) {
        nodes { id } pageInfo { hasNextPage endCursor } } }";
    let of_invoices = [
        "INVOICE_NUMBER",
        "TITLE",
        "STATUS",
        "ISSUE_DATE",
        "DUE_DATE",
        "TOTAL",
        "REMAINING_AMOUNT",
        "PAID_AT",
        "CREATED_AT",
        "UPDATED_AT",
    ];
    let of_payments = ["PAYMENT_DATE", "AMOUNT", "STATUS", "CREATED_AT", "UPDATED_AT"];
    let fields =
        of_invoices.map(|field| (invoices, field, 8)).into_iter().chain(of_payments.map(|field| (payments, field, 4)));
    for (document, field, rows) in fields {
        for direction in ["ASC", "DESC"] {
            let (mut seen, mut after) = (std::collections::HashSet::new(), Value::Null);
            loop {
                let variables = json!({ "order": [{ "field": field, "direction": direction }], "after": after });
                let data = firm.manager.query(document, variables).await;
                for node in data["list"]["nodes"].as_array().unwrap() {
                    assert!(seen.insert(node["id"].to_string()), "{field} {direction}: a row twice");
                }
                if data["list"]["pageInfo"]["hasNextPage"] == false {
                    break;
                }
                after = data["list"]["pageInfo"]["endCursor"].clone();
            }
            assert_eq!(seen.len(), rows, "{field} {direction}");
        }
    }
}

#[tokio::test]
async fn objects_lead_to_each_other() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.auditor).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let payment = pay(&firm.manager, &made["id"], "20", true).await;
    let document = "query($clinic: ID!, $invoice: ID!, $payment: ID!) {
        institution(id: $clinic) { invoices { totalCount nodes { payments { id } } } }
        payment(id: $payment) { invoice { institution { id } assignedUser { invoices { totalCount } } } }
        node(id: $invoice) { id ... on Invoice { invoiceNumber } }
        other: node(id: $payment) { ... on Payment { amount } }
        search(query: \"audit bloc\") { ... on Invoice { id } }
        institutions(filter: { invoices: { some: { status: { eq: PARTIALLY_PAID } } } }) { totalCount } }";
    let variables = json!({ "clinic": clinic, "invoice": made["id"], "payment": payment["id"] });
    let data = firm.manager.query(document, variables).await;
    assert_eq!(data["institution"]["invoices"]["nodes"][0]["payments"][0]["id"], payment["id"]);
    assert_eq!(data["payment"]["invoice"]["institution"]["id"], json!(clinic));
    assert_eq!(data["payment"]["invoice"]["assignedUser"]["invoices"]["totalCount"], 1);
    assert_eq!(data["node"], json!({ "id": made["id"], "invoiceNumber": made["invoiceNumber"] }));
    assert_eq!(data["other"]["amount"], "20.00");
    assert_eq!(data["search"], json!([{ "id": made["id"] }]));
    assert_eq!(data["institutions"]["totalCount"], 1);
}
