//! What cannot be exported is said.

use crate::{common::firm::Firm, setting::office};

#[tokio::test]
async fn what_is_asked_must_make_sense() {
    let firm = office().await;
    for path in [
        "/api/export/quotes?format=pdf",
        "/api/export/quotes?locale=de",
        "/api/export/quotes?startDate=hier",
        "/api/export/quotes?status=lost",
        "/api/export/invoices?institutionId=1",
        "/api/export/fec",
        "/api/export/fec?from=2026-01-01",
        "/api/export/fec?from=2026-02-30&to=2026-12-31",
        "/api/export/fec?from=2026-12-31&to=2026-01-01",
        "/api/export/fec?from=1026-01-01&to=1026-12-31",
        "/api/export/fec?from=2025-12-31&to=2026-01-01",
    ] {
        let answer = firm.manager.get(path).await;
        assert_eq!(answer.status, 400, "{path}: {}", answer.text());
        assert!(!answer.json()["error"]["message"].as_str().unwrap().is_empty(), "{path}");
    }
    firm.manager.get("/api/export/users").await.expect(404);
    firm.manager.post("/api/export/quotes", &serde_json::json!({})).await.expect(405);
}

#[tokio::test]
async fn the_journals_need_the_siren() {
    let firm = Firm::start().await;
    let answer = firm.manager.get("/api/export/fec?from=2026-01-01&to=2026-12-31").await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "MISSING_MENTION"));
}
