//! `serve`: starting, stopping, several at once.

use std::{net::TcpListener, time::Duration};

use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::program::{Directory, Server, mode, program, run};

fn serve(directory: &Directory, more: &[&str]) -> std::process::Command {
    let data = directory.text("data dir é'\"");
    let mut arguments = vec!["serve", "--data-dir", &data];
    arguments.extend(more);
    program(&arguments)
}

async fn get(url: &str) -> (StatusCode, Value) {
    let response = reqwest::get(url).await.unwrap();
    (response.status(), response.json().await.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_needs_nothing_and_the_next_keeps_everything() {
    let directory = Directory::new();
    let mut command = serve(&directory, &[]);
    command.env("ADMIN_EMAIL", "first@example.com").env("ADMIN_PASSWORD", "a good first password");
    let server = Server::start(command);
    assert_eq!(get(&format!("{}/health", server.url)).await.1["database"], "connected");
    server.stop();

    let secrets = directory.path("data dir é'\"").join("secrets.env");
    assert_eq!(mode(&secrets), 0o600);
    let before = std::fs::read_to_string(&secrets).unwrap();
    let server = Server::start(serve(&directory, &[]));
    let login = json!({ "email": "first@example.com", "password": "a good first password" });
    let answer =
        reqwest::Client::new().post(format!("{}/api/auth/login", server.url)).json(&login).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    server.stop();
    assert_eq!(std::fs::read_to_string(&secrets).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_account_the_server_tells_how_to_make_the_first() {
    let directory = Directory::new();
    let server = Server::start(serve(&directory, &[]));
    let setup = server.ready["setup"].as_str().unwrap();
    let code = setup.strip_prefix(&format!("{}/setup?code=", server.url)).unwrap();
    let body = json!({
        "query": "mutation($input: CreateFirstAdministratorInput!) { createFirstAdministrator(input: $input) {
            user { email } userErrors { code } } }",
        "variables": { "input": { "email": "first@example.com", "firstName": "Ada", "lastName": "Roy",
            "password": "quatre tulipes sous la pluie", "setupCode": code } },
    });
    let request = reqwest::Client::new().post(format!("{}/graphql", server.url)).json(&body);
    // As from another machine, where the code is asked for.
    let answer: Value = request.header("x-forwarded-for", "192.0.2.1").send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["data"]["createFirstAdministrator"]["user"]["email"], "first@example.com", "{answer}");
    server.stop();
    let server = Server::start(serve(&directory, &[]));
    assert_eq!(server.ready["setup"], Value::Null);
    server.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_in_flight_finishes_before_the_server_stops() {
    let directory = Directory::new();
    let mut server = Server::start(serve(&directory, &[]));
    let body = br#"{"email":"nobody@example.com","password":"something"}"#;
    let mut stream = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).await.unwrap();
    let head = format!(
        "POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body[..10]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;

    server.signal("TERM");
    server.wait_for("stopping");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(TcpStream::connect(server.url.strip_prefix("http://").unwrap()).await.is_err(), "still accepting");
    stream.write_all(&body[10..]).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 401 ") && answer.contains("INVALID_CREDENTIALS"), "{answer}");
    assert_eq!(server.wait(), Some(0));

    // The database was stopped cleanly: the next start does not have to repair it.
    Server::start(serve(&directory, &[])).stop();
    let log = std::fs::read_to_string(directory.path("data dir é'\"").join("postgres.log")).unwrap();
    assert!(!log.contains("not properly shut down"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_stops_at_once() {
    let directory = Directory::new();
    let mut server = Server::start(serve(&directory, &[]));
    let mut stream = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).await.unwrap();
    let head =
        "POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.signal("INT");
    server.wait_for("stopping");
    server.signal("INT");
    assert_eq!(server.wait(), Some(130));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_one_data_directory() {
    let directory = Directory::new();
    let first = Server::start(serve(&directory, &[]));
    let second = Server::start(serve(&directory, &[]));
    assert_ne!(first.url, second.url);
    for server in [&first, &second] {
        assert_eq!(get(&format!("{}/health", server.url)).await.0, 200);
    }
    second.stop();
    assert_eq!(get(&format!("{}/health", first.url)).await.0, 200);
    first.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_company_is_loaded_once_and_its_password_holds() {
    let directory = Directory::new();
    let mut server = Server::start(serve(&directory, &["--demo"]));
    let accounts = "admin@example.com manager@example.com auditor@example.com viewer@example.com";
    assert_eq!(server.ready["demo_accounts"], accounts);
    server.signal("TERM");
    assert_eq!(server.wait(), Some(0));
    let kept = std::fs::read_to_string(directory.path("data dir é'\"").join("demo-password")).unwrap();
    let server = Server::start(serve(&directory, &["--demo"]));
    assert_eq!((&server.ready["demo_accounts"], &server.ready["demo_password"]), (&json!(accounts), &Value::Null));
    for name in ["admin", "manager", "auditor", "viewer"] {
        let login = json!({ "email": format!("{name}@example.com"), "password": kept.trim() });
        let url = format!("{}/api/auth/login", server.url);
        let answer: Value = reqwest::Client::new().post(url).json(&login).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["data"]["user"]["role"], name);
    }
    server.stop();
}

#[test]
fn a_port_in_use_is_told_before_anything_starts() {
    let directory = Directory::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    run(&mut serve(&directory, &["--port", &port])).failed(1, &["in use", &port, "--port", "PORT", "ss -ltnp"]);
    assert!(!directory.path("data dir é'\"").join("cluster").exists());
    run(&mut serve(&directory, &["--host", "203.0.113.1"])).failed(1, &["203.0.113.1", "--host"]);
    run(&mut serve(&directory, &["--host", "no such host"])).failed(2, &["no such host", "--host"]);
}

#[test]
fn a_data_directory_that_cannot_be_written_is_named() {
    // Not even root may write there.
    run(&mut program(&["serve", "--port", "0", "--data-dir", "/sys/medical-crm"]))
        .failed(2, &["/sys/medical-crm", "--data-dir"]);
}

#[test]
fn a_database_that_refuses_is_told() {
    let directory = Directory::new();
    let mut command = serve(&directory, &["--port", "0"]);
    command
        .env("DATABASE_URL", "postgresql://crm:secret-word@127.0.0.1:1/none?sslmode=off")
        .envs(crate::program::SECRETS);
    let said = run(&mut command).failed(2, &["DATABASE_URL", "sslmode"]);
    assert!(!said.err.contains("secret-word"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_is_one_line_of_the_log() {
    let directory = Directory::new();
    let mut command = serve(&directory, &["--demo"]);
    command.env("DEMO_PASSWORD", "a password for the demo");
    let mut server = Server::start(command);
    let login = json!({ "email": "manager@example.com", "password": "a password for the demo" });
    let client = reqwest::Client::new();
    let answer = client.post(format!("{}/api/auth/login", server.url)).json(&login).send().await.unwrap();
    let request_id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let body: Value = answer.json().await.unwrap();
    let line = server.wait_for("request");
    assert_eq!(
        (&line["method"], &line["route"], &line["status"]),
        (&json!("POST"), &json!("/api/auth/login"), &json!(200))
    );
    assert_eq!(line["span"]["id"], request_id.as_str());
    assert!(line["sql"].as_u64().unwrap() > 2 && line["ms"].is_number() && line["bytes"].as_u64().unwrap() > 500);

    let token = body["data"]["accessToken"].as_str().unwrap();
    let query = json!({ "query": "query WhoAmI { me { id } }", "operationName": "WhoAmI" });
    let graphql = client.post(format!("{}/graphql", server.url)).bearer_auth(token).json(&query);
    assert_eq!(graphql.send().await.unwrap().status(), 200);
    let line = server.wait_for("request");
    assert_eq!((&line["operation"], &line["user"]), (&json!("WhoAmI"), &body["data"]["user"]["id"]));
    let logged = line.to_string();
    assert!(!logged.contains(token) && !logged.contains("password"));
    server.stop();
}
