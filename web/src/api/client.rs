//! One request: post, renew the session when it has run out, read the answer.

use gloo_net::http::{Request, Response};
use graphql_client::GraphQLQuery;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::{ApiError, TopLevelError};
use super::renewal;

/// A GraphQL answer.
#[derive(Deserialize)]
struct Answer<T> {
    data: Option<T>,
    #[serde(default)]
    errors: Vec<TopLevelError>,
}

/// Sends an operation and gives back its data.
///
/// # Errors
/// [`ApiError`]: the server was not reached, refused, or failed. A session that has run out is renewed and the
/// request repeated; when it cannot be renewed the person signs in again over the page, and then it is repeated.
pub async fn send<Q: GraphQLQuery>(variables: Q::Variables) -> Result<Q::ResponseData, ApiError> {
    send_with_key::<Q>(variables, None).await
}

/// As [`send`], with an `Idempotency-Key`: sent twice, it is done once.
///
/// # Errors
/// As [`send`].
pub async fn send_with_key<Q: GraphQLQuery>(
    variables: Q::Variables,
    key: Option<&str>,
) -> Result<Q::ResponseData, ApiError> {
    let body = serde_json::to_string(&Q::build_query(variables))
        .map_err(|_| ApiError::Failed { message: None, request_id: None })?;
    loop {
        match post(&body, key).await {
            Err(ApiError::Unauthenticated) => renewal::renew_or_sign_in().await?,
            other => return other,
        }
    }
}

/// Sends an operation that needs no session (sign-in, forgotten password).
///
/// # Errors
/// As [`send`], without renewal.
pub async fn send_anonymous<Q: GraphQLQuery>(variables: Q::Variables) -> Result<Q::ResponseData, ApiError> {
    let body = serde_json::to_string(&Q::build_query(variables))
        .map_err(|_| ApiError::Failed { message: None, request_id: None })?;
    post(&body, None).await
}

async fn post<T: DeserializeOwned>(body: &str, key: Option<&str>) -> Result<T, ApiError> {
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

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    let request_id = response.headers().get("x-request-id");
    let retry_after = response.headers().get("retry-after").and_then(|seconds| seconds.parse().ok());
    let status = response.status();
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    let answer: Option<Answer<T>> = serde_json::from_str(&text).ok();
    match answer {
        Some(Answer { errors, .. }) if !errors.is_empty() => Err(ApiError::from_answer(&errors[0], request_id)),
        Some(Answer { data: Some(data), .. }) => Ok(data),
        // Not GraphQL: a proxy, a limit, a server that is going down.
        _ => Err(match status {
            401 => ApiError::Unauthenticated,
            429 => ApiError::RateLimited(retry_after),
            502..=504 => ApiError::Unreachable,
            _ => ApiError::Failed { message: None, request_id },
        }),
    }
}
