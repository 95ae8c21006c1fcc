//! Drafts: sums, due dates, changes, bad input.

use serde_json::json;

use crate::setting::{
    at, attempt, clinic, clinic_with, code, day_of_audit, day_of_training, done, draft, issued, mutate, now, office,
    refusal, refused, today,
};

#[tokio::test]
async fn a_draft_has_sums_and_no_number() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.auditor).await;
    let lines = json!([
        day_of_audit("2.5"),
        { "description": "Remise", "quantity": "3", "unitPrice": "33.33", "taxRate": "5.5", "discountValue": "10" },
        { "description": "Forfait", "quantity": "1", "unitPrice": "80", "taxRate": "20",
          "discountType": "FIXED_AMOUNT", "discountValue": "100" },
        day_of_training("2"),
    ]);
    let made = draft(&firm.auditor, &clinic, lines).await;
    assert_eq!(made["status"], "DRAFT");
    assert_eq!((&made["invoiceNumber"], &made["hash"], &made["issueDate"]), (&json!(null), &json!(null), &json!(null)));
    // 250 + 99.99 + 80 + 100; off: 10.00 (half a cent up from 9.999) and 80; tax: 50 + 4.95 + 0 + 0
    assert_eq!(made["subtotal"], "529.99");
    assert_eq!(made["totalDiscountAmount"], "90.00");
    assert_eq!(made["totalTaxAmount"], "54.95");
    assert_eq!(made["total"], "494.94");
    assert_eq!(made["remainingAmount"], "494.94");
    let document = "query($id: ID!) { invoice(id: $id) { vatBreakdown { category rate exemptionCode base tax }
        lines { orderIndex quantity discountAmount taxAmount total vatExemptionCode } } }";
    let data = firm.auditor.query(document, json!({ "id": made["id"] })).await;
    assert_eq!(
        data["invoice"]["vatBreakdown"],
        json!([
            { "category": "S", "rate": "20.00", "exemptionCode": null, "base": "250.00", "tax": "50.00" },
            { "category": "S", "rate": "5.50", "exemptionCode": null, "base": "89.99", "tax": "4.95" },
            { "category": "E", "rate": "0.00", "exemptionCode": "VATEX-FR-CGI261-4", "base": "100.00", "tax": "0.00" },
        ])
    );
    assert_eq!(data["invoice"]["lines"][2]["total"], "0.00");
}

#[tokio::test]
async fn due_dates_follow_the_terms_of_the_client_or_the_firm() {
    let firm = office().await;
    let private = clinic(&firm, "Privée", &firm.manager).await;
    let public = clinic_with(&firm, "Publique", &firm.manager, json!({ "isPublicBody": true })).await;
    let agreed = clinic_with(&firm, "Accord", &firm.manager, json!({ "paymentTerms": "DAYS_45" })).await;
    for (institution, terms, days) in
        [(private, "DAYS_30", 30), (public, "PUBLIC_HOSPITAL_50", 50), (agreed, "DAYS_45", 45)]
    {
        let made = draft(&firm.manager, &institution, json!([day_of_audit("1")])).await;
        assert_eq!(made["paymentTerms"], terms);
        let due = today() + chrono::Days::new(days);
        assert!(made["dueDate"].as_str().unwrap().starts_with(&due.to_string()), "{made:#}");
        let chosen = json!({ "id": made["id"], "dueDate": "2027-01-31T12:00:00Z" });
        let changed = done(&firm.manager, "updateInvoice", chosen).await;
        assert_eq!((&changed["paymentTerms"], &changed["dueDate"]), (&json!(null), &json!("2027-01-31T12:00:00Z")));
    }
}

#[tokio::test]
async fn drafts_change_as_a_whole() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1"), day_of_training("1")])).await;
    let input = json!({ "id": made["id"], "expectedVersion": made["version"], "title": "Audit du SSPI",
        "lines": [day_of_training("1"), day_of_audit("3"), day_of_audit("1")] });
    let changed = done(&firm.manager, "updateInvoice", input.clone()).await;
    assert_eq!((&changed["title"], &changed["total"]), (&json!("Audit du SSPI"), &json!("530.00")));
    let stale = attempt(&firm.manager, "updateInvoice", "", input).await;
    assert_eq!(code(&stale), "CONFLICT");
    // Swapped lines leave the sums; the version rises all the same.
    let swapped = json!({ "id": made["id"], "lines": [day_of_audit("3"), day_of_training("1"), day_of_audit("1")] });
    let again = done(&firm.manager, "updateInvoice", swapped.clone()).await;
    assert_eq!(again["version"].as_i64(), changed["version"].as_i64().map(|version| version + 1));
    let same = done(&firm.manager, "updateInvoice", swapped).await;
    assert_eq!(same["version"], again["version"], "nothing changed");
}

