//! The issue: a draft gets its number, its place in the chain, and says the same from then on.
//!
//! Its document is rendered first, under a number of the right form: what cannot become a valid document is not issued.
//! The real one is rendered after the commit, by a job, so that nothing is rendered while others wait for their number.

use chrono::NaiveDate;
use db::{
    rows::{DeductionValues, FirmIdentity, Institution, Invoice, InvoiceIssue, InvoiceValues},
    schema::{invoices, medical_institutions},
};
use diesel::{dsl::max, prelude::*};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    CommercialStatus, Permission,
    billing::{InvoiceKind, InvoiceStatus},
};
use serde_json::{Map, json};
use uuid::Uuid;

use super::{
    ENTITY, Issuing,
    credited::{self, Original},
    mentions::{self, Subject},
    read::{self, lock},
    record::{self, Record},
    settle, store,
};
use crate::{
    Context, Error, Result,
    jobs::{self, Job},
    operations::{
        billing::{
            calendar,
            hash::{self, Sealed},
            numbering,
            parties::{Buyer, Seller},
        },
        document::{self, InvoiceParts, Rendered, Stop},
        idempotency,
        institution::Presence,
        write::{Event, announce, check_version},
    },
};

/// Issues a draft. Everything is written in one transaction: a number that is not committed was never given.
///
/// # Errors
/// No right, unknown, stale, no draft, a mention is missing, a date before the last one of the series, or no valid
/// document.
pub async fn issue(ctx: &Context, input: Issuing) -> Result<Invoice> {
    ctx.viewer.may_write(ENTITY, Permission::IssueInvoices)?;
    let mut rendered = Rendered::default();
    loop {
        let mut conn = ctx.db().await?;
        let attempt = (*conn)
            .transaction(async |conn: &mut AsyncPgConnection| {
                if let Some(id) = idempotency::claim(conn, ctx, "issueInvoice", &input).await? {
                    return Ok(read::find(conn, &ctx.viewer, id).await?);
                }
                let draft = lock(conn, ctx, input.id, Presence::Present).await?;
                check_version(ENTITY, input.expected_version, draft.version)?;
                // What an issue holds on to is large: on the heap, it leaves room on the stacks of threads.
                let row = Box::pin(issue_draft(conn, ctx, draft, input.issue_date, &rendered)).await?;
                idempotency::keep(conn, ctx, row.id).await?;
                Ok(row)
            })
            .await;
        drop(conn);
        match attempt {
            Ok(row) => {
                ctx.app.jobs.wake();
                return Ok(row);
            }
            Err(stop) => rendered.prepare(&ctx.app, stop).await?,
        }
    }
}

/// Issues a draft whose row the caller has locked, once its document was rendered as a trial. The caller wakes the
/// workers after the commit.
///
/// # Errors
/// As [`issue`]; [`Stop::Render`] before the trial.
pub(super) async fn issue_draft(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    draft: Invoice,
    issue_date: Option<NaiveDate>,
    rendered: &Rendered,
) -> Result<Invoice, Stop> {
    if draft.status != InvoiceStatus::Draft {
        return Err(Error::invalid("id", "ILLEGAL_TRANSITION", "It is issued already.").into());
    }
    let today = calendar::today();
    let issue_date = issue_date.unwrap_or(today);
    if issue_date > today {
        return Err(Error::invalid(
            "issueDate",
            "IN_THE_FUTURE",
            "An invoice is issued today or with an earlier date.",
        )
        .into());
    }
    let (draft, original) = match draft.credited_invoice_id {
        None => (draft, None),
        Some(id) => {
            let original = credited::lock_original(conn, id).await?;
            (Box::pin(credited::fit_draft(conn, &original, draft)).await?, Some(original))
        }
    };
    let (lines, deductions) = (read::lines_of(conn, draft.id).await?, read::deductions_of(conn, draft.id).await?);
    let firm = store::firm(conn).await?;
    let host = host(conn, draft.values.institution_id).await?;
    let values = dated(&draft, issue_date);
    let subject = Subject {
        id: draft.id,
        kind: draft.kind,
        invoice_type: draft.invoice_type,
        institution_id: host.id,
        due_date: values.due_date,
        service_start: values.service_start,
        service_end: values.service_end,
    };
    let mut problems = mentions::problems(&subject, &firm.values, &host, &lines, &deductions)?;
    if calendar::day_of(values.due_date) < issue_date {
        problems.push(crate::FieldError::new("dueDate", "BEFORE_ISSUE", "The due date is before the date of issue."));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems).into());
    }
    check_order(conn, issue_date, original.as_ref(), &deductions).await?;
    let effect = original.map(|original| credited::effect(original, &lines, &draft)).transpose()?;
    if draft.kind == InvoiceKind::Invoice {
        make_client(conn, ctx, &host).await?;
    }
    let (series, pattern) = series(&firm, draft.kind);
    let mut after = Invoice { values, ..draft.clone() };
    after.refundable_amount = effect.as_ref().map(|effect| effect.refundable).unwrap_or_default();
    after.issue = InvoiceIssue {
        invoice_number: Some(numbering::example(pattern, issue_date)?),
        series: None,
        year: None,
        sequence_number: None,
        issue_date: Some(issue_date),
        issued_at: Some(chrono::Utc::now()),
        seller: Some(Seller::of(&firm.values).to_json()?.into()),
        buyer: Some(Buyer::of_invoice(&host, &after.values)?.to_json()?.into()),
        hash: None,
        previous_hash: None,
    };
    let parts = InvoiceParts { invoice: &after, lines: &lines, deductions: &deductions, firm: &firm, host: &host };
    // It looks by this template for ever.
    after.values.template_id = Box::pin(document::tried(conn, parts, rendered)).await?;
    // From here on other issues of the series wait.
    let held = numbering::hold(conn, series, pattern, issue_date).await?;
    after.issue = InvoiceIssue {
        invoice_number: Some(held.number.clone()),
        series: Some(held.series.clone()),
        year: Some(held.year),
        sequence_number: Some(held.sequence),
        previous_hash: held.previous_hash.clone(),
        ..after.issue
    };
    let hash = hash::of(Sealed { invoice: &after, issue: &after.issue, lines: &lines, deductions: &deductions });
    after.issue.hash = Some(hash.to_vec());
    after.remaining_amount = settle::remaining(&after);
    after.status = settle::standing(&after, today).status();
    after.paid_at = after.issue.issued_at.filter(|_| after.status == InvoiceStatus::Paid);
    held.give(conn, &hash).await?;
    let row: Invoice = diesel::update(invoices::table.find(draft.id))
        .set((
            &after.values,
            &after.issue,
            invoices::refundable_amount.eq(after.refundable_amount),
            invoices::status.eq(after.status),
            invoices::paid_at.eq(after.paid_at),
        ))
        .returning(Invoice::as_returning())
        .get_result(conn)
        .await?;
    let changes = record::changes(Some(&Record::new(&draft, None)), &Record::new(&row, None))?;
    record::tell(conn, ctx, "invoice.issued", &row, &changes).await?;
    if let Some(effect) = effect {
        Box::pin(credited::apply(conn, ctx, effect)).await?;
    }
    let user_id = ctx.viewer.person().unwrap_or(row.values.assigned_user_id);
    jobs::enqueue(conn, &Job::KeepInvoice { invoice_id: row.id, user_id }).await?;
    Ok(row)
}

