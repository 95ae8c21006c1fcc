//! Who owes what, and how long it takes to be paid.

use chrono::Days;
use serde_json::{Value, json};

use crate::{
    common::firm::Firm,
    setting::{clinic, code, day_of_audit, done, draft, issued, office, pay, today},
};

/// Moves an issued invoice into the past: issued so many days ago, due after 30.
async fn age(firm: &Firm, invoice: &Value, days: i32) {
    firm.app
        .sql(&format!(
            "SET session_replication_role = replica;
             UPDATE invoices SET issue_date = issue_date - {days}, due_date = due_date - interval '{days} days'
               WHERE id = '{}';
             RESET session_replication_role",
            invoice["id"].as_str().unwrap()
        ))
        .await;
}

#[tokio::test]
async fn what_is_owed_is_told_by_age() {
    let firm = office().await;
    let (one, other) = (clinic(&firm, "Une", &firm.auditor).await, clinic(&firm, "Autre", &firm.manager).await);
    // Days since the issue; due after 30.
    for (clinic, quantity, days) in
        [(&one, "1", 0), (&one, "2", 31), (&one, "3", 75), (&other, "4", 100), (&other, "5", 130), (&other, "6", 200)]
    {
        let made = issued(&firm.manager, clinic, json!([day_of_audit(quantity)])).await;
        age(&firm, &made, days).await;
    }
    let part = issued(&firm.manager, &one, json!([day_of_audit("10")])).await;
    pay(&firm.manager, &part["id"], "1000", true).await;
    let note = issued(&firm.manager, &one, json!([day_of_audit("1")])).await;
    done(&firm.manager, "cancelInvoice", json!({ "id": note["id"] })).await;
    draft(&firm.manager, &one, json!([day_of_audit("50")])).await;
    let document =
        "query($asOf: Date, $id: ID, $first: Int) { agedBalance(asOf: $asOf, institutionId: $id, first: $first) { asOf
        total { notDue days0To30 days31To60 days61To90 days91To120 over120Days total invoiceCount institution { name } }
        rows { institution { name } notDue days0To30 days31To60 days61To90 days91To120 over120Days total } } }";
    let data = firm.manager.query(document, json!({})).await;
    let told = &data["agedBalance"];
    assert_eq!(told["asOf"], today().to_string());
    assert_eq!(
        told["total"],
        json!({ "notDue": "320.00", "days0To30": "240.00", "days31To60": "360.00", "days61To90": "480.00",
            "days91To120": "600.00", "over120Days": "720.00", "total": "2720.00", "invoiceCount": 7, "institution": null })
    );
    let names: Vec<&str> =
        told["rows"].as_array().unwrap().iter().map(|row| row["institution"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Autre", "Une"], "who owes most comes first");
    let few = firm.manager.query(document, json!({ "first": 1 })).await;
    assert_eq!(few["agedBalance"]["rows"].as_array().unwrap().len(), 1);
    assert_eq!(few["agedBalance"]["total"]["total"], "2720.00", "the sum is of all");
    let single = firm.manager.query(document, json!({ "id": one })).await;
    assert_eq!(single["agedBalance"]["total"]["total"], "920.00");
    let own = firm.auditor.query(document, json!({})).await;
    assert_eq!(own["agedBalance"]["total"]["total"], "920.00", "an auditor sees assigned institutions");
    let nobody = firm.manager.query(document, json!({ "id": firm.manager.id() })).await;
    assert_eq!((&nobody["agedBalance"]["total"]["total"], &nobody["agedBalance"]["rows"]), (&json!("0"), &json!([])));
    let future = firm.manager.graphql(document, json!({ "asOf": today().succ_opt().unwrap().to_string() })).await;
    assert_eq!(code(&future), "BAD_USER_INPUT");
}

#[tokio::test]
async fn a_past_day_knows_nothing_of_what_came_later() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("10")])).await;
    age(&firm, &made, 60).await;
    pay(&firm.manager, &made["id"], "600", true).await;
    let credit = json!({ "invoiceId": made["id"], "lines": [day_of_audit("1")], "issue": true });
    done(&firm.manager, "createCreditNote", credit).await;
    pay(&firm.manager, &made["id"], "480", true).await;
    let document = "query($asOf: Date) { agedBalance(asOf: $asOf) { total { days0To30 total } } }";
    let owed = async |days: u64| {
        let day = today() - Days::new(days);
        let data = firm.manager.query(document, json!({ "asOf": day.to_string() })).await;
        data["agedBalance"]["total"]["total"].as_str().unwrap().to_owned()
    };
    assert_eq!(owed(0).await, "0");
    assert_eq!(owed(1).await, "1200.00", "before the payments of today");
    assert_eq!(owed(60).await, "1200.00");
    assert_eq!(owed(61).await, "0", "before the issue");
}

