//! The object `Address`.

use async_graphql::SimpleObject;
use db::rows;

use crate::{columns, rows::Row};
use crm::operations::billing::parties::PartyAddress;

/// A postal address.
#[derive(Debug, Clone, SimpleObject)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Department or region; may be empty.
    pub state: String,
    /// Post code.
    pub zip_code: String,
    /// Country.
    pub country: String,
}

impl From<rows::Address> for Address {
    fn from(row: rows::Address) -> Self {
        Self { street: row.street, city: row.city, state: row.state, zip_code: row.zip_code, country: row.country }
    }
}

impl Address {
    /// An address that was kept with an invoice.
    pub(crate) fn kept(kept: serde_json::Value) -> Self {
        PartyAddress::of_kept(kept).into()
    }
}

impl Row for Address {
    columns!(street, city, state, zip_code, country);
}
