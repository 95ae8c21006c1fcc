//! Dialogue and side panel, on the browser's own `<dialog>`: focus goes in, is held, and returns.

use std::rc::Rc;

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, KeyboardEvent};

use super::button::{IconButton, Label};
use super::icon::Glyph;
use crate::i18n::text::common as t;
use crate::platform::dom;

/// Where a modal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModalKind {
    /// In the middle: one question.
    Dialog,
    /// At the right edge: read or type without leaving the list.
    SidePanel,
    /// Near the top, without a header of its own: search.
    Palette,
}

impl ModalKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Dialog => "dialog",
            Self::SidePanel => "side-panel",
            Self::Palette => "dialog palette",
        }
    }
}

/// A modal that is open as long as it is in the page; `on_close` must take it away.
///
/// Children are the body and, if any, a `.panel-footer`.
#[component(inline_props)]
pub fn Modal(
    kind: ModalKind,
    #[prop(setter(into))] title: Label,
    on_close: impl Fn() + 'static,
    children: Children,
) -> View {
    let node = create_node_ref();
    let heading_id = format!("modal-{}", dom::unique_number());
    let close: Rc<dyn Fn()> = Rc::new(on_close);

    on_mount(move || dialog_of(node).iter().for_each(show));
    on_cleanup(move || {
        // Closing before it leaves the page gives the keyboard back to where it was.
        if let Some(dialog) = dialog_of(node) {
            dialog.close();
        }
    });

    let escape = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() {
                event.prevent_default();
                close();
            }
        }
    };
    // A phone's Back gesture closes a dialogue by itself: if it was kept, it opens again.
    let closed = {
        let close = close.clone();
        move |_| {
            // Taken now: closing may end this scope, and the reference with it.
            let dialog = dialog_of(node);
            close();
            dialog.iter().for_each(show);
        }
    };
    let button = close.clone();
    let palette = kind == ModalKind::Palette;
    let name = palette.then(|| title.clone());
    let labelled_by = (!palette).then(|| heading_id.clone());
    let header = (!palette).then(|| {
        view! {
            div(class="panel-header") {
                h2(id=heading_id, tabindex="-1") { (title.get_clone()) }
                IconButton(label=t::CLOSE, glyph=Glyph::X, small=true, on_click=move || button())
            }
        }
    });
    view! {
        dialog(
            class=kind.class(),
            r#ref=node,
            "aria-labelledby"=labelled_by,
            "aria-label"=name.as_ref().map(|name| name.get_clone().into_owned()),
            on:keydown=escape,
            on:close=closed,
        ) {
            (header)
            (children)
        }
    }
}

fn dialog_of(node: NodeRef) -> Option<HtmlDialogElement> {
    node.try_get()?.dyn_into().ok()
}

fn show(dialog: &HtmlDialogElement) {
    if dialog.is_connected() && !dialog.open() {
        // Fails only for a dialogue that is already open or outside the page.
        let _ = dialog.show_modal();
    }
}

/// A question with two answers.
#[component(inline_props)]
pub fn Question(
    #[prop(setter(into))] title: Label,
    #[prop(setter(into))] body: Label,
    #[prop(setter(into))] yes: Label,
    #[prop(setter(into))] no: Label,
    #[prop(default)] danger: bool,
    on_yes: impl Fn() + 'static,
    on_no: impl Fn() + 'static,
) -> View {
    let no_action: Rc<dyn Fn()> = Rc::new(on_no);
    let refuse = no_action.clone();
    let class = if danger { "button button-danger" } else { "button button-primary" };
    view! {
        Modal(kind=ModalKind::Dialog, title=title, on_close=move || no_action()) {
            div(class="panel-body") { p { (body.get_clone()) } }
            div(class="panel-footer") {
                button(class="button", r#type="button", "autofocus"="", on:click=move |_| refuse()) { (no.get_clone()) }
                button(class=class, r#type="button", on:click=move |_| on_yes()) { (yes.get_clone()) }
            }
        }
    }
}
