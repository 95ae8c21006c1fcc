//! Changes of drafts. Of an issued invoice, only who is in charge of it may change.

use db::{
    rows::{Invoice, InvoiceValues, Quote},
    schema::invoices,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceType},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    ENTITY, InvoiceUpdate, create, quoted,
    read::{self, lock},
    record::{self, Record},
    store,
};
use crate::{
    Context, Error, Result,
    operations::{
        billing::{calendar, lines, parties},
        idempotency,
        institution::{AddressInput, Presence},
        validate::Checks,
        write::{Change, check_version},
    },
};

/// Changes an invoice.
///
/// # Errors
/// No right, unknown, stale, invalid input, or issued already.
pub async fn update(ctx: &Context, input: InvoiceUpdate) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnInvoices)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "updateInvoice", &input).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let quote = if input.lines.is_some() { quoted::lock_quote_of(conn, input.id).await? } else { None };
            let before = lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, before.version)?;
            if before.status.is_issued() && says_something(&input) {
                let problem = "An issued invoice can no longer be changed. Correct it with a credit note.";
                return Err(Error::invalid("id", "NOT_A_DRAFT", problem));
            }
            let row = change(conn, ctx, &before, quote, &input).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// Whether more is to change than who is in charge.
fn says_something(input: &InvoiceUpdate) -> bool {
    let InvoiceUpdate {
        id: _,
        expected_version: _,
        institution_id,
        assigned_user_id: _,
        template_id,
        title,
        description,
        payment_terms,
        due_date,
        service_start,
        service_end,
        operation_nature,
        vat_on_debits,
        purchase_order_number,
        buyer_reference,
        contract_reference,
        delivery_address,
        billing_address,
        lines,
    } = input;
    institution_id.is_some()
        || template_id.is_some()
        || title.is_some()
        || [delivery_address, billing_address].iter().any(|address| address.is_some())
        || [description, purchase_order_number, buyer_reference, contract_reference].iter().any(|text| text.is_some())
        || payment_terms.is_some()
        || due_date.is_some()
        || service_start.is_some()
        || service_end.is_some()
        || operation_nature.is_some()
        || vat_on_debits.is_some()
        || lines.is_some()
}

async fn change(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    before: &Invoice,
    quote: Option<Quote>,
    input: &InvoiceUpdate,
) -> Result<Invoice> {
    let mut checks = Checks::default();
    let typed = patched(conn, ctx, before, input).await?;
    let values = if before.status.is_issued() { typed } else { create::checked(&mut checks, &typed)? };
    let old_lines = match &input.lines {
        None => None,
        Some(_) if before.invoice_type == InvoiceType::Deposit => {
            let problem = "A deposit is a share of its quote. Delete it, and make another one.";
            return Err(Error::invalid("lines", "NOT_ALLOWED", problem));
        }
        Some(_) => Some(read::lines(conn, before.id).await?),
    };
    let new_lines = match (&input.lines, &old_lines) {
        (Some(typed), Some(old)) => {
            let ids = lines::ids(&mut checks, typed, &old.iter().map(|line| line.id).collect::<Vec<_>>());
            let kept: Vec<Uuid> = old.iter().filter_map(|line| line.values.catalog_item_id).collect();
            let lines = lines::checked(conn, &mut checks, typed, &kept).await?;
            Some(quoted::with_links(old, &ids, store::line_values(&checks.finish_with(lines)?))?)
        }
        _ => {
            checks.finish()?;
            None
        }
    };
    store::check_links(conn, &ctx.viewer, Some(&before.values), &values).await?;
    let old_values = old_lines.as_deref().map(|old| old.iter().map(|line| line.values.clone()).collect::<Vec<_>>());
    let new_values = new_lines.as_deref().map(|new| new.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>());
    let totals = match &new_values {
        None => before.totals,
        Some(lines) => store::totals(lines, &read::deductions_of(conn, before.id).await?)?,
    };
    if values == before.values && new_values == old_values {
        return Ok(before.clone());
    }
    if let (Some(new), Some(old)) = (&new_lines, &old_lines)
        && new_values != old_values
    {
        quoted::check(conn, quote, before, new_values.as_deref().unwrap_or_default()).await?;
        store::replace_lines(conn, before.id, old, new).await?;
    }
    let row: Invoice = if before.status.is_issued() {
        diesel::update(invoices::table.find(before.id))
            .set(invoices::assigned_user_id.eq(values.assigned_user_id))
            .returning(Invoice::as_returning())
            .get_result(conn)
            .await?
    } else {
        // The version, because lines may change without any of the sums.
        diesel::update(invoices::table.find(before.id))
            .set((&values, &totals, invoices::version.eq(before.version + 1)))
            .returning(Invoice::as_returning())
            .get_result(conn)
            .await?
    };
    let changes =
        record::changes(Some(&Record::new(before, old_values.as_deref())), &Record::new(&row, new_values.as_deref()))?;
    record::tell(conn, ctx, "invoice.updated", &row, &changes).await?;
    Ok(row)
}

async fn patched(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    before: &Invoice,
    input: &InvoiceUpdate,
) -> Result<InvoiceValues> {
    let old = &before.values;
    let institution_id = input.institution_id.unwrap_or(old.institution_id);
    let moved = institution_id != old.institution_id;
    if moved && (before.quote_id.is_some() || before.kind == InvoiceKind::CreditNote) {
        let problem = "It follows the institution of its quote or invoice.";
        return Err(Error::invalid("institutionId", "NOT_ALLOWED", problem));
    }
    let (payment_terms, due_date) = if let Some(due_date) = input.due_date {
        (None, due_date)
    } else if let Some(terms) = input.payment_terms {
        (Some(terms), calendar::instant_of(terms.due_date(calendar::today())))
    } else if moved && old.payment_terms.is_some() {
        let host = store::host(conn, &ctx.viewer, institution_id).await?;
        create::due(None, None, &host, &store::firm(conn).await?)
    } else {
        (old.payment_terms, old.due_date)
    };
    if moved && payment_terms.is_none() {
        store::host(conn, &ctx.viewer, institution_id).await?;
    }
    Ok(InvoiceValues {
        institution_id,
        assigned_user_id: input.assigned_user_id.unwrap_or(old.assigned_user_id),
        template_id: input.template_id.unwrap_or(old.template_id),
        title: input.title.clone().unwrap_or_else(|| old.title.clone()),
        description: input.description.clone().unwrap_or_else(|| old.description.clone()),
        payment_terms,
        due_date,
        service_start: input.service_start.unwrap_or(old.service_start),
        service_end: input.service_end.unwrap_or(old.service_end),
        operation_nature: input.operation_nature.unwrap_or(old.operation_nature),
        vat_on_debits: input.vat_on_debits.unwrap_or(old.vat_on_debits),
        purchase_order_number: input.purchase_order_number.clone().unwrap_or_else(|| old.purchase_order_number.clone()),
        buyer_reference: input.buyer_reference.clone().unwrap_or_else(|| old.buyer_reference.clone()),
        contract_reference: input.contract_reference.clone().unwrap_or_else(|| old.contract_reference.clone()),
        delivery_address: address(&input.delivery_address, &old.delivery_address)?,
        billing_address: address(&input.billing_address, &old.billing_address)?,
    })
}

fn address(change: &Change<AddressInput>, old: &Option<Value>) -> Result<Option<Value>> {
    match change {
        None => Ok(old.clone()),
        Some(typed) => typed.as_ref().map(parties::typed_address).transpose(),
    }
}
