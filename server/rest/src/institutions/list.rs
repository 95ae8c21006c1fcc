//! Lists of institutions.

use db::{
    column,
    query::{self, Column, Comparison, Condition, OrderKey, PageRequest, Pattern, Relation, Value},
    rows,
};
use domain::text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{load, object::RestInstitution};
use crate::{
    Result,
    envelope::{PageMeta, Success},
    extract::{Query, Signed},
    named::{CommercialStatusName, ComplianceStatusName, InstitutionTypeName},
    paging::Numbered,
};
use crm::{
    Context,
    operations::{institution, scope},
};

const PROFILE: Relation =
    Relation { table: "medical_profiles", on: "medical_profiles.institution_id = medical_institutions.id" };

/// Which institutions, in which order. All conditions must hold; those on texts are "contains", whatever the case and
/// the accents. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<InstitutionTypeName>,
    city: Option<String>,
    state: Option<String>,
    accounting_number: Option<String>,
    digiforma_id: Option<String>,
    assigned_user_id: Option<Uuid>,
    group_name: Option<String>,
    commercial_status: Option<CommercialStatusName>,
    /// Has one of these labels; may be repeated.
    #[serde(default)]
    tags: Vec<String>,
    is_active: Option<bool>,
    /// Has one of these specialties; may be repeated.
    #[serde(default)]
    specialties: Vec<String>,
    min_bed_capacity: Option<i32>,
    max_bed_capacity: Option<i32>,
    min_surgical_rooms: Option<i32>,
    max_surgical_rooms: Option<i32>,
    compliance_status: Option<ComplianceStatusName>,
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Rows of a page, 1 to 100, by default 20; −1 for all: at most 5 000, the rest on the next pages.
    limit: Option<i64>,
    /// By default the name.
    sort_by: Option<SortBy>,
    /// By default `ASC`.
    sort_order: Option<SortOrder>,
}

/// What institutions are sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InstitutionSort)]
pub(super) enum SortBy {
    #[default]
    Name,
    Type,
    CreatedAt,
    UpdatedAt,
}

/// Rising or falling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
pub(super) enum SortOrder {
    #[default]
    #[serde(rename = "ASC", alias = "asc")]
    Ascending,
    #[serde(rename = "DESC", alias = "desc")]
    Descending,
}

/// A page of institutions.
#[derive(Serialize, ToSchema)]
pub(super) struct InstitutionList {
    institutions: Vec<RestInstitution>,
    pagination: PageMeta,
}

/// List institutions
///
/// Those that the caller sees; deactivated ones too, unless `isActive` says otherwise.
#[utoipa::path(
    get, path = "/api/institutions", tag = "institutions", operation_id = "listInstitutions",
    params(ListQuery),
    responses((status = 200, description = "A page of institutions", body = Success<InstitutionList>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<Success<InstitutionList>> {
    let numbered = Numbered::new(query.page, query.limit)?;
    Ok(Success::new(page(&ctx, query, numbered).await?))
}

/// Search institutions
///
/// The same as the list.
#[utoipa::path(
    get, path = "/api/institutions/search", tag = "institutions", operation_id = "searchInstitutions",
    params(ListQuery),
    responses((status = 200, description = "A page of institutions", body = Success<InstitutionList>)),
    security(("bearer" = []))
)]
pub(super) async fn search(signed: Signed, query: Query<ListQuery>) -> Result<Success<InstitutionList>> {
    list(signed, query).await
}

async fn page(ctx: &Context, query: ListQuery, numbered: Numbered) -> crm::Result<InstitutionList> {
    institution::may_read(&ctx.viewer)?;
    let order = query.order();
    let condition = Condition::IsNull(column!(medical_institutions.deleted_at))
        .and(scope::institutions(&ctx.viewer))
        .and(query.condition());
    let request = PageRequest {
        condition,
        order,
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::Institution>(&mut conn, &request.condition).await?;
    let rows = query::load_at::<rows::Institution>(&mut conn, &request, numbered.offset()).await?;
    let institutions = load::all_whole(&mut conn, &ctx.viewer, rows).await?;
    Ok(InstitutionList { institutions, pagination: numbered.meta(total) })
}

impl ListQuery {
    fn order(&self) -> Vec<OrderKey> {
        let (sql, cast) = match self.sort_by.unwrap_or_default() {
            SortBy::Name => ("medical_institutions.name", "text"),
            SortBy::Type => ("medical_institutions.type", "text"),
            SortBy::CreatedAt => ("medical_institutions.created_at", "timestamptz"),
            SortBy::UpdatedAt => ("medical_institutions.updated_at", "timestamptz"),
        };
        let falling = self.sort_order.unwrap_or_default() == SortOrder::Descending;
        let keys = [OrderKey::new(sql, cast), OrderKey::new("medical_institutions.id", "uuid")];
        keys.map(|key| key.descending(falling)).into()
    }

    /// The rows that the query leaves.
    pub(crate) fn condition(self) -> Condition {
        let mut all = Vec::new();
        let mut contains = |column: Column, text: Option<String>| {
            all.extend(text.map(|text| Condition::Contains(column, Pattern::literal(&text))));
        };
        contains(column!(medical_institutions.name), self.name);
        contains(column!(medical_institutions.address_city), self.city);
        contains(column!(medical_institutions.address_state), self.state);
        contains(column!(medical_institutions.accounting_number), self.accounting_number);
        contains(column!(medical_institutions.digiforma_id), self.digiforma_id);
        contains(column!(medical_institutions.group_name), self.group_name);
        let mut equals = |column: Column, value: Option<Value>| {
            all.extend(value.map(|value| Condition::eq(column, value)));
        };
        equals(column!(medical_institutions.type_), self.kind.map(|kind| Value::Text(kind.0.to_string())));
        equals(column!(medical_institutions.assigned_user_id), self.assigned_user_id.map(Value::Id));
        let status = self.commercial_status.map(|status| Value::Text(status.0.to_string()));
        equals(column!(medical_institutions.commercial_status), status);
        equals(column!(medical_institutions.is_active), self.is_active.map(Value::Bool));
        all.extend(has_any(column!(medical_institutions.tags), &self.tags));

        let mut profile: Vec<Condition> = Vec::new();
        let mut bound = |column: Column, how: Comparison, value: Option<i32>| {
            profile.extend(value.map(|value| Condition::Compare(column, how, Value::Int(value))));
        };
        bound(column!(medical_profiles.bed_capacity), Comparison::Gte, self.min_bed_capacity);
        bound(column!(medical_profiles.bed_capacity), Comparison::Lte, self.max_bed_capacity);
        bound(column!(medical_profiles.surgical_rooms), Comparison::Gte, self.min_surgical_rooms);
        bound(column!(medical_profiles.surgical_rooms), Comparison::Lte, self.max_surgical_rooms);
        profile.extend(has_any(column!(medical_profiles.specialties), &self.specialties));
        let status = self.compliance_status.map(|status| Value::Text(status.0.to_string()));
        profile.extend(status.map(|status| Condition::eq(column!(medical_profiles.compliance_status), status)));
        if !profile.is_empty() {
            all.push(Condition::Exists(PROFILE, Box::new(Condition::All(profile))));
        }
        Condition::All(all)
    }
}

/// Labels are stored in lower case, and so they are looked for.
fn has_any(column: Column, labels: &[String]) -> Option<Condition> {
    let labels = text::labels(labels);
    (!labels.is_empty()).then_some(Condition::HasAny(column, labels))
}
