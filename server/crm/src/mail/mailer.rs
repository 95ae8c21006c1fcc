//! Sends letters by SMTP, or without a mail server leaves them in a folder.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{self, Mailbox, MultiPart, header::ContentType},
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use tokio::fs;
use uuid::Uuid;

use crate::config::{Config, Smtp};

use super::Letter;

/// How long a mail server may take for each step.
const PATIENCE: Duration = Duration::from_secs(30);

/// A letter with its envelope.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Part of the message's own id.
    pub id: Uuid,
    /// To whom it goes; all of them see each other.
    pub to: Vec<Recipient>,
    /// Who gets the answers; the sender of all mails, if nobody is named.
    pub reply_to: Option<Recipient>,
    /// What it says.
    pub letter: Letter,
    /// What goes with it.
    pub attachments: Vec<Attachment>,
}

impl Mail {
    /// A letter to one person.
    #[must_use]
    pub fn to_person(name: String, address: String, letter: Letter) -> Self {
        let to = vec![Recipient { name: Some(name), address }];
        Self { id: Uuid::now_v7(), to, reply_to: None, letter, attachments: Vec::new() }
    }
}

/// Somebody with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The name, if it is known.
    pub name: Option<String>,
    /// The address.
    pub address: String,
}

impl Recipient {
    fn mailbox(&self) -> Result<Mailbox> {
        let address: Address = self.address.parse().context("the address of a recipient is not valid")?;
        Ok(Mailbox::new(self.name.clone(), address))
    }
}

/// A file that goes with a mail.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name.
    pub file_name: String,
    /// `application/pdf`
    pub media_type: &'static str,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// The way out.
pub struct Mailer {
    from: String,
    way: Way,
}

enum Way {
    Smtp(Smtp),
    Folder(PathBuf),
}

impl Mailer {
    /// By the configured mail server, or else into `mails/` of the data directory.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let way = match &config.smtp {
            Some(smtp) => Way::Smtp(smtp.clone()),
            None => Way::Folder(config.data_dir.join("mails")),
        };
        Self { from: config.mail_from.clone(), way }
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// When the mail server cannot be reached or refuses it, or the folder cannot be written.
    pub async fn send(&self, mail: &Mail) -> Result<()> {
        let message = self.message(mail)?;
        match &self.way {
            Way::Smtp(smtp) => {
                let server = format!("the mail server {}:{}", smtp.host, smtp.port);
                transport(smtp)?.send(message).await.with_context(|| format!("{server} did not take the mail"))?;
            }
            Way::Folder(folder) => leave(folder, &message.formatted()).await?,
        }
        Ok(())
    }

    fn message(&self, mail: &Mail) -> Result<Message> {
        let from: Mailbox =
            self.from.parse().context("MAIL_FROM is not an address such as `Name <name@example.com>`")?;
        let text = MultiPart::alternative_plain_html(mail.letter.plain(), mail.letter.html());
        let host = from.email.domain().to_owned();
        let mut message = Message::builder()
            .from(from)
            .subject(mail.letter.subject.as_ref())
            .message_id(Some(format!("<{}@{host}>", mail.id)))
            .date_now();
        for recipient in &mail.to {
            message = message.to(recipient.mailbox()?);
        }
        if let Some(recipient) = &mail.reply_to {
            message = message.reply_to(recipient.mailbox()?);
        }
        let mut content = text;
        if !mail.attachments.is_empty() {
            content = MultiPart::mixed().multipart(content);
        }
        for file in &mail.attachments {
            let media_type = ContentType::parse(file.media_type).context("the type of an attachment is not valid")?;
            let part = message::Attachment::new(file.file_name.clone()).body(file.content.clone(), media_type);
            content = content.singlepart(part);
        }
        message.multipart(content).context("the mail cannot be put together")
    }
}

/// TLS from the start on port 465, `STARTTLS` on port 587 and wherever a password is sent, `STARTTLS` if the server
/// offers it elsewhere (a relay of the own network).
fn transport(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    let parameters = TlsParameters::new(smtp.host.clone()).context("TLS cannot be set up")?;
    let tls = match smtp.port {
        465 => Tls::Wrapper(parameters),
        587 => Tls::Required(parameters),
        _ if smtp.user.is_some() => Tls::Required(parameters),
        _ => Tls::Opportunistic(parameters),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(smtp.host.as_str())
        .port(smtp.port)
        .tls(tls)
        .timeout(Some(PATIENCE));
    if let Some(user) = &smtp.user {
        builder = builder.credentials(Credentials::new(user.clone(), smtp.password.clone().unwrap_or_default()));
    }
    Ok(builder.build())
}

/// Without a mail server: development, the demo, a first look.
async fn leave(folder: &PathBuf, message: &[u8]) -> Result<()> {
    fs::create_dir_all(folder).await.with_context(|| format!("{} cannot be made", folder.display()))?;
    let file = folder.join(format!("{}.eml", Uuid::now_v7()));
    let partial = file.with_extension("part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut open = options.open(&partial).await.with_context(|| format!("{} cannot be written", partial.display()))?;
    tokio::io::AsyncWriteExt::write_all(&mut open, message).await?;
    open.sync_all().await?;
    fs::rename(&partial, &file).await?;
    tracing::warn!(file = %file.display(), "no SMTP_HOST is set: the mail was left in a file");
    Ok(())
}
