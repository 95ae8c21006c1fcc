//! Writing revenue by hand.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use domain::billing::RevenueEntryKind;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::RevenueEntry;
use crate::{
    Date, Id, context,
    payload::{change, payload},
};
use crm::operations::revenue;

/// New revenue.
#[derive(Debug, Clone, InputObject)]
pub struct CreateRevenueEntryInput {
    /// What it is, 1 to 255 characters.
    pub label: String,
    /// Its kind; by default `OTHER`.
    pub kind: Option<RevenueEntryKind>,
    /// The day that it counts on.
    pub entry_date: Date,
    /// In euros before tax, with at most two decimals, not 0; negative to take back what was entered before.
    pub net_amount: Decimal,
    /// VAT in euros, of the same sign; by default 0.
    pub tax_amount: Option<Decimal>,
    /// What of it was paid, in euros with tax; by default 0.
    pub paid_amount: Option<Decimal>,
    /// The day of the payment.
    pub paid_date: Option<Date>,
    /// The institution that it is of.
    pub institution_id: Option<Id>,
    /// Number of a document, at most 100 characters.
    pub reference: Option<String>,
    /// Remarks, at most 10 000 characters.
    pub notes: Option<String>,
}

impl From<CreateRevenueEntryInput> for revenue::NewRevenueEntry {
    fn from(input: CreateRevenueEntryInput) -> Self {
        Self {
            label: input.label,
            kind: input.kind,
            entry_date: input.entry_date.0,
            net_amount: input.net_amount,
            tax_amount: input.tax_amount,
            paid_amount: input.paid_amount,
            paid_date: input.paid_date.map(|day| day.0),
            institution_id: input.institution_id.map(Into::into),
            reference: input.reference,
            notes: input.notes,
        }
    }
}

/// What to change of an entry of revenue; what is left out stays, null clears.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateRevenueEntryInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// What it is, 1 to 255 characters.
    pub label: Option<String>,
    /// Its kind.
    pub kind: Option<RevenueEntryKind>,
    /// The day that it counts on.
    pub entry_date: Option<Date>,
    /// In euros before tax.
    pub net_amount: Option<Decimal>,
    /// VAT in euros.
    pub tax_amount: Option<Decimal>,
    /// What of it was paid, in euros with tax.
    pub paid_amount: Option<Decimal>,
    /// The day of the payment; a paid amount of 0 clears it.
    pub paid_date: MaybeUndefined<Date>,
    /// The institution that it is of.
    pub institution_id: MaybeUndefined<Id>,
    /// Number of a document, at most 100 characters.
    pub reference: MaybeUndefined<String>,
    /// Remarks, at most 10 000 characters.
    pub notes: MaybeUndefined<String>,
}

impl From<UpdateRevenueEntryInput> for revenue::RevenueEntryUpdate {
    fn from(input: UpdateRevenueEntryInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            label: input.label,
            kind: input.kind,
            entry_date: input.entry_date.map(|day| day.0),
            net_amount: input.net_amount,
            tax_amount: input.tax_amount,
            paid_amount: input.paid_amount,
            paid_date: change(input.paid_date).map(|day| day.map(|day| day.0)),
            institution_id: change(input.institution_id).map(|id| id.map(Uuid::from)),
            reference: change(input.reference),
            notes: change(input.notes),
        }
    }
}

/// Which entry of revenue to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteRevenueEntryInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which entry of revenue to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreRevenueEntryInput {
    /// Which one.
    pub id: Id,
}

payload!(CreateRevenueEntryPayload, revenue_entry: RevenueEntry, "entry of revenue");
payload!(UpdateRevenueEntryPayload, revenue_entry: RevenueEntry, "entry of revenue");
payload!(DeleteRevenueEntryPayload, revenue_entry: RevenueEntry, "entry of revenue");
payload!(RestoreRevenueEntryPayload, revenue_entry: RevenueEntry, "entry of revenue");

/// Mutations on revenue that is entered by hand.
#[derive(Default)]
pub struct RevenueEntryMutation;

#[Object]
impl RevenueEntryMutation {
    /// Enters revenue that comes neither from invoices nor from training.
    async fn create_revenue_entry(
        &self,
        ctx: &Context<'_>,
        input: CreateRevenueEntryInput,
    ) -> Result<CreateRevenueEntryPayload> {
        CreateRevenueEntryPayload::new(revenue::create(context(ctx)?, input.into()).await)
    }

    /// Changes an entry of revenue.
    async fn update_revenue_entry(
        &self,
        ctx: &Context<'_>,
        input: UpdateRevenueEntryInput,
    ) -> Result<UpdateRevenueEntryPayload> {
        UpdateRevenueEntryPayload::new(revenue::update(context(ctx)?, input.into()).await)
    }

    /// Deletes an entry of revenue, which counts no longer; `restoreRevenueEntry` brings it back.
    async fn delete_revenue_entry(
        &self,
        ctx: &Context<'_>,
        input: DeleteRevenueEntryInput,
    ) -> Result<DeleteRevenueEntryPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        DeleteRevenueEntryPayload::new(revenue::delete(context(ctx)?, id, version).await)
    }

    /// Brings a deleted entry of revenue back.
    async fn restore_revenue_entry(
        &self,
        ctx: &Context<'_>,
        input: RestoreRevenueEntryInput,
    ) -> Result<RestoreRevenueEntryPayload> {
        RestoreRevenueEntryPayload::new(revenue::restore(context(ctx)?, input.id.into()).await)
    }
}
