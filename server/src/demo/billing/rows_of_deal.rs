//! The rows of a piece of business, once it has its numbers.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use db::rows::{
    DeductionValues, Invoice, InvoiceIssue, InvoiceLineValues, InvoiceValues, Payment, PaymentValues, Quote,
    QuoteLineValues, QuoteTotals, QuoteValues,
};
use domain::billing::{InvoiceKind, InvoiceStatus, LineAmounts, LineInput, OperationNature, PaymentTerms};
use uuid::Uuid;

use super::{
    deal::{Deal, QuotePlan, later},
    invoice_plan::{About, InvoicePlan, PlannedLine, What},
    keys::Keys,
};
use crate::demo::moment;
use crm::operations::billing::calendar;

/// A piece of business with whom it is done, by whom, and under which numbers.
pub(crate) struct DealRows<'a> {
    /// The business.
    pub(crate) deal: &'a Deal,
    /// Its keys.
    pub(crate) keys: Keys,
    /// With whom.
    pub(crate) institution_id: Uuid,
    /// How they pay.
    pub(crate) terms: PaymentTerms,
    /// Who works on it.
    pub(crate) assigned_user_id: Uuid,
    /// Number of the quote.
    pub(crate) quote_number: Option<&'a str>,
    /// Number of the order.
    pub(crate) order_number: Option<&'a str>,
    /// The day of the load.
    pub(crate) today: NaiveDate,
}

/// An invoice with what belongs to it; sealed when it has its number.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The row.
    pub(crate) invoice: Invoice,
    /// Its lines.
    pub(crate) lines: Vec<InvoiceLineValues>,
    /// Its deductions.
    pub(crate) deductions: Vec<DeductionValues>,
}

