//! The object `MedicalInstitution`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::rows;
use domain::{CommercialStatus, DataSource, InstitutionType, billing::PaymentTerms};

use super::{Address, MedicalProfile};
use crate::{
    Date, Id,
    audit::AuditEvent,
    contact::{ContactFilter, ContactOrder, ContactPerson},
    digiforma::{
        DigiformaCompany, DigiformaCompanyFilter, DigiformaCompanyOrder, DigiformaInvoice, DigiformaInvoiceFilter,
        DigiformaInvoiceOrder, DigiformaQuote, DigiformaQuoteFilter, DigiformaQuoteOrder,
    },
    invoice::{Invoice, InvoiceFilter, InvoiceOrder},
    paging,
    quote::{Quote, QuoteFilter, QuoteOrder},
    revenue::{ConsolidatedRevenue, RevenueEntry, RevenueEntryFilter, RevenueEntryOrder},
    rows::{Alone, Connection, One, alone},
    task::{Task, TaskFilter, TaskOrder},
    user::User,
};

/// A hospital, clinic or medical centre.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct MedicalInstitution {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Kind of establishment.
    #[graphql(name = "type")]
    pub kind: InstitutionType,
    /// The address in one line.
    pub full_address: String,
    /// Number in the accounting program; unique.
    pub accounting_number: Option<String>,
    /// Id of the company in Digiforma; unique.
    pub digiforma_id: Option<String>,
    /// FINESS number of the establishment: 9 characters; unique.
    pub finess: Option<String>,
    /// SIRET: 14 digits.
    pub siret: Option<String>,
    /// VAT number within the European Union.
    pub vat_number: Option<String>,
    /// The group that it belongs to.
    pub group_name: Option<String>,
    /// Prospect or client.
    pub commercial_status: CommercialStatus,
    /// Switchboard, in E.164 form (`+33240083333`).
    pub main_phone: Option<String>,
    /// Who is in charge of it in the firm.
    pub assigned_user_id: Option<Id>,
    /// Labels, in lower case.
    pub tags: Vec<String>,
    /// Whether the firm still works with it.
    pub is_active: bool,
    /// Whether it pays by the rules of public procurement.
    pub is_public_body: bool,
    /// Payment terms that were agreed; without them those of the law for public bodies, or the firm's.
    pub payment_terms: Option<PaymentTerms>,
    /// Where invoices go by mail.
    pub billing_email: Option<String>,
    /// Where electronic invoices go.
    pub electronic_address: Option<String>,
    /// The service that a public body routes invoices to.
    pub service_code: Option<String>,
    /// Where the row came from.
    pub data_source: DataSource,
    /// A person made or edited it: imports and mirrors leave it alone.
    pub is_locked: bool,
    /// Since when.
    pub locked_at: Option<DateTime<Utc>>,
    /// Why: `manual_creation`, `manual_edit`.
    pub locked_reason: Option<String>,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    #[graphql(skip)]
    pub(super) address_parts: Address,
}

impl From<rows::Institution> for MedicalInstitution {
    fn from(row: rows::Institution) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            full_address: values.address.full(),
            name: values.name,
            kind: values.kind,
            accounting_number: values.accounting_number,
            digiforma_id: values.digiforma_id,
            finess: values.finess,
            siret: values.siret,
            vat_number: values.vat_number,
            group_name: values.group_name,
            commercial_status: values.commercial_status,
            main_phone: values.main_phone,
            assigned_user_id: values.assigned_user_id.map(Id),
            tags: values.tags,
            is_active: values.is_active,
            is_public_body: values.billing.is_public_body,
            payment_terms: values.billing.payment_terms,
            billing_email: values.billing.billing_email,
            electronic_address: values.billing.electronic_address,
            service_code: values.billing.service_code,
            data_source: row.data_source,
            is_locked: row.is_locked,
            locked_at: row.locked_at,
            locked_reason: row.locked_reason,
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            address_parts: values.address.into(),
        }
    }
}

/// Relations, for the schema; `relations.rs` loads them.
#[ComplexObject]
impl MedicalInstitution {
    /// Where it is.
    async fn address(&self, ctx: &Context<'_>) -> Result<Alone<One<Address>>> {
        alone(self, ctx).await
    }

    /// Beds, rooms, specialties, compliance.
    async fn medical_profile(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalProfile>>>> {
        alone(self, ctx).await
    }

    /// Who is in charge of it in the firm.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// Its people.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<ContactFilter>,
        order_by: Option<Vec<ContactOrder>>,
    ) -> Result<Alone<Connection<ContactPerson>>> {
        alone(self, ctx).await
    }

    /// What there is to do for it.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<TaskFilter>,
        order_by: Option<Vec<TaskOrder>>,
    ) -> Result<Alone<Connection<Task>>> {
        alone(self, ctx).await
    }

    /// What it was offered.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn quotes(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<QuoteFilter>,
        order_by: Option<Vec<QuoteOrder>>,
    ) -> Result<Alone<Connection<Quote>>> {
        alone(self, ctx).await
    }

    /// Its invoices and credit notes.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn invoices(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InvoiceFilter>,
        order_by: Option<Vec<InvoiceOrder>>,
    ) -> Result<Alone<Connection<Invoice>>> {
        alone(self, ctx).await
    }

    /// What was invoiced and paid in a period, its first and last day included; without them the period is open. Null
    /// where the caller does not see the institution. All institutions of a list cost one statement.
    #[graphql(complexity = "5 + child_complexity")]
    #[expect(unused_variables, reason = "the arguments are read by the relation")]
    async fn revenue(
        &self,
        ctx: &Context<'_>,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Alone<Option<One<ConsolidatedRevenue>>>> {
        alone(self, ctx).await
    }

    /// Revenue that was entered for it by hand.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn revenue_entries(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<RevenueEntryFilter>,
        order_by: Option<Vec<RevenueEntryOrder>>,
    ) -> Result<Alone<Connection<RevenueEntry>>> {
        alone(self, ctx).await
    }

    /// The companies of Digiforma that are linked to it.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn digiforma_companies(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaCompanyFilter>,
        order_by: Option<Vec<DigiformaCompanyOrder>>,
    ) -> Result<Alone<Connection<DigiformaCompany>>> {
        alone(self, ctx).await
    }

    /// What training it was offered, in Digiforma.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn digiforma_quotes(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaQuoteFilter>,
        order_by: Option<Vec<DigiformaQuoteOrder>>,
    ) -> Result<Alone<Connection<DigiformaQuote>>> {
        alone(self, ctx).await
    }

    /// Its training invoices and credit notes, in Digiforma.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn digiforma_invoices(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaInvoiceFilter>,
        order_by: Option<Vec<DigiformaInvoiceOrder>>,
    ) -> Result<Alone<Connection<DigiformaInvoice>>> {
        alone(self, ctx).await
    }

    /// What was done to it, the latest first.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(unused_variables, reason = "the arguments are read by the relation")]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Alone<Connection<AuditEvent>>> {
        alone(self, ctx).await
    }

    /// Whether the caller may change it.
    async fn can_edit(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    /// Whether the caller may delete it.
    async fn can_delete(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }
}
