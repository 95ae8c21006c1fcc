//! People who are trained; private persons who buy for themselves among them.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{Kind, Record, Row};

/// A person who is trained.
#[derive(Debug, Clone, PartialEq)]
pub struct Trainee {
    /// A decimal number as text.
    pub id: String,
    /// Given by Digiforma (`ST…`), editable.
    pub code: Option<String>,
    /// `mr`, `mme`, `other`, …
    pub civility: Option<String>,
    /// First name.
    pub firstname: Option<String>,
    /// Family name.
    pub lastname: Option<String>,
    /// Date of birth.
    pub birthdate: Option<NaiveDate>,
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
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// `employee`, `individual`, `independant`, …
    pub status: Option<String>,
    /// Profession.
    pub profession: Option<String>,
    /// Function.
    pub position: Option<String>,
    /// As typed.
    pub siret: Option<String>,
    /// Account in the accounts.
    pub accounting_number: Option<String>,
    /// The company that employs them; none for a private person.
    pub company_id: Option<String>,
    /// Its name.
    pub company_name: Option<String>,
    /// Key in a foreign system.
    pub external_id: Option<String>,
    /// An unfinished record.
    pub draft: bool,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

impl Record for Trainee {
    const KIND: Kind = Kind::Trainee;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        let company = row.object("company");
        Some(Self {
            id: row.id()?,
            code: row.text("code"),
            civility: row.text("civility"),
            firstname: row.text("firstname"),
            lastname: row.text("lastname"),
            birthdate: row.date("birthdate"),
            email: row.text("email"),
            phone: row.text("phone"),
            road_address: row.text("roadAddress"),
            city: row.text("city"),
            city_code: row.text("cityCode"),
            country_code: row.text("countryCode"),
            status: row.text("status"),
            profession: row.text("profession"),
            position: row.text("position"),
            siret: row.text("siret"),
            accounting_number: row.text("accountingNumber"),
            company_id: row.reference("company").or_else(|| row.id_in("companyId")),
            company_name: company.and_then(|company| company.text("name")).or_else(|| row.text("companyName")),
            external_id: row.text("externalId"),
            draft: row.flag("draft").unwrap_or_default(),
            inserted_at: row.moment("insertedAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}
