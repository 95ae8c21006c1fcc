//! The object `DigiformaQuote`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::DigiformaQuoteStatus;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    company::{DigiformaCompany, companies_by_id},
    parts::{DigiformaLine, lines_of_quote},
};
use crate::{
    Id, columns,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
};

/// A quote of Digiforma. Its totals are computed from its lines, since Digiforma tells none.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DigiformaQuote {
    /// Id.
    pub id: Id,
    /// Id in Digiforma.
    pub digiforma_id: String,
    /// Number; a draft has none.
    pub quote_number: Option<String>,
    /// Where it stands.
    pub status: DigiformaQuoteStatus,
    /// In euros before tax.
    pub net_amount: Decimal,
    /// In euros with tax.
    pub total_amount: Decimal,
    /// Always `EUR`.
    pub currency: String,
    /// Its day, as an instant within that day.
    pub created_date: DateTime<Utc>,
    /// The day on which it was accepted, as an instant within that day.
    pub accepted_date: Option<DateTime<Utc>>,
    /// Whom it is addressed to: a company, an agency or a person.
    pub recipient_name: Option<String>,
    /// Id of the company: the one that is billed, else the one that bought.
    pub company_id: Option<Id>,
    /// Id of the company's institution.
    pub institution_id: Option<Id>,
    /// When it was found that Digiforma no longer has it.
    pub removed_at: Option<DateTime<Utc>>,
    /// When it was last read otherwise than before.
    pub last_sync_at: DateTime<Utc>,
    /// When it was first read.
    pub created_at: DateTime<Utc>,
    /// When it last changed here.
    pub updated_at: DateTime<Utc>,
    #[graphql(skip)]
    metadata: Option<serde_json::Value>,
}

impl From<rows::DigiformaQuote> for DigiformaQuote {
    fn from(row: rows::DigiformaQuote) -> Self {
        Self {
            id: row.id.into(),
            digiforma_id: row.digiforma_id,
            quote_number: row.quote_number,
            status: row.status,
            net_amount: row.net_amount,
            total_amount: row.total_amount,
            currency: row.currency,
            created_date: row.created_date,
            accepted_date: row.accepted_date,
            recipient_name: row.recipient_name,
            company_id: row.digiforma_company_id.map(Id::from),
            institution_id: row.institution_id.map(Id::from),
            removed_at: row.removed_at,
            last_sync_at: row.last_sync_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            metadata: row.metadata,
        }
    }
}

impl Row for DigiformaQuote {
    columns!(
        id,
        digiforma_id,
        quote_number,
        status,
        net_amount,
        total_amount,
        currency,
        created_date,
        accepted_date,
        recipient_name,
        company_id,
        institution_id,
        removed_at,
        last_sync_at,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["company", "institution", "lines"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "company" => {
                let ids = field.distinct_keys(|row| row.company_id.map(Uuid::from));
                field.one(companies_by_id(ctx, ids), |row| row.company_id, |company| company.id)
            }
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "lines" => {
                let lines = field.rows().iter().flat_map(|row| lines_of_quote(row.id, row.metadata.as_ref())).collect();
                field.list(async { Ok::<_, crm::Error>(lines) }, |row| row.id, |line: &DigiformaLine| line.document)
            }
            _ => return None,
        })
    }
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl DigiformaQuote {
    /// The company: the one that is billed, else the one that bought.
    async fn company(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<DigiformaCompany>>>> {
        alone(self, ctx).await
    }

    /// The company's institution.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// What is offered.
    async fn lines(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DigiformaLine>>> {
        alone(self, ctx).await
    }
}
