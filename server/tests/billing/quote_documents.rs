//! Files of quotes and orders: one of each revision that was sent.

use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    files::{eventually, pdf_at, work},
    setting::{at, clinic, day_of_audit, mutate, office, refused, texts},
};

async fn step(client: &Client, name: &str, input: Value) -> Value {
    let fields =
        "quote { id quoteNumber revision status orderNumber publicUrl documents { documentType version fileName
        sha256 url } }";
    let mut payload = mutate(client, name, fields, input).await;
    assert_eq!(payload["userErrors"], json!([]), "{name}");
    payload["quote"].take()
}

async fn draft(firm: &Firm, clinic: &str) -> Value {
    let input = json!({ "institutionId": clinic, "title": "Audit du bloc", "lines": [day_of_audit("2")] });
    step(&firm.manager, "createQuote", input).await
}

fn address(quote: &Value, what: &str) -> String {
    format!("/api/quotes/{}/{what}", quote["id"].as_str().unwrap())
}

#[tokio::test]
async fn each_revision_that_was_sent_is_kept() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let quote = draft(&firm, &clinic).await;
    let number = quote["quoteNumber"].as_str().unwrap();
    let drafted = pdf_at(&firm.manager, &address(&quote, "pdf")).await;
    assert_eq!(drafted.header("content-disposition"), format!("attachment; filename=\"Quote-{number}-brouillon.pdf\""));
    assert_eq!(quote["documents"], json!([]));
    let handed_over = json!({ "id": quote["id"], "mail": false });
    let first = step(&firm.manager, "sendQuote", handed_over.clone()).await;
    assert_eq!(
        [&first["documents"][0]["documentType"], &first["documents"][0]["version"], &first["documents"][0]["fileName"]],
        [&json!("QUOTE_PDF"), &json!(1), &json!(format!("{number}.pdf"))]
    );
    let sent = pdf_at(&firm.manager, &address(&quote, "pdf")).await;
    assert_ne!(sent.body, drafted.body);
    // What the client got stays, whatever the firm and the quote become.
    mutate(&firm.admin, "updateFirm", "firm { version }", json!({ "legalName": "Autre Nom" })).await;
    assert_eq!(pdf_at(&firm.manager, &address(&quote, "pdf")).await.body, sent.body);
    let changed = json!({ "id": quote["id"], "title": "Deux audits" });
    let changed = step(&firm.manager, "updateQuote", changed).await;
    assert_eq!((&changed["status"], &changed["revision"]), (&json!("DRAFT"), &json!(2)));
    let drafted = pdf_at(&firm.manager, &address(&quote, "pdf")).await;
    assert_eq!(
        drafted.header("content-disposition"),
        format!("attachment; filename=\"Quote-{number}-2-brouillon.pdf\"")
    );
    let second = step(&firm.manager, "sendQuote", handed_over).await;
    let versions: Vec<&Value> = second["documents"].as_array().unwrap().iter().map(|one| &one["version"]).collect();
    assert_eq!(versions, [2, 1], "the latest first");
    assert_eq!(pdf_at(&firm.manager, first["documents"][0]["url"].as_str().unwrap()).await.body, sent.body);
    let listed = firm.manager.get(&address(&quote, "versions")).await.expect(200).json();
    assert_eq!(listed["data"][1]["sha256"], first["documents"][0]["sha256"]);
    assert_eq!(listed["data"][1]["fileSize"], json!(sent.body.len()));
}

#[tokio::test]
async fn an_order_has_its_file() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let quote = draft(&firm, &clinic).await;
    let order = address(&quote, "order-pdf");
    assert_eq!(firm.manager.get(&order).await.outcome(), "400 QUOTE_NOT_ORDERED");
    let ordered = step(&firm.manager, "orderQuote", json!({ "id": quote["id"], "orderNumber": "BC 7/26" })).await;
    work(&firm.app);
    let kept = "SELECT coalesce(string_agg(document_type, ' ' ORDER BY document_type), '') FROM document_versions";
    eventually("both files are there", async || texts(&firm.app, kept).await == ["order_pdf quote_pdf"]).await;
    let file = pdf_at(&firm.manager, &order).await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"Order-BC-7-26.pdf\"");
    assert_eq!(pdf_at(&firm.viewer, &order).await.body, file.body);
    assert_eq!(ordered["orderNumber"], "BC 7/26");
}

#[tokio::test]
async fn a_quote_whose_template_is_broken_is_not_sent() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let quote = draft(&firm, &clinic).await;
    firm.app
        .sql(&format!(
            "INSERT INTO document_templates (id, name, type, is_default, source, created_by)
               VALUES (gen_random_uuid(), 'Cassé', 'both', true, '#nothing', '{id}');
             INSERT INTO template_versions (template_id, version, source, created_by)
               SELECT id, 1, source, created_by FROM document_templates",
            id = firm.admin.id()
        ))
        .await;
    let input = json!({ "id": quote["id"], "mail": false });
    assert_eq!(refused(&firm.manager, "sendQuote", input).await, [at("templateId", "TEMPLATE_ERROR")]);
    assert_eq!(firm.manager.put(&address(&quote, "send"), &json!({})).await.outcome(), "400 TEMPLATE_ERROR");
    assert_eq!(firm.manager.get(&address(&quote, "pdf")).await.outcome(), "400 TEMPLATE_ERROR");
    assert_eq!(texts(&firm.app, "SELECT status FROM quotes").await, ["draft"]);
}

#[tokio::test]
async fn the_public_file_is_behind_its_link() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let quote = draft(&firm, &clinic).await;
    let sent = step(&firm.manager, "sendQuote", json!({ "id": quote["id"], "mail": false })).await;
    let client = firm.app.anonymous();
    let public = |quote: &Value| {
        let token = quote["publicUrl"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        format!("/api/public/quotes/{token}/pdf")
    };
    let file = pdf_at(&client, &public(&sent)).await;
    assert_eq!(file.body, pdf_at(&firm.manager, &address(&quote, "pdf")).await.body);
    assert!(file.header("content-security-policy").contains("frame-ancestors 'self'"));
    let revoked = step(&firm.manager, "revokeQuoteLink", json!({ "id": quote["id"] })).await;
    assert_eq!(client.get(&public(&sent)).await.outcome(), "404 QUOTE_NOT_FOUND");
    pdf_at(&client, &public(&revoked)).await;
    assert_eq!(client.get("/api/public/quotes/x/pdf").await.outcome(), "404 QUOTE_NOT_FOUND");
}

#[tokio::test]
async fn who_guesses_links_is_slowed_down() {
    let app = crate::common::TestApp::start_with(|config| config.rate_limit = true).await;
    let client = app.anonymous();
    let mut last = String::new();
    for _ in 0..70 {
        last = client.get("/api/public/quotes/x/pdf").await.outcome();
        if last != "404 QUOTE_NOT_FOUND" {
            break;
        }
    }
    assert_eq!(last, "429 RATE_LIMIT_EXCEEDED");
}
