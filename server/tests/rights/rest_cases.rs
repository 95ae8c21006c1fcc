//! Cases of the REST routes.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    billing_routes,
    cases::{On, Route},
    company::{PASSWORD, Rows},
    digiforma_cases, document_cases, export_routes, people_cases, revenue_cases, segment_cases, webhook_cases,
};

/// Every route.
pub fn routes() -> Vec<Route> {
    let groups = [
        account(),
        passwords(),
        contacts(),
        institutions(),
        import(),
        one_institution(),
        tasks(),
        people_cases::routes(),
        billing_routes::routes(),
        digiforma_cases::routes(),
        document_cases::routes(),
        export_routes::routes(),
        revenue_cases::routes(),
        segment_cases::routes(),
        webhook_cases::routes(),
    ];
    groups.into_iter().flatten().collect()
}

fn nothing(_: &Rows) -> Value {
    Value::Null
}

fn account() -> Vec<Route> {
    let own = |method: Method, body: fn(&Rows) -> Value| Route {
        method,
        path: "/api/auth/me",
        permission: "-",
        on: On::Nothing,
        address: |_| "/api/auth/me".into(),
        body,
    };
    vec![
        own(Method::GET, nothing),
        own(Method::PUT, |_| json!({ "firstName": "Claire" })),
        own(Method::PATCH, |_| json!({ "firstName": "Claire" })),
        Route {
            method: Method::POST,
            path: "/api/auth/login",
            permission: "-",
            on: On::Nothing,
            address: |_| "/api/auth/login".into(),
            body: |rows| json!({ "email": rows.email, "password": PASSWORD }),
        },
        Route {
            method: Method::POST,
            path: "/api/auth/logout",
            permission: "-",
            on: On::Nothing,
            address: |_| "/api/auth/logout".into(),
            body: nothing,
        },
        Route {
            method: Method::POST,
            path: "/api/auth/refresh",
            permission: "-",
            on: On::Nothing,
            address: |_| "/api/auth/refresh".into(),
            body: nothing,
        },
        Route {
            method: Method::GET,
            path: "/api/avatars/{file}",
            permission: "-",
            on: On::Nothing,
            address: |rows| format!("/api/avatars/{}-initials.svg", rows.user),
            body: nothing,
        },
    ]
}

fn passwords() -> Vec<Route> {
    let post = |path: &'static str, address: fn(&Rows) -> String, body: fn(&Rows) -> Value| Route {
        method: Method::POST,
        path,
        permission: "-",
        on: On::Nothing,
        address,
        body,
    };
    vec![
        post(
            "/api/auth/change-password",
            |_| "/api/auth/change-password".into(),
            |_| json!({ "currentPassword": PASSWORD, "newPassword": "huit vélos dans le couloir" }),
        ),
        post(
            "/api/auth/forgot-password",
            |_| "/api/auth/forgot-password".into(),
            |rows| json!({ "email": rows.email }),
        ),
        post(
            "/api/auth/verify-reset-code",
            |_| "/api/auth/verify-reset-code".into(),
            |rows| json!({ "email": rows.email, "code": "000000" }),
        ),
        post(
            "/api/auth/reset-password",
            |_| "/api/auth/reset-password".into(),
            |rows| json!({ "email": rows.email, "code": "000000", "newPassword": "huit vélos dans le couloir" }),
        ),
    ]
}

fn institutions() -> Vec<Route> {
    vec![
        Route {
            method: Method::GET,
            path: "/api/institutions",
            permission: "canViewAssignedInstitutions",
            on: On::TeamList,
            address: |_| "/api/institutions?limit=100&sortBy=createdAt&sortOrder=DESC".into(),
            body: nothing,
        },
        Route {
            method: Method::GET,
            path: "/api/institutions/search",
            permission: "canViewAssignedInstitutions",
            on: On::TeamList,
            address: |_| "/api/institutions/search?limit=100&sortBy=createdAt&sortOrder=DESC".into(),
            body: nothing,
        },
        Route {
            method: Method::POST,
            path: "/api/institutions",
            permission: "canCreateInstitutions",
            on: On::Nothing,
            address: |_| "/api/institutions".into(),
            body: |_| {
                let address =
                    json!({ "street": "1 rue du Port", "city": "Nantes", "zipCode": "44000", "country": "France" });
                json!({ "name": "CHU", "type": "hospital", "address": address })
            },
        },
    ]
}

