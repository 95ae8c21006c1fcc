//! Companies and their contacts.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{Fields, Kind, Record, Row};

/// A client firm.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    /// A decimal number as text.
    pub id: String,
    /// Names repeat.
    pub name: Option<String>,
    /// Official name; new in 2026.
    pub legal_name: Option<String>,
    /// Group that it belongs to.
    pub group: Option<String>,
    /// Given by Digiforma (`EN…`), editable.
    pub code: Option<String>,
    /// As typed: spaces, 9 digits, all zeros, duplicates. See [`crate::meaning::siret`].
    pub siret: Option<String>,
    /// VAT number (no rate).
    pub vat_number: Option<String>,
    /// Activity code.
    pub ape: Option<String>,
    /// Account in the accounts.
    pub accounting_number: Option<String>,
    /// Not unique.
    pub email: Option<String>,
    /// As typed.
    pub phone: Option<String>,
    /// As typed.
    pub website: Option<String>,
    /// Street and number.
    pub road_address: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Post code.
    pub city_code: Option<String>,
    /// Country as text.
    pub country: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// Free text.
    pub note: Option<String>,
    /// Key in a foreign system.
    pub external_id: Option<String>,
    /// Headcount.
    pub employees_count: Option<i64>,
    /// A public body.
    pub public_organization: Option<bool>,
    /// An unfinished record.
    pub draft: bool,
    /// People of the firm.
    pub contacts: Vec<Contact>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed. Changes of contacts may not show.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received, contacts included.
    pub raw: Value,
}

/// A person of a company. The list of a company is replaced as a whole upstream, so ids may change.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// A decimal number as text.
    pub id: String,
    /// `mr`, `mme`, `other`, …
    pub civility: Option<String>,
    /// First name.
    pub firstname: Option<String>,
    /// Family name.
    pub lastname: Option<String>,
    /// Date of birth.
    pub birthdate: Option<NaiveDate>,
    /// Title.
    pub title: Option<String>,
    /// Function.
    pub position: Option<String>,
    /// Neither guaranteed nor unique.
    pub email: Option<String>,
    /// As typed.
    pub phone: Option<String>,
    /// As typed.
    pub fax: Option<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

impl Record for Company {
    const KIND: Kind = Kind::Company;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        Some(Self {
            id: row.id()?,
            name: row.text("name"),
            legal_name: row.text("legalName"),
            group: row.text("group"),
            code: row.text("code"),
            siret: row.text("siret"),
            vat_number: row.text("vat"),
            ape: row.text("ape"),
            accounting_number: row.text("accountingNumber"),
            email: row.text("email"),
            phone: row.text("phone"),
            website: row.text("website"),
            road_address: row.text("roadAddress"),
            city: row.text("city"),
            city_code: row.text("cityCode"),
            country: row.text("country"),
            country_code: row.text("countryCode"),
            note: row.text("note"),
            external_id: row.text("externalId"),
            employees_count: row.integer("employeesCount"),
            public_organization: row.flag("publicOrganization"),
            draft: row.flag("draft").unwrap_or_default(),
            contacts: row.rows("contacts", contact),
            inserted_at: row.moment("insertedAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}

fn contact(row: &Fields<'_>) -> Option<Contact> {
    Some(Contact {
        id: row.id()?,
        civility: row.text("civility"),
        firstname: row.text("firstname"),
        lastname: row.text("lastname"),
        birthdate: row.date("birthdate"),
        title: row.text("title"),
        position: row.text("position"),
        email: row.text("email"),
        phone: row.text("phone"),
        fax: row.text("fax"),
        tags: row.texts("tags"),
        inserted_at: row.moment("insertedAt"),
        updated_at: row.moment("updatedAt"),
        raw: row.raw(),
    })
}
