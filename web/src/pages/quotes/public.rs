//! The page behind the link that a client was given: the quote, and their answer. Nobody is signed in.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::ApiError;
use crate::api::client::send_anonymous;
use crate::api::documents::{
    AcceptPublicQuote, PublicQuote, RejectPublicQuote, accept_public_quote, public_quote, reject_public_quote,
};
use crate::api::user_error::UserError;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{documents, quotes as t};
use crate::pages::checks;
use crate::pages::documents::lines::{self, ReadLine};
use crate::pages::sign_in::{language_button, theme_button};
use crate::router::query::encode;
use crate::ui::dialog::Question;
use crate::ui::empty::Empty;
use crate::ui::field::{FieldState, verify_all};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon, Spinner};
use crate::ui::lines::{LineData, vat};
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::reach::{mail, telephone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::{Status, quote as look_of};
use crate::ui::text_field::{TextArea, TextField};
use crate::{amounts, user_errors};

/// The quote as its client sees it.
type Seen = public_quote::PublicQuotePublicQuote;

/// The page.
#[component(inline_props)]
pub fn PublicQuotePage(token: String) -> View {
    let app = use_app();
    let asked = token.clone();
    let remote = fetch(
        move || asked.clone(),
        |token| async move { Ok(send_anonymous::<PublicQuote>(public_quote::Variables { token }).await?.public_quote) },
    );
    let gone = create_selector(move || remote.error.with(|error| *error == Some(ApiError::NotFound)));
    let seller = move || {
        remote.value.with(|quote| quote.as_ref().and_then(|quote| quote.seller.name.clone()).unwrap_or_default())
    };
    let shown = token.clone();
    view! {
        main(class="public", id="content", tabindex="-1") {
            header(class="public-bar") {
                strong { (seller()) }
                (language_button(app))
                (theme_button(app))
            }
            (if gone.get() {
                view! {
                    div(class="visually-hidden") { PageTitle(title=t::PUBLIC_GONE_TITLE) }
                    Empty(glyph=Glyph::UNLINK, title=t::PUBLIC_GONE_TITLE, body=t::PUBLIC_GONE_BODY) {}
                }
            } else {
                let token = shown.clone();
                view! {
                    Loaded(
                        remote=remote,
                        what=Message::from(t::PUBLIC_FAILED),
                        waiting=|| view! { SkeletonRows(rows=8) },
                        show=move |quote| {
                            let token = token.clone();
                            view! { Shown(quote=quote, remote=remote, token=token) }
                        },
                    )
                }
            })
        }
    }
}

#[component(inline_props)]
fn Shown(quote: ReadSignal<Seen>, remote: Remote<Seen>, token: String) -> View {
    let number = create_selector(move || quote.with(|quote| quote.quote_number.clone()));
    let pdf = format!("/api/public/quotes/{}/pdf", encode(&token));
    let title = move || t::public_title(&number.get_clone());
    let open = create_selector(move || quote.with(|quote| quote.can_be_accepted || quote.can_be_rejected));
    let line = |line: &public_quote::PublicLine| ReadLine {
        data: LineData {
            id: None,
            item: None,
            description: line.description.clone(),
            unit: line.unit.clone().unwrap_or_default(),
            quantity: line.quantity.clone(),
            unit_price: line.unit_price.clone(),
            discount_type: line.discount_type,
            discount: line.discount_value.clone(),
            vat: vat::choice(line.vat_category, &line.tax_rate, None),
        },
        net: line.total_after_discount.clone(),
        note: None,
    };
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=title) {
                    " "
                    ({
                        let (status, expired) = quote.with(|quote| (quote.status, quote.is_expired));
                        view! { Status(look=look_of(status, expired)) }
                    })
                }
                p { strong { (quote.with(|quote| quote.title.clone())) } }
                p(class="soft") { (t::PUBLIC_FOR) " " (quote.with(|quote| quote.institution_name.clone())) }
            }
            div(class="page-actions") {
                a(class="button", href=pdf, target="_blank", rel="external noopener") {
                    Icon(glyph=Glyph::FILE_TEXT)
                    (documents::OPEN_PDF)
                }
            }
        }
        (state_of(&quote.get_clone()))
        (quote.with(|quote| quote.description.clone()).map(|text| view! { p(class="prose read-width") { (text) } }))
        ({
            let shown = quote.get_clone();
            lines::section(shown.lines.iter().map(line).collect(), &amounts!(&shown, None))
        })
        (if open.get() {
            let token = token.clone();
            view! { Answer(quote=quote, remote=remote, token=token) }
        } else {
            View::new()
        })
        (contact(&quote.get_clone()))
    }
}

/// How it stands, in a sentence.
fn state_of(quote: &Seen) -> View {
    let (accepted, rejected, until) = (quote.accepted_at.clone(), quote.rejected_at.clone(), quote.valid_until.clone());
    let open = quote.can_be_accepted || quote.can_be_rejected;
    let expired = quote.is_expired;
    let (tone, words): (Tone, Box<dyn Fn() -> String>) = match (accepted, rejected) {
        (_, Some(day)) if !open => (Tone::Neutral, Box::new(move || t::public_rejected(&format::day(&day)))),
        (Some(day), _) => (Tone::Positive, Box::new(move || t::public_accepted(&format::day(&day)))),
        _ if expired => (Tone::Warning, Box::new(|| t::PUBLIC_EXPIRED.now().to_owned())),
        _ if open => (Tone::Info, Box::new(move || t::public_until(&format::long_day(&until)))),
        _ => (Tone::Neutral, Box::new(|| t::PUBLIC_CLOSED.now().to_owned())),
    };
    view! { Notice(tone=tone) { div { p { (words()) } } } }
}

