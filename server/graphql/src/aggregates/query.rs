//! Root fields of aggregates.

use async_graphql::{Context, Object, Result};
use db::query::{Condition, Relation};

use super::{
    institution::{InstitutionAggregate, InstitutionGroupBy},
    invoice::{InvoiceAggregate, InvoiceGroupBy},
    invoice_line::{InvoiceLineAggregate, InvoiceLineGroupBy},
    payment::{PaymentAggregate, PaymentGroupBy},
    quote::{QuoteAggregate, QuoteGroupBy},
    selection::load,
    task::{TaskAggregate, TaskGroupBy},
};
use crate::{
    context, institution::InstitutionFilter, invoice::InvoiceFilter, payment::PaymentFilter, quote::QuoteFilter,
    rows::Rows, task::TaskFilter,
};
use crm::operations::{institution, invoice, payment, quote, task};

/// The invoice of a line.
const LINE_INVOICE: Relation = Relation { table: "invoices", on: "invoices.id = invoice_lines.invoice_id" };

/// Root fields of aggregates.
#[derive(Default)]
pub struct AggregateQuery;

#[Object]
impl AggregateQuery {
    /// Numbers of the institutions that the caller sees, by groups that are sorted by their keys; without `groupBy`
    /// one group of all. At most 10 000 groups.
    async fn institution_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<InstitutionFilter>,
        group_by: Option<Vec<InstitutionGroupBy>>,
    ) -> Result<Rows<InstitutionAggregate>> {
        let viewer = &context(ctx)?.viewer;
        institution::may_read(viewer)?;
        let condition = InstitutionFilter::listed(filter, viewer);
        Ok(load::<InstitutionAggregate>(ctx, condition, group_by).await?.into())
    }

    /// Numbers of the invoices and credit notes that the caller sees, drafts included, by groups that are sorted by their
    /// keys; without `groupBy` one group of all. At most 10 000 groups.
    async fn invoice_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<InvoiceFilter>,
        group_by: Option<Vec<InvoiceGroupBy>>,
    ) -> Result<Rows<InvoiceAggregate>> {
        let viewer = &context(ctx)?.viewer;
        invoice::may_read(viewer)?;
        let condition = InvoiceFilter::listed(filter, viewer);
        Ok(load::<InvoiceAggregate>(ctx, condition, group_by).await?.into())
    }

    /// Numbers of the lines of the invoices and credit notes that the caller sees and that satisfy the filter, such as
    /// revenue by rate of VAT; by groups that are sorted by their keys. At most 10 000 groups.
    async fn invoice_line_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<InvoiceFilter>,
        group_by: Option<Vec<InvoiceLineGroupBy>>,
    ) -> Result<Rows<InvoiceLineAggregate>> {
        let viewer = &context(ctx)?.viewer;
        invoice::may_read(viewer)?;
        let condition = Condition::Exists(LINE_INVOICE, Box::new(InvoiceFilter::listed(filter, viewer)));
        Ok(load::<InvoiceLineAggregate>(ctx, condition, group_by).await?.into())
    }

    /// Numbers of the payments that the caller sees, by groups that are sorted by their keys; without `groupBy` one
    /// group of all. At most 10 000 groups.
    async fn payment_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<PaymentFilter>,
        group_by: Option<Vec<PaymentGroupBy>>,
    ) -> Result<Rows<PaymentAggregate>> {
        let viewer = &context(ctx)?.viewer;
        payment::may_read(viewer)?;
        let condition = PaymentFilter::listed(filter, viewer);
        Ok(load::<PaymentAggregate>(ctx, condition, group_by).await?.into())
    }

    /// Numbers of the quotes that the caller sees, by groups that are sorted by their keys; without `groupBy` one group
    /// of all. At most 10 000 groups.
    async fn quote_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<QuoteFilter>,
        group_by: Option<Vec<QuoteGroupBy>>,
    ) -> Result<Rows<QuoteAggregate>> {
        let viewer = &context(ctx)?.viewer;
        quote::may_read(viewer)?;
        let condition = QuoteFilter::listed(filter, viewer);
        Ok(load::<QuoteAggregate>(ctx, condition, group_by).await?.into())
    }

    /// Numbers of the tasks that the caller sees, by groups that are sorted by their keys; without `groupBy` one group
    /// of all. At most 10 000 groups.
    async fn task_aggregate(
        &self,
        ctx: &Context<'_>,
        filter: Option<TaskFilter>,
        group_by: Option<Vec<TaskGroupBy>>,
    ) -> Result<Rows<TaskAggregate>> {
        let viewer = &context(ctx)?.viewer;
        task::may_read(viewer)?;
        let condition = TaskFilter::listed(filter, viewer);
        Ok(load::<TaskAggregate>(ctx, condition, group_by).await?.into())
    }
}
