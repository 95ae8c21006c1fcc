//! Starting and stopping a reading.

use domain::DigiformaSyncMode;
use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use super::State;
use crate::api::digiforma::{CancelDigiformaSync, StartDigiformaSync, cancel_digiforma_sync, start_digiforma_sync};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::text::digiforma as t;
use crate::pages::outcome::{outcome, refusal};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::remote::Remote;
use crate::user_errors;

/// The buttons in the header, while nothing is being read and something can be.
#[component(inline_props)]
pub fn SyncActions(state: Remote<State>) -> View {
    let app = use_app();
    let possible = create_selector(move || {
        state.value.with(|state| {
            let status = state.as_ref().map(|state| &state.status);
            status.is_some_and(|status| status.is_configured && status.is_enabled && status.current_sync.is_none())
        })
    });
    let items = move || {
        vec![MenuItem::action(Glyph::HISTORY, t::SYNC_ALL, move || start(app, state, DigiformaSyncMode::Initial))]
    };
    view! {
        (if possible.get() {
            view! {
                div(class="page-actions") {
                    button(
                        class="button button-primary",
                        r#type="button",
                        on:click=move |_| start(app, state, DigiformaSyncMode::Normal),
                    ) {
                        Icon(glyph=Glyph::REFRESH_CW)
                        (t::SYNC_NOW)
                    }
                    Menu(label=t::SYNC_MORE, items=items) { Icon(glyph=Glyph::ELLIPSIS) }
                }
            }
        } else {
            View::new()
        })
    }
}

/// Asks for a reading; the page shows how it goes on.
pub fn start(app: App, state: Remote<State>, mode: DigiformaSyncMode) {
    spawn_local(async move {
        match send::<StartDigiformaSync>(start_digiforma_sync::Variables { mode }).await {
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
            Ok(data) => {
                match data.start_digiforma_sync.sync {
                    Some(_) => app.toasts.confirm(t::SYNC_STARTED),
                    None => app.toasts.fail(refusal(user_errors!(data.start_digiforma_sync.user_errors))),
                }
                state.reload();
            }
        }
    });
}

/// Asks for its end.
pub fn cancel(app: App, state: Remote<State>, id: String) {
    spawn_local(async move {
        let answer = send::<CancelDigiformaSync>(cancel_digiforma_sync::Variables { id }).await;
        match outcome(answer.map(|data| user_errors!(data.cancel_digiforma_sync.user_errors))) {
            Ok(()) => app.toasts.confirm(t::SYNC_CANCELLED),
            Err(why) => app.toasts.fail(why),
        }
        state.reload();
    });
}
