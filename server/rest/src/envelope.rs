//! The shapes that answers come in.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

/// `{success, data}` with an optional `message`: the usual answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Success<T> {
    #[schema(default = true)]
    success: bool,
    /// What was asked for.
    pub data: T,
    /// A sentence for people, where the original had one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    message: Option<&'static str>,
}

impl<T> Success<T> {
    /// Data alone.
    pub fn new(data: T) -> Self {
        Self { success: true, data, message: None }
    }

    /// Data with a sentence.
    pub fn with_message(data: T, message: &'static str) -> Self {
        Self { success: true, data, message: Some(message) }
    }
}

/// `{success, message}`: something was done, there is nothing to show.
#[derive(Debug, Serialize, ToSchema)]
pub struct Done {
    #[schema(default = true)]
    success: bool,
    /// A sentence for people.
    message: &'static str,
}

impl Done {
    /// With the sentence.
    #[must_use]
    pub fn new(message: &'static str) -> Self {
        Self { success: true, message }
    }
}

/// `{success, data: […], meta: {total, page, limit, totalPages}}`: lists of tasks, quotes, invoices.
#[derive(Debug, Serialize, ToSchema)]
pub struct PagedList<T> {
    #[schema(default = true)]
    success: bool,
    data: Vec<T>,
    meta: PageMeta,
}

impl<T> PagedList<T> {
    /// One page.
    #[must_use]
    pub fn new(data: Vec<T>, meta: PageMeta) -> Self {
        Self { success: true, data, meta }
    }
}

/// Where a page stands among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PageMeta {
    /// Rows of all pages.
    pub total: i64,
    /// Number of the page, from 1.
    pub page: i64,
    /// Rows of a full page.
    pub limit: i64,
    /// Number of pages.
    pub total_pages: i64,
}

impl PageMeta {
    /// Computes the number of pages; a limit of −1 means all rows on one page.
    #[must_use]
    pub fn new(total: i64, page: i64, limit: i64) -> Self {
        let total_pages = if limit > 0 { total.div_euclid(limit) + i64::from(total % limit > 0) } else { 1 };
        Self { total, page, limit, total_pages }
    }
}

/// `{success, data: […], pagination: {total, limit, offset}}`: lists of contacts.
#[derive(Debug, Serialize, ToSchema)]
pub struct OffsetList<T> {
    #[schema(default = true)]
    success: bool,
    data: Vec<T>,
    pagination: Offset,
}

impl<T> OffsetList<T> {
    /// One stretch of the list.
    #[must_use]
    pub fn new(data: Vec<T>, pagination: Offset) -> Self {
        Self { success: true, data, pagination }
    }
}

/// Where a stretch of a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Offset {
    /// Rows of the whole list.
    pub total: i64,
    /// Rows asked for.
    pub limit: i64,
    /// Rows passed over.
    pub offset: i64,
}

macro_rules! answers_as_json {
    ($($Envelope:ident $(<$T:ident>)?),+) => {$(
        impl $(<$T: Serialize>)? IntoResponse for $Envelope $(<$T>)? {
            fn into_response(self) -> Response {
                Json(self).into_response()
            }
        }
    )+};
}

answers_as_json!(Success<T>, Done, PagedList<T>, OffsetList<T>);

#[cfg(test)]
mod tests {
    use super::PageMeta;

    #[test]
    fn the_last_page_may_be_part_full() {
        assert_eq!(PageMeta::new(0, 1, 20).total_pages, 0);
        assert_eq!(PageMeta::new(20, 1, 20).total_pages, 1);
        assert_eq!(PageMeta::new(21, 2, 20).total_pages, 2);
        assert_eq!(PageMeta::new(21, 1, -1).total_pages, 1);
    }
}
