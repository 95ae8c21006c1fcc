//! Quotes whose validity has ended are marked so.

use chrono::{DateTime, Utc};
use db::{rows::Quote, schema::quotes};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::billing::QuoteStatus;
use uuid::Uuid;

use super::{
    ENTITY,
    record::{self, Record},
};
use crate::{
    App, Context, Result,
    operations::{
        user_admin::system_context,
        write::{Alike, Changed, announce_all},
    },
};

/// Quotes of one transaction.
const AT_ONCE: i64 = 200;

/// Marks the quotes that were sent and whose validity has ended. Several servers share the work. Returns how many
/// there were.
///
/// # Errors
/// Those of the database.
pub async fn expire_all(app: &App) -> Result<usize> {
    let ctx = system_context(app, "job");
    let mut marked = 0;
    loop {
        let some = expire_some(&ctx, Utc::now()).await?;
        marked += some;
        if some == 0 || app.shutdown.has_begun() {
            return Ok(marked);
        }
    }
}

async fn expire_some(ctx: &Context, now: DateTime<Utc>) -> Result<usize> {
    let mut conn = ctx.app.db().await?;
    (*conn)
        .transaction(async move |conn: &mut AsyncPgConnection| {
            let due: Vec<Quote> = quotes::table
                .filter(quotes::status.eq(QuoteStatus::Sent))
                .filter(quotes::valid_until.lt(now))
                .filter(quotes::deleted_at.is_null())
                .order(quotes::id)
                .limit(AT_ONCE)
                .for_update()
                .skip_locked()
                .select(Quote::as_select())
                .load(conn)
                .await?;
            if due.is_empty() {
                return Ok(0);
            }
            let ids: Vec<Uuid> = due.iter().map(|row| row.id).collect();
            let expired: Vec<Quote> = diesel::update(quotes::table.filter(quotes::id.eq_any(ids)))
                .set(quotes::status.eq(QuoteStatus::Expired))
                .returning(Quote::as_returning())
                .get_results(conn)
                .await?;
            tell(conn, ctx, &due, &expired).await?;
            Ok(expired.len())
        })
        .await
}

/// One audit event and one public event of each quote, in a statement each.
async fn tell(conn: &mut AsyncPgConnection, ctx: &Context, before: &[Quote], after: &[Quote]) -> Result<()> {
    let changed = |row: &Quote| -> Result<Changed> {
        let old = before.iter().find(|old| old.id == row.id).map(|old| Record::new(old, None));
        let changes = record::changes(old.as_ref(), &Record::new(row, None))?;
        Ok(Changed { id: row.id, institution_id: Some(row.values.institution_id), changes })
    };
    let rows = after.iter().map(changed).collect::<Result<_>>()?;
    let alike = Alike { action: "quote.expired", event: Some("quote.updated"), entity: ENTITY };
    announce_all(conn, ctx, alike, rows).await
}
