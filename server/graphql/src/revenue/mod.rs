//! Revenue: consolidated figures, and what is entered by hand.

mod amounts;
mod consolidated;
mod entry;
mod filter;
mod month;
mod mutations;
mod order;
mod query;

pub use amounts::RevenueAmounts;
pub use consolidated::{ConsolidatedRevenue, FormationSource};
pub use entry::RevenueEntry;
pub use filter::RevenueEntryFilter;
pub use month::{RevenueMonth, evolution};
pub use mutations::RevenueEntryMutation;
pub use order::RevenueEntryOrder;
pub use query::{RevenueEntryQuery, RevenueQuery};
