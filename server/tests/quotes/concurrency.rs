//! Two at once, and the same request twice.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::setting::*;

#[tokio::test]
async fn a_repeated_request_is_carried_out_once() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let input = json!({ "institutionId": hospital, "title": "Audit", "lines": [day_of_audit("1")] });
    let answers =
        join_all((0..4).map(|_| repeat(&firm.manager, "k1", "createQuote", "quote { id }", input.clone()))).await;
    assert!(answers.iter().all(|answer| answer["data"] == answers[0]["data"]), "{answers:#?}");
    let id = &answers[0]["data"]["createQuote"]["quote"]["id"];
    let other = json!({ "institutionId": hospital, "title": "Autre" });
    assert_eq!(code(&repeat(&firm.manager, "k1", "createQuote", "quote { id }", other).await), "CONFLICT");
    let send = json!({ "id": id });
    for _ in 0..2 {
        let handed_over = json!({ "id": id, "mail": false });
        let answer = repeat(&firm.manager, "k2", "sendQuote", "quote { status }", handed_over).await;
        assert_eq!(answer["data"]["sendQuote"]["quote"]["status"], "SENT", "{answer:#}");
    }
    let copies =
        join_all((0..2).map(|_| repeat(&firm.manager, "k3", "duplicateQuote", "quote { id }", send.clone()))).await;
    assert_eq!(copies[0]["data"], copies[1]["data"]);
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM quotes").await, ["2"]);
}

#[tokio::test]
async fn of_two_writers_one_wins_and_numbers_are_given_once() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let quotes = join_all((0..8).map(|_| draft(&firm.manager, &hospital, json!([day_of_audit("1")])))).await;
    let numbers: std::collections::HashSet<String> =
        quotes.iter().map(|quote| quote["quoteNumber"].to_string()).collect();
    assert_eq!(numbers.len(), 8);
    let id = &quotes[0]["id"];
    let write = |n: usize| {
        let input = json!({ "id": id, "expectedVersion": 1, "title": format!("T{n}") });
        async { attempt(&firm.manager, "updateQuote", "quote { version }", input).await }
    };
    let answers = join_all((0..4).map(write)).await;
    assert_eq!(answers.iter().filter(|answer| answer.get("errors").is_none()).count(), 1, "{answers:#?}");
    // Both accept and reject: one of them is first.
    done(&firm.manager, "sendQuote", json!({ "id": id })).await;
    let input = json!({ "id": id });
    let (yes, no) = tokio::join!(
        outcome(&firm.manager, "acceptQuote", input.clone()),
        outcome(&firm.admin, "rejectQuote", input.clone())
    );
    let mut outcomes = [yes.as_str(), no.as_str()];
    outcomes.sort_unstable();
    assert_eq!(outcomes, ["input:ILLEGAL_TRANSITION", "ok"]);
}

#[tokio::test]
async fn one_default_of_each_type_however_many_choose_at_once() {
    let firm = Firm::start().await;
    let mut made = Vec::new();
    for n in 0..4 {
        let input = json!({ "name": format!("T{n}"), "type": "QUOTE" });
        made.push(of(&firm.admin, "createInvoiceTemplate", "invoiceTemplate", "id", input).await);
    }
    let choose = |template: &Value| {
        let input = json!({ "id": template["id"] });
        async { outcome(&firm.admin, "setDefaultInvoiceTemplate", input).await }
    };
    let outcomes = join_all(made.iter().map(choose)).await;
    assert!(outcomes.iter().all(|outcome| outcome == "ok"), "{outcomes:?}");
    assert_eq!(texts(&firm.app, "SELECT count(*) FROM document_templates WHERE is_default").await, ["1"]);
}
