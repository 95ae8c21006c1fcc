//! API tokens, and proofs that are none.

use domain::ApiTokenScope::{Read, Write};
use serde_json::json;

use crate::{common::Client, setting::*};

fn by_token(client: &Client, token: String) -> Client {
    let mut client = client.clone();
    client.token = Some(token);
    client
}

#[tokio::test]
async fn a_token_does_what_its_scopes_say() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    let (reader, writer) = (firm.by_token(&[Read], None).await, firm.by_token(&[Read, Write], None).await);
    assert_eq!(read(&reader, &made).await, made);
    assert_eq!(reader.post(INSTITUTIONS, &body("New")).await.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    writer.patch(&path(&made), &json!({ "name": "CHU de Nantes" })).await.expect(200);
}

#[tokio::test]
async fn a_token_reaches_the_entities_that_it_names() {
    let firm = Firm::start().await;
    let contact = json!({ "contactPersons": [{ "firstName": "Anne", "lastName": "Zola", "email": "a@b.example" }] });
    let made = create(&firm.manager, &body_with("CHU", contact)).await;
    let tasks = firm.by_token(&[Read, Write], Some(&["task"])).await;
    for answer in [tasks.get(INSTITUTIONS).await, tasks.get(&path(&made)).await, tasks.delete(&path(&made)).await] {
        assert_eq!(answer.expect(403).code(), "RESOURCE_ACCESS_DENIED");
    }
    let institutions = firm.by_token(&[Read], Some(&["institution"])).await;
    let shown = read(&institutions, &made).await;
    assert_eq!((&shown["name"], shown.get("contactPersons")), (&json!("CHU"), None));
    let list = institutions.get(INSTITUTIONS).await.expect(200).json();
    assert_eq!(list["data"]["institutions"][0], shown);
}

#[tokio::test]
async fn nothing_is_shown_without_a_good_proof() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body("CHU")).await;
    let anonymous = firm.app.anonymous();
    assert_eq!(anonymous.get(&path(&made)).await.expect(401).code(), "TOKEN_REQUIRED");
    for token in ["nonsense", "mcrm_nonsense", "a.b.c"] {
        let client = by_token(&anonymous, token.to_owned());
        assert_eq!(client.get(INSTITUTIONS).await.expect(401).code(), "INVALID_TOKEN", "{token}");
    }
    firm.app.sql(&format!("UPDATE users SET is_active = false WHERE id = '{}'", firm.manager.id())).await;
    let refused = firm.manager.get(INSTITUTIONS).await.expect(401).code();
    assert!(["ACCOUNT_DEACTIVATED", "INVALID_TOKEN"].contains(&refused.as_str()), "{refused}");
}
