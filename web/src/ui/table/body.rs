//! The rows of a table. Many rows are cut into blocks, and only the blocks near the window are in the page: the others
//! are as high as they were, or as their rows usually are.

use std::rc::Rc;

use js_sys::Array;
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::row::Row;
use super::{Columns, TableRow, TableState};

/// Up to this number of rows all are in the page.
const ALL: usize = 120;
/// Rows of a block.
const BLOCK: usize = 25;
/// Height of a row that was never drawn, in pixels: `--row` and its line.
const USUAL: f64 = 53.0;
/// How far outside the window blocks are drawn.
const MARGIN: &str = "800px 0px";

/// Value of `aria-rowcount`, the header included, when not all rows are in the page.
pub fn row_count(table: TableState) -> Option<String> {
    let count = table.rows.with(Vec::len);
    (count > ALL).then(|| (count + 1).to_string())
}

/// The rows.
#[component(inline_props)]
pub fn Body(table: TableState, columns: Columns, selectable: bool) -> View {
    let many = create_selector(move || table.rows.with(Vec::len) > ALL);
    view! {
        (if many.get() {
            view! { Blocks(table=table, columns=columns, selectable=selectable) }
        } else {
            view! {
                tbody(role="rowgroup") {
                    Keyed(
                        list=table.rows,
                        key=TableRow::owned_key,
                        view=move |row: TableRow| view! { Row(table=table, columns=columns, selectable=selectable, row=row, place=0) },
                    )
                }
            }
        })
    }
}

#[component(inline_props)]
fn Blocks(table: TableState, columns: Columns, selectable: bool) -> View {
    let blocks = create_selector(move || (0..table.rows.with(Vec::len).div_ceil(BLOCK)).collect::<Vec<_>>());
    view! {
        Keyed(
            list=blocks,
            key=|block: &usize| *block,
            view=move |block: usize| view! { Block(table=table, columns=columns, selectable=selectable, block=block) },
        )
    }
}

/// A row and its number among all.
#[derive(Clone, PartialEq)]
struct Placed {
    row: TableRow,
    /// As `aria-rowindex`: the header is 1.
    place: usize,
}

#[component(inline_props)]
fn Block(table: TableState, columns: Columns, selectable: bool, block: usize) -> View {
    let node = create_node_ref();
    let shown = create_signal(block == 0);
    let height = create_signal(None::<f64>);
    let rows = create_memo(move || {
        let start = block * BLOCK;
        let placed = |(index, row): (usize, &TableRow)| Placed { row: row.clone(), place: start + index + 2 };
        table.rows.with(|rows| rows.iter().skip(start).take(BLOCK).enumerate().map(placed).collect::<Vec<_>>())
    });
    create_effect(move || {
        if table.wanted.get().is_some_and(|wanted| wanted / BLOCK == block) {
            shown.set(true);
        }
    });
    if is_not_ssr!() {
        watch(node, move |near| match near {
            true if !shown.get_untracked() => shown.set(true),
            false if shown.get_untracked() => {
                if let Some(element) = element(node).filter(|element| !has_keyboard(element)) {
                    height.set(Some(element.get_bounding_client_rect().height()));
                    shown.set(false);
                }
            }
            _ => {}
        });
    }
    let space = move || {
        let count = rows.with_untracked(Vec::len);
        #[expect(clippy::cast_precision_loss, reason = "a block has few rows")]
        height.get_untracked().unwrap_or(USUAL * count as f64)
    };
    view! {
        tbody(role="rowgroup", r#ref=node) {
            (if shown.get() {
                view! {
                    Keyed(
                        list=rows,
                        key=|placed: &Placed| (placed.row.owned_key(), placed.place),
                        view=move |placed: Placed| {
                            let Placed { row, place } = placed;
                            view! { Row(table=table, columns=columns, selectable=selectable, row=row, place=place) }
                        },
                    )
                }
            } else {
                view! { Space(height=space()) }
            })
        }
    }
}

/// As high as the rows that are not in the page.
#[component(inline_props)]
fn Space(height: f64) -> View {
    let cell = create_node_ref();
    on_mount(move || {
        if let Some(cell) = element(cell) {
            // A length is a valid height.
            let _ = cell.style().set_property("height", &format!("{height}px"));
        }
    });
    view! { tr(class="row-space", "aria-hidden"="true") { td(colspan="100", r#ref=cell) } }
}

fn element(node: NodeRef) -> Option<HtmlElement> {
    node.try_get()?.dyn_into().ok()
}

fn has_keyboard(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Tells when `node` comes near the window and when it leaves, for the life of the scope.
fn watch(node: NodeRef, tell: impl Fn(bool) + 'static) {
    let callback: Closure<dyn FnMut(Array)> = Closure::new(move |entries: Array| {
        let last = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
        if let Some(entry) = last {
            tell(entry.is_intersecting());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let observer =
        IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok().map(Rc::new);
    let observed = observer.clone();
    on_mount(move || {
        if let (Some(observer), Some(element)) = (&observed, element(node)) {
            observer.observe(&element);
        }
    });
    on_cleanup(move || {
        if let Some(observer) = observer {
            observer.disconnect();
        }
        drop(callback);
    });
}
