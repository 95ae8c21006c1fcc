//! Nothing is issued that cannot become a valid document, and no number is burnt by the trial.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    files::pdf,
    setting::{
        at, attempt, clinic, clinic_with, code, day_of_audit, done, draft, issued, mutate, now, office, refused, texts,
        today,
    },
};

/// A template that was kept before it could be tried, as the default.
async fn broken_template(firm: &Firm, source: &str) {
    firm.app
        .sql(&format!(
            "INSERT INTO document_templates (id, name, type, is_default, source, created_by)
               VALUES (gen_random_uuid(), 'Cassé', 'invoice', true, '{source}', '{id}');
             INSERT INTO template_versions (template_id, version, source, created_by)
               SELECT id, 1, source, created_by FROM document_templates",
            id = firm.admin.id()
        ))
        .await;
}

/// Numbers that were given.
async fn given(firm: &Firm) -> Vec<String> {
    texts(&firm.app, "SELECT series || last_number FROM document_counters WHERE last_number > 0 ORDER BY 1").await
}

#[tokio::test]
async fn a_broken_template_issues_nothing() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let sound = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    assert_eq!(given(&firm).await, ["INV1"]);
    broken_template(&firm, "Bonjour\n#nothing").await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    let payload = mutate(&firm.manager, "issueInvoice", "", json!({ "id": made["id"] })).await;
    let error = &payload["userErrors"][0];
    assert_eq!((&error["field"], &error["code"]), (&json!("templateId"), &json!("TEMPLATE_ERROR")));
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("line 2, column 2") && message.contains("nothing"), "{message}");
    assert_eq!(now(&firm.manager, &made["id"]).await, made, "it is as it was");
    // What is issued at once, either.
    let credit = json!({ "invoiceId": sound["id"], "issue": true });
    assert_eq!(refused(&firm.manager, "createCreditNote", credit).await, [at("templateId", "TEMPLATE_ERROR")]);
    let cancel = json!({ "id": sound["id"] });
    assert_eq!(refused(&firm.manager, "cancelInvoice", cancel).await, [at("templateId", "TEMPLATE_ERROR")]);
    let notes = "SELECT count(*) FROM invoices WHERE kind = 'credit_note'";
    assert_eq!((given(&firm).await, texts(&firm.app, notes).await), (vec!["INV1".to_owned()], vec!["0".to_owned()]));
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM jobs WHERE kind = 'document.invoice'").await, ["1"]);
    // Mended, it goes on where it was.
    firm.app.sql("UPDATE document_templates SET is_default = false, is_active = false").await;
    let next = done(&firm.manager, "issueInvoice", json!({ "id": made["id"] })).await;
    assert_eq!(next["invoiceNumber"], format!("INV{}0002", today().format("%Y%m")));
}

#[tokio::test]
async fn a_rule_of_electronic_invoicing_is_named_where_it_is_broken() {
    let firm = office().await;
    let wrong = json!({ "electronicAddress": "999999999_X" });
    let clinic = clinic_with(&firm, "Clinique", &firm.manager, wrong).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let payload = mutate(&firm.manager, "issueInvoice", "", json!({ "id": made["id"] })).await;
    let error = &payload["userErrors"][0];
    assert_eq!(
        (&error["field"], &error["code"]),
        (&json!("institution.electronicAddress"), &json!("INVALID_DOCUMENT")),
        "{payload:#}"
    );
    assert!(error["message"].as_str().unwrap().contains("BR-FR-21"), "{error}");
    assert_eq!(given(&firm).await, Vec::<String>::new());
    let right = json!({ "id": clinic, "electronicAddress": null });
    mutate(&firm.manager, "updateInstitution", "institution { id }", right).await;
    done(&firm.manager, "issueInvoice", json!({ "id": made["id"] })).await;
}

