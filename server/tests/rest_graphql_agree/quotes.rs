//! Quotes.

use db::schema::quotes;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    common::Client,
    company,
    compare::{self, Listed, agree},
};

const FIELDS: &str = "fragment Whole on Quote {
    id quoteNumber revision institutionId assignedUserId templateId orderNumber title description validUntil status sentAt
    acceptedAt rejectedAt orderedAt clientComments internalNotes subtotal totalDiscountAmount totalTaxAmount total isExpired
    canBeAccepted canBeRejected version createdAt updatedAt assignedUser { id firstName lastName email }
    institution {
        id name type address { street city state zipCode country } fullAddress accountingNumber digiformaId finess siret
        vatNumber groupName commercialStatus mainPhone assignedUserId tags isActive dataSource isLocked lockedAt
        lockedReason version createdAt updatedAt assignedUser { id firstName lastName email } } }";

const LINES: &str = "fragment WithLines on Quote { ...Whole lines {
        quoteId id orderIndex catalogItemId description unit quantity unitPrice discountType discountValue discountAmount
        taxRate vatCategory vatExemptionCode subtotal totalAfterDiscount taxAmount total createdAt updatedAt } }";

/// What the original says in its own way, and what other steps write.
const ON_REST_ALONE: [&str; 5] =
    ["canBeModified", "daysUntilExpiry", "lastReminderSent", "discountPercentage", "taxPercentage"];

async fn by_graphql(client: &Client, filter: &Value) -> Listed {
    let document = format!(
        "query($filter: QuoteFilter, $order: [QuoteOrder!], $after: String) {{
           quotes(first: 50, after: $after, filter: $filter, orderBy: $order) {{
             nodes {{ ...Whole }} totalCount pageInfo {{ hasNextPage endCursor }} }} }} {FIELDS}"
    );
    let order = json!([{ "field": "CREATED_AT", "direction": "DESC" }]);
    compare::by_graphql(client, &document, "quotes", filter, &order).await
}

#[tokio::test]
async fn lists_agree() {
    let app = company::start().await;
    let (institution, assignee): (Uuid, Uuid) = quotes::table
        .filter(quotes::deleted_at.is_null())
        .order(quotes::id.desc())
        .select((quotes::institution_id, quotes::assigned_user_id))
        .first(&mut app.db().await)
        .await
        .unwrap();
    let ids = [institution, assignee].map(|id| id.to_string());
    let cases: Vec<(Vec<(&str, &str)>, Value)> = vec![
        (vec![], json!({})),
        (vec![("institutionId", &ids[0])], json!({ "institutionId": { "eq": institution } })),
        (vec![("assignedUserId", &ids[1])], json!({ "assignedUserId": { "eq": assignee } })),
        (vec![("status", "ordered")], json!({ "status": { "eq": "ORDERED" } })),
        (vec![("search", "PREPARER 12")], json!({ "search": "PREPARER 12" })),
        (vec![("amountMin", "1200.5"), ("amountMax", "6000")], json!({ "total": { "gte": "1200.5", "lte": "6000" } })),
        (vec![("dateFrom", "2020-01-31")], json!({ "createdAt": { "gte": "2020-01-31T00:00:00Z" } })),
    ];
    let mut found = vec![0; cases.len()];
    for (role, client) in company::people(&app).await {
        for ((query, filter), found) in cases.iter().zip(&mut found) {
            let query = reqwest::Url::parse_with_params("http://localhost/?limit=-1", query).unwrap();
            let query = query.query().unwrap();
            let mut answer = client.get(&format!("/api/quotes?{query}")).await.expect(200).json();
            let Value::Array(rows) = answer["data"].take() else { panic!("{answer}") };
            let rest = (rows, answer["meta"]["total"].take());
            let graphql = by_graphql(&client, filter).await;
            *found += compare::same_rows(&rest, &graphql, &ON_REST_ALONE, &format!("{role}: {query}"));
        }
    }
    assert!(found.iter().all(|rows| *rows > 0), "a filter found nothing, and so compared nothing: {found:?}");
}

#[tokio::test]
async fn single_ones_agree_whether_they_are_there_or_not() {
    let app = company::start().await;
    let mut ids: Vec<Uuid> = quotes::table.select(quotes::id).load(&mut app.db().await).await.unwrap();
    ids.push(Uuid::now_v7());
    let document = format!("query($id: ID!) {{ quote(id: $id) {{ ...WithLines }} }} {FIELDS} {LINES}");
    for (role, client) in company::people(&app).await {
        let (mut there, mut absent) = (0, 0);
        for id in &ids {
            let rest = client.get(&format!("/api/quotes/{id}")).await;
            let graphql = client.graphql(&document, json!({ "id": id })).await;
            if rest.status == 200 {
                agree(&rest.json()["data"], &graphql["data"]["quote"], &ON_REST_ALONE);
                there += 1;
            } else {
                assert_eq!(rest.outcome(), "404 QUOTE_NOT_FOUND", "{role}");
                assert_eq!(graphql["errors"][0]["extensions"]["code"], "NOT_FOUND", "{role}");
                absent += 1;
            }
        }
        assert!(there > 3 && absent >= 1, "{role}: {there} there, {absent} absent");
    }
}
