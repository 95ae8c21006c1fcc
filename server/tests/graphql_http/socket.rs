//! `graphql-transport-ws`.

use std::time::Duration;

use async_graphql::futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest as _},
};

use crate::schema::{TestGate, serve};

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    async fn open(address: &str, protocol: Option<&'static str>, origin: Option<&'static str>) -> Result<Self, Error> {
        let mut request = format!("ws://{address}").into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", origin.parse().unwrap());
        }
        connect_async(request).await.map(|(stream, _)| Self(stream))
    }

    async fn connect(address: &str) -> Self {
        Self::open(address, Some("graphql-transport-ws"), None).await.unwrap()
    }

    async fn signed_in(address: &str) -> Self {
        let mut socket = Self::connect(address).await;
        socket.send(json!({"type": "connection_init", "payload": {"authorization": "Bearer good"}})).await;
        assert_eq!(socket.next().await, json!({"type": "connection_ack"}));
        socket
    }

    async fn send(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    async fn subscribe(&mut self, id: &str, query: &str) {
        self.send(json!({"type": "subscribe", "id": id, "payload": {"query": query}})).await;
    }

    async fn frame(&mut self) -> Message {
        tokio::time::timeout(Duration::from_secs(5), self.0.next()).await.unwrap().unwrap().unwrap()
    }

    async fn next(&mut self) -> Value {
        match self.frame().await {
            Message::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    async fn close_code(&mut self) -> u16 {
        match self.frame().await {
            Message::Close(Some(frame)) => frame.code.into(),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn results_come_until_completion() {
    let mut socket = Socket::signed_in(&serve(TestGate::default()).await).await;
    socket.subscribe("one", "subscription { count(to: 2) }").await;
    for n in 1..=2 {
        assert_eq!(socket.next().await, json!({"type": "next", "id": "one", "payload": {"data": {"count": n}}}));
    }
    assert_eq!(socket.next().await, json!({"type": "complete", "id": "one"}));
    // The id is free again, and queries run here too.
    socket.subscribe("one", "{ echo(text: \"é\\\"\") }").await;
    let payload = json!({"data": {"echo": "é\""}, "extensions": {"cost": {"requested": 0, "maximum": 5_000}}});
    assert_eq!(socket.next().await, json!({"type": "next", "id": "one", "payload": payload}));
    assert_eq!(socket.next().await["type"], "complete");
    socket.send(json!({"type": "ping", "payload": {"a": 1}})).await;
    assert_eq!(socket.next().await, json!({"type": "pong", "payload": {"a": 1}}));
}

#[tokio::test]
async fn operations_end_when_the_client_says_so() {
    let mut socket = Socket::signed_in(&serve(TestGate::default()).await).await;
    socket.subscribe("a", "subscription { never }").await;
    socket.send(json!({"type": "complete", "id": "a"})).await;
    socket.subscribe("a", "subscription { count(to: 1) }").await;
    assert_eq!(socket.next().await["payload"], json!({"data": {"count": 1}}));
    assert_eq!(socket.next().await, json!({"type": "complete", "id": "a"}));
}

#[tokio::test]
async fn refused_operations_leave_the_connection_open() {
    let mut socket = Socket::signed_in(&serve(TestGate::default()).await).await;
    for (query, code) in [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
    ] {
        socket.subscribe("x", query).await;
        let message = socket.next().await;
        assert_eq!(
            (&message["type"], &message["payload"][0]["extensions"]["code"]),
            (&json!("error"), &json!(code)),
            "{message}"
        );
    }
    for n in 0..50 {
        socket.subscribe(&format!("n{n}"), "subscription { never }").await;
    }
    socket.subscribe("more", "subscription { never }").await;
    let message = socket.next().await;
    assert_eq!((&message["type"], &message["id"]), (&json!("error"), &json!("more")));
}

#[tokio::test]
async fn the_server_closes_with_the_codes_of_the_protocol() {
    let gate = TestGate::default();
    let address = serve(gate.clone()).await;

    let mut anonymous = Socket::connect(&address).await;
    anonymous.send(json!({"type": "connection_init"})).await;
    assert_eq!(anonymous.close_code().await, 4401);

    let mut forged = Socket::connect(&address).await;
    forged.send(json!({"type": "connection_init", "payload": {"authorization": "Bearer bad"}})).await;
    assert_eq!(forged.close_code().await, 4401);

    let mut early = Socket::connect(&address).await;
    early.subscribe("a", "{ __typename }").await;
    assert_eq!(early.close_code().await, 4401);

    let mut twice = Socket::signed_in(&address).await;
    twice.send(json!({"type": "connection_init"})).await;
    assert_eq!(twice.close_code().await, 4429);

    let mut same = Socket::signed_in(&address).await;
    same.subscribe("a", "subscription { never }").await;
    same.subscribe("a", "subscription { never }").await;
    assert_eq!(same.close_code().await, 4409);

    let mut garbled = Socket::signed_in(&address).await;
    garbled.send(json!({"type": "unheard_of"})).await;
    assert_eq!(garbled.close_code().await, 4400);

    let mut revoked = Socket::signed_in(&address).await;
    revoked.subscribe("a", "subscription { never }").await;
    gate.revoked.send_replace(true);
    assert_eq!(revoked.close_code().await, 4403);
    gate.revoked.send_replace(false);

    let mut stopped = Socket::signed_in(&address).await;
    gate.stopping.send_replace(true);
    assert_eq!(stopped.close_code().await, 1001);
}

#[tokio::test]
async fn foreign_pages_and_other_protocols_are_kept_out() {
    let address = serve(TestGate::default()).await;
    for (protocol, origin, status) in [
        (Some("graphql-transport-ws"), Some("https://evil.example"), 403),
        (Some("graphql-ws"), None, 400),
        (None, None, 400),
    ] {
        match Socket::open(&address, protocol, origin).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), status),
            _ => panic!("the socket is open"),
        }
    }
}
