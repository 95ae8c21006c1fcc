//! The object `MedicalInstitution`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition},
    rows,
};
use domain::{CommercialStatus, DataSource, InstitutionType, Permission, billing::PaymentTerms};
use uuid::Uuid;

use super::MedicalProfile;
use crate::{
    columns,
    graphql::{
        Date, Id,
        audit::{AuditEvent, AuditEventFilter},
        contact::{ContactFilter, ContactOrder, ContactPerson},
        context,
        digiforma::{
            self, DigiformaCompany, DigiformaCompanyFilter, DigiformaCompanyOrder, DigiformaInvoice,
            DigiformaInvoiceFilter, DigiformaInvoiceOrder, DigiformaQuote, DigiformaQuoteFilter, DigiformaQuoteOrder,
        },
        invoice::{Invoice, InvoiceFilter, InvoiceOrder},
        paging::{self, Paging, argument},
        quote::{Quote, QuoteFilter, QuoteOrder},
        revenue::{ConsolidatedRevenue, RevenueEntry, RevenueEntryFilter, RevenueEntryOrder},
        rows::{Alone, Connection, Loading, One, Relation, Row, alone},
        task::{Task, TaskFilter, TaskOrder},
        user::{User, users_by_id},
    },
    operations::{self, billing::parties::PartyAddress, people, related, scope},
};

/// A postal address.
#[derive(Debug, Clone, SimpleObject)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Department or region; may be empty.
    pub state: String,
    /// Post code.
    pub zip_code: String,
    /// Country.
    pub country: String,
}

impl Address {
    /// An address that was kept with an invoice.
    pub(in crate::graphql) fn kept(kept: serde_json::Value) -> Self {
        // What is stored is an address.
        let address: PartyAddress = serde_json::from_value(kept).unwrap_or_default();
        Self {
            street: address.street.unwrap_or_default(),
            city: address.city.unwrap_or_default(),
            state: address.state,
            zip_code: address.zip_code.unwrap_or_default(),
            country: address.country.unwrap_or_default(),
        }
    }
}

impl Row for Address {
    columns!(street, city, state, zip_code, country);
}

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
    address_parts: Address,
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
            address_parts: Address {
                street: values.address.street,
                city: values.address.city,
                state: values.address.state,
                zip_code: values.address.zip_code,
                country: values.address.country,
            },
        }
    }
}

