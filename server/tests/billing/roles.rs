//! Who sees and does what: four roles, and whose institution it is.

use serde_json::{Value, json};

use crate::{
    common::{Client, firm::Firm},
    setting::{accepted_quote, attempt, clinic, code, day_of_audit, draft, issued, mutate, office, pay},
};

/// `ok`, the code of an error, or of what was wrong with the input.
async fn outcome(client: &Client, name: &str, input: Value) -> String {
    let answer = attempt(client, name, "", input).await;
    if answer.get("errors").is_some() {
        return code(&answer).to_owned();
    }
    let refused = answer["data"][name]["userErrors"][0]["code"].as_str();
    refused.map_or_else(|| "ok".to_owned(), |code| format!("input:{code}"))
}

async fn outcomes(firm: &Firm, name: &str, input: &Value) -> [String; 4] {
    let [admin, manager, auditor, viewer] = firm.by_role().map(|(_, client)| client);
    [
        outcome(viewer, name, input.clone()).await,
        outcome(auditor, name, input.clone()).await,
        outcome(manager, name, input.clone()).await,
        outcome(admin, name, input.clone()).await,
    ]
}

#[tokio::test]
async fn rights_are_those_of_the_roles() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.auditor).await;
    let open = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let payment = pay(&firm.manager, &made["id"], "1", false).await;
    let (quote, lines) = accepted_quote(&firm.manager, &clinic, json!([day_of_audit("100")])).await;
    let part = json!({ "id": quote, "lines": [{ "quoteLineId": lines[0], "quantity": "1" }] });
    let (yes, no) = ("ok", "FORBIDDEN");
    let id = json!({ "id": open["id"] });
    let cases: [(&str, Value, [&str; 4]); 14] = [
        ("createInvoice", json!({ "institutionId": clinic, "title": "x" }), [no, yes, yes, yes]),
        ("updateInvoice", json!({ "id": open["id"], "title": "y" }), [no, yes, yes, yes]),
        ("duplicateInvoice", id.clone(), [no, yes, yes, yes]),
        ("archiveInvoice", id.clone(), [no, yes, yes, yes]),
        ("unarchiveInvoice", id.clone(), [no, yes, yes, yes]),
        ("deleteInvoice", id.clone(), [no, no, yes, yes]),
        ("restoreInvoice", id.clone(), [no, no, yes, yes]),
        ("issueInvoice", id.clone(), [no, no, yes, "input:ILLEGAL_TRANSITION"]),
        ("createCreditNote", json!({ "invoiceId": made["id"], "lines": [day_of_audit("0.1")] }), [no, no, yes, yes]),
        (
            "recordPayment",
            json!({ "invoiceId": made["id"], "amount": "1", "paymentMethod": "CASH" }),
            [no, no, yes, yes],
        ),
        ("updatePayment", json!({ "id": payment["id"], "amount": "2" }), [no, no, yes, yes]),
        ("convertQuoteToInvoice", part, [no, yes, yes, yes]),
        ("createDepositInvoice", json!({ "quoteId": quote, "percentage": "1" }), [no, yes, yes, yes]),
        ("updateFirm", json!({ "phone": "02 40 08 33 33" }), [no, no, no, yes]),
    ];
    for (name, input, expected) in cases {
        assert_eq!(outcomes(&firm, name, &input).await, expected.map(str::to_owned), "{name}");
    }
    let cancel = json!({ "id": payment["id"] });
    assert_eq!(
        outcomes(&firm, "cancelPayment", &cancel).await,
        [no, no, yes, "input:ILLEGAL_TRANSITION"].map(str::to_owned)
    );
    assert_eq!(outcomes(&firm, "confirmPayment", &cancel).await[..2], [no.to_owned(), no.to_owned()]);
    assert_eq!(outcomes(&firm, "failPayment", &cancel).await[..2], [no.to_owned(), no.to_owned()]);
    let cancel = json!({ "id": open["id"] });
    assert_eq!(
        outcomes(&firm, "cancelInvoice", &cancel).await,
        [no, no, yes, "input:NOT_CREDITABLE"].map(str::to_owned)
    );
}