#[tokio::test]
async fn delays_and_days_of_sales() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    for (quantity, days, paid) in [("1", 10, true), ("2", 50, true), ("3", 5, false)] {
        let made = issued(&firm.manager, &clinic, json!([day_of_audit(quantity)])).await;
        age(&firm, &made, days).await;
        if paid {
            pay(&firm.manager, &made["id"], made["total"].as_str().unwrap(), true).await;
        }
    }
    let document = "query($from: Date!, $to: Date!) { paymentDelays(from: $from, to: $to) { paidCount paidOnTimeCount
        averageDaysToPay averageDaysLate invoicedAmount outstandingAmount daysSalesOutstanding } }";
    let from = (today() - Days::new(59)).to_string();
    let variables = json!({ "from": from, "to": today().to_string() });
    let data = firm.manager.query(document, variables).await;
    assert_eq!(
        data["paymentDelays"],
        json!({ "paidCount": 2, "paidOnTimeCount": 1, "averageDaysToPay": "30.0", "averageDaysLate": "0.0",
            "invoicedAmount": "720.00", "outstandingAmount": "360.00", "daysSalesOutstanding": "30.0" })
    );
    let wrong = firm.manager.graphql(document, json!({ "from": today().to_string(), "to": from })).await;
    assert_eq!(code(&wrong), "BAD_USER_INPUT");
}

#[tokio::test]
async fn the_head_of_the_list_sums_up() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let late = issued(&firm.manager, &clinic, json!([day_of_audit("2")])).await;
    let paid = issued(&firm.manager, &clinic, json!([day_of_audit("3")])).await;
    age(&firm, &late, 40).await;
    pay(&firm.manager, &paid["id"], "360", true).await;
    let part = issued(&firm.manager, &clinic, json!([day_of_audit("4")])).await;
    pay(&firm.manager, &part["id"], "100", true).await;
    let document =
        "query($filter: InvoiceFilter) { billingSummary(filter: $filter) { overdueCount overdueAmount outstandingAmount
        statuses { status count total paidAmount remainingAmount } } }";
    let data = firm.manager.query(document, json!({})).await;
    let told = &data["billingSummary"];
    assert_eq!((&told["overdueCount"], &told["overdueAmount"]), (&json!(1), &json!("240")));
    assert_eq!(told["outstandingAmount"], "620");
    let statuses: Vec<(&str, i64)> = told["statuses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|total| (total["status"].as_str().unwrap(), total["count"].as_i64().unwrap()))
        .collect();
    assert_eq!(
        statuses,
        [("DRAFT", 1), ("ISSUED", 1), ("PARTIALLY_PAID", 1), ("PAID", 1), ("OVERDUE", 0), ("CANCELLED", 0)]
    );
    let filtered = firm.manager.query(document, json!({ "filter": { "status": { "eq": "PAID" } } })).await;
    assert_eq!(filtered["billingSummary"]["statuses"][3]["total"], "360");
}
