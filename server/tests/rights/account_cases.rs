//! Cases on signing in and on one's own account.

use serde_json::json;

use crate::{
    cases::{Case, On},
    company::PASSWORD,
};

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![
        Case {
            field: "apiTokens",
            permission: "-",
            on: On::OwnList,
            document: "{ apiTokens { id } }",
            variables: |_| json!({}),
        },
        Case { field: "me", permission: "-", on: On::Nothing, document: "{ me { id } }", variables: |_| json!({}) },
        Case {
            field: "sessions",
            permission: "-",
            on: On::OwnList,
            document: "{ sessions { id } }",
            variables: |_| json!({}),
        },
    ]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    [sign_in(), passwords(), api_tokens()].into_iter().flatten().collect()
}

fn sign_in() -> Vec<Case> {
    vec![
        Case {
            field: "login",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: LoginInput!) { login(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "email": rows.email, "password": PASSWORD } }),
        },
        Case {
            field: "logout",
            permission: "-",
            on: On::Nothing,
            document: "mutation { logout { userErrors { code } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "revokeOtherSessions",
            permission: "-",
            on: On::Nothing,
            document: "mutation { revokeOtherSessions { userErrors { code } } }",
            variables: |_| json!({}),
        },
        Case {
            field: "revokeSession",
            permission: "-",
            on: On::Own,
            document: "mutation($input: RevokeSessionInput!) { revokeSession(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.session } }),
        },
        Case {
            field: "updateProfile",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "firstName": "Claire" } }),
        },
    ]
}

fn passwords() -> Vec<Case> {
    vec![
        Case {
            field: "changePassword",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "currentPassword": PASSWORD, "newPassword": "huit vélos dans le couloir" } }),
        },
        Case {
            field: "requestPasswordReset",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "email": rows.email } }),
        },
        Case {
            field: "resetPassword",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "email": rows.email, "code": "000000", "newPassword": "huit vélos dans le couloir" } }),
        },
    ]
}

fn api_tokens() -> Vec<Case> {
    vec![
        Case {
            field: "createApiToken",
            permission: "canCreateApiTokens",
            on: On::Nothing,
            document: "mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { userErrors { code } } }",
            variables: |_| json!({ "input": { "name": "x", "scopes": ["READ"] } }),
        },
        Case {
            field: "revokeApiToken",
            permission: "-",
            on: On::Own,
            document: "mutation($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.api_token } }),
        },
    ]
}
