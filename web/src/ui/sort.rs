//! The header of a column that sorts.

use sycamore::prelude::*;

use super::button::Label;
use super::icon::{Glyph, Icon};

/// How a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// By another column.
    No,
    /// Small to large, A to Z.
    Ascending,
    /// Large to small, new to old.
    Descending,
}

impl Sorted {
    const fn aria(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Ascending => Some("ascending"),
            Self::Descending => Some("descending"),
        }
    }
}

/// A column header with a button; the arrow stands on the sorted one only.
#[component(inline_props)]
pub fn SortHeader(
    #[prop(setter(into))] label: Label,
    #[prop(default)] class: &'static str,
    sorted: ReadSignal<Sorted>,
    on_click: impl FnMut() + 'static,
) -> View {
    let mut on_click = on_click;
    view! {
        th(role="columnheader", scope="col", class=class, "aria-sort"=sorted.get().aria()) {
            button(class="sort-button", r#type="button", on:click=move |_| on_click()) {
                (label.get_clone())
                (match sorted.get() {
                    Sorted::No => View::new(),
                    Sorted::Ascending => view! { Icon(glyph=Glyph::ARROW_UP) },
                    Sorted::Descending => view! { Icon(glyph=Glyph::ARROW_DOWN) },
                })
            }
        }
    }
}
