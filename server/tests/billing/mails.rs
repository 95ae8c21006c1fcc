//! Quotes and invoices by mail: the kept file itself goes along, and is noted as mailed when it was.

use crm::config::Smtp;
use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    files::{documents, eventually, mails, office_with_mails, pdf, pdf_at, work},
    setting::{
        at, attempt, clinic, clinic_with, code, day_of_audit, done, draft, identify, issued, mutate, refused, repeat,
        texts,
    },
};

async fn send(client: &Client, input: Value) -> Value {
    let mut payload = mutate(client, "sendInvoice", "invoice { id sentAt version }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    payload["invoice"].take()
}

async fn quote_draft(client: &Client, clinic: &str) -> Value {
    let input = json!({ "institutionId": clinic, "title": "Audit du bloc", "lines": [day_of_audit("2")] });
    let mut payload = mutate(client, "createQuote", "quote { id quoteNumber validUntil }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    payload["quote"].take()
}

#[tokio::test]
async fn an_invoice_is_mailed_as_it_was_issued() {
    let (firm, folder) = office_with_mails().await;
    let billing = json!({ "billingEmail": "compta@chu.example" });
    let clinic = clinic_with(&firm, "Clinique", &firm.manager, billing).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    let sent = send(&firm.manager, json!({ "id": made["id"] })).await;
    assert!(sent["sentAt"].is_string());
    work(&firm.app);
    eventually("the mail is there", async || !mails(&folder).is_empty()).await;
    let number = made["invoiceNumber"].as_str().unwrap();
    let mail = mails(&folder).remove(0);
    assert_eq!(mail.header("To"), "compta@chu.example");
    assert!(mail.header("Reply-To").contains(&firm.manager.user.as_ref().unwrap().email));
    assert_eq!(mail.attachment(&format!("{number}.pdf")), pdf(&firm.manager, &made["id"]).await.body);
    let text = mail.text().replace(['\u{a0}', '\u{202f}'], " ");
    assert!(text.contains(&format!("la facture {number} (« Audit du bloc »), d’un montant de 240,00 € TTC")), "{text}");
    assert!(text.contains("Camille Durand") && text.contains("Cabinet Audit Santé"), "{text}");
    let noted = async || documents(&firm.manager, &made["id"]).await.remove(0);
    eventually("it is noted", async || noted().await["emailedAt"].is_string()).await;
    let kept = noted().await;
    assert_eq!(kept["emailedTo"], json!(["compta@chu.example"]));
    assert_eq!(kept["emailSubject"], format!("Facture {number} – Cabinet Audit Santé"));
    // Once more, in other words, to others; the first time stays noted as the time of sending.
    let again = json!({ "id": made["id"], "recipients": ["A@b.example", "c@d.example"], "subject": "Votre\nfacture",
        "message": "Bonjour Anne,\n\nComme convenu." });
    assert_eq!(send(&firm.manager, again).await["sentAt"], sent["sentAt"]);
    eventually("the second mail is there", async || mails(&folder).len() == 2).await;
    let mail = &mails(&folder)[1];
    assert_eq!(
        (mail.header("To"), mail.header("Subject")),
        ("a@b.example, c@d.example".into(), "Votre facture".into())
    );
    assert!(mail.text().contains("Bonjour Anne,\n\nComme convenu."), "{}", mail.text());
    assert!(!mail.text().contains("Vous trouverez"), "{}", mail.text());
    let jobs = "SELECT max(length(payload::text)) FROM jobs WHERE kind = 'mail.document'";
    let longest: usize = texts(&firm.app, jobs).await[0].parse().unwrap();
    assert!(longest < 2_000, "{longest} bytes: the file is not copied into the queue");
    let actions = texts(&firm.app, "SELECT action FROM audit_events WHERE action LIKE '%.mailed'").await;
    assert_eq!(actions, ["invoice.mailed"; 2]);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_quote_is_mailed_with_its_link() {
    let (firm, folder) = office_with_mails().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let contact = json!({ "institutionId": clinic, "firstName": "Anne", "lastName": "Zola", "email": "anne@chu.example",
        "isPrimary": true });
    mutate(&firm.manager, "createContact", "contact { id }", contact).await;
    let quote = quote_draft(&firm.manager, &clinic).await;
    let shown = "quote { status sentAt publicUrl documents { version fileName url sha256 emailedTo } }";
    let payload = mutate(&firm.manager, "sendQuote", shown, json!({ "id": quote["id"] })).await;
    assert_eq!(payload["userErrors"], json!([]));
    let sent = &payload["quote"];
    assert_eq!((&sent["status"], &sent["documents"][0]["version"]), (&json!("SENT"), &json!(1)));
    work(&firm.app);
    eventually("the mail is there", async || !mails(&folder).is_empty()).await;
    let mail = mails(&folder).remove(0);
    assert_eq!(mail.header("To"), "anne@chu.example");
    let number = quote["quoteNumber"].as_str().unwrap();
    let kept = pdf_at(&firm.manager, sent["documents"][0]["url"].as_str().unwrap()).await;
    assert_eq!(mail.attachment(&format!("{number}.pdf")), kept.body);
    let link = sent["publicUrl"].as_str().unwrap();
    assert!(mail.text().contains(link), "{}", mail.text());
    // The client opens it without an account.
    let token = link.rsplit('/').next().unwrap();
    let public = pdf_at(&firm.app.anonymous(), &format!("/api/public/quotes/{token}/pdf")).await;
    assert_eq!(public.body, kept.body);
    // Sent already: it is mailed again, by REST too.
    let payload = mutate(&firm.manager, "sendQuote", "quote { sentAt }", json!({ "id": quote["id"] })).await;
    assert_eq!(payload["quote"]["sentAt"], sent["sentAt"]);
    let address = format!("/api/quotes/{}/send-email", quote["id"].as_str().unwrap());
    let body = json!({ "recipients": ["b@chu.example"], "customMessage": "Relisez svp" });
    let answer = firm.manager.post(&address, &body).await.expect(200).json();
    assert_eq!(answer["data"]["recipients"], json!(["b@chu.example"]));
    assert!(answer["data"]["messageId"].is_string(), "{answer}");
    eventually("three mails are there", async || mails(&folder).len() == 3).await;
    let by_rest = mails(&folder).into_iter().find(|mail| mail.header("To") == "b@chu.example").unwrap();
    assert!(by_rest.text().contains("Relisez svp") && by_rest.text().contains(link), "{}", by_rest.text());
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_file_that_is_fetched_may_be_mailed_too() {
    let (firm, folder) = office_with_mails().await;
    let billing = json!({ "billingEmail": "compta@chu.example" });
    let clinic = clinic_with(&firm, "Clinique", &firm.manager, billing).await;
    let contact = json!({ "institutionId": clinic, "firstName": "Anne", "lastName": "Zola", "email": "anne@chu.example",
        "isPrimary": true });
    mutate(&firm.manager, "createContact", "contact { id }", contact).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    let quote = quote_draft(&firm.manager, &clinic).await;
    let invoice = format!("/api/invoices/{}/pdf?email=true", made["id"].as_str().unwrap());
    let quote = format!("/api/quotes/{}/pdf?email=true", quote["id"].as_str().unwrap());
    let mailed = "SELECT count(*) FROM jobs WHERE kind = 'mail.document'";
    for at in [&invoice, &quote] {
        assert_eq!(firm.viewer.get(at).await.status, 403, "who may not mail it");
    }
    assert_eq!(texts(&firm.app, mailed).await, ["0"]);
    assert_eq!(pdf_at(&firm.manager, &invoice).await.body, pdf(&firm.manager, &made["id"]).await.body);
    pdf_at(&firm.manager, &quote).await;
    assert_eq!(texts(&firm.app, mailed).await, ["2"]);
    work(&firm.app);
    eventually("both mails are there", async || mails(&folder).len() == 2).await;
    let mut to: Vec<String> = mails(&folder).iter().map(|mail| mail.header("To")).collect();
    to.sort();
    assert_eq!(to, ["anne@chu.example", "compta@chu.example"]);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn nothing_is_sent_to_nobody() {
    let (firm, _) = office_with_mails().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let to = |recipients: Value| json!({ "id": made["id"], "recipients": recipients });
    assert_eq!(refused(&firm.manager, "sendInvoice", to(json!(["a@b.example"]))).await, [at("id", "NOT_ISSUED")]);
    done(&firm.manager, "issueInvoice", json!({ "id": made["id"] })).await;
    assert_eq!(
        refused(&firm.manager, "sendInvoice", json!({ "id": made["id"] })).await,
        [at("recipients", "REQUIRED")]
    );
    assert_eq!(
        refused(&firm.manager, "sendInvoice", to(json!(["a@b.example", "nobody"]))).await,
        [at("recipients.1", "INVALID_FORMAT")]
    );
    let stale = json!({ "id": made["id"], "expectedVersion": 1, "recipients": ["a@b.example"] });
    assert_eq!(code(&attempt(&firm.manager, "sendInvoice", "", stale).await), "CONFLICT");
    let quote = quote_draft(&firm.manager, &clinic).await;
    assert_eq!(refused(&firm.manager, "sendQuote", json!({ "id": quote["id"] })).await, [at("recipients", "REQUIRED")]);
    let sent = texts(&firm.app, "SELECT count(*) FROM quotes WHERE status = 'sent'").await;
    let mails = texts(&firm.app, "SELECT count(*) FROM jobs WHERE kind = 'mail.document'").await;
    assert_eq!((sent, mails), (vec!["0".to_owned()], vec!["0".to_owned()]), "neither sent nor mailed");
    // Handed over in another way, it needs no address.
    let payload =
        mutate(&firm.manager, "sendQuote", "quote { status }", json!({ "id": quote["id"], "mail": false })).await;
    assert_eq!(payload["quote"]["status"], "SENT");
}

#[tokio::test]
async fn a_repeated_request_sends_one_mail() {
    let (firm, _) = office_with_mails().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let input = json!({ "id": made["id"], "recipients": ["a@b.example"] });
    for _ in 0..2 {
        let payload = repeat(&firm.manager, "k", "sendInvoice", "invoice { sentAt }", input.clone()).await;
        assert!(payload["invoice"]["sentAt"].is_string(), "{payload:#}");
    }
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM jobs WHERE kind = 'mail.document'").await, ["1"]);
}

#[tokio::test]
async fn a_mail_that_nobody_takes_is_put_on_record() {
    let nowhere = Smtp { host: "127.0.0.1".into(), port: 9, user: None, password: None };
    let firm = Firm::start_with(|config| config.smtp = Some(nowhere)).await;
    identify(&firm).await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    send(&firm.manager, json!({ "id": made["id"], "recipients": ["a@b.example"] })).await;
    firm.app.sql("UPDATE jobs SET max_attempts = 1 WHERE kind = 'mail.document'").await;
    work(&firm.app);
    let failed = "SELECT changes #>> '{recipients,new,0}' FROM audit_events WHERE action = 'invoice.mail_failed'";
    eventually("it is on record", async || texts(&firm.app, failed).await == ["a@b.example"]).await;
    assert_eq!(documents(&firm.manager, &made["id"]).await[0]["emailedAt"], Value::Null);
}

#[tokio::test]
async fn who_may_not_edit_does_not_send() {
    let (firm, _) = office_with_mails().await;
    let (own, others) = (clinic(&firm, "Propre", &firm.auditor).await, clinic(&firm, "Autre", &firm.manager).await);
    let mine = issued(&firm.manager, &own, json!([day_of_audit("1")])).await;
    let hidden = issued(&firm.manager, &others, json!([day_of_audit("1")])).await;
    let to = |invoice: &Value| json!({ "id": invoice["id"], "recipients": ["a@b.example"] });
    send(&firm.auditor, to(&mine)).await;
    for (client, invoice, expected) in [
        (&firm.auditor, &hidden, "NOT_FOUND"),
        (&firm.viewer, &mine, "FORBIDDEN"),
        (&firm.viewer, &hidden, "FORBIDDEN"),
    ] {
        assert_eq!(code(&attempt(client, "sendInvoice", "", to(invoice)).await), expected);
    }
    let at = format!("/api/invoices/{}/send-email", hidden["id"].as_str().unwrap());
    assert_eq!(firm.auditor.post(&at, &json!({})).await.outcome(), "404 INVOICE_NOT_FOUND");
    assert_eq!(firm.viewer.post(&at, &json!({})).await.outcome(), "403 INSUFFICIENT_PERMISSIONS");
}
