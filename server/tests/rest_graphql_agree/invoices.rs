//! Invoices and payments.

use db::schema::{invoices, payments};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    common::Client,
    company,
    compare::{self, Listed, agree},
};

const FIELDS: &str = "fragment Whole on Invoice {
    id kind invoiceType: type invoiceNumber issueDate institutionId assignedUserId quoteId creditedInvoiceId templateId title
    description dueDate serviceStart serviceEnd operationNature purchaseOrderNumber buyerReference contractReference
    deliveryAddress { street city state zipCode country } billingAddress { street city state zipCode country } status
    archived subtotal totalDiscountAmount deductedAmount totalTaxAmount total totalPaid: paidAmount creditedAmount pendingAmount
    remainingAmount refundableAmount lastPaymentDate issuedAt sentAt paidAt isOverdue daysOverdue daysUntilDue version createdAt
    updatedAt lines { invoiceId quoteLineId id orderIndex catalogItemId description unit quantity unitPrice discountType discountValue discountAmount
        taxRate vatCategory vatExemptionCode subtotal totalAfterDiscount taxAmount total createdAt updatedAt }
    payments { id invoiceId amount paymentDate paymentMethod reference status notes recordedBy: recordedById version createdAt updatedAt
        recordedByUser: recordedBy { id firstName lastName email } }
    assignedUser { id firstName lastName email } quote { id quoteNumber title status total }
    institution {
        id name type address { street city state zipCode country } fullAddress accountingNumber digiformaId finess siret
        vatNumber groupName commercialStatus mainPhone assignedUserId tags isActive dataSource isLocked lockedAt
        lockedReason version createdAt updatedAt assignedUser { id firstName lastName email } } }";

const PAYMENT: &str = "fragment Whole on Payment { id invoiceId amount paymentDate paymentMethod reference status notes recordedBy: recordedById version createdAt updatedAt
        recordedByUser: recordedBy { id firstName lastName email } }";

/// What the original says in its own way.
const ON_REST_ALONE: [&str; 14] = [
    "canBeModified",
    "canBeDeleted",
    "canReceivePayments",
    "isFullyPaid",
    "isPartiallyPaid",
    "discountPercentage",
    "taxPercentage",
    "canBeConfirmed",
    "canBeCancelled",
    "isRecent",
    "formattedReference",
    "hash",
    "seller",
    "buyer",
];

async fn invoices_by_graphql(client: &Client, filter: &Value) -> Listed {
    let document = format!(
        "query($filter: InvoiceFilter, $order: [InvoiceOrder!], $after: String) {{
           invoices(first: 50, after: $after, filter: $filter, orderBy: $order) {{
             nodes {{ ...Whole }} totalCount pageInfo {{ hasNextPage endCursor }} }} }} {FIELDS}"
    );
    let mut shown = json!({ "kind": { "eq": "INVOICE" }, "archived": { "eq": false } });
    shown.as_object_mut().unwrap().extend(filter.as_object().unwrap().clone());
    let order = json!([{ "field": "CREATED_AT", "direction": "DESC" }]);
    compare::by_graphql(client, &document, "invoices", &shown, &order).await
}

async fn by_rest(client: &Client, group: &str, query: &[(&str, &str)]) -> Listed {
    let query = reqwest::Url::parse_with_params("http://localhost/?limit=-1", query).unwrap();
    let mut answer = client.get(&format!("{group}?{}", query.query().unwrap())).await.expect(200).json();
    let Value::Array(rows) = answer["data"].take() else { panic!("{answer}") };
    (rows, answer["meta"]["total"].take())
}

