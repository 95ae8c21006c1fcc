//! Addresses and heads of requests that are odd, broken or too long.

use crate::{
    common::TestApp,
    raw::{self, exchange},
};

#[tokio::test]
async fn a_slash_at_the_end_does_not_matter() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    assert_eq!(client.get("/api/").await.expect(200).json()["name"], "Medical CRM API");
    client.get("/health/live/").await.expect(200);
    client.get("/api/auth/me/?x=1").await.expect(401);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    let app = TestApp::start().await;
    for address in ["/api/users/%ff", "/api?search=%c3%28", "/api/users/%00", "/api?x=a%00b", "/assets/%ff"] {
        let answer = app.anonymous().get(address).await.expect(400);
        assert!(answer.text().contains("The address of the request holds"), "{address}");
    }
}

#[tokio::test]
async fn a_long_address_is_refused() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get(&format!("/api?x={}", "a".repeat(50_000))).await.expect(414);
    assert_eq!(answer.code(), "URI_TOO_LONG");
}

#[tokio::test]
async fn large_heads_are_refused() {
    let app = TestApp::start().await;
    let large = format!("GET /api HTTP/1.1\r\nhost: x\r\nx-large: {}\r\n\r\n", "a".repeat(100_000));
    let answer = exchange(&app.url, large.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    let many: String = (0..500).map(|number| format!("x-{number}: 1\r\n")).collect();
    let answer = exchange(&app.url, format!("GET /api HTTP/1.1\r\nhost: x\r\n{many}\r\n").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let app = TestApp::start().await;
    for bytes in
        [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..], b"GET  HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n"]
    {
        let answer = exchange(&app.url, bytes).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    }
    let answer = exchange(&app.url, b"OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let smuggled = b"POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\
        connection: close\r\n\r\n0\r\n\r\n";
    let answer = exchange(&app.url, smuggled).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn connections_are_kept_for_the_next_request() {
    use tokio::io::AsyncWriteExt;
    let app = TestApp::start().await;
    let mut stream = raw::connect(&app.url).await;
    let first = "GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n";
    let last = "GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(format!("{first}{last}").as_bytes()).await.unwrap();
    let answers = raw::read_to_end(&mut stream).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_come_ends_the_connection() {
    use tokio::io::AsyncWriteExt;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let shutdown = crm::shutdown::Shutdown::default();
    tokio::spawn(server::http::serve(listener, axum::Router::new(), shutdown));
    for sent in [&b""[..], b"GET /api HTTP/1.1\r\nhost:"] {
        let mut stream = raw::connect(&url).await;
        stream.write_all(sent).await.unwrap();
        let begun = tokio::time::Instant::now();
        assert!(!raw::read_to_end(&mut stream).await.starts_with("HTTP/1.1 2"));
        assert!(begun.elapsed() < std::time::Duration::from_secs(25));
    }
}
