//! The frame of a set of figures: its heading, the choice between drawing and table, the table as a file.

use std::rc::Rc;

use sycamore::prelude::*;

use crate::i18n::Words;
use crate::i18n::text::billing as t;
use crate::platform::dom;
use crate::ui::chart::ChartSwitch;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote};
use crate::ui::sheet::{DownloadButton, Sheet, SheetTable};
use crate::ui::skeleton::SkeletonRows;

/// What a section shows of its data.
pub struct Parts<T: 'static> {
    /// Whether there is nothing to show.
    pub is_empty: fn(&T) -> bool,
    /// The table, in the current language.
    pub sheet: fn(&T) -> Sheet,
    /// The drawing.
    pub drawing: fn(ReadSignal<T>) -> View,
    /// What stands above both.
    pub above: Option<fn(&T) -> View>,
}

impl<T> Clone for Parts<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Parts<T> {}

/// A section.
#[component(inline_props)]
pub fn FigureSection<T: Clone + 'static>(
    title: Words,
    #[prop(default)] note: Option<Words>,
    /// What is said when there is nothing.
    #[prop(default = t::NOTHING)]
    nothing: Words,
    remote: Remote<T>,
    parts: Parts<T>,
) -> View {
    let id = format!("figures-{}", dom::unique_number());
    let heading = id.clone();
    let as_table = create_signal(false);
    let some = create_selector(move || {
        remote.value.with(|value| value.as_ref().is_some_and(|value| !(parts.is_empty)(value)))
    });
    let sheet: Rc<dyn Fn() -> Sheet> = Rc::new(move || {
        let empty = Sheet { name: String::new(), header: Vec::new(), rows: Vec::new(), total: None };
        remote.value.with(|value| value.as_ref().map_or(empty, parts.sheet))
    });
    view! {
        section(class="section", "aria-labelledby"=id, "aria-busy"=remote.loading.get().then_some("true")) {
            div(class="section-header") {
                h2(id=heading) { (title) }
                (if some.get() {
                    let sheet = sheet.clone();
                    view! {
                        ChartSwitch(as_table=as_table)
                        DownloadButton(what=title, sheet=sheet)
                    }
                } else {
                    View::new()
                })
            }
            Loaded(
                remote=remote,
                what=Message::from(t::FAILED),
                waiting=|| view! { SkeletonRows(rows=5) },
                show=move |value| view! {
                    (if some.get() { content(title, value, as_table, parts) } else { view! { p(class="soft") { (nothing) } } })
                },
            )
            (match note {
                Some(note) if some.get() => view! { p(class="small faint section-note") { (note) } },
                _ => View::new(),
            })
        }
    }
}

fn content<T: Clone + 'static>(title: Words, value: ReadSignal<T>, as_table: Signal<bool>, parts: Parts<T>) -> View {
    let above = parts.above;
    view! {
        (match above {
            Some(above) => above(&value.get_clone()),
            None => View::new(),
        })
        (if as_table.get() {
            let sheet = value.with(parts.sheet);
            view! { SheetTable(sheet=sheet, caption=title.now().to_owned()) }
        } else {
            (parts.drawing)(value)
        })
    }
}
