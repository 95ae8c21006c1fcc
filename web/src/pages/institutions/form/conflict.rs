//! When a save meets a newer version: what the server has now.

use super::fields::Sheet;
use crate::api::operations::{Institution, institution};
use crate::api::{ApiError, send};

/// The institution as the server has it now.
///
/// # Errors
/// As [`send`].
pub async fn current(id: &str) -> Result<Sheet, ApiError> {
    Ok(send::<Institution>(institution::Variables { id: id.to_owned() }).await?.institution)
}
