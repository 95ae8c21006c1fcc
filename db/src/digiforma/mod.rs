//! Statements of the mirror of Digiforma: many rows at once, and none written that is as it was.

mod candidates;
mod links;
mod mirrored;
mod records;
mod removal;

pub use candidates::{Candidate, Linkable, by_name, by_number, linkable, linkable_one, matched_by};
pub use links::{Linked, follow_companies, relink};
pub use mirrored::{DealsOf, Listing, Sorted, Wanted, by_digiforma_ids, deals_of, list};
pub use records::{
    CompanyRecord, ContactRecord, CustomerRecord, DirectoryRecord, InvoiceRecord, ProgramRecord, QuoteRecord,
    TrainingSessionRecord, Written,
};
pub use removal::{Table, mark_removed, missing};
