//! Filters on invoices.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, Relation},
};
use domain::Permission;

use crate::{
    filters::{
        BooleanFilter, Conditions, DateFilter, DateTimeFilter, DecimalFilter, IdFilter, InvoiceKindFilter,
        InvoiceStatusFilter, InvoiceTypeFilter, StringFilter, VatCategoryFilter, list_filter, presence, whether,
    },
    institution::InstitutionFilter,
    payment::PaymentListFilter,
    quote::QuoteFilter,
    user::UserFilter,
};
use crm::{
    auth::Viewer,
    operations::{billing::calendar, invoice, payment, related, scope},
};

const INSTITUTION: Relation =
    Relation { table: "medical_institutions", on: "medical_institutions.id = invoices.institution_id" };
const ASSIGNED_USER: Relation = Relation { table: "users", on: "users.id = invoices.assigned_user_id" };
const QUOTE: Relation = Relation { table: "quotes", on: "quotes.id = invoices.quote_id" };
const LINES: Relation = Relation { table: "invoice_lines", on: "invoice_lines.invoice_id = invoices.id" };
const PAYMENTS: Relation = Relation { table: "payments", on: "payments.invoice_id = invoices.id" };

/// Filter on lines of invoices. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct InvoiceLineFilter {
    /// What is sold.
    pub description: Option<StringFilter>,
    /// The item of the catalog that it was made of.
    pub catalog_item_id: Option<IdFilter>,
    /// Rate of VAT in percent.
    pub tax_rate: Option<DecimalFilter>,
    /// Category of VAT.
    pub vat_category: Option<VatCategoryFilter>,
    /// With tax.
    pub total: Option<DecimalFilter>,
}

impl InvoiceLineFilter {
    fn condition(self, _viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.column(self.description, column!(invoice_lines.description));
        all.column(self.catalog_item_id, column!(invoice_lines.catalog_item_id));
        all.column(self.tax_rate, column!(invoice_lines.tax_rate));
        all.column(self.vat_category, column!(invoice_lines.vat_category));
        all.column(self.total, column!(invoice_lines.total));
        all.all()
    }
}

list_filter!(InvoiceLineListFilter of InvoiceLineFilter);

/// Filter on invoices and credit notes. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct InvoiceFilter {
    /// All of these hold.
    pub and: Option<Vec<InvoiceFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<InvoiceFilter>>,
    /// This does not hold.
    pub not: Option<Box<InvoiceFilter>>,
    /// Words of the number, the title, the description or the number of the client's order.
    pub search: Option<String>,
    /// Id.
    pub id: Option<IdFilter>,
    /// Invoice or credit note.
    pub kind: Option<InvoiceKindFilter>,
    /// Which part of a quote it is.
    #[graphql(name = "type")]
    pub invoice_type: Option<InvoiceTypeFilter>,
    /// Number.
    pub invoice_number: Option<StringFilter>,
    /// The series in which it is numbered.
    pub series: Option<StringFilter>,
    /// It has a number (true), or is a draft (false).
    pub issued: Option<bool>,
    /// The date that it bears.
    pub issue_date: Option<DateFilter>,
    /// Where it stands.
    pub status: Option<InvoiceStatusFilter>,
    /// The institution that it is for.
    pub institution_id: Option<IdFilter>,
    /// Who works on it.
    pub assigned_user_id: Option<IdFilter>,
    /// The quote that it invoices.
    pub quote_id: Option<IdFilter>,
    /// The invoice that a credit note corrects.
    pub credited_invoice_id: Option<IdFilter>,
    /// How it looks.
    pub template_id: Option<IdFilter>,
    /// Title.
    pub title: Option<StringFilter>,
    /// Number of the client's order.
    pub purchase_order_number: Option<StringFilter>,
    /// Last day to pay without being late.
    pub due_date: Option<DateTimeFilter>,
    /// Something remains to be paid, and the due date has passed.
    pub overdue: Option<bool>,
    /// Total before discounts and tax.
    pub subtotal: Option<DecimalFilter>,
    /// Total with tax.
    pub total: Option<DecimalFilter>,
    /// Confirmed payments.
    pub paid_amount: Option<DecimalFilter>,
    /// What is left to pay.
    pub remaining_amount: Option<DecimalFilter>,
    /// When it was paid in full.
    pub paid_at: Option<DateTimeFilter>,
    /// When it was mailed.
    pub sent_at: Option<DateTimeFilter>,
    /// Set aside.
    pub archived: Option<BooleanFilter>,
    /// When it was made.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Only deleted ones; without it, only those that are not. Counts at the top of the filter alone.
    pub deleted: Option<bool>,
    /// The institution that it is for.
    pub institution: Option<Box<InstitutionFilter>>,
    /// Who works on it.
    pub assigned_user: Option<UserFilter>,
    /// The quote that it invoices.
    pub quote: Option<Box<QuoteFilter>>,
    /// Its lines.
    pub lines: Option<InvoiceLineListFilter>,
    /// Its payments.
    pub payments: Option<PaymentListFilter>,
}

