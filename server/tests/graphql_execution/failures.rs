//! Errors: their paths, and how far they carry null.

use async_graphql::{
    ComplexObject, Context, Data, EmptyMutation, EmptySubscription, Error, Object, Result, SimpleObject,
};
use crm::config::GraphqlLimits;
use graphql::columns;
use graphql::{
    engine::{Engine, Operation},
    rows::{Alone, Connection, Loading, One, PageOf, Relation, Row, Rows, alone},
};
use serde_json::{Value, json};

use crate::written;

/// A tree of numbers; some of its fields fail at some numbers.
#[derive(SimpleObject, Clone, Copy)]
#[graphql(complex)]
struct Knot {
    n: i32,
}

impl Row for Knot {
    columns!(n);
    const RELATIONS: &'static [&'static str] = &["twins", "twin", "page", "broken", "maybeBroken"];
    const RESOLVED: &'static [&'static str] = &["odd", "maybeOdd", "ordinary", "maybeOrdinary"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        Some(match field.name() {
            "twins" => {
                let twins = field.rows().iter().flat_map(|knot| [Self { n: knot.n * 10 }, Self { n: knot.n * 10 + 1 }]);
                let twins = std::future::ready(Ok::<_, Error>(twins.collect()));
                field.list(twins, |knot| knot.n, |twin: &Self| twin.n / 10)
            }
            "twin" => field.embedded(|knot| Some(Self { n: knot.n + 1 })),
            "page" => {
                let pages = field.rows().iter().map(|knot| PageOf {
                    rows: vec![Self { n: knot.n * 10 }, Self { n: knot.n * 10 + 1 }],
                    ..PageOf::default()
                });
                field.connection(std::future::ready(Ok::<_, Error>(pages.collect())))
            }
            "broken" | "maybeBroken" => field.one(
                async { Err::<Vec<Self>, _>(Error::new("no database")) },
                |knot| Some(knot.n),
                |child| child.n,
            ),
            _ => return None,
        })
    }
}

fn odd(n: i32) -> Result<i32> {
    if n % 2 == 0 { Ok(n) } else { Err(Error::new(format!("{n} is odd"))) }
}

#[ComplexObject]
impl Knot {
    async fn odd(&self) -> Result<i32> {
        odd(self.n)
    }

    async fn maybe_odd(&self) -> Result<Option<i32>> {
        odd(self.n).map(Some)
    }

    async fn twins(&self, ctx: &Context<'_>) -> Result<Alone<Rows<Self>>> {
        alone(self, ctx).await
    }

