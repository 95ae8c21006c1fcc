//! Copying a text, with a word of confirmation.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::button::{IconButton, Label};
use super::icon::Glyph;
use super::toast::Toasts;
use crate::i18n::text::common as t;
use crate::platform::dom;

/// A small button that copies `text`.
#[component(inline_props)]
pub fn CopyButton(#[prop(setter(into))] text: String, #[prop(setter(into))] label: Label, toasts: Toasts) -> View {
    let copy = move || {
        let text = text.clone();
        spawn_local_scoped(async move {
            if dom::copy(&text).await {
                toasts.confirm(t::COPIED);
            } else {
                toasts.fail(t::COPY_REFUSED);
            }
        });
    };
    view! { IconButton(label=label, glyph=Glyph::COPY, small=true, on_click=copy) }
}
