//! Mailing invoices and credit notes that were issued.

use chrono::Utc;
use db::{rows::Invoice, schema::invoices};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{Permission, billing::InvoiceKind};
use serde::Serialize;
use uuid::Uuid;

use super::{ENTITY, read};
use crate::{
    Context, Error, Result,
    mail::billing_letters::{self, Facts},
    operations::{
        billing::calendar,
        document, firm, idempotency,
        institution::Presence,
        mailing::{self, About, Checked, DocumentMail, First, Words},
        write::check_version,
    },
};

/// An invoice to mail.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sending {
    /// The invoice or credit note.
    pub id: Uuid,
    /// Another version is a conflict.
    pub expected_version: Option<i32>,
    /// Of the mail.
    pub words: Words,
}

/// Mails an issued invoice or credit note: the kept file itself. The first time is noted as the time of sending.
///
/// # Errors
/// No right, unknown, stale, invalid input, a draft, nobody to mail it to, or no document.
pub async fn send(ctx: &Context, input: &Sending) -> Result<(Invoice, Option<DocumentMail>)> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnInvoices)?;
    let words = input.words.checked()?;
    // Only what the caller sees is rendered.
    read::find(&mut *ctx.app.db().await?, &ctx.viewer, input.id).await?;
    let kept = document::keep_invoice(&ctx.app, input.id, ctx.viewer.id).await?;
    let mut conn = ctx.db().await?;
    let sent = (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            if let Some(id) = idempotency::claim(conn, ctx, "sendInvoice", input).await? {
                return Ok((read::find(conn, &ctx.viewer, id).await?, None));
            }
            let row = read::lock(conn, ctx, input.id, Presence::Present).await?;
            check_version(ENTITY, input.expected_version, row.version)?;
            let to = mailing::recipients(conn, &words, row.values.institution_id, First::Billing).await?;
            let mail = mail(conn, ctx, &row, &words, to, kept.id).await?;
            let row: Invoice = diesel::update(invoices::table.find(row.id))
                .set(invoices::sent_at.eq(row.sent_at.or(Some(Utc::now()))))
                .returning(Invoice::as_returning())
                .get_result(conn)
                .await?;
            let about = About { entity: ENTITY, id: row.id, institution_id: row.values.institution_id };
            mail.enqueue(conn, ctx, "invoice.mailed", about).await?;
            idempotency::keep(conn, ctx, row.id).await?;
            Ok::<_, Error>((row, Some(mail)))
        })
        .await?;
    ctx.app.jobs.wake();
    Ok(sent)
}

async fn mail(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    row: &Invoice,
    words: &Checked,
    recipients: Vec<String>,
    document: Uuid,
) -> Result<DocumentMail> {
    let firm = firm::read(conn).await?.values.legal_name.unwrap_or_default();
    let number = row.issue.invoice_number.as_deref().unwrap_or_default();
    let facts = Facts { firm: &firm, number, title: &row.values.title, total: row.totals.total };
    let usual = match row.kind {
        InvoiceKind::Invoice => billing_letters::invoice(facts, calendar::day_of(row.values.due_date)),
        InvoiceKind::CreditNote => {
            let credited: Option<String> = invoices::table
                .filter(invoices::id.nullable().eq(row.credited_invoice_id))
                .select(invoices::invoice_number)
                .first(conn)
                .await?;
            billing_letters::credit_note(facts, credited.as_deref().unwrap_or_default())
        }
    };
    Ok(DocumentMail {
        message_id: Uuid::now_v7(),
        sender_id: ctx.viewer.id,
        recipients,
        subject: words.subject.clone().unwrap_or(usual.subject),
        text: words.message.clone().map_or(usual.text, |message| vec![message]),
        link_of_quote: None,
        closing: vec![billing_letters::closing(&ctx.viewer.name, &firm)],
        documents: vec![document],
    })
}
