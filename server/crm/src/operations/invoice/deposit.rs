//! Deposit invoices: a share of a quote ahead of the service, which the final invoice deducts.

use db::rows::Invoice;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceType, deposit_groups, percentage_of},
};
use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{
    ENTITY, convert,
    progress::{self, Progress},
    read,
    store::{self, Draft},
};
use crate::{
    Context, Error, Result,
    operations::{idempotency, quote::ENTITY as QUOTE, validate::Checks, write::check_version},
};

/// How much a deposit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum DepositSize {
    /// So many per cent of the quote.
    Percentage(Decimal),
    /// So much before tax, in euros.
    Amount(Decimal),
}

/// A deposit to make of a quote.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct QuoteDeposit {
    /// The quote.
    pub quote_id: Uuid,
    /// Another version of the quote is a conflict.
    pub expected_version: Option<i32>,
    /// How much it is.
    pub size: DepositSize,
}

impl DepositSize {
    fn field(self) -> &'static str {
        match self {
            Self::Percentage(_) => "percentage",
            Self::Amount(_) => "amount",
        }
    }
}

/// Makes a deposit invoice of an accepted or ordered quote, as a draft. It is spread over the rates of VAT in proportion.
///
/// # Errors
/// No right, unknown, stale, not accepted, or more than what is left of the quote.
pub async fn create_deposit(ctx: &Context, input: QuoteDeposit) -> Result<Invoice> {
    let QuoteDeposit { quote_id, expected_version, size } = input;
    ctx.viewer.may_write(ENTITY, Permission::ConvertQuotesToInvoices)?;
    let mut checks = Checks::default();
    match size {
        DepositSize::Percentage(percent) => checks.decimal("percentage", percent, 0.into(), Decimal::ONE_HUNDRED, 2),
        DepositSize::Amount(amount) => checks.decimal("amount", amount, 0.into(), domain::billing::MAX_TOTAL, 2),
    };
    checks.finish()?;
    let mut conn = ctx.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "createDepositInvoice", &input).await? {
                return read::find(conn, &ctx.viewer, id).await;
            }
            let quote = progress::lock_quote(conn, ctx, quote_id).await?;
            check_version(QUOTE, expected_version, quote.version)?;
            convert::check_accepted(&quote, "quoteId")?;
            let progress = Progress::of(conn, quote, None).await?;
            if progress.is_complete() {
                return Err(Error::invalid("quoteId", "ALREADY_INVOICED", "All of this quote was invoiced already."));
            }
            let draft = draft(conn, ctx, &progress, size).await?;
            let row = store::insert(conn, ctx, &draft).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok(row)
        })
        .await
}

async fn draft(conn: &mut AsyncPgConnection, ctx: &Context, progress: &Progress, size: DepositSize) -> Result<Draft> {
    let left = progress.left_after_deposits(&[])?;
    let quote = &progress.quote;
    let amount = match size {
        DepositSize::Amount(amount) => Some(amount),
        DepositSize::Percentage(percent) => {
            percentage_of(quote.totals.subtotal - quote.totals.total_discount_amount, percent)
        }
    };
    let most: Decimal = left.iter().map(|group| group.base).sum();
    let refused = || {
        let problem = format!("A deposit is above 0, and at most the {most} € before tax that are left of the quote.");
        Error::invalid(size.field(), "OUT_OF_RANGE", problem)
    };
    let groups = deposit_groups(&left, amount.ok_or_else(refused)?).map_err(|_| refused())?;
    if groups.is_empty() {
        return Err(refused());
    }
    let number = &quote.quote_number;
    let what = match size {
        DepositSize::Percentage(percent) => {
            let percent = percent.normalize().to_string().replace('.', ",");
            format!("Acompte de {percent}\u{a0}% sur le devis {number}")
        }
        DepositSize::Amount(_) => format!("Acompte sur le devis {number}"),
    };
    let host = store::host(conn, &ctx.viewer, quote.values.institution_id).await?;
    let firm = store::firm(conn).await?;
    Ok(Draft {
        kind: InvoiceKind::Invoice,
        invoice_type: InvoiceType::Deposit,
        credited_invoice_id: None,
        quote_id: Some(quote.id),
        values: convert::values(quote, what.clone(), None, &host, &firm),
        lines: (1..).zip(&groups).map(|(place, group)| store::group_line(place, group, &what)).collect(),
        deductions: Vec::new(),
    })
}
