//! The object `Invoice`.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use db::{
    column,
    query::{Condition, Value},
    rows,
};
use domain::{
    Permission,
    billing::{InvoiceKind, InvoiceStatus, InvoiceType, OperationNature, PaymentTerms},
};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    InvoiceDeduction, InvoiceLine,
    loaders::{credit_notes_of, deductions_of, invoices_by_id, lines_of, missing_of, payments_of, vat_of},
};
use crate::{
    Date, Hexadecimal, Id, JsonDocument,
    audit::{AuditEvent, AuditEventFilter},
    billing::VatGroup,
    columns, context,
    document::{DocumentVersion, documents_of_invoices},
    institution::{Address, MedicalInstitution, institutions_by_id},
    paging::{self, Paging},
    payload::UserError,
    payment::Payment,
    quote::{Quote, quotes_by_id},
    rows::{Alone, Connection, Loading, One, Relation, Row, Rows, alone},
    template::{InvoiceTemplate, templates_by_id},
    user::{User, users_by_id},
};
use crm::operations::{
    billing::calendar,
    invoice::{self, Subject},
    people, scope,
};

/// A claim on an institution, or a credit note that takes some of it back. Amounts are euros.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Invoice {
    /// Id.
    pub id: Id,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// Which part of a quote it is.
    #[graphql(name = "type")]
    pub invoice_type: InvoiceType,
    /// Number; a draft has none.
    pub invoice_number: Option<String>,
    /// The series in which it is numbered.
    pub series: Option<String>,
    /// The date that it bears.
    pub issue_date: Option<Date>,
    /// When it was issued.
    pub issued_at: Option<DateTime<Utc>>,
    /// Id of the institution that it is for.
    pub institution_id: Id,
    /// Id of who works on it.
    pub assigned_user_id: Id,
    /// Id of the quote that it invoices.
    pub quote_id: Option<Id>,
    /// Id of the invoice that a credit note corrects.
    pub credited_invoice_id: Option<Id>,
    /// Id of the template that it looks by; without one, a draft looks by the default or else the newest one for
    /// invoices, and an issued one as the program makes it.
    pub template_id: Option<Id>,
    /// What it is about, in a line.
    pub title: String,
    /// The details.
    pub description: Option<String>,
    /// The terms that the due date follows from at the issue; absent where a day was chosen.
    pub payment_terms: Option<PaymentTerms>,
    /// Last day to pay without being late.
    pub due_date: DateTime<Utc>,
    /// First day of the service, or its only one.
    pub service_start: Option<Date>,
    /// Last day of the service.
    pub service_end: Option<Date>,
    /// Goods, services, or both.
    pub operation_nature: OperationNature,
    /// VAT is due when it is invoiced, not when it is paid.
    pub vat_on_debits: bool,
    /// Number of the client's order.
    pub purchase_order_number: Option<String>,
    /// What the client routes it by, such as the service code of a public body.
    pub buyer_reference: Option<String>,
    /// Number of the contract.
    pub contract_reference: Option<String>,
    #[graphql(skip)]
    addresses: Box<[Option<Address>; 2]>,
    /// The firm as it was when it was issued.
    pub seller: Option<JsonDocument>,
    /// The institution as it was when it was issued.
    pub buyer: Option<JsonDocument>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// The lines before discounts and tax.
    pub subtotal: Decimal,
    /// What the discounts take off.
    pub total_discount_amount: Decimal,
    /// Before tax, the deposits that are taken off.
    pub deducted_amount: Decimal,
    /// VAT.
    pub total_tax_amount: Decimal,
    /// With tax.
    pub total: Decimal,
    /// Confirmed payments; of a credit note, refunds.
    pub paid_amount: Decimal,
    /// Issued credit notes.
    pub credited_amount: Decimal,
    /// Payments that are recorded and not confirmed.
    pub pending_amount: Decimal,
    /// What is left to pay; of a credit note, to refund. Pending payments are not taken off.
    pub remaining_amount: Decimal,
    /// Of a credit note: what the client gets back, having paid more than what was due after it.
    pub refundable_amount: Decimal,
    /// Date of the last confirmed payment.
    pub last_payment_date: Option<DateTime<Utc>>,
    /// When it was paid in full.
    pub paid_at: Option<DateTime<Utc>>,
    /// When it was mailed.
    pub sent_at: Option<DateTime<Utc>>,
    /// Set aside: no payment is recorded on it.
    pub archived: bool,
    /// Something remains to be paid, and the due date has passed.
    pub is_overdue: bool,
    /// Days since the due date; 0 when it is not late.
    pub days_overdue: i64,
    /// Days until the due date, negative after it.
    pub days_until_due: i64,
    /// SHA-256 of what it says, in hexadecimal digits.
    pub hash: Option<Hexadecimal>,
    /// The hash of the document before it in the series.
    pub previous_hash: Option<Hexadecimal>,
    /// When it was deleted; it can be restored.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Rises with each change; give it back as `expectedVersion`.
    pub version: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<rows::Invoice> for Invoice {
    fn from(row: rows::Invoice) -> Self {
        let today = calendar::today();
        let is_overdue = invoice::is_overdue(&row, today);
        let days_until_due = (calendar::day_of(row.values.due_date) - today).num_days();
        let (values, totals, issue) = (row.values, row.totals, row.issue);
        Self {
            id: row.id.into(),
            kind: row.kind,
            invoice_type: row.invoice_type,
            invoice_number: issue.invoice_number,
            series: issue.series,
            issue_date: issue.issue_date.map(Date),
            issued_at: issue.issued_at,
            institution_id: values.institution_id.into(),
            assigned_user_id: values.assigned_user_id.into(),
            quote_id: row.quote_id.map(Id),
            credited_invoice_id: row.credited_invoice_id.map(Id),
            template_id: values.template_id.map(Id),
            title: values.title,
            description: values.description,
            payment_terms: values.payment_terms,
            due_date: values.due_date,
            service_start: values.service_start.map(Date),
            service_end: values.service_end.map(Date),
            operation_nature: values.operation_nature,
            vat_on_debits: values.vat_on_debits,
            purchase_order_number: values.purchase_order_number,
            buyer_reference: values.buyer_reference,
            contract_reference: values.contract_reference,
            addresses: Box::new(
                [values.delivery_address, values.billing_address].map(|address| address.map(Address::kept)),
            ),
            seller: issue.seller.map(JsonDocument),
            buyer: issue.buyer.map(JsonDocument),
            status: row.status,
            subtotal: totals.subtotal,
            total_discount_amount: totals.total_discount_amount,
            deducted_amount: totals.deducted_amount,
            total_tax_amount: totals.total_tax_amount,
            total: totals.total,
            paid_amount: row.paid_amount,
            credited_amount: row.credited_amount,
            pending_amount: row.pending_amount,
            remaining_amount: row.remaining_amount,
            refundable_amount: row.refundable_amount,
            last_payment_date: row.last_payment_date,
            paid_at: row.paid_at,
            sent_at: row.sent_at,
            archived: row.archived,
            is_overdue,
            days_overdue: if is_overdue { -days_until_due } else { 0 },
            days_until_due,
            hash: issue.hash.map(Hexadecimal),
            previous_hash: issue.previous_hash.map(Hexadecimal),
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Invoice {
    /// What decides on the mentions that are missing.
    fn subject(&self) -> (InvoiceStatus, Subject) {
        let subject = Subject {
            id: self.id.0,
            kind: self.kind,
            invoice_type: self.invoice_type,
            institution_id: self.institution_id.0,
            due_date: self.due_date,
            service_start: self.service_start.map(|day| day.0),
            service_end: self.service_end.map(|day| day.0),
        };
        (self.status, subject)
    }
}

impl Row for Invoice {
    columns!(
        id,
        kind,
        invoice_type = "type",
        invoice_number,
        series,
        issue_date,
        issued_at,
        institution_id,
        assigned_user_id,
        quote_id,
        credited_invoice_id,
        template_id,
        title,
        description,
        payment_terms,
        due_date,
        service_start,
        service_end,
        operation_nature,
        vat_on_debits,
        purchase_order_number,
        buyer_reference,
        contract_reference,
        seller,
        buyer,
        status,
        subtotal,
        total_discount_amount,
        deducted_amount,
        total_tax_amount,
        total,
        paid_amount,
        credited_amount,
        pending_amount,
        remaining_amount,
        refundable_amount,
        last_payment_date,
        paid_at,
        sent_at,
        archived,
        is_overdue,
        days_overdue,
        days_until_due,
        hash,
        previous_hash,
        deleted_at,
        version,
        created_at,
        updated_at,
    );
    const RELATIONS: &'static [&'static str] = &[
        "institution",
        "assignedUser",
        "quote",
        "creditedInvoice",
        "creditNotes",
        "template",
        "deliveryAddress",
        "billingAddress",
        "lines",
        "deductions",
        "vatBreakdown",
        "payments",
        "documents",
        "missingMentions",
        "auditEvents",
        "canEdit",
        "canBeIssued",
        "canReceivePayments",
        "canBeCredited",
    ];

    fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
        let ctx = field.context();
        Some(match field.name() {
            "institution" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.institution_id)));
                field.one(institutions_by_id(ctx, ids), |row| Some(row.institution_id), |institution| institution.id)
            }
            "assignedUser" => {
                let ids = field.distinct_keys(|row| Some(Uuid::from(row.assigned_user_id)));
                field.one(users_by_id(ctx, ids), |row| Some(row.assigned_user_id), |user| user.id)
            }
            "quote" => {
                let ids = field.distinct_keys(|row| row.quote_id.map(Uuid::from));
                field.one(quotes_by_id(ctx, ids), |row| row.quote_id, |quote| quote.id)
            }
            "creditedInvoice" => {
                let ids = field.distinct_keys(|row| row.credited_invoice_id.map(Uuid::from));
                field.one(invoices_by_id(ctx, ids), |row| row.credited_invoice_id, |invoice| invoice.id)
            }
            "creditNotes" => {
                let ids = field.keys(|row| row.id.0);
                field.list(credit_notes_of(ctx, ids), |row| Some(row.id), |note| note.credited_invoice_id)
            }
            "template" => {
                let ids = field.distinct_keys(|row| row.template_id.map(Uuid::from));
                field.one(templates_by_id(ctx, ids), |row| row.template_id, |template| template.id)
            }
            "deliveryAddress" => field.embedded(|row| row.addresses[0].clone()),
            "billingAddress" => field.embedded(|row| row.addresses[1].clone()),
            "lines" => {
                let ids = field.keys(|row| row.id.0);
                field.list(lines_of(ctx, ids), |row| row.id, |line| line.invoice_id)
            }
            "deductions" => {
                let ids = field.keys(|row| row.id.0);
                field.list(deductions_of(ctx, ids), |row| row.id, |deduction| deduction.invoice_id)
            }
            "vatBreakdown" => {
                let ids = field.keys(|row| row.id.0);
                field.list(vat_of(ctx, ids), |row| row.id.0, VatGroup::document_id)
            }
            "payments" => {
                let ids = field.keys(|row| row.id.0);
                field.list(payments_of(ctx, ids), |row| row.id, |payment| payment.invoice_id)
            }
            "documents" => {
                let ids = field.keys(|row| row.id.0);
                field.list(documents_of_invoices(ctx, ids), |row| row.id.0, DocumentVersion::of)
            }
            "missingMentions" => {
                let drafts = field.keys(Self::subject);
                field.list(missing_of(ctx, drafts), |row| Some(row.id.0), |error| error.row)
            }
            "auditEvents" => {
                let (ids, wanted, arguments) = (field.keys(|row| row.id.0), field.wanted(), Paging::of(&field));
                field.connection(async move {
                    let (paging, caller) = (arguments?, context(ctx)?);
                    people::may_read_audit(&caller.viewer)?;
                    let entity = Value::Text(invoice::ENTITY.to_owned());
                    let of_invoices = Condition::eq(column!(audit_events.entity), entity);
                    let condition = of_invoices.and(scope::audit_events(&caller.viewer));
                    let request = paging.request(condition, AuditEventFilter::order(), wanted)?;
                    let parent = "audit_events.entity_id";
                    paging::pages::<rows::AuditEvent, AuditEvent>(caller, &ids, parent, request, wanted).await
                })
            }
            "canEdit" => {
                let can = may(ctx, invoice::ENTITY, Permission::EditOwnInvoices);
                field.each(move |row| can && row.deleted_at.is_none() && row.status.can_be_edited())
            }
            "canBeIssued" => {
                let can = may(ctx, invoice::ENTITY, Permission::IssueInvoices);
                field.each(move |row| can && row.deleted_at.is_none() && row.status == InvoiceStatus::Draft)
            }
            "canReceivePayments" => {
                let can = may(ctx, "payment", Permission::RecordPayments);
                field.each(move |row| {
                    let free = row.remaining_amount - row.pending_amount;
                    can && !row.archived && row.status.can_receive_payments() && free > Decimal::ZERO
                })
            }
            "canBeCredited" => {
                let can = may(ctx, invoice::ENTITY, Permission::CreateCreditNotes);
                field.each(move |row| can && row.kind == InvoiceKind::Invoice && row.status.can_be_credited())
            }
            _ => return None,
        })
    }
}

