//! Cases on accounts, teams, who is in charge, and the first run.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    cases::{Case, On, Route},
    company::Rows,
};

const USERS: &str = "canManageUsers";
const TEAMS: &str = "canManageTeams";

/// Root fields of `Query`.
pub fn queries() -> Vec<Case> {
    vec![Case {
        field: "setupRequired",
        permission: "-",
        on: On::Nothing,
        document: "{ setupRequired }",
        variables: |_| json!({}),
    }]
}

/// Root fields of `Mutation`.
pub fn mutations() -> Vec<Case> {
    [accounts(), passwords(), teams(), members(), others()].into_iter().flatten().collect()
}

fn accounts() -> Vec<Case> {
    vec![
        Case {
            field: "createUser",
            permission: USERS,
            on: On::Nothing,
            document: "mutation($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "email": format!("new-{}", rows.email), "firstName": "A", "lastName": "B", "role": "ADMIN" } }),
        },
        Case {
            field: "updateUser",
            permission: USERS,
            on: On::Team,
            document: "mutation($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.user, "role": "ADMIN" } }),
        },
        Case {
            field: "deleteUser",
            permission: USERS,
            on: On::Team,
            document: "mutation($input: DeleteUserInput!) { deleteUser(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.user } }),
        },
        Case {
            field: "restoreUser",
            permission: USERS,
            on: On::Team,
            document: "mutation($input: RestoreUserInput!) { restoreUser(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.user } }),
        },
    ]
}

fn passwords() -> Vec<Case> {
    vec![
        Case {
            field: "inviteUser",
            permission: USERS,
            on: On::Team,
            document: "mutation($input: InviteUserInput!) { inviteUser(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.user } }),
        },
        Case {
            field: "resetUserPassword",
            permission: USERS,
            on: On::Team,
            document: "mutation($input: ResetUserPasswordInput!) { resetUserPassword(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.user } }),
        },
    ]
}

fn teams() -> Vec<Case> {
    vec![
        Case {
            field: "createTeam",
            permission: TEAMS,
            on: On::Nothing,
            document: "mutation($input: CreateTeamInput!) { createTeam(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "name": format!("new {}", rows.mark) } }),
        },
        Case {
            field: "updateTeam",
            permission: TEAMS,
            on: On::Team,
            document: "mutation($input: UpdateTeamInput!) { updateTeam(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.team, "description": "x" } }),
        },
        Case {
            field: "deleteTeam",
            permission: TEAMS,
            on: On::Team,
            document: "mutation($input: DeleteTeamInput!) { deleteTeam(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.team } }),
        },
        Case {
            field: "restoreTeam",
            permission: TEAMS,
            on: On::Team,
            document: "mutation($input: RestoreTeamInput!) { restoreTeam(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "id": rows.team } }),
        },
    ]
}

fn members() -> Vec<Case> {
    vec![
        Case {
            field: "addTeamMember",
            permission: TEAMS,
            on: On::Team,
            document: "mutation($input: AddTeamMemberInput!) { addTeamMember(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "teamId": rows.team, "userId": rows.user } }),
        },
        Case {
            field: "removeTeamMember",
            permission: TEAMS,
            on: On::Team,
            document: "mutation($input: RemoveTeamMemberInput!) { removeTeamMember(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "teamId": rows.team, "userId": rows.user } }),
        },
    ]
}

fn others() -> Vec<Case> {
    vec![
        Case {
            field: "assignInstitutions",
            permission: "canEditAllInstitutions",
            on: On::Team,
            document: "mutation($input: AssignInstitutionsInput!) { assignInstitutions(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "userId": null, "institutionIds": [rows.institution] } }),
        },
        Case {
            field: "createFirstAdministrator",
            permission: "-",
            on: On::Nothing,
            document: "mutation($input: CreateFirstAdministratorInput!) { createFirstAdministrator(input: $input) { userErrors { code } } }",
            variables: |rows| json!({ "input": { "email": format!("first-{}", rows.email), "firstName": "A", "lastName": "B", "password": "huit vélos dans le couloir" } }),
        },
    ]
}

/// Routes.
pub fn routes() -> Vec<Route> {
    [own_profile(), user_routes(), one_user(), team_routes(), one_team()].into_iter().flatten().collect()
}

fn nothing(_: &Rows) -> Value {
    Value::Null
}

fn own_profile() -> Vec<Route> {
    let on = |method: Method, body: fn(&Rows) -> Value| Route {
        method,
        path: "/api/users/profile/me",
        permission: "-",
        on: On::Nothing,
        address: |_| "/api/users/profile/me".into(),
        body,
    };
    vec![
        on(Method::GET, nothing),
        on(Method::PUT, |_| json!({ "firstName": "Claire" })),
        on(Method::PATCH, |_| json!({ "firstName": "Claire" })),
        Route {
            path: "/api/users/profile/password",
            address: |_| "/api/users/profile/password".into(),
            ..on(
                Method::POST,
                |_| json!({ "currentPassword": crate::company::PASSWORD, "newPassword": "huit vélos dans le couloir" }),
            )
        },
    ]
}

