//! Cases on templates.

use serde_json::json;

use crate::cases::{Case, On};

const SEE_QUOTES: &str = "canViewQuotes";
const TEMPLATES: &str = "canManageTemplates";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "invoiceTemplates",
            permission: SEE_QUOTES,
            on: On::TeamList,
            document: "{ invoiceTemplates(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "invoiceTemplate",
            permission: SEE_QUOTES,
            on: On::Team,
            document: "query($id: ID!) { invoiceTemplate(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.template }),
        },
        Case {
            field: "builtInTemplateSource",
            permission: SEE_QUOTES,
            on: On::Nothing,
            document: "{ builtInTemplateSource(type: QUOTE) }",
            variables: |_| json!({}),
        },
        Case {
            field: "templateVariables",
            permission: SEE_QUOTES,
            on: On::Nothing,
            document: "{ templateVariables { path } }",
            variables: |_| json!({}),
        },
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
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
            field: "updateInvoiceTemplate",
            permission: TEMPLATES,
            on: On::Team,
            document: "mutation($input: UpdateInvoiceTemplateInput!) { updateInvoiceTemplate(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.template, "name": "y" } }),
        },
    ]
}
