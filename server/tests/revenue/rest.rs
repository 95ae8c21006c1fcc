//! Revenue on REST: paths, numbers, refusals, and agreement with GraphQL.

use chrono::{Datelike as _, Months};
use serde_json::{Value, json};

use crate::{
    books::{Books, redate, revenue, revenue_of},
    setting::{day_of_audit, issued, today},
};

/// A source as REST tells it, of what GraphQL tells.
fn as_on_rest(source: &Value, with_count: bool) -> Value {
    let number = |name: &str| source[name].as_str().unwrap().parse::<f64>().unwrap();
    let mut told = json!({
        "totalRevenue": number("invoiced"), "paidRevenue": number("paid"), "unpaidRevenue": number("unpaid"),
    });
    if with_count {
        told["invoiceCount"] = source["count"].clone();
    }
    told
}

fn whole(revenue: &Value) -> Value {
    json!({
        "audit": as_on_rest(&revenue["audit"], true), "formation": as_on_rest(&revenue["formation"], true),
        "other": as_on_rest(&revenue["other"], true), "total": as_on_rest(&revenue["total"], false),
    })
}

#[tokio::test]
async fn every_path_tells_what_graphql_tells() {
    let books = Books::full().await;
    let (viewer, one) = (&books.firm.viewer, &books.one);
    let firm = whole(&revenue(viewer, None).await);
    assert_eq!(
        firm["audit"],
        json!({ "totalRevenue": 2400.0, "paidRevenue": 290.01, "unpaidRevenue": 2109.99, "invoiceCount": 6 })
    );
    for path in ["/api/revenue/consolidated", "/api/dashboard/revenue/consolidated"] {
        let answer = viewer.get(path).await.expect(200).json();
        assert_eq!(answer, json!({ "success": true, "data": firm }), "{path}");
    }
    let of_one = whole(&revenue(viewer, Some(one)).await);
    for path in [
        format!("/api/revenue/consolidated?institutionId={one}"),
        format!("/api/revenue/institutions/{one}"),
        format!("/api/institutions/{one}/revenue/consolidated?startDate=&unknown=1"),
    ] {
        assert_eq!(viewer.get(&path).await.expect(200).json()["data"], of_one, "{path}");
        assert_eq!(books.firm.auditor.get(&path).await.expect(200).json()["data"], of_one, "{path}");
    }
}

#[tokio::test]
async fn months_have_names() {
    let books = Books::full().await;
    let manager = &books.firm.manager;
    let document = "query($months: Int, $id: ID) { revenueEvolution(months: $months, institutionId: $id) {
        month audit { invoiced } formation { invoiced } other { invoiced } total { invoiced } } }";
    let long = format!("?months=24&institutionId={}", books.one);
    for (query, months, id) in
        [("", Value::Null, None), ("?months=3", json!(3), None), (long.as_str(), json!(24), Some(books.one.as_str()))]
    {
        let mut data = manager.query(document, json!({ "months": months, "id": id })).await;
        let Value::Array(told) = data["revenueEvolution"].take() else { panic!("{data}") };
        let expected: Vec<Value> = told
            .iter()
            .map(|month| {
                let number = |source: &str| month[source]["invoiced"].as_str().unwrap().parse::<f64>().unwrap();
                json!({ "month": month["month"].as_str().unwrap()[..7], "audit": number("audit"),
                    "formation": number("formation"), "other": number("other"), "total": number("total") })
            })
            .collect();
        for path in ["/api/revenue/evolution", "/api/dashboard/revenue/evolution"] {
            let answer = manager.get(&format!("{path}{query}")).await.expect(200).json();
            assert_eq!(answer, json!({ "success": true, "data": { "evolution": expected } }), "{path}{query}");
        }
    }
    let last = manager.get("/api/revenue/evolution?months=1").await.expect(200).json();
    let month = today().format("%Y-%m").to_string();
    assert_eq!(
        last["data"]["evolution"],
        json!([{ "month": month, "audit": 2400.0, "formation": 111600.0, "other": 390.5, "total": 114390.5 }])
    );
}

#[tokio::test]
async fn days_are_those_of_france() {
    let books = Books::empty().await;
    let manager = &books.firm.manager;
    let made = issued(manager, &books.one, json!([day_of_audit("1")])).await;
    redate(&books.firm.app, &made, "2026-07-01").await;
    for (query, amount) in [
        ("startDate=2026-07-01&endDate=2026-07-01", 120.0),
        ("startDate=2026-06-30T22:00:00.000Z", 120.0),
        ("startDate=2026-07-01T22:00:00.000Z", 0.0),
        ("endDate=2026-06-30", 0.0),
        ("endDate=2026-06-30T21:59:59.999Z", 0.0),
        ("endDate=2026-07-01T21:59:59.999Z", 120.0),
    ] {
        let answer = manager.get(&format!("/api/revenue/consolidated?{query}")).await.expect(200).json();
        assert_eq!(answer["data"]["total"]["totalRevenue"], amount, "{query}");
    }
    let july = revenue_of(manager, json!({ "from": "2026-07-01", "to": "2026-07-31" })).await;
    assert_eq!(july["total"]["invoiced"], "120.00");
}

#[tokio::test]
async fn what_is_wrong_is_told() {
    let books = Books::empty().await;
    let (manager, auditor) = (&books.firm.manager, &books.firm.auditor);
    for (path, code) in [
        ("/api/revenue/evolution?months=0", "BAD_REQUEST"),
        ("/api/dashboard/revenue/evolution?months=25", "BAD_REQUEST"),
        ("/api/revenue/evolution?months=twelve", "VALIDATION_ERROR"),
        ("/api/revenue/consolidated?startDate=yesterday", "VALIDATION_ERROR"),
        ("/api/revenue/consolidated?startDate=2026-02-02&endDate=2026-02-01", "BAD_REQUEST"),
        ("/api/revenue/consolidated?institutionId=7", "VALIDATION_ERROR"),
        ("/api/revenue/institutions/7", "VALIDATION_ERROR"),
        ("/api/institutions/7/revenue/consolidated", "VALIDATION_ERROR"),
    ] {
        assert_eq!(manager.get(path).await.expect(400).code(), code, "{path}");
    }
    for path in [
        format!("/api/revenue/institutions/{}", books.other),
        format!("/api/institutions/{}/revenue/consolidated", books.other),
        format!("/api/revenue/evolution?institutionId={}", books.other),
    ] {
        assert_eq!(auditor.get(&path).await.expect(404).code(), "NOT_FOUND", "{path}");
    }
    for path in ["/api/revenue/consolidated", "/api/dashboard/revenue/consolidated", "/api/dashboard/revenue/evolution"]
    {
        assert_eq!(auditor.get(path).await.expect(403).code(), "INSUFFICIENT_PERMISSIONS", "{path}");
        assert_eq!(books.firm.app.anonymous().get(path).await.expect(401).code(), "TOKEN_REQUIRED", "{path}");
    }
}

#[tokio::test]
async fn the_present_month_is_the_last_one() {
    let books = Books::empty().await;
    let answer = books.firm.manager.get("/api/revenue/evolution?months=2").await.expect(200).json();
    let this_month = today().with_day(1).unwrap();
    let names = [this_month - Months::new(1), this_month].map(|day| day.format("%Y-%m").to_string());
    let told: Vec<&str> =
        answer["data"]["evolution"].as_array().unwrap().iter().map(|month| month["month"].as_str().unwrap()).collect();
    assert_eq!(told, names);
}
