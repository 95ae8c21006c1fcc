//! Addresses: which page a path names, and moving between them.

pub mod history;
pub mod leave;
pub mod query;

use query::Query;

pub use history::{go, replace};

/// A page of the app. What varies on a page without rebuilding it (tab, open panel) is part of the value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Page {
    /// `/`: the first page that the person may see.
    Home,
    /// `/login`
    SignIn,
    /// `/forgot-password`
    ForgottenPassword,
    /// `/invitation?email=&code=`: the choice of the first password.
    Invitation,
    /// `/setup?code=`: the first administrator of a new system.
    Setup,
    /// `/dashboard`
    Dashboard,
    /// `/users…`
    Users(Panel),
    /// `/teams…`
    Teams(Panel),
    /// `/institutions`, `/institutions/new`
    Institutions {
        /// The panel for a new one is open.
        creating: bool,
    },
    /// `/institutions/:id…`
    Institution {
        /// Which one.
        id: String,
        /// Which of its tabs.
        tab: InstitutionTab,
        /// The panel that changes what the tab shows is open.
        editing: bool,
    },
    /// `/contacts…`
    Contacts(Panel),
    /// `/tasks…`
    Tasks(Panel),
    /// `/quotes…`: the list, a new one, one of them, and changing it are pages of their own.
    Quotes(Panel),
    /// `/invoices…`, as quotes.
    Invoices(Panel),
    /// `/payments…`
    Payments(Panel),
    /// `/catalog…`
    Catalog(Panel),
    /// `/templates…`: a shown template is a page of its own.
    Templates(Panel),
    /// `/billing/analytics`
    Billing,
    /// `/revenue…`: the panels are those of revenue that is entered by hand.
    Revenue(Panel),
    /// `/settings/firm`
    Firm,
    /// `/settings/digiforma`: the connection and its readings.
    DigiformaSettings,
    /// `/digiforma/matching…`: which company of Digiforma is which institution.
    Matching(MatchingTab),
    /// `/q/:token`: a quote, for the client that it was sent to.
    PublicQuote(String),
    /// `/profile…`
    Profile(ProfileTab),
    /// `/gallery`: every part of the interface.
    Gallery,
    /// Nothing of ours.
    #[default]
    NotFound,
}

/// The panel over a list: `/contacts/new`, `/contacts/:id`, `/contacts/:id/edit`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Panel {
    /// None is open.
    #[default]
    Closed,
    /// For a new one.
    New,
    /// One is read.
    Shown(String),
    /// One is changed.
    Edited(String),
}

impl Panel {
    fn parse(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Closed,
            ["new"] => Self::New,
            [id] => Self::Shown((*id).to_owned()),
            [id, "edit"] => Self::Edited((*id).to_owned()),
            _ => return None,
        })
    }

    fn path(&self, list: &str) -> String {
        match self {
            Self::Closed => list.to_owned(),
            Self::New => format!("{list}/new"),
            Self::Shown(id) => format!("{list}/{}", query::encode(id)),
            Self::Edited(id) => format!("{list}/{}/edit", query::encode(id)),
        }
    }

    /// Reads the parameter of an address in which a panel stands over another page: `new`, an id, `edit:` and an id.
    #[must_use]
    pub fn parse_parameter(text: &str) -> Self {
        match text.split_once("edit:") {
            _ if text.is_empty() => Self::Closed,
            _ if text == "new" => Self::New,
            Some(("", id)) => Self::Edited(id.to_owned()),
            _ => Self::Shown(text.to_owned()),
        }
    }

    /// Writes that parameter.
    #[must_use]
    pub fn parameter(&self) -> String {
        match self {
            Self::Closed => String::new(),
            Self::New => "new".to_owned(),
            Self::Shown(id) => id.clone(),
            Self::Edited(id) => format!("edit:{id}"),
        }
    }
}

/// Tabs of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstitutionTab {
    /// Address, contacts, tasks, activity.
    Overview,
    /// Beds, rooms, specialties, compliance.
    MedicalProfile,
    /// Its people.
    Contacts,
    /// What is to be done for it.
    Tasks,
    /// What was offered to it.
    Quotes,
    /// What it was invoiced.
    Invoices,
    /// What it brings, all business together.
    Revenue,
    /// Its training business, as Digiforma has it.
    Digiforma,
    /// What was done to it.
    History,
}

/// Tabs of the matching with Digiforma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchingTab {
    /// Suggestions that wait for a decision.
    Suggestions,
    /// Companies without an institution.
    Unmatched,
    /// Companies that are linked.
    Linked,
}

/// Tabs of one's own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileTab {
    /// Name, phone, language, theme.
    Identity,
    /// Password and sessions.
    Security,
    /// Tokens for programs.
    ApiTokens,
}

