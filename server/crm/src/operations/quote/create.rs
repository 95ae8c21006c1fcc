//! New quotes: written, or made after another one.

use chrono::{DateTime, Days, TimeDelta, Utc};
use db::{
    rows::{Quote, QuoteLine, QuoteValues},
    schema::firm_identity,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::DocumentType};
use uuid::Uuid;

use super::{
    ENTITY, NewQuote, read,
    record::{self, Record},
    store,
};
use crate::{
    Context, Error, Result,
    operations::{
        billing::{
            calendar,
            lines::{self, CheckedLines, LineInput},
        },
        idempotency, template,
        validate::Checks,
    },
};

/// How far ahead the end of a validity may lie.
const LONGEST_VALIDITY: TimeDelta = TimeDelta::days(3_653);

/// Creates a quote, as a draft.
///
/// # Errors
/// No right, invalid input, or something named that is not there.
pub async fn create(ctx: &Context, input: NewQuote) -> Result<Quote> {
    ctx.viewer.may_write(ENTITY, Permission::CreateQuotes)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createQuote", &input).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let row = insert(conn, ctx, &input, &[]).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// A draft with what another quote offers, valid anew, for who makes it.
///
/// # Errors
/// No right, or unknown.
pub async fn duplicate(ctx: &Context, id: Uuid) -> Result<Quote> {
    ctx.viewer.may_write(ENTITY, Permission::CreateQuotes)?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "duplicateQuote", &id).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let model = read::find(conn, &ctx.viewer, id).await?;
            let lines = read::lines(conn, id).await?;
            let kept: Vec<Uuid> = lines.iter().filter_map(|line| line.values.catalog_item_id).collect();
            let input = NewQuote {
                institution_id: model.values.institution_id,
                assigned_user_id: None,
                template_id: template::if_usable(conn, model.values.template_id, DocumentType::QuotePdf).await?,
                title: model.values.title,
                description: model.values.description,
                valid_until: None,
                client_comments: None,
                internal_notes: model.values.internal_notes,
                lines: lines.into_iter().map(retyped).collect(),
            };
            let row = insert(conn, ctx, &input, &kept).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

/// A stored line as it would be typed.
pub(super) fn retyped(line: QuoteLine) -> LineInput {
    let values = line.values;
    LineInput {
        id: None,
        catalog_item_id: values.catalog_item_id,
        description: Some(values.description),
        // An empty text: a line without a unit does not take its item's.
        unit: Some(values.unit.unwrap_or_default()),
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

async fn insert(conn: &mut AsyncPgConnection, ctx: &Context, input: &NewQuote, kept: &[Uuid]) -> Result<Quote> {
    let valid_until = match input.valid_until {
        Some(moment) => moment,
        None => default_validity(conn).await?,
    };
    let mut checks = Checks::default();
    let typed = QuoteValues {
        institution_id: input.institution_id,
        assigned_user_id: input.assigned_user_id.unwrap_or(ctx.viewer.id),
        template_id: input.template_id,
        title: input.title.clone(),
        description: input.description.clone(),
        valid_until,
        internal_notes: input.internal_notes.clone(),
    };
    let values = checked(&mut checks, &typed, None);
    let comments = checks.optional("clientComments", input.client_comments.as_deref(), 10_000);
    lines::ids(&mut checks, &input.lines, &[]);
    let lines = lines::checked(conn, &mut checks, &input.lines, kept).await?;
    let lines: CheckedLines = checks.finish_with(lines)?;
    store::check_links(conn, &ctx.viewer, None, &values).await?;
    let row = store::insert(conn, &values, comments.as_deref(), &lines).await?;
    let changes = record::changes(None, &Record::new(&row, Some(&store::line_values(&lines))))?;
    record::tell(conn, ctx, "quote.created", &row, &changes).await?;
    Ok(row)
}

/// The last second of the last day on which a quote made now is valid.
async fn default_validity(conn: &mut AsyncPgConnection) -> Result<DateTime<Utc>> {
    let days: i32 = firm_identity::table.select(firm_identity::quote_validity_days).first(conn).await?;
    let after = calendar::today().checked_add_days(Days::new(u64::from(days.unsigned_abs()) + 1));
    let after = after.ok_or_else(|| Error::Internal(anyhow::anyhow!("quotes are valid beyond the calendar")))?;
    Ok(calendar::start_of(after) - TimeDelta::seconds(1))
}

/// The values as they are to be stored. A validity that stays need not lie in the future.
pub(super) fn checked(checks: &mut Checks, typed: &QuoteValues, stored: Option<&QuoteValues>) -> QuoteValues {
    if stored.is_none_or(|stored| stored.valid_until != typed.valid_until) {
        let now = Utc::now();
        if typed.valid_until <= now {
            checks.refuse("validUntil", "IN_THE_PAST", "Choose a moment in the future.");
        } else if typed.valid_until > now + LONGEST_VALIDITY {
            checks.refuse("validUntil", "OUT_OF_RANGE", "A quote is valid for ten years at most.");
        }
    }
    QuoteValues {
        institution_id: typed.institution_id,
        assigned_user_id: typed.assigned_user_id,
        template_id: typed.template_id,
        title: checks.required("title", &typed.title, 255),
        description: checks.optional("description", typed.description.as_deref(), 10_000),
        valid_until: typed.valid_until,
        internal_notes: checks.optional("internalNotes", typed.internal_notes.as_deref(), 10_000),
    }
}
