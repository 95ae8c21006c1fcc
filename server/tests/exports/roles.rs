//! Who exports, and what of it.

use domain::ApiTokenScope;

use crate::setting::{Table, clinic, issued, lines, office};

const FILES: [&str; 7] =
    ["institutions", "contacts", "tasks", "quotes", "invoices", "payments", "fec?from=2026-01-01&to=2026-12-31"];

#[tokio::test]
async fn administrators_and_managers_export() {
    let firm = office().await;
    for file in FILES {
        for (role, client) in firm.by_role() {
            let answer = client.get(&format!("/api/export/{file}")).await;
            if matches!(role, "admin" | "manager") {
                answer.expect(200);
            } else {
                assert_eq!((answer.status, answer.code().as_str()), (403, "INSUFFICIENT_PERMISSIONS"), "{role} {file}");
                assert_eq!(answer.json()["error"]["details"]["required"], "canExportData");
            }
        }
        firm.app.anonymous().get(&format!("/api/export/{file}")).await.expect(401);
    }
}

#[tokio::test]
async fn tokens_reach_what_they_may() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    issued(&firm.manager, &clinic, "Audit", lines()).await;
    let invoices = firm.by_token(&[ApiTokenScope::Read], Some(&["invoice"])).await;
    let table = Table::of(&invoices.get("/api/export/invoices").await.expect(200));
    assert_eq!((table.only("title"), table.only("institutionName")), ("Audit", ""), "institutions are out of reach");
    assert_eq!(table.only("institutionId"), clinic);
    invoices.get("/api/export/payments").await.expect(403);
    invoices.get("/api/export/institutions").await.expect(403);
    invoices.get("/api/export/fec?from=2026-01-01&to=2026-12-31").await.expect(403);
    let institutions = firm.by_token(&[ApiTokenScope::Read], Some(&["institution"])).await;
    let table = Table::of(&institutions.get("/api/export/institutions").await.expect(200));
    assert_eq!((table.only("contactCount"), table.only("primaryContact")), ("", ""), "contacts are out of reach");
    let all = firm.by_token(&[ApiTokenScope::Read], None).await;
    for file in FILES {
        all.get(&format!("/api/export/{file}")).await.expect(200);
    }
}

#[tokio::test]
async fn a_manager_who_becomes_an_auditor_exports_no_more() {
    let firm = office().await;
    firm.manager.get("/api/export/quotes").await.expect(200);
    firm.app.sql(&format!("UPDATE users SET role = 'auditor' WHERE id = '{}'", firm.manager.id())).await;
    let answer = firm.manager.get("/api/export/quotes").await;
    assert_eq!(answer.status, 403);
}
