//! An invoice on REST, with its lines, its payments, its people and its institution.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use db::{
    column,
    query::{self, Condition, Listed, OrderKey, PageRequest, Values},
    rows,
    schema::quotes,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::billing::{InvoiceStatus, QuoteStatus};
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::line_object::RestInvoiceLine;
use crate::{
    institution::{RestAddress, RestInstitutionRow, RestPerson},
    named::{
        InvoiceKindName, InvoiceStatusName, InvoiceTypeName, Named, OperationNatureName, QuoteStatusName, SentStatus,
    },
    payment::{self, RestPayment},
    related, wire,
};
use crm::{
    Context, Result,
    auth::Viewer,
    operations::{billing::calendar, invoice, payment as payments},
};

/// A claim on an institution, or a credit note that takes some of it back. Amounts are euros.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Invoice)]
pub(crate) struct RestInvoice {
    id: Uuid,
    kind: InvoiceKindName,
    /// Which part of a quote it is.
    invoice_type: InvoiceTypeName,
    /// A draft has none.
    invoice_number: Option<String>,
    /// The date that it bears.
    issue_date: Option<NaiveDate>,
    institution_id: Uuid,
    assigned_user_id: Uuid,
    quote_id: Option<Uuid>,
    /// The invoice that a credit note corrects.
    credited_invoice_id: Option<Uuid>,
    template_id: Option<Uuid>,
    title: String,
    description: Option<String>,
    /// The last day to pay without being late.
    #[serde(serialize_with = "wire::timestamp")]
    due_date: DateTime<Utc>,
    /// First day of the service, or its only one.
    service_start: Option<NaiveDate>,
    /// Last day of the service.
    service_end: Option<NaiveDate>,
    operation_nature: OperationNatureName,
    /// Number of the client's order.
    purchase_order_number: Option<String>,
    /// What the client routes it by.
    buyer_reference: Option<String>,
    contract_reference: Option<String>,
    /// Where it was delivered or rendered, if not at the institution's address.
    delivery_address: Option<RestAddress>,
    /// Where the invoice goes, if not to the institution's address.
    billing_address: Option<RestAddress>,
    /// `sent`: it was issued, and has its number.
    status: InvoiceStatusName,
    /// Set aside: lists leave it out, and no payment is recorded on it.
    archived: bool,
    /// Before discounts and tax.
    #[schema(value_type = String, example = "2300.00")]
    subtotal: Decimal,
    #[schema(value_type = String, example = "230.00")]
    total_discount_amount: Decimal,
    /// Before tax, the deposits that are taken off.
    #[schema(value_type = String, example = "0.00")]
    deducted_amount: Decimal,
    /// VAT.
    #[schema(value_type = String, example = "414.00")]
    total_tax_amount: Decimal,
    /// With tax.
    #[schema(value_type = String, example = "2484.00")]
    total: Decimal,
    /// Confirmed payments.
    #[schema(value_type = String, example = "1242.00")]
    total_paid: Decimal,
    /// Issued credit notes.
    #[schema(value_type = String, example = "0.00")]
    credited_amount: Decimal,
    /// Payments that are recorded and not confirmed.
    #[schema(value_type = String, example = "0.00")]
    pending_amount: Decimal,
    /// What is left to pay; pending payments are not taken off.
    #[schema(value_type = String, example = "1242.00")]
    remaining_amount: Decimal,
    /// Of a credit note: what the client gets back.
    #[schema(value_type = String, example = "0.00")]
    refundable_amount: Decimal,
    #[serde(serialize_with = "wire::optional_timestamp")]
    last_payment_date: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    issued_at: Option<DateTime<Utc>>,
    /// When it was mailed.
    #[serde(serialize_with = "wire::optional_timestamp")]
    sent_at: Option<DateTime<Utc>>,
    #[serde(serialize_with = "wire::optional_timestamp")]
    paid_at: Option<DateTime<Utc>>,
    /// Something remains to be paid, and the due date has passed.
    is_overdue: bool,
    /// It is a draft.
    can_be_modified: bool,
    /// It is a draft.
    can_be_deleted: bool,
    can_receive_payments: bool,
    is_fully_paid: bool,
    is_partially_paid: bool,
    /// Days since the due date; 0 when it is not late.
    days_overdue: i64,
    /// Days until the due date, negative after it.
    days_until_due: i64,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
    /// What is invoiced, in its order.
    lines: Vec<RestInvoiceLine>,
    /// The latest first.
    payments: Vec<RestPayment>,
    /// Whose it is, if the caller sees it.
    institution: Option<RestInstitutionRow>,
    /// Who works on it.
    assigned_user: Option<RestPerson>,
    /// The quote that it invoices.
    quote: Option<RestQuoteRow>,
}

