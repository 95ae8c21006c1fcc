//! Segments: kept questions about institutions and contacts, whose members are found anew each time.

mod analytics;
mod apply;
mod criteria;
mod edit;
mod members;

use db::{
    column,
    query::{Condition, Pattern, Value},
    rows::Segment,
    schema::segments,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::Permission;
use uuid::Uuid;

use super::{institution::Presence, scope};
use crate::{Context, Error, Result, auth::Viewer};

pub use analytics::{Analytics, Share, analytics};
pub use apply::{Applied, Failure, MOST, Step, apply};
pub use criteria::{CombinedCriteria, ContactCriteria, Criteria, DateRange, InstitutionCriteria};
pub use edit::{NewSegment, SegmentUpdate, create, delete, duplicate, restore, update};
pub use members::{Overlap, compare, counts, members, preview};

/// Its name in events, rights of API tokens and errors.
pub const ENTITY: &str = "segment";

/// Checks that the viewer may look at segments at all; which ones is [`scope::segments`]'s answer.
///
/// # Errors
/// [`Error::Refused`] to an API token that does not reach them.
pub fn may_read(viewer: &Viewer) -> Result<()> {
    viewer.may_read(ENTITY, Permission::ViewSegments)
}

/// One segment that the viewer sees and that is not deleted.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(conn: &mut AsyncPgConnection, viewer: &Viewer, id: Uuid) -> Result<Segment> {
    let there = visible(viewer, id, Presence::Present);
    let row = segments::table.filter(there).select(Segment::as_select()).first(conn).await;
    row.optional()?.ok_or(Error::NotFound(ENTITY))
}

/// Segments that all the words stand in: in the name or the description.
#[must_use]
pub fn search(words: &str) -> Condition {
    let columns = [column!(segments.name), column!(segments.description)];
    let word = |word| Condition::Any(columns.map(|column| Condition::Contains(column, Pattern::literal(word))).into());
    Condition::All(words.split_whitespace().map(word).collect())
}

fn visible(viewer: &Viewer, id: Uuid, presence: Presence) -> Condition {
    let this = Condition::eq(column!(segments.id), Value::Id(id)).and(scope::segments(viewer));
    match presence {
        Presence::Present => this.and(Condition::IsNull(column!(segments.deleted_at))),
        Presence::Any => this,
    }
}

/// The row, locked until the end of the transaction, if the viewer may edit it.
async fn lock(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid, presence: Presence) -> Result<Segment> {
    let row = segments::table
        .filter(visible(&ctx.viewer, id, presence))
        .select((Segment::as_select(), scope::editable_segments(&ctx.viewer)))
        .for_update()
        .first::<(Segment, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound(ENTITY)),
        Some((_, false)) => {
            Err(Error::Refused("This segment can only be changed by who made it or manages teams.".into()))
        }
        Some((row, true)) => Ok(row),
    }
}
