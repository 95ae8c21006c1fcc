//! Numbers of invoices.

use async_graphql::{ComplexObject, Context, Result};
use chrono::{DateTime, Utc};
use db::{day_period, period, query::Expression};
use domain::billing::{InvoiceKind, InvoiceStatus, InvoiceType};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::declare::{aggregate, group_by, numbers};
use crate::{
    Date, Id,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, alone},
    user::{User, users_by_id},
};

const TOTAL: Expression = Expression::number("invoices.total");
const NET: Expression =
    Expression::number("invoices.subtotal - invoices.total_discount_amount - invoices.deducted_amount");
/// Credit notes take back what invoices brought; drafts bring nothing.
const REVENUE: Expression = Expression::number("invoices.revenue");
const REVENUE_BEFORE_TAX: Expression = Expression::number("invoices.revenue_before_tax");
const TAX: Expression = Expression::number("invoices.total_tax_amount");
const DISCOUNT: Expression = Expression::number("invoices.total_discount_amount");
const PAID: Expression = Expression::number("invoices.paid_amount");
const CREDITED: Expression = Expression::number("invoices.credited_amount");
const REMAINING: Expression = Expression::number("invoices.remaining_amount");

group_by! {
    /// What invoices are grouped by. Days, weeks (from Monday), months, quarters and years are those of France.
    enum InvoiceGroupBy;
    /// What the invoices of a group have in common; null where they are not grouped by it, or it is absent.
    key InvoiceAggregateKey {
        /// Invoice or credit note.
        Kind => kind: InvoiceKind = Expression::text("invoices.kind"),
        /// Which part of a quote it is.
        Type => invoice_type = "type": InvoiceType = Expression::text("invoices.invoice_type"),
        /// Where it stands.
        Status => status: InvoiceStatus = Expression::text("invoices.status"),
        /// The series in which it is numbered.
        Series => series: String = Expression::text("invoices.series"),
        /// The institution that it is for.
        Institution => institution_id: Id = Expression::id("invoices.institution_id"),
        /// Who works on it.
        AssignedUser => assigned_user_id: Id = Expression::id("invoices.assigned_user_id"),
        /// Set aside.
        Archived => archived: bool = Expression::flag("invoices.archived"),
        /// The day that it bears.
        IssueDateDay => issue_date_day: Date = Expression::date("invoices.issue_date"),
        /// Monday of the week of the day that it bears.
        IssueDateWeek => issue_date_week: Date = day_period!("invoices.issue_date", "week"),
        /// First day of the month of the day that it bears.
        IssueDateMonth => issue_date_month: Date = day_period!("invoices.issue_date", "month"),
        /// First day of the quarter of the day that it bears.
        IssueDateQuarter => issue_date_quarter: Date = day_period!("invoices.issue_date", "quarter"),
        /// First day of the year of the day that it bears.
        IssueDateYear => issue_date_year: Date = day_period!("invoices.issue_date", "year"),
        /// Day on which it is due.
        DueDateDay => due_date_day: Date = period!("invoices.due_date", "day"),
        /// Monday of the week in which it is due.
        DueDateWeek => due_date_week: Date = period!("invoices.due_date", "week"),
        /// First day of the month in which it is due.
        DueDateMonth => due_date_month: Date = period!("invoices.due_date", "month"),
        /// First day of the quarter in which it is due.
        DueDateQuarter => due_date_quarter: Date = period!("invoices.due_date", "quarter"),
        /// First day of the year in which it is due.
        DueDateYear => due_date_year: Date = period!("invoices.due_date", "year"),
        /// First day of the month in which it was paid in full.
        PaidAtMonth => paid_at_month: Date = period!("invoices.paid_at", "month"),
        /// First day of the year in which it was paid in full.
        PaidAtYear => paid_at_year: Date = period!("invoices.paid_at", "year"),
        /// First day of the month in which it was made.
        CreatedAtMonth => created_at_month: Date = period!("invoices.created_at", "month"),
        /// First day of the year in which it was made.
        CreatedAtYear => created_at_year: Date = period!("invoices.created_at", "year"),
    }
}

impl InvoiceAggregateKey {
    const OBJECTS: &'static [&'static str] = &["institution", "assignedUser"];

    fn object<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "institution" => {
                let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
                field.one(institutions_by_id(ctx, ids), |row| row.institution_id, |institution| institution.id)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| row.assigned_user_id.map(Uuid::from));
                field.one(users_by_id(ctx, ids), |row| row.assigned_user_id, |user| user.id)
            }
            _ => return None,
        })
    }
}

#[ComplexObject]
impl InvoiceAggregateKey {
    /// The institution that it is for, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who works on it.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }
}

numbers! {
    /// Sums of numbers of invoices, in euros.
    InvoiceNumbers {
        /// With tax; credit notes count as much as invoices, `revenue` takes them off.
        total: Decimal = TOTAL,
        /// Before tax, after discounts and deductions.
        net_amount: Decimal = NET,
        /// With tax, of issued documents: credit notes taken off, drafts not counted.
        revenue: Decimal = REVENUE,
        /// Before tax, of issued documents: credit notes taken off, drafts not counted.
        revenue_before_tax: Decimal = REVENUE_BEFORE_TAX,
        /// VAT.
        total_tax_amount: Decimal = TAX,
        /// What discounts take off.
        total_discount_amount: Decimal = DISCOUNT,
        /// Confirmed payments.
        paid_amount: Decimal = PAID,
        /// Issued credit notes.
        credited_amount: Decimal = CREDITED,
        /// What is left to pay.
        remaining_amount: Decimal = REMAINING,
    }
}

numbers! {
    /// Means of numbers of invoices, in euros.
    InvoiceAverages {
        /// With tax.
        total: Decimal = TOTAL,
        /// Before tax, after discounts and deductions.
        net_amount: Decimal = NET,
        /// VAT.
        total_tax_amount: Decimal = TAX,
        /// What is left to pay.
        remaining_amount: Decimal = REMAINING,
    }
}

numbers! {
    /// The least or greatest values among invoices, in euros.
    InvoiceExtremes {
        /// With tax.
        total: Decimal = TOTAL,
        /// Before tax, after discounts and deductions.
        net_amount: Decimal = NET,
        /// What is left to pay.
        remaining_amount: Decimal = REMAINING,
        /// The day that it bears.
        issue_date: Date = Expression::date("invoices.issue_date"),
        /// When it is due.
        due_date: DateTime<Utc> = Expression::time("invoices.due_date"),
        /// When it was made.
        created_at: DateTime<Utc> = Expression::time("invoices.created_at"),
    }
}

aggregate! {
    /// A group of invoices.
    InvoiceAggregate of invoices by InvoiceGroupBy {
        key: InvoiceAggregateKey,
        sum: InvoiceNumbers,
        avg: InvoiceAverages,
        min: InvoiceExtremes,
        max: InvoiceExtremes,
    }
}
