//! Files of invoices: drafts are rendered each time, what was issued is kept for ever.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    common::Answer,
    files::{documents, eventually, pdf, pdf_at, work},
    setting::{clinic, day_of_audit, done, draft, issued, mutate, office, texts, today},
};

/// A source that makes a document.
fn source(word: &str) -> String {
    format!("#import \"/base.typ\": *\n#show: paper\n{word}\n#lines-table()\n#totals-block()\n#mentions()\n")
}

async fn template(firm: &crate::common::firm::Firm, name: &str, word: &str) -> Value {
    let input = json!({ "name": name, "type": "INVOICE", "isDefault": true, "source": source(word) });
    let mut payload = mutate(&firm.admin, "createInvoiceTemplate", "invoiceTemplate { id version }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    payload["invoiceTemplate"].take()
}

#[tokio::test]
async fn what_was_issued_gives_the_same_bytes_for_ever() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    assert_eq!(documents(&firm.manager, &made["id"]).await, Vec::<Value>::new(), "a job makes it");
    let first = pdf(&firm.manager, &made["id"]).await;
    let number = made["invoiceNumber"].as_str().unwrap();
    assert_eq!(first.header("content-disposition"), format!("attachment; filename=\"Invoice-{number}.pdf\""));
    assert_eq!(first.header("cache-control"), "private, no-cache");
    assert!(first.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert_eq!(first.header("x-frame-options"), "SAMEORIGIN");
    // Everything that it was made of changes.
    let input =
        json!({ "legalName": "Autre Nom", "iban": "FR76 3000 6000 0112 3456 7890 189", "latePenaltyRate": "12" });
    assert_eq!(mutate(&firm.admin, "updateFirm", "firm { version }", input).await["userErrors"], json!([]));
    template(&firm, "Autre", "Autre").await;
    let moved = json!({ "id": clinic, "name": "Clinique des Tilleuls" });
    mutate(&firm.manager, "updateInstitution", "institution { id }", moved).await;
    let again = pdf(&firm.viewer, &made["id"]).await;
    assert_eq!((again.header("etag"), &again.body), (first.header("etag"), &first.body));
    let kept = documents(&firm.manager, &made["id"]).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(first.header("etag"), format!("\"{}\"", kept[0]["sha256"].as_str().unwrap()));
    assert_eq!(
        [&kept[0]["documentType"], &kept[0]["version"], &kept[0]["fileName"], &kept[0]["byteSize"]],
        [&json!("INVOICE_PDF"), &json!(1), &json!(format!("{number}.pdf")), &json!(first.body.len())]
    );
    assert_eq!(kept[0]["generatedBy"]["id"], json!(firm.manager.id()));
    assert_eq!(pdf_at(&firm.manager, kept[0]["url"].as_str().unwrap()).await.body, first.body);
    // Who has it does not get it again; who wants to save it may.
    let address = format!("/api/invoices/{}/pdf", made["id"].as_str().unwrap());
    let known = firm.manager.request(Method::GET, &address).header("If-None-Match", first.header("etag"));
    assert_eq!(Answer::of(known).await.expect(304).body, b"");
    let shown = pdf_at(&firm.manager, &format!("{address}?inline=true")).await;
    assert_eq!(shown.header("content-disposition"), format!("inline; filename=\"Invoice-{number}.pdf\""));
    assert_eq!(firm.manager.post(&address, &json!({})).await.expect(200).body, first.body);
}

#[tokio::test]
async fn a_draft_is_rendered_as_it_is_now_and_not_kept() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let first = pdf(&firm.manager, &made["id"]).await;
    assert_eq!(first.header("content-disposition"), "attachment; filename=\"Invoice-brouillon.pdf\"");
    assert_eq!(pdf(&firm.manager, &made["id"]).await.body, first.body, "the same says the same");
    done(&firm.manager, "updateInvoice", json!({ "id": made["id"], "title": "Audit des urgences" })).await;
    assert_ne!(pdf(&firm.manager, &made["id"]).await.body, first.body);
    assert_eq!(documents(&firm.manager, &made["id"]).await, Vec::<Value>::new());
    // Tried with another template.
    let other = template(&firm, "Sobre", "Sobre").await;
    let address = format!("/api/invoices/{}/pdf?templateId=", made["id"].as_str().unwrap());
    pdf_at(&firm.manager, &format!("{address}{}", other["id"].as_str().unwrap())).await;
    let unknown = format!("{address}{}", uuid::Uuid::now_v7());
    assert_eq!(firm.manager.get(&unknown).await.outcome(), "404 TEMPLATE_NOT_FOUND");
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM document_versions").await, ["0"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_at_once_gets_the_one_that_is_kept() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    work(&firm.app);
    let answers = join_all((0..8).map(|_| pdf(&firm.manager, &made["id"]))).await;
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    let unfinished = "SELECT count(*) FROM jobs WHERE kind = 'document.invoice' AND finished_at IS NULL";
    eventually("the job is done", async || texts(&firm.app, unfinished).await == ["0"]).await;
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM document_versions").await, ["1"]);
    assert_eq!(pdf(&firm.manager, &made["id"]).await.body, answers[0].body);
}

