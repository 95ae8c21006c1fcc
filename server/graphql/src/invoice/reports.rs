//! How the firm's claims stand.

use async_graphql::{ComplexObject, Context, Enum, Object, Result, SimpleObject};
use db::billing::Aged;
use domain::billing::InvoiceStatus;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::InvoiceFilter;
use crate::{
    Date, Id, columns, context,
    institution::{MedicalInstitution, institutions_by_id},
    rows::{Alone, Loading, One, Relation, Row, Rows, alone},
};
use crm::{
    Error,
    operations::{
        billing::reports::{self, Whose},
        invoice::{self, ChainProblem},
    },
};

/// Institutions of an aged balance when the query does not say.
const ROWS: i32 = 100;
/// Most institutions of an aged balance.
const MOST_ROWS: i32 = 1_000;

/// Invoices of one status; credit notes apart.
#[derive(Debug, Clone, SimpleObject)]
pub struct InvoiceStatusTotal {
    /// The status.
    status: InvoiceStatus,
    /// Their number.
    count: i64,
    /// With tax, in euros.
    total: Decimal,
    /// What of it was paid.
    paid_amount: Decimal,
    /// What of it remains.
    remaining_amount: Decimal,
}

/// Totals of invoices; credit notes apart.
#[derive(Debug, Clone, SimpleObject)]
pub struct BillingSummary {
    /// By status, in the order of an invoice's life; those without invoices too.
    statuses: Vec<InvoiceStatusTotal>,
    /// Number of those of which something remains after the due date.
    overdue_count: i64,
    /// What remains of them, in euros.
    overdue_amount: Decimal,
    /// What remains of all that are issued, in euros.
    outstanding_amount: Decimal,
}

impl From<reports::Summary> for BillingSummary {
    fn from(summary: reports::Summary) -> Self {
        let open = summary.statuses.iter().filter(|total| total.status.can_receive_payments());
        Self {
            outstanding_amount: open.map(|total| total.remaining).sum(),
            overdue_count: summary.overdue_count,
            overdue_amount: summary.overdue_amount,
            statuses: summary
                .statuses
                .into_iter()
                .map(|total| InvoiceStatusTotal {
                    status: total.status,
                    count: total.count,
                    total: total.total,
                    paid_amount: total.paid,
                    remaining_amount: total.remaining,
                })
                .collect(),
        }
    }
}

/// What is owed, by how late it is. Amounts are euros with tax.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AgedBalanceRow {
    /// Id of the institution that owes it; absent for the sum of all.
    institution_id: Option<Id>,
    /// Not due yet.
    not_due: Decimal,
    /// 1 to 30 days late.
    #[graphql(name = "days0To30")]
    days_30: Decimal,
    /// 31 to 60 days late.
    #[graphql(name = "days31To60")]
    days_60: Decimal,
    /// 61 to 90 days late.
    #[graphql(name = "days61To90")]
    days_90: Decimal,
    /// 91 to 120 days late.
    #[graphql(name = "days91To120")]
    days_120: Decimal,
    /// More than 120 days late.
    #[graphql(name = "over120Days")]
    older: Decimal,
    /// All of it.
    total: Decimal,
    /// Number of invoices.
    invoice_count: i64,
}

impl From<Aged> for AgedBalanceRow {
    fn from(aged: Aged) -> Self {
        Self {
            institution_id: aged.institution_id.map(Id),
            not_due: aged.not_due,
            days_30: aged.days_30,
            days_60: aged.days_60,
            days_90: aged.days_90,
            days_120: aged.days_120,
            older: aged.older,
            total: aged.total,
            invoice_count: aged.invoices,
        }
    }
}

impl Row for AgedBalanceRow {
    columns!(
        institution_id,
        not_due,
        days_30 = "days0To30",
        days_60 = "days31To60",
        days_90 = "days61To90",
        days_120 = "days91To120",
        older = "over120Days",
        total,
        invoice_count,
    );
    const RELATIONS: &'static [&'static str] = &["institution"];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        if field.name() != "institution" {
            return None;
        }
        let ids = field.distinct_keys(|row| row.institution_id.map(Uuid::from));
        let load = institutions_by_id(field.context(), ids);
        Some(field.one(load, |row| row.institution_id, |institution| institution.id))
    }
}

#[ComplexObject]
impl AgedBalanceRow {
    /// The institution that owes it, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }
}

/// What is owed on a day.
#[derive(SimpleObject)]
pub struct AgedBalance {
    /// The day.
    as_of: Date,
    /// Of all institutions together, those beyond `first` included.
    total: One<AgedBalanceRow>,
    /// Of those that owe most.
    rows: Rows<AgedBalanceRow>,
}

/// How long invoices took to be paid.
#[derive(Debug, Clone, SimpleObject)]
pub struct PaymentDelays {
    /// First day.
    from: Date,
    /// Last day.
    to: Date,
    /// Number of invoices that were paid in full in the period.
    paid_count: i64,
    /// Of them: paid by the due date.
    paid_on_time_count: i64,
    /// Mean number of days from the issue to the last payment.
    average_days_to_pay: Option<Decimal>,
    /// Mean number of days after the due date; negative when clients pay ahead of it.
    average_days_late: Option<Decimal>,
    /// With tax, what was issued in the period less what was credited in it, in euros.
    invoiced_amount: Decimal,
    /// What was owed at the end of the last day, in euros.
    outstanding_amount: Decimal,
    /// Days of sales outstanding: what is owed, in days of what is invoiced; absent where nothing was.
    days_sales_outstanding: Option<Decimal>,
}

