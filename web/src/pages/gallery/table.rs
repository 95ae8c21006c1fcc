//! The data table with ten thousand rows: filters and order in the address, choice of columns, selection, menus.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::app::{use_address, use_app};
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::gallery as t;
use crate::router::query::Query;
use crate::router::{Address, Page, replace};
use crate::ui::choice::CheckOption;
use crate::ui::decimal;
use crate::ui::filter_bar::{Filter, FilterBar, SearchBox, listed};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::sort::{Sort, SortKey, SortMenu, Sorted};
use crate::ui::status::looks::invoice;
use crate::ui::status::{Status, StatusLook};
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::ui::table::{Column, Columns, Items, Table, TableRow, TableState};

/// Rows of the table.
const COUNT: usize = 10_000;

const CUSTOMERS: [&str; 6] = [
    "CHU de Nantes",
    "Clinique du Val d’Erdre",
    "CHU d’Angers",
    "Clinique Sainte-Aurore",
    "Centre de soins nantais",
    "Hôpital de la Presqu’île",
];

/// Statuses as an address writes them.
const STATUSES: [(&str, StatusLook); 3] =
    [("sent", invoice::SENT), ("overdue", invoice::OVERDUE), ("paid", invoice::PAID)];

static COLUMNS: [Column; 5] = [
    Column::new("number", t::NUMBER).sorts(),
    Column::new("customer", t::INSTITUTION).sorts(),
    Column::new("status", t::STATUS),
    Column::new("due", t::DUE).optional(),
    Column::new("total", t::TOTAL).sorts().class("cell-number"),
];

static KEYS: [SortKey; 3] = [
    SortKey::new("number", "NUMBER", t::NUMBER),
    SortKey::new("customer", "CUSTOMER", t::INSTITUTION),
    SortKey::new("total", "TOTAL", t::TOTAL).descending(),
];

/// An invented invoice: all of it follows from its place.
#[derive(Clone, Copy)]
struct Invoice(usize);

impl Invoice {
    fn number(self) -> String {
        format!("INV2026{:06}", self.0 + 1)
    }

    fn customer(self) -> &'static str {
        CUSTOMERS.get(self.0 * 5 % 7 % CUSTOMERS.len()).copied().unwrap_or_default()
    }

    fn status(self) -> (&'static str, StatusLook) {
        STATUSES.get(self.0 * 3 % 11 % STATUSES.len()).copied().unwrap_or(("sent", invoice::SENT))
    }

    fn due(self) -> String {
        format!("2026-{:02}-{:02}", 1 + self.0 % 12, 1 + self.0 % 28)
    }

    fn cents(self) -> i64 {
        i64::try_from(9_000 + self.0 * 7_919 % 2_500_000).unwrap_or_default()
    }
}

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Default)]
struct Wanted {
    search: String,
    statuses: Vec<String>,
    sort: Sort,
}

impl Wanted {
    fn parse(query: &Query) -> Self {
        Self {
            search: query.get("q").unwrap_or_default().to_owned(),
            statuses: query.all("status").map(str::to_owned).collect(),
            sort: Sort::parse(&KEYS, query.get("sort").unwrap_or_default()),
        }
    }

    fn url(&self) -> String {
        let mut query = Query::default();
        query.push("q", &self.search);
        self.statuses.iter().for_each(|status| query.push("status", status));
        query.push("sort", &self.sort.text());
        Address { page: Page::Gallery, query }.url()
    }

    /// The invoices in question, in order.
    fn invoices(&self) -> Vec<Invoice> {
        let search = self.search.to_lowercase();
        let matches = |invoice: &Invoice| {
            let named = invoice.customer().to_lowercase().contains(&search) || invoice.number().contains(&self.search);
            named && (self.statuses.is_empty() || self.statuses.iter().any(|status| status == invoice.status().0))
        };
        let mut found: Vec<Invoice> = (0..COUNT).map(Invoice).filter(matches).collect();
        let sorted = |key: &str| self.sort.of(&KEYS, key);
        if sorted("customer") != Sorted::No {
            found.sort_by_key(|invoice| invoice.customer());
        } else if sorted("total") != Sorted::No {
            found.sort_by_key(|invoice| invoice.cents());
        }
        if KEYS.iter().any(|key| sorted(key.name) == Sorted::Descending) {
            found.reverse();
        }
        found
    }
}