impl Row for MedicalInstitution {
    columns!(
        id,
        name,
        kind = "type",
        full_address,
        accounting_number,
        digiforma_id,
        finess,
        siret,
        vat_number,
        group_name,
        commercial_status,
        main_phone,
        assigned_user_id,
        tags,
        is_active,
        is_public_body,
        payment_terms,
        billing_email,
        electronic_address,
        service_code,
        data_source,
        is_locked,
        locked_at,
        locked_reason,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &[
        "address",
        "medicalProfile",
        "assignedUser",
        "contacts",
        "tasks",
        "quotes",
        "invoices",
        "revenue",
        "revenueEntries",
        "digiformaCompanies",
        "digiformaQuotes",
        "digiformaInvoices",
        "auditEvents",
        "canEdit",
        "canDelete",
    ];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "address" => field.embedded(|row| Some(row.address_parts.clone())),
            "medicalProfile" => {
                let ids = field.keys(|row| row.id.0);
                field.one(profiles_of(ctx, ids), |row| Some(row.id.0), |profile| profile.institution_id.0)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| row.assigned_user_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.assigned_user_id, |user| user.id)
            }
            "contacts" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::contact::may_read(&caller.viewer)?;
                    let condition = ContactFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, ContactOrder::keys(order?), wanted)?;
                    let parent = "contact_persons.institution_id";
                    paging::pages::<rows::Contact, ContactPerson>(caller, &ids, parent, request, wanted).await
                })
            }
            "tasks" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::task::may_read(&caller.viewer)?;
                    let condition = TaskFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, TaskOrder::keys(order?), wanted)?;
                    paging::pages::<rows::Task, Task>(caller, &ids, "tasks.institution_id", request, wanted).await
                })
            }
            "quotes" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::quote::may_read(&caller.viewer)?;
                    let condition = QuoteFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, QuoteOrder::keys(order?), wanted)?;
                    paging::pages::<rows::Quote, Quote>(caller, &ids, "quotes.institution_id", request, wanted).await
                })
            }
            "invoices" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::invoice::may_read(&caller.viewer)?;
                    let condition = InvoiceFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, InvoiceOrder::keys(order?), wanted)?;
                    let parent = "invoices.institution_id";
                    paging::pages::<rows::Invoice, Invoice>(caller, &ids, parent, request, wanted).await
                })
            }
            "revenue" => {
                let (ids, from, to) = (field.keys(|row| row.id.0), argument(&field, "from"), argument(&field, "to"));
                let load = ConsolidatedRevenue::of_institutions(ctx, ids, from, to);
                field.one(load, |row| Some(Some(row.id)), |revenue| revenue.institution_id)
            }
            "revenueEntries" => {
                let (ids, wanted) = (field.keys(|row| row.id.0), field.wanted());
                let arguments = Paging::of(&field);
                let (filter, order) = (argument(&field, "filter"), argument(&field, "orderBy"));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    operations::revenue::may_read(&caller.viewer)?;
                    let condition = RevenueEntryFilter::listed(filter?, &caller.viewer);
                    let request = paging.request(condition, RevenueEntryOrder::keys(order?), wanted)?;
                    let parent = "revenue_entries.institution_id";
                    paging::pages::<rows::RevenueEntry, RevenueEntry>(caller, &ids, parent, request, wanted).await
                })
            }
            "digiformaCompanies" => digiforma::companies_of(field, |row| row.id.0),
            "digiformaQuotes" => digiforma::quotes_of(field, |row| row.id.0, "digiforma_quotes.institution_id"),
            "digiformaInvoices" => digiforma::invoices_of(field, |row| row.id.0, "digiforma_invoices.institution_id"),
            "auditEvents" => {
                let (ids, wanted, arguments) = (field.keys(|row| row.id.0), field.wanted(), Paging::of(&field));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    people::may_read_audit(&caller.viewer)?;
                    let condition = scope::audit_events(&caller.viewer);
                    let request = paging.request(condition, AuditEventFilter::order(), wanted)?;
                    let parent = "audit_events.institution_id";
                    paging::pages::<rows::AuditEvent, AuditEvent>(caller, &ids, parent, request, wanted).await
                })
            }
            "canEdit" => {
                let can = context(ctx).is_ok_and(|caller| {
                    caller.viewer.may_write("institution", Permission::EditAssignedInstitutions).is_ok()
                });
                field.each(move |row| can && row.deleted_at.is_none())
            }
            "canDelete" => {
                let can = context(ctx)
                    .is_ok_and(|caller| caller.viewer.may_write("institution", Permission::DeleteInstitutions).is_ok());
                field.each(move |row| can && row.deleted_at.is_none())
            }
            _ => return None,
        })
    }
}

async fn profiles_of(ctx: &Context<'_>, ids: Vec<Uuid>) -> crate::Result<Vec<MedicalProfile>> {
    let mut conn = context(ctx)?.db().await?;
    let institution = column!(medical_profiles.institution_id);
    let found = query::by_ids::<rows::Profile>(&mut conn, institution, ids, Condition::TRUE).await?;
    Ok(found.into_iter().map(MedicalProfile::from).collect())
}

/// The institutions of these ids that are there for the caller.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn institutions_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crate::Result<Vec<MedicalInstitution>> {
    let caller = context(ctx)?;
    let present =
        Condition::IsNull(column!(medical_institutions.deleted_at)).and(related::institutions(&caller.viewer));
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::Institution>(&mut conn, column!(medical_institutions.id), ids, present).await?;
    Ok(found.into_iter().map(MedicalInstitution::from).collect())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
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
