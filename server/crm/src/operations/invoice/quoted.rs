//! Lines of drafts that invoice a quote: which line of it each is for, and that they are never more than it.

use db::{
    rows::{Invoice, InvoiceLine, InvoiceLineValues, Quote},
    schema::{invoices, quotes},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::progress::Progress;
use crate::{Error, FieldError, Result};

/// The quote that an invoice is of, its row locked: before that of the invoice, as everywhere.
pub(super) async fn lock_quote_of(conn: &mut AsyncPgConnection, invoice_id: Uuid) -> Result<Option<Quote>> {
    let of = invoices::table.find(invoice_id).select(invoices::quote_id);
    let Some(quote_id) = of.first::<Option<Uuid>>(conn).await.optional()?.flatten() else { return Ok(None) };
    Ok(Some(quotes::table.find(quote_id).select(Quote::as_select()).for_update().first(conn).await?))
}

/// Checks that the lines of an invoice are not more than what other invoices left of its quote, which is locked:
/// neither in quantity nor before tax, or later parts could not make up for it.
///
/// # Errors
/// [`Error::Invalid`] at the lines that are more.
pub(super) async fn check(
    conn: &mut AsyncPgConnection,
    quote: Option<Quote>,
    invoice: &Invoice,
    lines: &[InvoiceLineValues],
) -> Result<()> {
    let Some(quote) = quote else { return Ok(()) };
    let progress = Progress::of(conn, quote, Some(invoice.id)).await?;
    let mut errors = Vec::new();
    for of in &progress.lines {
        let own = || lines.iter().enumerate().filter(|(_, line)| line.quote_line_id == Some(of.id));
        let Some((last, _)) = own().next_back() else { continue };
        let quantity: Decimal = own().map(|(_, line)| line.quantity).sum();
        let net: Decimal = own().map(|(_, line)| line.total_after_discount).sum();
        let (left, net_left) = (progress.left_of(of), progress.net_left_of(of));
        if quantity > left {
            let problem = format!("Of this line of the quote {} is left to invoice.", left.normalize());
            errors.push(FieldError::new(format!("lines.{last}.quantity"), "EXCEEDS_REMAINING", problem));
        } else if net > net_left {
            let problem = format!(
                "Of this line of the quote {net_left} € before tax are left to invoice. Put what is more on a line of its \
                 own."
            );
            errors.push(FieldError::new(format!("lines.{last}.unitPrice"), "EXCEEDS_REMAINING", problem));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// The lines with their ids, and with the line of the quote that each invoices. A line that is named keeps both. If none
/// is, a line that says what an old one said keeps them, and so does one that stands where the old one stood, if there
/// are as many.
///
/// # Errors
/// No line is named, and it cannot be told which of them is for a line of the quote.
pub(super) fn with_links(
    old: &[InvoiceLine],
    named: &[Option<Uuid>],
    lines: Vec<InvoiceLineValues>,
) -> Result<Vec<(Uuid, InvoiceLineValues)>> {
    let mut free: Vec<Option<&InvoiceLine>> = old.iter().map(Some).collect();
    let mut taken: Vec<Option<&InvoiceLine>> = vec![None; lines.len()];
    if named.iter().any(Option::is_some) {
        for (own, id) in taken.iter_mut().zip(named) {
            *own = old.iter().find(|line| Some(line.id) == *id);
        }
    } else {
        for (own, line) in taken.iter_mut().zip(&lines) {
            let says_same = |there: &&mut Option<&InvoiceLine>| {
                there.is_some_and(|there| {
                    let (then, now) = (&there.values, line);
                    then.quote_line_id.is_some()
                        && (&then.description, then.catalog_item_id) == (&now.description, now.catalog_item_id)
                })
            };
            *own = free.iter_mut().find(says_same).and_then(Option::take);
        }
        if lines.len() == old.len() {
            for (own, there) in taken.iter_mut().zip(&mut free) {
                if own.is_none() {
                    *own = there.take();
                }
            }
        }
        let is_of_quote = |line: &&InvoiceLine| line.values.quote_line_id.is_some();
        let is_left_out = free.iter().flatten().any(is_of_quote);
        if is_left_out && !taken.iter().all(|own| own.as_ref().is_some_and(is_of_quote)) {
            let problem = "It cannot be told which of these lines invoice the lines of the quote. Give the lines that \
                           stay their ids.";
            return Err(Error::invalid("lines", "AMBIGUOUS_LINES", problem));
        }
    }
    let with = |(own, mut values): (Option<&InvoiceLine>, InvoiceLineValues)| {
        values.quote_line_id = own.and_then(|own| own.values.quote_line_id);
        (own.map_or_else(Uuid::now_v7, |own| own.id), values)
    };
    Ok(taken.into_iter().zip(lines).map(with).collect())
}
