//! What a client was sent is kept before it changes.

use serde_json::{Value, json};

use crate::setting::*;

const REVISIONS: &str =
    "query($id: ID!) { quote(id: $id) { revisions { quoteId revision snapshot total createdBy { id } createdAt } } }";

#[tokio::test]
async fn a_sent_quote_becomes_a_new_revision() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.auditor).await;
    let quote = sent(&firm.manager, &hospital).await;
    let id = &quote["id"];
    let lines = json!([day_of_audit("2")]);
    let changed = done(&firm.auditor, "updateQuote", json!({ "id": id, "title": "Deux jours", "lines": lines })).await;
    assert_eq!(
        [&changed["status"], &changed["revision"], &changed["sentAt"], &changed["total"]],
        [&json!("DRAFT"), &json!(2), &Value::Null, &json!("240.00")]
    );
    assert_eq!(changed["quoteNumber"], quote["quoteNumber"]);
    let data = firm.manager.query(REVISIONS, json!({ "id": id })).await;
    let kept = &data["quote"]["revisions"][0];
    assert_eq!((&kept["revision"], &kept["createdBy"]["id"]), (&json!(1), &json!(firm.auditor.id())));
    assert_eq!(kept["total"], quote["total"]);
    let snapshot = &kept["snapshot"];
    assert_eq!(
        [&snapshot["title"], &snapshot["status"], &snapshot["lines"][0]["quantity"]],
        [&json!("Audit du bloc"), &json!("SENT"), &json!("1.000")]
    );
    // A draft of the second revision changes as it stands.
    let again = done(&firm.manager, "updateQuote", json!({ "id": id, "title": "Deux" })).await;
    assert_eq!(again["revision"], 2);
    done(&firm.manager, "sendQuote", json!({ "id": id })).await;
    done(&firm.manager, "updateQuote", json!({ "id": id, "validUntil": in_days(50) })).await;
    let data = firm.manager.query(REVISIONS, json!({ "id": id })).await;
    let numbers: Vec<&Value> =
        data["quote"]["revisions"].as_array().unwrap().iter().map(|one| &one["revision"]).collect();
    assert_eq!(numbers, [2, 1], "the latest first");
}

#[tokio::test]
async fn what_the_client_does_not_see_changes_without_one() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let quote = sent(&firm.manager, &hospital).await;
    let id = &quote["id"];
    let aside = json!({ "id": id, "internalNotes": "Relancer", "clientComments": "À voir",
        "assignedUserId": firm.auditor.id() });
    let changed = done(&firm.manager, "updateQuote", aside).await;
    assert_eq!([&changed["status"], &changed["revision"]], [&json!("SENT"), &json!(1)]);
    assert_eq!(changed["sentAt"], quote["sentAt"]);
    done(&firm.manager, "acceptQuote", json!({ "id": id })).await;
    let noted = done(&firm.manager, "updateQuote", json!({ "id": id, "internalNotes": "Signé" })).await;
    assert_eq!([&noted["status"], &noted["internalNotes"]], [&json!("ACCEPTED"), &json!("Signé")]);
    for change in [json!({ "title": "Autre" }), json!({ "lines": [] }), json!({ "validUntil": in_days(90) })] {
        let mut input = json!({ "id": id });
        input.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(refused(&firm.manager, "updateQuote", input).await, [at("status", "QUOTE_NOT_MODIFIABLE")]);
    }
}
