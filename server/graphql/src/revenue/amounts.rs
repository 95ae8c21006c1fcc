//! The object `RevenueAmounts`.

use async_graphql::SimpleObject;
use rust_decimal::Decimal;

use crate::{columns, rows::Row};
use crm::operations::revenue::Amounts;

/// What documents amount to, in euros, by the day that they bear: drafts and cancelled documents are out, credit notes
/// are taken off.
#[derive(Debug, Clone, SimpleObject)]
pub struct RevenueAmounts {
    /// Number of documents that count, credit notes included.
    pub count: i64,
    /// With tax.
    pub invoiced: Decimal,
    /// With tax: what of it was paid until now, in confirmed payments, less refunds.
    pub paid: Decimal,
    /// With tax: what of it was not paid until now; negative where clients have money to get back.
    pub unpaid: Decimal,
    /// Before tax.
    pub invoiced_before_tax: Decimal,
    /// Before tax: payments hold tax in proportion to their document.
    pub paid_before_tax: Decimal,
    /// Before tax.
    pub unpaid_before_tax: Decimal,
}

impl From<Amounts> for RevenueAmounts {
    fn from(amounts: Amounts) -> Self {
        Self {
            count: amounts.count,
            invoiced: amounts.invoiced,
            paid: amounts.paid,
            unpaid: amounts.unpaid(),
            invoiced_before_tax: amounts.invoiced_before_tax,
            paid_before_tax: amounts.paid_before_tax,
            unpaid_before_tax: amounts.unpaid_before_tax(),
        }
    }
}

impl Row for RevenueAmounts {
    columns!(count, invoiced, paid, unpaid, invoiced_before_tax, paid_before_tax, unpaid_before_tax);
}
