//! Orders of rows of the mirror.

use async_graphql::{Enum, InputObject};
use db::query::OrderKey;

use crate::{order::SortDirection, paging::ended_by};

/// What companies of Digiforma are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DigiformaCompanyOrderField {
    /// Name.
    Name,
    /// When it was last read otherwise than before.
    LastSyncAt,
    /// When it was first read.
    CreatedAt,
    /// When it last changed here.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct DigiformaCompanyOrder {
    /// The field.
    pub field: DigiformaCompanyOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl DigiformaCompanyOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use DigiformaCompanyOrderField as Field;
        let usual = || vec![Self { field: Field::Name, direction: SortDirection::Asc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::Name => OrderKey::new("digiforma_companies.name", "text"),
                Field::LastSyncAt => OrderKey::new("digiforma_companies.last_sync_at", "timestamptz"),
                Field::CreatedAt => OrderKey::new("digiforma_companies.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("digiforma_companies.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "digiforma_companies.id")
    }
}

/// What contacts and trainees of Digiforma are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DigiformaContactOrderField {
    /// Last name.
    LastName,
    /// First name.
    FirstName,
    /// E-mail address.
    Email,
    /// When it was first read.
    CreatedAt,
    /// When it last changed here.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct DigiformaContactOrder {
    /// The field.
    pub field: DigiformaContactOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl DigiformaContactOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use DigiformaContactOrderField as Field;
        let usual = || {
            vec![
                Self { field: Field::LastName, direction: SortDirection::Asc },
                Self { field: Field::FirstName, direction: SortDirection::Asc },
            ]
        };
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::LastName => OrderKey::new("digiforma_contacts.last_name", "text"),
                Field::FirstName => OrderKey::new("digiforma_contacts.first_name", "text"),
                Field::Email => OrderKey::nullable("digiforma_contacts.email", "text"),
                Field::CreatedAt => OrderKey::new("digiforma_contacts.created_at", "timestamptz"),
                Field::UpdatedAt => OrderKey::new("digiforma_contacts.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "digiforma_contacts.id")
    }
}

/// What quotes of Digiforma are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DigiformaQuoteOrderField {
    /// Its date.
    CreatedDate,
    /// Number.
    QuoteNumber,
    /// In euros with tax.
    TotalAmount,
    /// By the name of its status.
    Status,
    /// When it last changed here.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct DigiformaQuoteOrder {
    /// The field.
    pub field: DigiformaQuoteOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl DigiformaQuoteOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use DigiformaQuoteOrderField as Field;
        let usual = || vec![Self { field: Field::CreatedDate, direction: SortDirection::Desc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::CreatedDate => OrderKey::new("digiforma_quotes.created_date", "timestamptz"),
                Field::QuoteNumber => OrderKey::nullable("digiforma_quotes.quote_number", "text"),
                Field::TotalAmount => OrderKey::new("digiforma_quotes.total_amount", "numeric"),
                Field::Status => OrderKey::new("digiforma_quotes.status", "text"),
                Field::UpdatedAt => OrderKey::new("digiforma_quotes.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "digiforma_quotes.id")
    }
}

/// What invoices of Digiforma are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DigiformaInvoiceOrderField {
    /// Its date.
    IssueDate,
    /// When it is due.
    DueDate,
    /// Number.
    InvoiceNumber,
    /// In euros with tax.
    TotalAmount,
    /// By the name of its status.
    Status,
    /// When it last changed here.
    UpdatedAt,
}

/// A key of the order.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct DigiformaInvoiceOrder {
    /// The field.
    pub field: DigiformaInvoiceOrderField,
    /// Rising or falling.
    #[graphql(default)]
    pub direction: SortDirection,
}

impl DigiformaInvoiceOrder {
    /// The order's keys, or the usual ones.
    #[must_use]
    pub fn keys(order: Option<Vec<Self>>) -> Vec<OrderKey> {
        use DigiformaInvoiceOrderField as Field;
        let usual = || vec![Self { field: Field::IssueDate, direction: SortDirection::Desc }];
        let order = order.filter(|keys| !keys.is_empty()).unwrap_or_else(usual);
        let key = |key: Self| {
            let plain = match key.field {
                Field::IssueDate => OrderKey::new("digiforma_invoices.issue_date", "timestamptz"),
                Field::DueDate => OrderKey::nullable("digiforma_invoices.due_date", "timestamptz"),
                Field::InvoiceNumber => OrderKey::nullable("digiforma_invoices.invoice_number", "text"),
                Field::TotalAmount => OrderKey::new("digiforma_invoices.total_amount", "numeric"),
                Field::Status => OrderKey::new("digiforma_invoices.status", "text"),
                Field::UpdatedAt => OrderKey::new("digiforma_invoices.updated_at", "timestamptz"),
            };
            plain.descending(key.direction.is_descending())
        };
        ended_by(order.into_iter().map(key).collect(), "digiforma_invoices.id")
    }
}
