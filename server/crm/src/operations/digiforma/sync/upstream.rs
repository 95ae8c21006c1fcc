//! The account as the reading sees it: a client, and its errors as sentences.

use digiforma::client::{Account, Client, ClientConfig, Error};
use domain::DigiformaTestOutcome;
use futures_util::future::BoxFuture;

use crate::{App, operations::digiforma::connection::Connection};

/// A client of an account, with the patience of the configuration.
///
/// # Errors
/// A sentence, when the address or the token cannot be used at all.
pub fn client(app: &App, account: &Connection) -> Result<Client, String> {
    let patience = app.config.digiforma_patience;
    let config = ClientConfig {
        page_size: patience.page_size,
        timeout: patience.timeout,
        attempts: patience.attempts,
        first_pause: patience.first_pause,
        ..ClientConfig::new(account.url.clone(), account.token.clone())
    };
    Client::new(config).map_err(|error| sentence(&error))
}

/// What came of trying an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In a word.
    pub outcome: DigiformaTestOutcome,
    /// As a sentence: what was found, or why it does not work.
    pub message: String,
}

/// Tries an account with one small request.
pub fn check(account: &Connection) -> BoxFuture<'_, Finding> {
    Box::pin(async move {
        let config = ClientConfig { attempts: 1, ..ClientConfig::new(account.url.clone(), account.token.clone()) };
        let tried = match Client::new(config) {
            Ok(client) => client.test().await,
            Err(error) => Err(error),
        };
        match tried {
            Ok(account) => Finding { outcome: success(&account), message: found(&account) },
            Err(error) => Finding { outcome: failure(&error), message: sentence(&error) },
        }
    })
}

fn success(account: &Account) -> DigiformaTestOutcome {
    if !account.tells_schema {
        DigiformaTestOutcome::SchemaHidden
    } else if account.missing_fields.is_empty() {
        DigiformaTestOutcome::Connected
    } else {
        DigiformaTestOutcome::FieldsMissing
    }
}

fn failure(error: &Error) -> DigiformaTestOutcome {
    match error {
        Error::Unauthorized(_) => DigiformaTestOutcome::TokenRefused,
        // Servers in trouble answer a page.
        Error::NotJson { status, .. } if *status < 500 => DigiformaTestOutcome::NotDigiforma,
        Error::NotJson { .. } | Error::Server { .. } => DigiformaTestOutcome::ServerFailing,
        Error::RateLimited => DigiformaTestOutcome::RateLimited,
        Error::Timeout => DigiformaTestOutcome::Timeout,
        Error::Network(_) => DigiformaTestOutcome::Unreachable,
        Error::PagingIgnored { .. } | Error::Graphql(_) => DigiformaTestOutcome::QueryRefused,
        Error::Config(_) => DigiformaTestOutcome::UnusableSettings,
    }
}

fn found(account: &Account) -> String {
    let mut text = "Digiforma answers".to_owned();
    if let Some(email) = &account.contact_email {
        text.push_str(&format!(" for the academy of {email}"));
    }
    text.push('.');
    if !account.tells_schema {
        text.push_str(" It does not show its schema: fields that not every account has are left out.");
    } else if !account.missing_fields.is_empty() {
        text.push_str(&format!(" Fields that this account does not have: {}.", account.missing_fields.join(", ")));
    }
    text
}

/// An error of the client as a whole sentence.
#[must_use]
pub fn sentence(error: &Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if capital.ends_with('.') { capital } else { format!("{capital}.") }
}

/// Whether the account as a whole is out of reach, so that its other lists need not be tried.
#[must_use]
pub fn is_fatal(error: &Error) -> bool {
    !matches!(error, Error::PagingIgnored { .. } | Error::Graphql(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_servers_in_trouble_are_told_from_those_of_wrong_addresses() {
        let page = |status| Error::NotJson { status, html: true, beginning: "<html>".to_owned() };
        assert_eq!(failure(&page(200)), DigiformaTestOutcome::NotDigiforma);
        assert_eq!(failure(&page(404)), DigiformaTestOutcome::NotDigiforma);
        assert_eq!(failure(&page(502)), DigiformaTestOutcome::ServerFailing);
    }
}
