//! Sending quotes: the draft becomes an offer, its file is kept, and goes to the client by mail if that is wanted.

use db::rows::Quote;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use domain::{Permission, billing::QuoteStatus};
use serde::Serialize;
use uuid::Uuid;

use super::{ENTITY, Move, moves, read};
use crate::{
    Context, Result,
    mail::billing_letters::{self, Facts},
    operations::{
        billing::calendar,
        document::{self, Rendered},
        firm, idempotency,
        institution::Presence,
        mailing::{self, About, Checked, DocumentMail, First, Words},
        write::check_version,
    },
};

/// A quote to send.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sending {
    /// The quote: a draft, or a sent one that is mailed again.
    pub id: Uuid,
    /// Another version is a conflict.
    pub expected_version: Option<i32>,
    /// Whether it goes by mail; otherwise it was handed over in another way.
    pub mail: bool,
    /// Of the mail.
    pub words: Words,
}

/// Sends a quote. Its document is rendered first: a quote whose template is wrong is not sent. Gives the quote, and the
/// mail if one goes out.
///
/// # Errors
/// No right, unknown, stale, invalid input, a move that does not exist, nobody to mail it to, or no document.
pub async fn send(ctx: &Context, input: &Sending) -> Result<(Quote, Option<DocumentMail>)> {
    ctx.viewer.may_write(ENTITY, Permission::EditOwnQuotes)?;
    let words = if input.mail { input.words.checked()? } else { Checked::default() };
    let mut rendered = Rendered::default();
    loop {
        let mut conn = ctx.db().await?;
        let attempt = (*conn)
            .transaction(async |conn: &mut AsyncPgConnection| {
                if let Some(id) = idempotency::claim(conn, ctx, "sendQuote", input).await? {
                    return Ok((read::find(conn, &ctx.viewer, id).await?, None));
                }
                let mut row = read::lock(conn, ctx, input.id, Presence::Present).await?;
                check_version(ENTITY, input.expected_version, row.version)?;
                if row.status != QuoteStatus::Sent || !input.mail {
                    row = moves::apply(conn, ctx, row, &Move::Send).await?;
                }
                let to = if input.mail {
                    mailing::recipients(conn, &words, row.values.institution_id, First::Contact).await?
                } else {
                    Vec::new()
                };
                let kept = document::keep_sent_quote(conn, &row, &rendered, ctx.viewer.id).await?;
                let mail = if input.mail { Some(mail(conn, ctx, &row, &words, to, kept.id).await?) } else { None };
                if let Some(mail) = &mail {
                    let about = About { entity: ENTITY, id: row.id, institution_id: row.values.institution_id };
                    mail.enqueue(conn, ctx, "quote.mailed", about).await?;
                }
                idempotency::keep(conn, ctx, row.id).await?;
                Ok((row, mail))
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

async fn mail(
    conn: &mut AsyncPgConnection,
    ctx: &Context,
    row: &Quote,
    words: &Checked,
    recipients: Vec<String>,
    document: Uuid,
) -> Result<DocumentMail> {
    let firm = firm::read(conn).await?.values.legal_name.unwrap_or_default();
    let facts = Facts { firm: &firm, number: &row.quote_number, title: &row.values.title, total: row.totals.total };
    let usual = billing_letters::quote(facts, calendar::day_of(row.values.valid_until));
    Ok(DocumentMail {
        message_id: Uuid::now_v7(),
        sender_id: ctx.viewer.id,
        recipients,
        subject: words.subject.clone().unwrap_or(usual.subject),
        text: words.message.clone().map_or(usual.text, |message| vec![message]),
        link_of_quote: Some(row.id),
        closing: vec![billing_letters::closing(&ctx.viewer.name, &firm)],
        documents: vec![document],
    })
}
