//! How much of quotes was invoiced.

use std::collections::HashMap;

use db::schema::{invoice_lines, invoices};
use diesel::{dsl::sum, prelude::*};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{InvoiceKind, InvoiceStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::Result;

/// With tax, what the invoices of these quotes ask for, drafts included, less what was credited; quotes without any are
/// left out.
///
/// # Errors
/// Those of the database.
pub async fn invoiced_amounts(conn: &mut AsyncPgConnection, quote_ids: &[Uuid]) -> Result<HashMap<Uuid, Decimal>> {
    let found: Vec<(Option<Uuid>, Option<Decimal>)> = invoices::table
        .filter(invoices::quote_id.eq_any(quote_ids))
        .filter(invoices::kind.eq(InvoiceKind::Invoice))
        .filter(invoices::deleted_at.is_null())
        .group_by(invoices::quote_id)
        .select((invoices::quote_id, sum(invoices::total - invoices::credited_amount)))
        .load(conn)
        .await?;
    Ok(found.into_iter().filter_map(|(id, amount)| Some((id?, amount?))).collect())
}

/// How many units of these lines of quotes stand on invoices, drafts included, cancelled ones not; lines without any are
/// left out.
///
/// # Errors
/// Those of the database.
pub async fn invoiced_quantities(conn: &mut AsyncPgConnection, line_ids: &[Uuid]) -> Result<HashMap<Uuid, Decimal>> {
    let found: Vec<(Option<Uuid>, Option<Decimal>)> = invoice_lines::table
        .inner_join(invoices::table)
        .filter(invoice_lines::quote_line_id.eq_any(line_ids))
        .filter(invoices::kind.eq(InvoiceKind::Invoice))
        .filter(invoices::status.ne(InvoiceStatus::Cancelled))
        .filter(invoices::deleted_at.is_null())
        .group_by(invoice_lines::quote_line_id)
        .select((invoice_lines::quote_line_id, sum(invoice_lines::quantity)))
        .load(conn)
        .await?;
    Ok(found.into_iter().filter_map(|(id, quantity)| Some((id?, quantity?))).collect())
}
