//! The pages that the navigation leads to: only those that exist, and only for those who may use them.

use domain::Permission;
use sycamore::prelude::*;

use crate::app::use_address;
use crate::i18n::Words;
use crate::i18n::text::{gallery, segments, shell as t, webhooks};
use crate::router::{MatchingTab, Page, Panel, ProfileTab, Screen};
use crate::session::Session;
use crate::ui::icon::{Glyph, Icon};

/// A destination.
#[derive(Clone, Copy)]
pub struct Destination {
    /// Its name.
    pub name: Words,
    /// Its drawing.
    pub glyph: Glyph,
    /// Where it is.
    pub target: Target,
    /// One of these rights is needed; none: everybody.
    pub rights: &'static [Permission],
}

/// Where a destination is.
#[derive(Clone, Copy)]
pub enum Target {
    /// A page of the app.
    Page(fn() -> Page),
    /// A page that the server answers itself.
    Served(&'static str),
}

impl Destination {
    /// Its address.
    #[must_use]
    pub fn href(&self) -> String {
        match self.target {
            Target::Page(page) => page().path(),
            Target::Served(path) => path.to_owned(),
        }
    }

    /// Whether the person may go there; tracked.
    #[must_use]
    pub fn is_open_to(&self, session: Session) -> bool {
        self.rights.is_empty() || self.rights.iter().any(|right| session.can(*right))
    }
}

/// A group of destinations.
pub struct Group {
    /// Its name.
    pub name: Words,
    /// What is in it.
    pub destinations: &'static [Destination],
}

/// The first page.
pub const DASHBOARD: Destination = Destination {
    name: t::DASHBOARD,
    glyph: Glyph::LAYOUT_DASHBOARD,
    target: Target::Page(|| Page::Dashboard),
    rights: &[],
};

/// The list of institutions.
pub const INSTITUTIONS: Destination = Destination {
    name: t::INSTITUTIONS,
    glyph: Glyph::BUILDING_2,
    target: Target::Page(|| Page::Institutions { creating: false }),
    rights: &[Permission::ViewAllInstitutions, Permission::ViewAssignedInstitutions],
};

/// The people at institutions.
pub const CONTACTS: Destination = Destination {
    name: t::CONTACTS,
    glyph: Glyph::CONTACT_ROUND,
    target: Target::Page(|| Page::Contacts(Panel::Closed)),
    rights: &[Permission::ViewAllInstitutions, Permission::ViewAssignedInstitutions],
};

/// What is to be done.
pub const TASKS: Destination = Destination {
    name: t::TASKS,
    glyph: Glyph::LIST_CHECKS,
    target: Target::Page(|| Page::Tasks(Panel::Closed)),
    rights: &[Permission::ViewAllInstitutions, Permission::ViewAssignedInstitutions],
};

/// Kept questions about institutions and contacts.
const SEGMENTS: Destination = Destination {
    name: segments::SEGMENTS,
    glyph: Glyph::LIST_FILTER,
    target: Target::Page(|| Page::Segments(Panel::Closed)),
    rights: &[Permission::ViewSegments],
};

/// What was offered.
pub const QUOTES: Destination = Destination {
    name: t::QUOTES,
    glyph: Glyph::FILE_TEXT,
    target: Target::Page(|| Page::Quotes(Panel::Closed)),
    rights: &[Permission::ViewQuotes],
};

/// What was invoiced.
pub const INVOICES: Destination = Destination {
    name: t::INVOICES,
    glyph: Glyph::RECEIPT_EURO,
    target: Target::Page(|| Page::Invoices(Panel::Closed)),
    rights: &[Permission::ViewInvoices],
};

const PAYMENTS: Destination = Destination {
    name: t::PAYMENTS,
    glyph: Glyph::WALLET,
    target: Target::Page(|| Page::Payments(Panel::Closed)),
    rights: &[Permission::ViewInvoices],
};

const CATALOG: Destination = Destination {
    name: t::CATALOG,
    glyph: Glyph::TAG,
    target: Target::Page(|| Page::Catalog(Panel::Closed)),
    rights: &[Permission::ViewQuotes],
};

const TEMPLATES: Destination = Destination {
    name: t::TEMPLATES,
    glyph: Glyph::COLUMNS,
    target: Target::Page(|| Page::Templates(Panel::Closed)),
    rights: &[Permission::ManageTemplates],
};

const BILLING: Destination = Destination {
    name: t::BILLING_ANALYTICS,
    glyph: Glyph::CHART_COLUMN,
    target: Target::Page(|| Page::Billing),
    rights: &[Permission::ViewInvoices],
};

/// What the firm brings, all business together.
const REVENUE: Destination = Destination {
    name: t::REVENUE,
    glyph: Glyph::TRENDING_UP,
    target: Target::Page(|| Page::Revenue(Panel::Closed)),
    rights: &[Permission::ViewInstitutionAnalytics],
};

/// Administrators change it; everybody else reads it.
const FIRM: Destination =
    Destination { name: t::FIRM, glyph: Glyph::STAMP, target: Target::Page(|| Page::Firm), rights: &[] };

/// The connection to the training software.
const DIGIFORMA: Destination = Destination {
    name: t::DIGIFORMA,
    glyph: Glyph::GRADUATION_CAP,
    target: Target::Page(|| Page::DigiformaSettings),
    rights: &[Permission::ManageIntegrations],
};

/// Which company of Digiforma is which institution.
const MATCHING: Destination = Destination {
    name: t::MATCHING,
    glyph: Glyph::LINK,
    target: Target::Page(|| Page::Matching(MatchingTab::Suggestions)),
    rights: &[Permission::ManageIntegrations],
};

/// Who is told what happens here.
const WEBHOOKS: Destination = Destination {
    name: webhooks::WEBHOOKS,
    glyph: Glyph::SEND,
    target: Target::Page(|| Page::Webhooks(Panel::Closed)),
    rights: &[Permission::ManageWebhooks],
};

const USERS: Destination = Destination {
    name: t::USERS,
    glyph: Glyph::USERS,
    target: Target::Page(|| Page::Users(Panel::Closed)),
    rights: &[Permission::ViewUsers],
};

const TEAMS: Destination = Destination {
    name: t::TEAMS,
    glyph: Glyph::NETWORK,
    target: Target::Page(|| Page::Teams(Panel::Closed)),
    rights: &[Permission::ViewUsers],
};

/// One's own account.
pub const PROFILE: Destination = Destination {
    name: t::PROFILE,
    glyph: Glyph::CIRCLE_USER,
    target: Target::Page(|| Page::Profile(ProfileTab::Identity)),
    rights: &[],
};

/// Tokens for programs.
pub const API_TOKENS: Destination = Destination {
    name: t::API_TOKENS,
    glyph: Glyph::KEY_ROUND,
    target: Target::Page(|| Page::Profile(ProfileTab::ApiTokens)),
    rights: &[Permission::CreateApiTokens],
};

const PLAYGROUND: Destination = Destination {
    name: t::PLAYGROUND,
    glyph: Glyph::TERMINAL,
    target: Target::Served("/graphiql"),
    rights: &[Permission::CreateApiTokens],
};

const API_DOCUMENTATION: Destination = Destination {
    name: t::API_DOCUMENTATION,
    glyph: Glyph::BOOK_OPEN,
    target: Target::Served("/api/docs"),
    rights: &[Permission::CreateApiTokens],
};

/// Every part of the interface, for those who run the system.
const GALLERY: Destination = Destination {
    name: gallery::GALLERY,
    glyph: Glyph::BOOK_OPEN,
    target: Target::Page(|| Page::Gallery),
    rights: &[Permission::ManageSystemSettings],
};

/// Destinations that are found by searching only.
const UNLISTED: [Destination; 1] = [GALLERY];

/// The groups of the sidebar.
pub const GROUPS: [Group; 6] = [
    Group { name: t::GROUP_WORK, destinations: &[DASHBOARD, INSTITUTIONS, CONTACTS, TASKS, SEGMENTS] },
    Group { name: t::GROUP_BILLING, destinations: &[QUOTES, INVOICES, PAYMENTS, CATALOG, TEMPLATES, BILLING, REVENUE] },
    Group { name: t::GROUP_TRAINING, destinations: &[MATCHING] },
    Group { name: t::GROUP_SETTINGS, destinations: &[USERS, TEAMS, FIRM, DIGIFORMA, WEBHOOKS] },
    Group { name: t::GROUP_DATA, destinations: &[PLAYGROUND, API_DOCUMENTATION] },
    Group { name: t::GROUP_ACCOUNT, destinations: &[PROFILE, API_TOKENS] },
];

/// Every destination, in the order of the sidebar, then those that are not in it.
pub fn all() -> impl Iterator<Item = &'static Destination> {
    GROUPS.iter().flat_map(|group| group.destinations).chain(&UNLISTED)
}

