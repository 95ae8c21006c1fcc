//! Cases on the catalog.

use serde_json::json;

use crate::cases::{Case, On};

const SEE_QUOTES: &str = "canViewQuotes";
const CATALOG: &str = "canManageCatalog";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "catalogItems",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ catalogItems(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "catalogCategories",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ catalogCategories }",
            variables: |_| json!({}),
        },
        Case {
            field: "catalogItem",
            permission: SEE_QUOTES,
            on: On::Team,
            document: "query($id: ID!) { catalogItem(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.catalog_item }),
        },
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    vec![
        Case {
            field: "createCatalogItem",
            permission: CATALOG,
            on: On::Nothing,
            document: "mutation($input: CreateCatalogItemInput!) { createCatalogItem(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "name": "x", "unitPrice": "1", "taxRate": "20" } }),
        },
        Case {
            field: "deleteCatalogItem",
            permission: CATALOG,
            on: On::Team,
            document: "mutation($input: DeleteCatalogItemInput!) { deleteCatalogItem(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.catalog_item } }),
        },
        Case {
            field: "restoreCatalogItem",
            permission: CATALOG,
            on: On::Team,
            document: "mutation($input: RestoreCatalogItemInput!) { restoreCatalogItem(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_catalog_item } }),
        },
        Case {
            field: "updateCatalogItem",
            permission: CATALOG,
            on: On::Team,
            document: "mutation($input: UpdateCatalogItemInput!) { updateCatalogItem(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.catalog_item, "name": "y" } }),
        },
    ]
}
