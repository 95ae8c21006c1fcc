//! One request: post, renew the session when it has run out, read the answer.
//!
//! Everything but the last step is the same for every operation and compiled once: the types of an operation only
//! meet the text of its data.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use gloo_net::http::{Request, Response};
use graphql_client::GraphQLQuery;
use serde::Deserialize;

use super::error::{ApiError, TopLevelError};
use super::{json, renewal};

/// A GraphQL answer; its data is left as text.
#[derive(Default)]
struct Answer<'a> {
    data: Option<&'a str>,
    errors: Vec<TopLevelError>,
}

impl<'a> Answer<'a> {
    fn read(text: &'a str) -> Result<Self, json::Malformed> {
        let mut answer = Self::default();
        json::members(text, |name, reader| {
            match name {
                "data" => answer.data = Some(reader.skip()?).filter(|data| *data != "null"),
                "errors" => answer.errors = Vec::deserialize(reader)?,
                _ => {
                    reader.skip()?;
                }
            }
            Ok(())
        })?;
        Ok(answer)
    }
}

/// Sends an operation and gives back its data.
///
/// # Errors
/// [`ApiError`]: the server was not reached, refused, or failed. A session that has run out is renewed and the
/// request repeated; when it cannot be renewed the person signs in again over the page, and then it is repeated.
pub async fn send<Q: GraphQLQuery>(variables: Q::Variables) -> Result<Q::ResponseData, ApiError> {
    decode::<Q>(&exchange(encode::<Q>(variables), None).await?)
}

/// As [`send`], with an `Idempotency-Key`: sent twice, it is done once.
///
/// # Errors
/// As [`send`].
pub async fn send_with_key<Q: GraphQLQuery>(variables: Q::Variables, key: String) -> Result<Q::ResponseData, ApiError> {
    decode::<Q>(&exchange(encode::<Q>(variables), Some(key)).await?)
}

/// Sends an operation that needs no session (sign-in, forgotten password).
///
/// # Errors
/// As [`send`], without renewal.
pub async fn send_anonymous<Q: GraphQLQuery>(variables: Q::Variables) -> Result<Q::ResponseData, ApiError> {
    decode::<Q>(&exchange_once(encode::<Q>(variables)).await?)
}

fn encode<Q: GraphQLQuery>(variables: Q::Variables) -> String {
    // Variables are plain data: writing them as JSON does not fail.
    serde_json::to_string(&Q::build_query(variables)).unwrap_or_default()
}

fn decode<Q: GraphQLQuery>(data: &str) -> Result<Q::ResponseData, ApiError> {
    // Data of another shape: this page is older than the server.
    json::read(data).map_err(|_| ApiError::Failed { message: None, request_id: None })
}

/// Sends a request, with renewal; gives the JSON of its data.
fn exchange(body: String, key: Option<String>) -> LocalBoxFuture<'static, Result<String, ApiError>> {
    async move {
        loop {
            match post(&body, key.as_deref()).await {
                Err(ApiError::Unauthenticated) => renewal::renew_or_sign_in().await?,
                other => return other,
            }
        }
    }
    .boxed_local()
}

/// Sends a request, without renewal; gives the JSON of its data.
fn exchange_once(body: String) -> LocalBoxFuture<'static, Result<String, ApiError>> {
    async move { post(&body, None).await }.boxed_local()
}

async fn post(body: &str, key: Option<&str>) -> Result<String, ApiError> {
    let mut request = Request::post("/graphql")
        .header("content-type", "application/json")
        .header("accept", "application/graphql-response+json, application/json;q=0.9")
        .header("x-requested-with", "medical-crm-web");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let request = request.body(body).map_err(|_| ApiError::Unreachable)?;
    let response = request.send().await.map_err(|_| ApiError::Unreachable)?;
    read(response).await
}

async fn read(response: Response) -> Result<String, ApiError> {
    let request_id = response.headers().get("x-request-id");
    let retry_after = response.headers().get("retry-after").and_then(|seconds| seconds.parse().ok());
    let status = response.status();
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    match Answer::read(&text) {
        Ok(answer) => match (answer.errors.first(), answer.data) {
            (Some(error), _) => Err(ApiError::from_answer(error, request_id)),
            (None, Some(data)) => Ok(data.to_owned()),
            (None, None) => Err(ApiError::Failed { message: None, request_id }),
        },
        // Not GraphQL: a proxy, a limit, a server that is going down.
        Err(_) => Err(match status {
            401 => ApiError::Unauthenticated,
            429 => ApiError::RateLimited(retry_after),
            502..=504 => ApiError::Unreachable,
            _ => ApiError::Failed { message: None, request_id },
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn data_stays_text_and_errors_are_read() {
        let answer = Answer::read(r#"{"data":{"a":1},"extensions":{"cost":{"n":1}}}"#).unwrap();
        assert_eq!((answer.data, answer.errors.len()), (Some(r#"{"a":1}"#), 0));
        let text = r#"{"data":null,"errors":[{"message":"x","path":["a",1],"extensions":{"code":"NOT_FOUND"}}]}"#;
        let answer = Answer::read(text).unwrap();
        assert_eq!((answer.data, answer.errors.len()), (None, 1));
        assert!(Answer::read("<html>").is_err());
    }
}
