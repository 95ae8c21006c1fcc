//! Revenue month by month.

use chrono::{Datelike as _, Months, NaiveDate};
use serde_json::{Value, json};

use crate::{
    books::{AMOUNTS, Books, is, redate},
    common::Client,
    setting::{code, day_of_audit, issued, today},
};

async fn evolution(client: &Client, months: Option<i32>, institution: Option<&str>) -> Vec<Value> {
    let document = format!(
        "query($months: Int, $id: ID) {{ revenueEvolution(months: $months, institutionId: $id) {{ month
           audit {{ {AMOUNTS} }} formation {{ {AMOUNTS} }} other {{ {AMOUNTS} }} total {{ {AMOUNTS} }} }} }}"
    );
    let data = client.query(&document, json!({ "months": months, "id": institution })).await;
    data["revenueEvolution"].as_array().unwrap().clone()
}

/// The first day of the month so many months ago.
fn month(ago: u32) -> NaiveDate {
    today().with_day(1).unwrap() - Months::new(ago)
}

#[tokio::test]
async fn every_month_is_there() {
    let books = Books::empty().await;
    for id in [None, Some(books.one.as_str())] {
        for (asked, months) in [(None, 12), (Some(1), 1), (Some(24), 24)] {
            let told = evolution(&books.firm.manager, asked, id).await;
            let expected: Vec<String> = (0..months).rev().map(|ago| month(ago).to_string()).collect();
            let first_days: Vec<&str> = told.iter().map(|month| month["month"].as_str().unwrap()).collect();
            assert_eq!(first_days, expected, "{id:?}");
            for month in &told {
                is(&month["total"], 0, ["0.00", "0.00"], ["0.00", "0.00"]);
            }
        }
    }
}

#[tokio::test]
async fn documents_stand_in_their_month() {
    let books = Books::empty().await;
    let client = &books.firm.manager;
    let last_day = |ago: u32| month(ago - 1).pred_opt().unwrap();
    for (quantity, day) in [("1", month(2)), ("2", last_day(2)), ("3", month(1)), ("4", month(24))] {
        let made = issued(client, &books.one, json!([day_of_audit(quantity)])).await;
        redate(&books.firm.app, &made, &day.to_string()).await;
    }
    issued(client, &books.other, json!([day_of_audit("5")])).await;
    books.enter(json!({ "netAmount": "10", "entryDate": month(1).to_string(), "institutionId": books.one })).await;
    let of_one = evolution(client, Some(3), Some(&books.one)).await;
    is(&of_one[0]["audit"], 2, ["360.00", "0.00"], ["300.00", "0.00"]);
    is(&of_one[1]["total"], 2, ["370.00", "0.00"], ["310.00", "0.00"]);
    is(&of_one[2]["total"], 0, ["0.00", "0.00"], ["0.00", "0.00"]);
    let of_firm = evolution(client, Some(24), None).await;
    is(&of_firm[21]["audit"], 2, ["360.00", "0.00"], ["300.00", "0.00"]);
    is(&of_firm[22]["other"], 1, ["10.00", "0.00"], ["10.00", "0.00"]);
    is(&of_firm[23]["total"], 1, ["600.00", "0.00"], ["500.00", "0.00"]);
    let all: i64 = of_firm.iter().map(|month| month["total"]["count"].as_i64().unwrap()).sum();
    assert_eq!(all, 5, "the oldest invoice lies before them");
    let mut dashboard =
        client.query("{ dashboard { revenue(months: 2) { month total { invoiced } } } }", json!({})).await;
    assert_eq!(
        dashboard["dashboard"]["revenue"].take(),
        json!([{ "month": month(1).to_string(), "total": { "invoiced": "370.00" } },
            { "month": month(0).to_string(), "total": { "invoiced": "600.00" } }])
    );
}

#[tokio::test]
async fn months_are_1_to_24() {
    let books = Books::empty().await;
    for months in [0, -1, 25, i32::MAX, i32::MIN] {
        for document in [
            format!("{{ revenueEvolution(months: {months}) {{ month }} }}"),
            format!("{{ dashboard {{ revenue(months: {months}) {{ month }} }} }}"),
        ] {
            let answer = books.firm.manager.graphql(&document, json!({})).await;
            assert_eq!(code(&answer), "BAD_USER_INPUT", "{document}");
            let message = answer["errors"][0]["message"].as_str().unwrap();
            assert!(message.contains("`months` is a number from 1 to 24"), "{message}");
        }
    }
}
