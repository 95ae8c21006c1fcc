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
    rows::Declared,
    search::SearchQuery,
    segment::{SegmentMutation, SegmentQuery, SegmentStepMutation},
    setup::{SetupMutation, SetupQuery},
    subscription::Subscription,
    task::{TaskMutation, TaskQuery},
    team::{TeamMemberMutation, TeamMutation, TeamQuery},
    template::{InvoiceTemplateMutation, InvoiceTemplateQuery, TemplatePreviewMutation, TemplateSourceQuery},
    user::{UserMutation, UserQuery},
    webhook::{WebhookMutation, WebhookQuery},
};
use crm::config::GraphqlLimits;

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
    SegmentQuery,
    SetupQuery,
    TaskQuery,
    TeamQuery,
    UserQuery,
    WebhookQuery,
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
    SegmentMutation,
    SegmentStepMutation,
    SetupMutation,
    TaskMutation,
    TeamMemberMutation,
    TeamMutation,
    UserMutation,
    WebhookMutation,
);

/// The engine of this product's schema.
pub type Api = Engine<Query, Mutation, Subscription>;

/// Builds the schema.
#[must_use]
pub fn api(limits: GraphqlLimits) -> Api {
    Engine::new(Query::default(), Mutation::default(), Subscription, limits, |schema| schema)
}

/// The types of rows, for tests of the schema.
#[must_use]
pub fn row_types() -> Vec<Declared> {
    let mut types = vec![
        Declared::of::<super::institution::Address>(),
        Declared::of::<super::institution::MedicalInstitution>(),
        Declared::of::<super::institution::MedicalProfile>(),
        Declared::of::<super::catalog::CatalogItem>(),
        Declared::of::<super::quote::Quote>(),
        Declared::of::<super::quote::QuoteLine>(),
        Declared::of::<super::quote::QuoteRevision>(),
        Declared::of::<super::quote::PublicQuoteLine>(),
        Declared::of::<super::billing::VatGroup>(),
        Declared::of::<super::invoice::Invoice>(),
        Declared::of::<super::invoice::InvoiceLine>(),
        Declared::of::<super::invoice::InvoiceDeduction>(),
        Declared::of::<super::invoice::AgedBalanceRow>(),
        Declared::of::<super::document::DocumentVersion>(),
        Declared::of::<super::payment::Payment>(),
        Declared::of::<super::payload::UserError>(),
        Declared::of::<super::firm::FirmIdentity>(),
        Declared::of::<super::firm::FirmAddress>(),
        Declared::of::<super::template::InvoiceTemplate>(),
        Declared::of::<super::template::TemplateVersion>(),
        Declared::of::<super::contact::ContactPerson>(),
        Declared::of::<super::task::Task>(),
        Declared::of::<super::user::User>(),
        Declared::of::<super::team::Team>(),
        Declared::of::<super::audit::AuditEvent>(),
        Declared::of::<super::revenue::ConsolidatedRevenue>(),
        Declared::of::<super::revenue::RevenueAmounts>(),
        Declared::of::<super::revenue::FormationSource>(),
        Declared::of::<super::revenue::RevenueMonth>(),
        Declared::of::<super::revenue::RevenueEntry>(),
        Declared::of::<super::digiforma::DigiformaAddress>(),
        Declared::of::<super::digiforma::DigiformaCompany>(),
        Declared::of::<super::digiforma::DigiformaContact>(),
        Declared::of::<super::digiforma::DigiformaInvoice>(),
        Declared::of::<super::digiforma::DigiformaLine>(),
        Declared::of::<super::digiforma::DigiformaMapping>(),
        Declared::of::<super::digiforma::DigiformaPayment>(),
        Declared::of::<super::digiforma::DigiformaQuote>(),
        Declared::of::<super::digiforma::DigiformaSuggestion>(),
        Declared::of::<super::digiforma::DigiformaSync>(),
        Declared::of::<super::digiforma::DigiformaSyncCounter>(),
        Declared::of::<super::digiforma::DigiformaSyncError>(),
        Declared::of::<InstitutionAttention>(),
        Declared::of::<super::segment::Segment>(),
        Declared::of::<super::segment::SegmentCriteria>(),
        Declared::of::<super::segment::SegmentInstitutionCriteria>(),
        Declared::of::<super::segment::SegmentContactCriteria>(),
        Declared::of::<super::segment::SegmentCombinedCriteria>(),
        Declared::of::<super::segment::SegmentDateRange>(),
        Declared::of::<super::segment::SegmentFailure>(),
        Declared::of::<super::segment::SegmentOverlap>(),
        Declared::of::<super::segment::SegmentShare>(),
        Declared::of::<super::segment::SegmentSize>(),
        Declared::of::<super::webhook::Webhook>(),
        Declared::of::<super::webhook::WebhookAttempt>(),
        Declared::of::<super::webhook::WebhookDelivery>(),
        Declared::of::<super::webhook::WebhookHeader>(),
        Declared::of::<super::webhook::WebhookStatistics>(),
    ];
    types.extend(aggregates::row_types());
    types
}

/// What is wrong with the declarations of rows, for a test of the schema.
#[must_use]
pub fn row_problems(registry: &Registry) -> Vec<String> {
    row_types().iter().flat_map(|declared| declared.problems(registry)).collect()
}