/// A credit note comes after its invoice, and a final invoice after the deposits that it deducts, be it on the same day.
async fn check_order(
    conn: &mut AsyncPgConnection,
    issue_date: NaiveDate,
    original: Option<&Original>,
    deductions: &[DeductionValues],
) -> Result<()> {
    if let Some(issued) = original.and_then(|original| original.invoice.issue.issue_date)
        && issued > issue_date
    {
        let problem = format!("Its invoice is of {issued}. Choose that day or a later one.");
        return Err(Error::invalid("issueDate", "BEFORE_INVOICE", problem));
    }
    let deposits = invoices::table.filter(invoices::id.eq_any(deductions.iter().map(|held| held.deposit_invoice_id)));
    let last: Option<NaiveDate> =
        if deductions.is_empty() { None } else { deposits.select(max(invoices::issue_date)).first(conn).await? };
    if let Some(last) = last.filter(|last| *last > issue_date) {
        let problem = format!("The last deposit that it deducts is of {last}. Choose that day or a later one.");
        return Err(Error::invalid("issueDate", "BEFORE_DEPOSIT", problem));
    }
    Ok(())
}

/// The day on which it is due follows from that of the issue, unless somebody chose it.
fn dated(draft: &Invoice, issue_date: NaiveDate) -> InvoiceValues {
    let mut values = draft.values.clone();
    if let Some(terms) = values.payment_terms {
        values.due_date = calendar::instant_of(terms.due_date(issue_date));
    } else if draft.kind == InvoiceKind::CreditNote {
        values.due_date = calendar::instant_of(issue_date);
    }
    values
}

fn series(firm: &FirmIdentity, kind: InvoiceKind) -> (&str, &str) {
    let firm = &firm.values;
    match kind {
        InvoiceKind::Invoice => (&firm.invoice_series, &firm.invoice_number_pattern),
        InvoiceKind::CreditNote => (&firm.credit_note_series, &firm.credit_note_number_pattern),
    }
}

async fn host(conn: &mut AsyncPgConnection, id: Uuid) -> Result<Institution> {
    Ok(medical_institutions::table.find(id).select(Institution::as_select()).first(conn).await?)
}

/// Who gets an invoice is a client.
async fn make_client(conn: &mut AsyncPgConnection, ctx: &Context, host: &Institution) -> Result<()> {
    if host.values.commercial_status == CommercialStatus::Client {
        return Ok(());
    }
    let prospect = medical_institutions::table
        .find(host.id)
        .filter(medical_institutions::commercial_status.eq(CommercialStatus::Prospect));
    let changed = diesel::update(prospect)
        .set(medical_institutions::commercial_status.eq(CommercialStatus::Client))
        .execute(conn)
        .await?;
    if changed == 0 {
        return Ok(());
    }
    let change = json!({ "old": CommercialStatus::Prospect, "new": CommercialStatus::Client });
    let changes = &Map::from_iter([("commercialStatus".to_owned(), change)]);
    let (name, entity) = ("institution.updated", "institution");
    announce(conn, ctx, Event { name, entity, id: host.id, institution_id: Some(host.id), changes, public: true }).await
}
