//! Cases on the firm's identity.

use serde_json::json;

use crate::cases::{Case, On};

const SEE_INVOICES: &str = "canViewInvoices";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![Case {
        field: "firm",
        permission: SEE_INVOICES,
        on: On::Nothing,
        document: "{ firm { legalName } }",
        variables: |_| json!({}),
    }]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    vec![Case {
        field: "updateFirm",
        permission: "canManageSystemSettings",
        on: On::Nothing,
        document: "mutation($input: UpdateFirmInput!) { updateFirm(input: $input) { userErrors { code } } }",
        variables: |_| json!({ "input": { "phone": "02 40 08 33 33" } }),
    }]
}
