//! Who sees and does what: four roles, and whose institution it is.

use serde_json::{Value, json};

use crate::{common::Client, setting::*};

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
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.auditor).await;
    let open = draft(&firm.manager, &hospital, json!([day_of_audit("1")])).await;
    let item = of(
        &firm.manager,
        "createCatalogItem",
        "catalogItem",
        "id",
        json!({ "name": "x", "unitPrice": "1", "taxRate": "20" }),
    )
    .await;
    let template =
        of(&firm.admin, "createInvoiceTemplate", "invoiceTemplate", "id", json!({ "name": "x", "type": "QUOTE" }))
            .await;
    let (yes, no) = ("ok", "FORBIDDEN");
    let quote = json!({ "id": open["id"] });
    let (item, template) = (json!({ "id": item["id"] }), json!({ "id": template["id"] }));
    let again = "input:ILLEGAL_TRANSITION";
    for (name, input, expected) in [
        ("createQuote", json!({ "institutionId": hospital, "title": "x" }), [no, yes, yes, yes]),
        ("updateQuote", json!({ "id": open["id"], "title": "y" }), [no, yes, yes, yes]),
        ("duplicateQuote", quote.clone(), [no, yes, yes, yes]),
        ("deleteQuote", quote.clone(), [no, no, yes, yes]),
        ("restoreQuote", quote.clone(), [no, no, yes, yes]),
        ("sendQuote", quote.clone(), [no, yes, again, again]),
        ("revokeQuoteLink", quote.clone(), [no, yes, yes, yes]),
        ("acceptQuote", quote.clone(), [no, yes, again, again]),
        ("rejectQuote", quote.clone(), [no, again, again, again]),
        ("cancelQuote", quote.clone(), [no, again, again, again]),
        ("orderQuote", quote.clone(), [no, yes, again, again]),
        ("createCatalogItem", json!({ "name": "y", "unitPrice": "1", "taxRate": "20" }), [no, no, yes, yes]),
        ("updateCatalogItem", item.clone(), [no, no, yes, yes]),
        ("deleteCatalogItem", item.clone(), [no, no, yes, yes]),
        ("restoreCatalogItem", item, [no, no, yes, yes]),
        ("createInvoiceTemplate", json!({ "name": "y", "type": "QUOTE" }), [no, no, yes, yes]),
        ("updateInvoiceTemplate", template.clone(), [no, no, yes, yes]),
        ("setDefaultInvoiceTemplate", template.clone(), [no, no, yes, yes]),
        ("duplicateInvoiceTemplate", template.clone(), [no, no, yes, yes]),
        ("deleteInvoiceTemplate", template.clone(), [no, no, yes, yes]),
        ("restoreInvoiceTemplate", template, [no, no, yes, yes]),
    ] {
        assert_eq!(outcomes(&firm, name, &input).await, expected.map(str::to_owned), "{name}");
    }
}

#[tokio::test]
async fn an_auditor_changes_what_is_own_or_of_the_team() {
    let firm = Firm::start().await;
    let (team, others) =
        (hospital(&firm, "Équipe", &firm.colleague).await, hospital(&firm, "Autre", &firm.manager).await);
    let of_team = sent(&firm.manager, &team).await;
    let of_others = sent(&firm.manager, &others).await;
    let own = sent(&firm.manager, &others).await;
    done(&firm.manager, "updateQuote", json!({ "id": own["id"], "assignedUserId": firm.auditor.id() })).await;
    let sees = async |client: &Client| {
        let data = client.query("{ quotes { totalCount } quoteAggregate { count } }", json!({})).await;
        assert_eq!(data["quotes"]["totalCount"], data["quoteAggregate"][0]["count"]);
        data["quotes"]["totalCount"].as_i64().unwrap()
    };
    assert_eq!(sees(&firm.manager).await, 3);
    assert_eq!(sees(&firm.viewer).await, 3);
    assert_eq!(sees(&firm.auditor).await, 2);
    assert_eq!(sees(&firm.colleague).await, 1);
    let change = async |quote: &Value| {
        outcome(&firm.auditor, "updateQuote", json!({ "id": quote["id"], "internalNotes": "x" })).await
    };
    assert_eq!(change(&of_team).await, "ok");
    assert_eq!(change(&own).await, "ok");
    assert_eq!(change(&of_others).await, "NOT_FOUND");
    let to_others = json!({ "id": own["id"], "assignedUserId": firm.colleague.id() });
    assert_eq!(refused(&firm.auditor, "updateQuote", to_others).await, [at("assignedUserId", "NOT_ALLOWED")]);
    let unseen = json!({ "institutionId": others, "title": "x" });
    assert_eq!(refused(&firm.auditor, "createQuote", unseen).await, [at("institutionId", "NOT_FOUND")]);
}

#[tokio::test]
async fn tokens_reach_what_they_name_and_strangers_nothing() {
    let firm = Firm::start().await;
    let tasks = firm.by_token(&[domain::ApiTokenScope::Read, domain::ApiTokenScope::Write], Some(&["task"])).await;
    for document in [
        "{ quotes { totalCount } }",
        "{ catalogItems { totalCount } }",
        "{ catalogCategories }",
        "{ invoiceTemplates { totalCount } }",
        "{ quoteAggregate { count } }",
    ] {
        assert_eq!(code(&tasks.graphql(document, json!({})).await), "FORBIDDEN", "{document}");
        let answer = firm.app.anonymous().graphql(document, json!({})).await;
        assert_eq!(code(&answer), "UNAUTHENTICATED", "{document}");
    }
    let quotes = firm.by_token(&[domain::ApiTokenScope::Read], Some(&["quote"])).await;
    quotes.query("{ quotes { totalCount } }", json!({})).await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let write = outcome(&quotes, "createQuote", json!({ "institutionId": hospital, "title": "x" })).await;
    assert_eq!(write, "FORBIDDEN");
}
