//! To whom a document is mailed, and what people write beside it.

use db::schema::{contact_persons, medical_institutions};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::identifiers;
use serde::Serialize;
use uuid::Uuid;

use crate::{Error, Result, operations::validate::Checks};

/// Recipients of a mail, at most.
const MOST_RECIPIENTS: usize = 20;

/// What people choose of a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Addresses; without any, those that are on record.
    pub recipients: Option<Vec<String>>,
    /// In place of the usual subject; at most 200 characters.
    pub subject: Option<String>,
    /// In place of the usual text; at most 5 000 characters.
    pub message: Option<String>,
}

/// The same, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Addresses, each once.
    pub recipients: Vec<String>,
    /// One line.
    pub subject: Option<String>,
    /// Paragraphs and lines.
    pub message: Option<String>,
}

impl Words {
    /// Checks them.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `recipients.0`, `subject`, `message`.
    pub fn checked(&self) -> Result<Checked> {
        let mut checks = Checks::default();
        let typed = self.recipients.as_deref().unwrap_or_default();
        if typed.len() > MOST_RECIPIENTS {
            checks.refuse("recipients", "TOO_MANY", format!("At most {MOST_RECIPIENTS} addresses."));
        }
        let mut recipients: Vec<String> = Vec::new();
        for (index, typed) in typed.iter().enumerate() {
            let field = format!("recipients.{index}");
            if typed.trim().is_empty() {
                checks.refuse(&field, "REQUIRED", "This field is required.");
            }
            let address = checks.identifier(&field, Some(typed), identifiers::email::parse);
            recipients.extend(address.filter(|address| !recipients.contains(address)));
        }
        let subject = checks.optional("subject", self.subject.as_deref(), 200);
        let message = checks.optional("message", self.message.as_deref(), 5_000);
        checks.finish()?;
        // A subject is one line.
        let subject = subject.map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" "));
        Ok(Checked { recipients, subject, message })
    }
}

/// Which address on record comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::operations) enum First {
    /// Where invoices go.
    Billing,
    /// The primary contact.
    Contact,
}

/// The chosen recipients, else the one that is on record for the institution.
///
/// # Errors
/// [`Error::Invalid`] at `recipients` when there is none.
pub(in crate::operations) async fn recipients(
    conn: &mut AsyncPgConnection,
    words: &Checked,
    institution_id: Uuid,
    first: First,
) -> Result<Vec<String>> {
    if !words.recipients.is_empty() {
        return Ok(words.recipients.clone());
    }
    let billing: Option<String> = medical_institutions::table
        .find(institution_id)
        .select(medical_institutions::billing_email)
        .first(conn)
        .await?;
    let contact: Option<String> = contact_persons::table
        .filter(contact_persons::institution_id.eq(institution_id))
        .filter(contact_persons::is_primary)
        .filter(contact_persons::is_active)
        .filter(contact_persons::deleted_at.is_null())
        .select(contact_persons::email)
        .first(conn)
        .await
        .optional()?;
    let found = match first {
        First::Billing => billing.or(contact),
        First::Contact => contact.or(billing),
    };
    let message = "Name a recipient: the institution has neither an address for invoices nor a primary contact.";
    found.map(|address| vec![address]).ok_or_else(|| Error::invalid("recipients", "REQUIRED", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_and_kept_once() {
        let list = |addresses: &[&str]| Words {
            recipients: Some(addresses.iter().map(|address| (*address).to_owned()).collect()),
            ..Words::default()
        };
        let checked = list(&[" Anne@CHU.example ", "anne@chu.example", "b@chu.example"]).checked().unwrap();
        assert_eq!(checked.recipients, ["anne@chu.example", "b@chu.example"]);
        let fields = |words: Words| match words.checked() {
            Err(Error::Invalid(errors)) => {
                errors.into_iter().map(|error| (error.field.unwrap_or_default(), error.code)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(
            fields(list(&["a@chu.example", "nobody", " "])),
            [("recipients.1".to_owned(), "INVALID_FORMAT"), ("recipients.2".to_owned(), "REQUIRED")]
        );
        assert_eq!(fields(list(&["a@chu.example"; 21])), [("recipients".to_owned(), "TOO_MANY")]);
        let long = Words { subject: Some("x".repeat(201)), message: Some("x".repeat(5_001)), ..Words::default() };
        assert_eq!(fields(long), [("subject".to_owned(), "TOO_LONG"), ("message".to_owned(), "TOO_LONG")]);
    }

    #[test]
    fn a_subject_is_one_line() {
        let words = Words { subject: Some(" Devis\r\nBcc: x@y.example ".into()), ..Words::default() };
        assert_eq!(words.checked().unwrap().subject.as_deref(), Some("Devis Bcc: x@y.example"));
    }
}
