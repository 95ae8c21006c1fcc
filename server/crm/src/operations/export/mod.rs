//! Lists as files: CSV and XLSX of institutions, contacts, tasks, quotes, invoices and payments, and the journals of
//! sales and of the bank for the accountant ([`fec`]).
//!
//! Files are written as they are read: a page of the list at a time, so that a million rows take no more memory than a
//! thousand. Between two pages no connection is held, so that a slow reader keeps nobody else waiting.

mod cell;
mod contacts;
mod csv;
mod fec;
mod institutions;
mod invoices;
mod payments;
mod quotes;
mod related;
mod sheet;
mod table;
mod tasks;
mod xlsx;

pub use cell::Locale;
pub use contacts::ContactExport;
pub use fec::{Period, fec};
pub use institutions::InstitutionExport;
pub use invoices::InvoiceExport;
pub use payments::PaymentExport;
pub use quotes::QuoteExport;
pub use table::Exported;
pub use tasks::TaskExport;

use chrono::{DateTime, Utc};
use db::query::Condition;
use domain::Permission;
use futures_util::stream::BoxStream;

use super::billing::calendar;
use crate::{Context, Result};

/// A file, piece by piece. An error breaks it off.
pub type Pieces = BoxStream<'static, Result<Vec<u8>>>;

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values in UTF-8 with a byte order mark, which Excel reads as such.
    Csv,
    /// A workbook of Excel.
    Xlsx,
}

impl Format {
    /// Media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What is wanted of a list.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which rows, beside the caller's scope.
    pub condition: Condition,
    /// Made then or later.
    pub made_from: Option<DateTime<Utc>>,
    /// Made then or earlier.
    pub made_to: Option<DateTime<Utc>>,
    /// As which file.
    pub format: Format,
    /// How numbers and times are written in CSV.
    pub locale: Locale,
}

/// A file to hand out.
pub struct File {
    /// `invoices-2026-11-30.csv`
    pub name: String,
    /// Media type.
    pub media_type: &'static str,
    /// What is in it.
    pub pieces: Pieces,
}

/// A list as a file. The first rows are read before it begins, so that what goes wrong at once is told as an error.
///
/// # Errors
/// No right; those of the database.
pub async fn export<E: Exported>(ctx: &Context, request: Request) -> Result<File> {
    for entity in E::ENTITIES {
        ctx.viewer.may_read(entity, Permission::ExportData)?;
    }
    let mut rows = table::Reader::<E>::new(ctx.clone(), &request);
    let first = rows.next().await?;
    let pieces = match request.format {
        Format::Csv => csv::pieces(rows, &first, request.locale),
        Format::Xlsx => xlsx::pieces(rows, first),
    };
    let name = format!("{}-{}.{}", E::NAME, calendar::today(), request.format.extension());
    Ok(File { name, media_type: request.format.media_type(), pieces })
}
