//! Keys of what belongs to a piece of business: each derives from the key of the whole and from its place.

use uuid::Uuid;

use crate::demo::Chance;

/// The keys of a piece of business.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys(Uuid);

/// What has keys.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Quote = 1,
    QuoteLine = 2,
    Invoice = 3,
    InvoiceLine = 4,
    Deduction = 5,
    Payment = 6,
}

/// No document of a deal has so many lines.
const MOST_PARTS: usize = 1_000;

impl Keys {
    /// The keys of the business that this one names.
    pub(crate) fn of(deal: Uuid) -> Self {
        Self(deal)
    }

    fn key(self, kind: Kind, document: usize, part: usize) -> Uuid {
        let (_, seed) = self.0.as_u64_pair();
        let place = (document * MOST_PARTS + part) as u64;
        Chance::of_row(seed, kind as u64, place).key()
    }

    /// The quote.
    pub(crate) fn quote(self) -> Uuid {
        self.key(Kind::Quote, 0, 0)
    }

    /// A line of the quote.
    pub(crate) fn quote_line(self, line: usize) -> Uuid {
        self.key(Kind::QuoteLine, 0, line)
    }

    /// An invoice or credit note.
    pub(crate) fn invoice(self, invoice: usize) -> Uuid {
        self.key(Kind::Invoice, invoice, 0)
    }

    /// A line of an invoice.
    pub(crate) fn invoice_line(self, invoice: usize, line: usize) -> Uuid {
        self.key(Kind::InvoiceLine, invoice, line)
    }

    /// A deduction of an invoice.
    pub(crate) fn deduction(self, invoice: usize, deduction: usize) -> Uuid {
        self.key(Kind::Deduction, invoice, deduction)
    }

    /// A payment of an invoice.
    pub(crate) fn payment(self, invoice: usize, payment: usize) -> Uuid {
        self.key(Kind::Payment, invoice, payment)
    }
}