/// Who sees an invoice and has the right to edit some edits this one: an auditor sees those of assigned institutions and
/// the own ones alone.
fn may(ctx: &Context<'_>, entity: &'static str, right: Permission) -> bool {
    context(ctx).is_ok_and(|caller| caller.viewer.may_write(entity, right).is_ok())
}

/// Relations, for the schema; their loading is [`Row::relation`]'s.
#[ComplexObject]
impl Invoice {
    /// The institution that it is for, if the caller sees it.
    async fn institution(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<MedicalInstitution>>>> {
        alone(self, ctx).await
    }

    /// Who works on it.
    async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
        alone(self, ctx).await
    }

    /// The quote that it invoices, if the caller sees it.
    async fn quote(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Quote>>>> {
        alone(self, ctx).await
    }

    /// The invoice that a credit note corrects.
    async fn credited_invoice(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Invoice>>>> {
        alone(self, ctx).await
    }

    /// The credit notes that correct it, drafts included; the oldest first.
    #[graphql(complexity = "5 * child_complexity")]
    async fn credit_notes(&self, ctx: &Context<'_>) -> Result<Alone<Rows<Invoice>>> {
        alone(self, ctx).await
    }

    /// The template that it looks by.
    async fn template(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<InvoiceTemplate>>>> {
        alone(self, ctx).await
    }

    /// Where it was delivered or rendered, if not at the institution's address.
    async fn delivery_address(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Address>>>> {
        alone(self, ctx).await
    }

    /// Where the invoice goes, if not to the institution's address.
    async fn billing_address(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<Address>>>> {
        alone(self, ctx).await
    }

    /// What is invoiced, in its order.
    #[graphql(complexity = "10 * child_complexity")]
    async fn lines(&self, ctx: &Context<'_>) -> Result<Alone<Rows<InvoiceLine>>> {
        alone(self, ctx).await
    }

    /// The deposits that a final invoice takes off.
    async fn deductions(&self, ctx: &Context<'_>) -> Result<Alone<Rows<InvoiceDeduction>>> {
        alone(self, ctx).await
    }

    /// VAT by rate, category and reason, the highest rates first; deposits are taken off.
    async fn vat_breakdown(&self, ctx: &Context<'_>) -> Result<Alone<Rows<VatGroup>>> {
        alone(self, ctx).await
    }

    /// Its payments whatever their status, the latest first; of a credit note, the refunds.
    #[graphql(complexity = "5 * child_complexity")]
    async fn payments(&self, ctx: &Context<'_>) -> Result<Alone<Rows<Payment>>> {
        alone(self, ctx).await
    }

    /// The files that were kept of it, the latest first: the document itself, and reminders.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Alone<Rows<DocumentVersion>>> {
        alone(self, ctx).await
    }

    /// What keeps a draft from being issued: the law wants it on the document. Nothing of an issued one.
    async fn missing_mentions(&self, ctx: &Context<'_>) -> Result<Alone<Rows<UserError>>> {
        alone(self, ctx).await
    }

    /// What was done to it, the latest first.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(unused_variables, reason = "the arguments are read by the relation")]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Alone<Connection<AuditEvent>>> {
        alone(self, ctx).await
    }

    /// Whether the caller may change what it says.
    async fn can_edit(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    /// It is a draft, and the caller may issue it; `missingMentions` tells what it needs.
    async fn can_be_issued(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    /// Whether the caller may record a payment: something remains that no pending payment covers.
    async fn can_receive_payments(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }

    /// Whether the caller may correct it with a credit note.
    async fn can_be_credited(&self, ctx: &Context<'_>) -> Result<Alone<bool>> {
        alone(self, ctx).await
    }
}
