//! A data table: sortable headers, columns that people choose, selection, a menu for each row, the keyboard, and
//! only the rows near the window in the page when there are many. Narrow, its rows become cards.
//!
//! Nothing here knows what a row is about: a page makes a [`TableRow`] of each of its records. The table itself is
//! compiled once, whatever the pages show.

mod body;
mod columns;
pub mod first_rows;
pub mod keys;
mod row;
pub mod selection;

use std::rc::Rc;

use sycamore::prelude::*;
use web_sys::MouseEvent;

pub use self::columns::{Column, Columns};
pub use self::selection::Selection;

use self::body::Body;
use self::columns::ColumnChoice;
use super::button::Label;
use super::choice::BareCheckBox;
use super::menu::MenuItem;
use super::sort::{SortHeader, Sorted};
use crate::i18n::text::list as t;

/// What a cell shows, by the id of its column.
pub type Cells = Rc<dyn Fn(&'static str) -> View>;
/// The lines of a menu, made when it opens.
pub type Items = Rc<dyn Fn() -> Vec<MenuItem>>;

/// A record as the table needs it.
#[derive(Clone)]
pub struct TableRow {
    /// Its id.
    pub id: String,
    /// Rises with each change: the row is drawn anew.
    pub version: i64,
    /// Its name: the words of the link in the first column.
    pub name: String,
    /// Where a click on the row leads.
    pub href: Option<String>,
    /// What `E` does.
    pub edit: Option<Rc<dyn Fn()>>,
    /// The cells; that of the first column stands below the name.
    pub cells: Cells,
    /// The menu at the end of the row.
    pub menu: Option<Items>,
}

impl TableRow {
    /// What the row is drawn from: rows with the same key stay as they are. Addresses carry the filters of the list.
    fn key(&self) -> (&str, i64, Option<&str>) {
        (&self.id, self.version, self.href.as_deref())
    }

    fn owned_key(&self) -> (String, i64, Option<String>) {
        (self.id.clone(), self.version, self.href.clone())
    }
}

impl PartialEq for TableRow {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

/// The state of a table: its rows, those that are selected, and where the keyboard wants to go.
#[derive(Clone, Copy)]
pub struct TableState {
    /// The rows, in order.
    pub rows: ReadSignal<Vec<TableRow>>,
    /// Those that are selected.
    pub selection: Selection,
    /// Row that must be in the page, also when it is far from the window.
    wanted: Signal<Option<usize>>,
}

impl TableState {
    /// Nothing selected yet.
    #[must_use]
    pub fn new(rows: ReadSignal<Vec<TableRow>>) -> Self {
        Self { rows, selection: Selection::new(), wanted: create_signal(None) }
    }

    /// Selects or releases a row; with `extend`, all rows from the last selected one.
    fn toggle(self, id: &str, extend: bool) {
        let selected = self.rows.with_untracked(|rows| self.selection.toggled(rows, id, extend));
        // Written when the rows are no longer read.
        self.selection.set(selected);
    }
}

/// How the table is sorted by a column; tracked.
pub type SortedBy = Rc<dyn Fn(&'static str) -> Sorted>;

/// The table.
#[component(inline_props)]
pub fn Table(
    table: TableState,
    #[prop(setter(into))] caption: Label,
    columns: Columns,
    sorted: SortedBy,
    on_sort: Rc<dyn Fn(&'static str)>,
    /// A newer version of the rows is on its way.
    busy: ReadSignal<bool>,
    /// Whether rows can be selected.
    #[prop(default = true)]
    selectable: bool,
) -> View {
    let select_all = selectable.then(|| view! { SelectAll(table=table) });
    let headers = move || {
        let header = |column: Column| header(column, &sorted, &on_sort);
        columns.shown().into_iter().map(header).collect::<Vec<_>>()
    };
    view! {
        div(class="table-frame", "aria-busy"=busy.get().then_some("true")) {
            table(role="table", class="data-table data-table-cards", "aria-rowcount"=body::row_count(table)) {
                caption(class="visually-hidden") { (caption.get_clone()) }
                thead(role="rowgroup") {
                    tr(role="row") {
                        (select_all)
                        (headers())
                        td(role="cell", class="cell-end") { ColumnChoice(columns=columns) }
                    }
                }
                Body(table=table, columns=columns, selectable=selectable)
            }
        }
    }
}

#[component(inline_props)]
fn SelectAll(table: TableState) -> View {
    let all = create_selector(move || {
        let count = table.selection.count();
        count > 0 && count == table.rows.with(Vec::len)
    });
    let toggle = move |_: MouseEvent| {
        if all.get_untracked() {
            table.selection.clear();
        } else {
            table.selection.set(table.rows.with_untracked(|rows| rows.iter().map(|row| row.id.clone()).collect()));
        }
    };
    view! {
        td(role="cell", class="cell-check") { BareCheckBox(checked=all, label=t::SELECT_ALL, on_click=toggle) }
    }
}

fn header(column: Column, sorted: &SortedBy, on_sort: &Rc<dyn Fn(&'static str)>) -> View {
    let (name, class) = (column.name, column.class);
    if column.sorts {
        let (sorted, on_sort) = (sorted.clone(), on_sort.clone());
        let sorted = create_selector(move || sorted(column.id));
        return view! { SortHeader(label=name, class=class, sorted=sorted, on_click=move || on_sort(column.id)) };
    }
    match column.full_name {
        Some(full) => view! {
            th(role="columnheader", scope="col", class=class) { abbr(title=full) { (name) } }
        },
        None => view! { th(role="columnheader", scope="col", class=class) { (name) } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::text::common;

    static COLUMNS: [Column; 3] = [
        Column::new("name", common::YES).sorts(),
        Column::new("status", common::NO),
        Column::new("more", common::EDIT).optional(),
    ];

    fn html(count: usize) -> String {
        sycamore::render_to_string(move || {
            let rows = (0..count).map(|number| TableRow {
                id: number.to_string(),
                version: 1,
                name: format!("Rang {number}"),
                href: Some(format!("/rows/{number}")),
                edit: None,
                cells: Rc::new(move |column| View::from(format!("{column} {number}"))),
                menu: None,
            });
            let rows = create_signal(rows.collect::<Vec<_>>());
            let table = TableState::new(*rows);
            table.selection.set(vec!["1".into()]);
            let sorted: SortedBy = Rc::new(|id| if id == "name" { Sorted::Descending } else { Sorted::No });
            let columns = Columns::new(&COLUMNS, "test", "somebody");
            let busy = create_signal(false);
            view! {
                Table(table=table, caption="Essai", columns=columns, sorted=sorted, on_sort=Rc::new(|_| {}) as Rc<dyn Fn(&'static str)>, busy=*busy)
            }
        })
    }

    #[test]
    fn rows_have_their_cells_and_headers_their_order() {
        let html = html(3);
        assert_eq!(html.matches("data-row=").count(), 3, "{html}");
        assert_eq!(html.matches(r#"aria-selected="true""#).count(), 1, "{html}");
        assert_eq!(html.matches(r#"aria-sort="descending""#).count(), 1, "{html}");
        assert!(html.contains("more 2") && html.contains(r#"href="/rows/2""#), "{html}");
        assert!(!html.contains("aria-rowcount"), "{html}");
    }

    #[test]
    fn of_ten_thousand_rows_only_the_first_are_in_the_page() {
        let html = html(10_000);
        let drawn = html.matches("data-row=").count();
        assert!(drawn > 0 && drawn < 200, "{drawn} rows");
        // The header is a row too.
        assert!(html.contains(r#"aria-rowcount="10001""#) && html.contains(r#"aria-rowindex="2""#));
    }
}
