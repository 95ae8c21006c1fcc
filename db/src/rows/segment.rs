//! Rows of `segments`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{SegmentType, SegmentVisibility};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::schema::segments;

/// What people set of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = segments, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct SegmentValues {
    pub name: String,
    pub description: Option<String>,
    #[serde(rename = "type")]
    #[diesel(column_name = type_)]
    pub kind: SegmentType,
    /// What its members have in common; the operations know how to read it.
    pub criteria: Value,
    pub visibility: SegmentVisibility,
    pub team_id: Option<Uuid>,
    pub is_active: bool,
}

/// A kept question about institutions or contacts.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = segments, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Segment {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: SegmentValues,
    pub owner_id: Uuid,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Segment, segments);
