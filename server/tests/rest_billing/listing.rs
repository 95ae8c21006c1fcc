//! Lists of quotes and invoices: filters, pages, the order.

use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn each_parameter_filters_quotes() {
    let (firm, hospital) = office().await;
    let other = crate::setting::hospital(&firm, "Autre", &firm.manager).await;
    let a = create(&firm.manager, QUOTES, &with(quote_body(&hospital), json!({ "title": "A" }))).await;
    let big = json!({ "title": "B", "description": "Enquête", "lines": [line(10.0)] });
    create(&firm.manager, QUOTES, &with(quote_body(&other), big)).await;
    create(&firm.auditor, QUOTES, &with(quote_body(&hospital), json!({ "title": "C" }))).await;
    step(&firm.manager, QUOTES, &a, "send").await;
    let of_hospital = format!("institutionId={}", hospital.as_str().unwrap());
    let of_auditor = format!("assignedUserId={}", firm.auditor.id());
    let after = format!("dateFrom={}", in_days(1));
    for (query, expected) in [
        ("", &["C", "B", "A"][..]),
        (of_hospital.as_str(), &["C", "A"]),
        (of_auditor.as_str(), &["C"]),
        ("status=sent", &["A"]),
        ("amountMin=200", &["B"]),
        ("amountMin=100&amountMax=200", &["C", "A"]),
        ("search=enquete", &["B"]),
        (after.as_str(), &[]),
        ("dateFrom=2020-01-31&status=&search=&limit=", &["C", "B", "A"]),
        ("limit=2&page=2", &["A"]),
        ("limit=-1", &["C", "B", "A"]),
    ] {
        assert_eq!(
            texts(&firm.manager.get(&format!("{QUOTES}?{query}")).await.expect(200), "title"),
            expected,
            "{query}"
        );
    }
    for (path, expected) in [
        (format!("{QUOTES}/institution/{}", hospital.as_str().unwrap()), &["C", "A"][..]),
        (format!("{QUOTES}/user/{}", firm.auditor.id()), &["C"]),
        (format!("{QUOTES}/status/draft"), &["C", "B"]),
    ] {
        let answer = firm.manager.get(&path).await.expect(200);
        assert_eq!(texts(&answer, "title"), expected, "{path}");
        assert!(answer.json()["data"][0]["lines"].is_array(), "these lists show the lines");
    }
    assert_eq!(firm.manager.get("/api/quotes/status/lost").await.expect(400).code(), "INVALID_STATUS");
}

#[tokio::test]
async fn each_parameter_filters_invoices() {
    let (firm, hospital) = office().await;
    let other = crate::setting::hospital(&firm, "Autre", &firm.manager).await;
    let a = create(&firm.manager, INVOICES, &with(invoice_body(&hospital), json!({ "title": "A" }))).await;
    let big = json!({ "title": "B", "description": "Enquête", "lines": [line(10.0)] });
    create(&firm.manager, INVOICES, &with(invoice_body(&other), big)).await;
    create(&firm.auditor, INVOICES, &with(invoice_body(&hospital), json!({ "title": "C" }))).await;
    let sent = step(&firm.manager, INVOICES, &a, "send").await;
    let of_hospital = format!("institutionId={}", hospital.as_str().unwrap());
    let of_auditor = format!("assignedUserId={}", firm.auditor.id());
    let by_number = format!("search={}", sent["invoiceNumber"].as_str().unwrap());
    for (query, expected) in [
        ("", &["C", "B", "A"][..]),
        (of_hospital.as_str(), &["C", "A"]),
        (of_auditor.as_str(), &["C"]),
        ("status=sent", &["A"]),
        ("status=draft", &["C", "B"]),
        ("amountMin=200", &["B"]),
        ("amountMax=200", &["C", "A"]),
        ("search=enquete", &["B"]),
        (by_number.as_str(), &["A"]),
        ("kind=credit_note", &[]),
        ("dateTo=2020-01-31", &[]),
        ("limit=1&page=3", &["A"]),
    ] {
        let answer = firm.manager.get(&format!("{INVOICES}?{query}")).await.expect(200);
        assert_eq!(texts(&answer, "title"), expected, "{query}");
    }
    for (path, expected) in [
        (format!("{INVOICES}/institution/{}", hospital.as_str().unwrap()), &["C", "A"][..]),
        (format!("{INVOICES}/user/{}", firm.auditor.id()), &["C"]),
        (format!("{INVOICES}/status/sent"), &["A"]),
    ] {
        assert_eq!(texts(&firm.manager.get(&path).await.expect(200), "title"), expected, "{path}");
    }
    assert_eq!(firm.manager.get("/api/invoices/status/issued").await.expect(400).code(), "INVALID_STATUS");
}

#[tokio::test]
async fn pages_are_numbered() {
    let (firm, hospital) = office().await;
    for _ in 0..3 {
        create(&firm.manager, QUOTES, &quote_body(&hospital)).await;
        create(&firm.manager, INVOICES, &invoice_body(&hospital)).await;
    }
    for group in [QUOTES, INVOICES] {
        let meta =
            async |query: &str| firm.manager.get(&format!("{group}?{query}")).await.expect(200).json()["meta"].take();
        let of = |page: i64, limit: i64, pages: i64| -> Value {
            json!({ "total": 3, "page": page, "limit": limit, "totalPages": pages })
        };
        assert_eq!(meta("").await, of(1, 20, 1));
        assert_eq!(meta("limit=2&page=2").await, of(2, 2, 2));
        assert_eq!(meta("limit=-1").await, of(1, -1, 1));
        for query in ["limit=0", "limit=5001", "page=0", "limit=ten", "status=open", "amountMin=much"] {
            let answer = firm.manager.get(&format!("{group}?{query}")).await.expect(400);
            let field = query.split('=').next().unwrap().to_owned();
            assert_eq!((answer.code().as_str(), fields(&answer)), ("VALIDATION_ERROR", vec![field]), "{group}?{query}");
        }
    }
}
