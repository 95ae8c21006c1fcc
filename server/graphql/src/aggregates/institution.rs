//! Numbers of institutions.

use async_graphql::{ComplexObject, Context, Result};
use chrono::{DateTime, Utc};
use db::{period, query::Expression};
use domain::{CommercialStatus, ComplianceStatus, DataSource, InstitutionType};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::declare::{aggregate, group_by, numbers};
use crate::{
    Date, Id,
    rows::{Alone, Loading, One, Relation, alone},
    user::{User, users_by_id},
};

/// Not every institution has a profile, and none has two.
const PROFILE: &str = "LEFT JOIN medical_profiles ON medical_profiles.institution_id = medical_institutions.id";

const BED_CAPACITY: Expression = Expression::int("medical_profiles.bed_capacity").joined(PROFILE);
const SURGICAL_ROOMS: Expression = Expression::int("medical_profiles.surgical_rooms").joined(PROFILE);
const ENDOSCOPY_ROOMS: Expression = Expression::int("medical_profiles.endoscopy_rooms").joined(PROFILE);
const STAFF_COUNT: Expression = Expression::int("medical_profiles.staff_count").joined(PROFILE);
const SURGICAL_INTERVENTIONS: Expression = Expression::int("medical_profiles.surgical_interventions").joined(PROFILE);
const ENDOSCOPY_INTERVENTIONS: Expression = Expression::int("medical_profiles.endoscopy_interventions").joined(PROFILE);

group_by! {
    /// What institutions are grouped by. Days, weeks (from Monday), months, quarters and years are those of France.
    enum InstitutionGroupBy;
    /// What the institutions of a group have in common; null where they are not grouped by it, or it is absent.
    key InstitutionAggregateKey {
        /// Kind of establishment.
        Type => kind = "type": InstitutionType = Expression::text("medical_institutions.type"),
        /// Prospect or client.
        CommercialStatus => commercial_status: CommercialStatus =
            Expression::text("medical_institutions.commercial_status"),
        /// Where the row came from.
        DataSource => data_source: DataSource = Expression::text("medical_institutions.data_source"),
        /// Whether the firm still works with it.
        IsActive => is_active: bool = Expression::flag("medical_institutions.is_active"),
        /// Town.
        City => city: String = Expression::text("medical_institutions.address_city"),
        /// Department or region; may be empty.
        State => state: String = Expression::text("medical_institutions.address_state"),
        /// Country.
        Country => country: String = Expression::text("medical_institutions.address_country"),
        /// Group.
        GroupName => group_name: String = Expression::text("medical_institutions.group_name"),
        /// Who is in charge.
        AssignedUser => assigned_user_id: Id = Expression::id("medical_institutions.assigned_user_id"),
        /// Result of the last compliance audit.
        ComplianceStatus => compliance_status: ComplianceStatus =
            Expression::text("medical_profiles.compliance_status").joined(PROFILE),
        /// Day on which it was made.
        CreatedAtDay => created_at_day: Date = period!("medical_institutions.created_at", "day"),
        /// Monday of the week in which it was made.
        CreatedAtWeek => created_at_week: Date = period!("medical_institutions.created_at", "week"),
        /// First day of the month in which it was made.
        CreatedAtMonth => created_at_month: Date = period!("medical_institutions.created_at", "month"),
        /// First day of the quarter in which it was made.
        CreatedAtQuarter => created_at_quarter: Date = period!("medical_institutions.created_at", "quarter"),
        /// First day of the year in which it was made.
        CreatedAtYear => created_at_year: Date = period!("medical_institutions.created_at", "year"),
    }
}

impl InstitutionAggregateKey {
    const OBJECTS: &'static [&'static str] = &["assignedUser"];

    fn object<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "assignedUser" {
            return None;
        }
        let ids = field.distinct_keys(|row| row.assigned_user_id.map(Uuid::from));
        let load = users_by_id(field.context(), ids);
        Some(field.one(load, |row| row.assigned_user_id, |user| user.id))
    }
}

#[ComplexObject]
impl InstitutionAggregateKey {
    /// Who is in charge.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

numbers! {
    /// Sums of numbers of institutions. They are whole; as `Decimal` they may be larger than an `Int`.
    InstitutionNumbers {
        /// Beds.
        bed_capacity: Decimal = BED_CAPACITY,
        /// Operating rooms.
        surgical_rooms: Decimal = SURGICAL_ROOMS,
        /// Endoscopy rooms.
        endoscopy_rooms: Decimal = ENDOSCOPY_ROOMS,
        /// People who work there.
        staff_count: Decimal = STAFF_COUNT,
        /// Operations in a year.
        surgical_interventions: Decimal = SURGICAL_INTERVENTIONS,
        /// Endoscopies in a year.
        endoscopy_interventions: Decimal = ENDOSCOPY_INTERVENTIONS,
    }
}

numbers! {
    /// Means of numbers of institutions.
    InstitutionAverages {
        /// Beds.
        bed_capacity: Decimal = BED_CAPACITY,
        /// Operating rooms.
        surgical_rooms: Decimal = SURGICAL_ROOMS,
        /// Endoscopy rooms.
        endoscopy_rooms: Decimal = ENDOSCOPY_ROOMS,
        /// People who work there.
        staff_count: Decimal = STAFF_COUNT,
        /// Operations in a year.
        surgical_interventions: Decimal = SURGICAL_INTERVENTIONS,
        /// Endoscopies in a year.
        endoscopy_interventions: Decimal = ENDOSCOPY_INTERVENTIONS,
    }
}

numbers! {
    /// The least or greatest values among institutions.
    InstitutionExtremes {
        /// Beds.
        bed_capacity: i32 = BED_CAPACITY,
        /// Operating rooms.
        surgical_rooms: i32 = SURGICAL_ROOMS,
        /// Endoscopy rooms.
        endoscopy_rooms: i32 = ENDOSCOPY_ROOMS,
        /// People who work there.
        staff_count: i32 = STAFF_COUNT,
        /// Operations in a year.
        surgical_interventions: i32 = SURGICAL_INTERVENTIONS,
        /// Endoscopies in a year.
        endoscopy_interventions: i32 = ENDOSCOPY_INTERVENTIONS,
        /// When it was made.
        created_at: DateTime<Utc> = Expression::time("medical_institutions.created_at"),
        /// When it was last changed.
        updated_at: DateTime<Utc> = Expression::time("medical_institutions.updated_at"),
    }
}

aggregate! {
    /// A group of institutions.
    InstitutionAggregate of medical_institutions by InstitutionGroupBy {
        key: InstitutionAggregateKey,
        sum: InstitutionNumbers,
        avg: InstitutionAverages,
        min: InstitutionExtremes,
        max: InstitutionExtremes,
    }
}