#[tokio::test]
async fn a_template_that_never_ends_issues_nothing() {
    let firm = Firm::start_with(|config| config.render.cpu = std::time::Duration::from_secs(1)).await;
    crate::setting::identify(&firm).await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    broken_template(&firm, "#for a in range(30000) { for b in range(30000) { let c = calc.sin(b) } }").await;
    let issue = json!({ "id": made["id"] });
    assert_eq!(refused(&firm.manager, "issueInvoice", issue).await, [at("templateId", "TEMPLATE_TOO_SLOW")]);
    assert_eq!(given(&firm).await, Vec::<String>::new());
}

/// A program that renders unless a file is there; then it ends as the file says.
struct Renderer {
    folder: PathBuf,
}

impl Renderer {
    fn new() -> Self {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::env::temp_dir().join(format!("medical-crm-render-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(&folder).unwrap();
        let script = format!(
            "#!/bin/sh\nif [ -e {0}/end ]; then . {0}/end; fi\nexec {1} \"$@\"\n",
            folder.display(),
            env!("CARGO_BIN_EXE_medical-crm")
        );
        std::fs::write(folder.join("render"), script).unwrap();
        std::fs::set_permissions(folder.join("render"), std::fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn ends(&self, how: &str) {
        std::fs::write(self.folder.join("end"), how).unwrap();
    }

    fn works(&self) {
        std::fs::remove_file(self.folder.join("end")).unwrap();
    }
}

async fn outcome(client: &Client, name: &str, input: Value) -> String {
    let answer = attempt(client, name, "", input).await;
    if answer.get("errors").is_some() {
        let reason = answer["errors"][0]["extensions"]["reason"].as_str();
        return reason.unwrap_or_else(|| code(&answer)).to_owned();
    }
    answer["data"][name]["userErrors"][0]["code"].as_str().unwrap_or("ok").to_owned()
}

#[tokio::test]
async fn a_renderer_that_dies_is_told_and_the_next_one_works() {
    let renderer = Renderer::new();
    let firm = Firm::start_with(|config| config.render.program = renderer.folder.join("render")).await;
    crate::setting::identify(&firm).await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let issue = json!({ "id": made["id"] });
    let address = format!("/api/invoices/{}/pdf", made["id"].as_str().unwrap());
    renderer.ends("exit 1");
    assert_eq!(outcome(&firm.manager, "issueInvoice", issue.clone()).await, "SERVICE_UNAVAILABLE");
    let answer = firm.manager.get(&address).await;
    assert_eq!((answer.outcome(), answer.header("retry-after")), ("503 PDF_GENERATION_ERROR".to_owned(), "5"));
    renderer.ends("kill -9 $$");
    assert_eq!(outcome(&firm.manager, "issueInvoice", issue.clone()).await, "TEMPLATE_TOO_LARGE");
    assert_eq!(firm.manager.get(&address).await.outcome(), "400 TEMPLATE_TOO_LARGE");
    assert_eq!((now(&firm.manager, &made["id"]).await, given(&firm).await), (made.clone(), Vec::new()));
    renderer.works();
    done(&firm.manager, "issueInvoice", issue).await;
    pdf(&firm.manager, &made["id"]).await;
    std::fs::remove_dir_all(&renderer.folder).unwrap();
}

#[tokio::test]
async fn a_trial_holds_no_lock_and_counts_only_for_what_it_tried() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    // While one is issued, its draft and the firm change: what is issued says what was tried last.
    let issue = attempt(&firm.manager, "issueInvoice", "invoice { invoiceNumber title }", json!({ "id": made["id"] }));
    let change = async {
        mutate(&firm.manager, "updateInvoice", "invoice { id }", json!({ "id": made["id"], "title": "Autre" })).await
    };
    let (issued, changed) = tokio::join!(issue, change);
    let issued = &issued["data"]["issueInvoice"]["invoice"];
    let title = now(&firm.manager, &made["id"]).await["title"].clone();
    assert_eq!(issued["title"], title, "{issued:#} {changed:#}");
    assert!(issued["invoiceNumber"].as_str().unwrap().ends_with("0001"));
    pdf(&firm.manager, &made["id"]).await;
}