/// Who offers it, and whom to ask.
fn contact(quote: &Seen) -> View {
    let seller = quote.seller.clone();
    let place = [seller.zip_code, seller.city].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> =
        [seller.name, seller.street, Some(place).filter(|place| !place.is_empty())].into_iter().flatten().collect();
    let siren = seller.siren.map(|siren| view! { p(class="small faint") { "SIREN " span(class="code") { (siren) } } });
    let address: Vec<View> = lines.into_iter().map(|line| view! { p { (line) } }).collect();
    let (name, address_of, phone) =
        (quote.contact.name.clone(), mail(&quote.contact.email), quote.contact.phone.clone());
    let phone = phone.as_deref().map(telephone).map(|phone| view! { p { (phone) } });
    view! {
        footer(class="columns columns-half small soft") {
            div { (address) (siren) }
            div {
                p { (name) }
                p { (address_of) }
                (phone)
            }
        }
    }
}

/// What somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Accept,
    Reject,
}

async fn answer(
    verdict: Verdict,
    token: String,
    revision: i64,
    name: String,
    comments: Option<String>,
) -> Result<Vec<UserError>, ApiError> {
    let revision = Some(revision);
    match verdict {
        Verdict::Accept => {
            let input = accept_public_quote::AcceptPublicQuoteInput { token, revision, name, comments };
            let data = send_anonymous::<AcceptPublicQuote>(accept_public_quote::Variables { input }).await?;
            Ok(user_errors!(data.accept_public_quote.user_errors))
        }
        Verdict::Reject => {
            let input = reject_public_quote::RejectPublicQuoteInput { token, revision, name, comments };
            let data = send_anonymous::<RejectPublicQuote>(reject_public_quote::Variables { input }).await?;
            Ok(user_errors!(data.reject_public_quote.user_errors))
        }
    }
}

#[component(inline_props)]
fn Answer(quote: ReadSignal<Seen>, remote: Remote<Seen>, token: String) -> View {
    let app = use_app();
    let name = FieldState::new("", checks::required(100));
    let comments = FieldState::new("", checks::at_most(10_000));
    let busy = create_signal(None::<Verdict>);
    let asking = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let refusals = create_signal(Vec::<UserError>::new());
    let give = move |verdict: Verdict| {
        if busy.replace(Some(verdict)).is_some() {
            return;
        }
        failure.set(None);
        refusals.set(Vec::new());
        let (token, revision) = (token.clone(), quote.with_untracked(|quote| quote.revision));
        let sent = answer(verdict, token, revision, name.text(), comments.optional());
        spawn_local_scoped(async move {
            let answered = sent.await;
            busy.set(None);
            match answered {
                Err(error) => failure.set(Some(error)),
                Ok(refused) if refused.is_empty() => {
                    app.toasts.confirm(t::PUBLIC_THANKS);
                    remote.reload();
                }
                Ok(refused) => {
                    refusals.set(refused);
                    // It may have changed since this page was opened.
                    remote.refresh();
                }
            }
        });
    };
    let accept = give.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if verify_all(&[name, comments]) {
            accept(Verdict::Accept);
        }
    };
    let ask = move |_| {
        if verify_all(&[name, comments]) {
            asking.set(true);
        }
    };
    let accepts = create_selector(move || quote.with(|quote| quote.can_be_accepted));
    let rejects = create_selector(move || quote.with(|quote| quote.can_be_rejected));
    view! {
        section(class="public-answer", "aria-labelledby"="answer") {
            h2(id="answer") { (t::PUBLIC_ANSWER) }
            form(class="stack-tight", novalidate=true, on:submit=submit) {
                TextField(state=name, label=t::PUBLIC_NAME, help=t::PUBLIC_NAME_HELP, autocomplete="name")
                TextArea(state=comments, label=t::PUBLIC_COMMENTS, optional=true)
                (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
                (refusals
                    .get_clone()
                    .into_iter()
                    .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                    .collect::<Vec<_>>())
                div(class="page-actions") {
                    (if accepts.get() {
                        view! {
                            button(
                                class="button button-primary",
                                r#type="submit",
                                disabled=busy.get().is_some(),
                                "aria-busy"=(busy.get() == Some(Verdict::Accept)).then_some("true"),
                            ) {
                                (if busy.get() == Some(Verdict::Accept) {
                                    view! { Spinner() (t::PUBLIC_SENDING) }
                                } else {
                                    view! { Icon(glyph=Glyph::CIRCLE_CHECK) (t::PUBLIC_ACCEPT) }
                                })
                            }
                        }
                    } else {
                        View::new()
                    })
                    (if rejects.get() {
                        view! {
                            button(class="button", r#type="button", disabled=busy.get().is_some(), on:click=ask) {
                                (t::PUBLIC_REJECT)
                            }
                        }
                    } else {
                        View::new()
                    })
                }
            }
        }
        (if asking.get() {
            let give = give.clone();
            let yes = move || {
                asking.set(false);
                give(Verdict::Reject);
            };
            view! {
                Question(
                    title=t::PUBLIC_REJECT_TITLE,
                    body=t::PUBLIC_REJECT_BODY,
                    yes=t::PUBLIC_REJECT,
                    no=t::PUBLIC_REJECT_NO,
                    danger=true,
                    on_yes=yes,
                    on_no=move || asking.set(false),
                )
            }
        } else {
            View::new()
        })
    }
}
