//! A quote on REST, with its lines, its people and its institution.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Values},
    rows,
};
use diesel_async::AsyncPgConnection;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::line_object::RestQuoteLine;
use crate::{
    institution::{RestInstitutionRow, RestPerson},
    named::{Named, QuoteStatusName},
    related, wire,
};
use crm::{Context, Result, auth::Viewer, operations::quote};

/// An offer to an institution. Amounts are euros.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Quote)]
pub(super) struct RestQuote {
    id: Uuid,
    /// `Q`, year, month, and the count in the month.
    quote_number: String,
    /// Rises when it is changed after it was sent.
    revision: i32,
    institution_id: Uuid,
    assigned_user_id: Uuid,
    template_id: Option<Uuid>,
    order_number: Option<String>,
    title: String,
    description: Option<String>,
    #[serde(serialize_with = "wire::timestamp")]
    valid_until: DateTime<Utc>,
    status: QuoteStatusName,
    #[serde(serialize_with = "wire::optional_timestamp")]
    sent_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    accepted_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    rejected_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    ordered_at: Option<DateTime<Utc>>,
    client_comments: Option<String>,
    internal_notes: Option<String>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_reminder_sent: Option<DateTime<Utc>>,
    /// Before discounts and tax.
    #[schema(value_type = String, example = "2300.00")]
    subtotal: Decimal,
    #[schema(value_type = String, example = "230.00")]
    total_discount_amount: Decimal,
    /// VAT.
    #[schema(value_type = String, example = "414.00")]
    total_tax_amount: Decimal,
    /// With tax.
    #[schema(value_type = String, example = "2484.00")]
    total: Decimal,
    /// Not answered, and no longer valid.
    is_expired: bool,
    /// A draft, or sent: a change of what was sent makes a new revision, which is a draft.
    can_be_modified: bool,
    can_be_accepted: bool,
    can_be_rejected: bool,
    /// Days until it is no longer valid, begun ones counted as whole; negative afterwards.
    days_until_expiry: i64,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    /// What is offered, in its order; not in the list of all quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    lines: Option<Vec<RestQuoteLine>>,
    /// To whom it is offered, if the caller sees it.
    institution: Option<RestInstitutionRow>,
    /// Who works on it.
    assigned_user: Option<RestPerson>,
}

/// What is shown of a quote besides its row.
#[derive(Debug, Default)]
struct Parts {
    lines: Option<Vec<RestQuoteLine>>,
    institution: Option<RestInstitutionRow>,
    assigned_user: Option<RestPerson>,
}

impl RestQuote {
    fn new(row: rows::Quote, parts: Parts, now: DateTime<Utc>) -> Self {
        let (values, totals, status) = (row.values, row.totals, row.status);
        let is_expired = status.is_expired(values.valid_until, now);
        Self {
            id: row.id,
            quote_number: row.quote_number,
            revision: row.revision,
            institution_id: values.institution_id,
            assigned_user_id: values.assigned_user_id,
            template_id: values.template_id,
            order_number: row.order_number,
            title: values.title,
            description: values.description,
            valid_until: values.valid_until,
            status: Named(status),
            sent_at: row.sent_at,
            accepted_at: row.accepted_at,
            rejected_at: row.rejected_at,
            ordered_at: row.ordered_at,
            client_comments: row.client_comments,
            internal_notes: values.internal_notes,
            last_reminder_sent: row.last_reminder_sent,
            subtotal: totals.subtotal,
            total_discount_amount: totals.total_discount_amount,
            total_tax_amount: totals.total_tax_amount,
            total: totals.total,
            is_expired,
            can_be_modified: status.can_be_edited(),
            can_be_accepted: status.can_be_accepted(values.valid_until, now),
            can_be_rejected: status.can_be_rejected(values.valid_until, now),
            days_until_expiry: quote::days_until(values.valid_until, now),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            lines: parts.lines,
            institution: parts.institution,
            assigned_user: parts.assigned_user,
        }
    }

    pub(super) fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn version(&self) -> i32 {
        self.version
    }
}

/// Whether lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    Shown,
    LeftOut,
}

/// One quote, whole.
pub(super) async fn whole(ctx: &Context, row: rows::Quote) -> Result<RestQuote> {
    let mut conn = ctx.db().await?;
    let now = Utc::now();
    let mut parts = parts_of(&mut conn, &ctx.viewer, std::slice::from_ref(&row), Lines::Shown).await?;
    Ok(RestQuote::new(row, parts.pop().unwrap_or_default(), now))
}

/// Quotes with what belongs to them: four statements at most, however many they are.
pub(super) async fn all_whole(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    rows: Vec<rows::Quote>,
    lines: Lines,
) -> Result<Vec<RestQuote>> {
    let parts = parts_of(conn, viewer, &rows, lines).await?;
    let now = Utc::now();
    Ok(rows.into_iter().zip(parts).map(|(row, own)| RestQuote::new(row, own, now)).collect())
}

async fn parts_of(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    rows: &[rows::Quote],
    lines: Lines,
) -> Result<Vec<Parts>> {
    let institutions = related::institutions(conn, viewer, rows.iter().map(|row| row.values.institution_id)).await?;
    let people = related::people(conn, rows.iter().map(|row| row.values.assigned_user_id)).await?;
    let mut lines_of = match lines {
        Lines::Shown => Some(lines_of_all(conn, rows).await?),
        Lines::LeftOut => None,
    };
    let parts = |row: &rows::Quote| Parts {
        lines: lines_of.as_mut().map(|lines| lines.remove(&row.id).unwrap_or_default()),
        institution: institutions.get(&row.values.institution_id).cloned(),
        assigned_user: people.get(&row.values.assigned_user_id).cloned(),
    };
    Ok(rows.iter().map(parts).collect())
}

async fn lines_of_all(conn: &mut AsyncPgConnection, rows: &[rows::Quote]) -> Result<HashMap<Uuid, Vec<RestQuoteLine>>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let request = PageRequest {
        condition: Condition::OneOf(column!(quote_lines.quote_id), Values::Ids(ids)),
        order: vec![OrderKey::new("quote_lines.order_index", "int")],
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    let mut lines: HashMap<Uuid, Vec<RestQuoteLine>> = HashMap::with_capacity(rows.len());
    for line in query::load_at::<rows::QuoteLine>(conn, &request, 0).await? {
        lines.entry(line.quote_id).or_default().push(line.into());
    }
    Ok(lines)
}
