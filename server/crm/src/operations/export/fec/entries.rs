//! Entries of documents and payments.

use anyhow::Context as _;
use chrono::NaiveDate;
use db::rows::{Invoice, Payment};
use domain::billing::{InvoiceKind, fec::Entry};
use rust_decimal::Decimal;

use super::{Accounts, documents::Document};
use crate::{
    Error, Result,
    operations::billing::{calendar, parties::Buyer},
};

/// The two journals, as far as they are written.
pub(super) struct Journals {
    accounts: Accounts,
    /// The last number of an entry of sales.
    sales: i64,
    /// The last number of an entry of the bank.
    bank: i64,
}

/// A side of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Debit,
    Credit,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Debit => Self::Credit,
            Self::Credit => Self::Debit,
        }
    }
}

/// What the lines of an entry have in common.
struct Frame<'a> {
    journal: (&'static str, &'static str),
    number: u32,
    day: NaiveDate,
    piece: String,
    piece_date: NaiveDate,
    label: String,
    client: &'a Client,
}

/// The client as a subsidiary account.
struct Client {
    account: String,
    name: String,
}

impl Client {
    /// As the document names it: by its number in the books, else its SIREN.
    fn of(invoice: &Invoice) -> Result<Self> {
        let buyer = invoice.issue.buyer.as_ref().context("an issued document without client")?;
        let buyer: Buyer = buyer.read().map_err(anyhow::Error::from)?;
        Ok(Self { account: buyer.accounting_number.or(buyer.siren).unwrap_or_default(), name: buyer.name })
    }
}

impl Journals {
    /// After so many entries of the accounting year.
    pub(super) fn new(accounts: Accounts, sales: i64, bank: i64) -> Self {
        Self { accounts, sales, bank }
    }

    /// The entries of some days in the order of their dates; on one day sales come first.
    pub(super) fn of(&mut self, documents: &[Document], payments: &[(Payment, Invoice)]) -> Result<Vec<Entry>> {
        let mut entries = Vec::with_capacity(3 * documents.len() + 2 * payments.len());
        for document in documents {
            self.sales += 1;
            entries.extend(self.sale(document)?);
        }
        for (payment, invoice) in payments {
            self.bank += 1;
            entries.extend(self.payment(payment, invoice)?);
        }
        entries.sort_by_key(|entry| entry.date);
        Ok(entries)
    }

    /// The client owes what was sold and its VAT; a credit note the other way round.
    fn sale(&self, Document { invoice, vat }: &Document) -> Result<Vec<Entry>> {
        let issue = &invoice.issue;
        let (Some(day), Some(piece)) = (issue.issue_date, issue.invoice_number.clone()) else {
            return Err(Error::Internal(anyhow::anyhow!("an issued document without number")));
        };
        let client = Client::of(invoice)?;
        let (word, side) = match invoice.kind {
            InvoiceKind::Invoice => ("Facture", Side::Debit),
            InvoiceKind::CreditNote => ("Avoir", Side::Credit),
        };
        let frame = Frame {
            journal: ("VE", "Ventes"),
            number: number(self.sales)?,
            day,
            label: format!("{word} {piece} {}", client.name),
            piece,
            piece_date: day,
            client: &client,
        };
        let accounts = &self.accounts;
        let mut entries = vec![frame.client_line(&accounts.customer_account, side, invoice.totals.total)];
        for group in vat {
            if !group.base.is_zero() {
                let label = "Prestations de services";
                entries.push(frame.line(&accounts.sales_account, label, side.other(), group.base));
            }
            if !group.tax.is_zero() {
                let rate = group.rate.normalize().to_string().replace('.', ",");
                let label = format!("TVA collectée {rate} %");
                entries.push(frame.line(&accounts.vat_account, &label, side.other(), group.tax));
            }
        }
        Ok(entries)
    }

    /// The bank has what the client owed; a refund the other way round.
    fn payment(&self, payment: &Payment, invoice: &Invoice) -> Result<Vec<Entry>> {
        let client = Client::of(invoice)?;
        let day = calendar::day_of(payment.values.payment_date);
        let document = invoice.issue.invoice_number.clone().unwrap_or_default();
        let (word, side) = match invoice.kind {
            InvoiceKind::Invoice => ("Règlement", Side::Debit),
            InvoiceKind::CreditNote => ("Remboursement", Side::Credit),
        };
        let frame = Frame {
            journal: ("BQ", "Banque"),
            number: number(self.bank)?,
            day,
            label: format!("{word} {document} {}", client.name),
            piece: payment.values.reference.clone().unwrap_or(document),
            piece_date: day,
            client: &client,
        };
        let amount = payment.values.amount;
        Ok(vec![
            frame.line(&self.accounts.bank_account, "Banque", side, amount),
            frame.client_line(&self.accounts.customer_account, side.other(), amount),
        ])
    }
}

impl Frame<'_> {
    fn line(&self, account: &str, account_label: &str, side: Side, amount: Decimal) -> Entry {
        let (debit, credit) = match side {
            Side::Debit => (amount, Decimal::ZERO),
            Side::Credit => (Decimal::ZERO, amount),
        };
        Entry {
            journal_code: self.journal.0.to_owned(),
            journal_label: self.journal.1.to_owned(),
            number: self.number,
            date: self.day,
            account: account.to_owned(),
            account_label: account_label.to_owned(),
            auxiliary_account: String::new(),
            auxiliary_label: String::new(),
            piece: self.piece.clone(),
            piece_date: self.piece_date,
            label: self.label.clone(),
            debit,
            credit,
            lettering: String::new(),
            lettering_date: None,
            validation_date: self.day,
        }
    }

    /// A line on the client's account.
    fn client_line(&self, account: &str, side: Side, amount: Decimal) -> Entry {
        let has_account = !self.client.account.is_empty();
        Entry {
            auxiliary_account: self.client.account.clone(),
            auxiliary_label: if has_account { self.client.name.clone() } else { String::new() },
            ..self.line(account, "Clients", side, amount)
        }
    }
}

fn number(count: i64) -> Result<u32> {
    u32::try_from(count).map_err(|_| Error::Internal(anyhow::anyhow!("there are too many entries")))
}
