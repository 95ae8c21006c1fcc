//! A caller of the server.

use db::rows::User;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::Answer;

/// Sends requests, with the token of its user if it has one.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    /// Access token.
    pub token: Option<String>,
    /// The signed-in user.
    pub user: Option<User>,
}

impl Client {
    pub(super) fn new(url: &str, token: Option<String>, user: Option<User>) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { http, url: url.to_owned(), token, user }
    }

    /// The same caller, who keeps cookies from now on.
    pub fn with_cookies(mut self) -> Self {
        self.http = reqwest::Client::builder().cookie_store(true).no_proxy().build().unwrap();
        self
    }

    /// The user's id.
    pub fn id(&self) -> uuid::Uuid {
        self.user.as_ref().expect("a signed-in caller").id
    }

    /// A request to add to.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// `GET`
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    /// `POST` with a JSON body.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::of(self.request(Method::POST, path).json(body)).await
    }

    /// `PUT` with a JSON body.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        Answer::of(self.request(Method::PUT, path).json(body)).await
    }

    /// `PATCH` with a JSON body.
    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        Answer::of(self.request(Method::PATCH, path).json(body)).await
    }

    /// `DELETE`
    pub async fn delete(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::DELETE, path)).await
    }

    /// A GraphQL operation; answers the whole response (`data`, `errors`, `extensions`).
    pub async fn graphql(&self, document: &str, variables: Value) -> Value {
        self.post("/graphql", &json!({ "query": document, "variables": variables })).await.json()
    }

    /// The `data` of a GraphQL operation that must not fail.
    pub async fn query(&self, document: &str, variables: Value) -> Value {
        let mut answer = self.graphql(document, variables).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }
}
