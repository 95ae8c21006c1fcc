//! The catalog.

use serde_json::{Value, json};

use crate::{company, compare};

#[tokio::test]
async fn lists_agree() {
    let app = company::start().await;
    let document = "query($filter: CatalogItemFilter, $order: [CatalogItemOrder!], $after: String) {
        catalogItems(first: 50, after: $after, filter: $filter, orderBy: $order) {
          nodes { id name description category sku unit unitPrice taxRate vatCategory vatExemptionCode isActive createdBy version
            createdAt updatedAt }
          totalCount pageInfo { hasNextPage endCursor } } }";
    let sold = json!({ "isActive": { "eq": true } });
    for (role, client) in company::people(&app).await {
        for (query, filter, order) in [
            ("isActive=all", json!({}), json!([{ "field": "NAME" }])),
            ("", sold.clone(), json!([{ "field": "NAME" }])),
            (
                "search=journee%202",
                json!({ "isActive": { "eq": true }, "search": "journee 2" }),
                json!([{ "field": "NAME" }]),
            ),
            (
                "category=Groupe%201&sortBy=unitPrice&sortOrder=DESC",
                json!({ "isActive": { "eq": true }, "category": { "eq": "Groupe 1" } }),
                json!([{ "field": "UNIT_PRICE", "direction": "DESC" }]),
            ),
        ] {
            let mut answer = client.get(&format!("/api/catalog?limit=-1&{query}")).await.expect(200).json();
            let Value::Array(rows) = answer["data"]["items"].take() else { panic!("{answer}") };
            let rest = (rows, answer["data"]["pagination"]["total"].take());
            let graphql = compare::by_graphql(&client, document, "catalogItems", &filter, &order).await;
            let found = compare::same_rows(&rest, &graphql, &[], &format!("{role}: {query}"));
            assert!(found > 3, "{role}: {query}: {found}");
        }
        let categories = client.get("/api/catalog/categories").await.expect(200).json();
        let data = client.query("{ catalogCategories }", json!({})).await;
        assert_eq!(categories["data"]["categories"], data["catalogCategories"], "{role}");
    }
}
