//! The OpenAPI 3.1 document of the REST layer.

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::{OpenApi, ToSchema};

use super::{
    auth, avatars, catalog, contacts, digiforma, documents, export, institutions, invoices, payments, quotes, revenue,
    segments, tasks, teams, templates, users, webhooks,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Medical CRM REST API",
        description = "The compatibility layer for integrators. New programs are better served by GraphQL (`/graphql`).\n\n\
            Send `Authorization: Bearer` with an access token of `POST /api/auth/login` or an API token (`mcrm_…`). \
            Updates take `If-Match` with the `ETag` of the last answer; writes that are repeated with the same \
            `Idempotency-Key` are carried out once.",
        license(name = "Proprietary")
    ),
    servers((url = "/", description = "This server")),
    components(schemas(Failure))
)]
struct Frame;

/// The answer of every request that failed.
#[derive(Serialize, ToSchema)]
pub(super) struct Failure {
    /// Always false.
    success: bool,
    /// What went wrong.
    error: FailureError,
}

/// What went wrong.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FailureError {
    /// A sentence: what is wrong and what to do.
    message: String,
    /// Machine name.
    code: String,
    /// More, for programs; its form depends on the code.
    details: Option<Value>,
    /// When it happened.
    #[schema(format = DateTime)]
    timestamp: String,
    /// The id under which the server logged the request.
    request_id: String,
}

/// The document, its keys sorted.
#[must_use]
pub fn document() -> Value {
    let mut api = Frame::openapi();
    for group in [
        auth::Docs::openapi(),
        avatars::Docs::openapi(),
        catalog::Docs::openapi(),
        contacts::Docs::openapi(),
        digiforma::Docs::openapi(),
        documents::Docs::openapi(),
        export::Docs::openapi(),
        institutions::Docs::openapi(),
        invoices::Docs::openapi(),
        payments::Docs::openapi(),
        quotes::Docs::openapi(),
        revenue::Docs::openapi(),
        segments::Docs::openapi(),
        tasks::Docs::openapi(),
        teams::Docs::openapi(),
        templates::Docs::openapi(),
        users::Docs::openapi(),
        webhooks::Docs::openapi(),
    ] {
        api.merge(group);
    }
    let mut document = serde_json::to_value(api).unwrap_or_default();
    add_security_schemes(&mut document);
    add_patch(&mut document);
    add_failures(&mut document);
    sorted(document)
}

fn add_security_schemes(document: &mut Value) {
    document["components"]["securitySchemes"] = json!({
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token of `POST /api/auth/login` or an API token.",
        },
    });
}

/// Every resource that takes `PUT` takes `PATCH` alike: both change what the body names and leave the rest.
fn add_patch(document: &mut Value) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for methods in paths.values_mut().filter_map(Value::as_object_mut) {
        let Some(mut patch) = methods.get("put").cloned() else { continue };
        if let Some(id) = patch["operationId"].as_str().map(|id| format!("{id}ByPatch")) {
            patch["operationId"] = id.into();
        }
        methods.entry("patch").or_insert(patch);
    }
}

/// The failures that any operation of its kind can answer with, so that no operation has to repeat them.
fn add_failures(document: &mut Value) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for (path, methods) in paths {
        let Some(methods) = methods.as_object_mut() else { continue };
        for (method, operation) in methods {
            let mut failures = vec![
                ("400", "The request does not fit"),
                ("408", "The request did not arrive in time"),
                ("429", "Too many requests"),
                ("500", "An unexpected error"),
                ("503", "The database is away"),
            ];
            if operation.get("security").and_then(Value::as_array).is_some_and(|schemes| !schemes.is_empty()) {
                failures.extend([("401", "Not signed in"), ("403", "Not allowed")]);
            }
            // What a new one names may not be there either, nor the institution whose revenue is asked.
            if path.contains('{') || method == "post" || path.contains("/revenue/") {
                failures.push(("404", "Not found"));
            }
            if operation.get("requestBody").is_some() {
                failures.extend([
                    ("413", "The body is too large"),
                    ("415", "The body is not declared as JSON"),
                    ("422", "The body is no valid JSON"),
                ]);
            }
            if method != "get" {
                failures.extend([("403", "Not allowed"), ("409", "In conflict with what is there")]);
            }
            if matches!(method.as_str(), "put" | "patch" | "delete") {
                failures.push(("412", "Not the version that `If-Match` names"));
            }
            let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { continue };
            for (status, description) in failures {
                responses.entry(status).or_insert_with(|| failure(description));
            }
        }
    }
}

fn failure(description: &str) -> Value {
    json!({
        "description": description,
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Failure" } } },
    })
}

/// The same value with the keys of its objects in alphabetical order.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<(String, Value)> = entries.into_iter().collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(entries.into_iter().map(|(key, value)| (key, sorted(value))).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
