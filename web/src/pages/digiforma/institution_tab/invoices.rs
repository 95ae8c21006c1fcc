//! The training invoices and credit notes of an institution.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{MOST, SOME};
use crate::api::digiforma::{OfInstitution, TrainingInvoices, training_invoices as api};
use crate::api::filters::is;
use crate::api::send;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{audit, documents, training as t};
use crate::layout::shortcuts;
use crate::pages::digiforma::follow_syncs;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::money::{cents, euros};
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::{Sort, SortKey};
use crate::ui::status::{Status, training_invoice as look_of};
use crate::ui::table::{Column, Columns, SortedBy, Table, TableRow, TableState, keys};
use crate::ui::unknown::Unknown;

type Invoice = api::TrainingInvoice;
type Page = api::TrainingInvoicesDigiformaInvoices;

static SORT_KEYS: [SortKey; 5] = [
    SortKey::new("date", "ISSUE_DATE", t::COLUMN_DATE).descending(),
    SortKey::new("number", "INVOICE_NUMBER", t::COLUMN_NUMBER),
    SortKey::new("status", "STATUS", documents::STATUS),
    SortKey::new("total", "TOTAL_AMOUNT", t::COLUMN_TOTAL).descending(),
    SortKey::new("due", "DUE_DATE", t::COLUMN_DUE).descending(),
];

static COLUMNS: [Column; 8] = [
    Column::new("number", t::COLUMN_NUMBER).sorts(),
    Column::new("date", t::COLUMN_DATE).sorts(),
    Column::new("status", documents::STATUS).sorts(),
    Column::new("net", t::COLUMN_NET).class("cell-number cell-wide"),
    Column::new("total", t::COLUMN_TOTAL).sorts().class("cell-number"),
    Column::new("left", t::COLUMN_LEFT).class("cell-number"),
    Column::new("due", t::COLUMN_DUE).sorts().optional(),
    Column::new("pdf", t::COLUMN_PDF),
];

/// The section.
#[component(inline_props)]
pub fn TrainingInvoiceList(institution: String) -> View {
    let app = use_app();
    let (sort, count) = (create_signal(Sort::default()), create_signal(SOME));
    let page = fetch(
        move || api::Variables {
            order_by: Some(sort.get().order(&SORT_KEYS)),
            filter: Some(OfInstitution { institution_id: is(Some(institution.clone())) }),
            first: Some(count.get()),
        },
        |variables| async move { Ok(send::<TrainingInvoices>(variables).await?.digiforma.invoices) },
    );
    follow_syncs(app, move || page.refresh());
    let rows = create_memo(move || {
        page.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect::<Vec<_>>())
    });
    let table = TableState::new(rows);
    keys::listen(table, move |event| shortcuts::letter(app, event));
    view! {
        section(class="section", "aria-labelledby"="training-invoices") {
            div(class="section-header") { h2(id="training-invoices") { (t::TAB_INVOICES) } }
            Loaded(
                remote=page,
                what=Message::from(t::TAB_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=move |shown| {
                    let empty = create_selector(move || shown.with(|page: &Page| page.nodes.is_empty()));
                    let more = create_selector(move || shown.with(|page: &Page| page.page_info.has_next_page));
                    view! {
                        (if empty.get() {
                            view! { p(class="soft") { (t::NO_INVOICES) } }
                        } else {
                            let person = untrack(|| app.session.person_id());
                            let columns = Columns::new(&COLUMNS, "training-invoices", &person);
                            let sorted = move |key: &'static str| sort.get().of(&SORT_KEYS, key);
                            let on_sort = move |key: &'static str| sort.set(sort.get_untracked().clicked(&SORT_KEYS, key));
                            view! {
                                Table(
                                    table=table,
                                    caption=t::TAB_INVOICES,
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

fn row(invoice: &Invoice) -> TableRow {
    let cells = invoice.clone();
    TableRow {
        id: invoice.id.clone(),
        // The mirror has no versions: what can change of a row stands for one.
        version: cents(&invoice.total_amount) + 31 * cents(&invoice.paid_amount) + invoice.status as i64,
        name: invoice.invoice_number.clone().unwrap_or_else(|| t::NO_NUMBER.now().to_owned()),
        href: None,
        edit: None,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: None,
    }
}

fn cell(invoice: &Invoice, column: &'static str) -> View {
    let amount = |text: &str| {
        let text = text.to_owned();
        view! { span(class="money") { (euros(&text)) } }
    };
    match column {
        "number" => {
            let (name, credit) = (invoice.recipient_name.clone().unwrap_or_default(), invoice.is_credit_note);
            view! {
                span(class="cell-sub cell-line") {
                    (name)
                    (if credit { view! { span(class="tag") { (t::CREDIT_NOTE) } } } else { View::new() })
                }
            }
        }
        "date" => day(Some(invoice.issue_date.clone())),
        "status" => {
            let look = look_of(invoice.status, invoice.is_credit_note);
            view! { Status(look=look, plain=true) }
        }
        "net" => amount(&invoice.net_amount),
        "total" => amount(&invoice.total_amount),
        "left" => amount(&invoice.remaining_amount),
        "due" => day(invoice.due_date.clone()),
        "pdf" => match invoice.file_url.clone() {
            Some(href) => {
                let number = invoice.invoice_number.clone().unwrap_or_else(|| invoice.id.clone());
                let name = create_selector(move || t::open_pdf(&number));
                view! {
                    a(
                        class="button button-quiet button-small button-icon",
                        href=href,
                        target="_blank",
                        rel="external noopener noreferrer",
                        "aria-label"=name.get_clone(),
                        title=name.get_clone(),
                    ) { Icon(glyph=Glyph::EXTERNAL_LINK) }
                }
            }
            None => view! { Unknown() },
        },
        _ => View::new(),
    }
}

/// A day of Digiforma, which has no time of day.
pub(super) fn day(iso: Option<String>) -> View {
    match iso {
        Some(iso) => view! { span(class="number") { (format::calendar_day(&iso)) } },
        None => view! { Unknown() },
    }
}
