//! Confirmed payments of some days, with the documents that they pay.

use chrono::{DateTime, NaiveDate, Utc};
use db::{
    rows::{Invoice, Payment},
    schema::{invoices, payments},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::PaymentStatus;

use crate::{Result, operations::billing::calendar};

/// How many payments were made from a day until before another one.
pub(super) async fn count(conn: &mut AsyncPgConnection, from: NaiveDate, before: NaiveDate) -> Result<i64> {
    let found = payments::table
        .filter(payments::status.eq(PaymentStatus::Confirmed))
        .filter(payments::payment_date.ge(calendar::start_of(from)))
        .filter(payments::payment_date.lt(calendar::start_of(before)))
        .count()
        .get_result(conn)
        .await?;
    Ok(found)
}

/// The payments of these days, in the order of their entries.
pub(super) async fn load(
    conn: &mut AsyncPgConnection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(Payment, Invoice)>> {
    let end: DateTime<Utc> = calendar::start_of(last.succ_opt().unwrap_or(last));
    let found = payments::table
        .inner_join(invoices::table)
        .filter(payments::status.eq(PaymentStatus::Confirmed))
        .filter(payments::payment_date.ge(calendar::start_of(first)))
        .filter(payments::payment_date.lt(end))
        .order((payments::payment_date, payments::created_at, payments::id))
        .select((Payment::as_select(), Invoice::as_select()))
        .load(conn)
        .await?;
    Ok(found)
}
