//! The object `RevenueEntry`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::billing::RevenueEntryKind;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Date, Id, columns, context,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, alone},
    user::{User, users_by_id},
};
use crm::operations::revenue;

/// Revenue that comes neither from invoices nor from training, entered by hand.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RevenueEntry {
    /// Id.
    pub id: Id,
    /// What it is.
    pub label: String,
    /// Its kind.
    pub kind: RevenueEntryKind,
    /// The day that it counts on.
    pub entry_date: Date,
    /// In euros, before tax; negative where it takes back what was entered before.
    pub net_amount: Decimal,
    /// VAT, in euros.
    pub tax_amount: Decimal,
    /// In euros, with tax.
    pub total_amount: Decimal,
    /// What of it was paid, in euros with tax.
    pub paid_amount: Decimal,
    /// The day of the payment.
    pub paid_date: Option<Date>,
    /// What of it was not paid, in euros with tax.
    pub remaining_amount: Decimal,
    /// Id of the institution that it is of.
    pub institution_id: Option<Id>,
    /// Number of a document.
    pub reference: Option<String>,
    /// Remarks.
    pub notes: Option<String>,
    /// Id of who entered it.
    pub created_by_id: Id,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::RevenueEntry> for RevenueEntry {
    fn from(row: rows::RevenueEntry) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            label: values.label,
            kind: values.kind,
            entry_date: values.entry_date.into(),
            net_amount: values.net_amount,
            tax_amount: values.tax_amount,
            total_amount: row.total_amount,
            paid_amount: values.paid_amount,
            paid_date: values.paid_date.map(Date),
            remaining_amount: row.total_amount - values.paid_amount,
            institution_id: values.institution_id.map(Id),
            reference: values.reference,
            notes: values.notes,
            created_by_id: row.created_by.into(),
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Row for RevenueEntry {
    columns!(
        id,
        label,
        kind,
        entry_date,
        net_amount,
        tax_amount,
        total_amount,
        paid_amount,
        paid_date,
        remaining_amount,
        institution_id,
        reference,
        notes,
        created_by_id,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["institution", "createdBy", "canEdit"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "createdBy" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.created_by_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.created_by_id), |user| user.id)
            }
            "canEdit" => {
                let can = context(ctx).is_ok_and(|caller| revenue::may_change(&caller.viewer).is_ok());
                field.each(move |row| can && row.deleted_at.is_none())
            }
            _ => return None,
        })
    }
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl RevenueEntry {
    /// The institution that it is of, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who entered it.
    async fn created_by(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// Whether the caller may change it.
    async fn can_edit(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }
}
