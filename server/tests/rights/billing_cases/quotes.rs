//! Cases on quotes and their links.

use serde_json::json;

use crate::cases::{Case, On};

const SEE_QUOTES: &str = "canViewQuotes";
const EDIT_QUOTES: &str = "canEditOwnQuotes";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "quotes",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ quotes(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "quote",
            permission: SEE_QUOTES,
            on: On::Team,
            document: "query($id: ID!) { quote(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.quote }),
        },
        Case {
            field: "quoteAggregate",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ quoteAggregate(groupBy: [INSTITUTION]) { count key { institution { id } } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "publicQuote",
            permission: "-",
            on: On::Nothing,
            document: "{ publicQuote(token: \"x\") { title } }",
            variables: |_| json!({}),
        },
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    [writing(), moves(), links()].into_iter().flatten().collect()
}

fn writing() -> Vec<Case> {
    vec![
        Case {
            field: "createQuote",
            permission: "canCreateQuotes",
            on: On::Team,
            document: "mutation($input: CreateQuoteInput!) { createQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "institutionId": rows.institution, "title": "x" } }),
        },
        Case {
            field: "deleteQuote",
            permission: "canDeleteQuotes",
            on: On::Team,
            document: "mutation($input: DeleteQuoteInput!) { deleteQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.quote } }),
        },
        Case {
            field: "duplicateQuote",
            permission: "canCreateQuotes",
            on: On::Team,
            document: "mutation($input: DuplicateQuoteInput!) { duplicateQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.quote } }),
        },
        Case {
            field: "restoreQuote",
            permission: "canDeleteQuotes",
            on: On::Team,
            document: "mutation($input: RestoreQuoteInput!) { restoreQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_quote } }),
        },
        Case {
            field: "updateQuote",
            permission: EDIT_QUOTES,
            on: On::Team,
            document: "mutation($input: UpdateQuoteInput!) { updateQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.quote, "title": "y" } }),
        },
    ]
}

fn moves() -> Vec<Case> {
    vec![
        Case {
            field: "acceptQuote",
            permission: EDIT_QUOTES,
            on: On::Team,
            document: "mutation($input: AcceptQuoteInput!) { acceptQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.sent_quote } }),
        },
        Case {
            field: "cancelQuote",
            permission: EDIT_QUOTES,
            on: On::Team,
            document: "mutation($input: CancelQuoteInput!) { cancelQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.sent_quote } }),
        },
        Case {
            field: "convertQuoteToInvoice",
            permission: "canConvertQuotesToInvoices",
            on: On::Team,
            document: "mutation($input: ConvertQuoteToInvoiceInput!) { convertQuoteToInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.accepted_quote } }),
        },
        Case {
            field: "createDepositInvoice",
            permission: "canConvertQuotesToInvoices",
            on: On::Team,
            document: "mutation($input: CreateDepositInvoiceInput!) { createDepositInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "quoteId": rows.accepted_quote, "percentage": "30" } }),
        },
        Case {
            field: "orderQuote",
            permission: EDIT_QUOTES,
            on: On::Team,
            document: "mutation($input: OrderQuoteInput!) { orderQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.sent_quote } }),
        },
        Case {
            field: "rejectQuote",
            permission: EDIT_QUOTES,
            on: On::Team,
            document: "mutation($input: RejectQuoteInput!) { rejectQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.sent_quote } }),
        },
        Case {
            field: "sendQuote",
            permission: EDIT_QUOTES,
            on: On::Team,
            document: "mutation($input: SendQuoteInput!) { sendQuote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.quote, "mail": false } }),
        },
    ]
}

fn links() -> Vec<Case> {
    vec![
        Case {
            field: "acceptPublicQuote",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: AcceptPublicQuoteInput!) { acceptPublicQuote(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "token": "x", "name": "A" } }),
        },
        Case {
            field: "rejectPublicQuote",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: RejectPublicQuoteInput!) { rejectPublicQuote(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "token": "x", "name": "A" } }),
        },
        Case {
            field: "revokeQuoteLink",
            permission: EDIT_QUOTES,
            on: On::Team,
            document: "mutation($input: RevokeQuoteLinkInput!) { revokeQuoteLink(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.sent_quote } }),
        },
    ]
}
