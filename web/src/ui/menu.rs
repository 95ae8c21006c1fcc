//! A menu of actions behind a button, on the browser's `popover`: it stands above everything, closes by
//! itself, and is placed by CSS beside its button.

use std::rc::Rc;

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::button::Label;
use super::icon::{Glyph, Icon};
use crate::platform::dom;

/// One line of a menu.
#[derive(Clone)]
pub enum MenuItem {
    /// Goes somewhere.
    Link {
        /// The drawing before the words.
        glyph: Glyph,
        /// The words.
        label: Label,
        /// Where to.
        href: String,
    },
    /// Does something.
    Action {
        /// The drawing before the words.
        glyph: Glyph,
        /// The words.
        label: Label,
        /// Whether it takes something away.
        danger: bool,
        /// What it does.
        run: Rc<dyn Fn()>,
    },
    /// A line between groups.
    Rule,
}

impl MenuItem {
    /// An action that harms nothing.
    pub fn action(glyph: Glyph, label: impl Into<Label>, run: impl Fn() + 'static) -> Self {
        Self::Action { glyph, label: label.into(), danger: false, run: Rc::new(run) }
    }

    /// An action that takes something away.
    pub fn danger(glyph: Glyph, label: impl Into<Label>, run: impl Fn() + 'static) -> Self {
        Self::Action { glyph, label: label.into(), danger: true, run: Rc::new(run) }
    }

    /// A way somewhere.
    pub fn link(glyph: Glyph, label: impl Into<Label>, href: impl Into<String>) -> Self {
        Self::Link { glyph, label: label.into(), href: href.into() }
    }
}

/// A button with `children` inside that opens `items`; they are made when it opens.
#[component(inline_props)]
pub fn Menu(
    #[prop(setter(into))] label: Label,
    #[prop(default = "button button-quiet button-icon")] class: &'static str,
    #[prop(default = true)] label_hidden: bool,
    items: impl Fn() -> Vec<MenuItem> + 'static,
    children: Children,
) -> View {
    let open = create_signal(false);
    let id = format!("menu-{}", dom::unique_number());
    let target = id.clone();
    let list = create_node_ref();
    let name = label.clone();
    let button_name = label_hidden.then_some(label);

    view! {
        button(
            class=class,
            r#type="button",
            "popovertarget"=target,
            "aria-haspopup"="menu",
            "aria-expanded"=if open.get() { "true" } else { "false" },
            "aria-label"=button_name.as_ref().map(|label| label.get_clone().into_owned()),
            // The lines must be there when the browser opens the popover, right after this event.
            on:click=move |_| open.set(true),
        ) { (children) }
        div(
            class="popover menu",
            id=id,
            popover="auto",
            role="menu",
            "aria-label"=name.get_clone(),
            r#ref=list,
            on:toggle=move |_| toggled(list, open),
            on:keydown=move |event: KeyboardEvent| move_focus(list, &event),
            on:click=move |_| hide(list),
        ) {
            (if open.get() { items().into_iter().map(line).collect::<Vec<_>>().into() } else { View::new() })
        }
    }
}

fn line(item: MenuItem) -> View {
    match item {
        MenuItem::Rule => view! { hr(role="separator") },
        MenuItem::Link { glyph, label, href } => view! {
            a(class="option", role="menuitem", tabindex="-1", href=href) {
                Icon(glyph=glyph)
                span { (label.get_clone()) }
            }
        },
        MenuItem::Action { glyph, label, danger, run } => view! {
            button(
                class="option",
                r#type="button",
                role="menuitem",
                tabindex="-1",
                "data-tone"=danger.then_some("critical"),
                on:click=move |_| run(),
            ) {
                Icon(glyph=glyph)
                span { (label.get_clone()) }
            }
        },
    }
}

fn element(list: NodeRef) -> Option<HtmlElement> {
    list.try_get()?.dyn_into().ok()
}

fn toggled(list: NodeRef, open: Signal<bool>) {
    let Some(element) = element(list) else { return };
    let shown = element.matches(":popover-open").unwrap_or(false);
    if shown {
        focus_line(&element, 0);
    }
    open.set(shown);
}

fn hide(list: NodeRef) {
    if let Some(element) = element(list) {
        // Hiding what is hidden already is refused, and that is fine.
        let _ = element.hide_popover();
    }
}

fn lines(element: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = element.query_selector_all("[role=menuitem]") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

fn focus_line(element: &HtmlElement, index: usize) {
    if let Some(line) = lines(element).get(index) {
        let _ = line.focus();
    }
}

/// Arrows, Home and End move among the lines; Tab closes.
fn move_focus(list: NodeRef, event: &KeyboardEvent) {
    let Some(element) = element(list) else { return };
    let lines = lines(&element);
    let active = document().active_element();
    let here = lines.iter().position(|line| active.as_ref() == Some(AsRef::<Element>::as_ref(line)));
    let count = lines.len();
    if count == 0 {
        return;
    }
    let next = match event.key().as_str() {
        "ArrowDown" => here.map_or(0, |at| (at + 1) % count),
        "ArrowUp" => here.map_or(count - 1, |at| (at + count - 1) % count),
        "Home" => 0,
        "End" => count - 1,
        "Tab" => return hide(list),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    focus_line(&element, next);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_is_closed_and_named_at_first() {
        let html = sycamore::render_to_string(|| {
            view! { Menu(label="Actions", items=|| vec![MenuItem::Rule]) { "…" } }
        });
        assert!(html.contains(r#"aria-expanded="false""#) && html.contains(r#"aria-label="Actions""#), "{html}");
        assert!(!html.contains("separator"), "{html}");
    }
}
