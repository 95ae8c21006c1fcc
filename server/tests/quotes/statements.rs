//! How many SQL statements a request costs, whatever the number of rows.

use async_graphql::{Data, Variables};
use crm::config::GraphqlLimits;
use graphql::{engine::Operation, schema};
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    setting::*,
};

async fn statements(app: &TestApp, client: &Client, document: &str, variables: Value) -> u32 {
    let api = schema::api(GraphqlLimits::default());
    let operation = Operation { query: document.to_owned(), name: None, variables: Variables::from_json(variables) };
    let mut data = Data::default();
    data.insert(context(app, client));
    let (reply, statements) = db::statements::count(Box::pin(api.execute(operation, data))).await;
    let reply = reply.unwrap_or_else(|refusal| panic!("{document}: {:?}", refusal.errors));
    assert!(reply.response.errors.is_empty(), "{document}: {:?}", reply.response.errors);
    statements
}

#[tokio::test]
async fn a_list_costs_the_same_whatever_its_size() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let item = of(
        &firm.manager,
        "createCatalogItem",
        "catalogItem",
        "id",
        json!({ "name": "x", "unitPrice": "1", "taxRate": "20" }),
    )
    .await;
    let line = json!({ "catalogItemId": item["id"], "quantity": "2" });
    let quote = draft(&firm.manager, &hospital, json!([line, line])).await;
    done(&firm.manager, "acceptQuote", json!({ "id": quote["id"] })).await;
    of(&firm.manager, "convertQuoteToInvoice", "invoice", "id", json!({ "id": quote["id"] })).await;
    let cases = [
        ("{ quotes { nodes { title total } } }", 1),
        ("{ quotes { totalCount nodes { title } } }", 2),
        ("{ quotes { nodes { institution { name } assignedUser { fullName } template { name } } } }", 4),
        ("{ quotes { nodes { lines { description total } } } }", 2),
        ("{ quotes { nodes { lines { catalogItem { name } invoicedQuantity } } } }", 4),
        ("{ quotes { nodes { vatBreakdown { rate base tax } } } }", 2),
        ("{ quotes { nodes { invoicedAmount canBeConverted revisions { total } } } }", 4),
        ("{ quotes { nodes { canEdit publicUrl } } }", 3),
        ("{ quotes { nodes { invoices { nodes { invoiceNumber } } } } }", 2),
        ("{ institutions { nodes { quotes { totalCount nodes { title } } } } }", 3),
        ("{ catalogItems { nodes { name creator { fullName } } } }", 2),
    ];
    let mut few = Vec::new();
    for (document, most) in cases {
        let cost = statements(&firm.app, &firm.manager, document, json!({})).await;
        assert!(cost <= most, "{document}: {cost}");
        few.push(cost);
    }
    for _ in 0..12 {
        let copy = done(&firm.manager, "duplicateQuote", json!({ "id": quote["id"] })).await;
        done(&firm.manager, "acceptQuote", json!({ "id": copy["id"] })).await;
        of(&firm.manager, "convertQuoteToInvoice", "invoice", "id", json!({ "id": copy["id"] })).await;
        of(
            &firm.manager,
            "createCatalogItem",
            "catalogItem",
            "id",
            json!({ "name": "y", "unitPrice": "1", "taxRate": "20" }),
        )
        .await;
    }
    for ((document, _), before) in cases.into_iter().zip(few) {
        assert_eq!(statements(&firm.app, &firm.manager, document, json!({})).await, before, "{document}");
    }
}

#[tokio::test]
async fn writing_costs_no_more_for_more_lines() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let document = "mutation($input: CreateQuoteInput!) { createQuote(input: $input) { quote { total } } }";
    let mut costs = Vec::new();
    for count in [1, 200] {
        let lines = vec![day_of_audit("1"); count];
        let input = json!({ "institutionId": hospital, "title": "x", "lines": lines });
        costs.push(statements(&firm.app, &firm.manager, document, json!({ "input": input })).await);
    }
    assert_eq!(costs[0], costs[1]);
}
