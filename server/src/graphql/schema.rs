//! The schema, put together.

use async_graphql::{MergedObject, registry::Registry};

use super::{
    account::{AccountMutation, AccountQuery},
    aggregates::{self, AggregateQuery},
    audit::AuditEventQuery,
    catalog::{CatalogItemMutation, CatalogItemQuery},
    contact::{ContactMutation, ContactQuery},
    dashboard::{DashboardQuery, InstitutionAttention},
    digiforma::{DigiformaMutation, DigiformaQuery},
    engine::Engine,
    facets::FacetsQuery,
    firm::{FirmMutation, FirmQuery},
    institution::{AssignmentMutation, InstitutionMutation, InstitutionQuery},
    invoice::{
        BillingReportQuery, InvoiceDeliveryMutation, InvoiceMoveMutation, InvoiceMutation, InvoiceQuery,
        QuoteInvoicingMutation,
    },
    node::NodeQuery,
    payment::{PaymentMutation, PaymentQuery},
    quote::{PublicQuoteMutation, PublicQuoteQuery, QuoteMoveMutation, QuoteMutation, QuoteQuery},
    revenue::{RevenueEntryMutation, RevenueEntryQuery, RevenueQuery},
    rows,
    search::SearchQuery,
    setup::{SetupMutation, SetupQuery},
    subscription::Subscription,
    task::{TaskMutation, TaskQuery},
    team::{TeamMemberMutation, TeamMutation, TeamQuery},
    template::{InvoiceTemplateMutation, InvoiceTemplateQuery, TemplatePreviewMutation, TemplateSourceQuery},
    user::{UserMutation, UserQuery},
};
use crate::config::GraphqlLimits;

/// Root of queries.
#[derive(MergedObject, Default)]
pub struct Query(
    AccountQuery,
    AggregateQuery,
    AuditEventQuery,
    BillingReportQuery,
    CatalogItemQuery,
    ContactQuery,
    DashboardQuery,
    DigiformaQuery,
    FacetsQuery,
    FirmQuery,
    InstitutionQuery,
    InvoiceQuery,
    InvoiceTemplateQuery,
    TemplateSourceQuery,
    NodeQuery,
    PaymentQuery,
    PublicQuoteQuery,
    QuoteQuery,
    RevenueEntryQuery,
    RevenueQuery,
    SearchQuery,
    SetupQuery,
    TaskQuery,
    TeamQuery,
    UserQuery,
);

/// Root of mutations.
#[derive(MergedObject, Default)]
pub struct Mutation(
    AccountMutation,
    AssignmentMutation,
    CatalogItemMutation,
    ContactMutation,
    DigiformaMutation,
    FirmMutation,
    InstitutionMutation,
    InvoiceDeliveryMutation,
    InvoiceMoveMutation,
    InvoiceMutation,
    InvoiceTemplateMutation,
    TemplatePreviewMutation,
    PaymentMutation,
    PublicQuoteMutation,
    QuoteInvoicingMutation,
    QuoteMoveMutation,
    QuoteMutation,
    RevenueEntryMutation,
    SetupMutation,
    TaskMutation,
    TeamMemberMutation,
    TeamMutation,
    UserMutation,
);

/// The engine of this product's schema.
pub type Api = Engine<Query, Mutation, Subscription>;

/// Builds the schema.
#[must_use]
pub fn api(limits: GraphqlLimits) -> Api {
    Engine::new(Query::default(), Mutation::default(), Subscription, limits, |schema| schema)
}

/// What is wrong with the declarations of rows, for a test of the schema.
#[must_use]
pub fn row_problems(registry: &Registry) -> Vec<String> {
    [
        rows::problems::<super::institution::Address>(registry),
        rows::problems::<super::institution::MedicalInstitution>(registry),
        rows::problems::<super::institution::MedicalProfile>(registry),
        rows::problems::<super::catalog::CatalogItem>(registry),
        rows::problems::<super::quote::Quote>(registry),
        rows::problems::<super::quote::QuoteLine>(registry),
        rows::problems::<super::quote::QuoteRevision>(registry),
        rows::problems::<super::quote::PublicQuoteLine>(registry),
        rows::problems::<super::billing::VatGroup>(registry),
        rows::problems::<super::invoice::Invoice>(registry),
        rows::problems::<super::invoice::InvoiceLine>(registry),
        rows::problems::<super::invoice::InvoiceDeduction>(registry),
        rows::problems::<super::invoice::AgedBalanceRow>(registry),
        rows::problems::<super::document::DocumentVersion>(registry),
        rows::problems::<super::payment::Payment>(registry),
        rows::problems::<super::revenue::ConsolidatedRevenue>(registry),
        rows::problems::<super::revenue::RevenueAmounts>(registry),
        rows::problems::<super::revenue::FormationSource>(registry),
        rows::problems::<super::revenue::RevenueMonth>(registry),
        rows::problems::<super::revenue::RevenueEntry>(registry),
        rows::problems::<super::payload::UserError>(registry),
        rows::problems::<super::firm::FirmIdentity>(registry),
        rows::problems::<super::firm::FirmAddress>(registry),
        rows::problems::<super::template::InvoiceTemplate>(registry),
        rows::problems::<super::template::TemplateVersion>(registry),
        rows::problems::<super::contact::ContactPerson>(registry),
        rows::problems::<super::digiforma::DigiformaAddress>(registry),
        rows::problems::<super::digiforma::DigiformaCompany>(registry),
        rows::problems::<super::digiforma::DigiformaContact>(registry),
        rows::problems::<super::digiforma::DigiformaInvoice>(registry),
        rows::problems::<super::digiforma::DigiformaLine>(registry),
        rows::problems::<super::digiforma::DigiformaMapping>(registry),
        rows::problems::<super::digiforma::DigiformaPayment>(registry),
        rows::problems::<super::digiforma::DigiformaQuote>(registry),
        rows::problems::<super::digiforma::DigiformaSuggestion>(registry),
        rows::problems::<super::digiforma::DigiformaSync>(registry),
        rows::problems::<super::digiforma::DigiformaSyncCounter>(registry),
        rows::problems::<super::digiforma::DigiformaSyncError>(registry),
        rows::problems::<super::task::Task>(registry),
        rows::problems::<super::user::User>(registry),
        rows::problems::<super::team::Team>(registry),
        rows::problems::<super::audit::AuditEvent>(registry),
        rows::problems::<InstitutionAttention>(registry),
        aggregates::row_problems(registry),
    ]
    .concat()
}
