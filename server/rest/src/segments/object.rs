//! A segment on REST.

use chrono::{DateTime, Utc};
use db::rows;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    named::{Named, SegmentTypeName, SegmentVisibilityName},
    paging::Stretch,
    wire,
};
use crm::{Result, operations::segment::Criteria};

/// A kept question about institutions or contacts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Segment)]
pub(super) struct RestSegment {
    id: Uuid,
    name: String,
    description: Option<String>,
    #[serde(rename = "type")]
    kind: SegmentTypeName,
    /// `institutionFilters`, `contactFilters`, `combinedFilters`: what is set of them.
    #[schema(value_type = Object)]
    criteria: Value,
    visibility: SegmentVisibilityName,
    owner_id: Uuid,
    team_id: Option<Uuid>,
    is_active: bool,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    version: i32,
}

impl RestSegment {
    pub(super) fn version(&self) -> i32 {
        self.version
    }
}

impl From<rows::Segment> for RestSegment {
    fn from(row: rows::Segment) -> Self {
        let values = row.values;
        Self {
            id: row.id,
            name: values.name,
            description: values.description,
            kind: Named(values.kind),
            criteria: values.criteria,
            visibility: Named(values.visibility),
            owner_id: row.owner_id,
            team_id: values.team_id,
            is_active: values.is_active,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// A segment and its numbers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentWithStatistics)]
pub(super) struct CountedSegment {
    #[serde(flatten)]
    segment: RestSegment,
    stats: RestStatistics,
}

/// Numbers of a segment.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentStatistics)]
struct RestStatistics {
    /// Members that the caller sees.
    total_count: i64,
    /// When the segment was last changed.
    #[serde(serialize_with = "wire::timestamp")]
    last_updated: DateTime<Utc>,
    /// How many things are asked for.
    filters_count: usize,
}

impl CountedSegment {
    pub(super) fn new(row: rows::Segment, total_count: i64) -> Result<Self> {
        let filters_count = Criteria::read(&row.values.criteria)?.count()?;
        let stats = RestStatistics { total_count, last_updated: row.updated_at, filters_count };
        Ok(Self { segment: row.into(), stats })
    }

    pub(super) fn version(&self) -> i32 {
        self.segment.version()
    }
}

/// Where a stretch of a list stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentMeta)]
pub(super) struct Meta {
    /// Rows of the whole list.
    total: i64,
    /// Rows asked for.
    limit: i64,
    /// Rows passed over.
    offset: i64,
    /// There are more behind them.
    has_more: bool,
}

impl Meta {
    pub(super) fn new(stretch: Stretch, total: i64) -> Self {
        let (limit, offset) = (stretch.rows(), stretch.offset());
        Self { total, limit, offset, has_more: offset.saturating_add(limit) < total }
    }
}
