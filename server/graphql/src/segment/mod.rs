//! Segments: kept questions about institutions and contacts.

mod apply;
mod criteria;
mod filter;
mod mutations;
mod object;
mod order;
mod query;
mod reports;

pub use apply::{SegmentFailure, SegmentStepMutation};
pub use criteria::{
    SegmentCombinedCriteria, SegmentContactCriteria, SegmentCriteria, SegmentDateRange, SegmentInstitutionCriteria,
};
pub use filter::SegmentFilter;
pub use mutations::SegmentMutation;
pub use object::Segment;
pub use order::SegmentOrder;
pub use query::SegmentQuery;
pub use reports::{SegmentAnalytics, SegmentComparison, SegmentOverlap, SegmentShare, SegmentSize};
