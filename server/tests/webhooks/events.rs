//! Which events there are, and what each says.

use chrono::{Days, Utc};
use domain::WebhookEvent;
use serde_json::{Value, json};

use crate::{
    receiver::Setting,
    setting::{clinic, identify},
};

/// Every event but those of billing and Digiforma.
const DAILY: [&str; 9] = [
    "INSTITUTION_CREATED",
    "INSTITUTION_UPDATED",
    "INSTITUTION_DELETED",
    "CONTACT_CREATED",
    "CONTACT_UPDATED",
    "CONTACT_DELETED",
    "TASK_CREATED",
    "TASK_UPDATED",
    "TASK_COMPLETED",
];

#[tokio::test]
async fn what_people_do_in_a_day_is_told_in_its_order() {
    let setting = Setting::start(&DAILY).await;
    let admin = &setting.firm.admin;
    let institution = setting.institution().await;
    let mutate = async |document: &str, input: Value| admin.query(document, json!({ "input": input })).await;
    mutate(
        "mutation($input: UpdateInstitutionInput!) { updateInstitution(input: $input) { userErrors { code } } }",
        json!({ "id": institution, "name": "Clinique du Lac" }),
    )
    .await;
    let contact = mutate(
        "mutation($input: CreateContactInput!) { createContact(input: $input) { contact { id } userErrors { code } } }",
        json!({ "institutionId": institution, "firstName": "Inès", "lastName": "Morel", "email": "ines@example.com" }),
    )
    .await["createContact"]["contact"]["id"]
        .take();
    let task = mutate(
        "mutation($input: CreateTaskInput!) { createTask(input: $input) { task { id } userErrors { code } } }",
        json!({ "institutionId": institution, "title": "Rappeler", "assigneeId": admin.id() }),
    )
    .await["createTask"]["task"]["id"]
        .take();
    mutate(
        "mutation($input: CompleteTaskInput!) { completeTask(input: $input) { userErrors { code } } }",
        json!({ "id": task }),
    )
    .await;
    mutate(
        "mutation($input: DeleteContactInput!) { deleteContact(input: $input) { userErrors { code } } }",
        json!({ "id": contact }),
    )
    .await;
    mutate(
        "mutation($input: DeleteInstitutionInput!) { deleteInstitution(input: $input) { userErrors { code } } }",
        json!({ "id": institution }),
    )
    .await;
    setting.deliver().await;
    let mut events = setting.receiver.events();
    let received = setting.receiver.received();
    let told =
        |event: &str| received.iter().map(crate::receiver::Received::json).find(|body| body["event"] == event).unwrap();
    let changed = told("institution.updated");
    assert_eq!(changed["data"]["changes"]["name"], json!({ "old": "Clinique des Lices", "new": "Clinique du Lac" }));
    assert_eq!(told("task.completed")["data"]["task"]["status"], "completed");
    assert_eq!(told("contact.deleted")["data"]["contact"]["email"], "ines@example.com");
    events.sort();
    events.dedup();
    let expected = [
        "contact.created",
        "contact.deleted",
        "institution.created",
        "institution.deleted",
        "institution.updated",
        "task.completed",
        "task.created",
    ];
    assert_eq!(events, expected);
}

#[tokio::test]
async fn a_webhook_is_told_what_it_chose_and_nothing_else() {
    let setting = Setting::start(&["TASK_CREATED"]).await;
    setting.institution().await;
    setting.deliver().await;
    assert_eq!(setting.receiver.events(), Vec::<String>::new());
    assert_eq!(setting.deliveries().await, Vec::<Value>::new());
}

#[tokio::test]
async fn an_invoice_is_told_from_its_draft_to_its_payment() {
    let events = ["INVOICE_CREATED", "INVOICE_ISSUED", "INVOICE_PAID", "PAYMENT_RECEIVED", "QUOTE_CREATED"];
    let setting = Setting::start(&events).await;
    identify(&setting.firm).await;
    let institution = clinic(&setting.firm, "Clinique des Lices", &setting.firm.auditor).await;
    let admin = &setting.firm.admin;
    let due = Utc::now().checked_add_days(Days::new(30)).unwrap();
    let invoice = admin
        .query(
            "mutation($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } userErrors { field code } } }",
            json!({ "input": {
                "institutionId": institution, "title": "Audit", "dueDate": due,
                "serviceStart": Utc::now().date_naive(),
                "lines": [{ "description": "Audit", "quantity": "1", "unitPrice": "1000", "taxRate": "20" }],
            } }),
        )
        .await["createInvoice"]
        .take();
    assert_eq!(invoice["userErrors"], json!([]), "{invoice:#}");
    let id = invoice["invoice"]["id"].clone();
    let issue =
        "mutation($input: IssueInvoiceInput!) { issueInvoice(input: $input) { userErrors { field code message } } }";
    let issued = admin.query(issue, json!({ "input": { "id": id } })).await;
    assert_eq!(issued["issueInvoice"]["userErrors"], json!([]), "{issued:#}");
    let pay = "mutation($input: RecordPaymentInput!) { recordPayment(input: $input) { payment { id } userErrors { field code } } }";
    let payment = json!({ "input": {
        "invoiceId": id, "amount": "1200", "paymentMethod": "BANK_TRANSFER", "paymentDate": Utc::now(),
    } });
    let paid = admin.query(pay, payment).await["recordPayment"].take();
    assert_eq!(paid["userErrors"], json!([]), "{paid:#}");
    let confirm = "mutation($input: ConfirmPaymentInput!) { confirmPayment(input: $input) { userErrors { code } } }";
    admin.query(confirm, json!({ "input": { "id": paid["payment"]["id"] } })).await;
    setting.deliver().await;

    let mut told = setting.receiver.events();
    told.sort();
    assert_eq!(told, ["invoice.created", "invoice.issued", "invoice.paid", "payment.received"]);
    let received = setting.receiver.received();
    let body =
        |event: &str| received.iter().map(crate::receiver::Received::json).find(|body| body["event"] == event).unwrap();
    let received = body("payment.received");
    assert_eq!(received["data"]["payment"]["amount"], "1200.00");
    assert_eq!(received["data"]["invoice"]["id"], id);
    assert_eq!(received["data"]["invoice"]["total"], "1200.00");
    assert_eq!(body("invoice.paid")["data"]["invoice"]["status"], "paid");
}

/// Names of the database's list and of the enumeration are the same: each can be chosen.
#[tokio::test]
async fn every_event_can_be_chosen() {
    let names: Vec<String> = WebhookEvent::ALL
        .iter()
        .map(|event| serde_json::to_value(event).unwrap().as_str().unwrap().to_owned())
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let setting = Setting::start(&names).await;
    let document = "query($id: ID!) { webhook(id: $id) { events } }";
    let answer = setting.firm.admin.query(document, json!({ "id": setting.hook })).await;
    assert_eq!(answer["webhook"]["events"].as_array().unwrap().len(), WebhookEvent::ALL.len());
}
