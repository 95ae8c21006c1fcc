//! Name, statuses and tags of an institution, what can be done with it, and its tabs.

use std::rc::Rc;

use domain::Permission;
use domain::identifiers::post_code;
use sycamore::prelude::*;

use super::Detail;
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{audit, common, institution_detail as t, institution_form as form, institutions, shell, words};
use crate::pages::institutions::actions::{self, Target};
use crate::router::{InstitutionTab, Page, go};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::notice::{Notice, Tone};
use crate::ui::status::{Status, commercial};
use crate::ui::tabs::{Tab, Tabs};

/// The header.
#[component(inline_props)]
pub fn Header(detail: Detail, tab: ReadSignal<InstitutionTab>) -> View {
    let sheet = detail.sheet;
    let name = create_selector(move || sheet.with(|sheet| sheet.name.clone()));
    let list = Page::Institutions { creating: false }.path();
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                nav("aria-label"=t::BREADCRUMB) {
                    ol(class="breadcrumb") {
                        li { a(href=list) { (shell::INSTITUTIONS) } }
                        li { (sheet.with(|sheet| sheet.address.state.clone())) }
                    }
                }
                PageTitle(title=name) { (badges(detail)) }
                p(class="soft") { (summary(detail)) }
            }
            (actions_of(detail, tab))
        }
        (if sheet.with(|sheet| sheet.deleted_at.is_some()) { deleted_notice(detail) } else { View::new() })
    }
}

fn badges(detail: Detail) -> View {
    let sheet = detail.sheet;
    view! {
        " "
        ({
            // Nothing may be built while a signal is read.
            let status = sheet.with(|sheet| sheet.commercial_status);
            view! { Status(look=commercial(status)) }
        })
        (if sheet.with(|sheet| sheet.is_active) { View::new() } else { view! { " " span(class="tag") { (institutions::INACTIVE) } } })
        (if sheet.with(|sheet| sheet.is_locked) {
            view! {
                " "
                span(class="tag", title=t::LOCKED_WHY) {
                    Icon(glyph=Glyph::LOCK)
                    (t::LOCKED)
                }
            }
        } else {
            View::new()
        })
    }
}

/// « Hôpital · Nantes (44) · 42 salles d’opération · suivie par Mehdi Benali ».
fn summary(detail: Detail) -> String {
    detail.sheet.with(|sheet| {
        let address = &sheet.address;
        let town = match post_code::department(&address.zip_code) {
            Some(department) => format!("{} ({department})", address.city),
            None => address.city.clone(),
        };
        let rooms = sheet.medical_profile.as_ref().and_then(|profile| profile.surgical_rooms);
        let rooms = rooms.and_then(|rooms| u64::try_from(rooms).ok()).map(t::operating_rooms);
        let followed = sheet.assigned_user.as_ref().map(|user| t::followed_by(&user.full_name));
        let parts = [Some(words::institution_type(sheet.type_).now().to_owned()), Some(town), rooms, followed];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    })
}

/// Changes what the tab shows; deletes.
fn actions_of(detail: Detail, tab: ReadSignal<InstitutionTab>) -> View {
    let app = use_app();
    let sheet = detail.sheet;
    let (can_edit, can_delete, deleted) = (
        create_selector(move || sheet.with(|sheet| sheet.can_edit)),
        create_selector(move || sheet.with(|sheet| sheet.can_delete)),
        create_selector(move || sheet.with(|sheet| sheet.deleted_at.is_some())),
    );
    let delete = move || {
        let target = target(detail);
        // The list is where the toast's way back shows its effect.
        let list = Page::Institutions { creating: false }.path();
        actions::delete(app, vec![target], Rc::new(move || go(&list)));
    };
    let items = move || vec![MenuItem::danger(Glyph::TRASH_2, common::DELETE, delete)];
    view! {
        (if deleted.get() || !(can_edit.get() || can_delete.get()) {
            View::new()
        } else {
            view! {
                div(class="page-actions") {
                    (match (can_edit.get(), edited_on(tab.get())) {
                        (true, Some(words)) => view! {
                            a(class="button", href=detail.tab(tab.get(), true)) {
                                Icon(glyph=Glyph::PENCIL)
                                (words)
                            }
                        },
                        _ => View::new(),
                    })
                    (if can_delete.get() {
                        view! { Menu(label=t::MORE_ACTIONS, items=items) { Icon(glyph=Glyph::ELLIPSIS) } }
                    } else {
                        View::new()
                    })
                }
            }
        })
    }
}

/// What a tab lets change of the institution itself.
const fn edited_on(tab: InstitutionTab) -> Option<Words> {
    match tab {
        InstitutionTab::Overview => Some(common::EDIT),
        InstitutionTab::MedicalProfile => Some(form::EDIT_PROFILE),
        InstitutionTab::Contacts
        | InstitutionTab::Tasks
        | InstitutionTab::Quotes
        | InstitutionTab::Invoices
        | InstitutionTab::Revenue
        | InstitutionTab::Digiforma
        | InstitutionTab::History => None,
    }
}

fn target(detail: Detail) -> Target {
    detail.sheet.with_untracked(|sheet| Target {
        id: sheet.id.clone(),
        name: sheet.name.clone(),
        version: sheet.version,
    })
}

fn deleted_notice(detail: Detail) -> View {
    let app = use_app();
    let restore = move |_| actions::restore(app, vec![target(detail)], Rc::new(move || detail.reload()));
    let button = detail.sheet.with_untracked(|sheet| sheet.can_delete).then(|| {
        view! {
            button(class="button button-small", r#type="button", on:click=restore) {
                Icon(glyph=Glyph::UNDO_2)
                (common::RESTORE)
            }
        }
    });
    view! {
        Notice(tone=Tone::Warning) {
            div { p { (t::IN_TRASH) } }
            (button)
        }
    }
}

/// The tabs.
#[component(inline_props)]
pub fn DetailTabs(detail: Detail, tab: ReadSignal<InstitutionTab>) -> View {
    let link = move |target: InstitutionTab, name: Words| {
        Tab::new(detail.tab(target, false), name, move || tab.get() == target)
    };
    let session = use_app().session;
    let revenue = untrack(|| session.can(Permission::ViewInstitutionRevenue));
    let tabs = [
        link(InstitutionTab::Overview, t::OVERVIEW),
        link(InstitutionTab::MedicalProfile, form::MEDICAL_PROFILE),
        link(InstitutionTab::Contacts, shell::CONTACTS),
        link(InstitutionTab::Tasks, shell::TASKS),
        link(InstitutionTab::Quotes, shell::QUOTES),
        link(InstitutionTab::Invoices, shell::INVOICES),
        link(InstitutionTab::Digiforma, shell::DIGIFORMA),
    ];
    let tabs: Vec<Tab> = tabs
        .into_iter()
        .chain(revenue.then(|| link(InstitutionTab::Revenue, shell::REVENUE)))
        .chain([link(InstitutionTab::History, audit::HISTORY)])
        .collect();
    let name = create_selector(move || detail.sheet.with(|sheet| sheet.name.clone()));
    view! { Tabs(label=name, tabs=tabs) }
}
