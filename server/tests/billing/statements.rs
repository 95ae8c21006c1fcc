//! How many SQL statements a list costs, whatever its length.

use async_graphql::{Data, Variables};
use crm::config::GraphqlLimits;
use graphql::{engine::Operation, schema};
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp, firm::Firm},
    setting::{clinic, context, day_of_audit, draft, issued, office, pay},
};

/// Statements of one operation, run by the engine on behalf of the client's user.
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

async fn seeded(firm: &Firm, rows: usize) {
    for n in 0..rows {
        let clinic = clinic(firm, &format!("Clinique {n}"), &firm.manager).await;
        let made = issued(&firm.manager, &clinic, json!([day_of_audit("1"), day_of_audit("2")])).await;
        pay(&firm.manager, &made["id"], "10", true).await;
        draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    }
}

#[tokio::test]
async fn a_page_with_lines_payments_and_clients_costs_four() {
    let firm = office().await;
    seeded(&firm, 30).await;
    let document = "query($first: Int) { invoices(first: $first) { nodes {
        invoiceNumber status total remainingAmount pendingAmount isOverdue daysOverdue canEdit canReceivePayments
        institution { name } lines { description quantity total } payments { amount status paymentDate } } } }";
    for first in [1, 10, 50] {
        assert_eq!(statements(&firm.app, &firm.manager, document, json!({ "first": first })).await, 4, "{first} rows");
    }
}

#[tokio::test]
async fn what_was_not_asked_for_is_not_loaded() {
    let firm = office().await;
    seeded(&firm, 3).await;
    let cases = [
        ("{ invoices { nodes { invoiceNumber total } } }", 1),
        ("{ invoices { totalCount } }", 1),
        ("{ invoices { nodes { vatBreakdown { base } } } }", 3),
        ("{ invoices { nodes { deductions { amount depositInvoice { id } } creditNotes { id } } } }", 3),
        ("{ invoices { nodes { missingMentions { field } } } }", 5),
        ("{ invoices { nodes { assignedUser { fullName } quote { id } creditedInvoice { id } template { id } } } }", 5),
        ("{ payments { nodes { amount invoice { institution { name } } recordedBy { fullName } } } }", 4),
        ("{ institutions { nodes { invoices { nodes { total } } } } }", 2),
        ("{ billingSummary { overdueCount } }", 2),
        ("{ agedBalance { rows { institution { name } } } }", 2),
        ("{ firm { legalName missingMentions { field } address { city } } }", 1),
    ];
    for (document, expected) in cases {
        assert_eq!(statements(&firm.app, &firm.manager, document, json!({})).await, expected, "{document}");
    }
}
