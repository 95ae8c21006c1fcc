//! Pages without what varies on them.

use super::{Page, Panel};

/// A page without what varies on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// See [`Page::Home`].
    Home,
    /// See [`Page::SignIn`].
    SignIn,
    /// See [`Page::ForgottenPassword`].
    ForgottenPassword,
    /// See [`Page::Invitation`].
    Invitation,
    /// See [`Page::Setup`].
    Setup,
    /// See [`Page::Dashboard`].
    Dashboard,
    /// See [`Page::Users`].
    Users,
    /// See [`Page::Teams`].
    Teams,
    /// See [`Page::Institutions`].
    Institutions,
    /// See [`Page::Institution`].
    Institution(String),
    /// See [`Page::Contacts`].
    Contacts,
    /// See [`Page::Tasks`].
    Tasks,
    /// See [`Page::Segments`].
    Segments,
    /// The list of quotes.
    Quotes,
    /// One quote.
    Quote(String),
    /// A quote that is written: one that exists, or a new one.
    QuoteEditor(Option<String>),
    /// The list of invoices.
    Invoices,
    /// One invoice.
    Invoice(String),
    /// An invoice that is written: one that exists, or a new one.
    InvoiceEditor(Option<String>),
    /// See [`Page::Payments`].
    Payments,
    /// See [`Page::Catalog`].
    Catalog,
    /// See [`Page::Templates`].
    Templates,
    /// See [`Page::Billing`].
    Billing,
    /// See [`Page::Revenue`].
    Revenue,
    /// See [`Page::Firm`].
    Firm,
    /// See [`Page::DigiformaSettings`].
    DigiformaSettings,
    /// See [`Page::Matching`].
    Matching,
    /// See [`Page::Webhooks`].
    Webhooks,
    /// See [`Page::PublicQuote`].
    PublicQuote(String),
    /// See [`Page::Profile`].
    Profile,
    /// See [`Page::Gallery`].
    Gallery,
    /// See [`Page::NotFound`].
    NotFound,
}

impl Page {
    /// What must be rebuilt when it changes: the page without its tab and panels.
    #[must_use]
    pub fn screen(&self) -> Screen {
        match self {
            Self::Home => Screen::Home,
            Self::SignIn => Screen::SignIn,
            Self::ForgottenPassword => Screen::ForgottenPassword,
            Self::Invitation => Screen::Invitation,
            Self::Setup => Screen::Setup,
            Self::Dashboard => Screen::Dashboard,
            Self::Users(_) => Screen::Users,
            Self::Teams(_) => Screen::Teams,
            Self::Institutions { .. } => Screen::Institutions,
            Self::Institution { id, .. } => Screen::Institution(id.clone()),
            Self::Contacts(_) => Screen::Contacts,
            Self::Tasks(_) => Screen::Tasks,
            Self::Segments(_) => Screen::Segments,
            Self::Quotes(Panel::Closed) => Screen::Quotes,
            Self::Quotes(Panel::Shown(id)) => Screen::Quote(id.clone()),
            Self::Quotes(Panel::New) => Screen::QuoteEditor(None),
            Self::Quotes(Panel::Edited(id)) => Screen::QuoteEditor(Some(id.clone())),
            Self::Invoices(Panel::Closed) => Screen::Invoices,
            Self::Invoices(Panel::Shown(id)) => Screen::Invoice(id.clone()),
            Self::Invoices(Panel::New) => Screen::InvoiceEditor(None),
            Self::Invoices(Panel::Edited(id)) => Screen::InvoiceEditor(Some(id.clone())),
            Self::Payments(_) => Screen::Payments,
            Self::Catalog(_) => Screen::Catalog,
            Self::Templates(_) => Screen::Templates,
            Self::Billing => Screen::Billing,
            Self::Revenue(_) => Screen::Revenue,
            Self::Firm => Screen::Firm,
            Self::DigiformaSettings => Screen::DigiformaSettings,
            Self::Matching(_) => Screen::Matching,
            Self::Webhooks(_) => Screen::Webhooks,
            Self::PublicQuote(token) => Screen::PublicQuote(token.clone()),
            Self::Profile(_) => Screen::Profile,
            Self::Gallery => Screen::Gallery,
            Self::NotFound => Screen::NotFound,
        }
    }
}
