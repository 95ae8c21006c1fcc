//! Templates.

use serde_json::{Value, json};

use crate::{company, compare};

/// What the firm is, and what only programs of the original's interface write.
const ON_REST_ALONE: [&str; 17] = [
    "companyName",
    "companyAddress",
    "companyPhone",
    "companyEmail",
    "companyWebsite",
    "taxNumber",
    "vatNumber",
    "siretNumber",
    "registrationNumber",
    "headerHeight",
    "footerHeight",
    "marginTop",
    "marginBottom",
    "marginLeft",
    "marginRight",
    "htmlTemplate",
    "styles",
];

#[tokio::test]
async fn lists_agree() {
    let app = company::start().await;
    let document = "query($filter: InvoiceTemplateFilter, $order: [InvoiceTemplateOrder!], $after: String) {
        invoiceTemplates(first: 50, after: $after, filter: $filter, orderBy: $order) {
          nodes { id name type isDefault isActive source logoUrl logoPosition primaryColor secondaryColor customHeader
            customFooter termsAndConditions paymentInstructions createdBy: createdById version createdAt updatedAt }
          totalCount pageInfo { hasNextPage endCursor } } }";
    for (role, client) in company::people(&app).await {
        for (query, filter) in [("", json!({})), ("?type=quote", json!({ "type": { "eq": "QUOTE" } }))] {
            let mut answer = client.get(&format!("/api/templates{query}")).await.expect(200).json();
            let Value::Array(rows) = answer["data"].take() else { panic!("{answer}") };
            let total = json!(rows.len());
            let order = json!([{ "field": "NAME" }]);
            let graphql = compare::by_graphql(&client, document, "invoiceTemplates", &filter, &order).await;
            let found = compare::same_rows(&(rows, total), &graphql, &ON_REST_ALONE, &format!("{role}: {query}"));
            assert!(found > 1, "{role}: {query}: {found}");
        }
    }
}
