//! Cases on the catalog, quotes, invoices, payments, templates and the firm.

use serde_json::json;

use crate::cases::{Case, On};

const SEE_QUOTES: &str = "canViewQuotes";
const SEE_INVOICES: &str = "canViewInvoices";
const EDIT_QUOTES: &str = "canEditOwnQuotes";
const EDIT_INVOICES: &str = "canEditOwnInvoices";
const CATALOG: &str = "canManageCatalog";
const TEMPLATES: &str = "canManageTemplates";
const PAYMENTS: &str = "canRecordPayments";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    [lists(), single_ones(), numbers()].into_iter().flatten().collect()
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    [catalog(), quotes(), moves_of_quotes(), links(), templates(), invoices(), moves_of_invoices(), payments()]
        .into_iter()
        .flatten()
        .collect()
}

fn lists() -> Vec<Case> {
    vec![
        Case {
            field: "catalogItems",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ catalogItems(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "catalogCategories",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ catalogCategories }",
            variables: |_| json!({}),
        },
        Case {
            field: "invoiceTemplates",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ invoiceTemplates(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "invoices",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ invoices(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "payments",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ payments(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "quotes",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ quotes(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
    ]
}

fn single_ones() -> Vec<Case> {
    vec![
        Case {
            field: "catalogItem",
            permission: SEE_QUOTES,
            on: On::Team,
            document: "query($id: ID!) { catalogItem(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.catalog_item }),
        },
        Case {
            field: "builtInTemplateSource",
            permission: SEE_QUOTES,
            on: On::Nothing,
            document: "{ builtInTemplateSource(type: QUOTE) }",
            variables: |_| json!({}),
        },
        Case {
            field: "firm",
            permission: SEE_INVOICES,
            on: On::Nothing,
            document: "{ firm { legalName } }",
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
            field: "invoiceTemplate",
            permission: SEE_QUOTES,
            on: On::Team,
            document: "query($id: ID!) { invoiceTemplate(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.template }),
        },
        Case {
            field: "payment",
            permission: SEE_INVOICES,
            on: On::Team,
            document: "query($id: ID!) { payment(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.payment }),
        },
        Case {
            field: "templateVariables",
            permission: SEE_QUOTES,
            on: On::Nothing,
            document: "{ templateVariables { path } }",
            variables: |_| json!({}),
        },
        Case {
            field: "publicQuote",
            permission: "-",
            on: On::Nothing,
            document: "{ publicQuote(token: \"x\") { title } }",
            variables: |_| json!({}),
        },
        Case {
            field: "quote",
            permission: SEE_QUOTES,
            on: On::Team,
            document: "query($id: ID!) { quote(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.quote }),
        },
    ]
}

fn numbers() -> Vec<Case> {
    vec![
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
            field: "paymentAggregate",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ paymentAggregate(groupBy: [INSTITUTION]) { count key { institution { id } } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "paymentDelays",
            permission: SEE_INVOICES,
            on: On::Nothing,
            document: "{ paymentDelays(from: \"2026-01-01\", to: \"2026-12-31\") { paidCount } }",
            variables: |_| json!({}),
        },
        Case {
            field: "quoteAggregate",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ quoteAggregate(groupBy: [INSTITUTION]) { count key { institution { id } } } }",
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

fn catalog() -> Vec<Case> {
    vec![
        Case {
            field: "createCatalogItem",
            permission: CATALOG,
            on: On::Nothing,
            document: "mutation($input: CreateCatalogItemInput!) { createCatalogItem(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "name": "x", "unitPrice": "1", "taxRate": "20" } }),
        },
        Case {
            field: "deleteCatalogItem",
            permission: CATALOG,
            on: On::Team,
            document: "mutation($input: DeleteCatalogItemInput!) { deleteCatalogItem(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.catalog_item } }),
        },
        Case {
            field: "restoreCatalogItem",
            permission: CATALOG,
            on: On::Team,
            document: "mutation($input: RestoreCatalogItemInput!) { restoreCatalogItem(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_catalog_item } }),
        },
        Case {
            field: "updateCatalogItem",
            permission: CATALOG,
            on: On::Team,
            document: "mutation($input: UpdateCatalogItemInput!) { updateCatalogItem(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.catalog_item, "name": "y" } }),
        },
    ]
}

fn quotes() -> Vec<Case> {
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

fn moves_of_quotes() -> Vec<Case> {
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
            variables: |rows| json!({ "input": { "id": rows.quote } }),
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

fn templates() -> Vec<Case> {
    vec![
        Case {
            field: "createInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Nothing,
            document: "mutation($input: CreateInvoiceTemplateInput!) { createInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "name": "x", "type": "QUOTE" } }),
        },
        Case {
            field: "deleteInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Team,
            document: "mutation($input: DeleteInvoiceTemplateInput!) { deleteInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.template } }),
        },
        Case {
            field: "duplicateInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Team,
            document: "mutation($input: DuplicateInvoiceTemplateInput!) { duplicateInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.template } }),
        },
        Case {
            field: "previewInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Team,
            document: "mutation($input: PreviewInvoiceTemplateInput!) { previewInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.template, "type": "QUOTE" } }),
        },
        Case {
            field: "restoreInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Team,
            document: "mutation($input: RestoreInvoiceTemplateInput!) { restoreInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_template } }),
        },
        Case {
            field: "setDefaultInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Team,
            document: "mutation($input: SetDefaultInvoiceTemplateInput!) { setDefaultInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.template } }),
        },
        Case {
            field: "updateFirm",
            permission: "canManageSystemSettings",
            on: On::Nothing,
            document: "mutation($input: UpdateFirmInput!) { updateFirm(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "phone": "02 40 08 33 33" } }),
        },
        Case {
            field: "updateInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Team,
            document: "mutation($input: UpdateInvoiceTemplateInput!) { updateInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.template, "name": "y" } }),
        },
    ]
}

fn invoices() -> Vec<Case> {
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

fn moves_of_invoices() -> Vec<Case> {
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

fn payments() -> Vec<Case> {
    vec![
        Case {
            field: "cancelPayment",
            permission: PAYMENTS,
            on: On::Team,
            document: "mutation($input: CancelPaymentInput!) { cancelPayment(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.payment } }),
        },
        Case {
            field: "confirmPayment",
            permission: PAYMENTS,
            on: On::Team,
            document: "mutation($input: ConfirmPaymentInput!) { confirmPayment(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.payment } }),
        },
        Case {
            field: "failPayment",
            permission: PAYMENTS,
            on: On::Team,
            document: "mutation($input: FailPaymentInput!) { failPayment(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.payment } }),
        },
        Case {
            field: "recordPayment",
            permission: PAYMENTS,
            on: On::Team,
            document: "mutation($input: RecordPaymentInput!) { recordPayment(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "invoiceId": rows.issued_invoice, "amount": "0.1", "paymentMethod": "CASH" } }),
        },
        Case {
            field: "updatePayment",
            permission: PAYMENTS,
            on: On::Team,
            document: "mutation($input: UpdatePaymentInput!) { updatePayment(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.payment, "amount": "0.2" } }),
        },
    ]
}
