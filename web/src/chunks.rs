//! The parts of the app that are fetched when somebody goes there, and before, while nothing else is going on.
//!
//! A page is two lines below: its [`chunk!`](crate::chunk) and its place in [`page`] (and in [`AHEAD`]). The budget of
//! the first load, and how it is kept, is in `docs/decisions/web-weight.md`.

use std::rc::Rc;

use domain::Permission;
use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use crate::app::reserved;
use crate::chunk;
use crate::layout::lazy::LazyPanel;
use crate::layout::{palette, shortcuts, sign_in_again};
use crate::pages::institutions::{detail, form, list};
use crate::pages::panels::PanelHost;
use crate::pages::{
    billing, catalog, contacts, dashboard, digiforma, exports, firm, forgotten_password, gallery, invitation, invoices,
    payments, profile, quotes, revenue, segments, setup, sign_in, tasks, teams, templates, users, webhooks,
};
use crate::platform::chunk::{Chunk, Code, Lazy};
use crate::platform::timer;
use crate::router::{InstitutionTab, Panel, Screen};
use crate::ui::combobox::Candidate;

/// Who sees institutions at all sees their contacts and tasks, as every role does today.
static INSTITUTIONS_SEEN: [Permission; 2] = [Permission::ViewAllInstitutions, Permission::ViewAssignedInstitutions];
static SEGMENTS_SEEN: [Permission; 1] = [Permission::ViewSegments];
static QUOTES_SEEN: [Permission; 1] = [Permission::ViewQuotes];
static INTEGRATIONS_MANAGED: [Permission; 1] = [Permission::ManageIntegrations];
static WEBHOOKS_MANAGED: [Permission; 1] = [Permission::ManageWebhooks];
static INVOICES_SEEN: [Permission; 1] = [Permission::ViewInvoices];
static REVENUE_SEEN: [Permission; 1] = [Permission::ViewInstitutionAnalytics];

chunk! {
    /// The first page after signing in.
    DASHBOARD in dashboard_page(_with: ()) { view! { dashboard::Dashboard() } }
}

chunk! {
    /// What was done last: its words are many, and it stands below the rest of the dashboard.
    DASHBOARD_ACTIVITY in dashboard_activity(data: ReadSignal<dashboard::Data>) {
        view! { dashboard::activity::Activity(data=data) }
    }
}

chunk! {
    /// The list of institutions.
    INSTITUTIONS in institutions(_with: ()) { view! { list::InstitutionList() } }
}

chunk! {
    /// The page of an institution.
    INSTITUTION in institution(id: String) { view! { detail::InstitutionDetail(id=id) } }
}

chunk! {
    /// The tabs of that page behind its first one.
    INSTITUTION_TABS in institution_tab(which: (detail::Detail, InstitutionTab)) { detail::show_tab(which.0, which.1) }
}

chunk! {
    /// The panels that create and change institutions.
    INSTITUTION_FORM in institution_form(panel: form::Panel) { form::open(panel) }
}

chunk! {
    /// Contacts.
    CONTACTS in contacts_page(_with: ()) { reserved(&INSTITUTIONS_SEEN, || view! { contacts::ContactList() }) }
}

chunk! {
    /// Tasks.
    TASKS in tasks_page(_with: ()) { reserved(&INSTITUTIONS_SEEN, || view! { tasks::TaskPage() }) }
}

chunk! {
    /// Segments and their members.
    SEGMENTS in segments_page(_with: ()) { reserved(&SEGMENTS_SEEN, || view! { segments::SegmentsPage() }) }
}

chunk! {
    /// The panels of contacts.
    CONTACT_PANELS in contact_panels(host: PanelHost) { contacts::panel::open(host) }
}

chunk! {
    /// The panels of tasks.
    TASK_PANELS in task_panels(host: PanelHost) { tasks::panel::open(host) }
}

chunk! {
    /// The accounts of the firm.
    USERS in users_page(_with: ()) { view! { users::Users() } }
}

chunk! {
    /// The teams of the firm.
    TEAMS in teams_page(_with: ()) { view! { teams::Teams() } }
}

