//! Statuses, media types, headers.

use reqwest::header;
use serde_json::{Value, json};

use crate::{Api, NEW, OLD};

#[tokio::test]
async fn answers_carry_what_they_cost() {
    let api = Api::start().await;
    let (status, body) = api.ask("{ item(n: 5) { n text items { totalCount } } __typename }", json!({})).await;
    assert_eq!(status, 200);
    assert_eq!(
        body,
        json!({
            "data": {"item": {"n": 5, "text": "\"5\"", "items": {"totalCount": 0}}, "__typename": "Query"},
            "extensions": {"cost": {"requested": 2, "maximum": 5_000}},
        })
    );
}

#[tokio::test]
async fn media_types_decide_the_status_of_refusals() {
    let api = Api::start().await;
    for (accept, status) in [(NEW, 400), (OLD, 200), ("*/*", 200)] {
        for query in ["{", "{ unknown }", "query A { __typename } query B { __typename }"] {
            let response = api.post(accept, json!({"query": query}).to_string()).await;
            assert_eq!(response.status(), status, "{accept} {query}");
            let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
            assert!(kind.starts_with(if accept == NEW { NEW } else { OLD }), "{kind}");
            let body: Value = response.json().await.unwrap();
            assert!(body.get("data").is_none() && body["errors"][0]["message"].is_string(), "{body}");
        }
        // What failed while it was executed has data.
        let response = api.post(accept, json!({"query": "{ fails(how: \"notFound\") }"}).to_string()).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.json::<Value>().await.unwrap()["data"], json!({"fails": null}));
    }
    assert_eq!(api.post("text/html", "{}").await.status(), 406);
}

#[tokio::test]
async fn only_json_objects_are_executed() {
    let api = Api::start().await;
    let query = json!({"query": "{ __typename }"}).to_string();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
        let request = api.client.post(api.url()).header(header::CONTENT_TYPE, kind).body(query.clone());
        assert_eq!(request.send().await.unwrap().status(), 415, "{kind}");
    }
    let request =
        api.client.post(api.url()).header(header::CONTENT_TYPE, "Application/JSON; charset=utf-8").body(query);
    assert_eq!(request.send().await.unwrap().status(), 200);
    for (body, part) in [
        (b"".to_vec(), "empty"),
        (b"[{\"query\":\"{__typename}\"}]".to_vec(), "Batches"),
        (b"{\"query\":\"{echo(text:\\\"\xff\\\")}\"}".to_vec(), "unicode"),
        (b"{\"query\":{}}".to_vec(), "expected a string"),
        (b"{\"query\":\"{__typename}\",\"variables\":3}".to_vec(), "expected a map"),
        (vec![b' '; 3 << 20], "larger"),
    ] {
        let response = api.post(NEW, body).await;
        assert!(response.status().is_client_error());
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        assert!(body["errors"][0]["message"].as_str().unwrap().contains(part), "{body}");
    }
}

#[tokio::test]
async fn get_is_for_queries() {
    let api = Api::start().await;
    let get = |query: &str| api.client.get(format!("{}?query={query}", api.url())).header(header::ACCEPT, NEW).send();
    assert_eq!(get("%7Becho(text:%22a%22)%7D").await.unwrap().json::<Value>().await.unwrap()["data"]["echo"], "a");
    for query in ["mutation%7Blogin%7D", "subscription%7Bnever%7D"] {
        let response = get(query).await.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()[header::ALLOW]),
            (405, &header::HeaderValue::from_static("POST"))
        );
    }
    assert_eq!(api.client.get(api.url()).send().await.unwrap().status(), 400);
    assert_eq!(api.client.put(api.url()).send().await.unwrap().status(), 405);
}

#[tokio::test]
async fn resolvers_set_headers() {
    let api = Api::start().await;
    let response = api.post(OLD, json!({"query": "mutation { login }"}).to_string()).await;
    let cookies: Vec<_> = response.headers().get_all(header::SET_COOKIE).iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
}

#[tokio::test]
async fn errors_have_codes_and_no_causes() {
    let api = Api::start().await;
    let ask = async |how: &str| {
        api.ask("query($how: String!) { fails(how: $how) }", json!({"how": how})).await.1["errors"][0].take()
    };
    for (how, code) in [
        ("unauthenticated", "UNAUTHENTICATED"),
        ("notFound", "NOT_FOUND"),
        ("limited", "RATE_LIMITED"),
        ("away", "INTERNAL_SERVER_ERROR"),
        ("stale", "CONFLICT"),
    ] {
        let error = ask(how).await;
        assert_eq!((&error["extensions"]["code"], &error["path"]), (&json!(code), &json!(["fails"])), "{error}");
    }
    assert_eq!(ask("away").await["extensions"]["reason"], "SERVICE_UNAVAILABLE");
    let invalid = ask("invalid").await;
    assert_eq!(
        invalid["extensions"]["fields"],
        json!([{"field": "a.b", "code": "REQUIRED", "message": "Say something."}])
    );
    let unexpected = ask("boom").await;
    assert_eq!(unexpected["extensions"], json!({"code": "INTERNAL_SERVER_ERROR", "requestId": "request-7"}));
    assert!(!unexpected.to_string().contains("secret"), "{unexpected}");
}
