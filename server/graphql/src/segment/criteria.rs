//! What the members of a segment have in common, as objects and as inputs.

use async_graphql::{ComplexObject, Context, InputObject, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{CommercialStatus, InstitutionType};

use crate::{
    Id, columns,
    rows::{Alone, Loading, One, Relation, Row, alone},
};
use crm::operations::segment as operations;

/// What institutions have in common; all of it must hold, of a list one entry is enough. Texts are looked for wherever
/// they stand; case and accents do not matter.
#[derive(Debug, Clone, Default, SimpleObject, InputObject)]
#[graphql(input_name = "SegmentInstitutionCriteriaInput")]
pub struct SegmentInstitutionCriteria {
    /// Name.
    pub name: Option<String>,
    /// Kinds of establishment.
    #[graphql(name = "type", default)]
    pub kinds: Vec<InstitutionType>,
    /// Prospects, clients.
    #[graphql(default)]
    pub commercial_status: Vec<CommercialStatus>,
    /// Town.
    pub city: Option<String>,
    /// Department or region.
    pub state: Option<String>,
    /// What the post code begins with.
    pub zip_code: Option<String>,
    /// Who is in charge.
    pub assigned_user_id: Option<Id>,
    /// One of these is in charge.
    #[graphql(default)]
    pub team_member_ids: Vec<Id>,
    /// Specialties.
    #[graphql(default)]
    pub specialties: Vec<String>,
    /// Beds, at least.
    pub min_bed_capacity: Option<i32>,
    /// Beds, at most.
    pub max_bed_capacity: Option<i32>,
    /// Operating rooms, at least.
    pub min_surgical_rooms: Option<i32>,
    /// Operating rooms, at most.
    pub max_surgical_rooms: Option<i32>,
    /// Labels.
    #[graphql(default)]
    pub tags: Vec<String>,
}

impl Row for SegmentInstitutionCriteria {
    columns!(
        name,
        kinds = "type",
        commercial_status,
        city,
        state,
        zip_code,
        assigned_user_id,
        team_member_ids,
        specialties,
        min_bed_capacity,
        max_bed_capacity,
        min_surgical_rooms,
        max_surgical_rooms,
        tags,
    );
}

impl From<operations::InstitutionCriteria> for SegmentInstitutionCriteria {
    fn from(kept: operations::InstitutionCriteria) -> Self {
        Self {
            name: kept.name,
            kinds: kept.kinds,
            commercial_status: kept.commercial_status,
            city: kept.city,
            state: kept.state,
            zip_code: kept.zip_code,
            assigned_user_id: kept.assigned_user_id.map(Id),
            team_member_ids: kept.team_member_ids.into_iter().map(Id).collect(),
            specialties: kept.specialties,
            min_bed_capacity: kept.min_bed_capacity,
            max_bed_capacity: kept.max_bed_capacity,
            min_surgical_rooms: kept.min_surgical_rooms,
            max_surgical_rooms: kept.max_surgical_rooms,
            tags: kept.tags,
        }
    }
}

impl From<SegmentInstitutionCriteria> for operations::InstitutionCriteria {
    fn from(typed: SegmentInstitutionCriteria) -> Self {
        Self {
            name: typed.name,
            kinds: typed.kinds,
            commercial_status: typed.commercial_status,
            city: typed.city,
            state: typed.state,
            zip_code: typed.zip_code,
            assigned_user_id: typed.assigned_user_id.map(Into::into),
            team_member_ids: typed.team_member_ids.into_iter().map(Into::into).collect(),
            specialties: typed.specialties,
            min_bed_capacity: typed.min_bed_capacity,
            max_bed_capacity: typed.max_bed_capacity,
            min_surgical_rooms: typed.min_surgical_rooms,
            max_surgical_rooms: typed.max_surgical_rooms,
            tags: typed.tags,
        }
    }
}

/// What contacts have in common; all of it must hold, of a list one entry is enough. Texts are looked for wherever they
/// stand; case and accents do not matter.
#[derive(Debug, Clone, Default, SimpleObject, InputObject)]
#[graphql(input_name = "SegmentContactCriteriaInput")]
pub struct SegmentContactCriteria {
    /// What they are.
    #[graphql(default)]
    pub title: Vec<String>,
    /// Where they work.
    #[graphql(default)]
    pub department: Vec<String>,
    /// The first one to talk to.
    pub is_primary: Option<bool>,
    /// There is a phone number.
    pub has_phone: Option<bool>,
    /// There is an e-mail address.
    pub has_email: Option<bool>,
}

impl Row for SegmentContactCriteria {
    columns!(title, department, is_primary, has_phone, has_email);
}

impl From<operations::ContactCriteria> for SegmentContactCriteria {
    fn from(kept: operations::ContactCriteria) -> Self {
        let operations::ContactCriteria { title, department, is_primary, has_phone, has_email } = kept;
        Self { title, department, is_primary, has_phone, has_email }
    }
}

impl From<SegmentContactCriteria> for operations::ContactCriteria {
    fn from(typed: SegmentContactCriteria) -> Self {
        let SegmentContactCriteria { title, department, is_primary, has_phone, has_email } = typed;
        Self { title, department, is_primary, has_phone, has_email }
    }
}

/// From one instant to another, both included.
#[derive(Debug, Clone, Copy, Default, SimpleObject, InputObject)]
#[graphql(input_name = "SegmentDateRangeInput")]
pub struct SegmentDateRange {
    /// Absent: since ever.
    pub start: Option<DateTime<Utc>>,
    /// Absent: for ever.
    pub end: Option<DateTime<Utc>>,
}

impl Row for SegmentDateRange {
    columns!(start, end);
}

impl From<operations::DateRange> for SegmentDateRange {
    fn from(operations::DateRange { start, end }: operations::DateRange) -> Self {
        Self { start, end }
    }
}

impl From<SegmentDateRange> for operations::DateRange {
    fn from(SegmentDateRange { start, end }: SegmentDateRange) -> Self {
        Self { start, end }
    }
}

/// What members have in common, whatever they are.
#[derive(Debug, Clone, Default, InputObject)]
pub struct SegmentCombinedCriteriaInput {
    /// The institution has somebody to talk to.
    pub has_active_contacts: Option<bool>,
    /// The institution has a medical profile.
    pub has_medical_profile: Option<bool>,
    /// When the member was made.
    pub created_date_range: Option<SegmentDateRange>,
    /// When the member was last changed.
    pub updated_date_range: Option<SegmentDateRange>,
}

/// What members have in common, whatever they are.
#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(complex)]
pub struct SegmentCombinedCriteria {
    /// The institution has somebody to talk to.
    pub has_active_contacts: Option<bool>,
    /// The institution has a medical profile.
    pub has_medical_profile: Option<bool>,
    #[graphql(skip)]
    created: Option<SegmentDateRange>,
    #[graphql(skip)]
    updated: Option<SegmentDateRange>,
}

impl Row for SegmentCombinedCriteria {
    columns!(has_active_contacts, has_medical_profile);
    const RELATIONS: &'static [&'static str] = &["createdDateRange", "updatedDateRange"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        Some(match field.name() {
            "createdDateRange" => field.embedded(|row| row.created),
            "updatedDateRange" => field.embedded(|row| row.updated),
            _ => return None,
        })
    }
}

