//! The account as the reading sees it: a client, and its errors as sentences.

use digiforma::client::{Account, Client, ClientConfig, Error};

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

/// Tries an account with one small request and says what it found.
///
/// # Errors
/// A sentence: why it does not work.
pub fn check(account: &Connection) -> BoxFuture<'_, Result<String, String>> {
    Box::pin(async move {
        let config = ClientConfig { attempts: 1, ..ClientConfig::new(account.url.clone(), account.token.clone()) };
        let client = Client::new(config).map_err(|error| sentence(&error))?;
        client.test().await.map(|account| found(&account)).map_err(|error| sentence(&error))
    })
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
