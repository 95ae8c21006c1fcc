//! Quotes, the latest first.

use chrono::Utc;
use db::{
    column,
    query::{Column, Condition, OrderKey},
    rows::Quote,
};
use diesel_async::AsyncPgConnection;
use futures_util::{FutureExt as _, future::BoxFuture};

use super::{
    cell::Cell,
    related,
    table::{Exported, Row},
};
use crate::{Result, auth::Viewer, operations::scope};

/// The list of quotes.
pub struct QuoteExport;

impl Exported for QuoteExport {
    type Rows = Quote;

    const NAME: &'static str = "quotes";
    const ENTITIES: &'static [&'static str] = &["quote"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "quoteNumber",
        "title",
        "description",
        "status",
        "subtotal",
        "totalDiscountAmount",
        "totalTaxAmount",
        "total",
        "validUntil",
        "acceptedAt",
        "rejectedAt",
        "assignedUserId",
        "assignedUser",
        "assignedUserEmail",
        "institutionId",
        "institutionName",
        "institutionType",
        "createdAt",
        "updatedAt",
        "isExpired",
    ];

    fn order() -> Vec<OrderKey> {
        vec![
            OrderKey::new("quotes.created_at", "timestamptz").descending(true),
            OrderKey::new("quotes.id", "uuid").descending(true),
        ]
    }

    fn made() -> Column {
        column!(quotes.created_at)
    }

    fn listed(viewer: &Viewer) -> Condition {
        Condition::IsNull(column!(quotes.deleted_at)).and(scope::quotes(viewer))
    }

    fn cells<'a>(
        conn: &'a mut AsyncPgConnection,
        viewer: &'a Viewer,
        rows: Vec<Quote>,
    ) -> BoxFuture<'a, Result<Vec<Row>>> {
        async move {
            let people = related::people(conn, rows.iter().map(|row| row.values.assigned_user_id)).await?;
            let places = related::institutions(conn, viewer, rows.iter().map(|row| row.values.institution_id)).await?;
            let now = Utc::now();
            let cells = rows.into_iter().map(|row| {
                let Quote { values, totals, .. } = row;
                let [assignee, assignee_email] = related::person(people.get(&values.assigned_user_id));
                let [place, kind] = related::place(places.get(&values.institution_id));
                vec![
                    row.id.into(),
                    Cell::Word(row.quote_number),
                    values.title.into(),
                    values.description.into(),
                    Cell::word(row.status),
                    totals.subtotal.into(),
                    totals.total_discount_amount.into(),
                    totals.total_tax_amount.into(),
                    totals.total.into(),
                    values.valid_until.into(),
                    row.accepted_at.into(),
                    row.rejected_at.into(),
                    values.assigned_user_id.into(),
                    assignee,
                    assignee_email,
                    values.institution_id.into(),
                    place,
                    kind,
                    row.created_at.into(),
                    row.updated_at.into(),
                    row.status.is_expired(values.valid_until, now).into(),
                ]
            });
            Ok(cells.collect())
        }
        .boxed()
    }
}