/// A page of quotes or of invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Documents {
    /// The list.
    All,
    /// One, by its id.
    One(String),
}

chunk! {
    /// Quotes: the list, and one of them.
    QUOTES in quotes_pages(which: Documents) {
        match which {
            Documents::All => reserved(&QUOTES_SEEN, || view! { quotes::QuoteList() }),
            Documents::One(id) => reserved(&QUOTES_SEEN, move || {
                let id = id.clone();
                view! { quotes::detail::QuoteDetail(id=id) }
            }),
        }
    }
}

chunk! {
    /// Invoices: the list, and one of them.
    INVOICES in invoices_pages(which: Documents) {
        match which {
            Documents::All => reserved(&INVOICES_SEEN, || view! { invoices::InvoiceList() }),
            Documents::One(id) => reserved(&INVOICES_SEEN, move || {
                let id = id.clone();
                view! { invoices::detail::InvoiceDetail(id=id) }
            }),
        }
    }
}

/// A page that writes a document; without an id, a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// A quote.
    Quote(Option<String>),
    /// An invoice.
    Invoice(Option<String>),
}

chunk! {
    /// Writing quotes and invoices: both have the same lines.
    EDITOR in document_editor(which: Editor) {
        match which {
            Editor::Quote(id) => reserved(&QUOTES_SEEN, move || {
                let id = id.clone();
                view! { quotes::form::QuoteEditor(id=id) }
            }),
            Editor::Invoice(id) => reserved(&INVOICES_SEEN, move || {
                let id = id.clone();
                view! { invoices::form::InvoiceEditor(id=id) }
            }),
        }
    }
}

chunk! {
    /// Payments.
    PAYMENTS in payments_page(_with: ()) { reserved(&INVOICES_SEEN, || view! { payments::PaymentsPage() }) }
}

/// What is set up before anything is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillingSetup {
    /// What is sold.
    Catalog,
    /// How documents look.
    Templates,
    /// Who the firm is on them.
    Firm,
}

chunk! {
    /// What is sold, how documents look, and who the firm is on them.
    BILLING_SETUP in billing_setup(which: BillingSetup) {
        match which {
            BillingSetup::Catalog => reserved(&QUOTES_SEEN, || view! { catalog::CatalogPage() }),
            BillingSetup::Templates => view! { templates::TemplatesPage() },
            BillingSetup::Firm => view! { firm::FirmPage() },
        }
    }
}

chunk! {
    /// The figures of billing.
    BILLING in billing_page(_with: ()) { reserved(&INVOICES_SEEN, || view! { billing::BillingPage() }) }
}

/// Where the revenue of the firm is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revenue {
    /// Its page.
    Page,
    /// A section of the dashboard, which stands before this part is fetched.
    Section,
}

chunk! {
    /// Consolidated revenue of the firm.
    REVENUE in revenue_page(which: Revenue) {
        match which {
            Revenue::Page => reserved(&REVENUE_SEEN, || view! { revenue::RevenuePage() }),
            Revenue::Section => view! { revenue::widget::RevenueWidget() },
        }
    }
}

/// A page or a tab of the mirror of Digiforma.
#[derive(Clone)]
pub enum Mirror {
    /// The connection and its readings.
    Settings,
    /// Which company is which institution.
    Matching,
    /// What one institution has there.
    Institution(Candidate),
}

chunk! {
    /// Digiforma: the connection, the matching, and the tab of an institution.
    DIGIFORMA in digiforma_pages(which: Mirror) {
        match which {
            Mirror::Settings => reserved(&INTEGRATIONS_MANAGED, || view! { digiforma::settings::SettingsPage() }),
            Mirror::Matching => reserved(&INTEGRATIONS_MANAGED, || view! { digiforma::matching::MatchingPage() }),
            Mirror::Institution(host) => view! { digiforma::institution_tab::DigiformaTab(host=host) },
        }
    }
}

chunk! {
    /// Webhooks and what was delivered to them.
    WEBHOOKS in webhooks_page(_with: ()) { reserved(&WEBHOOKS_MANAGED, || view! { webhooks::WebhooksPage() }) }
}

