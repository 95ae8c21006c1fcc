//! Institutions from a file.

use domain::UserRole;
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use crate::common::{Answer, Client, TestApp};

const NAMES: &str =
    "Nom;Type;numero comptable;Rue;Ville;Région;Code postal;Pays;Lits;contactFirstName;contactLastName;Email";

async fn send(client: &Client, path: &str, file: impl Into<Vec<u8>>) -> Answer {
    let form = Form::new().part("file", Part::bytes(file.into()).file_name("clients.csv"));
    Answer::of(client.request(Method::POST, &format!("/api/institutions/import{path}")).multipart(form)).await
}

fn file(rows: &[&str]) -> String {
    format!("{NAMES}\r\n{}\r\n", rows.join("\r\n"))
}

async fn institutions(client: &Client) -> Value {
    let document = "{ institutions(orderBy: [{ field: NAME }]) { nodes { name accountingNumber isLocked dataSource
        medicalProfile { bedCapacity } contacts { nodes { email } } } } }";
    client.query(document, json!({})).await["institutions"]["nodes"].take()
}

#[tokio::test]
async fn the_template_is_a_file_that_can_be_imported() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let template = admin.get("/api/institutions/import/template").await.expect(200);
    assert!(template.header("content-type").starts_with("text/csv"));
    let data = send(&admin, "", template.text().as_bytes()).await.expect(200).json();
    assert_eq!(data["data"]["successfulImports"], 1, "{data}");
    assert_eq!(institutions(&admin).await[0]["name"], "Clinique des Lilas");
}

#[tokio::test]
async fn rows_that_are_right_come_in_whatever_the_others_are() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let rows = file(&[
        "Clinique Élan;clinique;C1;1 rue Neuve;Nantes;;44000;France;120;Anne;Morel;anne@elan.example",
        "Sans ville;clinic;C2;2 rue;;;44000;France;;;;",
        "Centre du Port;château;C3;3 quai;Brest;;29200;France;beaucoup;;;",
        "Hôpital Sud;hospital;C1;4 rue;Rennes;;35000;France;;;;",
        "Contact muet;clinic;;5 rue;Rennes;;35000;France;;Jean;;",
    ]);
    let checked = send(&manager, "/validate", rows.clone()).await.expect(200).json();
    assert_eq!((&checked["data"]["isValid"], &checked["data"]["totalRows"]), (&json!(false), &json!(5)));
    assert_eq!(institutions(&manager).await, json!([]));

    let data = send(&manager, "", rows).await.expect(200).json();
    let data = &data["data"];
    assert_eq!((&data["successfulImports"], &data["failedImports"]), (&json!(1), &json!(4)), "{data}");
    assert_eq!(data["importedInstitutions"].as_array().unwrap().len(), 1);
    let errors: Vec<(u64, &str)> = data["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["row"].as_u64().unwrap(), error["field"].as_str().unwrap()))
        .collect();
    for expected in [(3, "city"), (4, "type"), (4, "bedCapacity"), (5, "accountingNumber"), (6, "contactEmail")] {
        assert!(errors.contains(&expected), "{expected:?} in {errors:?}");
    }
    assert_eq!(
        institutions(&manager).await,
        json!([{ "name": "Clinique Élan", "accountingNumber": "C1", "isLocked": false, "dataSource": "IMPORT",
            "medicalProfile": { "bedCapacity": 120 }, "contacts": { "nodes": [{ "email": "anne@elan.example" }] } }])
    );
}

#[tokio::test]
async fn what_is_there_is_found_left_or_filled() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let first = file(&["Clinique Saint-Joseph;clinic;C1;1 rue Neuve;Nantes;;44000;France;;;;"]);
    send(&admin, "", first.clone()).await.expect(200);

    // By its number, by name and address, and by a name much like it.
    for (row, kind) in [
        ("Autre nom;clinic;C1;9 rue;Brest;;29200;France;;;;", "accountingNumber"),
        ("CLINIQUE SAINT JOSEPH;clinic;;1, rue neuve;NANTES;;44000;France;;;;", "nameAndAddress"),
        ("Polyclinique St Joseph;clinic;;7 allée;Nantes;;44000;France;;;;", "name"),
    ] {
        let preview = send(&admin, "/preview", file(&[row])).await.expect(200).json();
        assert_eq!(preview["data"]["preview"][0]["matchType"], kind, "{preview}");
        assert_eq!(preview["data"]["preview"][0]["existingInstitutionName"], "Clinique Saint-Joseph");
        assert_eq!(preview["data"]["preview"][0]["sageStatus"], "linked");
    }
    let elsewhere = "Clinique Saint-Joseph;clinic;;1 rue;Marseille;;13001;France;;;;";
    let preview = send(&admin, "/preview", file(&[elsewhere])).await.expect(200).json();
    assert_eq!(preview["data"]["preview"][0]["matchStatus"], "none");

    // The same file again changes nothing; its new contact is added, once.
    let again = file(&["Clinique Saint-Joseph;clinic;C1;1 rue Neuve;Nantes;;44000;France;80;Eva;Roux;eva@example.com"]);
    for _ in 0..2 {
        let data = send(&admin, "", again.clone()).await.expect(200).json();
        assert_eq!((&data["data"]["duplicatesFound"], &data["data"]["successfulImports"]), (&json!(1), &json!(0)));
    }
    let there = institutions(&admin).await;
    assert_eq!(there.as_array().unwrap().len(), 1);
    assert_eq!(there[0]["medicalProfile"]["bedCapacity"], Value::Null);
    assert_eq!(there[0]["contacts"]["nodes"], json!([{ "email": "eva@example.com" }]));

    // Merged, what is empty is filled and what is there stays.
    let merged = send(&admin, "?mergeDuplicates=true", again).await.expect(200).json();
    assert_eq!(merged["data"]["duplicatesMerged"], 1);
    let other = file(&["Autre nom;clinic;C1;9 rue;Brest;;29200;France;99;;;"]);
    send(&admin, "?mergeDuplicates=true", other).await.expect(200);
    let there = institutions(&admin).await;
    assert_eq!(
        (&there[0]["name"], &there[0]["medicalProfile"]["bedCapacity"]),
        (&json!("Clinique Saint-Joseph"), &json!(80))
    );
}

#[tokio::test]
async fn a_trial_writes_nothing() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let rows = file(&["Clinique Élan;clinic;C1;1 rue Neuve;Nantes;;44000;France;;;;"]);
    let data = send(&admin, "?validateOnly=true", rows).await.expect(200).json();
    assert_eq!(data["data"]["successfulImports"], 1);
    assert_eq!(institutions(&admin).await, json!([]));
}

#[tokio::test]
async fn only_who_may_import_does() {
    let app = TestApp::start().await;
    for role in [UserRole::Auditor, UserRole::Viewer] {
        let client = app.sign_in_as(role).await;
        client.get("/api/institutions/import/template").await.expect(403);
        send(&client, "", file(&[])).await.expect(403);
        send(&client, "/preview", file(&[])).await.expect(403);
    }
}

#[tokio::test]
async fn a_file_that_is_none_says_why() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    for bytes in [&b""[..], b"%PDF-1.7", b"name;type\nA;clinic", &[0xff, 0xfe, 0x00]] {
        send(&admin, "", bytes.to_vec()).await.expect(400);
    }
    let form = Form::new().text("other", "x");
    Answer::of(admin.request(Method::POST, "/api/institutions/import").multipart(form)).await.expect(400);
    admin.post("/api/institutions/import", &json!({})).await.expect(415);
}