#[tokio::test]
async fn lists_of_invoices_agree() {
    let app = company::start().await;
    let (institution, assignee): (Uuid, Uuid) = invoices::table
        .filter(invoices::deleted_at.is_null())
        .filter(invoices::archived.eq(false))
        .order(invoices::id.desc())
        .select((invoices::institution_id, invoices::assigned_user_id))
        .first(&mut app.db().await)
        .await
        .unwrap();
    let ids = [institution, assignee].map(|id| id.to_string());
    let cases: Vec<(Vec<(&str, &str)>, Value)> = vec![
        (vec![], json!({})),
        (vec![("institutionId", &ids[0])], json!({ "institutionId": { "eq": institution } })),
        (vec![("assignedUserId", &ids[1])], json!({ "assignedUserId": { "eq": assignee } })),
        (vec![("status", "sent")], json!({ "status": { "eq": "ISSUED" } })),
        (vec![("status", "partially_paid")], json!({ "status": { "eq": "PARTIALLY_PAID" } })),
        (vec![("search", "INV7")], json!({ "search": "INV7" })),
        (vec![("amountMin", "1200.5")], json!({ "total": { "gte": "1200.5" } })),
        (vec![("dateFrom", "2020-01-31")], json!({ "createdAt": { "gte": "2020-01-31T00:00:00Z" } })),
    ];
    let mut found = vec![0; cases.len()];
    for (role, client) in company::people(&app).await {
        for ((query, filter), found) in cases.iter().zip(&mut found) {
            let rest = by_rest(&client, "/api/invoices", query).await;
            let graphql = invoices_by_graphql(&client, filter).await;
            *found += compare::same_rows(&rest, &graphql, &ON_REST_ALONE, &format!("{role}: {query:?}"));
        }
    }
    assert!(found.iter().all(|rows| *rows > 0), "a filter found nothing, and so compared nothing: {found:?}");
}

#[tokio::test]
async fn lists_of_payments_agree() {
    let app = company::start().await;
    let document = format!(
        "query($filter: PaymentFilter, $order: [PaymentOrder!], $after: String) {{
           payments(first: 50, after: $after, filter: $filter, orderBy: $order) {{
             nodes {{ ...Whole }} totalCount pageInfo {{ hasNextPage endCursor }} }} }} {PAYMENT}"
    );
    let (invoice, recorder): (Uuid, Uuid) = payments::table
        .order(payments::id.desc())
        .select((payments::invoice_id, payments::recorded_by))
        .first(&mut app.db().await)
        .await
        .unwrap();
    let ids = [invoice, recorder].map(|id| id.to_string());
    let cases: Vec<(Vec<(&str, &str)>, Value)> = vec![
        (vec![], json!({})),
        (vec![("invoiceId", &ids[0])], json!({ "invoiceId": { "eq": invoice } })),
        (vec![("userId", &ids[1])], json!({ "recordedById": { "eq": recorder } })),
        (vec![("status", "confirmed")], json!({ "status": { "eq": "CONFIRMED" } })),
        (vec![("paymentMethod", "check")], json!({ "paymentMethod": { "eq": "CHECK" } })),
        (vec![("dateTo", "2099-01-31")], json!({ "paymentDate": { "lte": "2099-01-31T00:00:00Z" } })),
    ];
    let mut found = vec![0; cases.len()];
    let order = json!([{ "field": "PAYMENT_DATE", "direction": "DESC" }]);
    for (role, client) in company::people(&app).await {
        for ((query, filter), found) in cases.iter().zip(&mut found) {
            for group in ["/api/payments", "/api/invoices/payments/history"] {
                let rest = by_rest(&client, group, query).await;
                let graphql = compare::by_graphql(&client, &document, "payments", filter, &order).await;
                *found += compare::same_rows(&rest, &graphql, &ON_REST_ALONE, &format!("{role}: {query:?}"));
            }
        }
    }
    assert!(found.iter().all(|rows| *rows > 0), "a filter found nothing, and so compared nothing: {found:?}");
}

#[tokio::test]
async fn single_ones_agree_whether_they_are_there_or_not() {
    let app = company::start().await;
    let mut of_invoices: Vec<Uuid> = invoices::table.select(invoices::id).load(&mut app.db().await).await.unwrap();
    let of_payments: Vec<Uuid> =
        payments::table.select(payments::id).limit(60).load(&mut app.db().await).await.unwrap();
    of_invoices.push(Uuid::now_v7());
    for (role, client) in company::people(&app).await {
        for (group, root, ids, fields) in
            [("invoices", "invoice", &of_invoices, FIELDS), ("payments", "payment", &of_payments, PAYMENT)]
        {
            let document = format!("query($id: ID!) {{ {root}(id: $id) {{ ...Whole }} }} {fields}");
            let mut there = 0;
            for id in ids {
                let rest = client.get(&format!("/api/{group}/{id}")).await;
                let graphql = client.graphql(&document, json!({ "id": id })).await;
                if rest.status == 200 {
                    agree(&rest.json()["data"], &graphql["data"][root], &ON_REST_ALONE);
                    there += 1;
                } else {
                    assert_eq!(rest.outcome(), format!("404 {}_NOT_FOUND", root.to_uppercase()), "{role}");
                    assert_eq!(graphql["errors"][0]["extensions"]["code"], "NOT_FOUND", "{role}");
                }
            }
            assert!(there > 3, "{role}: {there} {group} there");
        }
    }
}
