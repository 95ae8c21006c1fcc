//! The object `DigiformaCompany`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{self, Condition},
    rows,
};
use uuid::Uuid;

use super::{
    contact::DigiformaContact,
    filters::{DigiformaContactFilter, DigiformaInvoiceFilter, DigiformaQuoteFilter},
    invoice::DigiformaInvoice,
    lists,
    mapping::{DigiformaMapping, mappings_of},
    orders::{DigiformaContactOrder, DigiformaInvoiceOrder, DigiformaQuoteOrder},
    quote::DigiformaQuote,
};
use crate::{
    Id, columns, context,
    institution::{MedicalInstitution, institutions_by_id},
    paging,
    rows::{Alone, Connection, Loading, One, Relation, Row, alone},
};
use crm::operations::{digiforma, scope};

/// A company of Digiforma, as it is there.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct DigiformaCompany {
    /// Id.
    pub id: Id,
    /// Id in Digiforma.
    pub digiforma_id: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone, as typed there.
    pub phone: Option<String>,
    /// Address on the web.
    pub website: Option<String>,
    /// SIRET, as typed there: it may be wrong.
    pub siret: Option<String>,
    /// Accounting number.
    pub accounting_number: Option<String>,
    /// Id of the institution that it is linked to.
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
    address_parts: Option<serde_json::Value>,
}

/// A postal address, as far as it is known.
#[derive(Debug, Clone, SimpleObject)]
pub struct DigiformaAddress {
    /// Street and number.
    pub street: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// Post code.
    pub zip_code: Option<String>,
    /// Country.
    pub country: Option<String>,
}

impl Row for DigiformaAddress {
    columns!(street, city, zip_code, country);
}

impl DigiformaAddress {
    fn of(parts: &serde_json::Value) -> Self {
        let part = |name: &str| parts[name].as_str().map(str::to_owned);
        Self { street: part("street"), city: part("city"), zip_code: part("zipCode"), country: part("country") }
    }
}

impl From<rows::DigiformaCompany> for DigiformaCompany {
    fn from(row: rows::DigiformaCompany) -> Self {
        Self {
            id: row.id.into(),
            digiforma_id: row.digiforma_id,
            name: row.name,
            email: row.email,
            phone: row.phone,
            website: row.website,
            siret: row.siret,
            accounting_number: row.accounting_number,
            institution_id: row.institution_id.map(Id::from),
            removed_at: row.removed_at,
            last_sync_at: row.last_sync_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            address_parts: row.address,
        }
    }
}

impl Row for DigiformaCompany {
    columns!(
        id,
        digiforma_id,
        name,
        email,
        phone,
        website,
        siret,
        accounting_number,
        institution_id,
        removed_at,
        last_sync_at,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &["address", "institution", "mapping", "contacts", "quotes", "invoices"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "address" => field.embedded(|row| row.address_parts.as_ref().map(DigiformaAddress::of)),
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "mapping" => {
                let ids = field.keys(|row| row.id.0);
                field.one(mappings_of(ctx, ids), |row| Some(row.id), |mapping| mapping.company_id)
            }
            "contacts" => lists::contacts_of(field, |row| row.id.0),
            "quotes" => lists::quotes_of(field, |row| row.id.0, "digiforma_quotes.digiforma_company_id"),
            "invoices" => lists::invoices_of(field, |row| row.id.0, "digiforma_invoices.digiforma_company_id"),
            _ => return None,
        })
    }
}

/// The companies of these ids that the caller sees.
///
/// # Errors
/// Nobody is signed in, or the database does not answer.
pub async fn companies_by_id(ctx: &Context<'_>, ids: Vec<Uuid>) -> crm::Result<Vec<DigiformaCompany>> {
    let caller = context(ctx)?;
    digiforma::may_read(&caller.viewer)?;
    let seen: Condition = scope::digiforma_companies(&caller.viewer);
    let mut conn = caller.db().await?;
    let found = query::by_ids::<rows::DigiformaCompany>(&mut conn, column!(digiforma_companies.id), ids, seen).await?;
    Ok(found.into_iter().map(DigiformaCompany::from).collect())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl DigiformaCompany {
    /// Where it is.
    async fn address(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<DigiformaAddress>>>> {
        alone(self, ctx).await
    }

    /// The institution that it is linked to.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Its link or suggestion; null without `canManageIntegrations`.
    async fn mapping(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<DigiformaMapping>>>> {
        alone(self, ctx).await
    }

    /// Its people: contacts, and trainees whom it employs.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<DigiformaContactFilter>,
        order_by: Option<Vec<DigiformaContactOrder>>,
    ) -> Result<Alone<Connection<DigiformaContact>>> {
        alone(self, ctx).await
    }

    /// Its quotes.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, unused_variables, reason = "the arguments are read by the relation")]
    async fn quotes(
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
        filter: Option<DigiformaInvoiceFilter>,
        order_by: Option<Vec<DigiformaInvoiceOrder>>,
    ) -> Result<Alone<Connection<DigiformaInvoice>>> {
        alone(self, ctx).await
    }
}
