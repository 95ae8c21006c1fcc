//! The object `InvoiceDeduction`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use db::rows;
use domain::billing::VatCategory;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Invoice, invoices_by_id};
use crate::{
    Id, columns,
    rows::{Alone, Loading, One, Relation, Row, alone},
};

/// What a final invoice takes off for a deposit, in one group of VAT. Amounts are euros.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct InvoiceDeduction {
    /// Id.
    pub id: Id,
    /// Id of the final invoice.
    pub invoice_id: Id,
    /// Id of the deposit invoice.
    pub deposit_invoice_id: Id,
    /// Its place, from 1.
    pub order_index: i32,
    /// Category of VAT.
    pub vat_category: VatCategory,
    /// Rate of VAT in percent.
    pub tax_rate: Decimal,
    /// Why no VAT is due: a code of the VATEX list.
    pub vat_exemption_code: Option<String>,
    /// Before tax.
    pub amount: Decimal,
    /// VAT.
    pub tax_amount: Decimal,
}

impl From<rows::InvoiceDeduction> for InvoiceDeduction {
    fn from(row: rows::InvoiceDeduction) -> Self {
        let values = row.values;
        Self {
            id: row.id.into(),
            invoice_id: row.invoice_id.into(),
            deposit_invoice_id: values.deposit_invoice_id.into(),
            order_index: values.order_index,
            vat_category: values.vat_category,
            tax_rate: values.tax_rate,
            vat_exemption_code: values.vat_exemption_code.map(|code| code.code().to_owned()),
            amount: values.amount,
            tax_amount: values.tax_amount,
        }
    }
}

impl Row for InvoiceDeduction {
    columns!(
        id,
        invoice_id,
        deposit_invoice_id,
        order_index,
        vat_category,
        tax_rate,
        vat_exemption_code,
        amount,
        tax_amount,
    );
    const RELATIONS: &'static [&'static str] = &["depositInvoice"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "depositInvoice" {
            return None;
        }
        let ids = field.distinct_keys(|row| Some(Uuid::from(row.deposit_invoice_id)));
        let load = invoices_by_id(field.context(), ids);
        Some(field.one(load, |row| Some(row.deposit_invoice_id), |invoice| invoice.id))
    }
}

#[ComplexObject]
impl InvoiceDeduction {
    /// The deposit invoice, if the caller sees it.
    async fn deposit_invoice(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Invoice>>>> {
        alone(self, ctx).await
    }
}