impl DealRows<'_> {
    /// The quote and its lines, where there is one.
    pub(crate) fn quote(&self) -> Option<(Quote, Vec<QuoteLineValues>)> {
        let plan = self.deal.quote.as_ref()?;
        let totals = &self.deal.offer.totals;
        let at = |day: Option<NaiveDate>, hour| day.map(|day| moment(day, 0, hour));
        let answered = at(plan.answered, 13);
        let accepted = plan.status.can_be_invoiced();
        let quote = Quote {
            id: self.keys.quote(),
            quote_number: self.quote_number.unwrap_or_default().to_owned(),
            values: QuoteValues {
                institution_id: self.institution_id,
                assigned_user_id: self.assigned_user_id,
                template_id: None,
                title: self.deal.offer.title.to_owned(),
                description: None,
                valid_until: calendar::start_of(later(plan.valid_until, 1)) - TimeDelta::seconds(1),
                internal_notes: None,
            },
            totals: QuoteTotals {
                subtotal: totals.subtotal,
                total_discount_amount: totals.total_discount_amount,
                total_tax_amount: totals.total_tax_amount,
                total: totals.total,
            },
            status: plan.status,
            order_number: plan.ordered.and(self.order_number).map(str::to_owned),
            sent_at: at(plan.sent, 11),
            accepted_at: answered.filter(|_| accepted),
            rejected_at: answered.filter(|_| !accepted),
            ordered_at: at(plan.ordered, 14),
            client_comments: plan.comments.map(str::to_owned),
            last_reminder_sent: None,
            revision: 1,
            public_link_epoch: 1,
            deleted_at: None,
            version: 1,
            created_at: moment(plan.made, 0, 9),
            updated_at: last_change(plan),
        };
        let lines = (1..).zip(&self.deal.offer.lines).map(|(order_index, line)| {
            let (figures, amounts) = (&line.figures, &line.amounts);
            QuoteLineValues {
                order_index,
                catalog_item_id: Some(line.item().id()),
                description: line.item().description.to_owned(),
                unit: Some(line.item().unit.to_owned()),
                quantity: figures.quantity,
                unit_price: figures.unit_price,
                discount_type: figures.discount.kind,
                discount_value: figures.discount.value,
                discount_amount: amounts.discount_amount,
                tax_rate: figures.vat.rate,
                vat_category: figures.vat.category,
                vat_exemption_code: figures.vat.exemption_code,
                tax_amount: amounts.tax_amount,
                subtotal: amounts.subtotal,
                total_after_discount: amounts.total_after_discount,
                total: amounts.total,
            }
        });
        Some((quote, lines.collect()))
    }

    /// The invoice at a place, without its number. A credit note names the number of what it takes back.
    pub(crate) fn document(&self, place: usize, credited_number: Option<&str>) -> Option<Document> {
        let plan = self.deal.invoices.get(place)?;
        let credited = match plan.what {
            What::CreditNote { of } => Some(of),
            _ => None,
        };
        let quote_id = self.deal.quote.as_ref().filter(|_| credited.is_none()).map(|_| self.keys.quote());
        let title = self.title(plan, credited_number.unwrap_or_default());
        let lines = (1..).zip(&plan.lines).map(|(place, line)| self.line(place, line, &title, quote_id.is_some()));
        let deductions = (1..).zip(&plan.deductions).map(|(order_index, (deposit, group))| DeductionValues {
            deposit_invoice_id: self.keys.invoice(*deposit),
            order_index,
            vat_category: group.category,
            tax_rate: group.rate,
            vat_exemption_code: group.exemption_code,
            amount: group.base,
            tax_amount: group.tax,
        });
        let (lines, deductions) = (lines.collect(), deductions.collect());
        let invoice = self.invoice(place, plan, credited, quote_id, title);
        Some(Document { invoice, lines, deductions })
    }

    fn invoice(
        &self,
        place: usize,
        plan: &InvoicePlan,
        credited: Option<usize>,
        quote_id: Option<Uuid>,
        title: String,
    ) -> Invoice {
        let confirmed =
            plan.payments.iter().filter(|payment| payment.status.counts() && !payment.status.can_be_edited());
        let last_payment = confirmed.map(|payment| payment.day).max();
        let status = plan.status(self.today);
        let paid_at = last_payment.filter(|_| status == InvoiceStatus::Paid);
        let ends = [Some(plan.made), plan.issued, plan.payments.iter().map(|payment| payment.day).max()];
        Invoice {
            id: self.keys.invoice(place),
            kind: plan.what.kind(),
            invoice_type: plan.what.invoice_type(),
            credited_invoice_id: credited.map(|of| self.keys.invoice(of)),
            quote_id,
            values: InvoiceValues {
                institution_id: self.institution_id,
                assigned_user_id: self.assigned_user_id,
                template_id: None,
                title,
                description: None,
                payment_terms: (plan.what.kind() == InvoiceKind::Invoice).then_some(self.terms),
                due_date: calendar::instant_of(plan.due),
                service_start: plan.service.map(|(start, _)| start),
                service_end: plan.service.map(|(_, end)| end),
                operation_nature: OperationNature::Services,
                vat_on_debits: false,
                purchase_order_number: quote_id.and(self.order_number).map(str::to_owned),
                buyer_reference: None,
                contract_reference: None,
                delivery_address: None,
                billing_address: None,
            },
            totals: plan.totals,
            issue: InvoiceIssue {
                invoice_number: None,
                series: None,
                year: None,
                sequence_number: None,
                issue_date: plan.issued,
                issued_at: plan.issued.map(|day| moment(day, 0, 10)),
                seller: None,
                buyer: None,
                hash: None,
                previous_hash: None,
            },
            status,
            paid_amount: plan.paid(),
            pending_amount: plan.pending(),
            credited_amount: plan.credited,
            refundable_amount: plan.refundable,
            remaining_amount: plan.remaining(),
            last_payment_date: last_payment.map(calendar::instant_of),
            paid_at: paid_at.map(calendar::instant_of),
            sent_at: plan.issued.map(|day| moment(day, 0, 11)),
            archived: false,
            deleted_at: None,
            version: 1,
            created_at: moment(plan.made, 0, 9),
            updated_at: moment(ends.into_iter().flatten().max().unwrap_or(plan.made), 0, 15),
        }
    }

    fn title(&self, plan: &InvoicePlan, credited_number: &str) -> String {
        match plan.what {
            What::Deposit(percent) => {
                format!("Acompte de {percent}\u{a0}% sur le devis {}", self.quote_number.unwrap_or_default())
            }
            What::CreditNote { .. } => format!("Avoir sur la facture {credited_number}"),
            What::Standard | What::Partial | What::Final => self.deal.offer.title.to_owned(),
        }
    }

    fn line(&self, order_index: i32, line: &PlannedLine, title: &str, of_quote: bool) -> InvoiceLineValues {
        let PlannedLine { about, figures, amounts } = line;
        let offered = |place: usize| self.deal.offer.lines.get(place).map(|line| line.item());
        let (item, description, quote_line) = match *about {
            About::Offered(place) => {
                let item = offered(place);
                (item, item.map(|item| item.description.to_owned()), of_quote.then(|| self.keys.quote_line(place)))
            }
            About::Reduction(place) => {
                (None, offered(place).map(|item| format!("Geste commercial – {}", item.description)), None)
            }
            About::Group => (None, None, None),
        };
        let of_group = || {
            let rate = figures.vat.rate.normalize().to_string().replace('.', ",");
            format!("{title} (TVA {rate}\u{a0}%)")
        };
        let LineInput { quantity, unit_price, discount, vat } = *figures;
        let LineAmounts { subtotal, discount_amount, total_after_discount, tax_amount, total } = *amounts;
        InvoiceLineValues {
            order_index,
            catalog_item_id: item.map(|item| item.id()),
            quote_line_id: quote_line,
            description: description.unwrap_or_else(of_group),
            unit: item.map(|item| item.unit.to_owned()),
            quantity,
            unit_price,
            discount_type: discount.kind,
            discount_value: discount.value,
            discount_amount,
            tax_rate: vat.rate,
            vat_category: vat.category,
            vat_exemption_code: vat.exemption_code,
            tax_amount,
            subtotal,
            total_after_discount,
            total,
        }
    }

    /// The payments of the invoice at a place.
    pub(crate) fn payments(&self, place: usize, recorded_by: Uuid) -> Vec<Payment> {
        let payments = self.deal.invoices.get(place).map(|plan| plan.payments.as_slice()).unwrap_or_default();
        let payment = |(n, payment): (usize, &super::payments::PaymentPlan)| Payment {
            id: self.keys.payment(place, n),
            invoice_id: self.keys.invoice(place),
            values: PaymentValues {
                amount: payment.amount,
                payment_date: calendar::instant_of(payment.day),
                payment_method: payment.method,
                reference: Some(payment.reference.clone()),
                notes: None,
            },
            status: payment.status,
            recorded_by,
            version: 1,
            created_at: moment(payment.day, 0, 15),
            updated_at: moment(payment.day, 0, 15),
        };
        payments.iter().enumerate().map(payment).collect()
    }
}

fn last_change(plan: &QuotePlan) -> DateTime<Utc> {
    moment(plan.last(), 0, 14)
}
