//! Billing: exact amounts of lines and documents, VAT, statuses and the moves between them, numbers, payment terms,
//! late penalties, mandatory mentions and the lines of the accounting file.
//!
//! Everything here is pure and shared with the browser: what a person sees while typing is what the server stores.
//! Amounts are euros as exact decimals; a [`LineProblem`], a [`DocumentProblem`] and a [`Mention`] are data with a code
//! and a field, the sentences belong to the callers. Only the texts that the law wants printed on a document stand
//! here, in French ([`texts`]).

mod amount;
mod document;
mod exemption;
mod firm;
mod invoice;
mod line;
mod mentions;
mod number;
mod parts;
mod payment;
mod penalties;
mod quote;
mod revenue;
mod template;
mod terms;
#[cfg(test)]
mod testing;
mod totals;
mod vat;
#[cfg(test)]
mod wire_names;

pub mod fec;
pub mod texts;

pub use amount::{MAX_QUANTITY, MAX_TOTAL, MAX_UNIT_PRICE, MIN_QUANTITY, percentage_of, round_to_cents};
pub use document::{DocumentAmounts, DocumentProblem, VatConflict, document_amounts, vat_conflicts};
pub use exemption::ExemptionCode;
pub use firm::{LegalForm, VatRegime, is_french_territory};
pub use invoice::{InvoiceKind, InvoiceStanding, InvoiceStatus, InvoiceType, OperationNature};
pub use line::{Discount, DiscountType, LineAmounts, LineInput, LineProblem};
pub use mentions::{
    BuyerFacts, DocumentFacts, Mention, SellerFacts, missing_mentions, missing_of_buyer, missing_of_document,
    missing_of_seller,
};
pub use number::{NumberPattern, PatternProblem, is_series};
pub use parts::{PartProblem, deposit_groups, left_after, part_of_line, share_out};
pub use payment::{PaymentMethod, PaymentStatus};
pub use penalties::{RECOVERY_INDEMNITY, days_late, late_penalty, legal_penalty_rate};
pub use quote::QuoteStatus;
pub use revenue::RevenueEntryKind;
pub use template::{DocumentType, LogoPosition, TemplateType};
pub use terms::PaymentTerms;
pub use totals::{MAX_LINES, Totals, VatGroup, vat_breakdown};
pub use vat::{RATES, Vat, VatCategory, VatProblem, is_legal_rate};