#[tokio::test]
async fn an_auditor_sees_assigned_institutions_and_own_invoices() {
    let firm = office().await;
    let (own, team, others) = (
        clinic(&firm, "Propre", &firm.auditor).await,
        clinic(&firm, "Équipe", &firm.colleague).await,
        clinic(&firm, "Autre", &firm.manager).await,
    );
    let mut made = Vec::new();
    for clinic in [&own, &team, &others, &others] {
        let invoice = issued(&firm.manager, clinic, json!([day_of_audit("1")])).await;
        pay(&firm.manager, &invoice["id"], "10", true).await;
        made.push(invoice);
    }
    let given = json!({ "id": made[3]["id"], "assignedUserId": firm.auditor.id() });
    mutate(&firm.manager, "updateInvoice", "invoice { id }", given).await;
    let document = "{ invoices { totalCount nodes { id institution { id } } } payments { totalCount }
        billingSummary { statuses { count } } invoiceAggregate { count } agedBalance { total { invoiceCount } } }";
    let seen = async |client: &Client| {
        let data = client.query(document, json!({})).await;
        let count = data["invoices"]["totalCount"].as_i64().unwrap();
        let part = data["billingSummary"]["statuses"][2]["count"].as_i64().unwrap();
        let others = [
            &data["payments"]["totalCount"],
            &data["invoiceAggregate"][0]["count"],
            &data["agedBalance"]["total"]["invoiceCount"],
        ];
        assert!(others.iter().all(|number| number.as_i64() == Some(count)) && part == count, "{data:#}");
        count
    };
    let mut counts = Vec::new();
    for client in [&firm.admin, &firm.manager, &firm.viewer, &firm.auditor, &firm.colleague] {
        counts.push(seen(client).await);
    }
    assert_eq!(counts, [4, 4, 4, 3, 2]);
    let one = "query($id: ID!) { invoice(id: $id) { id institution { id } } }";
    let there = firm.auditor.query(one, json!({ "id": made[3]["id"] })).await;
    assert_eq!(
        there["invoice"]["institution"],
        json!(null),
        "one's own invoice of an institution that one does not see"
    );
    for name in ["updateInvoice", "duplicateInvoice", "archiveInvoice"] {
        let input = json!({ "id": made[2]["id"] });
        assert_eq!(outcome(&firm.auditor, name, input).await, "NOT_FOUND", "{name}");
    }
    assert_eq!(code(&firm.auditor.graphql(one, json!({ "id": made[2]["id"] })).await), "NOT_FOUND");
    let elsewhere = json!({ "institutionId": others, "title": "x" });
    assert_eq!(outcome(&firm.auditor, "createInvoice", elsewhere).await, "input:NOT_FOUND");
    let to_others = json!({ "institutionId": own, "title": "x", "assignedUserId": firm.manager.id() });
    assert_eq!(outcome(&firm.auditor, "createInvoice", to_others).await, "input:NOT_ALLOWED");
}

#[tokio::test]
async fn a_token_reaches_what_it_was_made_for() {
    use domain::ApiTokenScope::{Read, Write};
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let made = issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let reader = firm.by_token(&[Read], Some(&["invoice"])).await;
    let invoices = "{ invoices { totalCount } }";
    assert_eq!(reader.query(invoices, json!({})).await["invoices"]["totalCount"], 1);
    assert_eq!(code(&reader.graphql("{ payments { totalCount } }", json!({})).await), "FORBIDDEN");
    assert_eq!(code(&reader.graphql("{ firm { legalName } }", json!({})).await), "FORBIDDEN");
    assert_eq!(outcome(&reader, "archiveInvoice", json!({ "id": made["id"] })).await, "FORBIDDEN");
    let writer = firm.by_token(&[Read, Write], Some(&["payment"])).await;
    let input = json!({ "invoiceId": made["id"], "amount": "1", "paymentMethod": "CASH" });
    assert_eq!(outcome(&writer, "recordPayment", input).await, "ok");
    assert_eq!(code(&writer.graphql(invoices, json!({})).await), "FORBIDDEN");
}
