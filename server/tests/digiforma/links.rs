//! Links as people decide them: made, confirmed, undone and never made again by themselves, unless that is taken back.

use serde_json::{Value, json};

use crate::setting::{Mirror, fixture};

async fn company_of(mirror: &Mirror) -> Value {
    let shown = mirror
        .ask_for("companies { nodes { id institution { id } mapping { id version matchType isLinked confirmedBy { id } notes } } }")
        .await;
    shown["companies"]["nodes"][0].clone()
}

async fn start() -> Mirror {
    Mirror::start(fixture(json!({ "companies": [{
        "id": "1", "name": "Clinique Pasteur", "city": "Muret", "cityCode": "31600", "contacts": [],
    }], "invoices": [{ "id": "1", "number": 1, "numberStr": "001", "prefix": "2026", "date": "2026-01-05", "items": [],
        "recipient": { "__typename": "Company", "id": "1" } }] })))
    .await
}

async fn of_invoice(mirror: &Mirror) -> Value {
    mirror.ask_for("invoices { nodes { institutionId } }").await["invoices"]["nodes"][0]["institutionId"].take()
}

const CONFIRM: &str = "mutation($input: ConfirmDigiformaMappingInput!) {
    confirmDigiformaMapping(input: $input) { mapping { isLinked confirmedBy { id } } userErrors { code } } }";
const DELETE: &str = "mutation($input: DeleteDigiformaMappingInput!) {
    deleteDigiformaMapping(input: $input) { company { institutionId mapping { id } } userErrors { code } } }";
const CREATE: &str = "mutation($input: CreateDigiformaMappingInput!) {
    createDigiformaMapping(input: $input) { mapping { id matchType matchCriteria isLinked notes } userErrors { field code } } }";
const RESTORE: &str = "mutation($input: RestoreDigiformaSuggestionInput!) {
    restoreDigiformaSuggestion(input: $input) {
        company { institutionId mapping { matchType matchScore matchCriteria isLinked } } userErrors { field code } } }";

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_links_when_it_is_confirmed() {
    let mirror = start().await;
    let id = mirror.institution("Clinique Pasteur", "Toulouse", "31000", json!({})).await;
    mirror.sync_well().await;
    let company = company_of(&mirror).await;
    assert_eq!((&company["institution"], &company["mapping"]["isLinked"]), (&Value::Null, &json!(false)));
    assert_eq!(of_invoice(&mirror).await, Value::Null);

    let stale = json!({ "id": company["mapping"]["id"], "expectedVersion": 7 });
    let refused = mirror.firm.admin.graphql(CONFIRM, json!({ "input": stale })).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "CONFLICT");
    let input = json!({ "id": company["mapping"]["id"], "expectedVersion": company["mapping"]["version"] });
    let confirmed = mirror.firm.admin.query(CONFIRM, json!({ "input": input })).await;
    let mapping = &confirmed["confirmDigiformaMapping"]["mapping"];
    assert_eq!((&mapping["isLinked"], &mapping["confirmedBy"]["id"]), (&json!(true), &json!(mirror.firm.admin.id())));
    assert_eq!(company_of(&mirror).await["institution"]["id"], id.as_str());
    assert_eq!(of_invoice(&mirror).await, id.as_str());
    mirror.sync_well().await;
    assert_eq!(company_of(&mirror).await["institution"]["id"], id.as_str(), "another reading leaves it alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_undone_is_not_done_again() {
    let mirror = start().await;
    let id = mirror.institution("Clinique Pasteur", "Muret", "31600", json!({})).await;
    mirror.set(json!({ "createInstitutions": true })).await;
    mirror.sync_well().await;
    let company = company_of(&mirror).await;
    assert_eq!(company["institution"]["id"], id.as_str());
    let undone = mirror.firm.admin.query(DELETE, json!({ "input": { "id": company["mapping"]["id"] } })).await;
    let answer = &undone["deleteDigiformaMapping"];
    assert_eq!((&answer["company"]["institutionId"], &answer["company"]["mapping"]), (&Value::Null, &Value::Null));
    assert_eq!(of_invoice(&mirror).await, Value::Null);

    mirror.sync_well().await;
    let company = company_of(&mirror).await;
    assert_eq!((&company["institution"], &company["mapping"]), (&Value::Null, &Value::Null));
    let made = "SELECT count(*) AS number FROM medical_institutions";
    assert_eq!(mirror.number(made).await, 1, "nor is another institution made of it");

    // The person may still choose it: it is suggested, and linking takes the refusal back.
    let shown = mirror
        .ask_for(&format!("suggestedMatches(companyId: {}) {{ institution {{ id }} score criteria }}", company["id"]))
        .await;
    assert_eq!(shown["suggestedMatches"], json!([{ "institution": { "id": id }, "score": 100, "criteria": "name" }]));
    let input = json!({ "digiformaCompanyId": company["id"], "institutionId": id, "notes": " Vérifié " });
    let made = mirror.firm.admin.query(CREATE, json!({ "input": input })).await;
    let mapping = &made["createDigiformaMapping"]["mapping"];
    assert_eq!((&mapping["matchType"], &mapping["matchCriteria"]), (&json!("MANUAL"), &json!("manual")));
    assert_eq!((&mapping["isLinked"], &mapping["notes"]), (&json!(true), &json!("Vérifié")));
    assert_eq!(of_invoice(&mirror).await, id.as_str());
    assert_eq!(mirror.number("SELECT count(*) AS number FROM digiforma_refused_matches").await, 0);
}

