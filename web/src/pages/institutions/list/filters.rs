//! The filter bar: search first, then a chip for each filter that is on, then « Filter » and the order.

use domain::Permission;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use sycamore::web::create_client_effect;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::List;
use super::editors::Editor;
use super::state::{Assignee, ListState, Sort, SortKey};
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::format::integer;
use crate::i18n::text::{institutions as t, words};
use crate::pages::institutions::people;
use crate::platform::{dom, timer};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::status::{commercial, compliance};

/// Milliseconds of quiet before what is typed is searched for.
const DEBOUNCE: i32 = 250;

/// A filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilterKind {
    /// Kind of establishment.
    Type,
    /// Commercial status.
    Commercial,
    /// Town.
    City,
    /// Who follows it.
    Assignee,
    /// Tags.
    Tags,
    /// Compliance.
    Compliance,
    /// Number of beds.
    Beds,
    /// Active or not.
    Active,
}

impl FilterKind {
    /// Every filter, in the order of the bar.
    pub const ALL: [Self; 8] = [
        Self::Type,
        Self::Commercial,
        Self::City,
        Self::Assignee,
        Self::Tags,
        Self::Compliance,
        Self::Beds,
        Self::Active,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::Type => t::FILTER_TYPE,
            Self::Commercial => t::FILTER_COMMERCIAL,
            Self::City => t::FILTER_CITY,
            Self::Assignee => t::ASSIGNEE,
            Self::Tags => t::TAGS,
            Self::Compliance => t::COMPLIANCE,
            Self::Beds => t::BEDS,
            Self::Active => t::FILTER_ACTIVE,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Type | Self::City => Glyph::BUILDING_2,
            Self::Commercial => Glyph::CIRCLE_CHECK,
            Self::Assignee => Glyph::USERS,
            Self::Tags => Glyph::TAG,
            Self::Compliance => Glyph::LIST_CHECKS,
            Self::Beds => Glyph::LIST_FILTER,
            Self::Active => Glyph::CIRCLE_MINUS,
        }
    }

    /// Whether it is on.
    #[must_use]
    pub fn is_on(self, state: &ListState) -> bool {
        match self {
            Self::Type => !state.types.is_empty(),
            Self::Commercial => !state.commercial.is_empty(),
            Self::City => !state.cities.is_empty(),
            Self::Assignee => state.assignee.is_some(),
            Self::Tags => !state.tags.is_empty(),
            Self::Compliance => !state.compliance.is_empty(),
            Self::Beds => state.beds_min.is_some() || state.beds_max.is_some(),
            Self::Active => state.active.is_some(),
        }
    }

    /// Turns it off.
    pub fn clear(self, state: &mut ListState) {
        match self {
            Self::Type => state.types.clear(),
            Self::Commercial => state.commercial.clear(),
            Self::City => state.cities.clear(),
            Self::Assignee => state.assignee = None,
            Self::Tags => state.tags.clear(),
            Self::Compliance => state.compliance.clear(),
            Self::Beds => (state.beds_min, state.beds_max) = (None, None),
            Self::Active => state.active = None,
        }
    }

    /// Its values in words; a user's name must be fetched and is handed in.
    fn values(self, state: &ListState, user: Option<String>) -> String {
        match self {
            Self::Type => listed(state.types.iter().map(|value| words::institution_type(*value).now().to_owned())),
            Self::Commercial => listed(state.commercial.iter().map(|value| commercial(*value).word.now().to_owned())),
            Self::City => listed(state.cities.iter().cloned()),
            Self::Tags => listed(state.tags.iter().cloned()),
            Self::Compliance => listed(state.compliance.iter().map(|value| compliance(*value).word.now().to_owned())),
            Self::Assignee => match &state.assignee {
                None => String::new(),
                Some(Assignee::Me) => t::ME.now().to_owned(),
                Some(Assignee::Nobody) => t::NOBODY.now().to_owned(),
                Some(Assignee::User(_)) => user.unwrap_or_else(|| "…".to_owned()),
            },
            Self::Beds => match (state.beds_min, state.beds_max) {
                (Some(least), Some(most)) => t::beds_between(&integer(u64::from(least)), &integer(u64::from(most))),
                (Some(least), None) => t::beds_from(&integer(u64::from(least))),
                (None, Some(most)) => t::beds_to(&integer(u64::from(most))),
                (None, None) => String::new(),
            },
            Self::Active => match state.active {
                None => String::new(),
                Some(true) => t::ACTIVE.now().to_owned(),
                Some(false) => t::INACTIVE.now().to_owned(),
            },
        }
    }
}

