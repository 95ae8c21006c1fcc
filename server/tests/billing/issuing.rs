//! The issue: what it asks for, what it gives, what cannot change afterwards.

use diesel_async::SimpleAsyncConnection;
use serde_json::json;

use crate::{
    common::firm::Firm,
    setting::{
        at, clinic, clinic_with, day_of_audit, day_of_training, done, draft, identify, issued, mutate, now, office,
        refusal, refused, repeat, today,
    },
};

#[tokio::test]
async fn what_is_missing_is_named() {
    let firm = Firm::start().await;
    let bare = clinic_with(&firm, "Sans SIRET", &firm.manager, json!({ "siret": null })).await;
    let input = json!({ "institutionId": bare, "title": "Vide" });
    let empty = done(&firm.manager, "createInvoice", input).await;
    let mut missing = refused(&firm.manager, "issueInvoice", json!({ "id": empty["id"] })).await;
    missing.sort();
    let fields = [
        "firm.address.city",
        "firm.address.country",
        "firm.address.street",
        "firm.address.zipCode",
        "firm.iban",
        "firm.legalForm",
        "firm.legalName",
        "firm.siren",
        "firm.vatNumber",
        "institution.siret",
        "lines",
        "serviceStart",
    ];
    assert_eq!(missing, fields.map(|field| at(field, "MISSING_MENTION")));
    let document = "query($id: ID!) { invoice(id: $id) { missingMentions { field code message } } }";
    let told = firm.manager.query(document, json!({ "id": empty["id"] })).await;
    assert_eq!(told["invoice"]["missingMentions"].as_array().unwrap().len(), fields.len());
    identify(&firm).await;
    let lines = json!({ "id": empty["id"], "serviceStart": "2026-01-05", "lines": [day_of_audit("1")] });
    done(&firm.manager, "updateInvoice", lines).await;
    let issue = json!({ "id": empty["id"] });
    assert_eq!(refusal(&firm.manager, "issueInvoice", issue.clone()).await, at("institution.siret", "MISSING_MENTION"));
    let siret = json!({ "id": bare, "siret": "732 829 320 00074" });
    mutate(&firm.manager, "updateInstitution", "institution { id }", siret).await;
    let told = firm.manager.query(document, json!({ "id": empty["id"] })).await;
    assert_eq!(told["invoice"]["missingMentions"], json!([]));
    let issued = done(&firm.manager, "issueInvoice", issue).await;
    assert_eq!((&issued["status"], &issued["canBeIssued"]), (&json!("ISSUED"), &json!(false)));
}

#[tokio::test]
async fn the_issue_gives_number_parties_and_hash() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique des Écluses", &firm.manager).await;
    let first = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let second = issued(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    let month = today().format("%Y%m");
    assert_eq!(first["invoiceNumber"], format!("INV{month}0001"));
    assert_eq!(second["invoiceNumber"], format!("INV{month}0002"));
    assert_eq!((&first["series"], &first["issueDate"]), (&json!("INV"), &json!(today().to_string())));
    assert_eq!((&first["previousHash"], &second["previousHash"]), (&json!(null), &first["hash"]));
    assert_eq!(first["hash"].as_str().unwrap().len(), 64);
    let document = "query($id: ID!) { invoice(id: $id) { seller buyer issuedAt institution { commercialStatus }
        auditEvents { nodes { action } } } }";
    let mut data = firm.manager.query(document, json!({ "id": first["id"] })).await;
    let told = data["invoice"].take();
    assert_eq!(told["seller"]["name"], "Cabinet Audit Santé");
    assert_eq!(told["seller"]["iban"], "FR1420041010050500013M02606");
    assert_eq!(
        (&told["buyer"]["name"], &told["buyer"]["siren"]),
        (&json!("Clinique des Écluses"), &json!("732829320"))
    );
    assert_eq!(told["institution"]["commercialStatus"], "CLIENT", "its first invoice makes a prospect a client");
    assert_eq!(told["auditEvents"]["nodes"], json!([{ "action": "invoice.issued" }, { "action": "invoice.created" }]));
    // The firm moves: documents that were issued say what they said.
    mutate(&firm.admin, "updateFirm", "firm { version }", json!({ "legalName": "Autre" })).await;
    let still = firm.manager.query(document, json!({ "id": first["id"] })).await;
    assert_eq!(still["invoice"]["seller"]["name"], "Cabinet Audit Santé");
    assert_eq!(
        refusal(&firm.manager, "issueInvoice", json!({ "id": first["id"] })).await,
        at("id", "ILLEGAL_TRANSITION")
    );
}

