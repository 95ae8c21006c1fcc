//! The heading of a page: it names the tab of the browser and receives the keyboard after a move.

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::button::Label;
use crate::platform::dom;

/// The one `<h1>` of a page; children stand after the words (a status).
#[component(inline_props)]
pub fn PageTitle(
    #[prop(setter(into))] title: Label,
    /// A page whose first field takes the keyboard at once leaves it to that field.
    #[prop(default)]
    quiet: bool,
    children: Children,
) -> View {
    let node = create_node_ref();
    let words = title.clone();
    create_client_title(title);
    on_mount(move || {
        let heading = node.try_get().and_then(|node| node.dyn_into::<HtmlElement>().ok());
        if let Some(heading) = heading.filter(|_| !quiet && dom::nothing_has_focus()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // A heading in the page can be focused.
            let _ = heading.focus_with_options(&options);
        }
    });
    view! {
        h1(tabindex="-1", r#ref=node) {
            (words.get_clone())
            (children)
        }
    }
}

fn create_client_title(title: Label) {
    sycamore::web::create_client_effect(move || dom::set_title(&title.get_clone()));
}
