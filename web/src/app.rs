//! The app: what every page shares, the start, and which page stands at which address.

use std::rc::Rc;

use domain::Permission;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use sycamore_router::Router;

use crate::api::{ApiError, live, renewal};
use crate::chunks::{self, Overlay, SigningIn};
use crate::i18n;
use crate::i18n::text::shell as t;
use crate::layout::lazy::{LazyPage, LazyPanel};
use crate::layout::leave_dialog::LeaveDialog;
use crate::layout::{shell::Shell, shortcuts};
use crate::pages;
use crate::platform::dom;
use crate::router::history::{self, History};
use crate::router::{Address, Page, Screen, leave, replace};
use crate::session::{Session, device_language};
use crate::ui::notice::ErrorNotice;
use crate::ui::toast::{ToastRegion, Toasts};

/// What every page shares.
#[derive(Clone, Copy)]
pub struct App {
    /// Who is signed in.
    pub session: Session,
    /// Nobody has an account yet: the first administrator is to be made.
    pub setup_required: Signal<bool>,
    /// Messages at the bottom.
    pub toasts: Toasts,
    /// Whether the search palette is open.
    pub palette: Signal<bool>,
    /// Whether the list of shortcuts is open.
    pub shortcuts: Signal<bool>,
}

impl App {
    /// As the app starts.
    #[must_use]
    pub fn new() -> Self {
        Self {
            session: Session::new(),
            setup_required: create_signal(false),
            toasts: Toasts::new(),
            palette: create_signal(false),
            shortcuts: create_signal(false),
        }
    }
}

/// What every page shares, from the context.
#[must_use]
pub fn use_app() -> App {
    use_context()
}

/// Where the app stands, from the context; only below the router.
#[must_use]
pub fn use_address() -> ReadSignal<Address> {
    use_context()
}

/// How the start goes.
#[derive(Clone, PartialEq)]
enum Start {
    Asking,
    Failed(ApiError),
    Done,
}

/// The root: asks who is signed in before any page is shown, so that the sign-in page does not flash.
#[component]
pub fn Root() -> View {
    i18n::provide(device_language());
    let app = App::new();
    provide_context(app);
    app.session.follow_other_tabs();
    renewal::provide(app.session.ended);
    renewal::keep_alive(move || app.session.person.with_untracked(Option::is_some));
    live::follow(move || app.session.person.with(Option::is_some) && !app.session.ended.get());

    // The code of the page is fetched while the server says who is signed in.
    chunks::fetch_page(Address::parse(&history::location()).page.screen());
    let start = create_signal(Start::Asking);
    let ask = move || {
        start.set(Start::Asking);
        spawn_local_scoped(async move {
            match Session::ask().await {
                Ok(person) => {
                    match person {
                        Some(person) => app.session.enter(person),
                        None => app.setup_required.set(Session::is_setup_required().await),
                    }
                    start.set(Start::Done);
                }
                Err(error) => start.set(Start::Failed(error)),
            }
        });
    };
    ask();
    view! {
        (match start.get_clone() {
            Start::Asking => view! { div(class="starting", role="status", "aria-label"=t::STARTING) },
            Start::Failed(error) => view! {
                main(class="page") { ErrorNotice(error=error, retry=Box::new(ask)) }
            },
            Start::Done => view! { Routed() },
        })
    }
}

/// The pages under the router. Its root is one element that stays: links are heard there.
#[component]
fn Routed() -> View {
    let asking = leave::provide();
    view! {
        Router(
            integration=History,
            view=move |address: ReadSignal<Address>| {
                // A move to the very same address changes nothing.
                let address = create_selector(move || address.get_clone());
                provide_context(address);
                let app = use_app();
                guard(app, address);
                shortcuts::listen(app, address);
                chunks::fetch_ahead();
                warn_before_unload();
                view! {
                    div(class="root") {
                        Screens(address=address)
                        ToastRegion(toasts=app.toasts)
                        (overlay(app.palette, Overlay::Palette))
                        (overlay(app.shortcuts, Overlay::Shortcuts))
                        (if app.session.ended.get() { sign_in_again(app) } else { View::new() })
                        LeaveDialog(asking=asking)
                    }
                }
            },
        )
    }
}

/// Something that opens over every page, while `open`.
fn overlay(open: Signal<bool>, which: Overlay) -> View {
    if open.get() { chunks::overlay(which, Rc::new(move || open.set(false))) } else { View::new() }
}

/// The dialogue to go on. Without its code nobody can: the requests that wait for it fail.
fn sign_in_again(app: App) -> View {
    let give_up: Rc<dyn Fn()> = Rc::new(move || {
        app.session.ended.set(false);
        renewal::settle(false);
    });
    view! { LazyPanel(lazy=chunks::SIGNING_IN.with(SigningIn::Again), give_up=give_up) }
}

/// Sends people without a session to the sign-in page and back, the root to the first page, and everybody to the
/// set-up while there is no account.
fn guard(app: App, address: ReadSignal<Address>) {
    create_effect(move || {
        let signed_in = app.session.person.with(Option::is_some);
        let here = address.get_clone();
        let setup_required = app.setup_required.get();
        let target = match (&here.page, signed_in) {
            (Page::SignIn, true) => Some(pages::sign_in::return_address(&here.query)),
            (Page::Home | Page::Setup, true) => Some(Page::Dashboard.path()),
            (Page::Setup, false) if !setup_required => Some(Page::SignIn.path()),
            (Page::Setup, false) => None,
            (_, false) if setup_required => Some(Page::Setup.path()),
            (page, false) if !page.is_public() => Some(pages::sign_in::address_for(&here)),
            _ => None,
        };
        if let Some(target) = target {
            // After this change has settled: the address is a signal that is being read.
            spawn_local_scoped(async move { replace(&target) });
        }
    });
}

/// The browser's own question when the tab closes with unsaved work.
fn warn_before_unload() {
    dom::on_window("beforeunload", |event: web_sys::Event| {
        if leave::has_unsaved_work() {
            event.prevent_default();
        }
    });
}

#[component(inline_props)]
fn Screens(address: ReadSignal<Address>) -> View {
    let app = use_app();
    let screen = create_selector(move || address.with(|address| address.page.screen()));
    let signed_in = create_selector(move || app.session.person.with(Option::is_some));
    let public = create_selector(move || address.with(|address| address.page.is_public()));
    let frameless = create_selector(move || !signed_in.get() || screen.with(is_frameless));
    create_effect(move || {
        screen.track();
        dom::release_focus();
    });
    let content = move || match screen.get_clone() {
        Screen::Home => View::new(),
        _ if !public.get() && !signed_in.get() => View::new(),
        Screen::Setup if signed_in.get() || !app.setup_required.get() => View::new(),
        screen => match chunks::page(screen) {
            Some(page) => view! { LazyPage(lazy=page) },
            None => view! { pages::not_found::NotFound() },
        },
    };
    view! {
        (if frameless.get() { View::from_dynamic(content) } else { view! { Shell { (content()) } } })
    }
}

/// A page for those who have any of these rights.
pub fn reserved(rights: &'static [Permission], page: impl Fn() -> View + 'static) -> View {
    let app = use_app();
    let allowed = create_selector(move || rights.iter().any(|right| app.session.can(*right)));
    view! { (if allowed.get() { page() } else { view! { pages::not_found::Reserved() } }) }
}

fn is_frameless(screen: &Screen) -> bool {
    matches!(
        screen,
        Screen::Home
            | Screen::SignIn
            | Screen::ForgottenPassword
            | Screen::Invitation
            | Screen::Setup
            | Screen::PublicQuote(_)
    )
}
