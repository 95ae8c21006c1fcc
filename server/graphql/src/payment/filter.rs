//! Filters on payments.

use async_graphql::InputObject;
use db::{
    column,
    query::{Condition, Relation},
};

use crate::{
    filters::{
        Conditions, DateTimeFilter, DecimalFilter, IdFilter, PaymentMethodFilter, PaymentStatusFilter, StringFilter,
        list_filter,
    },
    invoice::InvoiceFilter,
};
use crm::{
    auth::Viewer,
    operations::{related, scope},
};

const INVOICE: Relation = Relation { table: "invoices", on: "invoices.id = payments.invoice_id" };

/// Filter on payments. Several parts must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct PaymentFilter {
    /// All of these hold.
    pub and: Option<Vec<PaymentFilter>>,
    /// At least one of these holds.
    pub or: Option<Vec<PaymentFilter>>,
    /// This does not hold.
    pub not: Option<Box<PaymentFilter>>,
    /// Id.
    pub id: Option<IdFilter>,
    /// The invoice that it pays.
    pub invoice_id: Option<IdFilter>,
    /// In euros.
    pub amount: Option<DecimalFilter>,
    /// When it was made.
    pub payment_date: Option<DateTimeFilter>,
    /// How it was made.
    pub payment_method: Option<PaymentMethodFilter>,
    /// Reference of the bank, number of the cheque.
    pub reference: Option<StringFilter>,
    /// Where it stands.
    pub status: Option<PaymentStatusFilter>,
    /// Who recorded it.
    pub recorded_by_id: Option<IdFilter>,
    /// When it was recorded.
    pub created_at: Option<DateTimeFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// The invoice that it pays.
    pub invoice: Option<Box<InvoiceFilter>>,
}

list_filter!(PaymentListFilter of PaymentFilter);

impl PaymentFilter {
    /// The rows of a list: what the viewer sees, and the filter.
    #[must_use]
    pub fn listed(filter: Option<Self>, viewer: &Viewer) -> Condition {
        scope::payments(viewer).and(filter.unwrap_or_default().condition(viewer))
    }

    /// The filter itself.
    #[must_use]
    pub fn condition(self, viewer: &Viewer) -> Condition {
        let mut all = Conditions::default();
        all.tree(self.and, self.or, self.not, |part| part.condition(viewer));
        all.column(self.id, column!(payments.id));
        all.column(self.invoice_id, column!(payments.invoice_id));
        all.column(self.amount, column!(payments.amount));
        all.column(self.payment_date, column!(payments.payment_date));
        all.column(self.payment_method, column!(payments.payment_method));
        all.column(self.reference, column!(payments.reference));
        all.column(self.status, column!(payments.status));
        all.column(self.recorded_by_id, column!(payments.recorded_by));
        all.column(self.created_at, column!(payments.created_at));
        all.column(self.updated_at, column!(payments.updated_at));
        all.add(self.invoice, |filter| {
            let seen = related::invoices(viewer).and(filter.condition(viewer));
            Condition::Exists(INVOICE, Box::new(seen))
        });
        all.all()
    }
}