/// Turns down the suggestion, or undoes the link, of the only company; gives the pair.
async fn part(mirror: &Mirror, institution: &str) -> Value {
    let company = company_of(mirror).await;
    mirror.firm.admin.query(DELETE, json!({ "input": { "id": company["mapping"]["id"] } })).await;
    assert_eq!(company_of(mirror).await["mapping"], Value::Null);
    json!({ "digiformaCompanyId": company["id"], "institutionId": institution })
}

async fn restore(mirror: &Mirror, pair: &Value) -> Value {
    let answer = mirror.firm.admin.query(RESTORE, json!({ "input": pair })).await["restoreDigiformaSuggestion"].take();
    assert_eq!(answer["userErrors"], json!([]));
    answer["company"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_suggestion_can_be_taken_back() {
    let mirror = start().await;
    let id = mirror.institution("Clinique Pasteur", "Toulouse", "31000", json!({})).await;
    mirror.sync_well().await;
    let pair = part(&mirror, &id).await;
    mirror.sync_well().await;
    assert_eq!(company_of(&mirror).await["mapping"], Value::Null, "it is not suggested again by itself");

    // Twice is as once.
    for _ in 0..2 {
        let suggested = json!({ "matchType": "FUZZY", "matchScore": 84, "matchCriteria": "name", "isLinked": false });
        assert_eq!(restore(&mirror, &pair).await, json!({ "institutionId": null, "mapping": suggested }));
    }
    assert_eq!(mirror.number("SELECT count(*) AS number FROM digiforma_refused_matches").await, 0);
    let noted = format!(
        "SELECT count(*) AS number FROM audit_events WHERE action = 'digiforma.suggestion.restored'
             AND entity_id = '{}' AND institution_id = '{id}' AND changes = '{{\"refused\": {{\"old\": true, \"new\": false}}}}'",
        pair["digiformaCompanyId"].as_str().unwrap()
    );
    assert_eq!(mirror.number(&noted).await, 1);
    mirror.sync_well().await;
    assert_eq!(company_of(&mirror).await["mapping"]["isLinked"], false, "another reading leaves it alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_undone_is_linked_again_when_that_is_taken_back() {
    let mirror = start().await;
    let id = mirror.institution("Clinique Pasteur", "Muret", "31600", json!({})).await;
    mirror.sync_well().await;
    let pair = part(&mirror, &id).await;
    let restored = restore(&mirror, &pair).await;
    assert_eq!((&restored["institutionId"], &restored["mapping"]["matchType"]), (&json!(id), &json!("AUTO")));
    assert_eq!(of_invoice(&mirror).await, id.as_str());

    // What a person decided meanwhile stays.
    part(&mirror, &id).await;
    let other = mirror.institution("Tout autre nom", "Brest", "29200", json!({})).await;
    let by_hand = json!({ "digiformaCompanyId": pair["digiformaCompanyId"], "institutionId": other });
    mirror.firm.admin.query(CREATE, json!({ "input": by_hand })).await;
    let restored = restore(&mirror, &pair).await;
    assert_eq!((&restored["institutionId"], &restored["mapping"]["matchType"]), (&json!(other), &json!("MANUAL")));

    let nobody = json!({ "digiformaCompanyId": uuid::Uuid::now_v7(), "institutionId": id });
    let answer = mirror.firm.admin.query(RESTORE, json!({ "input": nobody })).await;
    assert_eq!(
        answer["restoreDigiformaSuggestion"],
        json!({ "company": null, "userErrors": [{ "field": "digiformaCompanyId", "code": "NOT_FOUND" }] })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_by_hand_is_checked() {
    let mirror = start().await;
    let id = mirror.institution("Tout autre nom", "Brest", "29200", json!({})).await;
    mirror.sync_well().await;
    let company = company_of(&mirror).await["id"].clone();
    let nobody = uuid::Uuid::now_v7();
    for (input, expected) in [
        (json!({ "digiformaCompanyId": nobody, "institutionId": id }), ("digiformaCompanyId", "NOT_FOUND")),
        (json!({ "digiformaCompanyId": company, "institutionId": nobody }), ("institutionId", "NOT_FOUND")),
        (
            json!({ "digiformaCompanyId": company, "institutionId": id, "notes": "x".repeat(1_001) }),
            ("notes", "TOO_LONG"),
        ),
    ] {
        let answer = mirror.firm.admin.query(CREATE, json!({ "input": input })).await;
        let error = &answer["createDigiformaMapping"]["userErrors"][0];
        assert_eq!((&error["field"], &error["code"]), (&json!(expected.0), &json!(expected.1)));
    }
    let input = json!({ "digiformaCompanyId": company, "institutionId": id });
    mirror.firm.admin.query(CREATE, json!({ "input": input })).await;
    let again = mirror.firm.admin.query(CREATE, json!({ "input": input })).await;
    assert_eq!(again["createDigiformaMapping"]["userErrors"][0]["code"], "MAPPING_ALREADY_EXISTS");
    let gone = mirror.firm.admin.graphql(DELETE, json!({ "input": { "id": nobody } })).await;
    assert_eq!(gone["errors"][0]["extensions"]["code"], "NOT_FOUND");
}
