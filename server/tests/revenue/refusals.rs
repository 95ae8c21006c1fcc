//! Entries that cannot be.

use serde_json::{Value, json};

use crate::{
    books::{Books, is_refused},
    setting::{at, attempt, code, refused},
};

fn input(more: Value) -> Value {
    let mut input = json!({ "label": "Commission", "entryDate": "2026-02-03", "netAmount": "100", "taxAmount": "20" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

#[tokio::test]
async fn wrong_values_are_named() {
    let books = Books::empty().await;
    let manager = &books.firm.manager;
    for (more, field, code) in [
        (json!({ "label": "  " }), "label", "REQUIRED"),
        (json!({ "label": "x".repeat(256) }), "label", "TOO_LONG"),
        (json!({ "entryDate": "1999-12-31" }), "entryDate", "OUT_OF_RANGE"),
        (json!({ "entryDate": "3000-01-01" }), "entryDate", "OUT_OF_RANGE"),
        (json!({ "netAmount": "0", "taxAmount": "0" }), "netAmount", "OUT_OF_RANGE"),
        (json!({ "netAmount": "100.001" }), "netAmount", "TOO_MANY_DECIMALS"),
        (json!({ "netAmount": "10000000000" }), "netAmount", "OUT_OF_RANGE"),
        (json!({ "taxAmount": "-20" }), "taxAmount", "INVALID"),
        (json!({ "netAmount": "9999999999", "taxAmount": "1" }), "taxAmount", "TOTAL_TOO_LARGE"),
        (json!({ "paidAmount": "120.01" }), "paidAmount", "OUT_OF_RANGE"),
        (json!({ "paidAmount": "-1" }), "paidAmount", "OUT_OF_RANGE"),
        (json!({ "paidDate": "2026-02-03" }), "paidDate", "INVALID"),
        (json!({ "paidAmount": "1", "paidDate": "0001-01-01" }), "paidDate", "OUT_OF_RANGE"),
        (json!({ "reference": "x".repeat(101) }), "reference", "TOO_LONG"),
        (json!({ "notes": "x".repeat(10_001) }), "notes", "TOO_LONG"),
        (json!({ "institutionId": manager.id() }), "institutionId", "NOT_FOUND"),
    ] {
        is_refused(manager, "createRevenueEntry", input(more), field, code).await;
    }
    let two = refused(manager, "createRevenueEntry", input(json!({ "label": "", "paidAmount": "500" }))).await;
    assert_eq!(two, [at("label", "REQUIRED"), at("paidAmount", "OUT_OF_RANGE")]);
}

#[tokio::test]
async fn a_correction_is_negative_altogether() {
    let books = Books::empty().await;
    let manager = &books.firm.manager;
    let correction = json!({ "netAmount": "-100", "taxAmount": "-20", "paidAmount": "-120" });
    let made = books.enter(correction).await;
    assert_eq!(made["totalAmount"], "-120.00");
    for (more, field) in
        [(json!({ "paidAmount": "1" }), "paidAmount"), (json!({ "paidAmount": "-120.01" }), "paidAmount")]
    {
        let mut update = json!({ "id": made["id"] });
        update.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        is_refused(manager, "updateRevenueEntry", update, field, "OUT_OF_RANGE").await;
    }
}

#[tokio::test]
async fn an_institution_that_is_gone_is_none() {
    let books = Books::empty().await;
    let manager = &books.firm.manager;
    let made = books.enter(json!({ "netAmount": "1", "institutionId": books.other })).await;
    crate::setting::mutate(manager, "deleteInstitution", "", json!({ "id": books.other })).await;
    is_refused(
        manager,
        "createRevenueEntry",
        input(json!({ "institutionId": books.other })),
        "institutionId",
        "NOT_FOUND",
    )
    .await;
    let renamed = crate::setting::mutate(
        manager,
        "updateRevenueEntry",
        "revenueEntry { label institution { name } }",
        json!({ "id": made["id"], "label": "y" }),
    )
    .await;
    assert_eq!(renamed["revenueEntry"], json!({ "label": "y", "institution": null }), "the books keep it");
    let unknown = attempt(manager, "updateRevenueEntry", "", json!({ "id": manager.id(), "label": "y" })).await;
    assert_eq!(code(&unknown), "NOT_FOUND");
}
