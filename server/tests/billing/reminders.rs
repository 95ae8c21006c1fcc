//! Reminders of late invoices: what remains, 40 €, and the penalties until today.

use chrono::Days;
use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    files::{documents, eventually, mails, office_with_mails, pdf, pdf_at, work},
    setting::{at, clinic, clinic_with, day_of_audit, done, issued, mutate, pay, refused, texts, today},
};

/// An invoice of 120 euros that was due so many days ago.
async fn late(firm: &Firm, clinic: &str, days: u64) -> Value {
    let due = today() - Days::new(days);
    let input = json!({ "institutionId": clinic, "title": "Audit du bloc", "serviceStart": "2026-01-05",
        "dueDate": format!("{due}T12:00:00Z"), "lines": [day_of_audit("1")] });
    let draft = done(&firm.manager, "createInvoice", input).await;
    let issue = json!({ "id": draft["id"], "issueDate": (due - Days::new(30)).to_string() });
    done(&firm.manager, "issueInvoice", issue).await
}

async fn remind(client: &Client, input: Value) -> Value {
    let mut payload = mutate(client, "sendInvoiceReminder", "invoice { id version }", input).await;
    assert_eq!(payload["userErrors"], json!([]));
    payload["invoice"].take()
}

#[tokio::test]
async fn a_late_invoice_is_claimed_with_its_reminder() {
    let (firm, folder) = office_with_mails().await;
    mutate(&firm.admin, "updateFirm", "firm { version }", json!({ "latePenaltyRate": "10.00" })).await;
    let billing = json!({ "billingEmail": "compta@chu.example" });
    let clinic = clinic_with(&firm, "Clinique", &firm.manager, billing).await;
    let made = late(&firm, &clinic, 20).await;
    pay(&firm.manager, &made["id"], "20", true).await;
    remind(&firm.manager, json!({ "id": made["id"] })).await;
    work(&firm.app);
    eventually("the mail is there", async || !mails(&folder).is_empty()).await;
    let number = made["invoiceNumber"].as_str().unwrap();
    let mail = mails(&folder).remove(0);
    assert_eq!(mail.header("To"), "compta@chu.example");
    let text = mail.text().replace(['\u{a0}', '\u{202f}'], " ");
    assert!(text.contains(&format!("il reste 100,00 € à régler de la facture {number}")), "{text}");
    assert!(text.contains("échue depuis 20 jours"), "{text}");
    // The reminder, and the invoice as it was issued.
    let kept = documents(&firm.manager, &made["id"]).await;
    let reminder = kept.iter().find(|one| one["documentType"] == "REMINDER_PDF").unwrap();
    assert_eq!((&reminder["version"], &reminder["fileName"]), (&json!(1), &json!(format!("Relance-{number}-1.pdf"))));
    let file = pdf_at(&firm.manager, reminder["url"].as_str().unwrap()).await;
    assert_eq!(mail.attachment(&format!("Relance-{number}-1.pdf")), file.body);
    assert_eq!(mail.attachment(&format!("{number}.pdf")), pdf(&firm.manager, &made["id"]).await.body);
    let noted = async || documents(&firm.manager, &made["id"]).await;
    eventually("it is noted", async || noted().await.iter().any(|one| one["emailedAt"].is_string())).await;
    let mailed: Vec<Value> = noted().await.into_iter().filter(|one| one["emailedAt"].is_string()).collect();
    assert_eq!(mailed.len(), 1, "of the reminder alone");
    assert_eq!(mailed[0]["documentType"], "REMINDER_PDF");
    // The next one is the second.
    let words =
        json!({ "id": made["id"], "message": "Merci de régler sous huitaine.", "recipients": ["dg@chu.example"] });
    remind(&firm.manager, words).await;
    eventually("the second mail is there", async || mails(&folder).len() == 2).await;
    let second = &mails(&folder)[1];
    assert!(second.text().contains("Merci de régler sous huitaine."), "{}", second.text());
    assert!(second.has(&format!("Relance-{number}-2.pdf")));
    let actions = texts(&firm.app, "SELECT action FROM audit_events WHERE action = 'invoice.reminded'").await;
    assert_eq!(actions.len(), 2);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn only_what_is_late_is_claimed() {
    let (firm, _) = office_with_mails().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = late(&firm, &clinic, 1).await;
    let due = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let to = |invoice: &Value| json!({ "id": invoice["id"], "recipients": ["a@b.example"] });
    assert_eq!(refused(&firm.manager, "sendInvoiceReminder", to(&due)).await, [at("id", "NOT_OVERDUE")]);
    let mut rate = to(&made);
    rate["penaltyRate"] = json!("101");
    assert_eq!(refused(&firm.manager, "sendInvoiceReminder", rate).await, [at("penaltyRate", "OUT_OF_RANGE")]);
    let bare = json!({ "id": made["id"] });
    assert_eq!(refused(&firm.manager, "sendInvoiceReminder", bare).await, [at("recipients", "REQUIRED")]);
    let address = |invoice: &Value| format!("/api/invoices/{}/payment-reminder", invoice["id"].as_str().unwrap());
    let body = json!({ "recipients": ["a@b.example"], "penaltyRate": 12.15 });
    assert_eq!(firm.manager.post(&address(&due), &body).await.outcome(), "400 NOT_OVERDUE");
    let answer = firm.manager.post(&address(&made), &body).await.expect(200).json();
    assert_eq!(answer["data"]["recipients"], json!(["a@b.example"]));
    // Paid, nothing is claimed any more.
    pay(&firm.manager, &made["id"], "120", true).await;
    assert_eq!(refused(&firm.manager, "sendInvoiceReminder", to(&made)).await, [at("id", "NOT_OVERDUE")]);
}