chunk! {
    /// A quote as its client sees it.
    PUBLIC_QUOTE in public_quote(token: String) { view! { quotes::public::PublicQuotePage(token=token) } }
}

chunk! {
    /// Every part of the interface in every state.
    GALLERY in gallery_page(_with: ()) { view! { gallery::Gallery() } }
}

chunk! {
    /// One's own account.
    PROFILE in profile_page(_with: ()) { view! { profile::Profile() } }
}

/// What stands before and over the pages while nobody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningIn {
    /// The page.
    Page,
    /// The dialogue over the page that somebody works on.
    Again,
    /// The forgotten password.
    Forgotten,
    /// The first password of somebody who was invited.
    Invitation,
    /// The first administrator.
    Setup,
}

chunk! {
    /// Signing in.
    SIGNING_IN in signing_in(which: SigningIn) {
        match which {
            SigningIn::Page => view! { sign_in::SignIn() },
            SigningIn::Again => view! { sign_in_again::SignInAgain() },
            SigningIn::Forgotten => view! { forgotten_password::ForgottenPassword() },
            SigningIn::Invitation => view! { invitation::Invitation() },
            SigningIn::Setup => view! { setup::Setup() },
        }
    }
}

/// What opens over every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// Search.
    Palette,
    /// The list of shortcuts.
    Shortcuts,
}

chunk! {
    /// Search, and the list of shortcuts.
    OVERLAYS in overlays(which: Overlay) {
        match which {
            Overlay::Palette => view! { palette::Palette() },
            Overlay::Shortcuts => view! { shortcuts::ShortcutList() },
        }
    }
}

chunk! {
    /// Lists as files, and the journals for the accountant.
    EXPORTS in exports_dialogues(opened: exports::Opened) { exports::open(opened) }
}

/// The parts that are fetched ahead, the one that is needed first before the others.
static AHEAD: [&Code; 26] = [
    &DASHBOARD.code,
    &INSTITUTIONS.code,
    &TASKS.code,
    &INSTITUTION.code,
    &CONTACTS.code,
    &QUOTES.code,
    &INVOICES.code,
    &OVERLAYS.code,
    &TASK_PANELS.code,
    &INSTITUTION_FORM.code,
    &INSTITUTION_TABS.code,
    &CONTACT_PANELS.code,
    &EDITOR.code,
    &SEGMENTS.code,
    &PAYMENTS.code,
    &BILLING.code,
    &REVENUE.code,
    &DASHBOARD_ACTIVITY.code,
    &BILLING_SETUP.code,
    &DIGIFORMA.code,
    &WEBHOOKS.code,
    &EXPORTS.code,
    &USERS.code,
    &TEAMS.code,
    &PROFILE.code,
    &SIGNING_IN.code,
];

/// The page of a screen; `None`: it is with the app itself.
#[must_use]
pub fn page(screen: Screen) -> Option<Lazy> {
    Some(match screen {
        Screen::Dashboard => DASHBOARD.with(()),
        Screen::Institutions => INSTITUTIONS.with(()),
        Screen::Institution(id) => INSTITUTION.with(id),
        Screen::Contacts => CONTACTS.with(()),
        Screen::Tasks => TASKS.with(()),
        Screen::Segments => SEGMENTS.with(()),
        Screen::Quotes => QUOTES.with(Documents::All),
        Screen::Quote(id) => QUOTES.with(Documents::One(id)),
        Screen::QuoteEditor(id) => EDITOR.with(Editor::Quote(id)),
        Screen::Invoices => INVOICES.with(Documents::All),
        Screen::Invoice(id) => INVOICES.with(Documents::One(id)),
        Screen::InvoiceEditor(id) => EDITOR.with(Editor::Invoice(id)),
        Screen::Payments => PAYMENTS.with(()),
        Screen::Catalog => BILLING_SETUP.with(BillingSetup::Catalog),
        Screen::Templates => BILLING_SETUP.with(BillingSetup::Templates),
        Screen::Billing => BILLING.with(()),
        Screen::Revenue => REVENUE.with(Revenue::Page),
        Screen::Firm => BILLING_SETUP.with(BillingSetup::Firm),
        Screen::DigiformaSettings => DIGIFORMA.with(Mirror::Settings),
        Screen::Matching => DIGIFORMA.with(Mirror::Matching),
        Screen::Webhooks => WEBHOOKS.with(()),
        Screen::PublicQuote(token) => PUBLIC_QUOTE.with(token),
        Screen::Users => USERS.with(()),
        Screen::Teams => TEAMS.with(()),
        Screen::Gallery => GALLERY.with(()),
        Screen::Profile => PROFILE.with(()),
        Screen::SignIn => SIGNING_IN.with(SigningIn::Page),
        Screen::ForgottenPassword => SIGNING_IN.with(SigningIn::Forgotten),
        Screen::Invitation => SIGNING_IN.with(SigningIn::Invitation),
        Screen::Setup => SIGNING_IN.with(SigningIn::Setup),
        Screen::Home | Screen::NotFound => return None,
    })
}

