//! Ctrl K: search over institutions, contacts, tasks, quotes and invoices, and the way to pages.

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::navigation;
use crate::api::ApiError;
use crate::api::operations::{Search, search};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{common, shell as t, words};
use crate::platform::{case, timer};
use crate::router::{Page, Panel, go};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::listbox::{ListBox, emphasised};
use crate::ui::remote::fetch;

/// Milliseconds of quiet before a search is sent.
const DEBOUNCE: i32 = 150;

/// A line of the palette.
#[derive(Clone, PartialEq)]
struct Hit {
    group: Group,
    label: String,
    detail: String,
    url: String,
    served: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Institutions,
    Contacts,
    Tasks,
    Quotes,
    Invoices,
    Pages,
}

impl Group {
    const fn name(self) -> Words {
        match self {
            Self::Institutions => t::INSTITUTIONS,
            Self::Contacts => t::CONTACTS,
            Self::Tasks => t::TASKS,
            Self::Quotes => t::QUOTES,
            Self::Invoices => t::INVOICES,
            Self::Pages => t::GO_TO,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Institutions => Glyph::BUILDING_2,
            Self::Contacts => Glyph::CONTACT_ROUND,
            Self::Tasks => Glyph::LIST_CHECKS,
            Self::Quotes => Glyph::FILE_TEXT,
            Self::Invoices => Glyph::RECEIPT_EURO,
            Self::Pages => Glyph::ARROW_RIGHT,
        }
    }
}

/// The open palette.
#[component]
pub fn Palette() -> View {
    let app = use_app();
    let typed = create_signal(String::new());
    let list = ListBox::new();
    list.show();
    let found = fetch(
        move || typed.get_clone(),
        |typed: String| async move {
            if typed.trim().chars().count() < 2 {
                return Ok(Vec::new());
            }
            timer::sleep(DEBOUNCE).await;
            find(typed).await
        },
    );
    let hits = create_memo(move || {
        let mut hits = found.value.get_clone().unwrap_or_default();
        hits.extend(pages(&typed.get_clone(), app.session));
        hits
    });
    let close = move || app.palette.set(false);
    let follow = move |index: usize| {
        if let Some(hit) = hits.with_untracked(|hits| hits.get(index).cloned()) {
            close();
            if hit.served {
                // Left to the browser: the server answers that page itself.
                let _ = window().location().set_href(&hit.url);
            } else {
                go(&hit.url);
            }
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            close();
        } else if let Some(index) = list.key(&event, hits.with_untracked(Vec::len)) {
            follow(index);
        }
        scroll_to_active();
    };
    view! {
        Modal(kind=ModalKind::Palette, title=t::PALETTE, on_close=close) {
            div(class="palette-field") {
                Icon(glyph=Glyph::SEARCH)
                input(
                    class="palette-input",
                    r#type="text",
                    role="combobox",
                    autocomplete="off",
                    "spellcheck"="false",
                    "autofocus"="",
                    "aria-label"=t::PALETTE,
                    "aria-expanded"="true",
                    "aria-controls"=list.id(),
                    "aria-activedescendant"=list.active_id(hits.with(Vec::len)),
                    placeholder=t::PALETTE_HINT,
                    bind:value=typed,
                    on:input=move |_| list.active.set(0),
                    on:keydown=key,
                )
                kbd { "Esc" }
            }
            div(class="palette-list", id=list.id(), role="listbox", "aria-label"=t::PALETTE) {
                (lines(list, &hits.get_clone(), &typed.get_clone_untracked(), follow))
            }
            p(class="palette-note", role="status") {
                (match (found.error.get_clone(), hits.with(Vec::len)) {
                    (Some(error), _) => error.sentence(),
                    (None, 0) if found.loading.get() => common::LOADING.now().to_owned(),
                    (None, 0) => common::NO_MATCH.now().to_owned(),
                    (None, _) if typed.with(|typed| typed.trim().chars().count() < 2) => t::PALETTE_IDLE.now().to_owned(),
                    (None, count) => t::results(count as u64),
                })
            }
        }
    }
}

