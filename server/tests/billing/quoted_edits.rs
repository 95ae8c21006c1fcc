//! Edits of drafts that were made of a quote: what they invoice of it stays known, and is never more than it.

use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    setting::{accepted_quote, at, clinic, day_of_audit, day_of_training, done, office, refusal},
};

async fn lines(client: &Client, id: &Value) -> Vec<Value> {
    let document = "query($id: ID!) { invoice(id: $id) { lines { id description quoteLineId } } }";
    let mut data = client.query(document, json!({ "id": id })).await;
    data["invoice"]["lines"].as_array_mut().unwrap().drain(..).collect()
}

async fn setting(lines: Value) -> (Firm, String, Vec<String>) {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (quote, ids) = accepted_quote(&firm.manager, &clinic, lines).await;
    (firm, quote, ids)
}

fn audit(description: &str) -> Value {
    json!({ "description": description, "quantity": "1", "unitPrice": "1000", "taxRate": "20" })
}

#[tokio::test]
async fn a_line_that_is_renamed_beside_a_new_one_still_invoices_the_quote() {
    let (firm, quote, ids) = setting(json!([audit("Audit")])).await;
    let client = &firm.manager;
    let made = done(client, "convertQuoteToInvoice", json!({ "id": quote })).await;
    let travel = json!({ "description": "Déplacement", "quantity": "1", "unitPrice": "90", "taxRate": "20" });
    let unnamed = json!({ "id": made["id"], "lines": [audit("Audit du bloc"), travel] });
    assert_eq!(refusal(client, "updateInvoice", unnamed).await, at("lines", "AMBIGUOUS_LINES"));
    let line = lines(client, &made["id"]).await.remove(0);
    let mut named = audit("Audit du bloc");
    named["id"] = line["id"].clone();
    let edited = done(client, "updateInvoice", json!({ "id": made["id"], "lines": [travel, named] })).await;
    assert_eq!(edited["total"], "1308.00");
    let now = lines(client, &made["id"]).await;
    assert_eq!((&now[0]["description"], &now[0]["quoteLineId"]), (&json!("Déplacement"), &Value::Null));
    assert_eq!((&now[1]["id"], &now[1]["quoteLineId"]), (&line["id"], &json!(ids[0])));
    let again = json!({ "id": quote });
    assert_eq!(refusal(client, "convertQuoteToInvoice", again.clone()).await, at("id", "ALREADY_INVOICED"));
    // Left out by name, it is free again.
    let only = json!({ "id": made["id"], "lines": [{ "id": now[0]["id"], "description": "Déplacement", "quantity": "1",
        "unitPrice": "90", "taxRate": "20" }] });
    done(client, "updateInvoice", only).await;
    assert_eq!(done(client, "convertQuoteToInvoice", again).await["total"], "1200.00");
}

#[tokio::test]
async fn a_line_is_named_by_its_id_alone() {
    let (firm, quote, _) = setting(json!([day_of_audit("1"), day_of_training("1")])).await;
    let client = &firm.manager;
    let made = done(client, "convertQuoteToInvoice", json!({ "id": quote })).await;
    let there = lines(client, &made["id"]).await;
    let named = |id: &Value| {
        let mut line = day_of_audit("1");
        line["id"] = id.clone();
        line
    };
    let edit = |lines: Value| json!({ "id": made["id"], "lines": lines });
    assert_eq!(
        refusal(client, "updateInvoice", edit(json!([named(&quote.clone().into())]))).await,
        at("lines.0.id", "NOT_FOUND")
    );
    let twice = json!([named(&there[0]["id"]), named(&there[0]["id"])]);
    assert_eq!(refusal(client, "updateInvoice", edit(twice)).await, at("lines.1.id", "REPEATED"));
}

