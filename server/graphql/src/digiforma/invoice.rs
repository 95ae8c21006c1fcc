//! The object `DigiformaInvoice`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::DigiformaInvoiceStatus;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    company::{DigiformaCompany, companies_by_id},
    parts::{DigiformaLine, DigiformaPayment, lines_of_invoice, payments_of},
};
use crate::{
    Id, columns,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
};

/// An invoice or credit note of Digiforma. Its totals are computed from its lines, since Digiforma tells none.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DigiformaInvoice {
    /// Id.
    pub id: Id,
    /// Id in Digiforma.
    pub digiforma_id: String,
    /// Number; a draft has none.
    pub invoice_number: Option<String>,
    /// Where it stands.
    pub status: DigiformaInvoiceStatus,
    /// It gives money back: its amounts are negative.
    pub is_credit_note: bool,
    /// In euros before tax.
    pub net_amount: Decimal,
    /// In euros with tax.
    pub total_amount: Decimal,
    /// What was paid of it.
    pub paid_amount: Decimal,
    /// What is still to be paid.
    pub remaining_amount: Decimal,
    /// Always `EUR`.
    pub currency: String,
    /// Its day, as an instant within that day.
    pub issue_date: DateTime<Utc>,
    /// The day on which it is due, as an instant within that day.
    pub due_date: Option<DateTime<Utc>>,
    /// The day of the last payment, when it is paid.
    pub paid_date: Option<DateTime<Utc>>,
    /// Who is billed: a company, an agency or a person.
    pub recipient_name: Option<String>,
    /// Digiforma's PDF.
    pub file_url: Option<String>,
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

impl From<rows::DigiformaInvoice> for DigiformaInvoice {
    fn from(row: rows::DigiformaInvoice) -> Self {
        let rest = row.total_amount - row.paid_amount;
        let is_credit_note = row.total_amount < Decimal::ZERO;
        let file_url = row.metadata.as_ref().and_then(|metadata| metadata["fileUrl"].as_str()).map(str::to_owned);
        Self {
            id: row.id.into(),
            digiforma_id: row.digiforma_id,
            invoice_number: row.invoice_number,
            status: row.status,
            is_credit_note,
            net_amount: row.net_amount,
            total_amount: row.total_amount,
            paid_amount: row.paid_amount,
            remaining_amount: if is_credit_note { rest.min(Decimal::ZERO) } else { rest.max(Decimal::ZERO) },
            currency: row.currency,
            issue_date: row.issue_date,
            due_date: row.due_date,
            paid_date: row.paid_date,
            recipient_name: row.recipient_name,
            file_url,
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

impl Row for DigiformaInvoice {
    columns!(
        id,
        digiforma_id,
        invoice_number,
        status,
        is_credit_note,
        net_amount,
        total_amount,
        paid_amount,
        remaining_amount,
        currency,
        issue_date,
        due_date,
        paid_date,
        recipient_name,
        file_url,
        company_id,
        institution_id,
        removed_at,
        last_sync_at,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["company", "institution", "lines", "payments"];

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
                let lines =
                    field.rows().iter().flat_map(|row| lines_of_invoice(row.id, row.metadata.as_ref())).collect();
                field.list(async { Ok::<_, crm::Error>(lines) }, |row| row.id, |line: &DigiformaLine| line.document)
            }
            "payments" => {
                let paid = field.rows().iter().flat_map(|row| payments_of(row.id, row.metadata.as_ref())).collect();
                field.list(
                    async { Ok::<_, crm::Error>(paid) },
                    |row| row.id,
                    |payment: &DigiformaPayment| payment.invoice,
                )
            }
            _ => return None,
        })
    }
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl DigiformaInvoice {
    /// The company: the one that is billed, else the one that bought.
    async fn company(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<DigiformaCompany>>>> {
        alone(self, ctx).await
    }

    /// The company's institution.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// What is billed.
    async fn lines(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DigiformaLine>>> {
        alone(self, ctx).await
    }

    /// What was paid.
    async fn payments(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DigiformaPayment>>> {
        alone(self, ctx).await
    }
}
