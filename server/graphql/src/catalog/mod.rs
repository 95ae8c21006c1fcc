//! The catalog: what the firm sells.

mod filter;
mod mutations;
mod object;
mod order;
mod query;

pub use filter::CatalogItemFilter;
pub use mutations::CatalogItemMutation;
pub use object::{CatalogItem, catalog_items_by_id};
pub use order::CatalogItemOrder;
pub use query::CatalogItemQuery;
