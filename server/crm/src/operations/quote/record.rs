//! What is put on record of a change of a quote.

use chrono::{DateTime, Utc};
use db::rows::{Quote, QuoteLineValues, QuoteTotals, QuoteValues};
use diesel_async::AsyncPgConnection;
use domain::billing::QuoteStatus;
use serde::Serialize;
use serde_json::{Map, Value};

use super::ENTITY;
use crate::{
    Context, Result,
    operations::{
        outbox,
        write::{Event, announce, differences, payload},
    },
};

/// All that a quote says and where it stands; two of them differ in what was changed.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record<'a> {
    quote_number: &'a str,
    revision: i32,
    status: QuoteStatus,
    #[serde(flatten)]
    values: &'a QuoteValues,
    client_comments: Option<&'a str>,
    order_number: Option<&'a str>,
    sent_at: Option<DateTime<Utc>>,
    accepted_at: Option<DateTime<Utc>>,
    rejected_at: Option<DateTime<Utc>>,
    ordered_at: Option<DateTime<Utc>>,
    #[serde(flatten)]
    totals: &'a QuoteTotals,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<&'a [QuoteLineValues]>,
}

impl<'a> Record<'a> {
    /// Of a quote; the lines where they may have changed.
    pub(super) fn new(row: &'a Quote, lines: Option<&'a [QuoteLineValues]>) -> Self {
        Self {
            quote_number: &row.quote_number,
            revision: row.revision,
            status: row.status,
            values: &row.values,
            client_comments: row.client_comments.as_deref(),
            order_number: row.order_number.as_deref(),
            sent_at: row.sent_at,
            accepted_at: row.accepted_at,
            rejected_at: row.rejected_at,
            ordered_at: row.ordered_at,
            totals: &row.totals,
            lines,
        }
    }
}

/// `{field: {old, new}}` of what differs; of all that it says, for a new quote.
pub(super) fn changes<'a>(before: Option<&Record<'a>>, after: &Record<'a>) -> Result<Map<String, Value>> {
    differences(before, after)
}

/// Puts a change on record and tells the outside world of it: by its name if webhooks know it, else as an update.
pub(super) async fn tell(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    name: &'static str,
    row: &Quote,
    changes: &Map<String, Value>,
) -> Result<()> {
    let institution_id = Some(row.values.institution_id);
    let public = PUBLIC.contains(&name);
    announce(conn, ctx, Event { name, entity: ENTITY, id: row.id, institution_id, changes, public }).await?;
    if AS_UPDATES.contains(&name) {
        let payload = payload(ctx, row.id, institution_id, changes);
        outbox::publish(conn, "quote.updated", ENTITY, row.id, payload).await?;
    }
    Ok(())
}

/// Events of the public list.
const PUBLIC: [&str; 5] = ["quote.created", "quote.updated", "quote.sent", "quote.accepted", "quote.rejected"];
/// Moves that the public list has no names for.
const AS_UPDATES: [&str; 3] = ["quote.ordered", "quote.cancelled", "quote.expired"];
