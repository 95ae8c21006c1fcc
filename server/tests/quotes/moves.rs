//! Moves between the statuses.

use serde_json::{Value, json};

use crate::{common::Client, setting::*};

const MOVES: [&str; 5] = ["sendQuote", "acceptQuote", "rejectQuote", "cancelQuote", "orderQuote"];

/// A quote that went this way.
async fn after(client: &Client, institution: &Value, way: &[&str]) -> Value {
    let mut quote = draft(client, institution, json!([day_of_audit("1")])).await;
    for step in way {
        quote = done(client, step, json!({ "id": quote["id"] })).await;
    }
    quote
}

#[tokio::test]
async fn every_move_from_every_status() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let no = "input:ILLEGAL_TRANSITION";
    for (way, expected) in [
        (&[][..], ["ok", "ok", no, "ok", "ok"]),
        (&["sendQuote"], [no, "ok", "ok", "ok", "ok"]),
        (&["sendQuote", "acceptQuote"], [no, no, no, no, "ok"]),
        (&["sendQuote", "rejectQuote"], [no; 5]),
        (&["cancelQuote"], [no; 5]),
        (&["sendQuote", "orderQuote"], [no; 5]),
    ] {
        for (step, expected) in MOVES.into_iter().zip(expected) {
            let quote = after(&firm.manager, &hospital, way).await;
            assert_eq!(outcome(&firm.manager, step, json!({ "id": quote["id"] })).await, expected, "{step} {way:?}");
            if expected == no {
                assert_eq!(now(&firm.manager, &quote["id"]).await, quote, "nothing was changed");
            }
        }
    }
}

#[tokio::test]
async fn a_quote_goes_from_the_draft_to_the_order() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let quote = after(&firm.manager, &hospital, &["sendQuote"]).await;
    assert_eq!((&quote["status"], quote["sentAt"].is_string()), (&json!("SENT"), true));
    assert_eq!([&quote["canBeAccepted"], &quote["canBeRejected"], &quote["canBeConverted"]], [true, true, false]);
    let id = &quote["id"];
    let said = json!({ "id": id, "expectedVersion": quote["version"], "clientComments": "Oui" });
    let quote = done(&firm.manager, "acceptQuote", said.clone()).await;
    assert_eq!((&quote["status"], &quote["clientComments"]), (&json!("ACCEPTED"), &json!("Oui")));
    assert_eq!([&quote["canBeAccepted"], &quote["canBeConverted"], &quote["canEdit"]], [false, true, false]);
    assert_eq!(outcome(&firm.manager, "acceptQuote", said).await, "CONFLICT");
    let ordered = done(&firm.manager, "orderQuote", json!({ "id": id })).await;
    assert!(ordered["orderNumber"].as_str().unwrap().starts_with('O'), "{ordered}");
    assert!(ordered["orderedAt"].is_string() && ordered["acceptedAt"] == quote["acceptedAt"]);
    let own = after(&firm.manager, &hospital, &["sendQuote"]).await;
    let own = done(&firm.manager, "orderQuote", json!({ "id": own["id"], "orderNumber": "BC-77" })).await;
    assert_eq!((&own["orderNumber"], own["acceptedAt"].is_string()), (&json!("BC-77"), true), "who orders agrees");
    let events = texts(
        &firm.app,
        &format!("SELECT event FROM outbox_events WHERE entity_id = '{}' ORDER BY id", id.as_str().unwrap()),
    )
    .await;
    assert_eq!(events, ["quote.created", "quote.sent", "quote.accepted", "quote.updated"]);
}

#[tokio::test]
async fn what_is_empty_or_outdated_goes_nowhere() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let empty = draft(&firm.manager, &hospital, json!([])).await;
    let full = draft(&firm.manager, &hospital, json!([day_of_audit("1")])).await;
    outdate(&firm.app, &full["id"]).await;
    for step in ["sendQuote", "acceptQuote", "orderQuote"] {
        assert_eq!(refused(&firm.manager, step, json!({ "id": empty["id"] })).await, [at("lines", "REQUIRED")]);
        assert_eq!(
            refused(&firm.manager, step, json!({ "id": full["id"] })).await,
            [at("validUntil", "QUOTE_EXPIRED")]
        );
    }
    let late = now(&firm.manager, &full["id"]).await;
    assert_eq!([&late["isExpired"], &late["canBeAccepted"]], [true, false]);
    assert!(late["daysUntilExpiry"].as_i64().unwrap() < 0);
    let later = json!({ "id": full["id"], "validUntil": in_days(10) });
    done(&firm.manager, "updateQuote", later).await;
    done(&firm.manager, "sendQuote", json!({ "id": full["id"] })).await;
    let wrong = json!({ "id": full["id"], "clientComments": "x".repeat(10_001) });
    assert_eq!(refused(&firm.manager, "acceptQuote", wrong).await, [at("clientComments", "TOO_LONG")]);
    let wrong = json!({ "id": full["id"], "orderNumber": "x".repeat(51) });
    assert_eq!(refused(&firm.manager, "orderQuote", wrong).await, [at("orderNumber", "TOO_LONG")]);
    let done = outcome(&firm.manager, "sendQuote", json!({ "id": uuid::Uuid::now_v7() })).await;
    assert_eq!(done, "NOT_FOUND");
}
