//! Revenue: audit (the firm's invoices and credit notes), formation (training invoices, mirrored from Digiforma) and
//! other (entries by hand), by the day that documents bear in France.
//!
//! Drafts and cancelled documents are out. Credit notes are taken off, but for those of a cancelled invoice, which is out
//! together with them. `docs/decisions/revenue.md` tells why.

mod entry;
mod figures;

pub use entry::{
    ENTITY as ENTRY, NewRevenueEntry, RevenueEntryUpdate, create, delete, find, may_change, may_read, restore, search,
    update,
};
pub use figures::{
    Amounts, BySource, Consolidated, MOST_MONTHS, Mirror, Month, consolidated, evolution, may_see_firm, mirror,
    of_institutions,
};
