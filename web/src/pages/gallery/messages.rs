//! What the product says: in the page, after a gesture, and where there is nothing.

use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::api::ApiError;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{gallery as t, list, shell};
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::toast::{ToastCards, Toasts};

/// The section.
#[component]
pub fn Messages() -> View {
    view! {
        Section(id="gallery-messages", title=t::MESSAGES) {
            Notices()
            Failures()
            Gestures()
            Empties()
        }
    }
}

#[component]
fn Notices() -> View {
    let said = |tone: Tone, glyph: Glyph, words: Words| {
        view! { Notice(tone=tone, glyph=glyph) { div { p { (words) } } } }
    };
    let notices = vec![
        said(Tone::Info, Glyph::INFO, t::ISSUED_NOTICE),
        said(Tone::Warning, Glyph::TRIANGLE_ALERT, t::UNREAD_NOTICE),
        said(Tone::Positive, Glyph::CIRCLE_CHECK, t::CONNECTED_NOTICE),
        said(Tone::Neutral, Glyph::WIFI_OFF, t::OFFLINE_NOTICE),
    ];
    view! { Specimen(caption=t::IN_PAGE, wide=true) { (notices) } }
}

#[component]
fn Failures() -> View {
    let failed = ApiError::Failed { message: None, request_id: Some("req-8f21c0".to_owned()) };
    let what = Message::from(list::LIST_FAILED);
    view! {
        Specimen(caption=t::FAILURES, wide=true) {
            ErrorNotice(error=failed, what=what, retry=Box::new(|| {}))
            ErrorNotice(error=ApiError::RateLimited(Some(20)), retry=Box::new(|| {}))
            ErrorNotice(error=ApiError::Forbidden)
        }
    }
}

#[component]
fn Gestures() -> View {
    let app = use_app();
    let standing = Toasts::new();
    standing.keep(t::TASK_DONE, || {});
    standing.fail_with_retry(t::NOT_MOVED, || {});
    let complete = move |_| app.toasts.undoable(t::TASK_DONE, move || app.toasts.confirm(t::TASK_OPEN));
    view! {
        Specimen(caption=t::TOASTS) {
            ToastCards(toasts=standing)
            button(class="button", r#type="button", on:click=complete) { (t::SHOW_TOAST) }
        }
    }
}

#[component]
fn Empties() -> View {
    view! {
        Specimen(caption=t::EMPTY_FIRST) {
            Empty(glyph=Glyph::FILE_TEXT, title=t::NO_QUOTE, body=t::NO_QUOTE_BODY) {
                button(class="button button-primary", r#type="button") {
                    Icon(glyph=Glyph::PLUS)
                    (t::NEW_QUOTE)
                }
            }
        }
        Specimen(caption=t::EMPTY_FILTERED) {
            Empty(glyph=Glyph::SEARCH, title=t::NO_MATCH, body=t::NO_MATCH_BODY) {
                button(class="button", r#type="button") { (t::CLEAR) }
            }
        }
        Specimen(caption=t::EMPTY_DUE) {
            Empty(glyph=Glyph::CHECK, title=t::NOTHING_DUE, body=t::NOTHING_DUE_BODY) {}
        }
        Specimen(caption=t::EMPTY_RESERVED) {
            Empty(glyph=Glyph::LOCK, title=shell::RESERVED_TITLE, body=shell::RESERVED_BODY) {}
        }
    }
}
