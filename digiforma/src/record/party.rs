//! Who buys, and who is billed.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Fields, Kind, Record, Row};

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyKind {
    /// A firm.
    Company,
    /// A person; as a buyer or recipient, a private person.
    Trainee,
    /// An agency that pays for training.
    FundingAgency,
}

/// A buyer (`customer.entity`) or a recipient of a document, as far as the row that names it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// What it is.
    pub kind: PartyKind,
    /// Its id among those of its kind.
    pub id: String,
    /// Name of a firm or an agency; first and family name of a person.
    pub name: Option<String>,
    /// Not unique.
    pub email: Option<String>,
    /// As typed.
    pub siret: Option<String>,
    /// Account in the accounts.
    pub accounting_number: Option<String>,
    /// The firm itself, or the one that employs the person.
    pub company_id: Option<String>,
}

impl Party {
    /// The object in a field. `None` where there is none, or one of an unknown type or without an id.
    pub(super) fn in_field(row: &Fields<'_>, name: &str) -> Option<Self> {
        let party = row.object(name)?;
        let kind = match party.text("__typename")?.as_str() {
            "Company" => PartyKind::Company,
            "Trainee" => PartyKind::Trainee,
            "FundingAgency" => PartyKind::FundingAgency,
            _ => return None,
        };
        let id = party.id()?;
        let full_name = || {
            let parts: Vec<String> = ["firstname", "lastname"].iter().filter_map(|part| party.text(part)).collect();
            Some(parts.join(" ")).filter(|name| !name.is_empty())
        };
        Some(Self {
            kind,
            name: if kind == PartyKind::Trainee { full_name() } else { party.text("name") },
            email: party.text("email"),
            siret: party.text("siret"),
            accounting_number: party.text("accountingNumber"),
            company_id: match kind {
                PartyKind::Company => Some(id.clone()),
                PartyKind::Trainee => party.reference("company").or_else(|| party.id_in("companyId")),
                PartyKind::FundingAgency => None,
            },
            id,
        })
    }
}

/// Who pays a part of a training (OPCO, Caisse des Dépôts, …).
#[derive(Debug, Clone, PartialEq)]
pub struct FundingAgency {
    /// A decimal number as text.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// Free text.
    pub kind: Option<String>,
    /// Given by Digiforma (`FE…`), editable.
    pub code: Option<String>,
    /// Account in the accounts.
    pub accounting_number: Option<String>,
    /// As typed.
    pub siret: Option<String>,
    /// Not unique.
    pub email: Option<String>,
    /// As typed.
    pub phone: Option<String>,
    /// Street and number.
    pub road_address: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Post code.
    pub city_code: Option<String>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

impl Record for FundingAgency {
    const KIND: Kind = Kind::FundingAgency;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        Some(Self {
            id: row.id()?,
            name: row.text("name"),
            kind: row.text("type"),
            code: row.text("code"),
            accounting_number: row.text("accountingNumber"),
            siret: row.text("siret"),
            email: row.text("email"),
            phone: row.text("phone"),
            road_address: row.text("roadAddress"),
            city: row.text("city"),
            city_code: row.text("cityCode"),
            inserted_at: row.moment("insertedAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}
