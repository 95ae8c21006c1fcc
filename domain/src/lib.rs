//! Pure types and rules of the firm, shared by the server and the web app: statuses and their transitions,
//! roles and rights, identifiers, the arithmetic and rules of billing. No input or output; compiles to WebAssembly.

#[macro_use]
mod wire_enum;

pub mod billing;
pub mod digiforma;
pub mod identifiers;
pub mod institution;
pub mod matching;
pub mod rights;
pub mod segment;
pub mod task;
pub mod text;
pub mod user;
pub mod webhook;

pub use digiforma::{
    DigiformaContactKind, DigiformaInvoiceStatus, DigiformaMatchType, DigiformaPhase, DigiformaQuoteStatus,
    DigiformaSyncFrequency, DigiformaSyncMode, DigiformaSyncStatus, DigiformaSyncType, DigiformaTestOutcome,
};
pub use institution::{CommercialStatus, ComplianceStatus, DataSource, InstitutionType};
pub use rights::Permission;
pub use segment::{SegmentType, SegmentVisibility};
pub use task::{TaskPriority, TaskStatus};
pub use user::{ApiTokenScope, Language, Theme, UserRole};
pub use webhook::{WebhookDeliveryStatus, WebhookEvent, WebhookStatus};
pub use wire_enum::UnknownName;
