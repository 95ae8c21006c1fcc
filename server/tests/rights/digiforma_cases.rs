//! Cases on the mirror of Digiforma.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    cases::{Case, On, Route},
    company::Rows,
};

const MANAGE: &str = "canManageIntegrations";
const FOLLOW: &str = "canViewInstitutionAnalytics";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![Case {
        field: "digiforma",
        permission: "canViewAssignedInstitutions",
        on: On::TeamList,
        document: "{ digiforma { companies(first: 100) { nodes { name } } } }",
        variables: |_| json!({}),
    }]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    vec![
        Case {
            field: "updateDigiformaSettings",
            permission: MANAGE,
            on: On::Nothing,
            document: "mutation { updateDigiformaSettings(input: {}) { userErrors { code } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "testDigiformaConnection",
            permission: MANAGE,
            on: On::Nothing,
            document: "mutation { testDigiformaConnection { userErrors { code } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "startDigiformaSync",
            permission: MANAGE,
            on: On::Nothing,
            document: "mutation { startDigiformaSync(input: {}) { userErrors { code } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "cancelDigiformaSync",
            permission: MANAGE,
            on: On::Nothing,
            document: "mutation($id: ID!) { cancelDigiformaSync(input: { id: $id }) { userErrors { code } } }",
            variables: |_| json!({ "id": Uuid::now_v7() }),
        },
        Case {
            field: "createDigiformaMapping",
            permission: MANAGE,
            on: On::Team,
            document: "mutation($input: CreateDigiformaMappingInput!) { createDigiformaMapping(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "digiformaCompanyId": rows.unlinked_company, "institutionId": rows.institution } }),
        },
        Case {
            field: "confirmDigiformaMapping",
            permission: MANAGE,
            on: On::Team,
            document: "mutation($id: ID!) { confirmDigiformaMapping(input: { id: $id }) { userErrors { code } } }",
            variables: |rows| json!({ "id": rows.digiforma_mapping }),
        },
        Case {
            field: "deleteDigiformaMapping",
            permission: MANAGE,
            on: On::Team,
            document: "mutation($id: ID!) { deleteDigiformaMapping(input: { id: $id }) { userErrors { code } } }",
            variables: |rows| json!({ "id": rows.digiforma_mapping }),
        },
        Case {
            field: "restoreDigiformaSuggestion",
            permission: MANAGE,
            on: On::Team,
            document: "mutation($input: RestoreDigiformaSuggestionInput!) { restoreDigiformaSuggestion(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "digiformaCompanyId": rows.unlinked_company, "institutionId": rows.institution } }),
        },
    ]
}

/// Every route of the group.
pub fn routes() -> Vec<Route> {
    let of = |method: Method, path: &'static str, permission: &'static str, address: fn(&Rows) -> String| Route {
        method,
        path,
        permission,
        on: On::Nothing,
        address,
        body: |_| Value::Null,
    };
    let nothing = |_: &Rows| json!({});
    let below = |path: &'static str, address: fn(&Rows) -> String| Route {
        on: On::Team,
        ..of(Method::GET, path, "canViewAssignedInstitutions", address)
    };
    vec![
        of(Method::GET, "/api/digiforma/settings", MANAGE, |_| "/api/digiforma/settings".into()),
        Route {
            body: nothing,
            ..of(Method::POST, "/api/digiforma/settings", MANAGE, |_| "/api/digiforma/settings".into())
        },
        of(Method::POST, "/api/digiforma/test-connection", MANAGE, |_| "/api/digiforma/test-connection".into()),
        Route { body: nothing, ..of(Method::POST, "/api/digiforma/sync", MANAGE, |_| "/api/digiforma/sync".into()) },
        of(Method::GET, "/api/digiforma/sync/status", FOLLOW, |_| "/api/digiforma/sync/status".into()),
        of(Method::GET, "/api/digiforma/sync/history", FOLLOW, |_| "/api/digiforma/sync/history".into()),
        below("/api/digiforma/institutions/{id}/company", |rows| {
            format!("/api/digiforma/institutions/{}/company", rows.institution)
        }),
        below("/api/digiforma/institutions/{id}/quotes", |rows| {
            format!("/api/digiforma/institutions/{}/quotes", rows.institution)
        }),
        below("/api/digiforma/institutions/{id}/invoices", |rows| {
            format!("/api/digiforma/institutions/{}/invoices", rows.institution)
        }),
        of(Method::GET, "/api/digiforma/unmatched-companies", MANAGE, |_| "/api/digiforma/unmatched-companies".into()),
        of(Method::GET, "/api/digiforma/suggested-matches/{id}", MANAGE, |rows| {
            format!("/api/digiforma/suggested-matches/{}", rows.unlinked_company)
        }),
        of(Method::GET, "/api/digiforma/fuzzy-matches", MANAGE, |_| "/api/digiforma/fuzzy-matches".into()),
        Route {
            on: On::Team,
            body: |rows| json!({ "digiformaCompanyId": rows.unlinked_company, "institutionId": rows.institution }),
            ..of(Method::POST, "/api/digiforma/mappings", MANAGE, |_| "/api/digiforma/mappings".into())
        },
        Route {
            on: On::Team,
            ..of(Method::DELETE, "/api/digiforma/mappings/{id}", MANAGE, |rows| {
                format!("/api/digiforma/mappings/{}", rows.digiforma_mapping)
            })
        },
        Route {
            on: On::Team,
            ..of(Method::POST, "/api/digiforma/mappings/{id}/confirm", MANAGE, |rows| {
                format!("/api/digiforma/mappings/{}/confirm", rows.digiforma_mapping)
            })
        },
        Route {
            on: On::Team,
            ..of(Method::DELETE, "/api/digiforma/refused-matches/{companyId}/{institutionId}", MANAGE, |rows| {
                format!("/api/digiforma/refused-matches/{}/{}", rows.unlinked_company, rows.institution)
            })
        },
    ]
}