#[ComplexObject]
impl SegmentCombinedCriteria {
    /// When the member was made.
    async fn created_date_range(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<SegmentDateRange>>>> {
        alone(self, ctx).await
    }

    /// When the member was last changed.
    async fn updated_date_range(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<SegmentDateRange>>>> {
        alone(self, ctx).await
    }
}

/// What the members of a segment have in common. All of it must hold; inactive institutions and contacts are never
/// members.
#[derive(Debug, Clone, Default, InputObject)]
pub struct SegmentCriteriaInput {
    /// Of the institutions; of a segment of contacts, those that they work at.
    #[graphql(default)]
    pub institution_filters: SegmentInstitutionCriteria,
    /// Of the contacts; of a segment of institutions, one of their contacts.
    #[graphql(default)]
    pub contact_filters: SegmentContactCriteria,
    /// Of the members, whatever they are.
    #[graphql(default)]
    pub combined_filters: SegmentCombinedCriteriaInput,
}

impl From<SegmentCriteriaInput> for operations::Criteria {
    fn from(typed: SegmentCriteriaInput) -> Self {
        let combined = typed.combined_filters;
        Self {
            institution_filters: typed.institution_filters.into(),
            contact_filters: typed.contact_filters.into(),
            combined_filters: operations::CombinedCriteria {
                has_active_contacts: combined.has_active_contacts,
                has_medical_profile: combined.has_medical_profile,
                created_date_range: combined.created_date_range.map(Into::into),
                updated_date_range: combined.updated_date_range.map(Into::into),
            },
        }
    }
}

/// What the members of a segment have in common. All of it must hold; inactive institutions and contacts are never
/// members.
#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(complex)]
pub struct SegmentCriteria {
    /// How many things are asked for.
    pub filter_count: i32,
    #[graphql(skip)]
    kept: operations::Criteria,
}

impl From<operations::Criteria> for SegmentCriteria {
    fn from(kept: operations::Criteria) -> Self {
        Self { filter_count: kept.count().ok().and_then(|count| count.try_into().ok()).unwrap_or_default(), kept }
    }
}

impl Row for SegmentCriteria {
    columns!(filter_count);
    const RELATIONS: &'static [&'static str] = &["institutionFilters", "contactFilters", "combinedFilters"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        Some(match field.name() {
            "institutionFilters" => {
                field.embedded(|row| Some(SegmentInstitutionCriteria::from(row.kept.institution_filters.clone())))
            }
            "contactFilters" => {
                field.embedded(|row| Some(SegmentContactCriteria::from(row.kept.contact_filters.clone())))
            }
            "combinedFilters" => field.embedded(|row| {
                let kept = row.kept.combined_filters.clone();
                Some(SegmentCombinedCriteria {
                    has_active_contacts: kept.has_active_contacts,
                    has_medical_profile: kept.has_medical_profile,
                    created: kept.created_date_range.map(Into::into),
                    updated: kept.updated_date_range.map(Into::into),
                })
            }),
            _ => return None,
        })
    }
}

#[ComplexObject]
impl SegmentCriteria {
    /// Of the institutions; of a segment of contacts, those that they work at.
    async fn institution_filters(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<SegmentInstitutionCriteria>>>> {
        alone(self, ctx).await
    }

    /// Of the contacts; of a segment of institutions, one of their contacts.
    async fn contact_filters(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<SegmentContactCriteria>>>> {
        alone(self, ctx).await
    }

    /// Of the members, whatever they are.
    async fn combined_filters(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<SegmentCombinedCriteria>>>> {
        alone(self, ctx).await
    }
}
