//! Files that the server hands out, fetched as everything else is: the session is renewed, and a refusal becomes words
//! instead of a page of JSON.

use gloo_net::http::{Request, Response};
use js_sys::futures::JsFuture;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::{AbortController, Blob};

use super::error::ApiError;
use super::user_error::UserError;
use super::{json, renewal};

/// A file that the browser holds.
#[derive(Debug)]
pub struct File {
    /// `invoices-2026-11-30.csv`
    pub name: String,
    /// What is in it.
    pub content: Blob,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoFile {
    /// The request as a whole failed.
    Failed(ApiError),
    /// A rule refused what was asked for.
    Refused(Vec<UserError>),
}

/// Fetches the file at `address`. Whoever no longer waits for it ends its fetching too.
///
/// # Errors
/// [`NoFile`]: the server was not reached, refused, or broke the file off. A session that has run out is renewed as for
/// every other request.
pub async fn fetch(address: &str) -> Result<File, NoFile> {
    loop {
        match get(address).await {
            Err(NoFile::Failed(ApiError::Unauthenticated)) => {
                renewal::renew_or_sign_in().await.map_err(NoFile::Failed)?;
            }
            other => return other,
        }
    }
}

/// Ends a request that nobody waits for.
struct Abort(Option<AbortController>);

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            // Without effect on a request that is over.
            controller.abort();
        }
    }
}

async fn get(address: &str) -> Result<File, NoFile> {
    let abort = Abort(AbortController::new().ok());
    let signal = abort.0.as_ref().map(AbortController::signal);
    let request = Request::get(address).header("x-requested-with", "medical-crm-web").abort_signal(signal.as_ref());
    let response = request.send().await.map_err(|_| NoFile::Failed(ApiError::Unreachable))?;
    let request_id = response.headers().get("x-request-id");
    if !response.ok() {
        let retry_after = response.headers().get("retry-after").and_then(|seconds| seconds.parse().ok());
        let text = response.text().await.map_err(|_| NoFile::Failed(ApiError::Unreachable))?;
        return Err(refusal(response.status(), &text, request_id, retry_after));
    }
    let name = response.headers().get("content-disposition").as_deref().and_then(name_in).unwrap_or_default();
    // A file that the server broke off is none.
    let broken = || NoFile::Failed(ApiError::Failed { message: None, request_id: request_id.clone() });
    let content = content_of(response).await.ok_or_else(broken)?;
    Ok(File { name, content })
}

async fn content_of(response: Response) -> Option<Blob> {
    let read = web_sys::Response::from(response).blob().ok()?;
    JsFuture::from(read).await.ok()?.dyn_into().ok()
}

/// The name in `attachment; filename="invoices-2026-11-30.csv"`.
fn name_in(disposition: &str) -> Option<String> {
    let (_, quoted) = disposition.split_once("filename=\"")?;
    quoted.split_once('"').map(|(name, _)| name.to_owned())
}

/// An error of the REST interface.
#[derive(Deserialize)]
struct Envelope {
    error: Problem,
}

#[derive(Deserialize)]
struct Problem {
    #[serde(default)]
    details: Option<Details>,
}

#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    details: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    #[serde(default)]
    field: Option<String>,
    code: String,
    message: String,
}

fn refusal(status: u16, text: &str, request_id: Option<String>, retry_after: Option<u32>) -> NoFile {
    let details = json::read::<Envelope>(text).ok().and_then(|envelope| envelope.error.details);
    let fields = details.map(|details| details.details).unwrap_or_default();
    if !fields.is_empty() {
        let error = |Field { field, code, message }| UserError { field, message, code };
        return NoFile::Refused(fields.into_iter().map(error).collect());
    }
    NoFile::Failed(match status {
        401 => ApiError::Unauthenticated,
        403 => ApiError::Forbidden,
        404 => ApiError::NotFound,
        429 => ApiError::RateLimited(retry_after),
        502..=504 => ApiError::Unreachable,
        _ => ApiError::Failed { message: None, request_id },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_the_server() {
        assert_eq!(name_in("attachment; filename=\"404833048FEC20261231.txt\"").unwrap(), "404833048FEC20261231.txt");
        assert_eq!(name_in("attachment"), None);
    }

    #[test]
    fn refusals_are_told_by_their_fields() {
        let text = r#"{"success":false,"error":{"message":"m","code":"VALIDATION_ERROR",
            "details":{"details":[{"field":"to","code":"OTHER_YEAR","message":"m"}]},"requestId":"r"}}"#;
        let error = UserError { field: Some("to".into()), message: "m".into(), code: "OTHER_YEAR".into() };
        assert_eq!(refusal(400, text, None, None), NoFile::Refused(vec![error]));
    }

    #[test]
    fn failures_are_told_by_their_status() {
        let forbidden = r#"{"success":false,"error":{"message":"m","code":"INSUFFICIENT_PERMISSIONS",
            "details":{"required":"canExportData"},"requestId":"r"}}"#;
        assert_eq!(refusal(403, forbidden, None, None), NoFile::Failed(ApiError::Forbidden));
        let busy = r#"{"error":{"message":"m","code":"RATE_LIMIT_EXCEEDED","details":{"retryAfter":3}}}"#;
        assert_eq!(refusal(429, busy, None, Some(3)), NoFile::Failed(ApiError::RateLimited(Some(3))));
        let none = r#"{"error":{"message":"m","code":"INTERNAL_SERVER_ERROR","details":null}}"#;
        let failed = ApiError::Failed { message: None, request_id: Some("r".into()) };
        assert_eq!(refusal(500, none, Some("r".into()), None), NoFile::Failed(failed));
        assert_eq!(refusal(502, "<html>", None, None), NoFile::Failed(ApiError::Unreachable));
    }
}
