//! Whether a viewer may hear of a change.

use db::{
    column,
    query::{self, Condition, Value},
    rows::{Contact, Institution, Invoice, Payment, Quote, RevenueEntry, Task, Team, User},
};
use uuid::Uuid;

use super::{contact, institution, invoice, payment, people, quote, revenue, scope, task};
use crate::{Context, Result};

/// Whether the row, deleted or not, is one that the caller sees. Of entities that nobody subscribes to: no.
///
/// # Errors
/// Those of the database.
pub async fn is_seen(ctx: &Context, entity: &str, id: Uuid) -> Result<bool> {
    let viewer = &ctx.viewer;
    let this = |column, scope: Condition| Condition::eq(column, Value::Id(id)).and(scope);
    let mut conn = ctx.db().await?;
    let found = match entity {
        "institution" if institution::may_read(viewer).is_ok() => {
            let condition = this(column!(medical_institutions.id), scope::institutions(viewer));
            query::count::<Institution>(&mut conn, &condition).await?
        }
        "contact" if contact::may_read(viewer).is_ok() => {
            let condition = this(column!(contact_persons.id), scope::contacts(viewer));
            query::count::<Contact>(&mut conn, &condition).await?
        }
        "task" if task::may_read(viewer).is_ok() => {
            let condition = this(column!(tasks.id), scope::tasks(viewer));
            query::count::<Task>(&mut conn, &condition).await?
        }
        quote::ENTITY if quote::may_read(viewer).is_ok() => {
            let condition = this(column!(quotes.id), scope::quotes(viewer));
            query::count::<Quote>(&mut conn, &condition).await?
        }
        invoice::ENTITY if invoice::may_read(viewer).is_ok() => {
            let condition = this(column!(invoices.id), scope::invoices(viewer));
            query::count::<Invoice>(&mut conn, &condition).await?
        }
        payment::ENTITY if payment::may_read(viewer).is_ok() => {
            let condition = this(column!(payments.id), scope::payments(viewer));
            query::count::<Payment>(&mut conn, &condition).await?
        }
        revenue::ENTRY if revenue::may_read(viewer).is_ok() => {
            let condition = this(column!(revenue_entries.id), scope::revenue_entries(viewer));
            query::count::<RevenueEntry>(&mut conn, &condition).await?
        }
        "user" if people::may_read(viewer).is_ok() => {
            let condition = this(column!(users.id), scope::users(viewer));
            query::count::<User>(&mut conn, &condition).await?
        }
        "team" if people::may_read_teams(viewer).is_ok() => {
            let condition = this(column!(teams.id), scope::all_teams(viewer));
            query::count::<Team>(&mut conn, &condition).await?
        }
        _ => 0,
    };
    Ok(found > 0)
}