#[tokio::test]
async fn deleted_drafts_come_back_and_issued_ones_stay() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let deleted = done(&firm.manager, "deleteInvoice", json!({ "id": made["id"] })).await;
    assert!(deleted["deletedAt"].is_string());
    let list = "query($filter: InvoiceFilter) { invoices(filter: $filter) { totalCount } }";
    let count = async |filter| {
        firm.manager.query(list, json!({ "filter": filter })).await["invoices"]["totalCount"].as_i64().unwrap()
    };
    assert_eq!((count(json!({})).await, count(json!({ "deleted": true })).await), (0, 1));
    done(&firm.manager, "restoreInvoice", json!({ "id": made["id"] })).await;
    assert_eq!(count(json!({})).await, 1);
    let issued = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    assert_eq!(refusal(&firm.manager, "deleteInvoice", json!({ "id": issued["id"] })).await, at("id", "NOT_A_DRAFT"));
    let edit = json!({ "id": issued["id"], "title": "Autre" });
    assert_eq!(refusal(&firm.manager, "updateInvoice", edit).await, at("id", "NOT_A_DRAFT"));
    let given = json!({ "id": issued["id"], "assignedUserId": firm.auditor.id() });
    let given = mutate(&firm.manager, "updateInvoice", "invoice { assignedUserId title }", given).await;
    assert_eq!(given["invoice"]["assignedUserId"], json!(firm.auditor.id()));
}

#[tokio::test]
async fn a_copy_is_a_draft_of_its_own() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let model = issued(&firm.manager, &clinic, json!([day_of_audit("1"), day_of_training("1")])).await;
    let copy = done(&firm.manager, "duplicateInvoice", json!({ "id": model["id"] })).await;
    assert_ne!(copy["id"], model["id"]);
    assert_eq!((&copy["status"], &copy["total"]), (&json!("DRAFT"), &model["total"]));
    assert_eq!(now(&firm.manager, &model["id"]).await, model);
}

#[tokio::test]
async fn bad_input_is_named_field_by_field() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let input = json!({
        "institutionId": clinic, "title": " ", "serviceStart": "2026-02-02", "serviceEnd": "2026-02-01",
        "purchaseOrderNumber": "x".repeat(101),
        "lines": [
            { "description": "", "quantity": "1", "unitPrice": "1", "taxRate": "20" },
            { "description": "a", "quantity": "-1", "unitPrice": "1", "taxRate": "20" },
            { "description": "a", "quantity": "1", "unitPrice": "10000000", "taxRate": "20" },
            { "description": "a", "quantity": "1", "unitPrice": "1", "taxRate": "11" },
            { "description": "a", "quantity": "1", "unitPrice": "1", "taxRate": "0" },
            { "description": "a", "quantity": "1", "unitPrice": "1", "taxRate": "20", "discountValue": "101" },
        ],
    });
    let mut found = refused(&firm.manager, "createInvoice", input).await;
    found.sort();
    assert_eq!(
        found,
        [
            at("lines.0.description", "REQUIRED"),
            at("lines.1.quantity", "OUT_OF_RANGE"),
            at("lines.2.unitPrice", "OUT_OF_RANGE"),
            at("lines.3.taxRate", "UNKNOWN_RATE"),
            at("lines.4.vatCategory", "REQUIRED"),
            at("lines.5.discountValue", "OUT_OF_RANGE"),
            at("purchaseOrderNumber", "TOO_LONG"),
            at("serviceEnd", "BEFORE_START"),
            at("title", "REQUIRED"),
        ]
    );
    let nothing = json!({ "description": "Rien", "quantity": "1", "unitPrice": "0", "taxRate": "20",
        "discountValue": "11" });
    assert_eq!(draft(&firm.manager, &clinic, json!([nothing])).await["total"], "0.00", "11 % of nothing");
    let many = json!({ "institutionId": clinic, "title": "Trop", "lines": vec![day_of_audit("1"); 30_000] });
    let answer = attempt(&firm.manager, "createInvoice", "", many).await;
    let refused = answer["data"]["createInvoice"]["userErrors"][0]["code"] == "TOO_MANY";
    assert!(refused || answer["errors"][0]["message"].is_string(), "{answer:#}");
    let unknown = json!({ "institutionId": firm.manager.id(), "title": "Perdue" });
    assert_eq!(refusal(&firm.manager, "createInvoice", unknown).await, at("institutionId", "NOT_FOUND"));
    let dear = json!({ "description": "a", "quantity": "999", "unitPrice": "9999999.99", "taxRate": "0",
        "vatCategory": "E", "vatExemptionCode": "VATEX-FR-CGI261-4" });
    let sum = json!({ "institutionId": clinic, "title": "Somme", "lines": [dear, dear] });
    assert_eq!(refusal(&firm.manager, "createInvoice", sum).await, at("lines", "TOTAL_TOO_LARGE"));
}

#[tokio::test]
async fn a_copy_has_no_template_that_is_no_longer_usable() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let input = json!({ "name": "Facture", "type": "INVOICE" });
    let template = mutate(&firm.admin, "createInvoiceTemplate", "invoiceTemplate { id }", input).await;
    let template = &template["invoiceTemplate"]["id"];
    let model = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    done(&firm.manager, "updateInvoice", json!({ "id": model["id"], "templateId": template })).await;
    let copied = async || {
        let selection = "invoice { template { id } }";
        let mut payload = mutate(&firm.manager, "duplicateInvoice", selection, json!({ "id": model["id"] })).await;
        assert_eq!(payload["userErrors"], json!([]));
        payload["invoice"]["template"].take()
    };
    assert_eq!(&copied().await["id"], template);
    mutate(&firm.admin, "deleteInvoiceTemplate", "", json!({ "id": template })).await;
    assert_eq!(copied().await, json!(null));
}
