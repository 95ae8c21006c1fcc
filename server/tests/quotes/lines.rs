//! Lines: filled from the catalog, computed, refused.

use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn the_catalog_fills_what_a_line_leaves_out() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let input = json!({ "name": "Formation", "description": "Journée de formation", "unit": "jour", "unitPrice": "900",
        "taxRate": "0", "vatCategory": "E", "vatExemptionCode": "VATEX-FR-CGI261-4" });
    let item = of(&firm.manager, "createCatalogItem", "catalogItem", "id", input).await["id"].take();
    let made = draft(
        &firm.manager,
        &hospital,
        json!([
            { "catalogItemId": item, "quantity": "1" },
            { "catalogItemId": item, "quantity": "1", "description": "À distance", "unit": "", "unitPrice": "800" },
            { "catalogItemId": item, "quantity": "1", "taxRate": "20" },
        ]),
    )
    .await;
    let said = |n: usize| {
        let line = &made["lines"][n];
        ["description", "unit", "unitPrice", "taxRate", "vatCategory", "vatExemptionCode"]
            .map(|field| line[field].clone())
    };
    let code = "VATEX-FR-CGI261-4";
    assert_eq!(said(0), ["Journée de formation", "jour", "900.00", "0.00", "E", code].map(Value::from));
    assert_eq!(said(1), [json!("À distance"), Value::Null, json!("800.00"), json!("0.00"), json!("E"), json!(code)]);
    assert_eq!(said(2)[3..], [json!("20.00"), json!("S"), Value::Null]);
    // An item that was deleted stays where it is, and is not put anywhere else.
    of(&firm.manager, "deleteCatalogItem", "catalogItem", "id", json!({ "id": item })).await;
    let lines = json!([{ "catalogItemId": item, "quantity": "2" }]);
    let changed = done(&firm.manager, "updateQuote", json!({ "id": made["id"], "lines": lines })).await;
    assert_eq!(changed["total"], "1800.00");
    let input = json!({ "institutionId": hospital, "title": "x", "lines": lines });
    assert_eq!(refused(&firm.manager, "createQuote", input).await, [at("lines.0.catalogItemId", "NOT_FOUND")]);
    let document = "query($id: ID!) { quote(id: $id) { lines { catalogItem { name deletedAt } } } }";
    let data = firm.manager.query(document, json!({ "id": made["id"] })).await;
    assert_eq!(data["quote"]["lines"][0]["catalogItem"]["name"], "Formation");
    let copy = done(&firm.manager, "duplicateQuote", json!({ "id": made["id"] })).await;
    assert_eq!(copy["lines"][0]["catalogItemId"], item, "a copy keeps it");
}

#[tokio::test]
async fn every_limit_of_a_line() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    for (more, expected) in [
        (json!({ "quantity": "-1" }), at("lines.0.quantity", "OUT_OF_RANGE")),
        (json!({ "quantity": "1000000" }), at("lines.0.quantity", "OUT_OF_RANGE")),
        (json!({ "quantity": "0.0001" }), at("lines.0.quantity", "OUT_OF_RANGE")),
        (json!({ "quantity": "1.0001" }), at("lines.0.quantity", "TOO_MANY_DECIMALS")),
        (json!({ "unitPrice": "-0.01" }), at("lines.0.unitPrice", "OUT_OF_RANGE")),
        (json!({ "unitPrice": "0.001" }), at("lines.0.unitPrice", "TOO_MANY_DECIMALS")),
        (json!({ "discountValue": "100.01" }), at("lines.0.discountValue", "OUT_OF_RANGE")),
        (json!({ "discountValue": "-1" }), at("lines.0.discountValue", "OUT_OF_RANGE")),
        (json!({ "taxRate": "6" }), at("lines.0.taxRate", "UNKNOWN_RATE")),
        (json!({ "taxRate": "0" }), at("lines.0.vatCategory", "REQUIRED")),
        (json!({ "description": "" }), at("lines.0.description", "REQUIRED")),
        (json!({ "description": "x".repeat(1_001) }), at("lines.0.description", "TOO_LONG")),
        (json!({ "unit": "x".repeat(21) }), at("lines.0.unit", "TOO_LONG")),
    ] {
        let mut line = day_of_audit("1");
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let input = json!({ "institutionId": hospital, "title": "x", "lines": [line] });
        assert_eq!(refused(&firm.manager, "createQuote", input).await, [expected], "{more}");
    }
    let dear = json!({ "description": "x", "quantity": "999999.999", "unitPrice": "9999999.99", "taxRate": "20" });
    let input = json!({ "institutionId": hospital, "title": "x", "lines": [dear] });
    let found = refused(&firm.manager, "createQuote", input).await;
    assert_eq!(found[0].1, "TOTAL_TOO_LARGE", "{found:?}");
}

#[tokio::test]
async fn a_thousand_lines_are_enough() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let lines = |count: usize| {
        json!(vec![json!({ "description": "x", "quantity": "1", "unitPrice": "1", "taxRate": "20" }); count])
    };
    let made = done(
        &firm.manager,
        "createQuote",
        json!({ "institutionId": hospital, "title": "Long", "lines": lines(1_000) }),
    )
    .await;
    assert_eq!((made["lines"].as_array().unwrap().len(), &made["total"]), (1_000, &json!("1200.00")));
    for count in [1_001, 30_000] {
        let input = json!({ "institutionId": hospital, "title": "Long", "lines": lines(count) });
        let answer = attempt(&firm.manager, "createQuote", "", input).await;
        let said = match answer.get("errors") {
            None => answer["data"]["createQuote"]["userErrors"][0]["code"].clone(),
            Some(_) => json!(code(&answer)),
        };
        assert_ne!(said, "INTERNAL", "{count} lines: {answer:#}");
        assert!(said.is_string(), "{count} lines: {answer:#}");
    }
}

#[tokio::test]
async fn vat_is_shown_by_rate() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let line = |price: &str, more: Value| {
        let mut line = json!({ "description": "x", "quantity": "1", "unitPrice": price });
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        line
    };
    let made = draft(
        &firm.manager,
        &hospital,
        json!([
            line("10.05", json!({ "taxRate": "5.5" })),
            line("100", json!({ "taxRate": "20" })),
            line("50", json!({ "vatCategory": "E", "vatExemptionCode": "VATEX-FR-CGI261-4" })),
            line("0.10", json!({ "taxRate": "20" })),
        ]),
    )
    .await;
    let document = "query($id: ID!) { quote(id: $id) { totalTaxAmount
        vatBreakdown { category rate exemptionCode exemptionText base tax } } }";
    let data = firm.manager.query(document, json!({ "id": made["id"] })).await;
    let groups = data["quote"]["vatBreakdown"].as_array().unwrap();
    let shown = |n: usize| ["category", "rate", "base", "tax"].map(|field| groups[n][field].clone());
    assert_eq!(shown(0), ["S", "20.00", "100.10", "20.02"].map(Value::from));
    assert_eq!(shown(1), ["S", "5.50", "10.05", "0.55"].map(Value::from));
    assert_eq!(shown(2), ["E", "0.00", "50.00", "0.00"].map(Value::from));
    assert!(groups[2]["exemptionText"].as_str().unwrap().contains("261"), "{groups:?}");
    assert_eq!(data["quote"]["totalTaxAmount"], "20.57");
}
