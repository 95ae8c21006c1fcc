//! One institution: who it is in the header, then tabs with addresses of their own.

mod activity;
mod header;
mod medical;
mod overview;
mod people;
mod sheet;

use std::rc::Rc;

use sycamore::prelude::*;

use self::header::{DetailTabs, Header};
use self::medical::MedicalTab;
use self::overview::OverviewTab;
use super::form::{Panel, Sheet};
use crate::api::operations::{Institution, institution};
use crate::api::{ApiError, live, send};
use crate::app::use_address;
use crate::chunks;
use crate::i18n::text::institution_detail as t;
use crate::layout::lazy::LazyPage;
use crate::pages::audit::history::History;
use crate::pages::audit::trail::Subject;
use crate::pages::contacts::institution_tab::ContactsTab;
use crate::pages::invoices::institution_tab::InvoicesTab;
use crate::pages::quotes::institution_tab::QuotesTab;
use crate::pages::revenue::institution_tab::RevenueTab;
use crate::pages::tasks::institution_tab::TasksTab;
use crate::router::{InstitutionTab, Page, go};
use crate::ui::combobox::Candidate;
use crate::ui::empty::Empty;
use crate::ui::heading::PageTitle;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Detail {
    /// The institution.
    pub sheet: ReadSignal<Sheet>,
    /// Counts changes, so that what depends on them is fetched again.
    pub changes: Signal<u32>,
    remote: Remote<Sheet>,
}

impl Detail {
    /// Fetches again after something changed, here or elsewhere.
    pub fn reload(self) {
        self.remote.reload();
        self.note_change();
    }

    /// Something that belongs to the institution changed: activity and people are fetched again.
    fn note_change(self) {
        if self.changes.is_alive() {
            self.changes.update(|count| *count = count.wrapping_add(1));
        }
    }

    /// Address of a tab.
    #[must_use]
    pub fn tab(self, tab: InstitutionTab, editing: bool) -> String {
        Page::Institution { id: self.sheet.with(|sheet| sheet.id.clone()), tab, editing }.path()
    }
}

/// The page.
#[component(inline_props)]
pub fn InstitutionDetail(id: String) -> View {
    let address = use_address();
    let target = id.clone();
    let remote = fetch(
        move || target.clone(),
        |id| async move { Ok(send::<Institution>(institution::Variables { id }).await?.institution) },
    );
    let changes = create_signal(0);
    // Whoever is typing keeps the form, whatever others do meanwhile; saving then says that the record is gone.
    let editing = create_selector(move || address.with(|a| matches!(a.page, Page::Institution { editing: true, .. })));
    let gone = create_selector(move || {
        let missing = remote.error.with(|error| *error == Some(ApiError::NotFound));
        missing && !(editing.get() && remote.value.with(Option::is_some))
    });
    live::on_change_of(&["institution"], &id, move || remote.refresh());
    view! {
        (if gone.get() {
            view! { Gone() }
        } else {
            view! {
                Loaded(
                    remote=remote,
                    what=Message::from(t::FAILED),
                    waiting=|| view! { SkeletonRows(rows=8) },
                    show=move |sheet| view! { Shown(detail=Detail { sheet, changes, remote }) },
                )
            }
        })
    }
}

/// In place of an institution that is not there for this person.
#[component]
fn Gone() -> View {
    let list = Page::Institutions { creating: false }.path();
    view! {
        div(class="visually-hidden") { PageTitle(title=t::GONE_TITLE) }
        Empty(glyph=Glyph::SEARCH, title=t::GONE_TITLE, body=t::GONE_BODY) {
            a(class="button", href=list) { (t::ALL_INSTITUTIONS) }
        }
    }
}

#[component(inline_props)]
fn Shown(detail: Detail) -> View {
    let address = use_address();
    let place = create_selector(move || {
        address.with(|address| match &address.page {
            Page::Institution { tab, editing, .. } => (*tab, *editing),
            _ => (InstitutionTab::Overview, false),
        })
    });
    let tab = create_selector(move || place.get().0);
    let can_edit = create_selector(move || detail.sheet.with(|sheet| sheet.can_edit && sheet.deleted_at.is_none()));
    // Decided when the panel opens: it does not vanish under somebody's hands.
    let editor = create_selector(move || {
        let (tab, editing) = place.get();
        (editing && can_edit.get_untracked()).then_some(tab)
    });
    view! {
        Header(detail=detail, tab=tab)
        DetailTabs(detail=detail, tab=tab)
        (match tab.get() {
            InstitutionTab::Overview => view! { OverviewTab(detail=detail) },
            InstitutionTab::Digiforma => {
                view! { LazyPage(lazy=chunks::DIGIFORMA.with(chunks::Mirror::Institution(choice(detail)))) }
            }
            tab => view! { LazyPage(lazy=chunks::INSTITUTION_TABS.with((detail, tab))) },
        })
        (editor.get().map(|tab| open_editor(detail, tab)))
    }
}

/// What a tab shows that is not with the page itself.
#[must_use]
pub fn show_tab(detail: Detail, tab: InstitutionTab) -> View {
    match tab {
        // These are shown without this part of the program.
        InstitutionTab::Overview | InstitutionTab::Digiforma => View::new(),
        InstitutionTab::MedicalProfile => view! { MedicalTab(detail=detail) },
        InstitutionTab::History => {
            let id = detail.sheet.with_untracked(|sheet| sheet.id.clone());
            view! { History(subject=*create_signal(Subject::Institution(id)), changes=*detail.changes) }
        }
        InstitutionTab::Contacts => {
            let can_edit = detail.sheet.with_untracked(|sheet| sheet.can_edit && sheet.deleted_at.is_none());
            view! { ContactsTab(host=choice(detail), can_edit=can_edit, changed=changed(detail)) }
        }
        InstitutionTab::Tasks => view! { TasksTab(host=choice(detail), changed=changed(detail)) },
        InstitutionTab::Quotes => view! { QuotesTab(host=choice(detail), changed=changed(detail)) },
        InstitutionTab::Invoices => view! { InvoicesTab(host=choice(detail), changed=changed(detail)) },
        InstitutionTab::Revenue => view! { RevenueTab(host=choice(detail), changed=changed(detail)) },
    }
}

/// The institution as a choice, for what is created here.
fn choice(detail: Detail) -> Candidate {
    detail.sheet.with_untracked(|sheet| Candidate {
        id: sheet.id.clone(),
        label: sheet.name.clone(),
        detail: sheet.address.city.clone(),
    })
}

/// What a change in a tab does to the page: everything that depends on it is fetched again.
fn changed(detail: Detail) -> Rc<dyn Fn()> {
    Rc::new(move || detail.note_change())
}

/// The panel over the tab that it changes.
fn open_editor(detail: Detail, tab: InstitutionTab) -> View {
    let sheet = detail.sheet;
    let target = untrack(|| detail.tab(tab, false));
    let close: Rc<dyn Fn()> = Rc::new(move || go(&target));
    let saved: Rc<dyn Fn()> = Rc::new(move || detail.reload());
    chunks::institution_form(match tab {
        InstitutionTab::Overview => Panel::Edit { sheet, saved, close },
        InstitutionTab::MedicalProfile => Panel::EditProfile { sheet, saved, close },
        // These tabs have panels of their own.
        InstitutionTab::Contacts
        | InstitutionTab::Tasks
        | InstitutionTab::Quotes
        | InstitutionTab::Invoices
        | InstitutionTab::Revenue
        | InstitutionTab::Digiforma
        | InstitutionTab::History => return View::new(),
    })
}
