//! Reminders of late invoices, with what the delay costs by law.

use chrono::NaiveDate;
use db::{
    rows::{FirmIdentity, Invoice},
    schema::medical_institutions,
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::{
    Permission,
    billing::{DocumentType, legal_penalty_rate},
};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{ENTITY, read};
use crate::{
    Context, Error, Result,
    mail::billing_letters,
    operations::{
        billing::calendar,
        document::{self, At, Claim, Of, Paper, Rendered, Stop},
        firm, idempotency,
        institution::Presence,
        mailing::{self, About, DocumentMail, First, Words},
        validate::Checks,
        write::check_version,
    },
};

/// A late invoice to remind of.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reminding {
    /// The invoice.
    pub id: Uuid,
    /// Another version is a conflict.
    pub expected_version: Option<i32>,
    /// Per cent a year; by default the rate that the invoice names, which it does not for a public body, and else the law's
    /// by what is known of the central bank's. Without any the reminder says that penalties accrue at the law's rate.
    pub penalty_rate: Option<Decimal>,
    /// Of the mail; the message stands in the reminder too.
    pub words: Words,
}

/// Mails a reminder of a late invoice, with the invoice once more. The reminder is kept.
///
/// # Errors
/// No right, unknown, stale, invalid input, an invoice that is not late, nobody to mail it to, or no document.
pub async fn remind(ctx: &Context, input: &Reminding) -> Result<(Invoice, Option<DocumentMail>)> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnInvoices)?;
    let mut checks = Checks::default();
    let rate = input.penalty_rate.map(|rate| checks.decimal("penaltyRate", rate, 0.into(), Decimal::ONE_HUNDRED, 2));
    checks.finish()?;
    let words = input.words.checked()?;
    let row = read::find(&mut *ctx.app.db().await?, &ctx.viewer, input.id).await?;
    let today = calendar::today();
    check_late(&row, today)?;
    let invoice = Box::pin(document::keep_invoice(&ctx.app, row.id, ctx.viewer.id)).await?;
    let mut rendered = Rendered::default();
    loop {
        let mut conn = ctx.db().await?;
        let attempt = (*conn)
            .transaction(async |conn: &mut AsyncPgConnection| {
                if let Some(id) = idempotency::claim(conn, ctx, "sendInvoiceReminder", input).await? {
                    return Ok((read::find(conn, &ctx.viewer, id).await?, None));
                }
                let row = read::lock(conn, ctx, input.id, Presence::Present).await?;
                check_version(ENTITY, input.expected_version, row.version)?;
                check_late(&row, today)?;
                let to = mailing::recipients(conn, &words, row.values.institution_id, First::Billing).await?;
                let of = Of::Invoice(row.id);
                let version = document::latest(conn, of, DocumentType::ReminderPdf).await? + 1;
                let firm = firm::read(conn).await?;
                let ecb_rate = firm.values.ecb_rate.zip(firm.values.ecb_rate_since);
                let claim = Claim {
                    invoice: &row,
                    today,
                    level: version.unsigned_abs(),
                    penalty_rate: rate.or_else(|| agreed_rate(&row)).or_else(|| legal_rate(&row, ecb_rate, today)),
                    message: words.message.as_deref(),
                };
                let paper = paper(conn, &row, claim, &firm).await?;
                let pdf = rendered.bytes(&paper)?;
                let kept = document::insert(conn, &paper, of, version, ctx.viewer.id, pdf).await?;
                let firm = firm.values.legal_name.unwrap_or_default();
                let usual = billing_letters::reminder(&firm, claim.level, &claim.overdue()?);
                let mail = DocumentMail {
                    message_id: Uuid::now_v7(),
                    sender_id: ctx.viewer.id,
                    recipients: to,
                    subject: words.subject.clone().unwrap_or(usual.subject),
                    text: words.message.clone().map_or(usual.text, |message| vec![message]),
                    link_of_quote: None,
                    closing: vec![billing_letters::closing(&ctx.viewer.name, &firm)],
                    documents: vec![kept.id, invoice.id],
                };
                let about = About { entity: ENTITY, id: row.id, institution_id: row.values.institution_id };
                mail.enqueue(conn, ctx, "invoice.reminded", about).await?;
                idempotency::keep(conn, ctx, row.id).await?;
                Ok::<_, Stop>((row, Some(mail)))
            })
            .await;
        drop(conn);
        match attempt {
            Ok(sent) => {
                ctx.app.jobs.wake();
                return Ok(sent);
            }
            Err(stop) => rendered.prepare(&ctx.app, stop).await?,
        }
    }
}

fn check_late(row: &Invoice, today: NaiveDate) -> Result<()> {
    if read::is_overdue(row, today) {
        return Ok(());
    }
    Err(Error::invalid("id", "NOT_OVERDUE", "Nothing is late: it is not issued, not due yet, or nothing remains."))
}

/// The rate that the invoice names, unless its client is a public body, whose rate the law fixes.
fn agreed_rate(row: &Invoice) -> Option<Decimal> {
    let seller: Value = row.issue.seller.as_ref()?.read().ok()?;
    let rate = seller["latePenaltyRate"].as_str();
    rate.filter(|_| !is_public(row)).and_then(|rate| rate.parse().ok())
}

fn is_public(row: &Invoice) -> bool {
    let buyer = row.issue.buyer.as_ref().and_then(|buyer| buyer.read::<Value>().ok());
    buyer.is_some_and(|buyer| buyer["isPublicBody"] == true)
}

/// The law's rate, if the firm has said what the central bank's is by now.
fn legal_rate(row: &Invoice, ecb_rate: Option<(Decimal, NaiveDate)>, today: NaiveDate) -> Option<Decimal> {
    let known = ecb_rate.filter(|(_, since)| *since <= today);
    known.map(|(rate, _)| legal_penalty_rate(rate, is_public(row)))
}

async fn paper(conn: &mut AsyncPgConnection, row: &Invoice, claim: Claim<'_>, firm: &FirmIdentity) -> Result<Paper> {
    let host = medical_institutions::table.find(row.values.institution_id);
    let host = host.select(db::rows::Institution::as_select()).first(conn).await?;
    let look = document::look::look(conn, DocumentType::ReminderPdf, None, At::Now, &firm.values).await?;
    document::of_reminder(claim, firm, &host, look)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operations::billing::testing;

    #[test]
    fn the_rate_is_the_firms_or_the_laws() {
        let today: NaiveDate = "2026-11-30".parse().unwrap();
        let ecb = |rate: &str, since: &str| Some((rate.parse().unwrap(), since.parse().unwrap()));
        let mut row = testing::issued_invoice();
        let rate = |row: &Invoice, ecb_rate| {
            agreed_rate(row).or_else(|| legal_rate(row, ecb_rate, today)).map(|rate| rate.to_string())
        };
        let known = ecb("2.15", "2026-07-01");
        assert_eq!(rate(&row, known).as_deref(), Some("12.15"));
        assert_eq!(rate(&row, ecb("2.15", "2026-12-01")), None, "it does not hold yet");
        assert_eq!(rate(&row, None), None);
        // What the invoice names comes first, but for a public body, whose rate the law fixes.
        row.issue.seller = Some(json!({ "latePenaltyRate": "15.00" }).into());
        assert_eq!(rate(&row, known).as_deref(), Some("15.00"));
        row.issue.buyer = Some(json!({ "isPublicBody": true }).into());
        assert_eq!(rate(&row, known).as_deref(), Some("10.15"));
    }
}
