//! Pictures.

use serde_json::json;

use crate::setting::*;

#[tokio::test]
async fn a_picture_is_shown_and_drawn_anew() {
    let firm = Firm::start().await;
    let own = format!("{USERS}/{}/avatar", firm.auditor.id());
    let shown = firm.auditor.get(&own).await.expect(200).json();
    assert_eq!(fields(&shown["data"]), ["seed", "style", "url"]);
    firm.auditor.get(shown["data"]["url"].as_str().unwrap()).await.expect(200);
    let styled = firm.auditor.get(&format!("{own}?style=initials&size=64")).await.expect(200).json();
    assert_eq!(styled["data"]["style"], "initials");
    assert!(styled["data"]["url"].as_str().unwrap().contains("-initials.svg"));

    let put = firm.auditor.put(&own, &json!({ "avatarSeed": "mer" })).await.expect(200).json();
    assert_eq!((&put["data"]["avatar"]["seed"], put["data"]["message"].is_string()), (&json!("mer"), true));
    let forced = firm.auditor.patch(&own, &json!({ "forceNew": true, "avatarSeed": "mer" })).await.expect(200).json();
    assert_ne!(forced["data"]["avatar"]["seed"], "mer");
    let again = format!("/api/avatars/{}/regenerate", firm.auditor.id());
    let drawn = firm.auditor.post(&again, &json!({ "style": "bottts" })).await.expect(200).json();
    assert_eq!(drawn["data"]["avatar"]["style"], "bottts");
    assert_ne!(drawn["data"]["avatar"]["seed"], forced["data"]["avatar"]["seed"]);

    // Of others, only an administrator draws.
    assert_eq!(firm.viewer.post(&again, &json!({})).await.expect(403).code(), "INSUFFICIENT_PERMISSIONS");
    assert_eq!(
        firm.manager.put(&own, &json!({ "avatarSeed": "x" })).await.expect(403).code(),
        "INSUFFICIENT_PERMISSIONS"
    );
    firm.admin.put(&own, &json!({ "avatarSeed": "ciel" })).await.expect(200);
    assert_eq!(firm.auditor.get(&own).await.json()["data"]["seed"], "ciel");
}
