//! Cases on payments.

use serde_json::json;

use crate::cases::{Case, On};

const SEE_INVOICES: &str = "canViewInvoices";
const PAYMENTS: &str = "canRecordPayments";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "payments",
            permission: SEE_INVOICES,
            on: On::TeamList,
            document: "{ payments(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "payment",
            permission: SEE_INVOICES,
            on: On::Team,
            document: "query($id: ID!) { payment(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.payment }),
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
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
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
