//! Unpaid invoices whose due date has passed: marked by a job, since nothing else happens to them on that day.

use db::{rows::Invoice, schema::invoices};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::billing::{InvoiceKind, InvoiceStatus};

use super::settle;
use crate::{App, Result, operations::billing::calendar, operations::user_admin::system_context};

/// Invoices that are marked in one transaction.
const AT_ONCE: i64 = 200;

/// Marks the invoices that are overdue today; gives their number. Servers that do it at once share the work.
///
/// # Errors
/// Those of the database; what was marked before stays.
pub async fn mark_overdue(app: &App) -> Result<usize> {
    let ctx = system_context(app, "job");
    let begin = calendar::start_of(calendar::today());
    let mut marked = 0;
    loop {
        let mut conn = app.db().await?;
        let done = (*conn)
            .transaction(async |conn: &mut AsyncPgConnection| {
                let late: Vec<Invoice> = invoices::table
                    .filter(invoices::status.eq(InvoiceStatus::Issued))
                    .filter(invoices::kind.eq(InvoiceKind::Invoice))
                    .filter(invoices::due_date.lt(begin))
                    .filter(invoices::remaining_amount.gt(rust_decimal::Decimal::ZERO))
                    .order((invoices::due_date, invoices::id))
                    .limit(AT_ONCE)
                    .select(Invoice::as_select())
                    .for_update()
                    .skip_locked()
                    .load(conn)
                    .await?;
                for invoice in &late {
                    settle::write(conn, &ctx, invoice, invoice.clone()).await?;
                }
                Ok::<_, crate::Error>(late.len())
            })
            .await?;
        marked += done;
        if done == 0 || app.shutdown.has_begun() {
            return Ok(marked);
        }
    }
}
