//! Quotes, and the lines, deductions and payments of invoices.

use domain::billing::PaymentTerms;
use uuid::Uuid;

use super::{Plan, Rows, Stream, Table, house::House, series};
use crate::demo::{
    Chance,
    billing::{Circumstances, Deal, DealRows, Keys},
};

/// Days that the books go back.
pub(super) const DAYS: i32 = 730;

/// Filled before invoices, in the order of their references.
pub(super) const QUOTES: &[Table] = &[
    Table {
        name: "quotes",
        statement: "COPY quotes (id, quote_number, institution_id, assigned_user_id, order_number, title, valid_until, \
                    status, sent_at, accepted_at, rejected_at, ordered_at, client_comments, subtotal, \
                    total_discount_amount, total_tax_amount, total, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: quotes,
    },
    Table {
        name: "quote_lines",
        statement: "COPY quote_lines (id, quote_id, order_index, description, unit, quantity, unit_price, \
                    discount_type, discount_value, discount_amount, tax_rate, vat_category, vat_exemption_code, \
                    tax_amount, subtotal, total_after_discount, total, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: quote_lines,
    },
];

/// Filled after invoices.
pub(super) const OF_INVOICES: &[Table] = &[
    Table {
        name: "invoice_lines",
        statement: "COPY invoice_lines (id, invoice_id, quote_line_id, order_index, description, unit, quantity, \
                    unit_price, discount_type, discount_value, discount_amount, tax_rate, vat_category, \
                    vat_exemption_code, tax_amount, subtotal, total_after_discount, total, created_at, updated_at) \
                    FROM STDIN",
        turns: |plan| plan.scale,
        write: invoice_lines,
    },
    Table {
        name: "invoice_deductions",
        statement: "COPY invoice_deductions (id, invoice_id, deposit_invoice_id, order_index, vat_category, tax_rate, \
                    vat_exemption_code, amount, tax_amount, created_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: deductions,
    },
    Table {
        name: "payments",
        statement: "COPY payments (id, invoice_id, amount, payment_date, payment_method, reference, status, \
                    recorded_by, created_at, updated_at) FROM STDIN",
        turns: |plan| plan.scale,
        write: payments,
    },
];

/// The business of one institution.
pub(super) struct Books {
    pub(super) house: House,
    is_client: bool,
    terms: PaymentTerms,
    /// How many deals there are.
    pub(super) deals: u32,
}

/// A deal of an institution.
pub(super) struct Business {
    pub(super) deal: Deal,
    pub(super) keys: Keys,
    quote_number: String,
    order_number: String,
}

impl Books {
    /// Of the institution at a place.
    pub(super) fn of(plan: &Plan, index: u32) -> Self {
        let (house, trade) = House::with_trade(plan, index);
        let mut chance = plan.chance(Stream::Books, index);
        let count = if trade.is_client { chance.between(8, 28) } else { chance.between(0, 2) };
        Self {
            house,
            is_client: trade.is_client,
            terms: PaymentTerms::default_for(trade.is_public_body, PaymentTerms::Days30),
            deals: count.unsigned_abs(),
        }
    }

    /// The deal of this number, from 0.
    pub(super) fn deal(&self, plan: &Plan, index: u32, number: u32) -> Business {
        let mut chance = Chance::of_row(plan.seed, Stream::Deals as u64, (u64::from(index) << 8) | u64::from(number));
        let keys = Keys::of(chance.key());
        // What happens today is not known yet.
        let known = plan.today.pred_opt().unwrap_or(plan.today);
        let age = (known - self.house.created_at.date_naive()).num_days();
        let days = i32::try_from(age).unwrap_or(DAYS).clamp(0, DAYS);
        let back = chrono::Days::new(u64::from(chance.between(0, days).unsigned_abs()));
        let begun = known.checked_sub_days(back).unwrap_or(known);
        let at = Circumstances { terms: self.terms, begun, today: known };
        let deal = match (self.is_client, chance.percent(45)) {
            (false, _) => Deal::prospect(&mut chance, at),
            (true, true) => Deal::mission(&mut chance, at),
            (true, false) => Deal::service(&mut chance, at),
        };
        let mark = series::mark(plan.seed);
        let place = format!("{}-{}", index + 1, number + 1);
        Business { deal, keys, quote_number: format!("LQ{mark}-{place}"), order_number: format!("LO{mark}-{place}") }
    }

    /// Each deal with its rows.
    pub(super) fn each(plan: &Plan, index: u32, mut write: impl FnMut(&Business, &DealRows<'_>)) {
        let books = Self::of(plan, index);
        for number in 0..books.deals {
            let business = books.deal(plan, index, number);
            write(&business, &books.rows(plan, &business));
        }
    }

    /// Who works for the institution.
    pub(super) fn assignee(&self, plan: &Plan) -> Uuid {
        self.house.auditor.unwrap_or_else(|| plan.auditors.first().copied().unwrap_or_default())
    }

    /// What the rows of a deal are made of.
    pub(super) fn rows<'a>(&self, plan: &Plan, business: &'a Business) -> DealRows<'a> {
        let ordered = business.deal.quote.as_ref().is_some_and(|quote| quote.ordered.is_some());
        DealRows {
            deal: &business.deal,
            keys: business.keys,
            institution_id: self.house.id,
            terms: self.terms,
            assigned_user_id: self.assignee(plan),
            quote_number: Some(&business.quote_number),
            order_number: ordered.then_some(business.order_number.as_str()),
            today: plan.today,
        }
    }
}

