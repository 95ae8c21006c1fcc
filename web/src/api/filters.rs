//! The parts of the schema's filters that the lists use. The generated types hold every field of every related
//! filter; these hold what is sent, and weigh less.

use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType, QuoteStatus};
use domain::{TaskPriority, TaskStatus};
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Between {
    /// Is at or after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gte: Option<String>,
    /// Is at or before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lte: Option<String>,
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

macro_rules! filters {
    ($($(#[$meta:meta])* $Name:ident { $($(#[$of_field:meta])* $field:ident: $Type:ty),+ $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
            #[serde(rename_all = "camelCase")]
            pub struct $Name {
                $(#[serde(skip_serializing_if = "Option::is_none")] $(#[$of_field])* pub $field: Option<$Type>),+
            }
        )+
    };
}

filters! {
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