/// Without a file, who may import is told so (415, 400), and the others that they may not.
fn import() -> Vec<Route> {
    let on = |method: Method, path: &'static str, address: fn(&Rows) -> String| Route {
        method,
        path,
        permission: "canImportInstitutions",
        on: On::Nothing,
        address,
        body: nothing,
    };
    vec![
        on(Method::GET, "/api/institutions/import/template", |_| "/api/institutions/import/template".into()),
        on(Method::POST, "/api/institutions/import/validate", |_| "/api/institutions/import/validate".into()),
        on(Method::POST, "/api/institutions/import/preview", |_| "/api/institutions/import/preview".into()),
        on(Method::POST, "/api/institutions/import", |_| "/api/institutions/import".into()),
    ]
}

fn one_institution() -> Vec<Route> {
    let on = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        method,
        path: "/api/institutions/{id}",
        permission,
        on: On::Team,
        address: |rows| format!("/api/institutions/{}", rows.institution),
        body,
    };
    let on_profile = |method: Method| Route {
        path: "/api/institutions/{id}/medical-profile",
        address: |rows| format!("/api/institutions/{}/medical-profile", rows.institution),
        ..on(method, "canEditAssignedInstitutions", |_| json!({ "bedCapacity": 7 }))
    };
    vec![
        on(Method::GET, "canViewAssignedInstitutions", nothing),
        on(Method::PUT, "canEditAssignedInstitutions", |_| json!({ "name": "CHU" })),
        on(Method::PATCH, "canEditAssignedInstitutions", |_| json!({ "name": "CHU" })),
        on(Method::DELETE, "canDeleteInstitutions", nothing),
        on_profile(Method::PUT),
        on_profile(Method::PATCH),
        Route {
            path: "/api/institutions/{id}/contacts",
            address: |rows| format!("/api/institutions/{}/contacts", rows.institution),
            ..on(
                Method::POST,
                "canCreateContacts",
                |_| json!({ "firstName": "A", "lastName": "B", "email": "a@b.example" }),
            )
        },
    ]
}

fn contacts() -> Vec<Route> {
    let on = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        method,
        path: "/api/contacts/{id}",
        permission,
        on: On::Team,
        address: |rows| format!("/api/contacts/{}", rows.contact),
        body,
    };
    vec![
        Route {
            method: Method::GET,
            path: "/api/contacts",
            permission: "canViewAssignedInstitutions",
            on: On::TeamList,
            address: |_| "/api/contacts?limit=5000".into(),
            body: nothing,
        },
        Route {
            path: "/api/contacts",
            address: |_| "/api/contacts".into(),
            ..on(
                Method::POST,
                "canCreateContacts",
                |rows| json!({ "institutionId": rows.institution, "firstName": "A", "lastName": "B", "email": "a@b.example" }),
            )
        },
        on(Method::GET, "canViewAssignedInstitutions", nothing),
        on(Method::PUT, "canEditAssignedContacts", |_| json!({ "lastName": "C" })),
        on(Method::PATCH, "canEditAssignedContacts", |_| json!({ "lastName": "C" })),
        on(Method::DELETE, "canDeleteContacts", nothing),
    ]
}

fn tasks() -> Vec<Route> {
    let on = |method: Method, permission: &'static str, body: fn(&Rows) -> Value| Route {
        method,
        path: "/api/tasks/{id}",
        permission,
        on: On::Team,
        address: |rows| format!("/api/tasks/{}", rows.task),
        body,
    };
    vec![
        Route {
            method: Method::GET,
            path: "/api/tasks",
            permission: "canViewAssignedInstitutions",
            on: On::TeamList,
            address: |_| "/api/tasks?limit=5000".into(),
            body: nothing,
        },
        Route {
            path: "/api/tasks/assigned/{userId}",
            address: |rows| format!("/api/tasks/assigned/{}", rows.user),
            ..on(Method::GET, "canViewAssignedInstitutions", nothing)
        },
        Route {
            path: "/api/tasks",
            address: |_| "/api/tasks".into(),
            ..on(
                Method::POST,
                "canCreateTasks",
                |rows| json!({ "title": "x", "assigneeId": rows.caller, "institutionId": rows.institution }),
            )
        },
        on(Method::GET, "canViewAssignedInstitutions", nothing),
        on(Method::PUT, "canEditAssignedTasks", |_| json!({ "title": "y" })),
        on(Method::PATCH, "canEditAssignedTasks", |_| json!({ "title": "y" })),
        on(Method::DELETE, "canDeleteTasks", nothing),
    ]
}
