//! A mail with documents: written in the transaction that asks for it, sent by a job. The job names the kept files; their
//! bytes, and the public link of a quote, are looked up when it is sent.

use chrono::Utc;
use db::{
    rows::{DocumentVersion, Quote, User},
    schema::{document_versions, invoices, quotes, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use uuid::Uuid;

use crate::{
    App, Context, Error, Result,
    jobs::{self, Job},
    mail::{Attachment, Letter, Mail, Part, Recipient},
    operations::{
        audit, invoice, quote, stored_file,
        user_admin::system_context,
        write::{Event, announce},
    },
};

/// A mail that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentMail {
    /// Part of the message's own id: the same however often it is tried.
    pub message_id: Uuid,
    /// Who sends it, and gets the answers.
    pub sender_id: Uuid,
    /// Addresses.
    pub recipients: Vec<String>,
    /// One line.
    pub subject: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// The quote whose public link stands below the text.
    pub link_of_quote: Option<Uuid>,
    /// Paragraphs below the link.
    pub closing: Vec<String>,
    /// The kept files; of the first one it is noted that it was mailed.
    pub documents: Vec<Uuid>,
}

/// The row that a mail is about.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct About {
    pub(in crate::operations) entity: &'static str,
    pub(in crate::operations) id: Uuid,
    pub(in crate::operations) institution_id: Uuid,
}

impl DocumentMail {
    /// Puts it into the queue, and on record under this name (`quote.mailed`). The caller wakes the workers after the
    /// commit.
    ///
    /// # Errors
    /// Those of the database.
    pub(in crate::operations) async fn enqueue(
        &self,
        conn: &mut AsyncPgConnection,
        ctx: &Context,
        name: &'static str,
        About { entity, id, institution_id }: About,
    ) -> Result<()> {
        let (changes, institution_id) = (&self.recorded(), Some(institution_id));
        announce(conn, ctx, Event { name, entity, id, institution_id, changes, public: false }).await?;
        jobs::enqueue(conn, &Job::DocumentMail(Box::new(self.clone()))).await
    }

    fn recorded(&self) -> Map<String, serde_json::Value> {
        let new = |value: serde_json::Value| json!({ "old": null, "new": value });
        Map::from_iter([
            ("recipients".to_owned(), new(json!(self.recipients))),
            ("subject".to_owned(), new(json!(self.subject))),
        ])
    }
}

/// Sends a mail, and notes of its first document to whom it went.
///
/// # Errors
/// When the database is away or the mail is not taken.
pub async fn send(app: &App, mail: &DocumentMail) -> Result<()> {
    let mut conn = app.db().await?;
    let sender: User = users::table.find(mail.sender_id).select(User::as_select()).first(&mut conn).await?;
    let mut parts: Vec<Part> = mail.text.iter().cloned().map(Part::Text).collect();
    if let Some(id) = mail.link_of_quote {
        let quote: Quote = quotes::table.find(id).select(Quote::as_select()).first(&mut conn).await?;
        let url = quote::public_url(app, id, quote.public_link_epoch, quote.status, quote.values.valid_until);
        parts.extend(url.map(|url| Part::Link { label: "Consulter le devis en ligne, l’accepter ou le refuser", url }));
    }
    parts.extend(mail.closing.iter().cloned().map(Part::Text));
    let mut attachments = Vec::with_capacity(mail.documents.len());
    for id in &mail.documents {
        let row = document(&mut conn, *id).await?;
        let content = stored_file::content(&mut conn, row.file_id).await?;
        attachments.push(Attachment { file_name: row.file_name, media_type: "application/pdf", content });
    }
    drop(conn);
    let sent = Mail {
        id: mail.message_id,
        to: mail.recipients.iter().map(|address| Recipient { name: None, address: address.clone() }).collect(),
        reply_to: Some(Recipient { name: Some(sender.full_name()), address: sender.email }),
        letter: Letter { subject: mail.subject.clone().into(), parts },
        attachments,
    };
    app.mailer.send(&sent).await?;
    if let [id, ..] = mail.documents.as_slice() {
        diesel::update(document_versions::table.find(*id))
            .set((
                document_versions::emailed_to.eq(Some(&mail.recipients)),
                document_versions::emailed_at.eq(Some(Utc::now())),
                document_versions::email_subject.eq(Some(&mail.subject)),
            ))
            .execute(&mut *app.db().await?)
            .await?;
    }
    Ok(())
}

/// Puts on record that a mail was given up.
///
/// # Errors
/// When the database is away.
pub async fn failed(app: &App, mail: &DocumentMail) -> Result<()> {
    let [id, ..] = mail.documents.as_slice() else { return Ok(()) };
    let mut conn = app.db().await?;
    let row = document(&mut conn, *id).await?;
    let (action, entity, entity_id, institution_id) = match (row.quote_id, row.invoice_id) {
        (Some(id), _) => {
            let of: Uuid = quotes::table.find(id).select(quotes::institution_id).first(&mut conn).await?;
            ("quote.mail_failed", quote::ENTITY, id, of)
        }
        (None, Some(id)) => {
            let of: Uuid = invoices::table.find(id).select(invoices::institution_id).first(&mut conn).await?;
            ("invoice.mail_failed", invoice::ENTITY, id, of)
        }
        (None, None) => return Err(Error::Internal(anyhow::anyhow!("a document of nothing"))),
    };
    let changes = mail.recorded();
    let entry =
        audit::Entry { action, entity, entity_id: Some(entity_id), institution_id: Some(institution_id), changes };
    let ctx = system_context(app, "job");
    audit::record(&mut conn, Some(&ctx.viewer), &ctx.request, &entry).await?;
    Ok(())
}

async fn document(conn: &mut AsyncPgConnection, id: Uuid) -> Result<DocumentVersion> {
    Ok(document_versions::table.find(id).select(DocumentVersion::as_select()).first(conn).await?)
}
