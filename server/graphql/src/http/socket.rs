//! One WebSocket with `graphql-transport-ws`: sign-in, operations, farewell.

use std::{collections::HashMap, sync::Arc, time::Duration};

use async_graphql::{Data, ObjectType, Response, SubscriptionType, parser::types::OperationType};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{
    StreamExt as _,
    future::{AbortHandle, Abortable},
    stream::{self, BoxStream, SelectAll},
};
use tokio::time::{Instant, sleep_until, timeout};

use super::{
    gate::Gate,
    messages::{self, Farewell, FromClient},
    respond::written,
};
use crate::{
    engine::{Engine, Operation, Refusal, refused_subscription},
    errors::{Code, publish},
    rows::Boxed,
};
use crm::{auth::Viewer, context::Caller, error::SignInProblem};

/// The subprotocol.
pub(super) const PROTOCOL: &str = "graphql-transport-ws";
/// Bytes of a message.
pub(super) const MESSAGE: usize = 256 << 10;

/// Operations that run at the same time on one connection.
const OPERATIONS: usize = 50;
/// How long a client may take to say `connection_init`.
const INIT: Duration = Duration::from_secs(10);
/// How often a silent client is pinged; one that stays silent twice as long is gone.
const PING: Duration = Duration::from_secs(25);

/// Speaks with a client until one of the two closes.
pub(super) async fn serve<Q, M, S, G>(mut socket: WebSocket, engine: Engine<Q, M, S>, gate: G, caller: Caller)
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
    G: Gate,
{
    let farewell = match timeout(INIT, sign_in(&mut socket, &gate, caller)).await {
        Err(_) => Some(Farewell::new(4408, "Connection initialisation timeout")),
        Ok(Err(farewell)) => farewell,
        Ok(Ok((caller, viewer))) => {
            let next_viewer = gate.next_viewer(Arc::clone(&viewer));
            let connection = Connection {
                engine,
                gate,
                caller,
                running: HashMap::new(),
                results: SelectAll::new(),
                next_viewer,
                heard: Instant::now(),
            };
            connection.run(&mut socket).await
        }
    };
    if let Some(Farewell(code, reason)) = farewell {
        let _ = socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
    }
}

/// Reads messages up to `connection_init` and answers it.
async fn sign_in<G: Gate>(
    socket: &mut WebSocket,
    gate: &G,
    mut caller: Caller,
) -> Result<(Caller, Arc<Viewer>), Option<Farewell>> {
    loop {
        match read(socket.recv().await)? {
            None => {}
            Some(FromClient::ConnectionInit { payload }) => {
                let given =
                    payload.as_ref().and_then(|payload| payload.get("authorization").or(payload.get("Authorization")));
                if let Some(authorization) = given {
                    let authorization = authorization.as_str().unwrap_or_default().to_owned();
                    caller.viewer = gate.recognise(authorization, Arc::clone(&caller.request)).await;
                }
                let viewer =
                    caller.viewer.clone().map_err(|problem| Some(Farewell::new(4401, &problem.to_string())))?;
                send(socket, messages::acknowledged()).await?;
                return Ok((caller, viewer));
            }
            Some(FromClient::Ping { payload }) => send(socket, messages::pong(payload)).await?,
            Some(FromClient::Pong) => {}
            Some(FromClient::Subscribe { .. }) => return Err(Some(Farewell::new(4401, "Unauthorized"))),
            Some(FromClient::Complete { .. }) => {}
        }
    }
}

/// A connection after its acknowledgement.
struct Connection<Q, M, S, G> {
    engine: Engine<Q, M, S>,
    gate: G,
    caller: Caller,
    running: HashMap<String, AbortHandle>,
    results: SelectAll<BoxStream<'static, (String, Outcome)>>,
    next_viewer: Boxed<'static, Result<Arc<Viewer>, SignInProblem>>,
    /// When the client was last heard of.
    heard: Instant,
}

/// What an operation has to say.
enum Outcome {
    Next(Vec<u8>),
    Refused(Refusal),
    Complete,
}

