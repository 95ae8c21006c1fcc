//! Mails with documents on REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crm::operations::mailing::{DocumentMail, Words};

/// A mail that is on its way.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Mailed)]
pub(super) struct RestMailed {
    /// A sentence for people.
    message: &'static str,
    /// Addresses.
    recipients: Vec<String>,
    /// Id of the mail; absent when the same request was carried out before.
    message_id: Option<String>,
}

impl RestMailed {
    pub(super) fn new(message: &'static str, mail: Option<DocumentMail>) -> Self {
        let message_id = mail.as_ref().map(|mail| mail.message_id.to_string());
        Self { message, recipients: mail.map(|mail| mail.recipients).unwrap_or_default(), message_id }
    }
}

/// A mail to write.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MailBody)]
pub(super) struct MailBody {
    /// At most 20 addresses; by default those on record.
    pub(super) recipients: Option<Vec<String>>,
    /// At most 200 characters.
    #[schema(max_length = 200)]
    pub(super) subject: Option<String>,
    /// In place of the usual text.
    #[schema(max_length = 5000)]
    pub(super) custom_message: Option<String>,
}

impl From<MailBody> for Words {
    fn from(body: MailBody) -> Self {
        Self { recipients: body.recipients, subject: body.subject, message: body.custom_message }
    }
}
