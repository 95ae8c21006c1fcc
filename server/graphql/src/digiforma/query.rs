//! Reading the mirror: the root field `digiforma`.

use async_graphql::{Context, ID, Object, Result};
use db::{
    column,
    query::{Condition, OrderKey},
    rows,
};

use super::{
    company::DigiformaCompany,
    contact::DigiformaContact,
    filters::{
        DigiformaCompanyFilter, DigiformaContactFilter, DigiformaInvoiceFilter, DigiformaMappingFilter,
        DigiformaQuoteFilter,
    },
    invoice::DigiformaInvoice,
    mapping::{DigiformaMapping, DigiformaSuggestion},
    orders::{DigiformaCompanyOrder, DigiformaContactOrder, DigiformaInvoiceOrder, DigiformaQuoteOrder},
    quote::DigiformaQuote,
    settings::{DigiformaSettings, DigiformaStatus},
    sync::DigiformaSync,
};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Rows, Wanted},
};
use crm::{Error, operations::digiforma};

/// Most suggestions for a company.
const MOST_SUGGESTIONS: i32 = 10;

/// Root field of the mirror.
#[derive(Default)]
pub struct DigiformaQuery;

#[Object]
impl DigiformaQuery {
    /// Digiforma, the training software whose business is mirrored, read-only.
    async fn digiforma(&self, ctx: &Context<'_>) -> Result<Digiforma> {
        digiforma::may_read(&context(ctx)?.viewer)?;
        Ok(Digiforma)
    }
}

/// The mirror of Digiforma. Its rows follow their institutions: who sees those sees these.
pub struct Digiforma;

#[Object]
impl Digiforma {
    /// The connection. Right: `canManageIntegrations`.
    async fn settings(&self, ctx: &Context<'_>) -> Result<DigiformaSettings> {
        let caller = context(ctx)?;
        Ok(DigiformaSettings::of(&caller.app, digiforma::settings::read(caller).await?))
    }

    /// How the mirror stands. Right: `canViewInstitutionAnalytics`.
    async fn status(&self, ctx: &Context<'_>) -> Result<DigiformaStatus> {
        Ok(digiforma::status::read(context(ctx)?).await?.into())
    }

    /// A reading; `NOT_FOUND` if there is none of this id. Right: `canViewInstitutionAnalytics`.
    async fn sync(&self, ctx: &Context<'_>, id: ID) -> Result<One<DigiformaSync>> {
        let id = paging::id(&id, "sync")?;
        Ok(DigiformaSync::from(digiforma::read::sync(context(ctx)?, id).await?).into())
    }

    /// A company; `NOT_FOUND` if it is not there for the caller.
    async fn company(&self, ctx: &Context<'_>, id: ID) -> Result<One<DigiformaCompany>> {
        let id = paging::id(&id, "company")?;
        Ok(DigiformaCompany::from(digiforma::read::company(context(ctx)?, id).await?).into())
    }