impl<Q, M, S, G> Connection<Q, M, S, G>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
    G: Gate,
{
    /// Runs until the client closes (`None`) or there is a reason to.
    async fn run(mut self, socket: &mut WebSocket) -> Option<Farewell> {
        let mut stopping = self.gate.stopping();
        let mut next_ping = Instant::now() + PING;
        loop {
            let step = tokio::select! {
                message = socket.recv() => match read(message) {
                    Ok(message) => {
                        self.heard = Instant::now();
                        match message {
                            Some(message) => self.handle(socket, message).await,
                            None => Ok(()),
                        }
                    }
                    Err(farewell) => Err(farewell),
                },
                Some((id, outcome)) = self.results.next() => self.report(socket, id, outcome).await,
                viewer = &mut self.next_viewer => self.renew(viewer),
                () = sleep_until(next_ping) => {
                    next_ping = Instant::now() + PING;
                    if self.heard.elapsed() > PING * 2 {
                        return Some(Farewell::new(4408, "No sign of life"));
                    }
                    socket.send(Message::Ping(Vec::new().into())).await.map_err(|_| None)
                }
                () = &mut stopping => return Some(Farewell::new(1001, "The server stops")),
            };
            if let Err(farewell) = step {
                return farewell;
            }
        }
    }

    async fn handle(&mut self, socket: &mut WebSocket, message: FromClient) -> Result<(), Option<Farewell>> {
        match message {
            FromClient::ConnectionInit { .. } => Err(Some(Farewell::new(4429, "Too many initialisation requests"))),
            FromClient::Ping { payload } => send(socket, messages::pong(payload)).await,
            FromClient::Pong => Ok(()),
            FromClient::Complete { id } => {
                if let Some(running) = self.running.remove(&id) {
                    running.abort();
                }
                Ok(())
            }
            FromClient::Subscribe { id, .. } if self.running.contains_key(&id) => {
                Err(Some(Farewell::new(4409, &format!("Subscriber for {id} already exists"))))
            }
            FromClient::Subscribe { id, .. } if self.running.len() >= OPERATIONS => {
                let message = format!("At most {OPERATIONS} operations run on one connection.");
                let refusal = Refusal::new(Code::QueryTooComplex, message, None);
                send(socket, messages::error(&id, &refusal.errors)).await
            }
            FromClient::Subscribe { id, payload } => {
                let (abort, registration) = AbortHandle::new_pair();
                let outcomes = Abortable::new(self.start(payload.into()), registration);
                self.running.insert(id.clone(), abort);
                self.results.push(outcomes.map(move |outcome| (id.clone(), outcome)).boxed());
                Ok(())
            }
        }
    }

    async fn report(&mut self, socket: &mut WebSocket, id: String, outcome: Outcome) -> Result<(), Option<Farewell>> {
        // What was on its way when the client ended the operation.
        if !self.running.contains_key(&id) {
            return Ok(());
        }
        let message = match outcome {
            Outcome::Next(response) => messages::next(&id, &response),
            Outcome::Refused(refusal) => {
                self.running.remove(&id);
                messages::error(&id, &refusal.errors)
            }
            Outcome::Complete => {
                self.running.remove(&id);
                messages::complete(&id)
            }
        };
        send(socket, message).await
    }

    /// Rights are those of now for operations that start from now on; a session that is over ends the connection.
    fn renew(&mut self, viewer: Result<Arc<Viewer>, SignInProblem>) -> Result<(), Option<Farewell>> {
        match viewer {
            Ok(viewer) => {
                self.caller.viewer = Ok(Arc::clone(&viewer));
                self.next_viewer = self.gate.next_viewer(viewer);
                Ok(())
            }
            Err(problem) => Err(Some(Farewell::new(4403, &problem.to_string()))),
        }
    }

    fn start(&self, operation: Operation) -> BoxStream<'static, Outcome> {
        let mut data = Data::default();
        self.gate.admit(&self.caller, &mut data);
        let request_id = self.caller.request.id.clone();
        let kind = self.engine.kind(&operation);
        if kind != Some(OperationType::Subscription) {
            let (engine, limit) = (self.engine.clone(), self.engine.limits().complexity);
            let wrote = (kind == Some(OperationType::Mutation)).then(|| self.gate.wrote(self.caller.clone()));
            let run = async move {
                let reply = engine.execute(operation, data).await;
                if let Some(wrote) = wrote {
                    wrote.await;
                }
                match reply {
                    Err(refusal) => vec![Outcome::Refused(refusal)],
                    Ok(mut reply) => {
                        publish(&mut reply.response.errors, &request_id);
                        vec![Outcome::Next(written(&reply.response, Some((reply.cost, limit)))), Outcome::Complete]
                    }
                }
            };
            return stream::once(run).flat_map(stream::iter).boxed();
        }
        match self.engine.subscribe(operation, data) {
            Err(refusal) => stream::iter([Outcome::Refused(refusal)]).boxed(),
            Ok(responses) => {
                let outcomes = responses.map(move |response| event(response, &request_id));
                outcomes.chain(stream::iter([Outcome::Complete])).boxed()
            }
        }
    }
}

fn event(mut response: Response, request_id: &str) -> Outcome {
    if refused_subscription(&response) {
        return Outcome::Refused(Refusal::all(Code::GraphqlValidationFailed, response.errors));
    }
    publish(&mut response.errors, request_id);
    Outcome::Next(written(&response, None))
}

/// The client's message; `Ok(None)` for frames that carry none.
fn read(message: Option<Result<Message, axum::Error>>) -> Result<Option<FromClient>, Option<Farewell>> {
    match message {
        None | Some(Err(_) | Ok(Message::Close(_))) => Err(None),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(None),
        Some(Ok(Message::Binary(_))) => Err(Some(Farewell::new(4400, "Messages are text"))),
        Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
            Ok(message) => Ok(Some(message)),
            Err(error) => Err(Some(Farewell::new(4400, &error.to_string()))),
        },
    }
}

async fn send(socket: &mut WebSocket, message: String) -> Result<(), Option<Farewell>> {
    socket.send(Message::Text(message.into())).await.map_err(|_| None)
}
