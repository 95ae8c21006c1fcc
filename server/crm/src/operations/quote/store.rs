//! Writing the rows of a quote.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{Condition, Value},
    rows::{Quote, QuoteLine, QuoteLineValues, QuoteTotals, QuoteValues},
    schema::{medical_institutions, quote_lines, quotes, users},
};
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{DocumentType, QuoteStatus, Totals},
};
use uuid::Uuid;

use super::number::{self, Numbered};
use crate::{
    Error, Result,
    auth::Viewer,
    operations::{
        billing::{
            calendar,
            lines::{CheckedLine, CheckedLines},
        },
        scope, template,
    },
};

/// A new draft under the next number. Numbers that came in otherwise (from an import) are passed over.
pub(super) async fn insert(
    conn: &mut AsyncPgConnection,
    values: &QuoteValues,
    client_comments: Option<&str>,
    lines: &CheckedLines,
) -> Result<Quote> {
    let id = Uuid::now_v7();
    let row: Quote = loop {
        let number = number::next(conn, Numbered::Quote, calendar::today()).await?;
        let inserted = diesel::insert_into(quotes::table)
            .values((
                quotes::id.eq(id),
                quotes::quote_number.eq(&number),
                quotes::client_comments.eq(client_comments),
                quotes::status.eq(QuoteStatus::Draft),
                values,
                totals(&lines.totals),
            ))
            .on_conflict(quotes::quote_number)
            .do_nothing()
            .returning(Quote::as_returning())
            .get_result(conn)
            .await
            .optional()?;
        if let Some(row) = inserted {
            break row;
        }
    };
    let lines: Vec<_> = line_values(lines).into_iter().map(|values| (Uuid::now_v7(), values)).collect();
    insert_lines(conn, id, &[], &lines).await?;
    Ok(row)
}

/// The lines in place of those that were there. A line that keeps its id keeps the time when it was made.
pub(super) async fn replace_lines(
    conn: &mut AsyncPgConnection,
    quote_id: Uuid,
    old: &[QuoteLine],
    lines: &[(Uuid, QuoteLineValues)],
) -> Result<()> {
    diesel::delete(quote_lines::table.filter(quote_lines::quote_id.eq(quote_id))).execute(conn).await?;
    insert_lines(conn, quote_id, old, lines).await
}

async fn insert_lines(
    conn: &mut AsyncPgConnection,
    quote_id: Uuid,
    old: &[QuoteLine],
    lines: &[(Uuid, QuoteLineValues)],
) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let made: HashMap<Uuid, DateTime<Utc>> = old.iter().map(|line| (line.id, line.created_at)).collect();
    let now = Utc::now();
    let row = |(id, values)| {
        let created_at = made.get(id).copied().unwrap_or(now);
        (quote_lines::id.eq(*id), quote_lines::quote_id.eq(quote_id), quote_lines::created_at.eq(created_at), values)
    };
    let rows: Vec<_> = lines.iter().map(|(id, values)| row((id, values))).collect();
    diesel::insert_into(quote_lines::table).values(rows).execute(conn).await?;
    Ok(())
}

/// The sums, as they are stored.
pub(super) fn totals(totals: &Totals) -> QuoteTotals {
    QuoteTotals {
        subtotal: totals.subtotal,
        total_discount_amount: totals.total_discount_amount,
        total_tax_amount: totals.total_tax_amount,
        total: totals.total,
    }
}

/// The lines, as they are stored, numbered from 1.
pub(super) fn line_values(lines: &CheckedLines) -> Vec<QuoteLineValues> {
    (1..).zip(&lines.lines).map(|(place, line)| one_line(place, line)).collect()
}

fn one_line(order_index: i32, line: &CheckedLine) -> QuoteLineValues {
    let (figures, amounts) = (&line.figures, &line.amounts);
    QuoteLineValues {
        order_index,
        catalog_item_id: line.catalog_item_id,
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: figures.quantity,
        unit_price: figures.unit_price,
        discount_type: figures.discount.kind,
        discount_value: figures.discount.value,
        discount_amount: amounts.discount_amount,
        tax_rate: figures.vat.rate,
        vat_category: figures.vat.category,
        vat_exemption_code: figures.vat.exemption_code,
        tax_amount: amounts.tax_amount,
        subtotal: amounts.subtotal,
        total_after_discount: amounts.total_after_discount,
        total: amounts.total,
    }
}

/// What a quote points to must be there for the viewer; giving quotes to others is for those who edit all of them.
pub(super) async fn check_links(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    old: Option<&QuoteValues>,
    new: &QuoteValues,
) -> Result<()> {
    if old.is_none_or(|old| old.institution_id != new.institution_id) {
        let this = Condition::eq(column!(medical_institutions.id), Value::Id(new.institution_id));
        let seen = medical_institutions::table
            .filter(medical_institutions::deleted_at.is_null())
            .filter(this.and(scope::institutions(viewer)));
        if !select(exists(seen)).get_result::<bool>(conn).await? {
            return Err(Error::invalid("institutionId", "NOT_FOUND", "There is no such institution."));
        }
    }
    if old.is_none_or(|old| old.assigned_user_id != new.assigned_user_id) && new.assigned_user_id != viewer.id {
        const FIELD: &str = "assignedUserId";
        if !viewer.can(Permission::EditAllQuotes) {
            return Err(Error::invalid(FIELD, "NOT_ALLOWED", "Only a manager gives quotes to others."));
        }
        let active = users::table.find(new.assigned_user_id).filter(users::is_active);
        if !select(exists(active)).get_result::<bool>(conn).await? {
            return Err(Error::invalid(FIELD, "NOT_FOUND", "There is no such active user."));
        }
    }
    if let Some(id) = new.template_id.filter(|id| old.and_then(|old| old.template_id) != Some(*id))
        && !template::is_usable(conn, id, DocumentType::QuotePdf).await?
    {
        return Err(Error::invalid("templateId", "NOT_FOUND", "There is no such active template for quotes."));
    }
    Ok(())
}
