//! The pages of the app, and their paths.

use super::{InstitutionTab, MatchingTab, Panel, ProfileTab, query};

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
    /// `/segments…`
    Segments(Panel),
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
    /// `/settings/webhooks…`
    Webhooks(Panel),
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
            ["segments", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Segments),
            ["quotes", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Quotes),
            ["invoices", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Invoices),
            ["payments", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Payments),
            ["catalog", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Catalog),
            ["templates", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Templates),
            ["billing", "analytics"] => Self::Billing,
            ["revenue", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Revenue),
            ["settings", "firm"] => Self::Firm,
            ["settings", "digiforma"] => Self::DigiformaSettings,
            ["settings", "webhooks", rest @ ..] => Panel::parse(rest).map_or(Self::NotFound, Self::Webhooks),
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
            Self::Segments(panel) => panel.path("/segments"),
            Self::Quotes(panel) => panel.path("/quotes"),
            Self::Invoices(panel) => panel.path("/invoices"),
            Self::Payments(panel) => panel.path("/payments"),
            Self::Catalog(panel) => panel.path("/catalog"),
            Self::Webhooks(panel) => panel.path("/settings/webhooks"),
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
            Page::Segments(Panel::Shown("0199".into())),
            Page::Quotes(Panel::Closed),
            Page::Quotes(Panel::New),
            Page::quote("0199"),
            Page::Invoices(Panel::Edited("0199".into())),
            Page::invoice("a b/c"),
            Page::Payments(Panel::Shown("0199".into())),
            Page::Catalog(Panel::New),
            Page::Webhooks(Panel::Edited("1".into())),
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
}