/// What is read of a quote.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = quotes, check_for_backend(diesel::pg::Pg))]
struct QuoteRow {
    id: Uuid,
    quote_number: String,
    title: String,
    status: QuoteStatus,
    total: Decimal,
}

/// A quote in few words.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QuoteRow)]
pub(super) struct RestQuoteRow {
    id: Uuid,
    quote_number: String,
    title: String,
    status: QuoteStatusName,
    /// With tax, in euros.
    #[schema(value_type = String, example = "2484.00")]
    total: Decimal,
}

/// What is shown of an invoice besides its row.
#[derive(Debug, Default)]
struct Parts {
    lines: Vec<RestInvoiceLine>,
    payments: Vec<RestPayment>,
    institution: Option<RestInstitutionRow>,
    assigned_user: Option<RestPerson>,
    quote: Option<RestQuoteRow>,
}

impl RestInvoice {
    fn new(row: rows::Invoice, parts: Parts, today: NaiveDate) -> Self {
        let is_overdue = invoice::is_overdue(&row, today);
        let days_until_due = (calendar::day_of(row.values.due_date) - today).num_days();
        let (values, totals, issue, status) = (row.values, row.totals, row.issue, row.status);
        Self {
            id: row.id,
            kind: Named(row.kind),
            invoice_type: Named(row.invoice_type),
            invoice_number: issue.invoice_number,
            issue_date: issue.issue_date,
            institution_id: values.institution_id,
            assigned_user_id: values.assigned_user_id,
            quote_id: row.quote_id,
            credited_invoice_id: row.credited_invoice_id,
            template_id: values.template_id,
            title: values.title,
            description: values.description,
            due_date: values.due_date,
            service_start: values.service_start,
            service_end: values.service_end,
            operation_nature: Named(values.operation_nature),
            purchase_order_number: values.purchase_order_number,
            buyer_reference: values.buyer_reference,
            contract_reference: values.contract_reference,
            delivery_address: values.delivery_address.map(RestAddress::kept),
            billing_address: values.billing_address.map(RestAddress::kept),
            status: Named(SentStatus(status)),
            archived: row.archived,
            subtotal: totals.subtotal,
            total_discount_amount: totals.total_discount_amount,
            deducted_amount: totals.deducted_amount,
            total_tax_amount: totals.total_tax_amount,
            total: totals.total,
            total_paid: row.paid_amount,
            credited_amount: row.credited_amount,
            pending_amount: row.pending_amount,
            remaining_amount: row.remaining_amount,
            refundable_amount: row.refundable_amount,
            last_payment_date: row.last_payment_date,
            issued_at: issue.issued_at,
            sent_at: row.sent_at,
            paid_at: row.paid_at,
            is_overdue,
            can_be_modified: status.can_be_edited(),
            can_be_deleted: status.can_be_edited(),
            can_receive_payments: status.can_receive_payments() && !row.archived,
            is_fully_paid: status == InvoiceStatus::Paid,
            is_partially_paid: status == InvoiceStatus::PartiallyPaid,
            days_overdue: if is_overdue { -days_until_due } else { 0 },
            days_until_due,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            lines: parts.lines,
            payments: parts.payments,
            institution: parts.institution,
            assigned_user: parts.assigned_user,
            quote: parts.quote,
        }
    }

    pub(super) fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn version(&self) -> i32 {
        self.version
    }
}

