//! Files that come in a form.

use std::result::Result as StdResult;

use axum::{
    extract::{
        Multipart,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
};

use super::{Result, errors::invalid_value};
use crm::{Error, answer::Problem};

/// The form of a request, if it is one.
pub type Form = StdResult<Multipart, MultipartRejection>;

/// Which file of a form is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Upload {
    /// The name of its field.
    pub field: &'static str,
    /// Its largest size in bytes.
    pub most: usize,
    /// What is said of a larger one.
    pub too_large: &'static str,
}

/// Reads the file.
///
/// # Errors
/// No form, no such file in it, too large, or broken off.
pub async fn file(form: Form, wanted: &Upload) -> Result<Vec<u8>> {
    let mut form = form.map_err(|_| no_form())?;
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE),
        _ => invalid_value(wanted.field, "The form cannot be read."),
    };
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some(wanted.field) {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > wanted.most {
                return Err(Error::invalid(wanted.field, "TOO_LARGE", wanted.too_large).into());
            }
        }
        return Ok(bytes);
    }
    let message = format!("Send the file as `{}` of the form.", wanted.field);
    Err(Error::invalid(wanted.field, "REQUIRED", message).into())
}

fn no_form() -> Problem {
    let message = "Send the file in a form: `Content-Type: multipart/form-data`.";
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE", message)
}