/// Two values by name, more by number.
fn listed(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    if values.len() > 2 { t::values(values.len() as u64) } else { values.join(", ") }
}

/// The bar.
#[component(inline_props)]
pub fn FilterBar(list: List) -> View {
    // The filter whose editor is open: its chip stays, even without a value.
    let editing = create_signal(None::<FilterKind>);
    let kinds = create_selector(move || {
        let editing = editing.get();
        let on = |kind: &FilterKind| Some(*kind) == editing || list.state.with(|state| kind.is_on(state));
        FilterKind::ALL.into_iter().filter(on).collect::<Vec<_>>()
    });
    let offered = move || {
        let free = FilterKind::ALL.into_iter().filter(|kind| !kinds.with_untracked(|all| all.contains(kind)));
        free.map(|kind| MenuItem::action(kind.glyph(), kind.name(), move || editing.set(Some(kind)))).collect()
    };
    view! {
        div(class="filter-bar", role="search", "aria-label"=t::FILTER_BAR) {
            SearchField(list=list)
            Keyed(
                list=kinds,
                key=|kind: &FilterKind| *kind,
                view=move |kind: FilterKind| view! { Chip(list=list, kind=kind, editing=editing) },
            )
            (if kinds.with(|all| all.len() < FilterKind::ALL.len()) {
                view! {
                    Menu(label=t::FILTER, class="button button-quiet", label_hidden=false, items=offered) {
                        Icon(glyph=Glyph::LIST_FILTER)
                        (t::FILTER)
                    }
                }
            } else {
                View::new()
            })
            SortMenu(list=list)
        }
    }
}

#[component(inline_props)]
fn SearchField(list: List) -> View {
    let typed = create_signal(list.state.with_untracked(|state| state.search.clone()));
    // What was last put into the address from here; anything else came from elsewhere.
    let sent = create_signal(typed.get_clone_untracked());
    create_client_effect(move || {
        let wanted = typed.with(|text| text.trim().to_owned());
        if wanted != untrack(|| sent.get_clone()) {
            spawn_local_scoped(async move {
                timer::sleep(DEBOUNCE).await;
                sent.set(wanted.clone());
                list.change_in_place(|state| state.search = wanted);
            });
        }
    });
    create_effect(move || {
        let search = list.state.with(|state| state.search.clone());
        if search != sent.get_clone_untracked() {
            sent.set(search.clone());
            typed.set(search);
        }
    });
    view! {
        div(class="input-group") {
            Icon(glyph=Glyph::SEARCH)
            input(
                class="input",
                r#type="search",
                "data-list-search"="",
                "aria-label"=t::SEARCH,
                placeholder=t::SEARCH_HINT,
                bind:value=typed,
            )
        }
    }
}