    async fn twin(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Self>>>> {
        alone(self, ctx).await
    }

    async fn page(&self, ctx: &Context<'_>) -> Result<Alone<Option<Connection<Self>>>> {
        alone(self, ctx).await
    }

    async fn broken(&self, ctx: &Context<'_>) -> Result<Alone<One<Self>>> {
        alone(self, ctx).await
    }

    async fn maybe_broken(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Self>>>> {
        alone(self, ctx).await
    }

    /// Rows inside an ordinary field.
    async fn ordinary(&self) -> Rows<Self> {
        vec![Self { n: self.n + 1 }].into()
    }

    async fn maybe_ordinary(&self) -> Option<Rows<Self>> {
        Some(vec![Self { n: self.n + 1 }].into())
    }
}

struct Query;

#[Object]
impl Query {
    async fn knot(&self, n: i32) -> One<Knot> {
        Knot { n }.into()
    }

    async fn maybe(&self, n: i32) -> Option<One<Knot>> {
        Some(Knot { n }.into())
    }

    async fn knots(&self) -> Option<Rows<Knot>> {
        Some(vec![Knot { n: 2 }, Knot { n: 3 }].into())
    }

    async fn fails(&self) -> Result<Option<i32>> {
        Err(Error::new("failed"))
    }
}

async fn answer(query: &str) -> (Value, Vec<(Value, String)>) {
    let engine = Engine::new(
        Query,
        EmptyMutation,
        EmptySubscription,
        GraphqlLimits { complexity: 100_000, ..GraphqlLimits::default() },
        |schema| schema,
    );
    let operation = Operation { query: query.to_owned(), ..Operation::default() };
    let reply =
        engine.execute(operation, Data::default()).await.unwrap_or_else(|refusal| panic!("{:?}", refusal.errors));
    let (text, errors) = written(&reply);
    let mut errors: Vec<_> =
        errors.iter().map(|error| (error["path"].clone(), error["message"].as_str().unwrap().to_owned())).collect();
    errors.sort_by_key(|(path, _)| path.to_string());
    (serde_json::from_str(&text).unwrap(), errors)
}

fn error(path: Value, message: &str) -> (Value, String) {
    (path, message.to_owned())
}

#[tokio::test]
async fn nullable_field_of_some_rows() {
    let (data, errors) = answer("{ knots { n maybeOdd twins { maybeOdd } } }").await;
    assert_eq!(
        data,
        json!({"knots": [
            {"n": 2, "maybeOdd": 2, "twins": [{"maybeOdd": 20}, {"maybeOdd": null}]},
            {"n": 3, "maybeOdd": null, "twins": [{"maybeOdd": 30}, {"maybeOdd": null}]},
        ]})
    );
    assert_eq!(
        errors,
        [
            error(json!(["knots", 0, "twins", 1, "maybeOdd"]), "21 is odd"),
            error(json!(["knots", 1, "maybeOdd"]), "3 is odd"),
            error(json!(["knots", 1, "twins", 1, "maybeOdd"]), "31 is odd"),
        ]
    );
}

#[tokio::test]
async fn null_goes_up_to_the_nearest_nullable_field() {
    let (data, errors) = answer("{ a: maybe(n: 2) { n twin { t: odd } } b: maybe(n: 3) { n twin { t: odd } } }").await;
    assert_eq!(data, json!({"a": {"n": 2, "twin": null}, "b": {"n": 3, "twin": {"t": 4}}}));
    assert_eq!(errors, [error(json!(["a", "twin", "t"]), "3 is odd")]);

    let (data, errors) = answer("{ maybe(n: 2) { n twins { odd } } knots { n } }").await;
    assert_eq!(data, json!({"maybe": null, "knots": [{"n": 2}, {"n": 3}]}));
    assert_eq!(errors, [error(json!(["maybe", "twins", 1, "odd"]), "21 is odd")]);

    let (data, errors) = answer("{ knot(n: 2) { twins { odd } } knots { n } }").await;
    assert_eq!(data, Value::Null);
    assert_eq!(errors, [error(json!(["knot", "twins", 1, "odd"]), "21 is odd")]);
}

#[tokio::test]
async fn null_inside_connections() {
    let (data, errors) = answer("{ knot(n: 2) { n page { p: edges { node { odd } } } } }").await;
    assert_eq!(data, json!({"knot": {"n": 2, "page": null}}));
    assert_eq!(errors, [error(json!(["knot", "page", "p", 1, "node", "odd"]), "21 is odd")]);

    let (data, errors) = answer("{ knot(n: 2) { page { nodes { maybeOdd } } } }").await;
    assert_eq!(data, json!({"knot": {"page": {"nodes": [{"maybeOdd": 20}, {"maybeOdd": null}]}}}));
    assert_eq!(errors, [error(json!(["knot", "page", "nodes", 1, "maybeOdd"]), "21 is odd")]);
}

#[tokio::test]
async fn relation_that_cannot_be_loaded() {
    let (data, errors) = answer("{ knots { maybeBroken { n } } }").await;
    assert_eq!(data, json!({"knots": [{"maybeBroken": null}, {"maybeBroken": null}]}));
    let expected = [0, 1].map(|n| error(json!(["knots", n, "maybeBroken"]), "no database"));
    assert_eq!(errors, expected);

    let (data, errors) = answer("{ knots { broken { n } } maybe(n: 1) { n } }").await;
    assert_eq!(data, json!({"knots": null, "maybe": {"n": 1}}));
    assert_eq!(errors, [error(json!(["knots", 0, "broken"]), "no database")]);
}

#[tokio::test]
async fn paths_through_ordinary_fields() {
    let (data, errors) = answer("{ knots { twins { maybeOrdinary { odd maybeOrdinary { odd } } } } }").await;
    let null = json!({"maybeOrdinary": null});
    let inner = json!({"maybeOrdinary": [{"odd": 22, "maybeOrdinary": null}]});
    let other = json!({"maybeOrdinary": [{"odd": 32, "maybeOrdinary": null}]});
    assert_eq!(data, json!({"knots": [{"twins": [(null.clone()), inner]}, {"twins": [(null.clone()), other]}]}));
    let path = |knot: usize, twin: usize| json!(["knots", knot, "twins", twin, "maybeOrdinary", 0, "odd"]);
    let deeper = |knot: usize| json!(["knots", knot, "twins", 1, "maybeOrdinary", 0, "maybeOrdinary", 0, "odd"]);
    let mut expected = vec![
        error(path(0, 0), "21 is odd"),
        error(deeper(0), "23 is odd"),
        error(path(1, 0), "31 is odd"),
        error(deeper(1), "33 is odd"),
    ];
    expected.sort_by_key(|(path, _)| path.to_string());
    // The inner field of a row that is null anyway may report its own error too.
    let errors: Vec<_> = errors.into_iter().filter(|error| expected.contains(error)).collect();
    assert_eq!(errors, expected);
}

#[tokio::test]
async fn failing_root_field_is_null() {
    let (data, errors) = answer("{ fails maybe(n: 2) { n } }").await;
    assert_eq!(data, json!({"fails": null, "maybe": {"n": 2}}));
    assert_eq!(errors, [error(json!(["fails"]), "failed")]);
}
