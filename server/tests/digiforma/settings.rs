//! The connection: its token is sealed, its address is checked, it can be tried; and it is read when its time has come.

use crm::jobs;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use digiforma::stand_in::Misbehaviour;
use serde_json::{Value, json};

use crate::{
    common::firm::Firm,
    setting::{Mirror, TOKEN, fixture},
};

const SETTINGS: &str = "{ digiforma { settings { isConfigured isEnabled apiUrl autoSyncEnabled syncFrequency
    createInstitutions createContacts lastTestSuccess lastTestMessage lastTestOutcome version } } }";
const UPDATE: &str = "mutation($input: UpdateDigiformaSettingsInput!) { updateDigiformaSettings(input: $input) {
    settings { isConfigured version } userErrors { field code } } }";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_firm_has_no_connection() {
    let firm = Firm::start().await;
    let shown = firm.admin.query(SETTINGS, json!({})).await;
    assert_eq!(
        shown["digiforma"]["settings"],
        json!({ "isConfigured": false, "isEnabled": false, "apiUrl": "https://app.digiforma.com/api/v1/graphql",
            "autoSyncEnabled": false, "syncFrequency": "WEEKLY", "createInstitutions": false, "createContacts": false,
            "lastTestSuccess": null, "lastTestMessage": null, "lastTestOutcome": null, "version": 1 })
    );
    let start = "mutation { startDigiformaSync(input: {}) { sync { id } userErrors { code } } }";
    let refused = firm.admin.query(start, json!({})).await;
    assert_eq!(refused["startDigiformaSync"]["userErrors"][0]["code"], "NOT_CONFIGURED");
    let test = "mutation { testDigiformaConnection { success outcome userErrors { code } } }";
    let refused = firm.admin.query(test, json!({})).await;
    assert_eq!(
        refused["testDigiformaConnection"],
        json!({ "success": false, "outcome": null, "userErrors": [{ "code": "NOT_CONFIGURED" }] })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_is_sealed_and_never_shown() {
    use db::schema::digiforma_settings;
    let mirror = Mirror::start(fixture(json!({}))).await;
    let sealed: Option<Vec<u8>> = digiforma_settings::table
        .select(digiforma_settings::bearer_token_sealed)
        .first(&mut mirror.firm.app.db().await)
        .await
        .unwrap();
    let sealed = sealed.unwrap();
    assert!(!sealed.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes()));
    let told = format!(
        "SELECT count(*) AS number FROM audit_events WHERE changes::text LIKE '%{TOKEN}%' OR changes::text LIKE '%sealed%'"
    );
    assert_eq!(mirror.number(&told).await, 0);
    let noted = "SELECT count(*) AS number FROM audit_events WHERE action = 'digiforma.settings.updated'
        AND changes -> 'bearerToken' ->> 'new' = 'set'";
    assert_eq!(mirror.number(noted).await, 1);
    for path in ["/api/digiforma/settings", "/api/digiforma/sync/status"] {
        assert!(!mirror.firm.admin.get(path).await.expect(200).text().contains(TOKEN), "{path}");
    }
    // Sealed for its place: it does not open when it was sealed under another key.
    let other = crm::auth::vault::Vault::new(b"another key of this installation 0123456789");
    let place = crm::operations::digiforma::connection::place(uuid::Uuid::now_v7());
    assert!(other.open(place, &sealed).is_err());

    let removed = mirror.firm.admin.query(UPDATE, json!({ "input": { "bearerToken": null } })).await;
    assert_eq!(removed["updateDigiformaSettings"]["settings"]["isConfigured"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_checked() {
    let firm = Firm::start().await;
    for (input, expected) in [
        (json!({ "apiUrl": "ftp://example.com" }), ("apiUrl", "INVALID_FORMAT")),
        (json!({ "apiUrl": "https://user:pass@example.com/x" }), ("apiUrl", "INVALID_FORMAT")),
        (json!({ "apiUrl": " " }), ("apiUrl", "REQUIRED")),
        (json!({ "bearerToken": "deux mots" }), ("bearerToken", "INVALID_CHARACTER")),
        (json!({ "bearerToken": "" }), ("bearerToken", "REQUIRED")),
    ] {
        let answer = firm.admin.query(UPDATE, json!({ "input": input })).await;
        let error = &answer["updateDigiformaSettings"]["userErrors"][0];
        assert_eq!((&error["field"], &error["code"]), (&json!(expected.0), &json!(expected.1)), "{input}");
    }
    let stale = firm.admin.graphql(UPDATE, json!({ "input": { "isEnabled": true, "expectedVersion": 9 } })).await;
    assert_eq!(stale["errors"][0]["extensions"]["code"], "CONFLICT");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_can_be_tried() {
    let mirror = Mirror::start(fixture(json!({}))).await;
    let test = "mutation { testDigiformaConnection {
        success outcome message settings { lastTestSuccess lastTestMessage lastTestOutcome version } } }";
    let tried = mirror.firm.admin.query(test, json!({})).await["testDigiformaConnection"].take();
    assert_eq!((&tried["success"], &tried["settings"]["lastTestSuccess"]), (&json!(true), &json!(true)), "{tried}");
    assert_eq!(tried["outcome"], "CONNECTED", "{tried}");
    let version = tried["settings"]["version"].clone();
    mirror.stand_in.misbehave(Misbehaviour { hides_schema: true, ..Misbehaviour::default() });
    let tried = mirror.firm.admin.query(test, json!({})).await["testDigiformaConnection"].take();
    assert_eq!((&tried["success"], &tried["outcome"]), (&json!(true), &json!("SCHEMA_HIDDEN")), "{tried}");
    assert_eq!(tried["settings"]["version"], version, "a trial is no change of the settings");
    for (misbehaviour, outcome) in [
        (Misbehaviour { html_502_every: Some(1), ..Misbehaviour::default() }, "SERVER_FAILING"),
        (Misbehaviour { always_rate_limited: true, ..Misbehaviour::default() }, "RATE_LIMITED"),
    ] {
        mirror.stand_in.misbehave(misbehaviour);
        let tried = mirror.firm.admin.query(test, json!({})).await["testDigiformaConnection"].take();
        assert_eq!((&tried["success"], &tried["outcome"]), (&json!(false), &json!(outcome)), "{tried}");
    }
    mirror.stand_in.misbehave(Misbehaviour::default());

    mirror.set(json!({ "bearerToken": "un-autre" })).await;
    let tried = mirror.firm.admin.query(test, json!({})).await["testDigiformaConnection"].take();
    assert_eq!((&tried["success"], &tried["outcome"]), (&json!(false), &json!("TOKEN_REFUSED")), "{tried}");
    assert!(tried["message"].as_str().unwrap().contains("refuses the token"), "{tried}");
    assert_eq!(tried["settings"]["lastTestMessage"], tried["message"]);
    assert_eq!(tried["settings"]["lastTestOutcome"], tried["outcome"]);
    mirror.set(json!({ "apiUrl": "http://127.0.0.1:9/nothing" })).await;
    let tried = mirror.firm.admin.query(test, json!({})).await["testDigiformaConnection"].take();
    assert!(tried["message"].as_str().unwrap().contains("cannot be reached"), "{tried}");
    assert_eq!(tried["settings"]["lastTestOutcome"], "UNREACHABLE", "{tried}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switched_off_connection_is_not_read() {
    let mirror = Mirror::start(fixture(json!({}))).await;
    mirror.set(json!({ "isEnabled": false })).await;
    let start = "mutation { startDigiformaSync(input: {}) { userErrors { code } } }";
    let refused = mirror.firm.admin.query(start, json!({})).await;
    assert_eq!(refused["startDigiformaSync"]["userErrors"][0]["code"], "NOT_ENABLED");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_names_a_connection_until_one_is_set() {
    let (_stand_in, url) = crate::setting::serve(fixture(json!({ "companies": [{ "id": "1", "name": "A" }] }))).await;
    let firm = Firm::start_with(|config| {
        config.digiforma_api_url = Some(url);
        config.digiforma_api_token = Some(TOKEN.to_owned());
    })
    .await;
    assert_eq!(firm.admin.query(SETTINGS, json!({})).await["digiforma"]["settings"]["isConfigured"], true);
    let test = "mutation { testDigiformaConnection { success } }";
    assert_eq!(firm.admin.query(test, json!({})).await["testDigiformaConnection"]["success"], true);
    let input = json!({ "bearerToken": TOKEN, "apiUrl": "http://127.0.0.1:9/" });
    firm.admin.query(UPDATE, json!({ "input": input })).await;
    assert_eq!(firm.admin.query(test, json!({})).await["testDigiformaConnection"]["success"], false);
}

/// The schedule: what is due is begun by the workers, once.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_is_read_by_itself() {
    let mirror = Mirror::start(fixture(json!({ "companies": [{ "id": "1", "name": "A" }] }))).await;
    mirror.sync_well().await;
    mirror.set(json!({ "autoSyncEnabled": true, "syncFrequency": "DAILY" })).await;
    let next = mirror.ask_for("status { nextSyncDate }").await["status"]["nextSyncDate"].take();
    assert!(next.is_string());
    mirror
        .firm
        .app
        .sql(
            "UPDATE digiforma_syncs SET started_at = now() - interval '25 hours',
                 completed_at = now() - interval '25 hours'",
        )
        .await;
    tokio::spawn(jobs::run(mirror.firm.app.app.clone()));
    for _ in 0..300 {
        let done =
            "SELECT count(*) AS number FROM digiforma_syncs WHERE sync_type = 'scheduled' AND status = 'success'";
        if mirror.number(done).await == 1 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("nothing was read: {}", mirror.ask_for("syncs { nodes { syncType status message } }").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_hand_means_by_hand() {
    let mirror = Mirror::start(fixture(json!({}))).await;
    mirror.set(json!({ "autoSyncEnabled": true, "syncFrequency": "MANUAL" })).await;
    assert_eq!(mirror.ask_for("status { nextSyncDate }").await["status"]["nextSyncDate"], Value::Null);
    mirror.set(json!({ "syncFrequency": "MONTHLY" })).await;
    assert!(mirror.ask_for("status { nextSyncDate }").await["status"]["nextSyncDate"].is_string());
}
