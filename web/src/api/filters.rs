//! The parts of the schema's filters that the lists use. The generated types hold every field of every related
//! filter; these hold what is sent, and weigh less.

use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType, QuoteStatus};
use domain::{CommercialStatus, ComplianceStatus, InstitutionType, TaskPriority, TaskStatus};
use serde::Serialize;

/// `{ eq }`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Is<T> {
    /// Is.
    pub eq: T,
}

/// `{ in }`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OneOf<T> {
    /// Is one of.
    #[serde(rename = "in")]
    pub values: Vec<T>,
}

/// `{ gte, lte }`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Between {
    /// Is at or after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gte: Option<String>,
    /// Is at or before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lte: Option<String>,
}

/// `{ gte, lte }` of whole numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// Is at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gte: Option<u32>,
    /// Is at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lte: Option<u32>,
}

/// `{ any }`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnyOf {
    /// Holds one of these.
    pub any: Vec<String>,
}

/// `{ eq }` or `{ isNull }`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Known {
    /// Is this one.
    This(Is<String>),
    /// Is none.
    Nobody {
        /// Is none.
        #[serde(rename = "isNull")]
        is_null: bool,
    },
}

/// Is this; absent: anything.
#[must_use]
pub fn is<T>(value: Option<T>) -> Option<Is<T>> {
    value.map(|eq| Is { eq })
}

/// Is one of these; none: anything.
#[must_use]
pub fn one_of<T: Clone>(values: &[T]) -> Option<OneOf<T>> {
    (!values.is_empty()).then(|| OneOf { values: values.to_vec() })
}

/// A text, or nothing.
#[must_use]
pub fn words(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Declares filters: what is absent is left out.
macro_rules! filters {
    ($($(#[$meta:meta])* $Name:ident { $($(#[$of_field:meta])* $field:ident: $Type:ty),+ $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
            #[serde(rename_all = "camelCase")]
            pub struct $Name {
                $(#[serde(skip_serializing_if = "Option::is_none")] $(#[$of_field])* pub $field: Option<$Type>),+
            }
        )+
    };
}
pub(super) use filters;

filters! {
    /// `InstitutionFilter` of the schema.
    InstitutionFilter {
        search: String,
        #[serde(rename = "type")]
        institution_type: OneOf<InstitutionType>,
        commercial_status: OneOf<CommercialStatus>,
        city: OneOf<String>,
        tags: AnyOf,
        assigned_user_id: Known,
        is_active: Is<bool>,
        deleted: bool,
        medical_profile: MedicalProfileFilter,
    }
    /// `MedicalProfileFilter` of the schema.
    MedicalProfileFilter {
        bed_capacity: Bounds,
        compliance_status: OneOf<ComplianceStatus>,
    }
    /// `ContactFilter` of the schema.
    ContactFilter {
        id: Is<String>,
        search: String,
        institution_id: Is<String>,
        is_primary: Is<bool>,
        is_active: Is<bool>,
        deleted: bool,
    }
    /// `TaskFilter` of the schema.
    TaskFilter {
        id: Is<String>,
        search: String,
        status: OneOf<TaskStatus>,
        priority: OneOf<TaskPriority>,
        assignee_id: Is<String>,
        institution_id: Is<String>,
        overdue: bool,
        due_date: Between,
        deleted: bool,
    }
    /// `AuditEventFilter` of the schema.
    AuditEventFilter {
        institution_id: Is<String>,
        entity_id: OneOf<String>,
    }
    /// `QuoteFilter` of the schema.
    QuoteFilter {
        search: String,
        status: OneOf<QuoteStatus>,
        institution_id: Is<String>,
        assigned_user_id: Is<String>,
        total: Between,
        created_at: Between,
        deleted: bool,
    }
    /// `InvoiceFilter` of the schema.
    InvoiceFilter {
        search: String,
        status: OneOf<InvoiceStatus>,
        kind: Is<InvoiceKind>,
        #[serde(rename = "type")]
        invoice_type: OneOf<InvoiceType>,
        institution_id: Is<String>,
        assigned_user_id: Is<String>,
        total: Between,
        issue_date: Between,
        overdue: bool,
        archived: Is<bool>,
        deleted: bool,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_written_as_the_schema_names_it() {
        let filter = TaskFilter {
            status: one_of(&[TaskStatus::InProgress]),
            assignee_id: is(Some("u1".into())),
            due_date: Some(Between { gte: None, lte: Some("2026-12-01T22:59:59.999Z".into()) }),
            ..TaskFilter::default()
        };
        let expected = serde_json::json!({
            "status": {"in": ["IN_PROGRESS"]},
            "assigneeId": {"eq": "u1"},
            "dueDate": {"lte": "2026-12-01T22:59:59.999Z"},
        });
        assert_eq!(serde_json::to_value(filter).unwrap(), expected);
    }
}
