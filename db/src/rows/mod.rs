//! Rows of the tables, as Diesel reads and writes them.

mod audit_event;
mod catalog_item;
mod contact;
mod digiforma;
mod document_version;
mod exact;
mod firm;
mod institution;
mod invoice;
mod json_text;
mod line;
mod payment;
mod profile;
mod quote;
mod revenue_entry;
mod segment;
mod task;
mod template;
mod user;
mod webhook;

pub use audit_event::AuditEvent;
pub use catalog_item::{CatalogItem, CatalogItemValues};
pub use contact::{Contact, ContactValues};
pub use digiforma::{
    DigiformaCompany, DigiformaContact, DigiformaInvoice, DigiformaMapping, DigiformaQuote, DigiformaSettings,
    DigiformaSettingsValues, DigiformaSync,
};
pub use document_version::DocumentVersion;
pub use exact::Exact;
pub use firm::{DocumentCounter, FirmAccounting, FirmAddress, FirmIdentity, FirmValues};
pub use institution::{Address, Institution, InstitutionBilling, InstitutionValues};
pub use invoice::{
    DeductionValues, Invoice, InvoiceDeduction, InvoiceIssue, InvoiceLine, InvoiceLineValues, InvoiceTotals,
    InvoiceValues,
};
pub use json_text::JsonText;
pub use payment::{Payment, PaymentValues};
pub use profile::{Profile, ProfileValues};
pub use quote::{Quote, QuoteLine, QuoteLineValues, QuoteRevision, QuoteTotals, QuoteValues};
pub use revenue_entry::{RevenueEntry, RevenueEntryValues};
pub use segment::{Segment, SegmentValues};
pub use task::{Task, TaskValues};
pub use template::{Template, TemplateValues, TemplateVersion};
pub use user::{Team, TeamValues, User, UserValues};
pub use webhook::{Webhook, WebhookAttempt, WebhookDelivery, WebhookValues};
