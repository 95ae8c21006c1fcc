//! Single lines of a draft, for callers that change them one by one. A line keeps its id, and its link to the line of a
//! quote that it invoices.

use std::collections::HashMap;

use db::{
    rows::{Invoice, InvoiceLine, InvoiceLineValues, Quote},
    schema::{invoice_lines, invoices},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::InvoiceType};
use serde::Serialize;
use uuid::Uuid;

use super::{
    ENTITY, Which, quoted, read,
    record::{self, Record},
    store,
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
const LINE: &str = "invoice_line";

/// Adds a line at the end; gives the invoice and the line.
///
/// # Errors
/// As [`super::update`].
pub async fn add_line(ctx: &Context, which: Which, input: LineInput) -> Result<(Invoice, InvoiceLine)> {
    let request = Request { name: "addInvoiceLine", which, input: &input };
    let edit = |lines: &mut Vec<Typed>| {
        let id = Uuid::now_v7();
        lines.push((id, input.clone()));
        Ok(id)
    };
    with_line(on_lines(ctx, request, edit).await?)
}

/// Changes a line; gives the invoice and the line.
///
/// # Errors
/// As [`super::update`]; [`Error::NotFound`] for a line that is not the invoice's.
pub async fn update_line(
    ctx: &Context,
    which: Which,
    line_id: Uuid,
    input: LineUpdate,
) -> Result<(Invoice, InvoiceLine)> {
    let request = Request { name: "updateInvoiceLine", which, input: &(line_id, &input) };
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
/// As [`super::update`]; [`Error::NotFound`] for a line that is not the invoice's.
pub async fn remove_line(ctx: &Context, which: Which, line_id: Uuid) -> Result<Invoice> {
    let request = Request { name: "removeInvoiceLine", which, input: &line_id };
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
/// As [`super::update`]; [`Error::Invalid`] at `lineIds` when these are not the invoice's lines, each once.
pub async fn reorder_lines(ctx: &Context, which: Which, line_ids: &[Uuid]) -> Result<Invoice> {
    let request = Request { name: "reorderInvoiceLines", which, input: &line_ids };
    let edit = |lines: &mut Vec<Typed>| {
        let mut there = std::mem::take(lines);
        for id in line_ids {
            let place = there.iter().position(|(known, _)| known == id);
            lines.extend(place.map(|place| there.remove(place)));
        }
        if !there.is_empty() || lines.len() != line_ids.len() {
            return Err(Error::invalid("lineIds", "INVALID", "Name every line of the invoice once."));
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

/// Changes the lines of a draft; gives it and the line that `edit` names, if that is there afterwards.
async fn on_lines<I: Serialize + Sync>(
    ctx: &Context,
    request: Request<'_, I>,
    edit: impl FnOnce(&mut Vec<Typed>) -> Result<Uuid> + Send,
) -> Result<(Invoice, Option<InvoiceLine>)> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnInvoices)?;
    let which = request.which;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, request.name, &(which, request.input)).await? {
                return Ok((read::find(conn, &ctx.viewer, which.id).await?, line(conn, which.id, id).await?));
            }
            let quote = quoted::lock_quote_of(conn, which.id).await?;
            let before = read::lock(conn, ctx, which.id, Presence::Present).await?;
            check_version(ENTITY, which.expected_version, before.version)?;
            if before.status.is_issued() {
                let problem = "An issued invoice can no longer be changed. Correct it with a credit note.";
                return Err(Error::invalid("id", "NOT_A_DRAFT", problem));
            }
            if before.invoice_type == InvoiceType::Deposit {
                let problem = "A deposit is a share of its quote. Delete it, and make another one.";
                return Err(Error::invalid("lines", "NOT_ALLOWED", problem));
            }
            let old = read::lines(conn, before.id).await?;
            let mut typed: Vec<Typed> = old.iter().map(|line| (line.id, retyped(&line.values))).collect();
            let touched = edit(&mut typed)?;
            let row = write(conn, ctx, &before, quote, &old, typed).await?;
            idempotency::keep(conn, ctx, touched).await?;
            let line = line(conn, row.id, touched).await?;
            Ok((row, line))
        })
        .await
}

async fn write(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    before: &Invoice,
    quote: Option<Quote>,
    old: &[InvoiceLine],
    typed: Vec<Typed>,
) -> Result<Invoice> {
    let (ids, inputs): (Vec<Uuid>, Vec<LineInput>) = typed.into_iter().unzip();
    let kept: Vec<Uuid> = old.iter().filter_map(|line| line.values.catalog_item_id).collect();
    let mut checks = Checks::default();
    let checked = lines::checked(conn, &mut checks, &inputs, &kept).await?;
    let mut values = store::line_values(&checks.finish_with(checked)?);
    let there: HashMap<Uuid, &InvoiceLine> = old.iter().map(|line| (line.id, line)).collect();
    for (id, line) in ids.iter().zip(&mut values) {
        line.quote_line_id = there.get(id).and_then(|old| old.values.quote_line_id);
    }
    let old_values: Vec<InvoiceLineValues> = old.iter().map(|line| line.values.clone()).collect();
    if values == old_values {
        return Ok(before.clone());
    }
    let totals = store::totals(&values, &read::deductions_of(conn, before.id).await?)?;
    quoted::check(conn, quote, before, &values).await?;
    let lines: Vec<_> = ids.into_iter().zip(values.iter().cloned()).collect();
    store::replace_lines(conn, before.id, old, &lines).await?;
    let row: Invoice = diesel::update(invoices::table.find(before.id))
        .set((&totals, invoices::version.eq(before.version + 1)))
        .returning(Invoice::as_returning())
        .get_result(conn)
        .await?;
    let changes = record::changes(Some(&Record::new(before, Some(&old_values))), &Record::new(&row, Some(&values)))?;
    record::tell(conn, ctx, "invoice.updated", &row, &changes).await?;
    Ok(row)
}

/// A stored line as it would be typed.
fn retyped(values: &InvoiceLineValues) -> LineInput {
    LineInput {
        id: None,
        catalog_item_id: values.catalog_item_id,
        description: Some(values.description.clone()),
        // An empty text: a line without a unit does not take its item's.
        unit: Some(values.unit.clone().unwrap_or_default()),
        quantity: values.quantity,
        unit_price: Some(values.unit_price),
        discount_type: Some(values.discount_type),
        discount_value: Some(values.discount_value),
        tax_rate: Some(values.tax_rate),
        vat_category: Some(values.vat_category),
        vat_exemption_code: values.vat_exemption_code.map(|code| code.code().to_owned()),
        lenient: false,
    }
}

async fn line(conn: &mut AsyncPgConnection, invoice_id: Uuid, line_id: Uuid) -> Result<Option<InvoiceLine>> {
    let this = invoice_lines::table.find(line_id).filter(invoice_lines::invoice_id.eq(invoice_id));
    Ok(this.select(InvoiceLine::as_select()).first(conn).await.optional()?)
}

fn with_line((invoice, line): (Invoice, Option<InvoiceLine>)) -> Result<(Invoice, InvoiceLine)> {
    Ok((invoice, line.ok_or(Error::NotFound(LINE))?))
}