list_filter!(InvoiceListFilter of InvoiceFilter);

impl InvoiceFilter {
    /// The rows of a list: what the viewer sees, present or deleted, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        let filter = filter.unwrap_or_default();
        let may_restore = viewer.can(Permission::DeleteInvoices);
        presence(filter.deleted, column!(invoices.deleted_at), may_restore)
            .and(scope::invoices(viewer))
            .and(filter.condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.add(self.search, |words| Condition::search(column!(invoices.search_text), &words));
        all.column(self.id, column!(invoices.id));
        all.column(self.kind, column!(invoices.kind));
        all.column(self.invoice_type, column!(invoices.invoice_type));
        all.column(self.invoice_number, column!(invoices.invoice_number));
        all.column(self.series, column!(invoices.series));
        all.add(self.issued, |issued| whether(!issued, Condition::IsNull(column!(invoices.issue_date))));
        all.column(self.issue_date, column!(invoices.issue_date));
        all.column(self.status, column!(invoices.status));
        all.column(self.institution_id, column!(invoices.institution_id));
        all.column(self.assigned_user_id, column!(invoices.assigned_user_id));
        all.column(self.quote_id, column!(invoices.quote_id));
        all.column(self.credited_invoice_id, column!(invoices.credited_invoice_id));
        all.column(self.template_id, column!(invoices.template_id));
        all.column(self.title, column!(invoices.title));
        all.column(self.purchase_order_number, column!(invoices.purchase_order_number));
        all.column(self.due_date, column!(invoices.due_date));
        all.add(self.overdue, |late| whether(late, invoice::overdue(calendar::today())));
        all.column(self.subtotal, column!(invoices.subtotal));
        all.column(self.total, column!(invoices.total));
        all.column(self.paid_amount, column!(invoices.paid_amount));
        all.column(self.remaining_amount, column!(invoices.remaining_amount));
        all.column(self.paid_at, column!(invoices.paid_at));
        all.column(self.sent_at, column!(invoices.sent_at));
        all.column(self.archived, column!(invoices.archived));
        all.column(self.created_at, column!(invoices.created_at));
        all.column(self.updated_at, column!(invoices.updated_at));
        all.add(self.institution, |filter| {
            let seen = related::institutions(viewer).and(filter.condition(viewer));
            Condition::Exists(INSTITUTION, Box::new(seen))
        });
        all.add(self.assigned_user, |filter| Condition::Exists(ASSIGNED_USER, Box::new(filter.condition(viewer))));
        all.add(self.quote, |filter| {
            let seen = related::quotes(viewer).and(filter.condition(viewer));
            Condition::Exists(QUOTE, Box::new(seen))
        });
        all.add(self.lines, |filter| filter.condition(LINES, &Condition::TRUE, viewer));
        let payment_reached = related::reached(&payment::may_read(viewer));
        all.add(self.payments, |filter| filter.condition(PAYMENTS, &payment_reached, viewer));
        all.all()
    }
}
