//! The account of the demo: it is read without an error, and leaves something to decide.

use serde_json::{Value, json};
use server::demo;

use crate::setting::Mirror;

const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_has_links_and_suggestions_to_decide() {
    let today = "2026-11-03".parse().unwrap();
    let mirror = Mirror::start(demo::account(today).unwrap()).await;
    demo::load(&mut *mirror.firm.app.db().await, HASH, today).await.unwrap();
    mirror.sync_well().await;

    let shown = mirror
        .ask_for(
            "status { linkedCompanies unlinkedCompanies } fuzzyMatches(first: 100) { nodes {
                 matchScore matchCriteria isLinked company { name siret accountingNumber email address { city } }
                 institution { name address { city } } } }",
        )
        .await;
    let status = &shown["status"];
    assert!(status["linkedCompanies"].as_i64().unwrap() >= 20, "{status}");
    assert!(status["unlinkedCompanies"].as_i64().unwrap() >= 20, "{status}");
    let suggested = shown["fuzzyMatches"]["nodes"].as_array().unwrap();
    assert!((3..=8).contains(&suggested.len()), "{suggested:#?}");
    for one in suggested {
        let (company, institution) = (&one["company"], &one["institution"]);
        assert!((70..=84).contains(&one["matchScore"].as_i64().unwrap()), "{one:#}");
        assert_eq!((&one["matchCriteria"], &one["isLinked"]), (&json!("name"), &json!(false)), "{one:#}");
        assert_ne!(company["name"], institution["name"]);
        assert_eq!(company["address"]["city"], institution["address"]["city"], "{one:#}");
        for number in ["siret", "accountingNumber", "email"] {
            assert_eq!(company[number], Value::Null, "{one:#}");
        }
    }
}
