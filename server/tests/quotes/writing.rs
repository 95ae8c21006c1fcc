//! Creating, changing, duplicating, deleting quotes.

use chrono::{Datelike as _, Timelike as _};
use crm::operations::billing::calendar;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::setting::*;

#[tokio::test]
async fn a_new_quote_is_a_draft_under_a_number_of_its_month() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.auditor).await;
    let line = json!({ "description": " Jour d’audit ", "unit": "jour", "quantity": "2", "unitPrice": "1150",
        "discountValue": "10", "taxRate": "20" });
    let made = draft_with(
        &firm.manager,
        &hospital,
        json!([line]),
        json!({ "title": " Audit ", "description": "Bloc", "internalNotes": "Tenir le prix" }),
    )
    .await;
    let today = calendar::today();
    assert_eq!(made["quoteNumber"], format!("Q{:04}{:02}0001", today.year(), today.month()));
    assert_eq!((&made["status"], &made["revision"], &made["version"]), (&json!("DRAFT"), &json!(1), &json!(1)));
    assert_eq!((&made["title"], &made["assignedUserId"]), (&json!("Audit"), &json!(firm.manager.id())));
    let amounts = ["subtotal", "totalDiscountAmount", "totalTaxAmount", "total"].map(|field| made[field].clone());
    assert_eq!(amounts, ["2300.00", "230.00", "414.00", "2484.00"].map(Value::from));
    let of_line = &made["lines"][0];
    assert_eq!(
        [&of_line["description"], &of_line["quantity"], &of_line["discountType"], &of_line["vatCategory"]],
        [&json!("Jour d’audit"), &json!("2.000"), &json!("PERCENTAGE"), &json!("S")]
    );
    assert_eq!(
        (&made["publicUrl"], &made["canEdit"], &made["canBeConverted"]),
        (&Value::Null, &json!(true), &json!(false))
    );
    // The last second of the thirtieth day in France.
    let end = calendar::day_of(moment(&made["validUntil"]));
    assert_eq!((end - today).num_days(), 30);
    assert_eq!(moment(&made["validUntil"]).second(), 59);
    assert_eq!(now(&firm.manager, &made["id"]).await, made, "what is answered is what is read");
    let second = draft(&firm.manager, &hospital, json!([])).await;
    assert_eq!(second["quoteNumber"], format!("Q{:04}{:02}0002", today.year(), today.month()));
    assert_eq!(second["total"], "0.00");
}

#[tokio::test]
async fn numbers_that_are_taken_are_passed_over() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let first = draft(&firm.manager, &hospital, json!([])).await;
    let number = first["quoteNumber"].as_str().unwrap();
    let taken = format!("{}2", &number[..number.len() - 1]);
    let id = first["id"].as_str().unwrap();
    firm.app.sql(&format!("UPDATE quotes SET quote_number = '{taken}' WHERE id = '{id}'")).await;
    let next = draft(&firm.manager, &hospital, json!([])).await;
    assert_eq!(next["quoteNumber"], format!("{}3", &number[..number.len() - 1]));
}

