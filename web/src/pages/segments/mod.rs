//! Segments, kept questions about institutions or contacts: the list, one of them in a side panel with its members, and
//! the forms that make and change them.

mod actions;
mod filters;
mod form;
mod list;
mod members;
mod panel;
mod question;
mod rows;
mod state;
mod tasks;

use domain::{Permission, SegmentVisibility};

use crate::api::filters::is;
use crate::api::segments::{SegmentFilter, Segments, segments};
use crate::api::{ApiError, send};
use crate::pages::panels::is_id;
use crate::rows;
use crate::session::Session;

pub use list::SegmentsPage;

/// A segment: as a row, and as a record.
pub type Segment = segments::SegmentRow;
/// A page of segments.
pub type SegmentPage = segments::SegmentsSegments;

rows!(SegmentPage, Segment);

/// One segment, deleted or not; none where there is none.
///
/// # Errors
/// As [`send`].
pub async fn find(id: String) -> Result<Option<Segment>, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    for deleted in [None, Some(true)] {
        let filter = SegmentFilter { id: is(Some(id.clone())), deleted, ..Default::default() };
        let variables = segments::Variables { filter: Some(filter), first: Some(1), ..Default::default() };
        let found = send::<Segments>(variables).await?.segments.nodes.into_iter().next();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether the person may make segments; tracked.
#[must_use]
pub fn may_make(session: Session) -> bool {
    session.can(Permission::ManageSegments)
}

/// Whether the person may bring a deleted segment back: an own one; who manages teams, also what others share. Tracked.
#[must_use]
pub fn may_restore(session: Session, segment: &Segment) -> bool {
    let shared = segment.visibility != SegmentVisibility::Private && session.can(Permission::ManageTeams);
    may_make(session) && (shared || segment.owner_id == session.person_id())
}

/// How many members a segment has.
#[must_use]
pub fn member_count(segment: &Segment) -> u64 {
    u64::try_from(segment.member_count).unwrap_or_default()
}