fn quotes(plan: &Plan, index: u32, rows: &mut Rows) {
    Books::each(plan, index, |_, of| {
        let Some((quote, _)) = of.quote() else { return };
        rows.cell(quote.id)
            .text(&quote.quote_number)
            .cell(quote.values.institution_id)
            .cell(quote.values.assigned_user_id)
            .optional(quote.order_number.as_deref())
            .text(&quote.values.title)
            .cell(quote.values.valid_until)
            .text(quote.status.name())
            .cell(quote.sent_at)
            .cell(quote.accepted_at)
            .cell(quote.rejected_at)
            .cell(quote.ordered_at)
            .optional(quote.client_comments.as_deref())
            .cell(quote.totals.subtotal)
            .cell(quote.totals.total_discount_amount)
            .cell(quote.totals.total_tax_amount)
            .cell(quote.totals.total)
            .cell(quote.created_at)
            .cell(quote.updated_at)
            .end();
    });
}

fn quote_lines(plan: &Plan, index: u32, rows: &mut Rows) {
    Books::each(plan, index, |business, of| {
        let Some((quote, lines)) = of.quote() else { return };
        for (n, line) in lines.iter().enumerate() {
            rows.cell(business.keys.quote_line(n))
                .cell(quote.id)
                .cell(line.order_index)
                .text(&line.description)
                .optional(line.unit.as_deref())
                .cell(line.quantity)
                .cell(line.unit_price)
                .text(line.discount_type.name())
                .cell(line.discount_value)
                .cell(line.discount_amount)
                .cell(line.tax_rate)
                .text(line.vat_category.name())
                .optional(line.vat_exemption_code.map(|code| code.code()))
                .cell(line.tax_amount)
                .cell(line.subtotal)
                .cell(line.total_after_discount)
                .cell(line.total)
                .cell(quote.created_at)
                .cell(quote.created_at)
                .end();
        }
    });
}

fn invoice_lines(plan: &Plan, index: u32, rows: &mut Rows) {
    Books::each(plan, index, |business, of| {
        for place in 0..business.deal.invoices.len() {
            let Some(document) = of.document(place, None) else { continue };
            for (n, line) in document.lines.iter().enumerate() {
                rows.cell(business.keys.invoice_line(place, n))
                    .cell(document.invoice.id)
                    .cell(line.quote_line_id)
                    .cell(line.order_index)
                    .text(&line.description)
                    .optional(line.unit.as_deref())
                    .cell(line.quantity)
                    .cell(line.unit_price)
                    .text(line.discount_type.name())
                    .cell(line.discount_value)
                    .cell(line.discount_amount)
                    .cell(line.tax_rate)
                    .text(line.vat_category.name())
                    .optional(line.vat_exemption_code.map(|code| code.code()))
                    .cell(line.tax_amount)
                    .cell(line.subtotal)
                    .cell(line.total_after_discount)
                    .cell(line.total)
                    .cell(document.invoice.created_at)
                    .cell(document.invoice.created_at)
                    .end();
            }
        }
    });
}

fn deductions(plan: &Plan, index: u32, rows: &mut Rows) {
    Books::each(plan, index, |business, of| {
        for place in 0..business.deal.invoices.len() {
            let Some(document) = of.document(place, None) else { continue };
            for (n, deduction) in document.deductions.iter().enumerate() {
                rows.cell(business.keys.deduction(place, n))
                    .cell(document.invoice.id)
                    .cell(deduction.deposit_invoice_id)
                    .cell(deduction.order_index)
                    .text(deduction.vat_category.name())
                    .cell(deduction.tax_rate)
                    .optional(deduction.vat_exemption_code.map(|code| code.code()))
                    .cell(deduction.amount)
                    .cell(deduction.tax_amount)
                    .cell(document.invoice.created_at)
                    .end();
            }
        }
    });
}

fn payments(plan: &Plan, index: u32, rows: &mut Rows) {
    Books::each(plan, index, |business, of| {
        for place in 0..business.deal.invoices.len() {
            for payment in of.payments(place, of.assigned_user_id) {
                rows.cell(payment.id)
                    .cell(payment.invoice_id)
                    .cell(payment.values.amount)
                    .cell(payment.values.payment_date)
                    .text(payment.values.payment_method.name())
                    .optional(payment.values.reference.as_deref())
                    .text(payment.status.name())
                    .cell(payment.recorded_by)
                    .cell(payment.created_at)
                    .cell(payment.updated_at)
                    .end();
            }
        }
    });
}