    /// The readings, the latest first. Right: `canViewInstitutionAnalytics`.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    async fn syncs(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<DigiformaSync>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_follow(&caller.viewer)?;
        let condition = Condition::TRUE;
        let request = Paging { first, after, last, before }.request(condition, latest_syncs(), wanted)?;
        Ok(paging::page::<rows::DigiformaSync, DigiformaSync>(caller, &request, wanted).await?.into())
    }

    /// The companies that the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn companies(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaCompanyFilter>,
        order_by: Option<Vec<DigiformaCompanyOrder>>,
    ) -> Result<Connection<DigiformaCompany>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_read(&caller.viewer)?;
        let condition = DigiformaCompanyFilter::listed(filter, &caller.viewer);
        let request =
            Paging { first, after, last, before }.request(condition, DigiformaCompanyOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::DigiformaCompany, DigiformaCompany>(caller, &request, wanted).await?.into())
    }

    /// The people of companies that the caller sees: contacts and trainees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaContactFilter>,
        order_by: Option<Vec<DigiformaContactOrder>>,
    ) -> Result<Connection<DigiformaContact>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_read(&caller.viewer)?;
        let condition = DigiformaContactFilter::listed(filter, &caller.viewer);
        let request =
            Paging { first, after, last, before }.request(condition, DigiformaContactOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::DigiformaContact, DigiformaContact>(caller, &request, wanted).await?.into())
    }

    /// The quotes that the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn quotes(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaQuoteFilter>,
        order_by: Option<Vec<DigiformaQuoteOrder>>,
    ) -> Result<Connection<DigiformaQuote>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_read(&caller.viewer)?;
        let condition = DigiformaQuoteFilter::listed(filter, &caller.viewer);
        let request =
            Paging { first, after, last, before }.request(condition, DigiformaQuoteOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::DigiformaQuote, DigiformaQuote>(caller, &request, wanted).await?.into())
    }

    /// The invoices and credit notes that the caller sees.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn invoices(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaInvoiceFilter>,
        order_by: Option<Vec<DigiformaInvoiceOrder>>,
    ) -> Result<Connection<DigiformaInvoice>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_read(&caller.viewer)?;
        let condition = DigiformaInvoiceFilter::listed(filter, &caller.viewer);
        let request =
            Paging { first, after, last, before }.request(condition, DigiformaInvoiceOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::DigiformaInvoice, DigiformaInvoice>(caller, &request, wanted).await?.into())
    }

    /// Companies that are linked to no institution. Right: `canManageIntegrations`.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn unmatched_companies(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaCompanyFilter>,
        order_by: Option<Vec<DigiformaCompanyOrder>>,
    ) -> Result<Connection<DigiformaCompany>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_see_connection(&caller.viewer)?;
        let condition = DigiformaCompanyFilter::listed(filter, &caller.viewer)
            .and(Condition::IsNull(column!(digiforma_companies.institution_id)));
        let request =
            Paging { first, after, last, before }.request(condition, DigiformaCompanyOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::DigiformaCompany, DigiformaCompany>(caller, &request, wanted).await?.into())
    }

    /// Links and suggestions, the latest first. Right: `canManageIntegrations`.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    async fn mappings(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaMappingFilter>,
    ) -> Result<Connection<DigiformaMapping>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_see_connection(&caller.viewer)?;
        let condition = filter.unwrap_or_default().condition();
        let request = Paging { first, after, last, before }.request(condition, latest_mappings(), wanted)?;
        Ok(paging::page::<rows::DigiformaMapping, DigiformaMapping>(caller, &request, wanted).await?.into())
    }

    /// Suggestions that wait for a person, the likeliest first. Right: `canManageIntegrations`.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    async fn fuzzy_matches(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<DigiformaMapping>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        digiforma::may_see_connection(&caller.viewer)?;
        let condition = DigiformaMappingFilter::pending();
        let request = Paging { first, after, last, before }.request(condition, likeliest_mappings(), wanted)?;
        Ok(paging::page::<rows::DigiformaMapping, DigiformaMapping>(caller, &request, wanted).await?.into())
    }

    /// Institutions that a company may be, the likeliest first: at most 10, which is the default. Right:
    /// `canManageIntegrations`.
    async fn suggested_matches(
        &self,
        ctx: &Context<'_>,
        company_id: ID,
        first: Option<i32>,
    ) -> Result<Rows<DigiformaSuggestion>> {
        let first = first.unwrap_or(MOST_SUGGESTIONS);
        if !(0..=MOST_SUGGESTIONS).contains(&first) {
            let message = format!("`first` is a number from 0 to {MOST_SUGGESTIONS}, not {first}.");
            return Err(Error::BadInput(message.into()).into());
        }
        let id = paging::id(&company_id, "company")?;
        let found = digiforma::suggestion::of_company(context(ctx)?, id).await?;
        let first = usize::try_from(first).unwrap_or_default();
        Ok(found.into_iter().take(first).map(DigiformaSuggestion::from).collect::<Vec<_>>().into())
    }
}

fn latest_syncs() -> Vec<OrderKey> {
    let begun = OrderKey::new("digiforma_syncs.started_at", "timestamptz").descending(true);
    paging::ended_by(vec![begun], "digiforma_syncs.id")
}

fn latest_mappings() -> Vec<OrderKey> {
    let made = OrderKey::new("digiforma_institution_mappings.created_at", "timestamptz").descending(true);
    paging::ended_by(vec![made], "digiforma_institution_mappings.id")
}

fn likeliest_mappings() -> Vec<OrderKey> {
    let score = OrderKey::new("digiforma_institution_mappings.match_score", "int").descending(true);
    paging::ended_by(vec![score], "digiforma_institution_mappings.id")
}
