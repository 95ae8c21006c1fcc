//! Buttons.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::{Section, Specimen};
use crate::app::use_app;
use crate::i18n::text::{common, gallery as t};
use crate::platform::timer;
use crate::ui::button::{BlockedButton, IconButton, SubmitButton};
use crate::ui::choice::Segmented;
use crate::ui::copy::CopyButton;
use crate::ui::icon::{Glyph, Icon};

/// Milliseconds for which the busy button stays busy.
const BUSY: i32 = 1_500;

/// The section.
#[component]
pub fn Buttons() -> View {
    let toasts = use_app().toasts;
    let busy = create_signal(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.replace(true) {
            spawn_local_scoped(async move {
                timer::sleep(BUSY).await;
                busy.set(false);
            });
        }
    };
    let presentation = create_signal("list");
    let ways = vec![(("cards", t::CARDS), Glyph::MONITOR), (("list", t::LIST), Glyph::LIST_CHECKS)];
    view! {
        Section(id="gallery-buttons", title=t::BUTTONS) {
            Specimen(caption=t::PRIMARY) {
                button(class="button button-primary", r#type="button") { (common::SAVE) }
                button(class="button button-primary", r#type="button", disabled=true) { (common::SAVE) }
                SubmitButton(label=common::SAVE, busy_label=common::SAVING, busy=true)
            }
            Specimen(caption=t::SECONDARY) {
                button(class="button", r#type="button") { (common::CANCEL) }
                button(class="button", r#type="button") {
                    Icon(glyph=Glyph::DOWNLOAD)
                    (t::EXPORT)
                }
                button(class="button", r#type="button", disabled=true) { (common::CANCEL) }
            }
            Specimen(caption=t::QUIET) {
                button(class="button button-quiet", r#type="button") {
                    Icon(glyph=Glyph::LIST_FILTER)
                    (t::FILTER)
                }
                IconButton(label=t::ADD, glyph=Glyph::PLUS, on_click=|| {})
            }
            Specimen(caption=t::DANGER) {
                button(class="button button-danger", r#type="button") { (t::DELETE_DRAFT) }
                button(class="button button-danger", r#type="button", disabled=true) { (common::DELETE) }
            }
            Specimen(caption=t::SMALL) {
                button(class="button button-small", r#type="button") { (t::REMIND) }
                button(class="button button-quiet button-small", r#type="button") {
                    Icon(glyph=Glyph::PLUS)
                    (t::ADD)
                }
                IconButton(label=common::EDIT, glyph=Glyph::PENCIL, small=true, on_click=|| {})
            }
            Specimen(caption=t::BLOCKED) { BlockedButton(label=t::ISSUE, reason=t::NO_LINES) }
            Specimen(caption=t::BUSY) {
                form(on:submit=submit) { SubmitButton(label=common::SAVE, busy_label=common::SAVING, busy=busy) }
            }
            Specimen(caption=t::SEGMENTS) { Segmented(label=t::PRESENTATION, choices=ways, value=presentation) }
            Specimen(caption=t::COPYING) {
                span(class="fact-copy") {
                    span(class="code") { "INV2026110009" }
                    CopyButton(text="INV2026110009", label=t::COPY_NUMBER, toasts=toasts)
                }
            }
        }
    }
}
