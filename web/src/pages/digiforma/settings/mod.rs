//! The connection to Digiforma: its form, what is being read now, and what was read before.

mod actions;
mod fields;
mod form;
mod history;
mod panel;
mod phases;
mod sync;
mod tally;
mod test;
mod token;

use std::rc::Rc;

use sycamore::prelude::*;

use self::actions::SyncActions;
use self::form::ConnectionForm;
use self::history::History;
use self::panel::SyncPanel;
use self::sync::SyncSection;
use crate::api::digiforma::{DigiformaSettings, DigiformaState, digiforma_settings, digiforma_state};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::text::digiforma as t;
use crate::pages::digiforma::follow_syncs;
use crate::ui::heading::PageTitle;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

/// The connection as the server tells it.
pub type Connection = digiforma_settings::ConnectionRecord;
/// A reading.
pub type Sync = digiforma_state::SyncRecord;
/// How the mirror stands, and the latest readings.
pub type State = digiforma_state::DigiformaStateDigiforma;

/// Readings that are shown at first, and at most.
const SOME: i64 = 10;
const MOST: i64 = 100;

/// The page.
#[component]
pub fn SettingsPage() -> View {
    let app = use_app();
    let count = create_signal(SOME);
    let state: Remote<State> = fetch(
        move || count.get(),
        |first| async move { Ok(send::<DigiformaState>(digiforma_state::Variables { first }).await?.digiforma) },
    );
    let connection: Remote<Connection> = fetch(
        || (),
        |()| async move { Ok(send::<DigiformaSettings>(digiforma_settings::Variables).await?.digiforma.settings) },
    );
    follow_syncs(app, move || state.refresh());
    let saved: Rc<dyn Fn()> = Rc::new(move || state.reload());
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::TITLE)
                p(class="soft read-width") { (t::INTRO) }
            }
            SyncActions(state=state)
        }
        div(class="columns columns-wide-narrow") {
            div(class="stack") {
                Loaded(
                    remote=state,
                    what=Message::from(t::STATE_FAILED),
                    waiting=|| view! { SkeletonRows(rows=10) },
                    show=move |shown| view! {
                        SyncSection(remote=state, state=shown)
                        History(state=shown, count=count, loading=*state.loading)
                    },
                )
            }
            Loaded(
                remote=connection,
                what=Message::from(t::FAILED),
                waiting=|| view! { SkeletonRows(rows=6) },
                show=move |shown| {
                    let saved = saved.clone();
                    view! { ConnectionForm(remote=connection, connection=shown, saved=saved) }
                },
            )
        }
        SyncPanel()
    }
}