#[tokio::test]
async fn a_change_touches_what_it_names() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let made = draft_with(
        &firm.manager,
        &hospital,
        json!([day_of_audit("1"), day_of_audit("2")]),
        json!({ "description": "Bloc", "clientComments": "Vite" }),
    )
    .await;
    let id = &made["id"];
    let changed = done(&firm.manager, "updateQuote", json!({ "id": id, "title": "Autre" })).await;
    assert_eq!((&changed["title"], &changed["version"]), (&json!("Autre"), &json!(2)));
    for kept in ["description", "clientComments", "lines", "total", "validUntil", "quoteNumber", "revision"] {
        assert_eq!(changed[kept], made[kept], "{kept}");
    }
    let same = done(&firm.manager, "updateQuote", json!({ "id": id, "title": "Autre" })).await;
    assert_eq!(same["version"], 2, "nothing was changed");
    let lines = json!([day_of_audit("5"), day_of_audit("2"), day_of_audit("3")]);
    let input = json!({ "id": id, "expectedVersion": 2, "description": null, "clientComments": null, "lines": lines });
    let changed = done(&firm.manager, "updateQuote", input.clone()).await;
    assert_eq!((&changed["description"], &changed["clientComments"]), (&Value::Null, &Value::Null));
    assert_eq!((&changed["total"], &changed["version"]), (&json!("1200.00"), &json!(3)));
    assert_eq!(changed["lines"][1], made["lines"][1], "a line keeps its place and its id");
    assert_eq!(changed["lines"][0]["id"], made["lines"][0]["id"]);
    assert_eq!(outcome(&firm.manager, "updateQuote", input).await, "CONFLICT");
    let events = texts(&firm.app, "SELECT event FROM outbox_events WHERE event LIKE 'quote.%' ORDER BY id").await;
    assert_eq!(events, ["quote.created", "quote.updated", "quote.updated"]);
    let changes = texts(
        &firm.app,
        "SELECT changes->'title'->>'new' FROM audit_events WHERE action = 'quote.updated' ORDER BY id LIMIT 1",
    )
    .await;
    assert_eq!(changes, ["Autre"]);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once_and_nothing_is_written() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let input = json!({ "institutionId": hospital, "title": " ", "description": "x".repeat(10_001),
        "validUntil": in_days(-1), "lines": [day_of_audit("0"), day_of_audit("1"), { "quantity": "1" }] });
    let mut found = refused(&firm.manager, "createQuote", input).await;
    found.sort();
    let mut expected = vec![
        at("title", "REQUIRED"),
        at("description", "TOO_LONG"),
        at("validUntil", "IN_THE_PAST"),
        at("lines.0.quantity", "OUT_OF_RANGE"),
        at("lines.2.description", "REQUIRED"),
        at("lines.2.unitPrice", "REQUIRED"),
        at("lines.2.vatCategory", "REQUIRED"),
    ];
    expected.sort();
    assert_eq!(found, expected);
    for (more, expected) in [
        (json!({ "validUntil": in_days(3_700) }), at("validUntil", "OUT_OF_RANGE")),
        (json!({ "institutionId": Uuid::now_v7() }), at("institutionId", "NOT_FOUND")),
        (json!({ "assignedUserId": Uuid::now_v7() }), at("assignedUserId", "NOT_FOUND")),
        (json!({ "templateId": Uuid::now_v7() }), at("templateId", "NOT_FOUND")),
    ] {
        let mut input = json!({ "institutionId": hospital, "title": "Audit" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(refused(&firm.manager, "createQuote", input).await, [expected], "{more}");
    }
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM quotes").await, ["0"]);
    // A rolled back quote gives its number back, too.
    let made = draft(&firm.manager, &hospital, json!([])).await;
    assert!(made["quoteNumber"].as_str().unwrap().ends_with("0001"));
}

#[tokio::test]
async fn a_copy_offers_the_same_anew() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.auditor).await;
    let made = draft_with(
        &firm.manager,
        &hospital,
        json!([day_of_audit("1"), { "description": "Formation", "quantity": "0.5", "unitPrice": "99.99",
            "discountType": "FIXED_AMOUNT", "discountValue": "5", "vatCategory": "E",
            "vatExemptionCode": "VATEX-FR-CGI261-4" }]),
        json!({ "internalNotes": "Tenir", "clientComments": "Vite" }),
    )
    .await;
    outdate(&firm.app, &made["id"]).await;
    let copy = done(&firm.auditor, "duplicateQuote", json!({ "id": made["id"] })).await;
    for same in ["title", "internalNotes", "total", "totalDiscountAmount", "institutionId"] {
        assert_eq!(copy[same], made[same], "{same}");
    }
    assert_eq!((&copy["clientComments"], &copy["isExpired"]), (&Value::Null, &json!(false)));
    assert_eq!(copy["assignedUserId"], json!(firm.auditor.id()));
    assert_ne!(copy["quoteNumber"], made["quoteNumber"]);
    for (line, model) in copy["lines"].as_array().unwrap().iter().zip(made["lines"].as_array().unwrap()) {
        let without_id = |line: &Value| {
            let mut line = line.clone();
            line.as_object_mut().unwrap().remove("id");
            line
        };
        assert_ne!(line["id"], model["id"]);
        assert_eq!(without_id(line), without_id(model));
    }
}

#[tokio::test]
async fn only_drafts_are_deleted_and_come_back() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let made = draft(&firm.manager, &hospital, json!([day_of_audit("1")])).await;
    let id = json!({ "id": made["id"] });
    let deleted = done(&firm.manager, "deleteQuote", id.clone()).await;
    assert!(deleted["deletedAt"].is_string());
    assert_eq!(outcome(&firm.manager, "updateQuote", json!({ "id": made["id"], "title": "x" })).await, "NOT_FOUND");
    assert_eq!(outcome(&firm.manager, "sendQuote", id.clone()).await, "NOT_FOUND");
    let again = done(&firm.manager, "deleteQuote", id.clone()).await;
    assert_eq!(again["version"], deleted["version"], "deleting twice is no error");
    let back = done(&firm.manager, "restoreQuote", id.clone()).await;
    assert_eq!((&back["deletedAt"], &back["lines"]), (&Value::Null, &made["lines"]));
    done(&firm.manager, "sendQuote", id.clone()).await;
    assert_eq!(refused(&firm.manager, "deleteQuote", id).await, [at("status", "QUOTE_NOT_DELETABLE")]);
}
