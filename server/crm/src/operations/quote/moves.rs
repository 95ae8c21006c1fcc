//! Moves of quotes between their statuses.

use chrono::Utc;
use db::{
    rows::Quote,
    schema::{quote_lines, quotes},
};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::QuoteStatus};

use super::{
    ENTITY, Move, Which,
    number::{self, Numbered},
    read,
    record::{self, Record},
};
use crate::{
    Context, Error, Result,
    jobs::{self, Job},
    operations::{billing::calendar, idempotency, institution::Presence, validate::Checks, write::check_version},
};

/// Moves a quote.
///
/// # Errors
/// No right, unknown, stale, invalid input, a move that does not exist, or a validity that has ended.
pub async fn make_move(ctx: &Context, which: Which, step: &Move) -> Result<Quote> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnQuotes)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, step.name(), &(which, step)).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let row = read::lock(conn, ctx, which.id, Presence::Present).await?;
            check_version(ENTITY, which.expected_version, row.version)?;
            let row = apply(conn, ctx, row, step).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Moves a row that the caller has locked. What it says from then on is kept as a file, by a job.
pub(super) async fn apply(conn: &mut AsyncPgConnection, ctx: &Context, row: Quote, step: &Move) -> Result<Quote> {
    let (from, to) = (row.status, step.to());
    if from == to || !from.can_become(to) {
        return Err(illegal(from, to));
    }
    let goes_on = matches!(to, QuoteStatus::Sent | QuoteStatus::Accepted | QuoteStatus::Ordered);
    let now = Utc::now();
    if (goes_on || to == QuoteStatus::Rejected) && from.is_expired(row.values.valid_until, now) {
        let message = "The quote is no longer valid. Give it a later date first.";
        return Err(Error::invalid("validUntil", "QUOTE_EXPIRED", message));
    }
    if goes_on && from == QuoteStatus::Draft && !has_lines(conn, &row).await? {
        return Err(Error::invalid("lines", "REQUIRED", "A quote without lines offers nothing. Add a line first."));
    }
    let mut checks = Checks::default();
    let comments = match step {
        Move::Accept { client_comments } | Move::Reject { client_comments } => {
            checks.optional("clientComments", client_comments.as_deref(), 10_000)
        }
        _ => None,
    };
    let typed_number = match step {
        Move::Order { order_number } => checks.optional("orderNumber", order_number.as_deref(), 50),
        _ => None,
    };
    checks.finish()?;
    let order_number = match (to, typed_number) {
        (QuoteStatus::Ordered, None) => Some(number::next(conn, Numbered::Order, calendar::today()).await?),
        (QuoteStatus::Ordered, typed) => typed,
        _ => row.order_number.clone(),
    };
    let when = |status: QuoteStatus, before| if to == status { Some(now) } else { before };
    // Who orders agrees.
    let accepted_at = match to {
        QuoteStatus::Ordered => row.accepted_at.or(Some(now)),
        _ => when(QuoteStatus::Accepted, row.accepted_at),
    };
    let moved: Quote = diesel::update(quotes::table.find(row.id))
        .set((
            quotes::status.eq(to),
            quotes::sent_at.eq(when(QuoteStatus::Sent, row.sent_at)),
            quotes::accepted_at.eq(accepted_at),
            quotes::rejected_at.eq(when(QuoteStatus::Rejected, row.rejected_at)),
            quotes::ordered_at.eq(when(QuoteStatus::Ordered, row.ordered_at)),
            quotes::order_number.eq(order_number),
            quotes::client_comments.eq(comments.or_else(|| row.client_comments.clone())),
        ))
        .returning(Quote::as_returning())
        .get_result(conn)
        .await?;
    let changes = record::changes(Some(&Record::new(&row, None)), &Record::new(&moved, None))?;
    record::tell(conn, ctx, event(to), &moved, &changes).await?;
    let is_ordered = to == QuoteStatus::Ordered;
    if from == QuoteStatus::Draft || is_ordered {
        let user_id = ctx.viewer.person().unwrap_or(moved.values.assigned_user_id);
        jobs::enqueue(conn, &Job::KeepQuote { quote_id: moved.id, is_ordered, user_id }).await?;
    }
    Ok(moved)
}

/// A move that does not exist.
pub(super) fn illegal(from: QuoteStatus, to: QuoteStatus) -> Error {
    Error::invalid("status", "ILLEGAL_TRANSITION", format!("A quote cannot go from `{from}` to `{to}`."))
}

async fn has_lines(conn: &mut AsyncPgConnection, row: &Quote) -> Result<bool> {
    Ok(select(exists(quote_lines::table.filter(quote_lines::quote_id.eq(row.id)))).get_result(conn).await?)
}

/// What a move is called on record.
fn event(to: QuoteStatus) -> &'static str {
    match to {
        QuoteStatus::Sent => "quote.sent",
        QuoteStatus::Accepted => "quote.accepted",
        QuoteStatus::Rejected => "quote.rejected",
        QuoteStatus::Ordered => "quote.ordered",
        QuoteStatus::Cancelled => "quote.cancelled",
        QuoteStatus::Expired => "quote.expired",
        QuoteStatus::Draft => "quote.updated",
    }
}
