//! Lines and payments, read from the rows as they were received.

use async_graphql::SimpleObject;
use digiforma::{
    meaning::line_total,
    record::{self, Invoice, Item, ItemKind, Quotation},
};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::{Date, Id, columns, rows::Row};

/// A line of a quote or invoice of Digiforma.
#[derive(Debug, Clone, SimpleObject)]
pub struct DigiformaLine {
    /// Title.
    pub name: Option<String>,
    /// Text below it.
    pub description: Option<String>,
    /// What is sold: `training`, `other_expenses`, `pedagogical_products`, `non_training`, or what Digiforma says.
    pub kind: Option<String>,
    /// How many; positive on credit notes too.
    pub quantity: Option<Decimal>,
    /// Price of one, in euros before tax; negative on credit notes.
    pub unit_price: Option<Decimal>,
    /// Rate of VAT in percent.
    pub vat_rate: Option<Decimal>,
    /// What the line is worth, in euros before tax.
    pub net_amount: Decimal,
    #[graphql(skip)]
    pub(super) document: Id,
}

impl Row for DigiformaLine {
    columns!(name, description, kind, quantity, unit_price, vat_rate, net_amount);
}

/// A payment of an invoice of Digiforma.
#[derive(Debug, Clone, SimpleObject)]
pub struct DigiformaPayment {
    /// In euros.
    pub amount: Decimal,
    /// Its day.
    pub date: Option<Date>,
    /// `CASH`, `TRANSFER`, `ONLINE`, `CHECK`, `CARD`, `DIRECT_DEBIT`, or what Digiforma says.
    pub mode: Option<String>,
    #[graphql(skip)]
    pub(super) invoice: Id,
}

impl Row for DigiformaPayment {
    columns!(amount, date, mode);
}

fn read<T: record::Record>(metadata: Option<&Value>) -> Option<T> {
    record::read::<T>(metadata?).ok().map(|read| read.record)
}

/// Lines of an invoice.
pub(super) fn lines_of_invoice(id: Id, metadata: Option<&Value>) -> Vec<DigiformaLine> {
    let invoice: Option<Invoice> = read(metadata);
    invoice.into_iter().flat_map(|invoice| invoice.items).map(|item| line(id, item)).collect()
}

/// Lines of a quote.
pub(super) fn lines_of_quote(id: Id, metadata: Option<&Value>) -> Vec<DigiformaLine> {
    let quotation: Option<Quotation> = read(metadata);
    quotation.into_iter().flat_map(|quotation| quotation.items).map(|item| line(id, item)).collect()
}

/// Payments of an invoice.
pub(super) fn payments_of(id: Id, metadata: Option<&Value>) -> Vec<DigiformaPayment> {
    let invoice: Option<Invoice> = read(metadata);
    let payments = invoice.into_iter().flat_map(|invoice| invoice.payments);
    payments
        .map(|payment| DigiformaPayment {
            amount: payment.amount.unwrap_or_default(),
            date: payment.date.map(Date),
            mode: payment.mode,
            invoice: id,
        })
        .collect()
}

fn line(document: Id, item: Item) -> DigiformaLine {
    let net_amount = line_total(&item);
    let kind = item.kind.map(|kind| match kind {
        ItemKind::Training => "training".to_owned(),
        ItemKind::OtherExpenses => "other_expenses".to_owned(),
        ItemKind::PedagogicalProducts => "pedagogical_products".to_owned(),
        ItemKind::NonTraining => "non_training".to_owned(),
        ItemKind::Other(text) => text,
    });
    DigiformaLine {
        name: item.name,
        description: item.description,
        kind,
        quantity: item.quantity,
        unit_price: item.unit_price,
        vat_rate: item.vat_rate,
        net_amount,
        document,
    }
}
