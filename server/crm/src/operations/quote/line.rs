//! Single lines of a quote, for callers that change them one by one. The quote changes with each: a sent one becomes a
//! new revision.

use db::{
    rows::{Quote, QuoteLine},
    schema::quote_lines,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use serde::Serialize;
use uuid::Uuid;

use super::{
    ENTITY, Which,
    create::retyped,
    edit::{self, Asked},
    read, store,
};
use crate::{
    Context, Error, Result,
    operations::{
        billing::{
            line_update::{LineUpdate, patched},
            lines::{self, LineInput},
        },
        idempotency,
        institution::Presence,
        validate::Checks,
        write::check_version,
    },
};

/// The name in errors.
const LINE: &str = "quote_line";

/// Adds a line at the end; gives the quote and the line.
///
/// # Errors
/// As [`super::update`].
pub async fn add_line(ctx: &Context, which: Which, input: LineInput) -> Result<(Quote, QuoteLine)> {
    let request = Request { name: "addQuoteLine", which, input: &input };
    let edit = |lines: &mut Vec<Typed>| {
        let id = Uuid::now_v7();
        lines.push((id, input.clone()));
        Ok(id)
    };
    with_line(on_lines(ctx, request, edit).await?)
}

/// Changes a line; gives the quote and the line.
///
/// # Errors
/// As [`super::update`]; [`Error::NotFound`] for a line that is not the quote's.
pub async fn update_line(ctx: &Context, which: Which, line_id: Uuid, input: LineUpdate) -> Result<(Quote, QuoteLine)> {
    let request = Request { name: "updateQuoteLine", which, input: &(line_id, &input) };
    let edit = |lines: &mut Vec<Typed>| {
        let (_, line) = lines.iter_mut().find(|(id, _)| *id == line_id).ok_or(Error::NotFound(LINE))?;
        *line = patched(line, &input);
        Ok(line_id)
    };
    with_line(on_lines(ctx, request, edit).await?)
}

/// Takes a line away.
///
/// # Errors
/// As [`super::update`]; [`Error::NotFound`] for a line that is not the quote's.
pub async fn remove_line(ctx: &Context, which: Which, line_id: Uuid) -> Result<Quote> {
    let request = Request { name: "removeQuoteLine", which, input: &line_id };
    let edit = |lines: &mut Vec<Typed>| {
        let place = lines.iter().position(|(id, _)| *id == line_id).ok_or(Error::NotFound(LINE))?;
        lines.remove(place);
        Ok(line_id)
    };
    Ok(on_lines(ctx, request, edit).await?.0)
}

/// Puts the lines into another order.
///
/// # Errors
/// As [`super::update`]; [`Error::Invalid`] at `lineIds` when these are not the quote's lines, each once.
pub async fn reorder_lines(ctx: &Context, which: Which, line_ids: &[Uuid]) -> Result<Quote> {
    let request = Request { name: "reorderQuoteLines", which, input: &line_ids };
    let edit = |lines: &mut Vec<Typed>| {
        let mut there = std::mem::take(lines);
        for id in line_ids {
            let place = there.iter().position(|(known, _)| known == id);
            lines.extend(place.map(|place| there.remove(place)));
        }
        if !there.is_empty() || lines.len() != line_ids.len() {
            let message = "Name every line of the quote once.";
            return Err(Error::invalid("lineIds", "INVALID", message));
        }
        Ok(which.id)
    };
    Ok(on_lines(ctx, request, edit).await?.0)
}

/// A line with its id, as it would be typed.
type Typed = (Uuid, LineInput);

/// What is asked, so that its repetition is recognised.
struct Request<'a, I> {
    name: &'static str,
    which: Which,
    input: &'a I,
}

/// Changes the lines of a quote; gives it and the line that `edit` names, if that is there afterwards.
async fn on_lines<I: Serialize + Sync>(
    ctx: &Context,
    request: Request<'_, I>,
    edit: impl FnOnce(&mut Vec<Typed>) -> Result<Uuid> + Send,
) -> Result<(Quote, Option<QuoteLine>)> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnQuotes)?;
    let which = request.which;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, request.name, &(which, request.input)).await? {
                return Ok((read::find(conn, &ctx.viewer, which.id).await?, line(conn, which.id, id).await?));
            }
            let row = read::lock(conn, ctx, which.id, Presence::Present).await?;
            check_version(ENTITY, which.expected_version, row.version)?;
            let old = read::lines(conn, row.id).await?;
            let kept: Vec<Uuid> = old.iter().filter_map(|line| line.values.catalog_item_id).collect();
            let mut typed: Vec<Typed> = old.iter().map(|line| (line.id, retyped(line.clone()))).collect();
            let touched = edit(&mut typed)?;
            let (ids, inputs): (Vec<Uuid>, Vec<LineInput>) = typed.into_iter().unzip();
            let mut checks = Checks::default();
            let checked = lines::checked(conn, &mut checks, &inputs, &kept).await?;
            let checked = checks.finish_with(checked)?;
            let asked = Asked {
                values: row.values.clone(),
                comments: row.client_comments.clone(),
                totals: store::totals(&checked.totals),
                lines: ids.into_iter().zip(store::line_values(&checked)).collect(),
            };
            let row = edit::write(conn, ctx, row, &old, asked).await?;
            idempotency::keep(conn, ctx, touched).await?;
            let line = line(conn, row.id, touched).await?;
            Ok((row, line))
        })
        .await
}

async fn line(conn: &mut AsyncPgConnection, quote_id: Uuid, line_id: Uuid) -> Result<Option<QuoteLine>> {
    let this = quote_lines::table.find(line_id).filter(quote_lines::quote_id.eq(quote_id));
    Ok(this.select(QuoteLine::as_select()).first(conn).await.optional()?)
}

fn with_line((quote, line): (Quote, Option<QuoteLine>)) -> Result<(Quote, QuoteLine)> {
    Ok((quote, line.ok_or(Error::NotFound(LINE))?))
}
