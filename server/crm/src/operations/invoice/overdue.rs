//! Unpaid invoices whose due date has passed: marked by a job, since nothing else happens to them on that day.

use db::{rows::Invoice, schema::invoices};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::billing::{InvoiceKind, InvoiceStatus};
use uuid::Uuid;

use super::{
    ENTITY,
    record::{self, Record},
};
use crate::{
    App, Context, Result,
    operations::{
        billing::calendar,
        user_admin::system_context,
        write::{Alike, Changed, announce_all},
    },
};

/// Invoices that are marked in one transaction.
const AT_ONCE: i64 = 200;

/// Marks the invoices that are overdue today; gives their number. Servers that do it at once share the work.
///
/// # Errors
/// Those of the database; what was marked before stays.
pub async fn mark_overdue(app: &App) -> Result<usize> {
    let ctx = system_context(app, "job");
    let mut marked = 0;
    loop {
        let some = mark_some(&ctx).await?;
        marked += some;
        if some == 0 || app.shutdown.has_begun() {
            return Ok(marked);
        }
    }
}

/// Nothing was paid of these, so that being late is their status: see [`domain::billing::InvoiceStanding`].
async fn mark_some(ctx: &Context) -> Result<usize> {
    let begin = calendar::start_of(calendar::today());
    let mut conn = ctx.app.db().await?;
    (*conn)
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
            if late.is_empty() {
                return Ok(0);
            }
            let ids: Vec<Uuid> = late.iter().map(|row| row.id).collect();
            let marked: Vec<Invoice> = diesel::update(invoices::table.filter(invoices::id.eq_any(ids)))
                .set(invoices::status.eq(InvoiceStatus::Overdue))
                .returning(Invoice::as_returning())
                .get_results(conn)
                .await?;
            tell(conn, ctx, &late, &marked).await?;
            Ok(marked.len())
        })
        .await
}

/// One audit event and one public event of each invoice, in a statement each.
async fn tell(conn: &mut AsyncPgConnection, ctx: &Context, before: &[Invoice], after: &[Invoice]) -> Result<()> {
    let changed = |row: &Invoice| -> Result<Changed> {
        let old = before.iter().find(|old| old.id == row.id).map(|old| Record::new(old, None));
        let changes = record::changes(old.as_ref(), &Record::new(row, None))?;
        Ok(Changed { id: row.id, institution_id: Some(row.values.institution_id), changes })
    };
    let rows = after.iter().map(changed).collect::<Result<_>>()?;
    let alike = Alike { action: "invoice.overdue", event: Some("invoice.overdue"), entity: ENTITY };
    announce_all(conn, ctx, alike, rows).await
}