#[tokio::test]
async fn dates_rise_with_numbers() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let yesterday = today().pred_opt().unwrap();
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let dated = json!({ "id": made["id"], "issueDate": today().succ_opt().unwrap().to_string() });
    assert_eq!(refusal(&firm.manager, "issueInvoice", dated).await, at("issueDate", "IN_THE_FUTURE"));
    let dated = json!({ "id": made["id"], "issueDate": yesterday.to_string() });
    let first = done(&firm.manager, "issueInvoice", dated).await;
    assert_eq!(first["issueDate"], yesterday.to_string());
    let due = yesterday + chrono::Days::new(30);
    assert!(first["dueDate"].as_str().unwrap().starts_with(&due.to_string()), "counted from the day that it bears");
    issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let late = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let dated = json!({ "id": late["id"], "issueDate": yesterday.to_string() });
    // Unless both days are of different years, which count by themselves.
    if yesterday.format("%Y").to_string() == today().format("%Y").to_string() {
        assert_eq!(refusal(&firm.manager, "issueInvoice", dated).await, at("issueDate", "NOT_CHRONOLOGICAL"));
    }
    let early = json!({ "id": late["id"], "dueDate": format!("{yesterday}T12:00:00Z") });
    done(&firm.manager, "updateInvoice", early).await;
    assert_eq!(
        refusal(&firm.manager, "issueInvoice", json!({ "id": late["id"] })).await,
        at("dueDate", "BEFORE_ISSUE")
    );
}

#[tokio::test]
async fn vat_that_cannot_stand_together_is_not_issued() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let other = json!({ "description": "Groupement", "quantity": "1", "unitPrice": "10", "vatCategory": "E",
        "vatExemptionCode": "VATEX-FR-CGI261B" });
    let mixed = draft(&firm.manager, &clinic, json!([day_of_training("1"), other])).await;
    assert_eq!(
        refusal(&firm.manager, "issueInvoice", json!({ "id": mixed["id"] })).await,
        at("lines", "SEVERAL_EXEMPTIONS")
    );
    mutate(&firm.admin, "updateFirm", "firm { version }", json!({ "vatRegime": "FRANCHISE" })).await;
    let taxed = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    assert_eq!(
        refusal(&firm.manager, "issueInvoice", json!({ "id": taxed["id"] })).await,
        at("lines", "VAT_UNDER_FRANCHISE")
    );
}

#[tokio::test]
async fn the_database_keeps_what_was_issued() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let id = made["id"].as_str().unwrap();
    let forbidden = [
        format!("UPDATE invoices SET title = 'Autre' WHERE id = '{id}'"),
        format!("UPDATE invoices SET total_tax_amount = 0, total = 100 WHERE id = '{id}'"),
        format!("UPDATE invoices SET hash = sha256('x') WHERE id = '{id}'"),
        format!("UPDATE invoices SET seller = '{{}}' WHERE id = '{id}'"),
        format!("DELETE FROM invoices WHERE id = '{id}'"),
        format!("UPDATE invoice_lines SET description = 'Autre' WHERE invoice_id = '{id}'"),
        format!("DELETE FROM invoice_lines WHERE invoice_id = '{id}'"),
    ];
    for statement in forbidden {
        let result = firm.app.db().await.batch_execute(&statement).await;
        let error = result.expect_err(&statement).to_string();
        assert!(error.contains("issued invoice"), "{statement}: {error}");
    }
    assert_eq!(now(&firm.manager, &made["id"]).await, made);
}

#[tokio::test]
async fn a_repeated_issue_is_one() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let issue = || repeat(&firm.manager, "k", "issueInvoice", "invoice { invoiceNumber }", json!({ "id": made["id"] }));
    let answers = futures_util::future::join_all((0..5).map(|_| issue())).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    assert!(answers[0]["invoice"]["invoiceNumber"].as_str().unwrap().ends_with("0001"));
}

#[tokio::test]
async fn other_addresses_stand_on_the_invoice_and_are_sealed() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let site = json!({ "street": "3 rue des Lilas", "city": "Rezé", "zipCode": "44400" });
    let accounts = json!({ "street": " BP 12 ", "city": "Nantes Cedex", "zipCode": "44026", "country": "France" });
    let edit = |address: serde_json::Value| json!({ "id": made["id"], "deliveryAddress": address });
    let blank = edit(json!({ "street": " ", "city": "Rezé", "zipCode": "44400" }));
    assert_eq!(refusal(&firm.manager, "updateInvoice", blank).await, at("deliveryAddress.street", "REQUIRED"));
    let both = json!({ "id": made["id"], "deliveryAddress": site, "billingAddress": accounts });
    done(&firm.manager, "updateInvoice", both).await;
    let document = "query($id: ID!) { invoice(id: $id) { buyer
        deliveryAddress { street city country } billingAddress { street zipCode } } }";
    let told = async || firm.manager.query(document, json!({ "id": made["id"] })).await["invoice"].take();
    let before = told().await;
    assert_eq!(before["deliveryAddress"], json!({ "street": "3 rue des Lilas", "city": "Rezé", "country": "France" }));
    assert_eq!(before["billingAddress"], json!({ "street": "BP 12", "zipCode": "44026" }));
    done(&firm.manager, "updateInvoice", edit(json!(null))).await;
    assert_eq!(told().await["deliveryAddress"], json!(null));
    done(&firm.manager, "updateInvoice", edit(site)).await;
    done(&firm.manager, "issueInvoice", json!({ "id": made["id"] })).await;
    let buyer = told().await["buyer"].take();
    assert_eq!(
        (&buyer["billingAddress"]["street"], &buyer["deliveryAddress"]["city"]),
        (&json!("BP 12"), &json!("Rezé"))
    );
    assert_eq!(buyer["address"]["street"], "1 rue du Port", "the client's own stays");
    crate::files::pdf(&firm.manager, &made["id"]).await;
    assert_eq!(refusal(&firm.manager, "updateInvoice", edit(json!(null))).await, at("id", "NOT_A_DRAFT"));
}
