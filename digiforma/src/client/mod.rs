//! Reads an account: bearer token, pages, patience. It can only read.

mod answer;
mod config;
mod cursor;
mod documents;
mod error;
mod fitting;
mod http;
mod pages;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::OnceCell;

use crate::record::{Company, Customer, FundingAgency, Invoice, Program, Quotation, Trainee, TrainingSession};
use crate::schema::Described;

pub use config::{ClientConfig, ENDPOINT};
pub(crate) use documents::{is_optional, shipped};
pub use error::{Error, Fault};
pub use pages::{Page, Pages};

/// A client of one account. Cloning is cheap and shares connections.
#[derive(Debug, Clone)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    config: ClientConfig,
    http: reqwest::Client,
    /// The schema of the account; `None` if it does not tell.
    live: OnceCell<Option<Described>>,
}

/// What a working connection tells of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id of the academy, where the account tells it.
    pub academy_id: Option<String>,
    /// Its address for mails.
    pub contact_email: Option<String>,
    /// Sells without VAT.
    pub vat_exempted: Option<bool>,
    /// Whether the schema could be read. Without it, fields that not every account has are not asked for.
    pub tells_schema: bool,
    /// Fields that we read and the account does not have, as `Invoice.orderForm`.
    pub missing_fields: Vec<String>,
}

impl Client {
    /// No request is made yet.
    ///
    /// # Errors
    /// [`Error::Config`]: an address that is no `http` or `https` URL, a token that no header can carry, a page size of 0.
    pub fn new(config: ClientConfig) -> Result<Self, Error> {
        let http = http::build(&config)?;
        Ok(Self(Arc::new(Inner { config, http, live: OnceCell::new() })))
    }

    /// Makes the smallest request that needs the token.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::PagingIgnored`].
    pub async fn test(&self) -> Result<Account, Error> {
        http::test(self).await
    }

    /// Companies with their contacts, by name. A change of a contact may not move the company's `updatedAt`.
    #[must_use]
    pub fn companies(&self, updated_after: Option<DateTime<Utc>>) -> Pages<Company> {
        Pages::new(self.clone(), updated_after)
    }

    /// Trainees, by name.
    #[must_use]
    pub fn trainees(&self, updated_after: Option<DateTime<Utc>>) -> Pages<Trainee> {
        Pages::new(self.clone(), updated_after)
    }

    /// Deals with their trainees and fundings, by id.
    #[must_use]
    pub fn customers(&self, updated_after: Option<DateTime<Utc>>) -> Pages<Customer> {
        Pages::new(self.clone(), updated_after)
    }

    /// Quotations with their lines, newest first. Upstream has no filter by change for them.
    #[must_use]
    pub fn quotations(&self) -> Pages<Quotation> {
        Pages::new(self.clone(), None)
    }

    /// Invoices and credit notes with lines and payments, drafts first. A new payment may not move `updatedAt`.
    #[must_use]
    pub fn invoices(&self, updated_after: Option<DateTime<Utc>>) -> Pages<Invoice> {
        Pages::new(self.clone(), updated_after)
    }

    /// Training sessions.
    #[must_use]
    pub fn training_sessions(&self, updated_after: Option<DateTime<Utc>>) -> Pages<TrainingSession> {
        Pages::new(self.clone(), updated_after)
    }

    /// Programs, copies included.
    #[must_use]
    pub fn programs(&self, updated_after: Option<DateTime<Utc>>) -> Pages<Program> {
        Pages::new(self.clone(), updated_after)
    }

    /// Funding agencies.
    #[must_use]
    pub fn funding_agencies(&self, updated_after: Option<DateTime<Utc>>) -> Pages<FundingAgency> {
        Pages::new(self.clone(), updated_after)
    }

    /// The schema of the account, asked for once; `None` if it does not tell. Failures of the connection are
    /// errors, and asked again the next time.
    pub(crate) async fn live(&self) -> Result<Option<&Described>, Error> {
        self.0.live.get_or_try_init(|| http::introspect(self)).await.map(Option::as_ref)
    }

    fn config(&self) -> &ClientConfig {
        &self.0.config
    }

    fn timeout(&self) -> Duration {
        self.0.config.timeout
    }
}