/// Begins to fetch the page of a screen, before it is known whether it may be shown.
pub fn fetch_page(screen: Screen) {
    if let Some(page) = page(screen) {
        spawn_local(async move {
            // A failure shows where the page does.
            let _ = page.code.load().await;
        });
    }
}

/// Milliseconds after the first page before the other parts are fetched.
const IDLE: i32 = 2_000;

/// Fetches the parts that were not visited, one after the other. A failure is no matter: whoever goes there tries again.
pub fn fetch_ahead() {
    spawn_local(async {
        timer::sleep(IDLE).await;
        for code in AHEAD {
            if !code.is_loaded() && code.load().await.is_err() {
                return;
            }
        }
    });
}

/// The panel over a page that its address names; the code comes with the first one that opens.
#[must_use]
pub fn panels(part: &'static Chunk<PanelHost>, host: PanelHost) -> View {
    let panel = host.panel;
    let open = create_selector(move || panel.with(|panel| *panel != Panel::Closed));
    view! {
        (if open.get() {
            let (host, over) = (host.clone(), host.clone());
            let give_up: Rc<dyn Fn()> = Rc::new(move || over.close());
            view! { LazyPanel(lazy=part.with(host), give_up=give_up) }
        } else {
            View::new()
        })
    }
}

/// A panel over a page that is given `close`, which is called too when its code cannot be fetched.
#[must_use]
pub fn institution_form(panel: form::Panel) -> View {
    let close = panel.close();
    view! { LazyPanel(lazy=INSTITUTION_FORM.with(panel), give_up=close) }
}

/// The dialogue of an export, which is given `close`, as [`institution_form()`] is.
#[must_use]
pub fn export(opened: exports::Opened) -> View {
    let close = opened.close.clone();
    view! { LazyPanel(lazy=EXPORTS.with(opened), give_up=close) }
}

/// As the app's own overlays: `close` is called when their code cannot be fetched.
#[must_use]
pub fn overlay(which: Overlay, close: Rc<dyn Fn()>) -> View {
    view! { LazyPanel(lazy=OVERLAYS.with(which), give_up=close) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_part_and_every_part_is_fetched_ahead() {
        let screens = [
            Screen::Dashboard,
            Screen::Institutions,
            Screen::Institution("1".into()),
            Screen::Contacts,
            Screen::Tasks,
            Screen::Segments,
            Screen::Quotes,
            Screen::Quote("1".into()),
            Screen::QuoteEditor(None),
            Screen::Invoices,
            Screen::Invoice("1".into()),
            Screen::InvoiceEditor(Some("1".into())),
            Screen::Payments,
            Screen::Catalog,
            Screen::Templates,
            Screen::Billing,
            Screen::Revenue,
            Screen::Firm,
            Screen::DigiformaSettings,
            Screen::Matching,
            Screen::Webhooks,
            Screen::Users,
            Screen::Teams,
            Screen::Profile,
            Screen::SignIn,
            Screen::Setup,
        ];
        for screen in screens {
            let page = page(screen.clone()).unwrap();
            assert!(AHEAD.iter().any(|code| std::ptr::eq(*code, page.code)), "{screen:?}");
        }
        assert!(page(Screen::NotFound).is_none());
    }
}
