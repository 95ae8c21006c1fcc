//! A small schema and who may come in, without a database.

use std::sync::Arc;

use async_graphql::{
    ComplexObject, Context, Data, InputObject, Object, Result, SimpleObject, Subscription,
    futures_util::{Stream, stream},
};
use axum::{
    Extension, Router,
    http::{HeaderMap, header},
};
use crm::{
    RequestInfo,
    auth::{Access, Viewer},
    config::GraphqlLimits,
    context::Caller,
    error::{Error, FieldError, SignInProblem},
};
use domain::UserRole;
use graphql::columns;
use graphql::{
    engine::Engine,
    http::{self, Gate},
    rows::{Alone, Boxed, Connection, Loading, One, PageOf, Relation, Row, alone},
};
use tokio::sync::watch;
use uuid::Uuid;

#[derive(SimpleObject, Clone)]
#[graphql(complex)]
pub struct Item {
    n: i32,
    text: String,
}

impl Row for Item {
    columns!(n, text);
    const RELATIONS: &'static [&'static str] = &["items"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let pages = field.rows().iter().map(|_| PageOf { total: Some(0), ..PageOf::default() });
        let pages = std::future::ready(Ok::<_, Error>(pages.collect()));
        (field.name() == "items").then(|| field.connection::<Self, _>(pages))
    }
}

#[ComplexObject]
#[expect(unused_variables, reason = "arguments of relations stand for the schema")]
impl Item {
    async fn items(&self, ctx: &Context<'_>, first: Option<i32>, last: Option<i32>) -> Result<Alone<Connection<Self>>> {
        alone(self, ctx).await
    }
}

#[derive(InputObject)]
pub struct Filter {
    text: Option<String>,
    n: Option<i32>,
}

pub struct Query;

#[Object]
impl Query {
    async fn find(&self, filter: Filter) -> String {
        format!("{:?} {:?}", filter.text, filter.n)
    }

    async fn echo(&self, text: String) -> String {
        text
    }

    async fn item(&self, n: i32) -> One<Item> {
        Item { n, text: format!("\"{n}\"") }.into()
    }

    async fn items(&self, first: Option<i32>, last: Option<i32>) -> Connection<Item> {
        let _ = (first, last);
        PageOf { total: Some(0), ..PageOf::default() }.into()
    }

    async fn fails(&self, how: String) -> Result<Option<i32>> {
        Err(match how.as_str() {
            "unauthenticated" => Error::from(SignInProblem::TokenRequired),
            "notFound" => Error::NotFound("item"),
            "invalid" => Error::Invalid(vec![FieldError::new("a.b", "REQUIRED", "Say something.")]),
            "stale" => Error::Stale { entity: "item", expected: 1, current: 3 },
            "limited" => Error::RateLimited(7),
            "away" => Error::Unavailable,
            _ => Error::Internal(anyhow::anyhow!("the secret cause")),
        }
        .into())
    }

    async fn slow(&self) -> bool {
        tokio::time::sleep(std::time::Duration::from_secs(3_600)).await;
        true
    }
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn login(&self, ctx: &Context<'_>) -> bool {
        ctx.append_http_header(header::SET_COOKIE, "a=1");
        ctx.append_http_header(header::SET_COOKIE, "b=2");
        true
    }
}

pub struct Counting;

#[Subscription]
impl Counting {
    async fn count(&self, to: i32) -> impl Stream<Item = i32> {
        stream::iter(1..=to)
    }

    async fn never(&self) -> impl Stream<Item = i32> {
        stream::pending()
    }
}

/// A gate whose only viewer can be shown out.
#[derive(Clone)]
pub struct TestGate {
    pub revoked: watch::Sender<bool>,
    pub stopping: watch::Sender<bool>,
}

impl Default for TestGate {
    fn default() -> Self {
        Self { revoked: watch::Sender::new(false), stopping: watch::Sender::new(false) }
    }
}

fn viewer() -> Arc<Viewer> {
    let access = Access::Session(Uuid::nil());
    Arc::new(Viewer { id: Uuid::nil(), role: UserRole::Admin, team_id: None, name: "Ada".to_owned(), access })
}

impl Gate for TestGate {
    fn admit(&self, caller: &Caller, data: &mut Data) {
        data.insert(caller.clone());
    }

    fn may_open_socket(&self, headers: &HeaderMap) -> Result<(), String> {
        if headers.get(header::ORIGIN).is_some_and(|origin| origin == "https://evil.example") {
            return Err("another site".to_owned());
        }
        Ok(())
    }

    fn recognise(
        &self,
        authorization: String,
        _: Arc<RequestInfo>,
    ) -> Boxed<'static, Result<Arc<Viewer>, SignInProblem>> {
        let found = if authorization == "Bearer good" { Ok(viewer()) } else { Err(SignInProblem::InvalidToken) };
        Box::pin(std::future::ready(found))
    }

    fn next_viewer(&self, _: Arc<Viewer>) -> Boxed<'static, Result<Arc<Viewer>, SignInProblem>> {
        let mut revoked = self.revoked.subscribe();
        Box::pin(async move {
            let _ = revoked.wait_for(|revoked| *revoked).await;
            Err(SignInProblem::InvalidToken)
        })
    }

    fn stopping(&self) -> Boxed<'static, ()> {
        let mut stopping = self.stopping.subscribe();
        Box::pin(async move {
            let _ = stopping.wait_for(|stopping| *stopping).await;
        })
    }
}

/// Serves the schema on a free port; answers the address.
pub async fn serve(gate: TestGate) -> String {
    let info = RequestInfo {
        id: "request-7".to_owned(),
        origin: "graphql",
        ip: None,
        is_local: false,
        user_agent: None,
        idempotency_key: None,
    };
    let caller = Caller { viewer: Err(SignInProblem::TokenRequired), request: Arc::new(info) };
    let limits = GraphqlLimits { seconds: 1, ..GraphqlLimits::default() };
    let engine = Engine::new(Query, Mutation, Counting, limits, |schema| schema);
    let router: Router = http::routes(engine).with_state(gate).layer(Extension(caller));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("{address}/graphql")
}
