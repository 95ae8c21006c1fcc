//! Workbooks of Excel, looked into.

use std::io::{Cursor, Read as _};

use serde_json::json;

use crate::{
    common::Answer,
    setting::{clinic, done, issued, lines, office},
};

/// A file inside the workbook.
fn part(answer: &Answer, name: &str) -> String {
    let mut workbook = zip::ZipArchive::new(Cursor::new(&answer.body)).unwrap();
    let mut text = String::new();
    workbook.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn cells_have_types() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique <du> Port & Cie", "411-C").await;
    let invoice = issued(&firm.manager, &clinic, "Audit", lines()).await;
    let answer = firm.manager.get("/api/export/invoices?format=xlsx").await.expect(200);
    assert_eq!(answer.header("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assert!(answer.header("content-disposition").ends_with(".xlsx\""));
    assert_eq!(answer.header("content-encoding"), "", "it is compressed already");
    let sheet = part(&answer, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("invoiceNumber") && sheet.contains(invoice["invoiceNumber"].as_str().unwrap()), "{sheet}");
    assert!(sheet.contains("Clinique &lt;du&gt; Port &amp; Cie"), "{sheet}");
    assert!(sheet.contains("<v>170</v>") && sheet.contains("t=\"b\""), "{sheet}");
    assert_eq!(sheet.matches("<row ").count(), 2);
    assert!(part(&answer, "xl/workbook.xml").contains("name=\"invoices\""));
}

#[tokio::test]
async fn no_text_is_a_formula() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let input = json!({ "title": "=1+1", "institutionId": clinic, "assigneeId": firm.manager.id() });
    done(&firm.manager, "createTask", "task", "id", input).await;
    let answer = firm.manager.get("/api/export/tasks?format=xlsx&locale=fr").await.expect(200);
    let sheet = part(&answer, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && sheet.contains("<t>=1+1</t>"), "{sheet}");
    assert!(part(&answer, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[tokio::test]
async fn empty_lists_have_their_head() {
    let firm = office().await;
    for list in ["institutions", "contacts", "tasks", "quotes", "invoices", "payments"] {
        let answer = firm.admin.get(&format!("/api/export/{list}?format=xlsx")).await.expect(200);
        assert_eq!(part(&answer, "xl/worksheets/sheet1.xml").matches("<row ").count(), 1, "{list}");
    }
}
