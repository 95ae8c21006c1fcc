//! Invoices that the server issued, as others check them: the schema of Factur-X, the rules of EN 16931 and those of France.

use std::{fs, path::PathBuf};

use domain::UserRole;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::{
    billing::make,
    common::{Client, TestApp},
    tools,
};

async fn issue(client: &Client, invoice: &Value) -> Value {
    let service = json!({ "id": invoice["id"], "serviceStart": "2026-01-05", "serviceEnd": "2026-01-07" });
    make(client, "updateInvoice", "invoice { id }", service).await;
    make(client, "issueInvoice", "invoice { id invoiceNumber type }", json!({ "id": invoice["id"] })).await
}

fn audit(quantity: &str) -> Value {
    json!({ "description": "Jour d’audit\nSur site, rapport compris <&>", "unit": "jour", "quantity": quantity,
        "unitPrice": "1333.33", "taxRate": "20", "discountValue": "7.5" })
}

fn training(quantity: &str) -> Value {
    json!({ "description": "Formation continue", "unit": "forfait", "quantity": quantity, "unitPrice": "950",
        "vatCategory": "E", "vatExemptionCode": "VATEX-FR-CGI261-4", "discountType": "FIXED_AMOUNT", "discountValue": "50" })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_issues_keeps_the_rules_of_factur_x_and_of_france() {
    let app = TestApp::start().await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let firm = json!({
        "legalName": "Cabinet Audit Santé", "legalForm": "SAS", "shareCapital": "50000.00",
        "address": { "street": "3 rue Haute", "city": "Nantes", "zipCode": "44000", "country": "France" },
        "siren": "404833048", "siret": "40483304800022", "vatNumber": "FR83404833048", "rcsCity": "Nantes",
        "iban": "FR1420041010050500013M02606", "phone": "02 40 08 33 33", "email": "facturation@example.com",
    });
    make(&admin, "updateFirm", "firm { version }", firm).await;
    let institution = async |name: &str, more: Value| {
        let mut input = json!({ "name": name, "type": "CLINIC", "siret": "73282932000074",
            "address": { "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000", "country": "France" } });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        make(&admin, "createInstitution", "institution { id }", input).await["id"].take()
    };
    let clinic = institution("Clinique des Écluses", json!({})).await;
    let public = json!({ "isPublicBody": true, "serviceCode": "SERVICE-QUALITE" });
    let hospital = institution("Centre hospitalier", public).await;
    let mut issued = Vec::new();
    let draft = json!({ "institutionId": hospital, "title": "Audit du bloc", "purchaseOrderNumber": "4500123456",
        "contractReference": "2026-AOO-42", "lines": [audit("3"), training("1")] });
    let draft = make(&admin, "createInvoice", "invoice { id }", draft).await;
    issued.push(("plain", issue(&admin, &draft).await));
    // A deposit, and the final invoice that takes it off.
    let quote = json!({ "institutionId": clinic, "title": "Accompagnement", "lines": [audit("10"), training("4")] });
    let quote = make(&admin, "createQuote", "quote { id }", quote).await;
    make(&admin, "acceptQuote", "quote { id }", json!({ "id": quote["id"] })).await;
    let share = json!({ "quoteId": quote["id"], "percentage": "30" });
    let deposit = make(&admin, "createDepositInvoice", "invoice { id }", share).await;
    issued.push(("deposit", issue(&admin, &deposit).await));
    let rest = make(&admin, "convertQuoteToInvoice", "invoice { id }", json!({ "id": quote["id"] })).await;
    let last = issue(&admin, &rest).await;
    assert_eq!(last["type"], "FINAL");
    issued.push(("final", last.clone()));
    // A part of it is taken back, then all the rest.
    let part = json!({ "invoiceId": last["id"], "lines": [audit("1")], "issue": true });
    issued.push(("credit-note", make(&admin, "createCreditNote", "invoice { id invoiceNumber }", part).await));
    make(&admin, "cancelInvoice", "invoice { id }", json!({ "id": last["id"] })).await;
    let notes = "query($id: ID!) { invoice(id: $id) { status creditNotes { id invoiceNumber } } }";
    let mut data = admin.query(notes, json!({ "id": last["id"] })).await;
    assert_eq!(data["invoice"]["status"], "CANCELLED");
    issued.push(("cancelling", data["invoice"]["creditNotes"][1].take()));

    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("issued");
    let _absent = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut files = Vec::new();
    for (name, invoice) in &issued {
        let pdf = admin.get(&format!("/api/invoices/{}/pdf", invoice["id"].as_str().unwrap())).await.expect(200);
        let file = folder.join(format!("{name}.pdf"));
        fs::write(&file, pdf.body).unwrap();
        files.push(file);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/tests/full/validate.py");
    let mut python = Command::new(tools::path("TEST_PYTHON_BIN").join("python"));
    let output = tools::output(python.env("PYTHONDONTWRITEBYTECODE", "1").arg(script).args(&files)).await;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert_eq!(said.matches(": valid").count(), files.len(), "{said}");
    for file in &files {
        let output = tools::output(Command::new(tools::path("TEST_QPDF")).arg("--check").arg(file)).await;
        assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stdout));
    }
}
