//! The contacts of one institution, the primary one first, with the panels of contacts over them.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::rows::{COLUMNS_OF_INSTITUTION, table_row};
use super::state::SORT_KEYS;
use super::{Contact, ContactPage};
use crate::api::filters::{ContactFilter, is};
use crate::api::operations::{Contacts, contacts};
use crate::api::{live, send};
use crate::app::{use_address, use_app};
use crate::chunks;
use crate::i18n::text::contacts as t;
use crate::layout::shortcuts;
use crate::pages::panels::PanelHost;
use crate::router::query::Query;
use crate::router::{Address, InstitutionTab, Page, Panel};
use crate::ui::combobox::Candidate;
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::sort::Sort;
use crate::ui::table::first_rows::{MoreRows, SortedTable};
use crate::ui::table::{Columns, TableState, keys};

/// Rows that are fetched at first, and at most; institutions rarely have more people.
const SOME: i64 = 50;
const MOST: i64 = 100;

/// The tab of institution `host`; `changed` tells the page above.
#[component(inline_props)]
pub fn ContactsTab(host: Candidate, can_edit: bool, changed: Rc<dyn Fn()>) -> View {
    let app = use_app();
    let address = use_address();
    let here = host.clone();
    let sort = create_signal(Sort::default());
    let count = create_signal(SOME);
    let id = host.id.clone();
    let page = fetch(
        move || {
            let filter = ContactFilter { institution_id: is(Some(id.clone())), ..Default::default() };
            let order_by = Some(sort.get().order(&SORT_KEYS));
            contacts::Variables { order_by, filter: Some(filter), first: Some(count.get()), ..Default::default() }
        },
        |variables| async move { Ok(send::<Contacts>(variables).await?.contacts) },
    );
    live::on_change(&["contact"], move || page.refresh());
    let id = host.id.clone();
    let panel = create_selector(move || {
        address.with(|address| Panel::parse_parameter(address.query.get("contact").unwrap_or_default()))
    });
    let panels = PanelHost {
        panel,
        address: Rc::new(move |panel| {
            let mut query = Query::default();
            query.push("contact", &panel.parameter());
            Address { page: Page::Institution { id: id.clone(), tab: InstitutionTab::Contacts, editing: false }, query }
                .url()
        }),
        changed: Rc::new(move || {
            page.reload();
            changed();
        }),
        institution: Rc::new(move || Some(here.clone())),
    };
    let rows = create_signal(Vec::new());
    let table = TableState::new(*rows);
    let row_host = panels.clone();
    create_effect(move || {
        let mut all = page.value.with(|page| page.as_ref().map(|page| page.nodes.clone()).unwrap_or_default());
        all.sort_by_key(|contact| !contact.is_primary);
        rows.set(all.iter().map(|contact: &Contact| table_row(app, &row_host, contact)).collect());
    });
    keys::listen(table, move |event| shortcuts::letter(app, event));
    let new = (panels.address)(Panel::New);
    let creates = can_edit && untrack(|| app.session.can(Permission::CreateContacts));
    let new = creates.then(|| {
        view! {
            a(class="button", href=new) {
                Icon(glyph=Glyph::PLUS)
                (t::NEW_CONTACT)
            }
        }
    });
    view! {
        section(class="tab-section", "aria-labelledby"="contacts") {
            div(class="section-header") {
                h2(id="contacts") { (t::CONTACTS) }
                (new)
            }
            Loaded(
                remote=page,
                what=Message::from(crate::i18n::text::institution_detail::CONTACTS_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=move |shown| {
                    let more = create_selector(move || shown.with(|page: &ContactPage| page.page_info.has_next_page));
                    let empty = create_selector(move || shown.with(|page: &ContactPage| page.nodes.is_empty()));
                    view! {
                        (if empty.get() {
                            view! { Empty(glyph=Glyph::CONTACT_ROUND, title=t::NONE_YET, body=t::NONE_HERE_BODY) {} }
                        } else {
                            let columns = Columns::new(
                                &COLUMNS_OF_INSTITUTION,
                                "institution-contacts",
                                &untrack(|| app.session.person_id()),
                            );
                            view! {
                                SortedTable(
                                    table=table,
                                    caption=t::CONTACTS,
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
        (chunks::panels(&chunks::CONTACT_PANELS, panels.clone()))
    }
}
