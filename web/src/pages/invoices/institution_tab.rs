//! The invoices of one institution.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::rows::{COLUMNS_OF_INSTITUTION, table_row};
use super::state::SORT_KEYS;
use super::{Row, Rows};
use crate::api::documents::{Invoices, invoices};
use crate::api::filters::{InvoiceFilter, is};
use crate::api::{live, send};
use crate::app::use_app;
use crate::i18n::text::invoices as t;
use crate::layout::shortcuts;
use crate::pages::outcome::Changed;
use crate::router::query::Query;
use crate::router::{Address, Page, Panel};
use crate::ui::combobox::Candidate;
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sort;
use crate::ui::table::first_rows::{MoreRows, SortedTable};
use crate::ui::table::{Columns, TableState, keys};

/// Rows that are fetched at first, and at most; the page of invoices has all of them.
const SOME: i64 = 30;
const MOST: i64 = 100;

/// The tab of institution `host`; `changed` tells the page above.
#[component(inline_props)]
pub fn InvoicesTab(host: Candidate, changed: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let (sort, count) = (create_signal(Sort::default()), create_signal(SOME));
    let id = host.id.clone();
    let page = fetch(
        move || {
            let filter =
                InvoiceFilter { institution_id: is(Some(id.clone())), archived: is(Some(false)), ..Default::default() };
            let order_by = Some(sort.get().order(&SORT_KEYS));
            invoices::Variables { order_by, filter: Some(filter), first: Some(count.get()), ..Default::default() }
        },
        |variables| async move { Ok(send::<Invoices>(variables).await?.invoices) },
    );
    live::on_change(&["invoice", "payment"], move || page.refresh());
    let changed: Changed = Rc::new(move || {
        page.reload();
        changed();
    });
    let rows = create_signal(Vec::new());
    let table = TableState::new(*rows);
    create_effect(move || {
        let row = |invoice: &Row| table_row(app, invoice, &changed);
        rows.set(page.value.with(|page| page.iter().flat_map(|page| &page.nodes).map(row).collect()));
    });
    keys::listen(table, move |event| shortcuts::letter(app, event));
    let mut query = Query::default();
    query.push("institution", &host.id);
    let href = Address { page: Page::Invoices(Panel::New), query }.url();
    let new = untrack(|| app.session.can(Permission::CreateInvoice)).then(|| {
        view! {
            a(class="button", href=href) {
                Icon(glyph=Glyph::PLUS)
                (t::NEW_INVOICE)
            }
        }
    });
    view! {
        section(class="tab-section", "aria-labelledby"="invoices") {
            div(class="section-header") {
                h2(id="invoices") { (t::INVOICES) }
                (new)
            }
            Loaded(
                remote=page,
                what=Message::from(t::TAB_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=move |shown| {
                    let more = create_selector(move || shown.with(|page: &Rows| page.page_info.has_next_page));
                    let empty = create_selector(move || shown.with(|page: &Rows| page.nodes.is_empty()));
                    view! {
                        (if empty.get() {
                            view! { Empty(glyph=Glyph::RECEIPT_EURO, title=t::NONE_YET, body=t::NONE_HERE_BODY) {} }
                        } else {
                            let person = untrack(|| app.session.person_id());
                            let columns = Columns::new(&COLUMNS_OF_INSTITUTION, "institution-invoices", &person);
                            view! {
                                SortedTable(
                                    table=table,
                                    caption=t::INVOICES,
                                    columns=columns,
                                    keys=&SORT_KEYS,
                                    sort=sort,
                                    busy=*page.loading,
                                )
                            }
                        })
                        MoreRows(more=more, count=count, most=MOST)
                    }
                },
            )
        }
    }
}
