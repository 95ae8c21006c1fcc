//! The link on which a client, who is not signed in, sees a quote and answers.

use crm::operations::quote;
use serde_json::{Value, json};

use crate::{common::Client, setting::*};

const SEEN: &str = "quoteNumber revision title description status validUntil isExpired sentAt acceptedAt rejectedAt
    clientComments canBeAccepted canBeRejected institutionName seller { name } contact { name email }
    lines { description quantity unitPrice total } vatBreakdown { rate base tax } subtotal totalTaxAmount total";

fn token(quote: &Value) -> String {
    let url = quote["publicUrl"].as_str().unwrap_or_else(|| panic!("no link: {quote}"));
    let (page, token) = url.rsplit_once('/').unwrap();
    assert!(page.ends_with("/q"), "{url}");
    token.to_owned()
}

async fn look(client: &Client, token: &str) -> Value {
    client
        .graphql(
            &format!("query($token: String!) {{ publicQuote(token: $token) {{ {SEEN} }} }}"),
            json!({ "token": token }),
        )
        .await
}

async fn answer(client: &Client, name: &str, input: Value) -> Value {
    attempt(client, name, &format!("quote {{ {SEEN} }}"), input).await
}

#[tokio::test]
async fn a_client_sees_what_was_sent_and_accepts_it() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let quote = sent(&firm.manager, &hospital).await;
    let client = firm.app.anonymous();
    let seen = look(&client, &token(&quote)).await["data"]["publicQuote"].take();
    assert_eq!(
        [&seen["quoteNumber"], &seen["total"], &seen["status"]],
        [&quote["quoteNumber"], &quote["total"], &quote["status"]]
    );
    assert_eq!([&seen["institutionName"], &seen["lines"][0]["description"]], ["CHU", "Jour d’audit"]);
    assert_eq!(seen["contact"]["email"], json!(firm.manager.user.as_ref().unwrap().email));
    assert_eq!([&seen["canBeAccepted"], &seen["canBeRejected"]], [true, true]);
    assert_eq!(seen["vatBreakdown"], json!([{ "rate": "20.00", "base": "100.00", "tax": "20.00" }]));
    let yes = json!({ "token": token(&quote), "name": " Anne Zola ", "comments": "Parfait", "revision": 1 });
    let said = answer(&client, "acceptPublicQuote", yes.clone()).await;
    let accepted = &said["data"]["acceptPublicQuote"];
    assert_eq!(
        [&accepted["quote"]["status"], &accepted["quote"]["clientComments"]],
        ["ACCEPTED", "Parfait"],
        "{said:#}"
    );
    assert_eq!(answer(&client, "acceptPublicQuote", yes).await["data"], said["data"], "twice is no error");
    let noted = texts(&firm.app, "SELECT user_name FROM audit_events WHERE action = 'quote.accepted'").await;
    assert_eq!(noted, ["Anne Zola (client)"]);
    let no = json!({ "token": token(&quote), "name": "Anne" });
    let said = answer(&client, "rejectPublicQuote", no).await;
    assert_eq!(said["data"]["rejectPublicQuote"]["userErrors"][0]["code"], "ILLEGAL_TRANSITION");
}

#[tokio::test]
async fn a_client_says_no() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let quote = sent(&firm.manager, &hospital).await;
    let client = firm.app.anonymous();
    let no = json!({ "token": token(&quote), "name": "" });
    let said = answer(&client, "rejectPublicQuote", no).await;
    assert_eq!(said["data"]["rejectPublicQuote"]["userErrors"][0]["field"], "name");
    let no = json!({ "token": token(&quote), "name": "Anne", "comments": "Trop cher" });
    let said = answer(&client, "rejectPublicQuote", no).await;
    assert_eq!(said["data"]["rejectPublicQuote"]["quote"]["status"], "REJECTED");
    assert_eq!(now(&firm.manager, &quote["id"]).await["clientComments"], "Trop cher");
}

#[tokio::test]
async fn only_a_link_of_ours_that_holds_shows_anything() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let quote = sent(&firm.manager, &hospital).await;
    let client = firm.app.anonymous();
    let good = token(&quote);
    let sees = async |token: &str| match code(&look(&client, token).await) {
        "no error" => true,
        "NOT_FOUND" => false,
        other => panic!("{other}"),
    };
    assert!(sees(&good).await);
    let mut forged = good.clone().into_bytes();
    forged[3] = if forged[3] == b'A' { b'B' } else { b'A' };
    for wrong in ["", "x", &good[1..], &format!("{good}A"), std::str::from_utf8(&forged).unwrap()] {
        assert!(!sees(wrong).await, "{wrong}");
    }
    // A draft of a new revision is not seen; sent again, it is on the same link.
    let id = json!({ "id": quote["id"] });
    done(&firm.manager, "updateQuote", json!({ "id": quote["id"], "title": "Autre" })).await;
    assert!(!sees(&good).await);
    done(&firm.manager, "sendQuote", id.clone()).await;
    assert!(sees(&good).await);
    let stale = json!({ "token": good, "name": "Anne", "revision": 1 });
    assert_eq!(code(&answer(&client, "acceptPublicQuote", stale).await), "CONFLICT");
    // Revoked, it is worthless, and there is another one.
    let revoked = done(&firm.manager, "revokeQuoteLink", id.clone()).await;
    assert!(!sees(&good).await);
    assert!(sees(&token(&revoked)).await);
    let input = json!({ "token": good, "name": "Anne" });
    assert_eq!(code(&answer(&client, "acceptPublicQuote", input).await), "NOT_FOUND");
    // A link outlives the validity for a while, and the quote can no longer be accepted on it.
    let good = token(&revoked);
    outdate(&firm.app, &quote["id"]).await;
    let input = json!({ "token": good, "name": "Anne" });
    let said = answer(&client, "acceptPublicQuote", input).await;
    assert_eq!(said["data"]["acceptPublicQuote"]["userErrors"][0]["code"], "QUOTE_EXPIRED");
    quote::expire_all(&firm.app.app).await.unwrap();
    assert!(sees(&good).await);
    let withdrawn = sent(&firm.manager, &hospital).await;
    done(&firm.manager, "cancelQuote", json!({ "id": withdrawn["id"] })).await;
    assert!(!sees(&token(&withdrawn)).await);
    assert_eq!(now(&firm.manager, &withdrawn["id"]).await["publicUrl"], Value::Null);
}

#[tokio::test]
async fn who_guesses_is_slowed_down() {
    let app = crate::common::TestApp::start_with(|config| config.rate_limit = true).await;
    let client = app.anonymous();
    let mut last = Value::Null;
    for _ in 0..70 {
        last = look(&client, "x").await;
        if code(&last) != "NOT_FOUND" {
            break;
        }
    }
    assert_eq!(code(&last), "RATE_LIMITED", "{last:#}");
}

#[tokio::test]
async fn the_address_is_for_those_who_may_send_it() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.colleague).await;
    let quote = sent(&firm.manager, &hospital).await;
    for (client, shown) in [(&firm.manager, true), (&firm.auditor, true), (&firm.viewer, false)] {
        let seen = now(client, &quote["id"]).await;
        assert_eq!((seen["publicUrl"].is_string(), &seen["canEdit"]), (shown, &json!(shown)));
    }
}
