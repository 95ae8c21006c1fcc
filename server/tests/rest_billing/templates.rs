//! Templates and logos.

use base64::Engine as _;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::{common::Answer, setting::*};

/// Of one dot.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==";
/// Of one dot.
const GIF: &str = "R0lGODdhAQABAIAAAAAAAAAAACwAAAAAAQABAAAIBAABBAQAOw==";

fn picture(text: &str) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

async fn template(firm: &Firm, more: Value) -> Value {
    create(&firm.admin, TEMPLATES, &with(json!({ "name": "Devis", "type": "quote" }), more)).await
}

#[tokio::test]
async fn a_template_is_made_changed_copied_and_deleted() {
    let (firm, _) = office().await;
    let made =
        template(&firm, json!({ "companyName": "Other", "primaryColor": "#1a2b3c", "htmlTemplate": "<p>" })).await;
    assert_eq!(
        [&made["companyName"], &made["companyAddress"]["city"], &made["htmlTemplate"]],
        [&json!("Cabinet Audit Santé"), &json!("Nantes"), &json!("<p>")]
    );
    let at = path(TEMPLATES, &made);
    let changed = firm.admin.put(&at, &json!({ "styles": "p {}", "marginTop": 30 })).await.expect(200).json();
    assert_eq!(
        (&changed["data"]["id"], &changed["data"]["marginTop"], &changed["data"]["version"]),
        (&made["id"], &json!(30), &json!(2))
    );
    let copy = firm.admin.post(&format!("{at}/duplicate"), &json!({ "name": "Copie" })).await.expect(201).json();
    assert_eq!((&copy["data"]["name"], &copy["data"]["primaryColor"]), (&json!("Copie"), &made["primaryColor"]));
    let set = firm.admin.put(&format!("{at}/set-default"), &Value::Null).await.expect(200).json();
    assert_eq!(set["data"]["isDefault"], true);
    let invoice = template(&firm, json!({ "name": "Facture", "type": "invoice" })).await;
    for (query, expected) in
        [("", &["Copie", "Devis", "Facture"][..]), ("?type=quote", &["Copie", "Devis"]), ("?type=both", &[])]
    {
        assert_eq!(
            texts(&firm.viewer.get(&format!("{TEMPLATES}{query}")).await.expect(200), "name"),
            expected,
            "{query}"
        );
    }
    firm.admin.delete(&path(TEMPLATES, &invoice)).await.expect(200);
    assert_eq!(firm.admin.get(&path(TEMPLATES, &invoice)).await.expect(404).code(), "TEMPLATE_NOT_FOUND");
    assert_eq!(fields(&firm.admin.post(TEMPLATES, &json!({})).await.expect(400)), ["name", "type"]);
    let wrong = json!({ "name": "x", "type": "quote", "primaryColor": "red", "marginTop": 101 });
    assert_eq!(fields(&firm.admin.post(TEMPLATES, &wrong).await.expect(400)), ["marginTop", "primaryColor"]);
}

async fn upload(firm: &Firm, path: &str, bytes: &[u8]) -> Answer {
    let form = Form::new().part("logo", Part::bytes(bytes.to_vec()).file_name("logo.png"));
    Answer::of(firm.admin.request(reqwest::Method::POST, path).multipart(form)).await
}

#[tokio::test]
async fn logos_are_uploaded_and_shown_to_everybody() {
    let firm = Firm::start().await;
    let made = template(&firm, json!({})).await;
    let answer = upload(&firm, &format!("{}/upload-logo", path(TEMPLATES, &made)), &picture(PNG)).await.expect(200);
    let url = answer.json()["data"]["logoUrl"].as_str().unwrap_or_else(|| panic!("{}", answer.text())).to_owned();
    let shown = firm.app.anonymous().get(&url).await.expect(200);
    assert_eq!((shown.header("content-type"), shown.body.as_slice()), ("image/png", &*picture(PNG)));
    assert!(shown.header("content-security-policy").contains("sandbox"));
    let logos = firm.admin.get("/api/templates/logos").await.expect(200).json();
    assert_eq!((logos["data"].as_array().unwrap().len(), &logos["data"][0]["size"]), (1, &json!(picture(PNG).len())));
    upload(&firm, "/api/templates/upload-logo", b"no picture").await.expect(400);
    let torn = upload(&firm, "/api/templates/upload-logo", &picture(PNG)[..40]).await.expect(400);
    assert_eq!(fields(&torn), ["logo"], "its beginning alone is that of a picture");
    let logo = upload(&firm, "/api/templates/upload-logo", &picture(GIF)).await.expect(201).json()["data"].take();
    let shown = firm.app.anonymous().get(logo["url"].as_str().unwrap()).await.expect(200);
    assert_eq!((shown.header("content-type"), &shown.body), ("image/gif", &picture(GIF)));
    upload(&firm, "/api/templates/upload-logo", &vec![0; 6 * 1024 * 1024]).await.expect(400);
    firm.app.anonymous().get("/api/templates/logos/unknown.png").await.expect(404);
}

#[tokio::test]
async fn a_template_is_seen_on_a_document() {
    let firm = Firm::start().await;
    let made = template(&firm, json!({ "name": "<Devis>" })).await;
    let at = format!("{}/preview", path(TEMPLATES, &made));
    let page = firm.viewer.get(&at).await.expect(200);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(
        page.text().contains("<title>&lt;Devis&gt;</title>")
            && page.text().contains("data:application/pdf;base64,JVBER")
    );
    assert_eq!(firm.viewer.post(&at, &json!({})).await.expect(200).body, page.body);
    let pdf = with_header(&firm.viewer, reqwest::Method::GET, &at, ("accept", "application/pdf"), &json!({})).await;
    assert!(pdf.expect(200).body.starts_with(b"%PDF-1.7"));
    let unknown = format!("{TEMPLATES}/{}/preview", uuid::Uuid::now_v7());
    assert_eq!(firm.viewer.get(&unknown).await.expect(404).code(), "TEMPLATE_NOT_FOUND");
}
