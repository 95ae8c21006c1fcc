//! French names: what sorts where, and what is found by what people type. French numbers: checked, and kept.

use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    support::{institution, names, task},
};

async fn contact(client: &Client, institution: &Value, first_name: &str, last_name: &str) {
    let document = "mutation($input: CreateContactInput!) { createContact(input: $input) { userErrors { field } } }";
    let input = json!({ "institutionId": institution["id"], "firstName": first_name, "lastName": last_name,
        "email": "contact@chu.example" });
    let data = client.query(document, json!({ "input": input })).await;
    assert_eq!(data["createContact"]["userErrors"], json!([]));
}

/// One field of the rows of a list.
async fn column(client: &Client, root: &str, arguments: &str, field: &str) -> Vec<String> {
    let data = client.query(&format!("{{ {root}({arguments}) {{ nodes {{ {field} }} }} }}"), json!({})).await;
    let nodes = data[root]["nodes"].as_array().unwrap().clone();
    nodes.iter().map(|node| node[field].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn names_sort_as_people_expect() {
    let firm = Firm::start().await;
    let sorted = [
        "Éclair",
        "Émile-Roux",
        "Esquirol",
        "Étampes",
        "Évreux",
        "L’Hay",
        "Œuvre Sainte-Anne",
        "Saint-Étienne",
        "Zola",
    ];
    for name in sorted.iter().rev() {
        let city = json!({ "street": "1 rue", "city": name, "zipCode": "44000" });
        let made = institution(&firm.manager, name, json!({ "address": city })).await;
        contact(&firm.manager, &made, "Anne", name).await;
        task(&firm.manager, name, json!({})).await;
    }
    let manager = &firm.manager;
    assert_eq!(column(manager, "institutions", "first: 50, orderBy: [{ field: NAME }]", "name").await, sorted);
    assert_eq!(column(manager, "institutions", "first: 50, orderBy: [{ field: CITY }]", "name").await, sorted);
    assert_eq!(column(manager, "contacts", "first: 50, orderBy: [{ field: LAST_NAME }]", "lastName").await, sorted);
    let falling = column(manager, "tasks", "first: 50, orderBy: [{ field: TITLE, direction: DESC }]", "title").await;
    assert_eq!(falling.iter().rev().collect::<Vec<_>>(), sorted.iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn pages_break_anywhere_in_a_french_list() {
    let firm = Firm::start().await;
    let sorted = ["cote", "Côte", "coté", "Côté", "Eric", "Éric", "ERIC", "Œuvre", "oeuvre"];
    for name in sorted {
        institution(&firm.manager, name, json!({})).await;
    }
    let whole = column(&firm.manager, "institutions", "first: 50", "name").await;
    let (mut paged, mut after) = (Vec::new(), Value::Null);
    loop {
        let document = "query($after: String) { institutions(first: 1, after: $after) {
            nodes { name } pageInfo { hasNextPage endCursor } } }";
        let mut page = firm.manager.query(document, json!({ "after": after })).await["institutions"].take();
        paged.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["name"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] != true {
            break;
        }
        after = page["pageInfo"]["endCursor"].take();
    }
    assert_eq!((paged.len(), &paged), (sorted.len(), &whole));
}

#[tokio::test]
async fn names_are_found_by_what_people_type() {
    let firm = Firm::start().await;
    let (etienne, hopital, coeur, hay) =
        ("CHU Saint-Étienne", "L’Hôpital Nord", "Clinique du Sacré-Cœur", "EHPAD de L'Haÿ-les-Roses");
    for name in [etienne, hopital, coeur, hay, "Clinique François"] {
        institution(&firm.manager, name, json!({})).await;
    }
    for (typed, found) in [
        ("saint etienne", vec![etienne]),
        ("Saint-Etienne", vec![etienne]),
        ("SAINT\u{2010}ÉTIENNE", vec![etienne]),
        ("etienne saint", vec![etienne]),
        ("l'hôpital", vec![hopital]),
        ("l’hopital", vec![hopital]),
        ("lhopital", vec![hopital]),
        ("hopital", vec![hopital]),
        ("sacre coeur", vec![coeur]),
        ("sacré-cœur", vec![coeur]),
        ("hay les roses", vec![hay]),
        ("l'hay", vec![hay]),
        ("francois", vec!["Clinique François"]),
        ("FRANÇOIS", vec!["Clinique François"]),
        ("saint nazaire", vec![]),
    ] {
        assert_eq!(names(&firm.manager, json!({ "search": typed })).await, found, "{typed}");
    }
    for (typed, found) in [
        ("saint etienne", vec![etienne]),
        ("saint-étienne", vec![etienne]),
        ("l'hopital", vec![hopital]),
        ("du sacre coeur", vec![coeur]),
        ("etienne saint", vec![]),
    ] {
        assert_eq!(names(&firm.manager, json!({ "name": { "contains": typed } })).await, found, "{typed}");
    }
    assert_eq!(names(&firm.manager, json!({ "name": { "startsWith": "lhop" } })).await, [hopital]);
    let rest = firm.manager.get("/api/institutions?name=saint%20etienne").await.expect(200).json();
    assert_eq!(rest["data"]["pagination"]["total"], 1);
    let document = "{ search(query: \"l'hopital nord\") { ... on MedicalInstitution { name } } }";
    assert_eq!(firm.manager.query(document, json!({})).await["search"], json!([{ "name": hopital }]));
}

#[tokio::test]
async fn numbers_are_checked_and_kept_in_one_form() {
    let firm = Firm::start().await;
    let more = json!({ "finess": "97 040 002 4", "siret": "356 000 000 49837", "vatNumber": "fr k7 399 859 412",
        "mainPhone": "06 92 12 34 56", "address": { "street": "1 rue", "city": "Ajaccio", "zipCode": "20303" } });
    let made = institution(&firm.manager, "CHU", more).await;
    let document = "query($id: ID!) { institution(id: $id) { finess siret vatNumber mainPhone } }";
    let kept = firm.manager.query(document, json!({ "id": made["id"] })).await["institution"].take();
    let expected = json!({ "finess": "970400024", "siret": "35600000049837", "vatNumber": "FRK7399859412",
        "mainPhone": "+262692123456" });
    assert_eq!(kept, expected);

    let update =
        "mutation($input: UpdateInstitutionInput!) { updateInstitution(input: $input) { userErrors { field code } } }";
    let change = async |mut input: Value| {
        input["id"] = made["id"].clone();
        firm.manager.query(update, json!({ "input": input })).await["updateInstitution"]["userErrors"].take()
    };
    let wrong = change(json!({ "finess": "970400042", "siret": "35600000049838", "vatNumber": "FRK8399859412" })).await;
    let codes: Vec<&Value> = wrong.as_array().unwrap().iter().map(|error| &error["code"]).collect();
    assert_eq!(codes, ["INVALID_CHECKSUM"; 3], "{wrong}");

    firm.app.sql("UPDATE medical_institutions SET finess = '970400042', main_phone = '3939'").await;
    assert_eq!(change(json!({ "name": "CHU Nord" })).await, json!([]), "what came from elsewhere hinders nobody");
    assert_eq!(change(json!({ "finess": "970400042", "mainPhone": "3939" })).await, json!([]));
    let new = change(json!({ "finess": "970400024", "mainPhone": "3940" })).await;
    assert_eq!(new, json!([{ "field": "mainPhone", "code": "TOO_SHORT" }]));
}
