//! Numbers have no hole and are never given twice, however many people issue at once.

use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use crate::{
    common::firm::Firm,
    setting::{attempt, clinic, code, day_of_audit, done, draft, issued, mutate, office, refusal, texts, today},
};

/// Refuses the commit of documents that are called so, after they have got their number.
const REFUSE_AT_THE_END: &str = "
    CREATE FUNCTION refuse_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'refused at the end' USING errcode = 'raise_exception';
    END $$;
    CREATE CONSTRAINT TRIGGER refuse_at_the_end AFTER UPDATE ON invoices DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (new.invoice_number IS NOT NULL AND new.title = 'Zurück') EXECUTE FUNCTION refuse_at_the_end()";

async fn drafts(firm: &Firm, clinic: &str, count: usize) -> Vec<Value> {
    let make = async |n: usize| {
        let made = draft(&firm.manager, clinic, json!([day_of_audit("1")])).await;
        if n.is_multiple_of(3) {
            done(&firm.manager, "updateInvoice", json!({ "id": made["id"], "title": "Zurück" })).await;
        }
        made["id"].clone()
    };
    stream::iter(0..count).map(make).buffer_unordered(8).collect().await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_with_a_third_rolled_back() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    firm.app.sql(REFUSE_AT_THE_END).await;
    let drafts = drafts(&firm, &clinic, 200).await;
    let issue = async |id: Value| {
        attempt(&firm.manager, "issueInvoice", "invoice { invoiceNumber }", json!({ "id": id })).await
    };
    let answers: Vec<Value> = stream::iter(drafts).map(issue).buffer_unordered(200).collect().await;
    let mut given: Vec<&str> = answers
        .iter()
        .filter_map(|answer| answer["data"]["issueInvoice"]["invoice"]["invoiceNumber"].as_str())
        .collect();
    given.sort_unstable();
    let refused = answers.iter().filter(|answer| code(answer) == "INTERNAL_SERVER_ERROR").count();
    assert_eq!(
        (given.len(), refused),
        (133, 67),
        "{:#?}",
        answers.iter().find(|answer| answer["errors"][0]["extensions"]["reason"] == "SERVICE_UNAVAILABLE")
    );
    let month = today().format("%Y%m");
    let expected: Vec<String> = (1..=133).map(|n| format!("INV{month}{n:04}")).collect();
    assert_eq!(given, expected);
    let counter = texts(&firm.app, "SELECT last_number FROM document_counters WHERE series = 'INV'").await;
    assert_eq!(counter, ["133"]);
    let document = "query($year: Int!) { verifyInvoiceChain(series: \"INV\", year: $year) { isValid documentCount } }";
    let year: i32 = today().format("%Y").to_string().parse().unwrap();
    let data = firm.manager.query(document, json!({ "year": year })).await;
    assert_eq!(data["verifyInvoiceChain"], json!({ "isValid": true, "documentCount": 133 }));
}

#[tokio::test]
async fn credit_notes_count_by_themselves() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let month = today().format("%Y%m");
    for n in 1..=3 {
        let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
        assert_eq!(made["invoiceNumber"], format!("INV{month}000{n}"));
        let input = json!({ "invoiceId": made["id"], "issue": true });
        let payload = mutate(&firm.manager, "createCreditNote", "invoice { invoiceNumber series }", input).await;
        assert_eq!(payload["invoice"]["invoiceNumber"], format!("AV{month}000{n}"), "{payload:#}");
    }
}

#[tokio::test]
async fn another_pattern_goes_on_counting_and_never_repeats_a_number() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let set = async |input: Value| {
        let payload = mutate(&firm.admin, "updateFirm", "firm { version }", input).await;
        assert_eq!(payload["userErrors"], json!([]));
    };
    set(json!({ "invoiceNumberPattern": "F-{YY}-{00001}" })).await;
    let second = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    assert_eq!(second["invoiceNumber"], format!("F-{}-00002", today().format("%y")));
    // A series of its own begins at 1: the number of the pattern is given already.
    set(json!({ "invoiceSeries": "AUTRE", "invoiceNumberPattern": "INV{YYYY}{MM}{0001}" })).await;
    let third = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let (field, code) = refusal(&firm.manager, "issueInvoice", json!({ "id": third["id"] })).await;
    assert_eq!((field.as_str(), code.as_str()), ("", "NUMBER_TAKEN"));
    set(json!({ "invoiceNumberPattern": "B{YYYY}{0001}" })).await;
    let third = done(&firm.manager, "issueInvoice", json!({ "id": third["id"] })).await;
    assert_eq!(third["invoiceNumber"], format!("B{}0001", today().format("%Y")));
}
