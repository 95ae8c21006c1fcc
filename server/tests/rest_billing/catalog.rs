//! The catalog.

use serde_json::{Value, json};

use crate::setting::*;

async fn item(firm: &Firm, more: Value) -> Value {
    create(&firm.manager, CATALOG, &with(json!({ "name": "Audit", "unitPrice": 1150.5 }), more)).await
}

fn names(answer: &crate::common::Answer) -> Vec<String> {
    let body = answer.json();
    let items = body["data"]["items"].as_array().unwrap_or_else(|| panic!("no list: {body}"));
    items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_item_is_made_changed_switched_off_and_deleted() {
    let firm = Firm::start().await;
    let made = item(&firm, json!({ "sku": "AUD-1", "taxRate": 20 })).await;
    assert_eq!(
        (&made["unitPrice"], &made["taxRate"], &made["isActive"]),
        (&json!("1150.50"), &json!("20.00"), &json!(true))
    );
    let at = path(CATALOG, &made);
    let changed = firm.manager.put(&at, &json!({ "unitPrice": "1200", "unit": "jour" })).await.expect(200).json();
    assert_eq!((&changed["data"]["unitPrice"], &changed["data"]["unit"]), (&json!("1200.00"), &json!("jour")));
    let off = firm.manager.patch(&format!("{at}/toggle"), &Value::Null).await.expect(200).json();
    assert_eq!(off["data"]["isActive"], false);
    let on = firm.manager.patch(&format!("{at}/toggle"), &Value::Null).await.expect(200).json();
    assert_eq!(on["data"]["isActive"], true);
    let taken = firm.manager.post(CATALOG, &json!({ "name": "x", "unitPrice": 1, "sku": "AUD-1" })).await.expect(409);
    assert_eq!(fields(&taken), ["sku"]);
    firm.manager.delete(&at).await.expect(204);
    assert_eq!(firm.manager.get(&at).await.expect(404).code(), "CATALOG_ITEM_NOT_FOUND");
    firm.manager.delete(&at).await.expect(404);
}

#[tokio::test]
async fn a_rate_of_nothing_needs_no_reason_here() {
    let firm = Firm::start().await;
    let made = item(&firm, json!({})).await;
    assert_eq!((&made["taxRate"], &made["vatCategory"]), (&json!("0.00"), &json!("Z")));
    firm.app.sql("UPDATE firm_identity SET vat_regime = 'franchise'").await;
    let made = item(&firm, json!({})).await;
    assert_eq!((&made["vatCategory"], &made["vatExemptionCode"]), (&json!("E"), &json!("VATEX-FR-FRANCHISE")));
    let twice = item(&firm, json!({ "taxRate": 20 })).await;
    assert_eq!(twice["vatCategory"], "S");
}

#[tokio::test]
async fn items_are_listed_and_found() {
    let firm = Firm::start().await;
    for (name, price, category, active) in
        [("Écoute", 10, Some("Audit"), true), ("Étude", 30, Some("Conseil"), true), ("Formation", 20, None, false)]
    {
        item(&firm, json!({ "name": name, "unitPrice": price, "category": category, "isActive": active })).await;
    }
    for (query, expected) in [
        ("", &["Écoute", "Étude"][..]),
        ("isActive=all", &["Écoute", "Étude", "Formation"]),
        ("isActive=false", &["Formation"]),
        ("search=etu", &["Étude"]),
        ("category=Audit", &["Écoute"]),
        ("sortBy=unitPrice&sortOrder=DESC", &["Étude", "Écoute"]),
        ("limit=1&page=2", &["Étude"]),
    ] {
        assert_eq!(names(&firm.viewer.get(&format!("{CATALOG}?{query}")).await.expect(200)), expected, "{query}");
    }
    let answer = firm.viewer.get("/api/catalog?limit=1").await.expect(200).json();
    assert_eq!(answer["data"]["pagination"], json!({ "total": 2, "page": 1, "limit": 1, "totalPages": 2 }));
    assert_eq!(names(&firm.viewer.get("/api/catalog/search?q=ecoute").await.expect(200)), ["Écoute"]);
    let categories = firm.viewer.get("/api/catalog/categories").await.expect(200).json();
    assert_eq!(categories["data"]["categories"], json!(["Audit", "Conseil"]));
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let firm = Firm::start().await;
    let post = async |body: Value| fields(&firm.manager.post(CATALOG, &body).await.expect(400));
    assert_eq!(post(json!({})).await, ["name", "unitPrice"]);
    assert_eq!(post(json!({ "name": " ", "unitPrice": -1 })).await, ["name", "unitPrice"]);
    assert_eq!(post(json!({ "name": "x", "unitPrice": 1, "taxRate": 6 })).await, ["taxRate"]);
    assert_eq!(post(json!({ "name": "x", "unitPrice": {} })).await, ["unitPrice"]);
    assert_eq!(fields(&firm.manager.get("/api/catalog?isActive=perhaps").await.expect(400)), ["isActive"]);
}
