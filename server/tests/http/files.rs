//! The files of the web app. What is checked depends on whether it was built: a debug build reads `web/dist`.

use std::path::Path;

use reqwest::Method;

use crate::{
    common::{Answer, TestApp},
    raw::exchange,
};

async fn get(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = app.anonymous().request(Method::GET, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::of(request).await
}

fn built() -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist/index.html").exists()
}

const PAGE: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

#[tokio::test]
async fn every_page_address_is_the_app_and_every_file_address_is_a_file() {
    let app = TestApp::start().await;
    let expected = if built() { 200 } else { 503 };
    for path in ["/", "/institutions", "/institutions/0190f5d8-7a1b-7c3d-8e4f-5a6b7c8d9e0f", "/no/such/page"] {
        let page = get(&app, path, &[PAGE]).await.expect(expected);
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert!(page.header("content-security-policy").contains("script-src 'self' 'wasm-unsafe-eval';"), "{path}");
        if !built() {
            assert!(page.text().contains("cargo xtask run"));
        }
    }
    for path in
        ["/no/such/file.js", "/assets/no/such.css", "/index.html.br", "/assets/../../Cargo.toml", "/%2e%2e/Cargo.toml"]
    {
        get(&app, path, &[PAGE]).await.expect(404);
    }
    get(&app, "/institutions", &[("accept", "application/json")]).await.expect(404);
    for path in ["/api/no/such", "/graphql/no/such", "/assets", "/digiforma/graphql/no/such"] {
        get(&app, path, &[PAGE]).await.expect(404);
    }
}

#[tokio::test]
async fn a_client_that_takes_anything_gets_the_page() {
    let app = TestApp::start().await;
    let expected = if built() { 200 } else { 503 };
    // As curl sends it, and as clients do that send none.
    for accept in ["accept: */*\r\n", "accept: application/json, text/plain, */*;q=0.5\r\n", ""] {
        let head = format!("GET /institutions HTTP/1.1\r\nhost: x\r\n{accept}connection: close\r\n\r\n");
        let answer = exchange(&app.url, head.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {expected} ")), "{accept:?}: {answer}");
        assert!(answer.contains("content-type: text/html"), "{accept:?}: {answer}");
        let head = format!("GET /api/no/such HTTP/1.1\r\nhost: x\r\n{accept}connection: close\r\n\r\n");
        assert!(exchange(&app.url, head.as_bytes()).await.starts_with("HTTP/1.1 404 "), "{accept:?}");
    }
    for accept in ["application/json", "image/png, application/*"] {
        get(&app, "/institutions", &[("accept", accept)]).await.expect(404);
    }
}

#[tokio::test]
async fn the_page_is_sent_again_only_when_it_changed() {
    if !built() {
        return;
    }
    let app = TestApp::start().await;
    let page = get(&app, "/", &[PAGE]).await.expect(200);
    assert_eq!(page.header("cache-control"), "no-cache");
    let tag = page.header("etag");
    get(&app, "/", &[PAGE, ("if-none-match", tag)]).await.expect(304);
    get(&app, "/", &[PAGE, ("if-none-match", "\"another\"")]).await.expect(200);

    let head = Answer::of(app.anonymous().request(Method::HEAD, "/").header(PAGE.0, PAGE.1)).await.expect(200);
    assert_eq!(head.header("content-length"), page.body.len().to_string());
    assert!(head.body.is_empty());
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_come_compressed() {
    if !built() {
        return;
    }
    let app = TestApp::start().await;
    let page = get(&app, "/", &[PAGE]).await;
    let name = page.text().split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".wasm")).unwrap();
    let plain = get(&app, name, &[]).await.expect(200);
    assert_eq!(plain.header("content-type"), "application/wasm");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    let small = get(&app, name, &[("accept-encoding", "gzip, br")]).await.expect(200);
    assert_eq!(small.header("content-encoding"), "br");
    assert_eq!(small.header("content-type"), "application/wasm");
    assert!(small.header("vary").contains("accept-encoding"));
    assert!(small.body.len() < plain.body.len() / 2);
    assert_ne!(small.header("etag"), plain.header("etag"));
    let gzip = get(&app, name, &[("accept-encoding", "br;q=0, gzip")]).await.expect(200);
    assert_eq!(gzip.header("content-encoding"), "gzip");
}