/// A link to a destination, marked when it is the current page.
#[component(inline_props)]
pub fn NavLink(destination: Destination, class: &'static str) -> View {
    let address = use_address();
    let current = create_selector(move || match destination.target {
        Target::Page(page) => address.with(|address| is_current(&address.page, &page())),
        Target::Served(_) => false,
    });
    let rel = matches!(destination.target, Target::Served(_)).then_some("external");
    let href = destination.href();
    view! {
        a(
            class=class,
            href=href,
            rel=rel,
            "aria-current"=current.get().then_some("page"),
            title=destination.name,
        ) {
            Icon(glyph=destination.glyph)
            span(class="nav-label") { (destination.name) }
        }
    }
}

/// Whether `page` belongs under the link to `target`.
fn is_current(page: &Page, target: &Page) -> bool {
    match (page, target) {
        (Page::Profile(tab), Page::Profile(ProfileTab::ApiTokens)) => *tab == ProfileTab::ApiTokens,
        (Page::Profile(tab), Page::Profile(_)) => *tab != ProfileTab::ApiTokens,
        (Page::Dashboard, Page::Dashboard) | (Page::Users(_), Page::Users(_)) | (Page::Teams(_), Page::Teams(_)) => {
            true
        }
        (page, Page::Institutions { .. }) => matches!(page.screen(), Screen::Institutions | Screen::Institution(_)),
        (Page::Contacts(_), Page::Contacts(_)) | (Page::Tasks(_), Page::Tasks(_)) => true,
        (Page::Quotes(_), Page::Quotes(_)) | (Page::Invoices(_), Page::Invoices(_)) => true,
        (Page::Payments(_), Page::Payments(_)) | (Page::Catalog(_), Page::Catalog(_)) => true,
        (Page::Webhooks(_), Page::Webhooks(_)) | (Page::Segments(_), Page::Segments(_)) => true,
        (Page::Templates(_), Page::Templates(_)) | (Page::Billing, Page::Billing) | (Page::Firm, Page::Firm) => true,
        (Page::Revenue(_), Page::Revenue(_)) => true,
        (Page::DigiformaSettings, Page::DigiformaSettings) | (Page::Matching(_), Page::Matching(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_link_is_current_at_a_time() {
        let institution = Page::institution("1");
        assert!(is_current(&institution, &Page::Institutions { creating: false }));
        let account = Page::Users(Panel::Shown("1".into()));
        assert!(
            is_current(&account, &Page::Users(Panel::Closed)) && !is_current(&account, &Page::Teams(Panel::Closed))
        );
        assert!(is_current(&Page::Tasks(Panel::New), &Page::Tasks(Panel::Closed)));
        assert!(!is_current(&Page::Tasks(Panel::New), &Page::Contacts(Panel::Closed)));
        assert!(is_current(&Page::quote("1"), &Page::Quotes(Panel::Closed)));
        assert!(!is_current(&Page::quote("1"), &Page::Invoices(Panel::Closed)));
        assert!(is_current(&Page::Revenue(Panel::New), &Page::Revenue(Panel::Closed)));
        assert!(!is_current(&Page::Revenue(Panel::New), &Page::Billing));
        assert!(is_current(&Page::Matching(MatchingTab::Linked), &Page::Matching(MatchingTab::Suggestions)));
        assert!(!is_current(&Page::DigiformaSettings, &Page::Matching(MatchingTab::Suggestions)));
        let tokens = Page::Profile(ProfileTab::ApiTokens);
        assert!(is_current(&tokens, &tokens));
        assert!(!is_current(&tokens, &Page::Profile(ProfileTab::Identity)));
        assert!(is_current(&Page::Profile(ProfileTab::Security), &Page::Profile(ProfileTab::Identity)));
    }
}
