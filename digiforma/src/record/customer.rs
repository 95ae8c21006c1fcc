//! Customers, who are deals: one buyer in one training session.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Fields, Kind, Party, Record, Row};

/// A deal: one buyer in one training session. Its id is never a company's; the buyer is in `buyer`.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// A decimal number as text.
    pub id: String,
    /// `entity`: a company or a private person.
    pub buyer: Option<Party>,
    /// The session that is bought.
    pub training_session_id: Option<String>,
    /// The manager in charge.
    pub account_manager_id: Option<String>,
    /// Account in the accounts.
    pub accounting_number: Option<String>,
    /// State of the deal.
    pub crm_status: Option<CrmStatus>,
    /// Column of Digiforma's sales board.
    pub pipeline_state: Option<i64>,
    /// Subcontracting.
    pub contracted: Option<bool>,
    /// The convention is signed.
    pub convention_signed: Option<bool>,
    /// People expected.
    pub estimated_trainee_count: Option<i64>,
    /// Who attends for the buyer.
    pub trainees: Vec<CustomerTrainee>,
    /// Who pays parts of it.
    pub fundings: Vec<CustomerFunding>,
    /// Created.
    pub inserted_at: Option<DateTime<Utc>>,
    /// Changed. Changes of fundings may not show.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

/// State of a deal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CrmStatus {
    /// Not decided.
    Undecided,
    /// Won.
    Won,
    /// Lost.
    Lost,
    /// Won and carried out.
    Completed,
    /// Called off.
    Cancelled,
    /// A value that is not known here.
    Other(String),
}

impl CrmStatus {
    /// As upstream writes it: `WON`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Undecided => "UNDECIDED",
            Self::Won => "WON",
            Self::Lost => "LOST",
            Self::Completed => "COMPLETED",
            Self::Cancelled => "CANCELLED",
            Self::Other(text) => text,
        }
    }
}

impl From<String> for CrmStatus {
    fn from(text: String) -> Self {
        match text.to_ascii_uppercase().as_str() {
            "UNDECIDED" => Self::Undecided,
            "WON" => Self::Won,
            "LOST" => Self::Lost,
            "COMPLETED" => Self::Completed,
            "CANCELLED" => Self::Cancelled,
            _ => Self::Other(text),
        }
    }
}

/// A person's place in a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerTrainee {
    /// A decimal number as text.
    pub id: String,
    /// The person.
    pub trainee_id: Option<String>,
    /// Whether they passed.
    pub passed: Option<bool>,
    /// The row as received.
    pub raw: Value,
}

/// A part of a deal that an agency pays.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerFunding {
    /// A decimal number as text.
    pub id: String,
    /// Euros.
    pub amount: Option<Decimal>,
    /// The agency.
    pub funding_agency_id: Option<String>,
    /// Its name.
    pub funding_agency_name: Option<String>,
    /// Number of the agreement.
    pub agreement: Option<String>,
    /// The agency pays the training firm directly.
    pub subrogation: Option<bool>,
    /// Changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// The row as received.
    pub raw: Value,
}

impl Record for Customer {
    const KIND: Kind = Kind::Customer;

    fn id(&self) -> &str {
        &self.id
    }

    fn of(Row(row): Row<'_>) -> Option<Self> {
        Some(Self {
            id: row.id()?,
            buyer: Party::in_field(&row, "entity"),
            training_session_id: row.reference("trainingSession"),
            account_manager_id: row.reference("accountManager"),
            accounting_number: row.text("accountingNumber"),
            crm_status: row.text("crmStatus").map(CrmStatus::from),
            pipeline_state: row.integer("pipelineState"),
            contracted: row.flag("contracted"),
            convention_signed: row.flag("conventionSigned"),
            estimated_trainee_count: row.integer("estimatedTraineeCount"),
            trainees: row.rows("customerTrainees", place),
            fundings: row.rows("customerFundings", funding),
            inserted_at: row.moment("insertedAt"),
            updated_at: row.moment("updatedAt"),
            raw: row.raw(),
        })
    }
}

fn place(row: &Fields<'_>) -> Option<CustomerTrainee> {
    Some(CustomerTrainee {
        id: row.id()?,
        trainee_id: row.reference("trainee"),
        passed: row.flag("passed"),
        raw: row.raw(),
    })
}

fn funding(row: &Fields<'_>) -> Option<CustomerFunding> {
    let agency = row.object("fundingAgency");
    Some(CustomerFunding {
        id: row.id()?,
        amount: row.decimal("amount"),
        funding_agency_id: row.reference("fundingAgency"),
        funding_agency_name: agency.and_then(|agency| agency.text("name")),
        agreement: row.text("fundingAgreement"),
        subrogation: row.flag("subrogation"),
        updated_at: row.moment("updatedAt"),
        raw: row.raw(),
    })
}