fn user_routes() -> Vec<Route> {
    let on = |method: Method, path: &'static str, permission: &'static str, on: On| Route {
        method,
        path,
        permission,
        on,
        address: |_| "/api/users".into(),
        body: nothing,
    };
    vec![
        on(Method::GET, "/api/users", "canViewAssignedInstitutions", On::TeamList),
        Route {
            body: |rows| json!({ "email": format!("new-{}", rows.email), "firstName": "A", "lastName": "B", "role": "admin" }),
            ..on(Method::POST, "/api/users", USERS, On::Nothing)
        },
        Route {
            address: |_| "/api/users/without-team".into(),
            ..on(Method::GET, "/api/users/without-team", TEAMS, On::Nothing)
        },
    ]
}

fn one_user() -> Vec<Route> {
    let on = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        method,
        path: "/api/users/{id}",
        permission,
        on: On::Team,
        address: |rows| format!("/api/users/{}", rows.user),
        body,
    };
    let on_avatar = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        path: "/api/users/{id}/avatar",
        address: |rows| format!("/api/users/{}/avatar", rows.user),
        ..on(method, permission, body)
    };
    let on_institutions = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        path: "/api/users/{id}/institutions",
        address: |rows| format!("/api/users/{}/institutions", rows.user),
        ..on(method, permission, body)
    };
    let edit_all = "canEditAllInstitutions";
    vec![
        on(Method::GET, "canViewAssignedInstitutions", nothing),
        on(Method::PUT, USERS, |_| json!({ "role": "admin" })),
        on(Method::PATCH, USERS, |_| json!({ "role": "admin" })),
        on_avatar(Method::GET, "canViewAssignedInstitutions", nothing),
        on_avatar(Method::PUT, USERS, |_| json!({ "forceNew": true })),
        on_avatar(Method::PATCH, USERS, |_| json!({ "forceNew": true })),
        on_institutions(Method::GET, "canViewAssignedInstitutions", nothing),
        on_institutions(Method::POST, edit_all, |rows| json!({ "institutionIds": [rows.institution] })),
        on_institutions(Method::DELETE, edit_all, |rows| json!({ "institutionIds": [rows.institution] })),
        Route {
            path: "/api/users/{id}/reset-password",
            address: |rows| format!("/api/users/{}/reset-password", rows.user),
            ..on(Method::POST, USERS, |_| json!({ "newPassword": "huit vélos dans le couloir" }))
        },
        Route {
            path: "/api/users/{id}/send-invitation",
            address: |rows| format!("/api/users/{}/send-invitation", rows.user),
            ..on(Method::POST, USERS, nothing)
        },
        Route {
            path: "/api/avatars/{id}/regenerate",
            address: |rows| format!("/api/avatars/{}/regenerate", rows.user),
            ..on(Method::POST, USERS, nothing)
        },
    ]
}

fn team_routes() -> Vec<Route> {
    vec![
        Route {
            method: Method::GET,
            path: "/api/teams",
            permission: "canViewAssignedInstitutions",
            on: On::TeamList,
            address: |_| "/api/teams".into(),
            body: nothing,
        },
        Route {
            method: Method::POST,
            path: "/api/teams",
            permission: TEAMS,
            on: On::Nothing,
            address: |_| "/api/teams".into(),
            body: |rows| json!({ "name": format!("new {}", rows.mark) }),
        },
    ]
}

fn one_team() -> Vec<Route> {
    let on = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        method,
        path: "/api/teams/{id}",
        permission,
        on: On::Team,
        address: |rows| format!("/api/teams/{}", rows.team),
        body,
    };
    let on_members = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        path: "/api/teams/{id}/members",
        address: |rows| format!("/api/teams/{}/members", rows.team),
        ..on(method, permission, body)
    };
    vec![
        on(Method::GET, "canViewAssignedInstitutions", nothing),
        on(Method::PUT, TEAMS, |_| json!({ "description": "x" })),
        on(Method::PATCH, TEAMS, |_| json!({ "description": "x" })),
        on(Method::DELETE, TEAMS, nothing),
        on_members(Method::GET, "canViewAssignedInstitutions", nothing),
        on_members(Method::POST, TEAMS, |rows| json!({ "userId": rows.user })),
        Route {
            path: "/api/teams/{id}/members/{userId}",
            address: |rows| format!("/api/teams/{}/members/{}", rows.team, rows.user),
            ..on(Method::DELETE, TEAMS, nothing)
        },
        Route {
            path: "/api/teams/{id}/activities",
            address: |rows| format!("/api/teams/{}/activities", rows.team),
            ..on(Method::GET, "canViewAssignedInstitutions", nothing)
        },
    ]
}