/// One invoice, whole.
pub(crate) async fn whole(ctx: &Context, row: rows::Invoice) -> Result<RestInvoice> {
    let mut conn = ctx.db().await?;
    let mut parts = parts_of(&mut conn, &ctx.viewer, std::slice::from_ref(&row)).await?;
    Ok(RestInvoice::new(row, parts.pop().unwrap_or_default(), calendar::today()))
}

/// Invoices with what belongs to them: seven statements at most, however many they are.
pub(super) async fn all_whole(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    rows: Vec<rows::Invoice>,
) -> Result<Vec<RestInvoice>> {
    let parts = parts_of(conn, viewer, &rows).await?;
    let today = calendar::today();
    Ok(rows.into_iter().zip(parts).map(|(row, own)| RestInvoice::new(row, own, today)).collect())
}

async fn parts_of(conn: &mut AsyncPgConnection, viewer: &Viewer, rows: &[rows::Invoice]) -> Result<Vec<Parts>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let institutions = related::institutions(conn, viewer, rows.iter().map(|row| row.values.institution_id)).await?;
    let people = related::people(conn, rows.iter().map(|row| row.values.assigned_user_id)).await?;
    let quotes = quotes_of(conn, rows).await?;
    let mut lines = lines_of(conn, &ids).await?;
    let mut payments = payments_of(conn, viewer, &ids).await?;
    let parts = |row: &rows::Invoice| Parts {
        lines: lines.remove(&row.id).unwrap_or_default(),
        payments: payments.remove(&row.id).unwrap_or_default(),
        institution: institutions.get(&row.values.institution_id).cloned(),
        assigned_user: people.get(&row.values.assigned_user_id).cloned(),
        quote: row.quote_id.and_then(|id| quotes.get(&id).cloned()),
    };
    Ok(rows.iter().map(parts).collect())
}

async fn lines_of(conn: &mut AsyncPgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<RestInvoiceLine>>> {
    let condition = Condition::OneOf(column!(invoice_lines.invoice_id), Values::Ids(ids.to_vec()));
    let order = OrderKey::new("invoice_lines.order_index", "int");
    let mut lines: HashMap<Uuid, Vec<RestInvoiceLine>> = HashMap::with_capacity(ids.len());
    for line in all::<rows::InvoiceLine>(conn, condition, vec![order]).await? {
        lines.entry(line.invoice_id).or_default().push(line.into());
    }
    Ok(lines)
}

/// The payments of each invoice; none when the viewer's API token does not reach them.
pub(super) async fn payments_of(
    conn: &mut AsyncPgConnection,
    viewer: &Viewer,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<RestPayment>>> {
    if ids.is_empty() || payments::may_read(viewer).is_err() {
        return Ok(HashMap::new());
    }
    let condition = Condition::OneOf(column!(payments.invoice_id), Values::Ids(ids.to_vec()));
    let order = vec![
        OrderKey::new("payments.payment_date", "timestamptz").descending(true),
        OrderKey::new("payments.id", "uuid").descending(true),
    ];
    let rows = all::<rows::Payment>(conn, condition, order).await?;
    let mut payments: HashMap<Uuid, Vec<RestPayment>> = HashMap::with_capacity(ids.len());
    for payment in payment::all_whole(conn, rows).await? {
        payments.entry(payment.invoice_id()).or_default().push(payment);
    }
    Ok(payments)
}

/// The quotes that the invoices were made of: whoever sees an invoice sees which.
async fn quotes_of(conn: &mut AsyncPgConnection, rows: &[rows::Invoice]) -> Result<HashMap<Uuid, RestQuoteRow>> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.quote_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<QuoteRow> =
        quotes::table.filter(quotes::id.eq_any(ids)).select(QuoteRow::as_select()).load(conn).await?;
    let shown = |row: QuoteRow| {
        let QuoteRow { id, quote_number, title, status, total } = row;
        (id, RestQuoteRow { id, quote_number, title, status: Named(status), total })
    };
    Ok(found.into_iter().map(shown).collect())
}

async fn all<R: Listed>(conn: &mut AsyncPgConnection, condition: Condition, order: Vec<OrderKey>) -> Result<Vec<R>> {
    let request = PageRequest {
        condition,
        order,
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    Ok(query::load_at(conn, &request, 0).await?)
}
