//! The training quotes of an institution.

use std::rc::Rc;

use sycamore::prelude::*;

use super::invoices::day;
use super::{MOST, SOME};
use crate::api::digiforma::{OfInstitution, TrainingQuotes, training_quotes as api};
use crate::api::filters::is;
use crate::api::send;
use crate::app::use_app;
use crate::i18n::text::{audit, documents, training as t};
use crate::pages::digiforma::follow_syncs;
use crate::ui::message::Message;
use crate::ui::money::{cents, euros};
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::{Sort, SortKey};
use crate::ui::status::{Status, training_quote as look_of};
use crate::ui::table::{Column, Columns, SortedBy, Table, TableRow, TableState};

type Quote = api::TrainingQuote;
type Page = api::TrainingQuotesDigiformaQuotes;

static SORT_KEYS: [SortKey; 4] = [
    SortKey::new("date", "CREATED_DATE", t::COLUMN_DATE).descending(),
    SortKey::new("number", "QUOTE_NUMBER", t::COLUMN_NUMBER),
    SortKey::new("status", "STATUS", documents::STATUS),
    SortKey::new("total", "TOTAL_AMOUNT", t::COLUMN_TOTAL).descending(),
];

static COLUMNS: [Column; 5] = [
    Column::new("number", t::COLUMN_NUMBER).sorts(),
    Column::new("date", t::COLUMN_DATE).sorts(),
    Column::new("status", documents::STATUS).sorts(),
    Column::new("net", t::COLUMN_NET).class("cell-number cell-wide"),
    Column::new("total", t::COLUMN_TOTAL).sorts().class("cell-number"),
];

/// The section.
#[component(inline_props)]
pub fn TrainingQuoteList(institution: String) -> View {
    let app = use_app();
    let (sort, count) = (create_signal(Sort::default()), create_signal(SOME));
    let page = fetch(
        move || api::Variables {
            order_by: Some(sort.get().order(&SORT_KEYS)),
            filter: Some(OfInstitution { institution_id: is(Some(institution.clone())) }),
            first: Some(count.get()),
        },
        |variables| async move { Ok(send::<TrainingQuotes>(variables).await?.digiforma.quotes) },
    );
    follow_syncs(app, move || page.refresh());
    let rows = create_memo(move || {
        page.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect::<Vec<_>>())
    });
    let table = TableState::new(rows);
    view! {
        section(class="section", "aria-labelledby"="training-quotes") {
            div(class="section-header") { h2(id="training-quotes") { (t::TAB_QUOTES) } }
            Loaded(
                remote=page,
                what=Message::from(t::TAB_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=move |shown| {
                    let empty = create_selector(move || shown.with(|page: &Page| page.nodes.is_empty()));
                    let more = create_selector(move || shown.with(|page: &Page| page.page_info.has_next_page));
                    view! {
                        (if empty.get() {
                            view! { p(class="soft") { (t::NO_QUOTES) } }
                        } else {
                            let person = untrack(|| app.session.person_id());
                            let columns = Columns::new(&COLUMNS, "training-quotes", &person);
                            let sorted = move |key: &'static str| sort.get().of(&SORT_KEYS, key);
                            let on_sort = move |key: &'static str| sort.set(sort.get_untracked().clicked(&SORT_KEYS, key));
                            view! {
                                Table(
                                    table=table,
                                    caption=t::TAB_QUOTES,
                                    columns=columns,
                                    sorted=Rc::new(sorted) as SortedBy,
                                    on_sort=Rc::new(on_sort) as Rc<dyn Fn(&'static str)>,
                                    busy=*page.loading,
                                    selectable=false,
                                )
                            }
                        })
                        (if more.get() && count.get() < MOST {
                            view! {
                                button(class="button", r#type="button", on:click=move |_| count.set(MOST)) { (audit::MORE) }
                            }
                        } else {
                            View::new()
                        })
                    }
                },
            )
        }
    }
}

fn row(quote: &Quote) -> TableRow {
    let cells = quote.clone();
    TableRow {
        id: quote.id.clone(),
        // The mirror has no versions: what can change of a row stands for one.
        version: cents(&quote.total_amount) + quote.status as i64,
        name: quote.quote_number.clone().unwrap_or_else(|| t::NO_NUMBER.now().to_owned()),
        href: None,
        edit: None,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: None,
    }
}

fn cell(quote: &Quote, column: &'static str) -> View {
    let amount = |text: &str| {
        let text = text.to_owned();
        view! { span(class="money") { (euros(&text)) } }
    };
    match column {
        "number" => {
            let name = quote.recipient_name.clone().unwrap_or_default();
            view! { span(class="cell-sub") { (name) } }
        }
        "date" => day(Some(quote.created_date.clone())),
        "status" => {
            let look = look_of(quote.status);
            view! { Status(look=look, plain=true) }
        }
        "net" => amount(&quote.net_amount),
        "total" => amount(&quote.total_amount),
        _ => View::new(),
    }
}
