//! The place of something whose code may still be on its way.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use crate::app::use_app;
use crate::i18n::text::{errors, shell as t};
use crate::platform::chunk::Lazy;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::skeleton::SkeletonRows;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Failed,
    Ready,
}

/// Loads the code, unless it is there.
fn load(lazy: &Lazy, stage: Signal<Stage>) {
    if lazy.code.is_loaded() {
        stage.set(Stage::Ready);
        return;
    }
    stage.set(Stage::Loading);
    if is_ssr!() {
        return;
    }
    let code = lazy.code;
    spawn_local_scoped(async move {
        let loaded = code.load().await;
        stage.set(if loaded.is_ok() { Stage::Ready } else { Stage::Failed });
    });
}

/// A page: its shape until the code is there; a failure can be tried again.
#[component(inline_props)]
pub fn LazyPage(lazy: Lazy) -> View {
    let stage = create_signal(Stage::Loading);
    load(&lazy, stage);
    view! {
        (match stage.get() {
            Stage::Ready => untrack(|| lazy.show()),
            Stage::Loading => view! { SkeletonRows(rows=8) },
            Stage::Failed => {
                let lazy = lazy.clone();
                view! { Failed(retry=Box::new(move || load(&lazy, stage))) }
            }
        })
    }
}

/// Something over a page: nothing until the code is there; when it cannot be fetched, a message, and `give_up` closes.
#[component(inline_props)]
pub fn LazyPanel(lazy: Lazy, give_up: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let stage = create_signal(Stage::Loading);
    load(&lazy, stage);
    create_effect(move || {
        if stage.get() == Stage::Failed {
            app.toasts.fail(Message::from(t::PAGE_NOT_FETCHED));
            let give_up = give_up.clone();
            // After this change has settled: the panel's own scope ends by it.
            sycamore::futures::spawn_local(async move { give_up() });
        }
    });
    view! { (if stage.get() == Stage::Ready { untrack(|| lazy.show()) } else { View::new() }) }
}

/// The code was not fetched: out of reach, or the server has a newer app since this page was loaded.
#[component(inline_props)]
fn Failed(retry: Box<dyn Fn()>) -> View {
    let reload = move |_| {
        // A page that cannot be reloaded stays as it is.
        let _ = window().location().reload();
    };
    view! {
        Notice(tone=Tone::Critical) {
            div { p { (t::PAGE_NOT_FETCHED) } }
            button(class="button button-small", r#type="button", on:click=move |_| retry()) {
                Icon(glyph=Glyph::REFRESH_CW)
                (errors::RETRY)
            }
            button(class="button button-small button-quiet", r#type="button", on:click=reload) { (t::RELOAD_APP) }
        }
    }
}
