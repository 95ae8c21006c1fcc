//! How much of a quote was invoiced: in parts, and by deposits ahead of them.

use std::collections::{HashMap, HashSet};

use db::{
    column,
    query::{Condition, Value},
    rows::{DeductionValues, Invoice, InvoiceLine, InvoiceLineValues, Quote, QuoteLine, QuoteLineValues},
    schema::{invoice_deductions, invoice_lines, invoices, quote_lines, quotes},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{
        Discount, InvoiceKind, InvoiceStatus, InvoiceType, LineAmounts, LineInput, Vat, VatGroup, left_after,
        vat_breakdown,
    },
};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    operations::{billing::groups, scope},
};

/// A deposit that no invoice deducts yet.
#[derive(Debug, Clone)]
pub(super) struct Deposit {
    pub(super) invoice: Invoice,
    /// What it is about, less what was credited of it.
    pub(super) groups: Vec<VatGroup>,
}

/// A quote whose row is locked, and what was made of it. Invoices that are deleted or cancelled do not count.
#[derive(Debug, Clone)]
pub(super) struct Progress {
    pub(super) quote: Quote,
    pub(super) lines: Vec<QuoteLine>,
    /// Of each line: quantity and amount before tax that were invoiced.
    invoiced: HashMap<Uuid, (Decimal, Decimal)>,
    /// What was invoiced, deposits apart, by group of VAT.
    invoiced_groups: Vec<VatGroup>,
    /// Whether something was invoiced, deposits apart.
    pub(super) has_invoices: bool,
    /// The deposits that wait for the final invoice.
    pub(super) deposits: Vec<Deposit>,
}

/// Locks the quote, if the viewer may make invoices of it.
///
/// # Errors
/// Unknown, or of an institution that is not the viewer's to edit.
pub(super) async fn lock_quote(conn: &mut AsyncPgConnection, ctx: &Context, id: Uuid) -> Result<Quote> {
    let seen = Condition::eq(column!(quotes.id), Value::Id(id))
        .and(Condition::IsNull(column!(quotes.deleted_at)))
        .and(scope::quotes(&ctx.viewer));
    let row = quotes::table
        .filter(seen)
        .select((Quote::as_select(), scope::editable_quotes(&ctx.viewer)))
        .for_update()
        .first::<(Quote, bool)>(conn)
        .await
        .optional()?;
    match row {
        None => Err(Error::NotFound("quote")),
        Some((_, false)) => Err(Error::Forbidden(Permission::EditAllQuotes)),
        Some((row, true)) => Ok(row),
    }
}

impl Progress {
    /// Of a quote that is locked; `except` one of its invoices.
    pub(super) async fn of(conn: &mut AsyncPgConnection, quote: Quote, except: Option<Uuid>) -> Result<Self> {
        let lines: Vec<QuoteLine> = quote_lines::table
            .filter(quote_lines::quote_id.eq(quote.id))
            .order(quote_lines::order_index)
            .select(QuoteLine::as_select())
            .load(conn)
            .await?;
        let rows: Vec<Invoice> = invoices::table
            .filter(invoices::quote_id.eq(quote.id))
            .filter(invoices::kind.eq(InvoiceKind::Invoice))
            .filter(invoices::deleted_at.is_null())
            .filter(invoices::status.ne(InvoiceStatus::Cancelled))
            .order(invoices::created_at)
            .select(Invoice::as_select())
            // A credit note that is being issued may take something back of a deposit.
            .for_update()
            .load(conn)
            .await?;
        let (deposits, parts): (Vec<Invoice>, Vec<Invoice>) = rows
            .into_iter()
            .filter(|row| Some(row.id) != except)
            .partition(|row| row.invoice_type == InvoiceType::Deposit);
        let part_lines = lines_of_all(conn, parts.iter().map(|row| row.id)).await?;
        let mut invoiced: HashMap<Uuid, (Decimal, Decimal)> = HashMap::new();
        for line in &part_lines {
            if let Some(id) = line.values.quote_line_id {
                let (quantity, net) = invoiced.entry(id).or_default();
                *quantity += line.values.quantity;
                *net += line.values.total_after_discount;
            }
        }
        Ok(Self {
            invoiced_groups: groups::of_lines(part_lines.iter().map(|line| &line.values))?,
            has_invoices: !parts.is_empty(),
            deposits: waiting(conn, deposits).await?,
            quote,
            lines,
            invoiced,
        })
    }

    /// What of a line was invoiced: quantity and amount before tax.
    pub(super) fn invoiced(&self, line: Uuid) -> (Decimal, Decimal) {
        self.invoiced.get(&line).copied().unwrap_or_default()
    }

    /// What of a line's quantity is left.
    pub(super) fn left_of(&self, line: &QuoteLine) -> Decimal {
        (line.values.quantity - self.invoiced(line.id).0).max(Decimal::ZERO)
    }

    /// What of a line's amount before tax is left.
    pub(super) fn net_left_of(&self, line: &QuoteLine) -> Decimal {
        (line.values.total_after_discount - self.invoiced(line.id).1).max(Decimal::ZERO)
    }

    /// Whether nothing of the quote is left to invoice.
    pub(super) fn is_complete(&self) -> bool {
        self.lines.iter().all(|line| self.left_of(line).is_zero())
    }

