//! Lines of invoices, one by one.

use serde_json::json;

use crate::setting::*;

#[tokio::test]
async fn lines_of_a_draft_are_added_changed_moved_and_taken_away() {
    let (firm, hospital) = office().await;
    let made = create(&firm.manager, INVOICES, &invoice_body(&hospital)).await;
    let lines = format!("{}/lines", path(INVOICES, &made));
    let second = firm.manager.post(&lines, &with(line(2.0), json!({ "description": "Deux" }))).await.expect(201);
    let second = second.json()["data"].take();
    let first = made["lines"][0].clone();
    let changed = firm.manager.patch(&path(&lines, &first), &json!({ "quantity": 3 })).await.expect(200).json();
    assert_eq!((&changed["data"]["id"], &changed["data"]["total"]), (&first["id"], &json!("360.00")));
    assert_eq!(changed["data"]["createdAt"], first["createdAt"]);
    let order = json!({ "lineIds": [second["id"], first["id"]] });
    let moved = firm.manager.put(&format!("{lines}/reorder"), &order).await.expect(200);
    assert_eq!(texts(&moved, "description"), ["Deux", "Jour d’audit"]);
    assert_eq!(read(&firm.manager, INVOICES, &made).await["total"], "600.00");
    firm.manager.delete(&path(&lines, &second)).await.expect(200);
    assert_eq!(texts(&firm.manager.get(&lines).await.expect(200), "description"), ["Jour d’audit"]);
    let answer = firm.manager.post(&lines, &json!({ "quantity": 0, "unitPrice": 1, "taxRate": 20 })).await.expect(400);
    assert_eq!(fields(&answer), ["description", "quantity"]);
    let unknown = json!({ "id": uuid::Uuid::now_v7() });
    let answer = firm.manager.delete(&path(&lines, &unknown)).await.expect(404);
    assert_eq!(answer.code(), "INVOICE_LINE_NOT_FOUND");
    step(&firm.manager, INVOICES, &made, "send").await;
    for answer in [
        firm.manager.post(&lines, &line(1.0)).await,
        firm.manager.put(&path(&lines, &first), &json!({ "quantity": 3 })).await,
        firm.manager.delete(&path(&lines, &first)).await,
        firm.manager.put(&format!("{lines}/reorder"), &json!({ "lineIds": [first["id"]] })).await,
    ] {
        assert_eq!(answer.expect(400).code(), "INVOICE_NOT_MODIFIABLE");
    }
}

#[tokio::test]
async fn what_a_line_invoices_of_a_quote_stays() {
    let (firm, hospital) = office().await;
    let quote = create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
    step(&firm.manager, QUOTES, &quote, "accept").await;
    let convert = format!("{}/convert-to-invoice", path(QUOTES, &quote));
    let made = firm.manager.post(&convert, &json!({})).await.expect(201).json()["data"].take();
    let lines = format!("{}/lines", path(INVOICES, &made));
    firm.manager.put(&path(&lines, &made["lines"][0]), &json!({ "description": "Autre mot" })).await.expect(200);
    firm.manager.post(&lines, &line(1.0)).await.expect(201);
    let now = read(&firm.manager, INVOICES, &made).await;
    assert_eq!(now["lines"][0]["quoteLineId"], quote["lines"][0]["id"]);
    assert_eq!(now["lines"][1]["quoteLineId"], json!(null));
}