impl Page {
    /// The page at `path` (without its query).
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let segments: Vec<String> = path.split('/').filter(|s| !s.is_empty()).map(query::decode).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            [] => Self::Home,
            ["login"] => Self::SignIn,
            ["forgot-password"] => Self::ForgottenPassword,
            ["invitation"] => Self::Invitation,
            ["setup"] => Self::Setup,
            ["dashboard"] => Self::Dashboard,
            ["users", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Users),
            ["teams", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Teams),
            ["institutions"] => Self::Institutions { creating: false },
            ["institutions", "new"] => Self::Institutions { creating: true },
            ["institutions", id, rest @ ..] => Self::parse_institution(id, rest),
            ["contacts", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Contacts),
            ["tasks", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Tasks),
            ["quotes", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Quotes),
            ["invoices", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Invoices),
            ["payments", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Payments),
            ["catalog", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Catalog),
            ["templates", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Templates),
            ["billing", "analytics"] => Self::Billing,
            ["revenue", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Revenue),
            ["settings", "firm"] => Self::Firm,
            ["settings", "digiforma"] => Self::DigiformaSettings,
            ["digiforma", "matching"] => Self::Matching(MatchingTab::Suggestions),
            ["digiforma", "matching", "unmatched"] => Self::Matching(MatchingTab::Unmatched),
            ["digiforma", "matching", "linked"] => Self::Matching(MatchingTab::Linked),
            ["q", token] => Self::PublicQuote((*token).to_owned()),
            ["profile"] => Self::Profile(ProfileTab::Identity),
            ["profile", "security"] => Self::Profile(ProfileTab::Security),
            ["profile", "api-tokens"] => Self::Profile(ProfileTab::ApiTokens),
            ["gallery"] => Self::Gallery,
            _ => Self::NotFound,
        }
    }

    fn parse_institution(id: &str, rest: &[&str]) -> Self {
        let (tab, editing) = match rest {
            [] => (InstitutionTab::Overview, false),
            ["edit"] => (InstitutionTab::Overview, true),
            ["medical-profile"] => (InstitutionTab::MedicalProfile, false),
            ["medical-profile", "edit"] => (InstitutionTab::MedicalProfile, true),
            ["contacts"] => (InstitutionTab::Contacts, false),
            ["tasks"] => (InstitutionTab::Tasks, false),
            ["quotes"] => (InstitutionTab::Quotes, false),
            ["invoices"] => (InstitutionTab::Invoices, false),
            ["revenue"] => (InstitutionTab::Revenue, false),
            ["digiforma"] => (InstitutionTab::Digiforma, false),
            ["history"] => (InstitutionTab::History, false),
            _ => return Self::NotFound,
        };
        Self::Institution { id: id.to_owned(), tab, editing }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home | Self::NotFound => "/".to_owned(),
            Self::SignIn => "/login".to_owned(),
            Self::ForgottenPassword => "/forgot-password".to_owned(),
            Self::Invitation => "/invitation".to_owned(),
            Self::Setup => "/setup".to_owned(),
            Self::Dashboard => "/dashboard".to_owned(),
            Self::Users(panel) => panel.path("/users"),
            Self::Teams(panel) => panel.path("/teams"),
            Self::Institutions { creating: false } => "/institutions".to_owned(),
            Self::Institutions { creating: true } => "/institutions/new".to_owned(),
            Self::Institution { id, tab, editing } => {
                let tab = match tab {
                    InstitutionTab::Overview => "",
                    InstitutionTab::MedicalProfile => "/medical-profile",
                    InstitutionTab::Contacts => "/contacts",
                    InstitutionTab::Tasks => "/tasks",
                    InstitutionTab::Quotes => "/quotes",
                    InstitutionTab::Invoices => "/invoices",
                    InstitutionTab::Revenue => "/revenue",
                    InstitutionTab::Digiforma => "/digiforma",
                    InstitutionTab::History => "/history",
                };
                let edit = if *editing { "/edit" } else { "" };
                format!("/institutions/{}{tab}{edit}", query::encode(id))
            }
            Self::Contacts(panel) => panel.path("/contacts"),
            Self::Tasks(panel) => panel.path("/tasks"),
            Self::Quotes(panel) => panel.path("/quotes"),
            Self::Invoices(panel) => panel.path("/invoices"),
            Self::Payments(panel) => panel.path("/payments"),
            Self::Catalog(panel) => panel.path("/catalog"),
            Self::Templates(panel) => panel.path("/templates"),
            Self::Billing => "/billing/analytics".to_owned(),
            Self::Revenue(panel) => panel.path("/revenue"),
            Self::Firm => "/settings/firm".to_owned(),
            Self::DigiformaSettings => "/settings/digiforma".to_owned(),
            Self::Matching(MatchingTab::Suggestions) => "/digiforma/matching".to_owned(),
            Self::Matching(MatchingTab::Unmatched) => "/digiforma/matching/unmatched".to_owned(),
            Self::Matching(MatchingTab::Linked) => "/digiforma/matching/linked".to_owned(),
            Self::PublicQuote(token) => format!("/q/{}", query::encode(token)),
            Self::Profile(ProfileTab::Identity) => "/profile".to_owned(),
            Self::Profile(ProfileTab::Security) => "/profile/security".to_owned(),
            Self::Profile(ProfileTab::ApiTokens) => "/profile/api-tokens".to_owned(),
            Self::Gallery => "/gallery".to_owned(),
        }
    }

    /// The overview of an institution.
    #[must_use]
    pub fn institution(id: &str) -> Self {
        Self::Institution { id: id.to_owned(), tab: InstitutionTab::Overview, editing: false }
    }

    /// One quote.
    #[must_use]
    pub fn quote(id: &str) -> Self {
        Self::Quotes(Panel::Shown(id.to_owned()))
    }

    /// One invoice.
    #[must_use]
    pub fn invoice(id: &str) -> Self {
        Self::Invoices(Panel::Shown(id.to_owned()))
    }

    /// Whether it is shown to people who have not signed in.
    #[must_use]
    pub fn is_public(&self) -> bool {
        matches!(self, Self::SignIn | Self::ForgottenPassword | Self::Invitation | Self::Setup | Self::PublicQuote(_))
    }

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
            Self::PublicQuote(token) => Screen::PublicQuote(token.clone()),
            Self::Profile(_) => Screen::Profile,
            Self::Gallery => Screen::Gallery,
            Self::NotFound => Screen::NotFound,
        }
    }
}

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
    /// See [`Page::PublicQuote`].
    PublicQuote(String),
    /// See [`Page::Profile`].
    Profile,
    /// See [`Page::Gallery`].
    Gallery,
    /// See [`Page::NotFound`].
    NotFound,
}