#[tokio::test]
async fn an_edit_never_invoices_more_than_the_quote() {
    let (firm, quote, ids) = setting(json!([day_of_audit("3")])).await;
    let client = &firm.manager;
    let part = |quantity: &str| json!({ "id": quote, "lines": [{ "quoteLineId": ids[0], "quantity": quantity }] });
    let first = done(client, "convertQuoteToInvoice", part("1")).await;
    let second = done(client, "convertQuoteToInvoice", part("1")).await;
    let line = lines(client, &first["id"]).await.remove(0);
    let edit = |more: Value| {
        let mut line_input = day_of_audit("1");
        line_input["id"] = line["id"].clone();
        line_input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "id": first["id"], "lines": [line_input] })
    };
    // One of three is invoiced otherwise: two are left.
    let refused = refusal(client, "updateInvoice", edit(json!({ "quantity": "2.001" }))).await;
    assert_eq!(refused, at("lines.0.quantity", "EXCEEDS_REMAINING"));
    let refused = refusal(client, "updateInvoice", edit(json!({ "unitPrice": "200.01" }))).await;
    assert_eq!(refused, at("lines.0.unitPrice", "EXCEEDS_REMAINING"));
    let by_line = json!({ "id": first["id"], "lineId": line["id"], "quantity": 2.001 });
    let path = format!("/api/invoices/{}/lines/{}", first["id"].as_str().unwrap(), line["id"].as_str().unwrap());
    let answer = client.request(reqwest::Method::PUT, &path).json(&by_line).send().await.unwrap();
    let body: Value = answer.json().await.unwrap();
    assert!(body.to_string().contains("left to invoice"), "{body}");
    done(client, "updateInvoice", edit(json!({ "quantity": "2" }))).await;
    assert_eq!(refusal(client, "convertQuoteToInvoice", json!({ "id": quote })).await, at("id", "ALREADY_INVOICED"));
    // What the edit gave back, a later part gets whole.
    done(client, "updateInvoice", edit(json!({ "quantity": "0.5" }))).await;
    let last = done(client, "convertQuoteToInvoice", json!({ "id": quote })).await;
    assert_eq!((&last["subtotal"], &second["subtotal"]), (&json!("150.00"), &json!("100.00")));
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_and_conversions_at_once_stay_within_the_quote() {
    let (firm, quote, ids) = setting(json!([day_of_audit("2")])).await;
    let client = &firm.manager;
    let part = json!({ "id": quote, "lines": [{ "quoteLineId": ids[0], "quantity": "1" }] });
    let first = done(client, "convertQuoteToInvoice", part.clone()).await;
    let line = lines(client, &first["id"]).await.remove(0);
    let mut both = day_of_audit("2");
    both["id"] = line["id"].clone();
    let edit = json!({ "id": first["id"], "lines": [both] });
    let (edited, converted) = tokio::join!(
        crate::setting::mutate(client, "updateInvoice", "invoice { id }", edit),
        crate::setting::mutate(client, "convertQuoteToInvoice", "invoice { id }", part),
    );
    let went = [&edited, &converted].iter().filter(|payload| payload["userErrors"] == json!([])).count();
    assert_eq!(went, 1, "{edited:#} {converted:#}");
}

#[tokio::test]
async fn lines_of_a_quote_are_named_too() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let client = &firm.manager;
    let input =
        json!({ "institutionId": clinic, "title": "Offre", "lines": [day_of_audit("1"), day_of_training("1")] });
    let payload = crate::setting::mutate(client, "createQuote", "quote { id lines { id } }", input).await;
    let (quote, old) = (&payload["quote"]["id"], &payload["quote"]["lines"]);
    let mut training = day_of_training("2");
    training["id"] = old[1]["id"].clone();
    let edit = json!({ "id": quote, "lines": [training, day_of_audit("4")] });
    let payload = crate::setting::mutate(client, "updateQuote", "quote { lines { id quantity } }", edit).await;
    let new = &payload["quote"]["lines"];
    assert_eq!((&new[0]["id"], &new[0]["quantity"]), (&old[1]["id"], &json!("2.000")));
    assert_ne!(new[1]["id"], old[0]["id"], "a line without an id is a new one where others are named");
    let mut gone = day_of_audit("1");
    gone["id"] = old[0]["id"].clone();
    let edit = json!({ "id": quote, "lines": [gone] });
    assert_eq!(refusal(client, "updateQuote", edit).await, at("lines.0.id", "NOT_FOUND"));
}
