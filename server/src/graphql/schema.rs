//! The schema, put together.

use async_graphql::{MergedObject, registry::Registry};

use super::{
    account::{AccountMutation, AccountQuery},
    aggregates::{self, AggregateQuery},
    audit::AuditEventQuery,
    catalog::{CatalogItemMutation, CatalogItemQuery},
    contact::{ContactMutation, ContactQuery},
    dashboard::{DashboardQuery, InstitutionAttention},
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
    rows::Declared,
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
        Declared::of::<InstitutionAttention>(),
    ];
    types.extend(aggregates::row_types());
    types
}

/// What is wrong with the declarations of rows, for a test of the schema.
#[must_use]
pub fn row_problems(registry: &Registry) -> Vec<String> {
    row_types().iter().flat_map(|declared| declared.problems(registry)).collect()
}