/// An address: page and query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The page.
    pub page: Page,
    /// What stands after `?`.
    pub query: Query,
}

impl Address {
    /// Reads `/path?query#fragment`.
    #[must_use]
    pub fn parse(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or_default();
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        Self { page: Page::parse(path), query: Query::parse(query) }
    }

    /// Writes it.
    #[must_use]
    pub fn url(&self) -> String {
        let query = self.query.to_string();
        if query.is_empty() { self.page.path() } else { format!("{}?{query}", self.page.path()) }
    }
}

impl sycamore_router::Route for Address {
    fn match_route(&self, segments: &[&str]) -> Self {
        Self::parse(&segments.join("/"))
    }

    fn match_path(&self, path: &str) -> Self {
        Self::parse(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_own_path() {
        let pages = [
            Page::Home,
            Page::SignIn,
            Page::ForgottenPassword,
            Page::Invitation,
            Page::Setup,
            Page::Dashboard,
            Page::Users(Panel::Closed),
            Page::Users(Panel::New),
            Page::Teams(Panel::Shown("a b/c".into())),
            Page::Institutions { creating: false },
            Page::Institutions { creating: true },
            Page::institution("0199"),
            Page::Institution { id: "a b/c".into(), tab: InstitutionTab::MedicalProfile, editing: true },
            Page::Institution { id: "0199".into(), tab: InstitutionTab::History, editing: false },
            Page::Contacts(Panel::Closed),
            Page::Contacts(Panel::New),
            Page::Tasks(Panel::Shown("0199".into())),
            Page::Tasks(Panel::Edited("a b/c".into())),
            Page::Quotes(Panel::Closed),
            Page::Quotes(Panel::New),
            Page::quote("0199"),
            Page::Invoices(Panel::Edited("0199".into())),
            Page::invoice("a b/c"),
            Page::Payments(Panel::Shown("0199".into())),
            Page::Catalog(Panel::New),
            Page::Templates(Panel::Edited("0199".into())),
            Page::Billing,
            Page::Revenue(Panel::Closed),
            Page::Revenue(Panel::Edited("a b/c".into())),
            Page::Firm,
            Page::DigiformaSettings,
            Page::Matching(MatchingTab::Suggestions),
            Page::Matching(MatchingTab::Unmatched),
            Page::Matching(MatchingTab::Linked),
            Page::PublicQuote("a-b_c".into()),
            Page::Institution { id: "0199".into(), tab: InstitutionTab::Quotes, editing: false },
            Page::Institution { id: "0199".into(), tab: InstitutionTab::Invoices, editing: false },
            Page::Institution { id: "0199".into(), tab: InstitutionTab::Revenue, editing: false },
            Page::Institution { id: "0199".into(), tab: InstitutionTab::Digiforma, editing: false },
            Page::Profile(ProfileTab::Identity),
            Page::Profile(ProfileTab::Security),
            Page::Profile(ProfileTab::ApiTokens),
            Page::Gallery,
        ];
        for page in pages {
            assert_eq!(Page::parse(&page.path()), page);
        }
    }

    #[test]
    fn a_panel_over_another_page_is_a_parameter() {
        for panel in [Panel::Closed, Panel::New, Panel::Shown("0199".into()), Panel::Edited("0199".into())] {
            assert_eq!(Panel::parse_parameter(&panel.parameter()), panel);
        }
    }

    #[test]
    fn a_query_does_not_disturb_the_page() {
        let address = Address::parse("/?q=a/b#x");
        assert_eq!(address.page, Page::Home);
        assert_eq!(address.query.get("q"), Some("a/b"));
        assert_eq!(Address::parse("/nowhere").page, Page::NotFound);
        assert_eq!(Address::parse("/institutions/1/unknown").page, Page::NotFound);
        assert_eq!(Address::parse("/users/1/unknown").page, Page::NotFound);
        assert_eq!(Address::parse("/tasks/1/2/3").page, Page::NotFound);
    }
}