impl From<reports::PaymentDelays> for PaymentDelays {
    fn from(found: reports::PaymentDelays) -> Self {
        let delays = found.delays;
        Self {
            from: found.from.into(),
            to: found.to.into(),
            paid_count: delays.paid,
            paid_on_time_count: delays.paid_on_time,
            average_days_to_pay: delays.days_to_pay,
            average_days_late: delays.days_late,
            invoiced_amount: delays.invoiced,
            outstanding_amount: found.outstanding,
            days_sales_outstanding: found.days_of_sales,
        }
    }
}

/// What is wrong with a document of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum InvoiceChainProblem {
    /// What it says is not what its hash was made of.
    Changed,
    /// It does not carry the hash of the document before it.
    Unchained,
    /// Numbers before it are not there.
    Missing,
    /// It is dated before the document before it.
    OutOfOrder,
    /// The last document that is there is not the last one that was issued.
    Truncated,
}

impl From<ChainProblem> for InvoiceChainProblem {
    fn from(problem: ChainProblem) -> Self {
        match problem {
            ChainProblem::Changed => Self::Changed,
            ChainProblem::Unchained => Self::Unchained,
            ChainProblem::Missing => Self::Missing,
            ChainProblem::OutOfOrder => Self::OutOfOrder,
            ChainProblem::Truncated => Self::Truncated,
        }
    }
}

/// A document that something is wrong with.
#[derive(Debug, Clone, SimpleObject)]
pub struct InvoiceChainFault {
    /// Id of the document; absent for one that is gone.
    invoice_id: Option<Id>,
    /// Its number.
    invoice_number: Option<String>,
    /// What is wrong.
    problem: InvoiceChainProblem,
}

/// The chain of a series and year, computed anew.
#[derive(Debug, Clone, SimpleObject)]
pub struct InvoiceChain {
    /// The series.
    series: String,
    /// The year.
    year: i32,
    /// Number of documents that are there.
    document_count: i64,
    /// Nothing is wrong.
    is_valid: bool,
    /// What is wrong, in the order of the series; the first 100.
    faults: Vec<InvoiceChainFault>,
}

/// Root fields of reports on invoices.
#[derive(Default)]
pub struct BillingReportQuery;

#[Object]
impl BillingReportQuery {
    /// Totals by status of the invoices that the caller sees and that satisfy the filter.
    #[graphql(complexity = "20 + child_complexity")]
    async fn billing_summary(&self, ctx: &Context<'_>, filter: Option<InvoiceFilter>) -> Result<BillingSummary> {
        let caller = context(ctx)?;
        invoice::may_read(&caller.viewer)?;
        let condition = InvoiceFilter::listed(filter, &caller.viewer);
        Ok(reports::summary(caller, condition).await?.into())
    }

    /// What is owed on a day (by default today), by institution and by how late it is: the `first` (by default 100, at
    /// most 1 000) that owe most.
    #[graphql(complexity = "50 + child_complexity")]
    async fn aged_balance(
        &self,
        ctx: &Context<'_>,
        as_of: Option<Date>,
        institution_id: Option<Id>,
        assigned_user_id: Option<Id>,
        first: Option<i32>,
    ) -> Result<AgedBalance> {
        let first = first.unwrap_or(ROWS);
        if !(0..=MOST_ROWS).contains(&first) {
            let problem = format!("`first` is a number from 0 to {MOST_ROWS}, not {first}.");
            return Err(Error::BadInput(problem.into()).into());
        }
        let whose = whose(institution_id, assigned_user_id);
        let found = reports::aged_balance(context(ctx)?, as_of.map(|day| day.0), whose, i64::from(first)).await?;
        let nothing = Aged {
            institution_id: None,
            not_due: Decimal::ZERO,
            days_30: Decimal::ZERO,
            days_60: Decimal::ZERO,
            days_90: Decimal::ZERO,
            days_120: Decimal::ZERO,
            older: Decimal::ZERO,
            total: Decimal::ZERO,
            invoices: 0,
        };
        Ok(AgedBalance {
            as_of: found.as_of.into(),
            total: AgedBalanceRow::from(found.total.unwrap_or(nothing)).into(),
            rows: found.institutions.into_iter().map(AgedBalanceRow::from).collect::<Vec<_>>().into(),
        })
    }

    /// How long the invoices took that were paid in a period, its first and last day included.
    #[graphql(complexity = "50 + child_complexity")]
    async fn payment_delays(
        &self,
        ctx: &Context<'_>,
        from: Date,
        to: Date,
        institution_id: Option<Id>,
        assigned_user_id: Option<Id>,
    ) -> Result<PaymentDelays> {
        let whose = whose(institution_id, assigned_user_id);
        Ok(reports::payment_delays(context(ctx)?, from.0, to.0, whose).await?.into())
    }

    /// Computes the hashes of the documents of a series (such as `INV`) and year anew, and compares them; for those with
    /// `canViewAllBilling`.
    #[graphql(complexity = "100 + child_complexity")]
    async fn verify_invoice_chain(&self, ctx: &Context<'_>, series: String, year: i32) -> Result<InvoiceChain> {
        let report = invoice::verify_chain(context(ctx)?, &series, year).await?;
        Ok(InvoiceChain {
            series: report.series,
            year: report.year,
            document_count: report.documents,
            is_valid: report.faults.is_empty(),
            faults: report
                .faults
                .into_iter()
                .map(|fault| InvoiceChainFault {
                    invoice_id: fault.invoice_id.map(Id),
                    invoice_number: fault.invoice_number,
                    problem: fault.problem.into(),
                })
                .collect(),
        })
    }
}

fn whose(institution_id: Option<Id>, assigned_user_id: Option<Id>) -> Whose {
    Whose { institution_id: institution_id.map(Into::into), assigned_user_id: assigned_user_id.map(Into::into) }
}
