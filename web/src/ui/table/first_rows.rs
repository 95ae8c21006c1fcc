//! A table without pages: its first rows, sorted in place, and more of them on demand.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{Columns, SortedBy, Table, TableState};
use crate::i18n::text::audit as t;
use crate::ui::button::Label;
use crate::ui::sort::{Sort, SortKeys};

/// The table; its order is nowhere but here.
#[component(inline_props)]
pub fn SortedTable(
    table: TableState,
    #[prop(setter(into))] caption: Label,
    columns: Columns,
    /// What it can be sorted by.
    keys: SortKeys,
    /// What it is sorted by.
    sort: Signal<Sort>,
    /// A newer version of the rows is on its way.
    busy: ReadSignal<bool>,
) -> View {
    let sorted = move |key: &'static str| sort.get().of(keys, key);
    let on_sort = move |key: &'static str| sort.set(sort.get_untracked().clicked(keys, key));
    view! {
        Table(
            table=table,
            caption=caption,
            columns=columns,
            sorted=Rc::new(sorted) as SortedBy,
            on_sort=Rc::new(on_sort) as Rc<dyn Fn(&'static str)>,
            busy=busy,
            selectable=false,
        )
    }
}

/// The button that fetches `most` rows instead of the first ones, where there are more.
#[component(inline_props)]
pub fn MoreRows(more: ReadSignal<bool>, count: Signal<i64>, most: i64) -> View {
    view! {
        (if more.get() && count.get() < most {
            view! {
                button(class="button", r#type="button", on:click=move |_| count.set(most)) { (t::MORE) }
            }
        } else {
            View::new()
        })
    }
}
