//! Files as answers.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt as _;

use crm::operations::export::File;

/// The file, as it is written. What goes wrong on the way breaks the answer off, so that nobody takes part of a list for
/// the whole.
pub(super) fn answer(File { name, media_type, pieces }: File) -> Response {
    let pieces = pieces.map(|piece| {
        piece.inspect_err(|error| {
            let cause = match error {
                crm::Error::Internal(cause) => format!("{cause:#}"),
                other => other.to_string(),
            };
            tracing::error!(cause, "an export broke off");
        })
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    // Names are of our own making: letters, digits, hyphens and a dot.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
