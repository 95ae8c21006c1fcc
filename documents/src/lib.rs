//! Documents that leave the firm: quotes, orders, invoices, credit notes and reminders as PDF/A-3, with Factur-X inside
//! where the law speaks of an invoice. Made from plain data by Typst templates.
//!
//! The crate stands apart because type-setting is heavy to compile: what changes often lives elsewhere. It knows no
//! database and computes no amount; the rules of money are in `domain`, and what a document says arrives complete.
//!
//! [`render`] does the work where it is called. Templates are programs that people write, so a server has it done in a
//! process of its own, which runs [`worker::serve`] and may be ended at any time.

mod country;
mod data;
mod exchange;
mod facturx;
mod fonts;
pub mod french;
mod mentions;
mod render;
mod sample;
mod text;
mod typeset;
mod view;
pub mod worker;
mod world;

pub use data::{
    Address, Appearance, Buyer, Deduction, Discount, Document, Geometry, InvoiceReference, Kind, Language, Line,
    LogoPosition, OperationNature, Overdue, References, Reminder, Seller, Terms, Totals, VatCategory, VatGroup,
    logo_media_type,
};
pub use exchange::{
    BrokenRule, MAX_MESSAGE, RenderAnswer, RenderProblem, RenderRequest, TemplateProblem, decode_answer, encode_answer,
};
pub use render::{render, template_source};
pub use sample::sample;
pub use view::{Variable, variables};
