//! Orders of institutions.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What institutions are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum InstitutionOrderField {
    /// Name, as in a dictionary.
    Name,
    /// Kind of establishment.
    Type,
    /// Town.
    City,
    /// Prospect or client.
    CommercialStatus,
    /// Beds; unknown ones last.
    BedCapacity,
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct InstitutionOrder {
    /// The field.
    pub field: InstitutionOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

const BEDS: &str = "(SELECT p.bed_capacity FROM medical_profiles p WHERE p.institution_id = medical_institutions.id)";

impl InstitutionOrder {
    /// The order's keys; by name if nothing else is said.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use InstitutionOrderField as Field;
        let by_name = Self { field: Field::Name, direction: SortDirection::Asc };
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(|| vec![by_name]);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Name => OrderKey::new("medical_institutions.name", "text"),
                Field::Type => OrderKey::new("medical_institutions.type", "text"),
                Field::City => OrderKey::new("medical_institutions.address_city", "text"),
                Field::CommercialStatus => OrderKey::new("medical_institutions.commercial_status", "text"),
                Field::BedCapacity => OrderKey::nullable(BEDS, "int"),
                Field::CreatedAt => OrderKey::new("medical_institutions.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("medical_institutions.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "medical_institutions.id")
    }
}