fn lines(list: ListBox, hits: &[Hit], typed: &str, follow: impl Fn(usize) + Copy + 'static) -> View {
    let mut group = None;
    let rows: Vec<View> = hits
        .iter()
        .enumerate()
        .map(|(index, hit)| {
            let heading = (group.replace(hit.group) != Some(hit.group)).then(|| {
                let name = hit.group.name();
                view! { p(class="option-group", role="presentation") { (name) } }
            });
            let glyph = hit.group.glyph();
            let label = emphasised(&hit.label, typed);
            let detail = hit.detail.clone();
            view! {
                (heading)
                div(
                    class="option",
                    role="option",
                    id=list.line_id(index),
                    "aria-selected"=if list.active.get() == index { "true" } else { "false" },
                    "data-active"=(list.active.get() == index).then_some(""),
                    on:mousemove=move |_| if list.active.get_untracked() != index { list.active.set(index) },
                    on:click=move |_| follow(index),
                ) {
                    Icon(glyph=glyph)
                    (label)
                    span(class="option-end small faint") { (detail) }
                }
            }
        })
        .collect();
    rows.into()
}

fn scroll_to_active() {
    let active = document().query_selector(".palette-list [data-active]").ok().flatten();
    if let Some(element) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.scroll_into_view_with_bool(false);
    }
}

/// Pages whose name contains what is typed.
fn pages(typed: &str, session: crate::session::Session) -> Vec<Hit> {
    let typed = case::lower(typed.trim());
    navigation::all()
        .filter(|destination| destination.is_open_to(session))
        .filter(|destination| case::lower(destination.name.now()).contains(&typed))
        .map(|destination| Hit {
            group: Group::Pages,
            label: destination.name.now().to_owned(),
            detail: String::new(),
            url: destination.href(),
            served: matches!(destination.target, navigation::Target::Served(_)),
        })
        .collect()
}

async fn find(query: String) -> Result<Vec<Hit>, ApiError> {
    let data = send::<Search>(search::Variables { query }).await?;
    let mut hits: Vec<Hit> = data.search.into_iter().map(hit).collect();
    hits.extend(data.quotes.nodes.into_iter().map(|found| Hit {
        group: Group::Quotes,
        label: format!("{} · {}", found.quote_number, found.title),
        detail: found.institution.map(|institution| institution.name).unwrap_or_default(),
        url: Page::quote(&found.id).path(),
        served: false,
    }));
    hits.extend(data.invoices.nodes.into_iter().map(|found| Hit {
        group: Group::Invoices,
        label: found.invoice_number.map_or_else(|| found.title.clone(), |number| format!("{number} · {}", found.title)),
        detail: found.institution.map(|institution| institution.name).unwrap_or_default(),
        url: Page::invoice(&found.id).path(),
        served: false,
    }));
    hits.sort_by_key(|hit| hit.group as u8);
    Ok(hits)
}

fn hit(result: search::SearchSearch) -> Hit {
    match result {
        search::SearchSearch::MedicalInstitution(found) => Hit {
            group: Group::Institutions,
            detail: format!("{} · {}", words::institution_type(found.type_).now(), found.address.city),
            label: found.name,
            url: Page::institution(&found.id).path(),
            served: false,
        },
        search::SearchSearch::ContactPerson(found) => Hit {
            group: Group::Contacts,
            label: found.full_name,
            detail: found.institution.map(|i| i.name).or(found.title).unwrap_or_default(),
            url: Page::Contacts(Panel::Shown(found.id)).path(),
            served: false,
        },
        search::SearchSearch::Task(found) => Hit {
            group: Group::Tasks,
            label: found.title,
            detail: found.institution.map(|i| i.name).unwrap_or_default(),
            url: Page::Tasks(Panel::Shown(found.id)).path(),
            served: false,
        },
    }
}
