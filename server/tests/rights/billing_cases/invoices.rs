//! Cases on invoices and what is counted of them.

use serde_json::json;

use crate::cases::{Case, On};

const SEE_INVOICES: &str = "canViewInvoices";
const EDIT_INVOICES: &str = "canEditOwnInvoices";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "invoices",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ invoices(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "invoice",
            permission: SEE_INVOICES,
            on: On::Team,
            document: "query($id: ID!) { invoice(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.invoice }),
        },
        Case {
            field: "invoiceAggregate",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ invoiceAggregate(groupBy: [INSTITUTION]) { count key { institution { id } } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "invoiceLineAggregate",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ invoiceLineAggregate(groupBy: [INSTITUTION]) { count key { institution { id } } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "agedBalance",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ agedBalance(first: 1000) { rows { institution { id } } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "billingSummary",
            permission: SEE_INVOICES,
            on: On::Nothing,
            document: "{ billingSummary { statuses { count } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "verifyInvoiceChain",
            permission: "canViewAllBilling",
            on: On::Nothing,
            document: "{ verifyInvoiceChain(series: \"INV\", year: 2026) { isValid } }",
            variables: |_| json!({}),
        },
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    [writing(), moves()].into_iter().flatten().collect()
}

fn writing() -> Vec<Case> {
    vec![
        Case {
            field: "archiveInvoice",
            permission: EDIT_INVOICES,
            on: On::Team,
            document: "mutation($input: ArchiveInvoiceInput!) { archiveInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.invoice } }),
        },
        Case {
            field: "createInvoice",
            permission: "canCreateInvoice",
            on: On::Team,
            document: "mutation($input: CreateInvoiceInput!) { createInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "institutionId": rows.institution, "title": "x" } }),
        },
        Case {
            field: "deleteInvoice",
            permission: "canDeleteInvoices",
            on: On::Team,
            document: "mutation($input: DeleteInvoiceInput!) { deleteInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.invoice } }),
        },
        Case {
            field: "duplicateInvoice",
            permission: "canCreateInvoice",
            on: On::Team,
            document: "mutation($input: DuplicateInvoiceInput!) { duplicateInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.invoice } }),
        },
        Case {
            field: "restoreInvoice",
            permission: "canDeleteInvoices",
            on: On::Team,
            document: "mutation($input: RestoreInvoiceInput!) { restoreInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_invoice } }),
        },
        Case {
            field: "unarchiveInvoice",
            permission: EDIT_INVOICES,
            on: On::Team,
            document: "mutation($input: UnarchiveInvoiceInput!) { unarchiveInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.invoice } }),
        },
        Case {
            field: "updateInvoice",
            permission: EDIT_INVOICES,
            on: On::Team,
            document: "mutation($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.invoice, "title": "y" } }),
        },
    ]
}

fn moves() -> Vec<Case> {
    vec![
        Case {
            field: "cancelInvoice",
            permission: "canCancelInvoices",
            on: On::Team,
            document: "mutation($input: CancelInvoiceInput!) { cancelInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.issued_invoice } }),
        },
        Case {
            field: "createCreditNote",
            permission: "canCreateCreditNotes",
            on: On::Team,
            document: "mutation($input: CreateCreditNoteInput!) { createCreditNote(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "invoiceId": rows.issued_invoice } }),
        },
        Case {
            field: "issueInvoice",
            permission: "canIssueInvoices",
            on: On::Team,
            document: "mutation($input: IssueInvoiceInput!) { issueInvoice(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.invoice } }),
        },
    ]
}
