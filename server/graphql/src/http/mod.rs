//! GraphQL over HTTP and over WebSocket, at one path.
//!
//! The [GraphQL over HTTP](https://graphql.github.io/graphql-over-http/draft/) specification decides statuses and
//! media types. A refused request has no `data`; `application/graphql-response+json` says it by the status too.

mod gate;
mod messages;
mod negotiate;
mod receive;
mod respond;
mod socket;

use std::sync::Arc;

use async_graphql::{Data, ObjectType, SubscriptionType, parser::types::OperationType};
use axum::{
    Router,
    extract::FromRequestParts as _,
    extract::{Request, State, WebSocketUpgrade, ws::WebSocket},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::any,
};

pub use gate::Gate;

use self::{
    negotiate::{Media, negotiate},
    respond::{malformed, refused, replied},
};
use super::engine::{Engine, Operation};
use crm::{answer::Notes, context::Caller};

/// Bytes of a body; the outermost layer may be stricter.
const BODY: usize = 2 << 20;

/// `/graphql`. The router's state is the [`Gate`]; a request's extensions must hold its [`Caller`].
pub fn routes<Q, M, S, G>(engine: Engine<Q, M, S>) -> Router<G>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
    G: Gate,
{
    let handler = move |State(gate): State<G>, request: Request| {
        let engine = engine.clone();
        async move { handle(engine, gate, request).await }
    };
    Router::new().route("/graphql", any(handler))
}

async fn handle<Q, M, S, G>(engine: Engine<Q, M, S>, gate: G, request: Request) -> Response
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
    G: Gate,
{
    if request.headers().contains_key(header::UPGRADE) {
        return upgrade(engine, gate, request).await;
    }
    let Some(media) = negotiate(request.headers()) else {
        let message = "This address answers application/graphql-response+json and application/json.";
        return malformed(Media::Json, StatusCode::NOT_ACCEPTABLE, message);
    };
    let is_get = match *request.method() {
        Method::GET | Method::HEAD => true,
        Method::POST => false,
        _ => {
            return with_allow(
                malformed(media, StatusCode::METHOD_NOT_ALLOWED, "Send operations with POST."),
                "GET, POST",
            );
        }
    };
    let (parts, body) = request.into_parts();
    let operation = if is_get {
        receive::from_query(parts.uri.query().unwrap_or_default()).map_err(|problem| (StatusCode::BAD_REQUEST, problem))
    } else if receive::is_json(&parts.headers) {
        match axum::body::to_bytes(body, BODY).await {
            Ok(body) => receive::from_body(&body).map_err(|problem| (StatusCode::BAD_REQUEST, problem)),
            Err(_) => {
                Err((StatusCode::PAYLOAD_TOO_LARGE, format!("The body is larger than {BODY} bytes or broke off.")))
            }
        }
    } else {
        let message = "Send the operation as JSON, with `Content-Type: application/json`.";
        Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, message.to_owned()))
    };
    let operation = match operation {
        Ok(operation) => operation,
        Err((status, problem)) => return malformed(media, status, &problem),
    };
    if is_get && engine.kind(&operation).is_some_and(|kind| kind != OperationType::Query) {
        return with_allow(malformed(media, StatusCode::METHOD_NOT_ALLOWED, "Send mutations with POST."), "POST");
    }
    if let (Some(notes), Some(name)) = (parts.extensions.get::<Arc<Notes>>(), &operation.name) {
        notes.set_operation(name);
    }
    let Some(caller) = parts.extensions.get::<Caller>() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    execute(&engine, &gate, operation, caller, media).await
}

async fn execute<Q, M, S, G>(
    engine: &Engine<Q, M, S>,
    gate: &G,
    operation: Operation,
    caller: &Caller,
    media: Media,
) -> Response
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
    G: Gate,
{
    let mut data = Data::default();
    gate.admit(caller, &mut data);
    match engine.execute(operation, data).await {
        Ok(reply) => replied(media, reply, engine.limits().complexity, &caller.request.id),
        Err(refusal) => refused(media, &refusal),
    }
}

async fn upgrade<Q, M, S, G>(engine: Engine<Q, M, S>, gate: G, request: Request) -> Response
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
    G: Gate,
{
    let (mut parts, _) = request.into_parts();
    if let Err(problem) = gate.may_open_socket(&parts.headers) {
        return malformed(Media::Json, StatusCode::FORBIDDEN, &problem);
    }
    let Some(caller) = parts.extensions.get::<Caller>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade.protocols([socket::PROTOCOL]).max_message_size(socket::MESSAGE),
        Err(rejection) => return malformed(Media::Json, StatusCode::BAD_REQUEST, &rejection.body_text()),
    };
    if upgrade.selected_protocol().is_none() {
        let problem = format!("Open the WebSocket with the subprotocol {}.", socket::PROTOCOL);
        return malformed(Media::Json, StatusCode::BAD_REQUEST, &problem);
    }
    upgrade.on_upgrade(move |socket: WebSocket| socket::serve(socket, engine, gate, caller))
}

fn with_allow(mut response: Response, methods: &'static str) -> Response {
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    response
}
