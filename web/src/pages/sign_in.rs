//! Signing in.

use domain::identifiers::email as email_address;
use domain::{Language, Theme};
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::client::send_anonymous;
use crate::api::operations::{Login, login};
use crate::api::user_error::UserError;
use crate::api::{ApiError, renewal};
use crate::app::{App, use_address, use_app};
use crate::i18n;
use crate::i18n::text::sign_in as t;
use crate::platform::dom;
use crate::router::query::{Query, encode};
use crate::router::{Address, Page};
use crate::session::Person;
use crate::ui::button::SubmitButton;
use crate::ui::choice::CheckBox;
use crate::ui::field::{FieldState, verify_all};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon, Mark};
use crate::ui::message::Message;
use crate::ui::notice::ErrorNotice;
use crate::ui::text_field::{PasswordField, TextField};
use crate::{person, user_errors};

/// How an attempt to sign in ended.
pub enum Attempt {
    /// Signed in.
    Entered(Box<Person>),
    /// Not; why.
    Refused(Refusal),
}

/// Why somebody was not let in.
pub enum Refusal {
    /// By the rules: wrong password, locked, inactive.
    Rule(UserError),
    /// By the way there.
    Failure(ApiError),
}

impl Refusal {
    /// The sentence to show.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Rule(error) if error.code == "INVALID_CREDENTIALS" => t::WRONG.now().to_owned(),
            Self::Rule(error) => error.sentence(),
            Self::Failure(ApiError::Unauthenticated) => t::WRONG.now().to_owned(),
            Self::Failure(error) => error.sentence(),
        }
    }
}

/// Tries to sign in; the server sets the cookies of the session.
pub async fn attempt(email: &str, password: &str, remember_me: bool) -> Attempt {
    let input = login::LoginInput { email: email.trim().to_owned(), password: password.to_owned(), remember_me };
    match send_anonymous::<Login>(login::Variables { input }).await {
        Err(error) => Attempt::Refused(Refusal::Failure(error)),
        Ok(data) => match (data.login.user, user_errors!(data.login.user_errors).into_iter().next()) {
            (Some(user), None) => {
                renewal::mark_renewed();
                Attempt::Entered(Box::new(person!(user)))
            }
            (_, Some(error)) => Attempt::Refused(Refusal::Rule(error)),
            (None, None) => Attempt::Refused(Refusal::Failure(ApiError::Unauthenticated)),
        },
    }
}

/// The sign-in page that comes back to `here`.
#[must_use]
pub fn address_for(here: &Address) -> String {
    let login = Page::SignIn.path();
    match here.url() {
        url if url == "/" => login,
        url => format!("{login}?redirect={}", encode(&url)),
    }
}

/// Where to go after signing in: a path of this app, never another site.
#[must_use]
pub fn return_address(query: &Query) -> String {
    let wanted = query.get("redirect").unwrap_or("/");
    let ours = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains('\\');
    if ours && !Address::parse(wanted).page.is_public() { wanted.to_owned() } else { "/".to_owned() }
}

