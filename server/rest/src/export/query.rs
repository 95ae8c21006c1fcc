//! What is asked of every export.

use chrono::{DateTime, Utc};
use db::query::Condition;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::wire;
use crm::operations::export::{Format, Locale, Request};

/// Which file. Besides these, the filters of the list count; its pages and its order do not.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct FileQuery {
    /// By default `csv`.
    format: Option<FormatName>,
    /// `fr`: decimal comma, semicolons between cells, times of France. CSV alone; a workbook has numbers and times of its
    /// own.
    locale: Option<LocaleName>,
    /// Made then or later: a date, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-01-01")]
    start_date: Option<DateTime<Utc>>,
    /// Made then or earlier: a date, which stands for its first moment, or an instant.
    #[serde(default, deserialize_with = "wire::optional_instant")]
    #[param(value_type = Option<String>, example = "2026-12-31T23:59:59Z")]
    end_date: Option<DateTime<Utc>>,
}

/// A form of file.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ExportFormat)]
pub(super) enum FormatName {
    Csv,
    Xlsx,
}

/// How numbers and times are written.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ExportLocale)]
pub(super) enum LocaleName {
    En,
    Fr,
}

impl FileQuery {
    /// The rows of this condition.
    pub(super) fn of(self, condition: Condition) -> Request {
        Request {
            condition,
            made_from: self.start_date,
            made_to: self.end_date,
            format: match self.format {
                None | Some(FormatName::Csv) => Format::Csv,
                Some(FormatName::Xlsx) => Format::Xlsx,
            },
            locale: match self.locale {
                None | Some(LocaleName::En) => Locale::Plain,
                Some(LocaleName::Fr) => Locale::French,
            },
        }
    }
}
