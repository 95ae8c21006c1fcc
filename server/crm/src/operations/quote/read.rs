//! Finding quotes: which one a viewer sees, and locking it for a change.

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{Comparison, Condition, Value, Values},
    rows::{Quote, QuoteLine},
    schema::{quote_lines, quotes},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::QuoteStatus};
use uuid::Uuid;

use super::ENTITY;
use crate::{
    Context, Error, Result,
    auth::Viewer,
    operations::{institution::Presence, scope},
};

/// Checks that the viewer may look at quotes at all; which ones is [`scope::quotes`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewQuotes)
}

/// One quote that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Quote> {
    quotes::table
        .filter(visible(viewer, id, Presence::Present))
        .select(Quote::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))
}

/// The lines of a quote, in their order.
///
/// # Errors
/// Those of the database.
pub async fn lines(conn: &mut AsyncPgConnection, quote_id: Uuid) -> Result<Vec<QuoteLine>> {
    let rows = quote_lines::table
        .filter(quote_lines::quote_id.eq(quote_id))
        .order(quote_lines::order_index)
        .select(QuoteLine::as_select())
        .load(conn)
        .await?;
    Ok(rows)
}

/// Quotes that were offered and can no longer be accepted, whether somebody noted it or not.
#[must_use]
pub fn expired(now: DateTime<Utc>) -> Condition {
    let open = [QuoteStatus::Draft, QuoteStatus::Sent].map(|status| status.name().to_owned());
    Condition::Any(vec![
        Condition::eq(column!(quotes.status), Value::Text(QuoteStatus::Expired.name().to_owned())),
        Condition::OneOf(column!(quotes.status), Values::Text(open.into())).and(Condition::Compare(
            column!(quotes.valid_until),
            Comparison::Lt,
            Value::Time(now),
        )),
    ])
}

/// Days until a moment, begun ones counted as whole; negative when it has passed.
#[must_use]
pub fn days_until(moment: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    const DAY: i64 = 86_400_000;
    let milliseconds = (moment - now).num_milliseconds();
    milliseconds.div_euclid(DAY) + i64::from(milliseconds.rem_euclid(DAY) > 0)
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    let this = Condition::eq(column!(quotes.id), Value::Id(id)).and(scope::quotes(viewer));
    match presence {
        Presence::Present => this.and(Condition::IsNull(column!(quotes.deleted_at))),
        Presence::Any => this,
    }
}

/// The row, locked until the end of the transaction, if the viewer may edit it.
pub(super) async fn lock(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid, presence: Presence) -> Result<Quote> {
    let row = quotes::table
        .filter(visible(&ctx.viewer, id, presence))
        .select((Quote::as_select(), scope::editable_quotes(&ctx.viewer)))
        .for_update()
        .first::<(Quote, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound(ENTITY)),
        Some((_, false)) => Err(Error::Forbidden(Permission::EditAllQuotes)),
        Some((row, true)) => Ok(row),
    }
}