#[component(inline_props)]
fn Chip(list: List, kind: FilterKind, editing: Signal<Option<FilterKind>>) -> View {
    let open = create_signal(false);
    let button = create_node_ref();
    let popover = create_node_ref();
    let id = format!("filter-{}", dom::unique_number());
    let target = id.clone();
    // Added from the menu: its editor opens at once.
    on_mount(move || {
        if editing.get_untracked() == Some(kind)
            && let Some(button) = button.try_get().and_then(|node| node.dyn_into::<HtmlElement>().ok())
        {
            button.click();
        }
    });
    let toggled = move |_| {
        let shown = popover
            .try_get()
            .and_then(|node| node.dyn_into::<Element>().ok())
            .is_some_and(|element| element.matches(":popover-open").unwrap_or(false));
        open.set(shown);
        if shown {
            dom::focus_first(".filter-editor:popover-open input");
        } else if editing.get_untracked() == Some(kind) {
            editing.set(None);
        }
    };
    let user_name = create_signal(None::<String>);
    if kind == FilterKind::Assignee {
        follow_user_name(list, user_name);
    }
    let values = move || list.state.with(|state| kind.values(state, user_name.get_clone()));
    let remove = move |_| list.change(|state| kind.clear(state));
    let name = kind.name();
    view! {
        span(class="filter") {
            button(
                class="filter-edit",
                r#type="button",
                r#ref=button,
                "popovertarget"=target,
                "aria-expanded"=if open.get() { "true" } else { "false" },
                on:click=move |_| {
                    editing.set(Some(kind));
                    open.set(true);
                },
            ) {
                (t::filter_name(name.now()))
                b { (values()) }
            }
            (if list.state.with(|state| kind.is_on(state)) {
                view! {
                    button(
                        class="button button-quiet button-icon",
                        r#type="button",
                        "aria-label"=t::remove_filter(name.now()),
                        on:click=remove,
                    ) { Icon(glyph=Glyph::X) }
                }
            } else {
                View::new()
            })
        }
        div(
            class="popover filter-editor",
            id=id,
            popover="auto",
            role="group",
            "aria-label"=name,
            r#ref=popover,
            on:toggle=toggled,
        ) {
            (if open.get() { view! { Editor(list=list, kind=kind) } } else { View::new() })
        }
    }
}

/// Keeps the name of the user in the filter at hand.
fn follow_user_name(list: List, name: Signal<Option<String>>) {
    let can_ask = use_app().session.can(Permission::ViewUsers);
    let id = create_selector(move || {
        list.state.with(|state| match &state.assignee {
            Some(Assignee::User(id)) => Some(id.clone()),
            _ => None,
        })
    });
    create_client_effect(move || {
        name.set(None);
        if let Some(id) = id.get_clone().filter(|_| can_ask) {
            spawn_local_scoped(async move {
                let found = people::name_of(id).await;
                name.set(Some(found.unwrap_or_else(|_| t::UNKNOWN_PERSON.now().to_owned())));
            });
        }
    });
}

#[component(inline_props)]
fn SortMenu(list: List) -> View {
    let name = |key: SortKey| -> Words {
        match key {
            SortKey::Name => t::SORT_NAME,
            SortKey::City => t::FILTER_CITY,
            SortKey::Type => t::FILTER_TYPE,
            SortKey::Commercial => t::COLUMN_STATUS,
            SortKey::Beds => t::BEDS,
            SortKey::Updated => t::SORT_UPDATED,
            SortKey::Created => t::SORT_CREATED,
        }
    };
    let items = move || {
        let sort = list.state.with_untracked(|state| state.sort);
        let line = move |key: SortKey| {
            let glyph = match sort {
                Sort { key: current, .. } if current != key => Glyph::BLANK,
                Sort { descending: true, .. } => Glyph::ARROW_DOWN,
                Sort { descending: false, .. } => Glyph::ARROW_UP,
            };
            MenuItem::action(glyph, name(key), move || list.change(|state| state.sort = state.sort.clicked(key)))
        };
        SortKey::ALL.into_iter().map(line).collect()
    };
    let current = move || name(list.state.with(|state| state.sort.key)).now();
    view! {
        span(class="sort-menu") {
            Menu(label=t::SORT_BY, class="button button-quiet", label_hidden=false, items=items) {
                span(class="soft") { (t::SORT_BY) }
                span { (current()) }
                Icon(glyph=Glyph::CHEVRON_DOWN)
            }
        }
    }
}
