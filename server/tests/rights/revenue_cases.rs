//! Cases on revenue: consolidated figures and entries by hand.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    cases::{Case, On, Route},
    company::Rows,
};

const OF_FIRM: &str = "canViewInstitutionAnalytics";
const OF_INSTITUTIONS: &str = "canViewInstitutionRevenue";
const SEE_ENTRIES: &str = "canViewInvoices";
const CHANGE_ENTRIES: &str = "canRecordPayments";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "consolidatedRevenue",
            permission: OF_FIRM,
            on: On::Nothing,
            document: "{ consolidatedRevenue { total { count } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "consolidatedRevenue",
            permission: OF_INSTITUTIONS,
            on: On::Team,
            document: "query($id: ID!) { consolidatedRevenue(institutionId: $id) { total { count } } }",
            variables: |rows| json!({ "id": rows.institution }),
        },
        Case {
            field: "revenueEntries",
            permission: SEE_ENTRIES,
            on: On::TeamList,
            document: "{ revenueEntries(first: 100) { nodes { id } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "revenueEntry",
            permission: SEE_ENTRIES,
            on: On::Team,
            document: "query($id: ID!) { revenueEntry(id: $id) { id } }",
            variables: |rows| json!({ "id": rows.revenue_entry }),
        },
        Case {
            field: "revenueEvolution",
            permission: OF_FIRM,
            on: On::Nothing,
            document: "{ revenueEvolution { month } }",
            variables: |_| json!({}),
        },
        Case {
            field: "revenueEvolution",
            permission: OF_INSTITUTIONS,
            on: On::Team,
            document: "query($id: ID!) { revenueEvolution(institutionId: $id) { month } }",
            variables: |rows| json!({ "id": rows.institution }),
        },
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    vec![
        Case {
            field: "createRevenueEntry",
            permission: CHANGE_ENTRIES,
            on: On::Nothing,
            document: "mutation($input: CreateRevenueEntryInput!) { createRevenueEntry(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "label": "x", "entryDate": "2026-11-03", "netAmount": "1" } }),
        },
        Case {
            field: "deleteRevenueEntry",
            permission: CHANGE_ENTRIES,
            on: On::Team,
            document: "mutation($input: DeleteRevenueEntryInput!) { deleteRevenueEntry(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.revenue_entry } }),
        },
        Case {
            field: "restoreRevenueEntry",
            permission: CHANGE_ENTRIES,
            on: On::Team,
            document: "mutation($input: RestoreRevenueEntryInput!) { restoreRevenueEntry(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.deleted_revenue_entry } }),
        },
        Case {
            field: "updateRevenueEntry",
            permission: CHANGE_ENTRIES,
            on: On::Team,
            document: "mutation($input: UpdateRevenueEntryInput!) { updateRevenueEntry(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.revenue_entry, "label": "y" } }),
        },
    ]
}

/// The routes of revenue.
pub fn routes() -> Vec<Route> {
    vec![
        get("/api/revenue/consolidated", OF_FIRM, On::Nothing, |_| "/api/revenue/consolidated".into()),
        get("/api/revenue/consolidated", OF_INSTITUTIONS, On::Team, |rows| {
            format!("/api/revenue/consolidated?institutionId={}", rows.institution)
        }),
        get("/api/revenue/evolution", OF_FIRM, On::Nothing, |_| "/api/revenue/evolution".into()),
        get("/api/revenue/evolution", OF_INSTITUTIONS, On::Team, |rows| {
            format!("/api/revenue/evolution?institutionId={}", rows.institution)
        }),
        get("/api/revenue/institutions/{id}", OF_INSTITUTIONS, On::Team, |rows| {
            format!("/api/revenue/institutions/{}", rows.institution)
        }),
        get("/api/institutions/{id}/revenue/consolidated", OF_INSTITUTIONS, On::Team, |rows| {
            format!("/api/institutions/{}/revenue/consolidated", rows.institution)
        }),
        get("/api/dashboard/revenue/consolidated", OF_FIRM, On::Nothing, |_| {
            "/api/dashboard/revenue/consolidated".into()
        }),
        get("/api/dashboard/revenue/evolution", OF_FIRM, On::Nothing, |_| "/api/dashboard/revenue/evolution".into()),
    ]
}

fn get(path: &'static str, permission: &'static str, on: On, address: fn(&Rows) -> String) -> Route {
    Route { method: Method::GET, path, permission, on, address, body: |_| Value::Null }
}
