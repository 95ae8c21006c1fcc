//! Changing quotes. What was sent is kept as a revision before it changes.

use chrono::Utc;
use db::{
    rows::{Quote, QuoteLine, QuoteLineValues, QuoteRevision, QuoteTotals, QuoteValues},
    schema::{quote_revisions, quotes},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::QuoteStatus};
use uuid::Uuid;

use super::{
    ENTITY, Move, QuoteUpdate, create, moves, read,
    record::{self, Record},
    store,
};
use crate::{
    Context, Error, Result,
    operations::{billing::lines, idempotency, institution::Presence, validate::Checks, write::check_version},
};

/// Changes a quote: a draft as it stands, a sent one as a new revision, which is a draft again. Who works on it, the
/// notes and the client's words can change at any time. With a status, the quote moves there after the change.
///
/// # Errors
/// No right, unknown, stale, invalid input, a quote that can no longer be edited, or a move that does not exist.
pub async fn update(ctx: &Context, input: QuoteUpdate) -> Result<Quote> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnQuotes)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateQuote", &input).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let row = read::lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let row = change(conn, ctx, row, &input).await?;
            let row = match input.status.filter(|status| *status != row.status) {
                None => row,
                Some(to) => match Move::plain(to) {
                    Some(step) => moves::apply(conn, ctx, row, &step).await?,
                    None => return Err(moves::illegal(row.status, to)),
                },
            };
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

async fn change(conn: &mut AsyncPgConnection, ctx: &Context, row: Quote, input: &QuoteUpdate) -> Result<Quote> {
    let old = read::lines(conn, row.id).await?;
    let mut checks = Checks::default();
    let values = create::checked(&mut checks, &patched(&row.values, input), Some(&row.values));
    let comments = match &input.client_comments {
        None => row.client_comments.clone(),
        Some(typed) => checks.optional("clientComments", typed.as_deref(), 10_000),
    };
    let mut ids = Vec::new();
    let lines = match &input.lines {
        None => None,
        Some(typed) => {
            ids = lines::ids(&mut checks, typed, &old.iter().map(|line| line.id).collect::<Vec<_>>());
            let kept: Vec<Uuid> = old.iter().filter_map(|line| line.values.catalog_item_id).collect();
            lines::checked(conn, &mut checks, typed, &kept).await?
        }
    };
    checks.finish()?;
    let (totals, lines) = match lines {
        None => (row.totals, old.iter().map(|line| (line.id, line.values.clone())).collect()),
        Some(lines) => (store::totals(&lines.totals), with_ids(&old, &ids, store::line_values(&lines))),
    };
    let asked = Asked { values, comments, totals, lines };
    store::check_links(conn, &ctx.viewer, Some(&row.values), &asked.values).await?;
    write(conn, ctx, row, &old, asked).await
}

/// The lines with their ids: those that are named; where none is, that of the line in whose place each stands.
fn with_ids(old: &[QuoteLine], named: &[Option<Uuid>], lines: Vec<QuoteLineValues>) -> Vec<(Uuid, QuoteLineValues)> {
    let are_named = named.iter().any(Option::is_some);
    let id_of = |n: usize| {
        let there = old.get(n).filter(|_| !are_named).map(|line| line.id);
        named.get(n).copied().flatten().or(there).unwrap_or_else(Uuid::now_v7)
    };
    lines.into_iter().enumerate().map(|(n, values)| (id_of(n), values)).collect()
}

/// What a quote is to say.
pub(super) struct Asked {
    pub(super) values: QuoteValues,
    pub(super) comments: Option<String>,
    pub(super) totals: QuoteTotals,
    pub(super) lines: Vec<(Uuid, QuoteLineValues)>,
}

/// Writes what differs, in a new revision if it was sent, and puts it on record.
pub(super) async fn write(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    row: Quote,
    old: &[QuoteLine],
    asked: Asked,
) -> Result<Quote> {
    let old_lines: Vec<QuoteLineValues> = old.iter().map(|line| line.values.clone()).collect();
    let asked_lines: Vec<QuoteLineValues> = asked.lines.iter().map(|(_, values)| values.clone()).collect();
    let new_lines = asked_lines != old_lines;
    let offers_other = new_lines || offered(&asked.values) != offered(&row.values);
    if !offers_other && asked.values == row.values && asked.comments == row.client_comments {
        return Ok(row);
    }
    if offers_other && !row.status.can_be_edited() {
        let message = format!("A quote that is `{}` cannot be changed any more. Duplicate it.", row.status);
        return Err(Error::invalid("status", "QUOTE_NOT_MODIFIABLE", message));
    }
    let revised = offers_other && row.status == QuoteStatus::Sent;
    if revised {
        keep_revision(conn, ctx, &row, &old_lines).await?;
    }
    if new_lines {
        store::replace_lines(conn, row.id, old, &asked.lines).await?;
    }
    let (revision, status, sent_at) =
        if revised { (row.revision + 1, QuoteStatus::Draft, None) } else { (row.revision, row.status, row.sent_at) };
    let changed: Quote = diesel::update(quotes::table.find(row.id))
        .set((
            &asked.values,
            &asked.totals,
            quotes::client_comments.eq(&asked.comments),
            quotes::revision.eq(revision),
            quotes::status.eq(status),
            quotes::sent_at.eq(sent_at),
            // Lines may change without any of these.
            quotes::version.eq(row.version + 1),
        ))
        .returning(Quote::as_returning())
        .get_result(conn)
        .await?;
    let (before, after) = if new_lines { (Some(&*old_lines), Some(&*asked_lines)) } else { (None, None) };
    let changes = record::changes(Some(&Record::new(&row, before)), &Record::new(&changed, after))?;
    record::tell(conn, ctx, "quote.updated", &changed, &changes).await?;
    Ok(changed)
}

/// Keeps what the client was sent.
async fn keep_revision(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    row: &Quote,
    lines: &[QuoteLineValues],
) -> Result<()> {
    let snapshot = serde_json::to_value(Record::new(row, Some(lines))).map_err(anyhow::Error::from)?;
    let kept = QuoteRevision {
        quote_id: row.id,
        revision: row.revision,
        snapshot,
        created_by: ctx.viewer.id,
        created_at: Utc::now(),
    };
    diesel::insert_into(quote_revisions::table).values(&kept).execute(conn).await?;
    Ok(())
}

/// The part of the values that the client is offered, for comparison; who works on it and the notes are not.
fn offered(values: &QuoteValues) -> QuoteValues {
    QuoteValues { assigned_user_id: Uuid::nil(), internal_notes: None, ..values.clone() }
}

fn patched(old: &QuoteValues, input: &QuoteUpdate) -> QuoteValues {
    QuoteValues {
        institution_id: input.institution_id.unwrap_or(old.institution_id),
        assigned_user_id: input.assigned_user_id.unwrap_or(old.assigned_user_id),
        template_id: input.template_id.unwrap_or(old.template_id),
        title: input.title.clone().unwrap_or_else(|| old.title.clone()),
        description: input.description.clone().unwrap_or_else(|| old.description.clone()),
        valid_until: input.valid_until.unwrap_or(old.valid_until),
        internal_notes: input.internal_notes.clone().unwrap_or_else(|| old.internal_notes.clone()),
    }
}
