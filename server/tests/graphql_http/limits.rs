//! Documents and variables that ask too much, or the wrong thing.

use std::fmt::Write as _;

use serde_json::json;

use crate::{Api, OLD};

#[tokio::test]
async fn oversized_documents() {
    let api = Api::start().await;
    let deep = "{item(n:1)".repeat(1_900);
    let deeper = format!("{{\"query\":\"{}\"}}", "{a".repeat(9_990));
    let aliases = (0..16).fold(String::new(), |text, n| text + &format!(" a{n}: echo(text: \"x\")"));
    let mut fan = "{ ...F0 }".to_owned();
    for n in 0..29 {
        write!(fan, " fragment F{n} on Query {{ ...F{0} ...F{0} }}", n + 1).unwrap();
    }
    fan += " fragment F29 on Query { echo(text: \"x\") }";
    let introspection = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    let nested = "{ items(first: 100) { nodes { items(last: 51) { nodes { n } } } } }";
    let tall = format!("{{ {} n {} }}", "item(n: 1) { items { nodes {".repeat(5), "}}}".repeat(5));
    for (query, part) in [
        (deep.as_str(), "nests brackets"),
        (&"x".repeat(20_001), "20001 bytes"),
        (&format!("{{ {aliases} }}"), "more than 15 aliases"),
        (&fan, "written out"),
        (introspection, "introspection"),
        (nested, "5301 objects"),
        (&tall, "deeper than 15"),
    ] {
        let (status, code, message) = api.refusal(query, json!({})).await;
        assert_eq!((status, code.as_str()), (400, "QUERY_TOO_COMPLEX"), "{message}");
        assert!(message.contains(part), "{message}");
    }
    // A limit is a limit in every media type.
    assert_eq!(api.post(OLD, deeper).await.status(), 400);
}

#[tokio::test]
async fn the_cost_follows_the_variables() {
    let api = Api::start().await;
    let query = "query($a: Int, $b: Int = 30) { items(first: $a) { edges { node { items(last: $b) { nodes { n } totalCount } } } } }";
    let cost = async |variables| api.ask(query, variables).await.1["extensions"]["cost"]["requested"].clone();
    assert_eq!(cost(json!({})).await, json!(1 + 20 * (1 + 1 + 30)));
    assert_eq!(cost(json!({"a": 3, "b": null})).await, json!(1 + 3 * (1 + 1 + 20)));
    assert_eq!(cost(json!({"a": 0})).await, json!(1));
    let (_, code, message) = api.refusal(query, json!({"a": 100, "b": 1_000})).await;
    assert_eq!((code.as_str(), message.contains("10201")), ("QUERY_TOO_COMPLEX", true), "{message}");
}

#[tokio::test]
async fn circular_and_unknown_fragments() {
    let api = Api::start().await;
    for query in ["{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A }", "{ ...Nowhere }"] {
        let (status, code, _) = api.refusal(query, json!({})).await;
        assert_eq!((status, code.as_str()), (400, "GRAPHQL_VALIDATION_FAILED"));
    }
}

#[tokio::test]
async fn variables_are_checked_on_every_request() {
    let api = Api::start().await;
    let query = "query($text: String!, $n: Int = 1) { echo(text: $text) item(n: $n) { n } }";
    for _ in 0..2 {
        let (status, body) = api.ask(query, json!({"text": "é"})).await;
        assert_eq!((status.as_u16(), &body["data"]), (200, &json!({"echo": "é", "item": {"n": 1}})));
        for (variables, part) in [
            (json!({}), "a value of type String! is required"),
            (json!({"text": null}), "expected String!, found null"),
            (json!({"text": 5}), "expected String, found 5"),
            (json!({"text": ["a"]}), "expected String"),
            (json!({"text": "a\u{0}b"}), "null character"),
            (json!({"text": "a", "n": "1"}), "expected Int"),
        ] {
            let (status, code, message) = api.refusal(query, variables).await;
            assert_eq!((status, code.as_str()), (400, "BAD_USER_INPUT"), "{message}");
            assert!(message.contains(part), "{message}");
        }
    }
    let (_, code, _) = api.refusal("{ echo(text: \"\\u0000\") }", json!({})).await;
    assert_eq!(code, "BAD_USER_INPUT");
    // Fits the type, not the range.
    let (_, body) = api.ask("query($n: Int!) { item(n: $n) { n } }", json!({"n": 3_000_000_000_u64})).await;
    assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

#[tokio::test]
async fn literals_beside_variables_are_checked_once_and_for_all() {
    let api = Api::start().await;
    for literal in ["m: 1", "n: \"x\"", "n: {}"] {
        let query = format!("query($t: String) {{ find(filter: {{ text: $t, {literal} }}) }}");
        let (_, code, message) = api.refusal(&query, json!({})).await;
        assert_eq!(code, "GRAPHQL_VALIDATION_FAILED", "{message}");
    }
    let query = "query($t: String) { find(filter: { text: $t, n: 2 }) }";
    for (variables, found) in [(json!({}), "None Some(2)"), (json!({"t": "é"}), "Some(\"é\") Some(2)")] {
        assert_eq!(api.ask(query, variables).await.1["data"]["find"], found);
    }
    let query = "query($f: Filter!) { find(filter: $f) }";
    for (filter, part) in
        [(json!({"m": 1}), "no field \"m\""), (json!({"n": "x"}), "at n: expected Int"), (json!(3), "expected Filter")]
    {
        let (_, code, message) = api.refusal(query, json!({"f": filter})).await;
        assert_eq!((code.as_str(), message.contains(part)), ("BAD_USER_INPUT", true), "{message}");
    }
}

#[tokio::test]
async fn operations_are_chosen_by_name() {
    let api = Api::start().await;
    let document = "query A { echo(text: \"a\") } query B { echo(text: \"b\") }";
    let ask = async |name: &str| {
        let body = json!({"query": document, "operationName": name}).to_string();
        api.post(OLD, body).await.json::<serde_json::Value>().await.unwrap()
    };
    assert_eq!(ask("A").await["data"]["echo"], "a");
    assert_eq!(ask("B").await["data"]["echo"], "b");
    assert_eq!(ask("C").await["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    assert_eq!(ask("").await["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

#[tokio::test]
async fn slow_operations_are_given_up() {
    let api = Api::start().await;
    let (status, body) = api.ask("{ slow }", json!({})).await;
    assert_eq!((status.as_u16(), &body["data"]), (200, &json!(null)));
    assert_eq!(body["errors"][0]["extensions"]["code"], "QUERY_TOO_COMPLEX");
}

#[tokio::test]
async fn the_schema_can_be_introspected() {
    let api = Api::start().await;
    let (status, body) = api.ask(
        "query IntrospectionQuery { __schema { queryType { name } types { ...T } } } fragment T on __Type { kind name fields { name type { ...R } } } \
         fragment R on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind ofType { kind ofType { kind ofType { kind } } } } } } } }",
        json!({}),
    ).await;
    assert_eq!((status.as_u16(), &body["data"]["__schema"]["queryType"]["name"]), (200, &json!("Query")), "{body}");
    let names: Vec<_> = body["data"]["__schema"]["types"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["name"].as_str().unwrap())
        .collect();
    assert!(["ItemConnection", "ItemEdge", "PageInfo"].iter().all(|name| names.contains(name)), "{names:?}");
}
