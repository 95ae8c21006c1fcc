//! Which companies become which institutions by themselves, and why.

use digiforma::record::Kind;
use serde_json::{Value, json};

use crate::setting::{Mirror, fixture, tally};

const MAPPINGS: &str = "mappings { nodes { matchType matchScore matchCriteria isLinked company { digiformaId }
    institution { id } } }";

fn company(id: &str, name: &str, city: &str, zip_code: &str) -> Value {
    json!({
        "id": id, "name": name, "roadAddress": "1 rue du Port", "city": city, "cityCode": zip_code, "country": "France",
        "contacts": [], "updatedAt": "2026-01-10T08:00:00",
    })
}

/// The link of a company.
async fn mapping(mirror: &Mirror, company: &str) -> Value {
    let shown = mirror.ask_for(MAPPINGS).await;
    let nodes = shown["mappings"]["nodes"].as_array().unwrap();
    nodes.iter().find(|node| node["company"]["digiformaId"] == company).cloned().unwrap_or(Value::Null)
}

fn link(criteria: &str, score: i64, institution: &str) -> [Value; 5] {
    [json!("AUTO"), json!(score), json!(criteria), json!(true), json!(institution)]
}

fn parts(mapping: &Value) -> [Value; 5] {
    let part = |name: &str| mapping[name].clone();
    [
        part("matchType"),
        part("matchScore"),
        part("matchCriteria"),
        part("isLinked"),
        mapping["institution"]["id"].clone(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_criterion_links_and_says_so() {
    let mut by_number = company("2", "Sans rapport", "Brest", "29200");
    by_number["accountingNumber"] = "411-CHOLET".into();
    let mut by_siret = company("3", "Encore autre", "Brest", "29200");
    by_siret["siret"] = "732 829 320 00074".into();
    let mut by_email = company("4", "Rien à voir", "Brest", "29200");
    by_email["email"] = "Direction@CHU-Angers.example".into();
    let mut wrong_siret = company("5", "Maison close", "Brest", "29200");
    wrong_siret["siret"] = "732 829 320 00075".into();
    let mirror = Mirror::start(fixture(json!({ "companies": [
        company("1", "Peu importe", "Brest", "29200"), by_number, by_siret, by_email, wrong_siret,
        company("6", "CLINIQUE ST AUGUSTIN (SAS)", "NANTES CEDEX 1", "44046"),
        company("7", "Clinique Jeanne d’Arc", "Muret", "31600"),
        company("8", "Clinique Jeanne d’Arc", "Lille", "59000"),
    ] })))
    .await;
    let by_id = mirror.institution("Alpha", "Lyon", "69003", json!({ "digiformaId": "1" })).await;
    let numbered = mirror.institution("Beta", "Lyon", "69003", json!({ "accountingNumber": "411-CHOLET" })).await;
    let registered = mirror.institution("Gamma", "Lyon", "69003", json!({ "siret": "73282932000074" })).await;
    let mailed = mirror.institution("Delta", "Lyon", "69003", json!({})).await;
    let contact = json!({ "institutionId": mailed, "firstName": "Anne", "lastName": "Le Gall",
        "email": "direction@chu-angers.example" });
    mirror.firm.manager.post("/api/contacts", &contact).await.expect(201);
    let named = mirror.institution("Clinique Saint-Augustin", "Nantes", "44000", json!({})).await;
    let near = mirror.institution("Clinique Jeanne d'Arc", "Toulouse", "31000", json!({})).await;

    let row = mirror.sync_well().await;
    assert_eq!(tally(&row, "links")["created"], 5, "{row:#}");
    assert_eq!(parts(&mapping(&mirror, "1").await), link("digiforma_id", 100, &by_id));
    assert_eq!(parts(&mapping(&mirror, "2").await), link("accounting_number", 100, &numbered));
    assert_eq!(parts(&mapping(&mirror, "3").await), link("siret", 100, &registered));
    assert_eq!(parts(&mapping(&mirror, "4").await), link("email", 100, &mailed));
    assert_eq!(mapping(&mirror, "5").await, Value::Null, "a SIRET whose key is wrong matches nothing");
    assert_eq!(parts(&mapping(&mirror, "6").await), link("name", 100, &named));
    // The same name in another town of the department: a person decides.
    let suggested = mapping(&mirror, "7").await;
    assert_eq!(parts(&suggested), [json!("FUZZY"), json!(84), json!("name"), json!(false), json!(near)]);
    assert_eq!(mapping(&mirror, "8").await, Value::Null, "a namesake at the other end of the country is nobody");

    let shown = mirror
        .ask_for(
            "status { totalCompanies linkedCompanies unlinkedCompanies pendingSuggestions }
             unmatchedCompanies { totalCount } fuzzyMatches { nodes { company { digiformaId } matchScore } }",
        )
        .await;
    assert_eq!(
        shown["status"],
        json!({ "totalCompanies": 8, "linkedCompanies": 5, "unlinkedCompanies": 3, "pendingSuggestions": 1 })
    );
    assert_eq!(shown["unmatchedCompanies"]["totalCount"], 3);
    assert_eq!(shown["fuzzyMatches"]["nodes"], json!([{ "company": { "digiformaId": "7" }, "matchScore": 84 }]));

    // Why each was linked is on record, and the institutions themselves were not touched.
    let links = "SELECT count(*) AS number FROM audit_events WHERE action = 'digiforma.mapping.created'
        AND changes -> 'matchCriteria' ->> 'new' IS NOT NULL";
    assert_eq!(mirror.number(links).await, 5);
    assert_eq!(mirror.number("SELECT count(*) AS number FROM medical_institutions WHERE version > 1").await, 0);
}

/// Duplicate SIRET and e-mail addresses upstream: each of the companies is linked.
#[tokio::test(flavor = "multi_thread")]
async fn duplicates_upstream_are_linked_alike() {
    let twin = |id: &str, name: &str| {
        let mut twin = company(id, name, "Nantes", "44000");
        twin["siret"] = "73282932000074".into();
        twin["email"] = "contact@breteche.example".into();
        twin
    };
    let mirror = Mirror::start(fixture(json!({ "companies": [
        twin("1", "Clinique Bretéché"), twin("2", "CLINIQUE BRETECHE (facturation)"), twin("3", "Bretéché"),
    ] })))
    .await;
    let house = mirror.institution("Clinique Bretéché", "Nantes", "44000", json!({ "siret": "73282932000074" })).await;
    mirror.sync_well().await;
    for id in ["1", "2", "3"] {
        assert_eq!(parts(&mapping(&mirror, id).await), link("siret", 100, &house), "company {id}");
    }
    let shown = mirror.firm.admin.query(
        "query($id: ID!) { institution(id: $id) { digiformaCompanies { totalCount nodes { name } } } }",
        json!({ "id": house }),
    );
    assert_eq!(shown.await["institution"]["digiformaCompanies"]["totalCount"], 3);
}

/// Two institutions that answer alike are a question, not a coin toss.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_ambiguous_is_suggested() {
    let mirror =
        Mirror::start(fixture(json!({ "companies": [company("1", "Clinique du Parc", "Nantes", "44000")] }))).await;
    mirror.institution("Clinique du Parc", "Nantes", "44000", json!({})).await;
    mirror.institution("Clinique du Parc", "Nantes", "44000", json!({})).await;
    mirror.sync_well().await;
    let found = mapping(&mirror, "1").await;
    assert_eq!((&found["matchType"], &found["isLinked"]), (&json!("FUZZY"), &json!(false)));
    let count = "SELECT count(*) AS number FROM digiforma_companies WHERE institution_id IS NOT NULL";
    assert_eq!(mirror.number(count).await, 0);
}

/// Contacts and trainees become contacts of the company's institution by their address, and documents follow.
#[tokio::test(flavor = "multi_thread")]
async fn people_and_documents_follow_their_company() {
    let mut house = company("1", "Clinique Bretéché", "Nantes", "44000");
    house["contacts"] =
        json!([{ "id": "5", "firstname": "A", "lastname": "B", "email": " Anne.Legall@Breteche.example " }]);
    let mirror = Mirror::start(fixture(json!({
        "companies": [house],
        "trainees": [{ "id": "6", "lastname": "Legall", "email": "anne.legall@breteche.example", "companyId": "1" }],
        "quotations": [{ "id": "1", "number": 1, "numberStr": "00001", "prefix": "2026", "date": "2026-01-05", "items": [],
            "recipient": { "__typename": "Company", "id": "1" } }],
        "invoices": [{ "id": "1", "number": 1, "numberStr": "001", "prefix": "2026", "date": "2026-01-05", "items": [],
            "recipient": { "__typename": "Company", "id": "1" } }],
    })))
    .await;
    let id = mirror.institution("Clinique Bretéché", "Nantes", "44000", json!({})).await;
    let contact = json!({ "institutionId": id, "firstName": "Anne", "lastName": "Le Gall", "email": "anne.legall@breteche.example" });
    mirror.firm.manager.post("/api/contacts", &contact).await.expect(201);
    mirror.sync_well().await;
    let shown = mirror
        .firm
        .admin
        .query(
            "query($id: ID!) { institution(id: $id) {
                 digiformaQuotes { nodes { quoteNumber status } } digiformaInvoices { nodes { invoiceNumber } }
                 contacts { nodes { digiformaContacts { kind digiformaId } } } } }",
            json!({ "id": id }),
        )
        .await;
    let institution = &shown["institution"];
    assert_eq!(institution["digiformaQuotes"]["nodes"], json!([{ "quoteNumber": "2026-00001", "status": "SENT" }]));
    assert_eq!(institution["digiformaInvoices"]["nodes"], json!([{ "invoiceNumber": "2026-001" }]));
    let mut people = institution["contacts"]["nodes"][0]["digiformaContacts"].as_array().unwrap().clone();
    people.sort_by_key(|person| person["kind"].to_string());
    assert_eq!(
        people,
        [json!({ "kind": "CONTACT", "digiformaId": "5" }), json!({ "kind": "TRAINEE", "digiformaId": "6" })]
    );
}

/// A company that changes is looked at again as long as it is not linked.
#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_gives_way_to_a_better_link() {
    let mirror =
        Mirror::start(fixture(json!({ "companies": [company("1", "Clinique Pasteur", "Muret", "31600")] }))).await;
    let id = mirror.institution("Clinique Pasteur", "Toulouse", "31000", json!({})).await;
    mirror.sync_well().await;
    assert_eq!(mapping(&mirror, "1").await["isLinked"], false);
    mirror.stand_in.put(Kind::Company, company("1", "Clinique Pasteur", "Toulouse", "31076"));
    mirror.sync_well().await;
    assert_eq!(parts(&mapping(&mirror, "1").await), link("name", 100, &id));
    mirror.stand_in.put(Kind::Company, company("1", "Tout autre chose", "Lille", "59000"));
    mirror.sync_well().await;
    assert_eq!(mapping(&mirror, "1").await["isLinked"], true, "a link stays, whatever the company is called later");
}