/// The page.
#[component]
pub fn SignIn() -> View {
    let app = use_app();
    // An invitation that could not sign in brings the address along.
    let known = use_address().with_untracked(|address| address.query.get("email").unwrap_or_default().to_owned());
    let email = FieldState::new(&known, check_email);
    let password = FieldState::new("", check_password);
    let remember = create_signal(false);
    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !verify_all(&[email, password]) {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local_scoped(async move {
            let typed = password.value.get_clone_untracked();
            match attempt(&email.text(), &typed, remember.get_untracked()).await {
                // The guard then leaves this page.
                Attempt::Entered(person) => app.session.enter(*person),
                Attempt::Refused(refusal) => {
                    busy.set(false);
                    show(refusal, password, failure);
                }
            }
        });
    };
    view! {
        Frame {
            form(novalidate=true, on:submit=submit) {
                div(class="page-heading") {
                    PageTitle(title=t::SIGN_IN, quiet=true)
                    p(class="soft") { (t::TAGLINE) }
                }
                (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
                TextField(
                    state=email,
                    label=t::EMAIL,
                    r#type="email",
                    autocomplete="username",
                    inputmode="email",
                    "autocapitalize"="none",
                    "autofocus"="",
                )
                PasswordField(state=password, label=t::PASSWORD, autocomplete="current-password")
                div(class="sign-in-row") {
                    CheckBox(checked=remember, label=t::REMEMBER)
                    a(href=Page::ForgottenPassword.path()) { (t::FORGOTTEN) }
                }
                SubmitButton(label=t::SIGN_IN, busy_label=t::SIGNING_IN, busy=busy)
            }
        }
    }
}

fn show(refusal: Refusal, password: FieldState, failure: Signal<Option<ApiError>>) {
    match refusal {
        Refusal::Failure(error) if error != ApiError::Unauthenticated => failure.set(Some(error)),
        refusal => {
            password.problem.set(Some(Message::new(move || refusal.words())));
            dom::focus_id(&password.id());
        }
    }
}

/// Check of an address to sign in with.
pub fn check_email(text: &str) -> Option<Message> {
    match email_address::check(text) {
        Ok(_) => None,
        Err(_) if text.trim().is_empty() => Some(Message::from(t::EMAIL_NEEDED)),
        Err(_) => Some(Message::from(t::EMAIL_MALFORMED)),
    }
}

fn check_password(text: &str) -> Option<Message> {
    text.is_empty().then(|| Message::from(t::PASSWORD_NEEDED))
}

/// What is around the forms before sign-in: the mark, language and theme, and the picture on wide screens.
#[component(inline_props)]
pub fn Frame(children: Children) -> View {
    let app = use_app();
    view! {
        div(class="sign-in") {
            main(class="sign-in-form") {
                a(class="brand", href=Page::SignIn.path()) {
                    Mark()
                    span { "Medical CRM" }
                }
                (children)
                div(class="sign-in-row small soft") {
                    span(class="push")
                    (language_button(app))
                    (theme_button(app))
                }
            }
            div(class="sign-in-art", "aria-hidden"="true") {
                (picture())
                p { (t::ART) }
            }
        }
    }
}

/// Switches to the other language, on this device.
pub fn language_button(app: App) -> View {
    let other = || match i18n::language() {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    };
    view! {
        button(
            class="button button-quiet button-small",
            r#type="button",
            lang=other().name(),
            on:click=move |_| app.session.apply_language(untrack(other)),
        ) {
            Icon(glyph=Glyph::GLOBE)
            (t::OTHER_LANGUAGE)
        }
    }
}

/// Switches to the other theme, on this device.
pub fn theme_button(app: App) -> View {
    let dark = move || dom::is_dark(app.session.theme.get());
    let switch = move |_| app.session.apply_theme(if untrack(dark) { Theme::Light } else { Theme::Dark });
    view! {
        button(class="button button-quiet button-small", r#type="button", on:click=switch) {
            (if dark() {
                view! { Icon(glyph=Glyph::SUN) span { (t::LIGHT) } }
            } else {
                view! { Icon(glyph=Glyph::MOON) span { (t::DARK) } }
            })
        }
    }
}

/// One ribbon a line: shares of audit, training and the rest, in percent of the width.
const RIBBONS: [[f32; 3]; 22] = [
    [12.4, 0.0, 9.7],
    [41.3, 22.3, 0.0],
    [23.2, 12.4, 0.0],
    [43.1, 14.3, 10.4],
    [30.3, 14.5, 0.0],
    [12.3, 0.0, 9.1],
    [50.2, 11.7, 3.1],
    [33.3, 3.1, 0.0],
    [61.6, 20.1, 0.0],
    [28.3, 16.6, 2.1],
    [16.2, 0.0, 7.8],
    [47.7, 16.8, 0.0],
    [19.0, 10.3, 5.8],
    [61.0, 20.2, 0.0],
    [42.3, 10.5, 0.0],
    [24.4, 0.0, 10.2],
    [48.0, 23.9, 0.0],
    [39.5, 9.3, 0.0],
    [48.1, 28.0, 10.9],
    [40.4, 15.9, 0.0],
    [18.2, 0.0, 7.4],
    [49.1, 21.7, 2.2],
];

fn picture() -> View {
    const CLASSES: [&str; 3] = ["fill-audit", "fill-formation", "fill-autre"];
    let mut bars: Vec<View> = Vec::new();
    for (line, shares) in RIBBONS.iter().enumerate() {
        let y = format!("{:.1}%", line as f32 * 4.55);
        let mut x = 0.0;
        for (share, class) in shares.iter().zip(CLASSES).filter(|(share, _)| **share > 0.0) {
            let (left, width, top) = (format!("{x:.1}%"), format!("{share:.1}%"), y.clone());
            bars.push(view! { rect(class=class, x=left, y=top, width=width, height="2.3%", "rx"="2") });
            x += share + 0.2;
        }
    }
    view! { svg { (bars) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leaves_the_app() {
        let back = |redirect: &str| return_address(&Query::parse(&format!("redirect={}", encode(redirect))));
        assert_eq!(back("/institutions?q=a"), "/institutions?q=a");
        for foreign in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/login"] {
            assert_eq!(back(foreign), "/", "{foreign}");
        }
        let here = Address::parse("/institutions?q=a%20b");
        assert_eq!(return_address(&Address::parse(&address_for(&here)).query), here.url());
    }

    #[test]
    fn an_address_is_checked_before_it_is_sent() {
        assert!(check_email("ines.lacombe@example.com").is_none());
        assert!(check_email("ines.lacombe").is_some() && check_email("").is_some());
    }
}