#[tokio::test]
async fn the_template_of_the_issue_counts() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let default = template(&firm, "Maison", "Un").await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let told = "query($id: ID!) { invoice(id: $id) { templateId } }";
    assert_eq!(firm.manager.query(told, json!({ "id": made["id"] })).await["invoice"]["templateId"], default["id"]);
    // Before anybody has asked for the file, the template gets another source, and another one becomes the default.
    let input = json!({ "id": default["id"], "source": source("Deux") });
    let payload = mutate(&firm.admin, "updateInvoiceTemplate", "invoiceTemplate { id }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    template(&firm, "Autre", "Trois").await;
    pdf(&firm.manager, &made["id"]).await;
    let versions = format!("/api/invoices/{}/versions", made["id"].as_str().unwrap());
    let kept = firm.manager.get(&versions).await.expect(200).json();
    assert_eq!(kept["data"][0]["templateSnapshot"], json!({ "name": "Maison", "version": 1 }));
    assert_eq!(kept["data"][0]["templateId"], default["id"]);
    // What was issued has a document, should its template fail after all.
    let second = issued(&firm.manager, &clinic, json!([day_of_audit("3")])).await;
    firm.app
        .sql("UPDATE template_versions SET source = '#nothing'; UPDATE document_templates SET source = '#none'")
        .await;
    pdf(&firm.manager, &second["id"]).await;
    let versions = format!("/api/invoices/{}/versions", second["id"].as_str().unwrap());
    let kept = firm.manager.get(&versions).await.expect(200).json();
    assert_eq!(kept["data"][0]["templateSnapshot"], Value::Null, "the program's own took its place");
}

#[tokio::test]
async fn credit_notes_and_corrections_have_files_too() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    let input = json!({ "invoiceId": made["id"], "lines": [day_of_audit("1")], "issue": true });
    let payload = mutate(&firm.manager, "createCreditNote", "invoice { id invoiceNumber }", input).await;
    let note = &payload["invoice"];
    pdf(&firm.manager, &note["id"]).await;
    let kept = documents(&firm.manager, &note["id"]).await;
    assert_eq!(
        (&kept[0]["documentType"], &kept[0]["fileName"]),
        (&json!("CREDIT_NOTE_PDF"), &json!(format!("{}.pdf", note["invoiceNumber"].as_str().unwrap())))
    );
    done(&firm.manager, "cancelInvoice", json!({ "id": made["id"] })).await;
    let notes = "query($id: ID!) { invoice(id: $id) { creditNotes { id invoiceNumber documents { id } } } }";
    let data = firm.manager.query(notes, json!({ "id": made["id"] })).await;
    let month = today().format("%Y%m");
    assert_eq!(data["invoice"]["creditNotes"][1]["invoiceNumber"], format!("AV{month}0002"));
    pdf(&firm.manager, &data["invoice"]["creditNotes"][1]["id"]).await;
}

#[tokio::test]
async fn files_are_for_those_who_see_the_invoice() {
    let firm = office().await;
    let (own, others) = (clinic(&firm, "Propre", &firm.auditor).await, clinic(&firm, "Autre", &firm.manager).await);
    let seen = issued(&firm.manager, &own, json!([day_of_audit("1")])).await;
    let hidden = issued(&firm.manager, &others, json!([day_of_audit("1")])).await;
    for (invoice, status) in [(&seen, 200), (&hidden, 404)] {
        let at = format!("/api/invoices/{}", invoice["id"].as_str().unwrap());
        assert_eq!(firm.auditor.get(&format!("{at}/pdf")).await.status, status);
        assert_eq!(firm.auditor.get(&format!("{at}/versions")).await.status, status);
        pdf(&firm.viewer, &invoice["id"]).await;
        let url = documents(&firm.viewer, &invoice["id"]).await[0]["url"].as_str().unwrap().to_owned();
        assert_eq!(firm.auditor.get(&url).await.status, status);
        assert_eq!(firm.app.anonymous().get(&url).await.status, 401);
        assert_eq!(firm.app.anonymous().get(&format!("{at}/pdf")).await.status, 401);
    }
    let reader = firm.by_token(&[domain::ApiTokenScope::Read], Some(&["quote"])).await;
    let at = format!("/api/invoices/{}/pdf", seen["id"].as_str().unwrap());
    assert_eq!(reader.get(&at).await.outcome(), "403 RESOURCE_ACCESS_DENIED");
    let unknown = format!("/api/documents/{}", uuid::Uuid::now_v7());
    assert_eq!(firm.manager.get(&unknown).await.outcome(), "404 DOCUMENT_NOT_FOUND");
}

#[tokio::test]
async fn without_a_default_the_newest_template_counts() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = async |name: &str, kind: &str, more: Value| {
        let mut input = json!({ "name": name, "type": kind });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let payload = mutate(&firm.admin, "createInvoiceTemplate", "invoiceTemplate { id }", input).await;
        payload["invoiceTemplate"]["id"].clone()
    };
    let used = async || {
        let issued = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
        let told = "query($id: ID!) { invoice(id: $id) { templateId } }";
        firm.manager.query(told, json!({ "id": issued["id"] })).await["invoice"]["templateId"].take()
    };
    assert_eq!(used().await, Value::Null, "the program's own");
    made("Ancienne", "INVOICE", json!({})).await;
    let newest = made("Récente", "BOTH", json!({})).await;
    made("Devis", "QUOTE", json!({})).await;
    made("Éteinte", "INVOICE", json!({ "isActive": false })).await;
    assert_eq!(used().await, newest);
    let default = made("Défaut", "INVOICE", json!({ "isDefault": true })).await;
    made("Plus récente", "INVOICE", json!({})).await;
    assert_eq!(used().await, default);
}
