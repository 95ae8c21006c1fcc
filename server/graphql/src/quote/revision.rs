//! The object `QuoteRevision`.

use async_graphql::{ComplexObject, Context, Json, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Values},
    rows,
};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Id, columns, context,
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};

/// What a quote said when it had been sent, before it was changed.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct QuoteRevision {
    /// Id of the quote.
    pub quote_id: Id,
    /// Its number, from 1.
    pub revision: i32,
    /// Title of that time.
    pub title: Option<String>,
    /// Total with tax of that time, in euros.
    pub total: Option<Decimal>,
    /// When it had been sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// Until when it would have been valid.
    pub valid_until: Option<DateTime<Utc>>,
    /// All that the quote said, its lines included.
    pub snapshot: Json<Value>,
    /// Id of who changed it.
    pub created_by_id: Id,
    /// When it was changed.
    pub created_at: DateTime<Utc>,
}

impl From<rows::QuoteRevision> for QuoteRevision {
    fn from(row: rows::QuoteRevision) -> Self {
        let text = |field: &str| row.snapshot[field].as_str();
        Self {
            quote_id: row.quote_id.into(),
            revision: row.revision,
            title: text("title").map(str::to_owned),
            total: text("total").and_then(|total| total.parse().ok()),
            sent_at: text("sentAt").and_then(|time| time.parse().ok()),
            valid_until: text("validUntil").and_then(|time| time.parse().ok()),
            created_by_id: row.created_by.into(),
            created_at: row.created_at,
            snapshot: Json(row.snapshot),
        }
    }
}

impl Row for QuoteRevision {
    columns!(
        quote_id,
        revision,
        title,
        total,
        sent_at,
        valid_until,
        snapshot => |row| row.snapshot.0.clone(),
        created_by_id,
        created_at,
    );
    const RELATIONS: &'static [&'static str] = &["createdBy"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "createdBy" {
            return None;
        }
        let ids = field.distinct_keys(|row| Some(Uuid::from(row.created_by_id)));
        let load = users_by_id(field.context(), ids);
        Some(field.one(load, |row| Some(row.created_by_id), |user| user.id))
    }
}

#[ComplexObject]
impl QuoteRevision {
    /// Who changed it.
    async fn created_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

/// The revisions of these quotes, the latest first.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn revisions_of_quotes(ctx: &Context<'_>, quote_ids: Vec<Uuid>) -> crm::Result<Vec<QuoteRevision>> {
    let request = PageRequest {
        condition: Condition::OneOf(column!(quote_revisions.quote_id), Values::Ids(quote_ids)),
        order: vec![OrderKey::new("quote_revisions.revision", "int").descending(true)],
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    let mut conn = context(ctx)?.db().await?;
    let found: Vec<rows::QuoteRevision> = query::load_at(&mut conn, &request, 0).await?;
    Ok(found.into_iter().map(QuoteRevision::from).collect())
}
