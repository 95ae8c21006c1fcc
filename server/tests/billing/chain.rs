//! The chain of issued documents tells what was changed behind the program's back.

use serde_json::{Value, json};

use crate::{
    common::firm::Firm,
    setting::{clinic, code, day_of_audit, day_of_training, issued, office, today},
};

const DOCUMENT: &str = "query($year: Int!) { verifyInvoiceChain(series: \"INV\", year: $year) {
    isValid documentCount faults { invoiceId invoiceNumber problem } } }";

async fn verified(firm: &Firm) -> Value {
    let year: i32 = today().format("%Y").to_string().parse().unwrap();
    firm.viewer.query(DOCUMENT, json!({ "year": year })).await["verifyInvoiceChain"].take()
}

async fn five(firm: &Firm) -> Vec<Value> {
    let clinic = clinic(firm, "Clinique", &firm.manager).await;
    let mut made = Vec::new();
    for n in 1..=5 {
        made.push(issued(&firm.manager, &clinic, json!([day_of_audit(&n.to_string()), day_of_training("1")])).await);
    }
    made
}

/// Changes what the program never changes.
async fn tamper(firm: &Firm, statement: &str) {
    firm.app.sql(&format!("SET session_replication_role = replica; {statement}; RESET session_replication_role")).await;
}

fn problems(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let faults = report["faults"].as_array().unwrap();
    faults.iter().map(|fault| (text(&fault["invoiceNumber"]), text(&fault["problem"]))).collect()
}

#[tokio::test]
async fn an_untouched_chain_is_valid() {
    let firm = office().await;
    assert_eq!(verified(&firm).await, json!({ "isValid": true, "documentCount": 0, "faults": [] }));
    five(&firm).await;
    assert_eq!(verified(&firm).await, json!({ "isValid": true, "documentCount": 5, "faults": [] }));
}

#[tokio::test]
async fn every_change_is_found() {
    let firm = office().await;
    let made = five(&firm).await;
    let number = |n: usize| made[n]["invoiceNumber"].as_str().unwrap().to_owned();
    let second = made[1]["id"].as_str().unwrap();
    let changes = [
        format!("UPDATE invoices SET title = title || '.' WHERE id = '{second}'"),
        format!("UPDATE invoices SET due_date = due_date + interval '1 day' WHERE id = '{second}'"),
        format!("UPDATE invoices SET payment_terms = 'on_receipt' WHERE id = '{second}'"),
        format!("UPDATE invoices SET buyer = buyer || '{{\"name\": \"Autre\"}}' WHERE id = '{second}'"),
        format!("UPDATE invoice_lines SET description = 'Autre' WHERE invoice_id = '{second}' AND order_index = 1"),
        format!("UPDATE invoice_lines SET unit_price = 101 WHERE invoice_id = '{second}' AND order_index = 1"),
    ];
    for change in changes {
        let before = format!(
            "CREATE TABLE kept AS SELECT * FROM invoices WHERE id = '{second}';
             CREATE TABLE kept_lines AS SELECT * FROM invoice_lines WHERE invoice_id = '{second}'"
        );
        firm.app.sql(&before).await;
        tamper(&firm, &change).await;
        let report = verified(&firm).await;
        assert_eq!(problems(&report), [(number(1), "CHANGED".to_owned())], "{change}");
        assert_eq!(report["isValid"], false);
        let back = "UPDATE invoices SET title = kept.title, due_date = kept.due_date, buyer = kept.buyer,
               payment_terms = kept.payment_terms FROM kept
               WHERE invoices.id = kept.id;
             UPDATE invoice_lines SET description = kept_lines.description, unit_price = kept_lines.unit_price
               FROM kept_lines WHERE invoice_lines.id = kept_lines.id";
        tamper(&firm, back).await;
        firm.app.sql("DROP TABLE kept; DROP TABLE kept_lines").await;
        assert_eq!(verified(&firm).await["isValid"], true, "{change} undone");
    }
}

#[tokio::test]
async fn what_was_removed_or_hashed_anew_is_found() {
    let firm = office().await;
    let made = five(&firm).await;
    let number = |n: usize| made[n]["invoiceNumber"].as_str().unwrap().to_owned();
    let id = |n: usize| made[n]["id"].as_str().unwrap();
    // With a hash that fits: the next one does not.
    tamper(&firm, &format!("UPDATE invoices SET hash = sha256('x') WHERE id = '{}'", id(0))).await;
    let found = problems(&verified(&firm).await);
    assert_eq!(found, [(number(0), "CHANGED".to_owned()), (number(1), "UNCHAINED".to_owned())]);
    let hash = made[0]["hash"].as_str().unwrap();
    tamper(&firm, &format!("UPDATE invoices SET hash = decode('{hash}', 'hex') WHERE id = '{}'", id(0))).await;
    tamper(&firm, &format!("DELETE FROM invoices WHERE id = '{}'", id(4))).await;
    assert_eq!(problems(&verified(&firm).await), [("-".to_owned(), "TRUNCATED".to_owned())]);
    tamper(&firm, &format!("DELETE FROM invoices WHERE id = '{}'", id(2))).await;
    let found = problems(&verified(&firm).await);
    let broken = [(number(3), "UNCHAINED"), (number(3), "MISSING"), ("-".to_owned(), "TRUNCATED")];
    assert_eq!(found, broken.map(|(number, problem)| (number, problem.to_owned())));
}

#[tokio::test]
async fn who_sees_a_part_of_the_invoices_verifies_no_chain() {
    let firm = office().await;
    let answer = firm.auditor.graphql(DOCUMENT, json!({ "year": 2026 })).await;
    assert_eq!(code(&answer), "FORBIDDEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_issued_meanwhile_is_no_fault() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let issuing = async {
        for _ in 0..25 {
            issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
        }
    };
    let mut issuing = std::pin::pin!(issuing);
    let mut looked = 0;
    loop {
        tokio::select! {
            () = &mut issuing => break,
            report = verified(&firm) => {
                looked += 1;
                assert_eq!(report["faults"], json!([]), "after {looked}");
            }
        }
    }
    assert!(looked > 10, "{looked}");
}