/// The section.
#[component]
pub fn LongTable() -> View {
    let app = use_app();
    let address = use_address();
    let wanted = create_selector(move || address.with(|address| Wanted::parse(&address.query)));
    let update = move |change: &dyn Fn(&mut Wanted)| {
        let mut next = wanted.get_clone_untracked();
        change(&mut next);
        replace(&next.url());
    };
    let rows = create_memo(move || wanted.with(Wanted::invoices).into_iter().map(row).collect::<Vec<_>>());
    let table = TableState::new(rows);
    let columns = Columns::new(&COLUMNS, "gallery", &app.session.person_id());
    let idle = *create_signal(false);
    let sort = create_selector(move || wanted.with(|wanted| wanted.sort));
    let on_sort: Rc<dyn Fn(&'static str)> =
        Rc::new(move |key| update(&|wanted| wanted.sort = wanted.sort.clicked(&KEYS, key)));
    let by_menu = on_sort.clone();
    let search = SearchBox {
        text: create_selector(move || wanted.with(|wanted| wanted.search.clone())),
        set: Rc::new(move |words| update(&|wanted| wanted.search.clone_from(&words))),
        label: t::SEARCH_INVOICE,
        hint: t::SEARCH_HINT,
    };
    let filters =
        vec![status_filter(wanted, Rc::new(move |statuses| update(&|wanted| wanted.statuses.clone_from(&statuses))))];
    let export = move || app.toasts.confirm(t::EXPORTED);
    let actions: Rc<dyn Fn() -> Vec<BulkAction>> =
        Rc::new(move || vec![BulkAction::new(Glyph::DOWNLOAD, t::EXPORT, export)]);
    view! {
        Section(id="gallery-table", title=t::TABLE) {
            Specimen(caption=t::TABLE_CAPTION, wide=true) {
                div(class="specimen-wide") {
                    FilterBar(label=t::FILTER, search=search, filters=filters) {
                        SortMenu(keys=&KEYS, sort=sort, on_sort=by_menu)
                    }
                    Table(
                        table=table,
                        caption=t::TABLE,
                        columns=columns,
                        sorted=Rc::new(move |key| sort.get().of(&KEYS, key)),
                        on_sort=on_sort,
                        busy=idle,
                    )
                    BulkBar(selection=table.selection, count=t::invoices, actions=actions)
                }
            }
        }
    }
}

fn row(invoice: Invoice) -> TableRow {
    let items: Items = Rc::new(|| vec![MenuItem::action(Glyph::COPY, t::DUPLICATE, || {})]);
    TableRow {
        id: invoice.0.to_string(),
        version: 1,
        name: invoice.number(),
        href: None,
        edit: None,
        cells: Rc::new(move |column| cell(invoice, column)),
        menu: Some(items),
    }
}

fn cell(invoice: Invoice, column: &'static str) -> View {
    match column {
        "customer" => {
            let customer = invoice.customer();
            view! { (customer) }
        }
        "status" => {
            let look = invoice.status().1;
            view! { Status(look=look, plain=true) }
        }
        "due" => view! { span(class="number") { (format::calendar_day(&invoice.due())) } },
        "total" => view! { (decimal::written(invoice.cents(), crate::i18n::language())) " €" },
        _ => View::new(),
    }
}

fn status_filter(wanted: ReadSignal<Wanted>, set: Rc<dyn Fn(Vec<String>)>) -> Filter {
    let word = |name: &str| STATUSES.iter().find(|(key, _)| *key == name).map_or("", |(_, look)| look.word.now());
    let clear = set.clone();
    Filter {
        name: t::STATUS,
        glyph: Glyph::CIRCLE_CHECK,
        is_on: Rc::new(move || wanted.with(|wanted| !wanted.statuses.is_empty())),
        values: Rc::new(move || {
            let words: Vec<String> = wanted.with(|all| all.statuses.iter().map(|name| word(name).to_owned()).collect());
            listed(&words)
        }),
        clear: Rc::new(move || clear(Vec::new())),
        editor: Rc::new(move || {
            let boxes: Vec<View> =
                STATUSES.iter().map(|(name, look)| status_box(wanted, name, look.word, set.clone())).collect();
            boxes.into()
        }),
    }
}

fn status_box(wanted: ReadSignal<Wanted>, name: &'static str, word: Words, set: Rc<dyn Fn(Vec<String>)>) -> View {
    let checked = create_selector(move || wanted.with(|wanted| wanted.statuses.iter().any(|status| status == name)));
    let change = move |on: bool| {
        let mut statuses = wanted.with_untracked(|wanted| wanted.statuses.clone());
        statuses.retain(|status| status != name);
        if on {
            statuses.push(name.to_owned());
        }
        set(statuses);
    };
    view! { CheckOption(checked=checked, label=word, on_change=change) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_which_invoices_are_shown() {
        let wanted = Wanted::parse(&Query::parse("status=paid&sort=-total&q=nantes"));
        assert_eq!(wanted.url(), "/gallery?q=nantes&status=paid&sort=-total");
        let found = wanted.invoices();
        assert!(found.len() > 100 && found.iter().all(|invoice| invoice.customer() == "CHU de Nantes"));
        assert!(found.is_sorted_by(|a, b| a.cents() >= b.cents()));
        assert_eq!(Wanted::default().invoices().len(), COUNT);
    }
}
