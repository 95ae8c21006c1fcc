//! Bodies that make and change segments.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    errors::absent,
    named::{SegmentTypeName, SegmentVisibilityName},
    wire,
};
use crm::{
    Error, Result,
    operations::segment::{Criteria, NewSegment, SegmentUpdate},
};

/// A segment to make.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewSegment)]
pub(super) struct CreateBody {
    /// 1 to 100 characters.
    #[schema(required = true, nullable = false)]
    name: Option<String>,
    /// At most 500 characters.
    description: Option<String>,
    #[serde(rename = "type")]
    #[schema(required = true, nullable = false)]
    kind: Option<SegmentTypeName>,
    /// `institutionFilters`, `contactFilters`, `combinedFilters`; unknown filters do not matter.
    #[schema(value_type = Option<Object>, required = true, nullable = false)]
    criteria: Option<Value>,
    /// By default `public`.
    visibility: Option<SegmentVisibilityName>,
    /// Where a team sees it; by default the caller's own.
    #[serde(default, deserialize_with = "wire::optional_id")]
    #[schema(value_type = Option<Uuid>)]
    team_id: Option<Uuid>,
    is_active: Option<bool>,
}

impl CreateBody {
    /// # Errors
    /// [`Error::Invalid`] without name, type or criteria.
    pub(super) fn into_new(self) -> Result<NewSegment> {
        let (Some(name), Some(kind), Some(criteria)) = (self.name.clone(), self.kind, self.criteria.clone()) else {
            return Err(absent([
                ("name", self.name.is_some()),
                ("type", self.kind.is_some()),
                ("criteria", self.criteria.is_some()),
            ]));
        };
        Ok(NewSegment {
            name,
            description: self.description,
            kind: kind.0,
            criteria: read(criteria)?,
            visibility: self.visibility.map(|visibility| visibility.0),
            team_id: self.team_id,
            is_active: self.is_active,
        })
    }
}

/// What to change of a segment; what is left out stays. Its type stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SegmentUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 100 characters.
    name: Option<String>,
    /// At most 500 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    /// As a whole.
    #[schema(value_type = Option<Object>)]
    criteria: Option<Value>,
    visibility: Option<SegmentVisibilityName>,
    #[serde(default, deserialize_with = "wire::given_id")]
    #[schema(value_type = Option<Uuid>)]
    team_id: Option<Option<Uuid>>,
    is_active: Option<bool>,
}

impl UpdateBody {
    /// # Errors
    /// [`Error::Invalid`] where the criteria are none.
    pub(super) fn into_update(self, id: Uuid, expected_version: Option<i32>) -> Result<SegmentUpdate> {
        Ok(SegmentUpdate {
            id,
            expected_version,
            name: self.name,
            description: self.description,
            criteria: self.criteria.map(read).transpose()?,
            visibility: self.visibility.map(|visibility| visibility.0),
            team_id: self.team_id,
            is_active: self.is_active,
        })
    }
}

/// A segment that is not kept.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = SegmentPreview)]
pub(super) struct PreviewBody {
    #[serde(rename = "type")]
    #[schema(required = true, nullable = false)]
    kind: Option<SegmentTypeName>,
    /// As of a segment.
    #[schema(value_type = Option<Object>, required = true, nullable = false)]
    criteria: Option<Value>,
}

impl PreviewBody {
    /// # Errors
    /// [`Error::Invalid`] without type or criteria.
    pub(super) fn into_parts(self) -> Result<(domain::SegmentType, Criteria)> {
        let (Some(kind), Some(criteria)) = (self.kind, self.criteria.clone()) else {
            return Err(absent([("type", self.kind.is_some()), ("criteria", self.criteria.is_some())]));
        };
        Ok((kind.0, read(criteria)?))
    }
}

/// What the original's clients send: empty values count as absent, and days stand for whole days.
fn read(mut criteria: Value) -> Result<Criteria> {
    if !criteria.is_object() {
        return Err(Error::invalid("criteria", "INVALID_FORMAT", "`criteria` must be an object."));
    }
    without_empty(&mut criteria);
    for range in ["createdDateRange", "updatedDateRange"] {
        let Some(range) = criteria.pointer_mut(&format!("/combinedFilters/{range}")) else { continue };
        whole_day(range, "start", "T00:00:00Z");
        whole_day(range, "end", "T23:59:59.999Z");
    }
    serde_json::from_value(criteria)
        .map_err(|error| Error::invalid("criteria", "INVALID_FORMAT", format!("`criteria` cannot be read: {error}.")))
}

fn without_empty(value: &mut Value) {
    let Value::Object(fields) = value else { return };
    fields.values_mut().for_each(without_empty);
    fields.retain(|_, value| !(value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())));
}

fn whole_day(range: &mut Value, field: &str, time: &str) {
    let Some(text) = range.get_mut(field) else { return };
    if let Some(day) = text.as_str().filter(|text| text.parse::<NaiveDate>().is_ok()) {
        *text = Value::String(format!("{day}{time}"));
    }
}
