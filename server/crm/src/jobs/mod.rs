//! Work that is done apart from the request that asked for it: written in its transaction, done by a worker of any
//! server on the database, tried again when it fails. It survives the end of every process.

mod calendar;
mod cleanup;
mod mirror;
mod queue;
mod webhooks;
mod worker;

pub use queue::enqueue;
pub use worker::run;

use domain::billing::DocumentType;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    App, Error, Result,
    operations::{account_mail, digiforma, document, mailing},
};

/// A piece of work, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all_fields = "camelCase")]
pub enum Job {
    /// A code for a new password, to the account of an address if there is one.
    #[serde(rename = "mail.password_reset")]
    PasswordResetMail {
        /// As typed by whoever asked.
        email: String,
    },
    /// An invitation to choose a password.
    #[serde(rename = "mail.invitation")]
    InvitationMail {
        /// The invited person.
        user_id: Uuid,
    },
    /// A word to the owner that the password was changed.
    #[serde(rename = "mail.password_changed")]
    PasswordChangedMail {
        /// The account.
        user_id: Uuid,
    },
    /// Documents, to a client.
    #[serde(rename = "mail.document")]
    DocumentMail(Box<mailing::DocumentMail>),
    /// The file of an invoice or credit note that was issued.
    #[serde(rename = "document.invoice")]
    KeepInvoice {
        /// The invoice.
        invoice_id: Uuid,
        /// Who issued it.
        user_id: Uuid,
    },
    /// The files of a quote that is no draft any more, and of its order.
    #[serde(rename = "document.quote")]
    KeepQuote {
        /// The quote.
        quote_id: Uuid,
        /// Whether it was ordered.
        is_ordered: bool,
        /// Who moved it.
        user_id: Uuid,
    },
    /// A reading of Digiforma.
    #[serde(rename = "digiforma.sync")]
    DigiformaSync {
        /// The reading.
        sync_id: Uuid,
    },
}

impl Job {
    /// Attempts before it is given up.
    fn most_attempts(&self) -> i32 {
        match self {
            // Whoever waits for a code asks again before an hour has passed.
            Self::PasswordResetMail { .. } => 5,
            Self::InvitationMail { .. }
            | Self::PasswordChangedMail { .. }
            | Self::DocumentMail(_)
            | Self::KeepQuote { .. } => 10,
            // What was issued has a document, what was begun to be read is read: for some days.
            Self::KeepInvoice { .. } | Self::DigiformaSync { .. } => 100,
        }
    }

    /// Two unfinished jobs of one key would do the same.
    pub(crate) fn unique_key(&self) -> Option<String> {
        match self {
            Self::PasswordResetMail { email } => {
                Some(format!("password_reset:{}", email.chars().take(230).collect::<String>()))
            }
            Self::InvitationMail { user_id } => Some(format!("invitation:{user_id}")),
            Self::PasswordChangedMail { .. } | Self::DocumentMail(_) | Self::KeepQuote { .. } => None,
            Self::KeepInvoice { invoice_id, .. } => Some(format!("document:{invoice_id}")),
            Self::DigiformaSync { sync_id } => Some(format!("digiforma_sync:{sync_id}")),
        }
    }

    async fn carry_out(&self, app: &App) -> Result<()> {
        match self {
            Self::PasswordResetMail { email } => account_mail::send_reset_code(app, email).await,
            Self::InvitationMail { user_id } => account_mail::send_invitation(app, *user_id).await,
            Self::PasswordChangedMail { user_id } => account_mail::send_password_changed(app, *user_id).await,
            Self::DocumentMail(mail) => mailing::send(app, mail).await,
            Self::KeepInvoice { invoice_id, user_id } => {
                document::keep_invoice(app, *invoice_id, *user_id).await.map(drop)
            }
            Self::KeepQuote { quote_id, is_ordered, user_id } => {
                document::keep_quote(app, *quote_id, DocumentType::QuotePdf, *user_id).await?;
                if *is_ordered {
                    document::keep_quote(app, *quote_id, DocumentType::OrderPdf, *user_id).await?;
                }
                Ok(())
            }
            Self::DigiformaSync { sync_id } => match digiforma::sync::run(app, *sync_id).await? {
                digiforma::sync::Run::Done | digiforma::sync::Run::Over => Ok(()),
                digiforma::sync::Run::Busy => Err(Error::Conflict("Another server works on it.".into())),
            },
        }
    }

    /// What is done when all attempts have failed.
    async fn give_up(&self, app: &App) -> Result<()> {
        match self {
            Self::DocumentMail(mail) => mailing::failed(app, mail).await,
            _ => Ok(()),
        }
    }
}

/// Tells the workers of this process that there is something to do; those of others look for themselves.
#[derive(Default)]
pub struct Bell(Notify);

impl Bell {
    /// Wakes a worker. Called after the commit.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    async fn rung(&self) {
        self.0.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_job_is_stored_by_its_kind() {
        let job = Job::InvitationMail { user_id: Uuid::nil() };
        let stored = json!({ "kind": "mail.invitation", "payload": { "userId": Uuid::nil() } });
        assert_eq!(serde_json::to_value(&job).unwrap(), stored);
        assert_eq!(serde_json::from_value::<Job>(stored).unwrap(), job);
    }
}
