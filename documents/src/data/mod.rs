//! What a document says, complete: who, what, how much, until when. No amount is computed from it.

mod amounts;
mod appearance;
mod document;
mod kind;
mod party;
mod references;
mod reminder;
mod terms;

pub use amounts::{Deduction, Discount, Line, Totals, VatCategory, VatGroup};
pub use appearance::{Appearance, Geometry, LogoPosition, logo_media_type};
pub use document::Document;
pub use kind::{Kind, Language};
pub use party::{Address, Buyer, Seller};
pub use references::{InvoiceReference, References};
pub use reminder::{Overdue, Reminder};
pub use terms::{OperationNature, Terms};
