//! Sections of one object, or ready-made views of a list: links, each with its address.

use std::rc::Rc;

use sycamore::prelude::*;
use sycamore::web::create_client_effect;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::button::Label;
use crate::i18n::{Words, format};

/// A tab.
#[derive(Clone)]
pub struct Tab {
    /// Where it is; tracked.
    pub href: Rc<dyn Fn() -> String>,
    /// Its name.
    pub name: Words,
    /// Whether it is the one that is shown; tracked.
    pub current: Rc<dyn Fn() -> bool>,
    /// How many things it holds, where that is known; tracked.
    pub count: Rc<dyn Fn() -> Option<u64>>,
}

impl Tab {
    /// A tab.
    pub fn new(href: String, name: Words, current: impl Fn() -> bool + 'static) -> Self {
        Self::following(move || href.clone(), name, current)
    }

    /// A tab whose address follows the page.
    pub fn following(href: impl Fn() -> String + 'static, name: Words, current: impl Fn() -> bool + 'static) -> Self {
        Self { href: Rc::new(href), name, current: Rc::new(current), count: Rc::new(|| None) }
    }

    /// With the number of what it holds.
    #[must_use]
    pub fn counting(self, count: impl Fn() -> Option<u64> + 'static) -> Self {
        Self { count: Rc::new(count), ..self }
    }
}

/// A row of tabs; it scrolls sideways where it is too long, and the current one is kept in sight.
#[component(inline_props)]
pub fn Tabs(#[prop(setter(into))] label: Label, tabs: Vec<Tab>) -> View {
    let row = create_node_ref();
    let watched = tabs.clone();
    create_client_effect(move || {
        // Every tab is asked, so that every change is noticed.
        let _: usize = watched.iter().filter(|tab| (tab.current)()).count();
        // The row exists from the next turn on.
        on_mount(move || reveal(row));
    });
    let links: Vec<View> = tabs
        .into_iter()
        .map(|Tab { href, name, current, count }| {
            let number = move || match count() {
                Some(number) => {
                    let number = format::integer(number);
                    view! { span(class="nav-count") { (number) } }
                }
                None => View::new(),
            };
            view! {
                a(class="tab", href=href(), "aria-current"=current().then_some("page")) {
                    (name)
                    (number())
                }
            }
        })
        .collect();
    view! { nav(class="tabs", "aria-label"=label.get_clone(), r#ref=row) { (links) } }
}

/// Scrolls the row, and nothing but the row, until the current tab is in sight.
fn reveal(row: NodeRef) {
    let Some(row) = row.try_get().and_then(|node| node.dyn_into::<Element>().ok()) else { return };
    let Ok(Some(tab)) = row.query_selector("[aria-current]") else { return };
    let (frame, tab) = (row.get_bounding_client_rect(), tab.get_bounding_client_rect());
    let beyond = (tab.right() - frame.right()).max(0.0) + (tab.left() - frame.left()).min(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
    row.set_scroll_left(row.scroll_left() + beyond.round() as i32);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::text::common as t;

    #[test]
    fn the_current_tab_is_marked() {
        let html = sycamore::render_to_string(|| {
            let tabs = vec![Tab::new("/a".into(), t::YES, || true), Tab::new("/b".into(), t::NO, || false)];
            view! { Tabs(label="Vues", tabs=tabs) }
        });
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
    }
}
