//! Programs: what is taught.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Kind, Record, Row};

/// What is taught. A program is copied for each session; `parent_id` leads back to the catalogue's.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// A decimal number as text.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// Second line of it.
    pub subtitle: Option<String>,
    /// Code.
    pub code: Option<String>,
    /// Text.
    pub description: Option<String>,
    /// Version.
    pub version: Option<i64>,
    /// The program that this is a copy of.
    pub parent_id: Option<String>,
    /// Name of its category.
    pub category: Option<String>,
    /// Length in days.
    pub duration_in_days: Option<Decimal>,
    /// Length in hours.
    pub duration_in_hours: Option<Decimal>,
    /// In the catalogue.
    pub on_sale: Option<bool>,
    /// Paid by the CPF.
    pub cpf: Option<bool>,
    /// Code of the CPF.
    pub cpf_code: Option<String>,
    /// Code of the RNCP.
    pub rncp_code: Option<String>,
    /// Code of the RS.
    pub rs_code: Option<String>,
    /// Day of creation.
    pub created_at: Option<NaiveDate>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

impl Record for Program {
    const KIND: Kind = Kind::Program;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        Some(Self {
            id: row.id()?,
            name: row.text("name"),
            subtitle: row.text("subtitle"),
            code: row.text("code"),
            description: row.text("description"),
            version: row.integer("version"),
            parent_id: row.id_in("parentId").or_else(|| row.reference("parent")),
            category: row.object("category").and_then(|category| category.text("name")),
            duration_in_days: row.decimal("durationInDays"),
            duration_in_hours: row.decimal("durationInHours"),
            on_sale: row.flag("onSale"),
            cpf: row.flag("cpf"),
            cpf_code: row.text("cpfCode"),
            rncp_code: row.text("rncpCode"),
            rs_code: row.text("rsCode"),
            created_at: row.date("createdAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}
