//! The object `VatGroup`.

use async_graphql::SimpleObject;
use domain::billing::{self, VatCategory};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{columns, rows::Row};

/// What a document taxes in one way: the sums of its lines of one rate, category and reason.
#[derive(Debug, Clone, SimpleObject)]
pub struct VatGroup {
    /// Category of VAT.
    pub category: VatCategory,
    /// Rate in percent.
    pub rate: Decimal,
    /// Why no VAT is due: a code of the VATEX list.
    pub exemption_code: Option<String>,
    /// The reason as it is printed, in French.
    pub exemption_text: Option<String>,
    /// Before tax, after discounts, in euros.
    pub base: Decimal,
    /// VAT, in euros.
    pub tax: Decimal,
    #[graphql(skip)]
    document_id: Uuid,
}

impl VatGroup {
    /// A group of a document.
    #[must_use]
    pub fn new(document_id: Uuid, group: &billing::VatGroup) -> Self {
        let mut rate = group.rate;
        rate.rescale(2);
        Self {
            category: group.category,
            rate,
            exemption_code: group.exemption_code.map(|code| code.code().to_owned()),
            exemption_text: group.exemption_code.map(|code| code.text().to_owned()),
            base: group.base,
            tax: group.tax,
            document_id,
        }
    }

    /// The quote or invoice that it is of.
    #[must_use]
    pub fn document_id(&self) -> Uuid {
        self.document_id
    }
}

impl Row for VatGroup {
    columns!(category, rate, exemption_code, exemption_text, base, tax);
}
