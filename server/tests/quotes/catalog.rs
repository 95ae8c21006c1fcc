//! The catalog: writing it, finding in it.

use serde_json::{Value, json};

use crate::setting::*;

const ITEM: &str =
    "id name description category sku unit unitPrice taxRate vatCategory vatExemptionCode isActive createdBy
    creator { id } deletedAt version";

async fn item(firm: &Firm, more: Value) -> Value {
    let mut input = json!({ "name": "Audit", "unitPrice": "1150.5", "taxRate": "20" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    of(&firm.manager, "createCatalogItem", "catalogItem", ITEM, input).await
}

async fn names(firm: &Firm, arguments: &str) -> Vec<String> {
    let document = format!("{{ catalogItems{arguments} {{ nodes {{ name }} totalCount }} }}");
    let data = firm.viewer.query(&document, json!({})).await;
    let nodes = data["catalogItems"]["nodes"].as_array().unwrap();
    assert_eq!(data["catalogItems"]["totalCount"], nodes.len());
    nodes.iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_item_is_made_changed_deleted_and_restored() {
    let firm = Firm::start().await;
    let made = item(&firm, json!({ "name": "  Audit  ", "sku": "AUD-1", "unit": "jour", "category": "Audit" })).await;
    assert_eq!(
        (&made["name"], &made["unitPrice"], &made["taxRate"], &made["vatCategory"], &made["isActive"]),
        (&json!("Audit"), &json!("1150.50"), &json!("20.00"), &json!("S"), &json!(true))
    );
    assert_eq!(made["creator"]["id"], json!(firm.manager.id()));
    let id = &made["id"];
    let update = json!({ "id": id, "expectedVersion": 1, "unitPrice": "1200", "unit": null });
    let changed = of(&firm.manager, "updateCatalogItem", "catalogItem", ITEM, update.clone()).await;
    assert_eq!(
        (&changed["unitPrice"], &changed["unit"], &changed["sku"], &changed["version"]),
        (&json!("1200.00"), &Value::Null, &json!("AUD-1"), &json!(2))
    );
    assert_eq!(outcome(&firm.manager, "updateCatalogItem", update).await, "CONFLICT");
    let same = of(&firm.manager, "updateCatalogItem", "catalogItem", ITEM, json!({ "id": id, "name": "Audit" })).await;
    assert_eq!(same["version"], 2, "nothing was changed");
    let deleted = of(&firm.manager, "deleteCatalogItem", "catalogItem", ITEM, json!({ "id": id })).await;
    assert!(deleted["deletedAt"].is_string());
    assert_eq!(names(&firm, "").await, [""; 0]);
    let unseen = firm.viewer.graphql("query($id: ID!) { catalogItem(id: $id) { id } }", json!({ "id": id })).await;
    assert_eq!(code(&unseen), "NOT_FOUND");
    // Its number is free for others, as long as it is not back.
    let other = item(&firm, json!({ "name": "Autre", "sku": "AUD-1" })).await;
    assert_eq!(refused(&firm.manager, "restoreCatalogItem", json!({ "id": id })).await, [at("sku", "TAKEN")]);
    of(&firm.manager, "updateCatalogItem", "catalogItem", ITEM, json!({ "id": other["id"], "sku": "AUD-2" })).await;
    of(&firm.manager, "restoreCatalogItem", "catalogItem", ITEM, json!({ "id": id })).await;
    assert_eq!(names(&firm, "").await, ["Audit", "Autre"]);
    let actions =
        texts(&firm.app, &format!("SELECT action FROM audit_events WHERE entity_id = {} ORDER BY id", quoted(id)))
            .await;
    assert_eq!(
        actions,
        ["catalog_item.created", "catalog_item.updated", "catalog_item.deleted", "catalog_item.restored"]
    );
}

fn quoted(id: &Value) -> String {
    format!("'{}'", id.as_str().unwrap())
}

#[tokio::test]
async fn what_is_wrong_is_said() {
    let firm = Firm::start().await;
    item(&firm, json!({ "sku": "AUD-1" })).await;
    for (more, expected) in [
        (json!({ "name": " " }), at("name", "REQUIRED")),
        (json!({ "name": "x".repeat(256) }), at("name", "TOO_LONG")),
        (json!({ "description": "x".repeat(1_001) }), at("description", "TOO_LONG")),
        (json!({ "sku": "AUD-1" }), at("sku", "TAKEN")),
        (json!({ "unitPrice": "-1" }), at("unitPrice", "OUT_OF_RANGE")),
        (json!({ "unitPrice": "10000000" }), at("unitPrice", "OUT_OF_RANGE")),
        (json!({ "unitPrice": "1.001" }), at("unitPrice", "TOO_MANY_DECIMALS")),
        (json!({ "taxRate": "19.7" }), at("taxRate", "UNKNOWN_RATE")),
        (json!({ "taxRate": "0" }), at("vatCategory", "REQUIRED")),
        (json!({ "taxRate": "20", "vatCategory": "E" }), at("vatCategory", "RATE_MISMATCH")),
        (json!({ "taxRate": "0", "vatCategory": "E" }), at("vatExemptionCode", "REQUIRED")),
        (
            json!({ "taxRate": "0", "vatCategory": "E", "vatExemptionCode": "VATEX-EU-AE" }),
            at("vatExemptionCode", "CATEGORY_MISMATCH"),
        ),
        (json!({ "taxRate": "0", "vatExemptionCode": "VATEX-XX" }), at("vatExemptionCode", "UNKNOWN")),
    ] {
        let mut input = json!({ "name": "Audit", "unitPrice": "1", "taxRate": "20" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(refused(&firm.manager, "createCatalogItem", input).await, [expected], "{more}");
    }
    let unknown = json!({ "id": uuid::Uuid::now_v7(), "name": "x" });
    assert_eq!(outcome(&firm.manager, "updateCatalogItem", unknown).await, "NOT_FOUND");
}

#[tokio::test]
async fn a_change_of_the_rate_takes_the_category_anew() {
    let firm = Firm::start().await;
    let training = json!({ "taxRate": "0", "vatCategory": "E", "vatExemptionCode": "VATEX-FR-CGI261-4" });
    let made = item(&firm, training).await;
    let of_rate =
        |made: &Value| (made["taxRate"].clone(), made["vatCategory"].clone(), made["vatExemptionCode"].clone());
    assert_eq!(of_rate(&made), (json!("0.00"), json!("E"), json!("VATEX-FR-CGI261-4")));
    let update = json!({ "id": made["id"], "taxRate": "5.5" });
    let changed = of(&firm.manager, "updateCatalogItem", "catalogItem", ITEM, update).await;
    assert_eq!(of_rate(&changed), (json!("5.50"), json!("S"), Value::Null));
}

#[tokio::test]
async fn items_are_found_sorted_and_grouped() {
    let firm = Firm::start().await;
    for (name, price, category, sku, active) in [
        ("Écoute", "10", Some("Audit"), None, true),
        ("Étude", "30", Some("Conseil"), Some("E-1"), true),
        ("Formation", "20", None, Some("F_1"), false),
    ] {
        item(&firm, json!({ "name": name, "unitPrice": price, "category": category, "sku": sku, "isActive": active }))
            .await;
    }
    let gone = item(&firm, json!({ "name": "Vieux", "category": "Passé" })).await;
    of(&firm.manager, "deleteCatalogItem", "catalogItem", ITEM, json!({ "id": gone["id"] })).await;
    for (arguments, expected) in [
        ("", &["Écoute", "Étude", "Formation"][..]),
        ("(search: \"ETUDE\")", &["Étude"]),
        ("(search: \"conseil e-1\")", &["Étude"]),
        ("(search: \"f_\")", &["Formation"]),
        ("(filter: { isActive: { eq: true } })", &["Écoute", "Étude"]),
        ("(filter: { category: { eq: \"Audit\" } })", &["Écoute"]),
        ("(filter: { unitPrice: { gt: \"10\", lte: \"30\" } })", &["Étude", "Formation"]),
        ("(filter: { or: [{ sku: { eq: \"E-1\" } }, { not: { isActive: { eq: true } } }] })", &["Étude", "Formation"]),
        ("(filter: { vatCategory: { eq: Z } })", &[]),
        ("(orderBy: [{ field: UNIT_PRICE, direction: DESC }])", &["Étude", "Formation", "Écoute"]),
        ("(orderBy: [{ field: CATEGORY }])", &["Écoute", "Étude", "Formation"]),
        ("(orderBy: [{ field: SKU, direction: DESC }])", &["Formation", "Étude", "Écoute"]),
    ] {
        assert_eq!(names(&firm, arguments).await, expected, "{arguments}");
    }
    let data = firm.viewer.query("{ catalogCategories }", json!({})).await;
    assert_eq!(data["catalogCategories"], json!(["Audit", "Conseil"]));
    let deleted = "{ catalogItems(filter: { deleted: true }) { nodes { name } } }";
    assert_eq!(firm.manager.query(deleted, json!({})).await["catalogItems"]["nodes"], json!([{ "name": "Vieux" }]));
    assert_eq!(firm.viewer.query(deleted, json!({})).await["catalogItems"]["nodes"], json!([]));
}