    /// What is left of the quote by group of VAT, after what was invoiced and after these lines. Deposits count as
    /// nothing: they are ahead of what is left.
    pub(super) fn left_groups(&self, more: &[InvoiceLineValues]) -> Result<Vec<VatGroup>> {
        let taxed = self.lines.iter().map(|line| (figures(&line.values).vat, amounts(&line.values)));
        let mut left =
            vat_breakdown(taxed).map_err(|problem| Error::Internal(anyhow::anyhow!("a quote: {problem:?}")))?;
        for taken in self.invoiced_groups.iter().chain(&groups::of_lines(more)?) {
            if let Some(group) = left.iter_mut().find(|group| group.is_taxed_as(taken)) {
                group.base = (group.base - taken.base).max(Decimal::ZERO);
                group.tax = (group.tax - taken.tax).max(Decimal::ZERO);
            }
        }
        Ok(left)
    }

    /// What deposits leave of [`Self::left_groups`].
    ///
    /// # Errors
    /// The deposits are more.
    pub(super) fn left_after_deposits(&self, more: &[InvoiceLineValues]) -> Result<Vec<VatGroup>> {
        let deposits = self.deposits.iter().flat_map(|deposit| deposit.groups.iter().copied());
        left_after(&self.left_groups(more)?, deposits).map_err(groups::less_than_deposits)
    }

    /// The deductions of the final invoice.
    ///
    /// # Errors
    /// A deposit is a draft.
    pub(super) fn deductions(&self) -> Result<Vec<DeductionValues>> {
        if self.deposits.iter().any(|deposit| !deposit.invoice.status.is_issued()) {
            let problem = "A deposit invoice of this quote is a draft. Issue it or delete it first.";
            return Err(Error::invalid("id", "DEPOSIT_IS_DRAFT", problem));
        }
        let groups = self.deposits.iter().flat_map(|deposit| {
            deposit.groups.iter().filter(|group| !group.total().is_zero()).map(|group| (deposit.invoice.id, group))
        });
        let deduction = |(order_index, (deposit_invoice_id, group)): (i32, (Uuid, &VatGroup))| DeductionValues {
            deposit_invoice_id,
            order_index,
            vat_category: group.category,
            tax_rate: group.rate,
            vat_exemption_code: group.exemption_code,
            amount: group.base,
            tax_amount: group.tax,
        };
        Ok((1..).zip(groups).map(deduction).collect())
    }
}

/// The figures of a quote's line, as they were typed.
pub(super) fn figures(line: &QuoteLineValues) -> LineInput {
    LineInput {
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: Discount { kind: line.discount_type, value: line.discount_value },
        vat: Vat { category: line.vat_category, rate: line.tax_rate, exemption_code: line.vat_exemption_code },
    }
}

fn amounts(line: &QuoteLineValues) -> LineAmounts {
    LineAmounts {
        subtotal: line.subtotal,
        discount_amount: line.discount_amount,
        total_after_discount: line.total_after_discount,
        tax_amount: line.tax_amount,
        total: line.total,
    }
}

async fn lines_of_all(conn: &mut AsyncPgConnection, ids: impl Iterator<Item = Uuid>) -> Result<Vec<InvoiceLine>> {
    let rows = invoice_lines::table
        .filter(invoice_lines::invoice_id.eq_any(ids.collect::<Vec<_>>()))
        .select(InvoiceLine::as_select())
        .load(conn)
        .await?;
    Ok(rows)
}

/// The deposits that no invoice deducts, with what credit notes left of them.
async fn waiting(conn: &mut AsyncPgConnection, deposits: Vec<Invoice>) -> Result<Vec<Deposit>> {
    if deposits.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = deposits.iter().map(|deposit| deposit.id).collect();
    let deducted: HashSet<Uuid> = invoice_deductions::table
        .filter(invoice_deductions::deposit_invoice_id.eq_any(&ids))
        .filter(invoice_deductions::released_at.is_null())
        .select(invoice_deductions::deposit_invoice_id)
        .load(conn)
        .await?
        .into_iter()
        .collect();
    let lines = lines_of_all(conn, ids.iter().copied()).await?;
    let credited: Vec<(Option<Uuid>, InvoiceLine)> = invoice_lines::table
        .inner_join(invoices::table)
        .filter(invoices::credited_invoice_id.eq_any(&ids))
        .filter(invoices::invoice_number.is_not_null())
        .select((invoices::credited_invoice_id, InvoiceLine::as_select()))
        .load(conn)
        .await?;
    let mut waiting = Vec::new();
    for invoice in deposits.into_iter().filter(|deposit| !deducted.contains(&deposit.id)) {
        let own = lines.iter().filter(|line| line.invoice_id == invoice.id).map(|line| &line.values);
        let back = credited.iter().filter(|(of, _)| *of == Some(invoice.id)).map(|(_, line)| &line.values);
        let groups = left_after(&groups::of_lines(own)?, groups::of_lines(back)?)
            .map_err(|problem| Error::Internal(anyhow::anyhow!("credit notes exceed a deposit: {problem:?}")))?;
        waiting.push(Deposit { invoice, groups });
    }
    Ok(waiting)
}
