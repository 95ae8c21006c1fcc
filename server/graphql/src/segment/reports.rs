//! What segments say about their members.

use async_graphql::SimpleObject;
use db::rows;

use super::Segment;
use crate::{Id, columns, rows::Row, rows::Rows};
use crm::operations::segment as operations;

/// Members that have something in common.
#[derive(Debug, Clone, SimpleObject)]
pub struct SegmentShare {
    /// What, such as `clinic` or `lyon`; absent where there is nothing.
    pub key: Option<String>,
    /// Their number.
    pub count: i64,
}

impl Row for SegmentShare {
    columns!(key, count);
}

/// The members of a segment by what they are: the greatest shares first, at most 20 of each.
#[derive(SimpleObject)]
pub struct SegmentAnalytics {
    /// All of them.
    pub total: i64,
    /// Kind of establishment.
    pub by_type: Rows<SegmentShare>,
    /// Prospect or client.
    pub by_commercial_status: Rows<SegmentShare>,
    /// Town.
    pub by_city: Rows<SegmentShare>,
    /// Department or region.
    pub by_state: Rows<SegmentShare>,
    /// Of institutions; one may have several specialties.
    pub by_specialty: Rows<SegmentShare>,
    /// Of contacts: what they are.
    pub by_title: Rows<SegmentShare>,
    /// Of contacts: where they work.
    pub by_department: Rows<SegmentShare>,
}

impl From<operations::Analytics> for SegmentAnalytics {
    fn from(found: operations::Analytics) -> Self {
        let shares = |shares: Vec<operations::Share>| {
            let share = |operations::Share { key, count }| SegmentShare { key, count };
            Rows::from(shares.into_iter().map(share).collect::<Vec<_>>())
        };
        Self {
            total: found.total,
            by_type: shares(found.by_type),
            by_commercial_status: shares(found.by_commercial_status),
            by_city: shares(found.by_city),
            by_state: shares(found.by_state),
            by_specialty: shares(found.by_specialty),
            by_title: shares(found.by_title),
            by_department: shares(found.by_department),
        }
    }
}

/// A segment and its number of members.
#[derive(Debug, Clone, SimpleObject)]
pub struct SegmentSize {
    /// The segment's id.
    pub segment_id: Id,
    /// Members that the caller sees.
    pub member_count: i64,
}

impl Row for SegmentSize {
    columns!(segment_id, member_count);
}

/// What two segments share.
#[derive(Debug, Clone, SimpleObject)]
pub struct SegmentOverlap {
    /// The one's id.
    pub first_id: Id,
    /// The other's id.
    pub second_id: Id,
    /// Members of both.
    pub shared: i64,
    /// How much of the smaller one that is, in percent with one decimal.
    pub percent: f64,
}

impl Row for SegmentOverlap {
    columns!(first_id, second_id, shared, percent);
}

impl From<operations::Overlap> for SegmentOverlap {
    fn from(overlap: operations::Overlap) -> Self {
        Self {
            first_id: overlap.first.into(),
            second_id: overlap.second.into(),
            shared: overlap.shared,
            percent: overlap.percent(),
        }
    }
}

/// Segments beside each other.
#[derive(SimpleObject)]
pub struct SegmentComparison {
    /// The segments, in the order of the question.
    pub segments: Rows<Segment>,
    /// Their numbers of members.
    pub sizes: Rows<SegmentSize>,
    /// What each pair shares.
    pub overlaps: Rows<SegmentOverlap>,
}

impl SegmentComparison {
    pub(super) fn new(rows: Vec<rows::Segment>, sizes: Vec<i64>, overlaps: Vec<operations::Overlap>) -> Self {
        let size = |(row, member_count): (&rows::Segment, i64)| SegmentSize { segment_id: row.id.into(), member_count };
        Self {
            sizes: rows.iter().zip(sizes).map(size).collect::<Vec<_>>().into(),
            segments: rows.into_iter().map(Segment::from).collect::<Vec<_>>().into(),
            overlaps: overlaps.into_iter().map(SegmentOverlap::from).collect::<Vec<_>>().into(),
        }
    }
}
