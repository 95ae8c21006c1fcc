//! Connections of rows of the mirror, below institutions and companies.

use db::rows;
use uuid::Uuid;

use super::{
    company::DigiformaCompany,
    contact::DigiformaContact,
    filters::{DigiformaCompanyFilter, DigiformaContactFilter, DigiformaInvoiceFilter, DigiformaQuoteFilter},
    invoice::DigiformaInvoice,
    orders::{DigiformaCompanyOrder, DigiformaContactOrder, DigiformaInvoiceOrder, DigiformaQuoteOrder},
    quote::DigiformaQuote,
};
use crate::{
    context,
    paging::{self, Paging, argument},
    rows::{Loading, Relation, Row},
};
use crm::operations::digiforma;

/// A connection of children, whose foreign key names the parent.
macro_rules! connection {
    ($field:ident, $key:ident, $parent:expr, $Row:ident, $Object:ident, $Filter:ident, $Order:ident) => {{
        let ctx = $field.context();
        let (ids, wanted, arguments) = ($field.keys($key), $field.wanted(), Paging::of(&$field));
        let (filter, order) = (argument(&$field, "filter"), argument(&$field, "orderBy"));
        $field.connection(async move {
            let (paging, caller) = (arguments?, context(ctx)?);
            digiforma::may_read(&caller.viewer)?;
            let condition = $Filter::listed(filter?, &caller.viewer);
            let request = paging.request(condition, $Order::keys(order?), wanted)?;
            paging::pages::<rows::$Row, $Object>(caller, &ids, $parent, request, wanted).await
        })
    }};
}

/// Companies that are linked to institutions.
pub fn companies_of<P: Row>(field: Relation<'_, P>, key: fn(&P) -> Uuid) -> Loading<'_> {
    let parent = "digiforma_companies.institution_id";
    connection!(field, key, parent, DigiformaCompany, DigiformaCompany, DigiformaCompanyFilter, DigiformaCompanyOrder)
}

/// People of companies.
pub(super) fn contacts_of<P: Row>(field: Relation<'_, P>, key: fn(&P) -> Uuid) -> Loading<'_> {
    let parent = "digiforma_contacts.digiforma_company_id";
    connection!(field, key, parent, DigiformaContact, DigiformaContact, DigiformaContactFilter, DigiformaContactOrder)
}

/// Quotes whose `parent` is one of the rows.
pub fn quotes_of<'a, P: Row>(field: Relation<'a, P>, key: fn(&P) -> Uuid, parent: &'static str) -> Loading<'a> {
    connection!(field, key, parent, DigiformaQuote, DigiformaQuote, DigiformaQuoteFilter, DigiformaQuoteOrder)
}

/// Invoices whose `parent` is one of the rows.
pub fn invoices_of<'a, P: Row>(field: Relation<'a, P>, key: fn(&P) -> Uuid, parent: &'static str) -> Loading<'a> {
    connection!(field, key, parent, DigiformaInvoice, DigiformaInvoice, DigiformaInvoiceFilter, DigiformaInvoiceOrder)
}
