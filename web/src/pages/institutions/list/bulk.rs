//! What can be done with the selected rows.

use std::rc::Rc;

use domain::Permission;
use sycamore::futures::spawn_local;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::{List, Row};
use crate::api::operations::{AssignInstitution, assign_institution};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::text::{common, institutions as t, list as words_of_lists};
use crate::pages::institutions::actions::{self, Changed, Target};
use crate::pages::institutions::people;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::FieldState;
use crate::ui::icon::Glyph;
use crate::ui::message::Message;
use crate::ui::table::selection::{BulkAction, BulkBar};
use crate::user_errors;

/// The bar that floats over the list while rows are selected.
#[component(inline_props)]
pub fn Bulk(list: List) -> View {
    let app = use_app();
    let assigning = create_signal(false);
    let trash = create_selector(move || list.state.with(|state| state.trash));
    let changed: Changed = Rc::new(move || list.reload());
    let actions = move || {
        let rows = list.chosen();
        let mut all = Vec::new();
        if trash.get() {
            let changed = changed.clone();
            all.push(BulkAction::new(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, targets(list), changed.clone());
            }));
            return all;
        }
        if app.session.can(Permission::ViewUsers) && rows.iter().all(|row| row.can_edit) {
            all.push(BulkAction::new(Glyph::USER_PLUS, t::ASSIGN, move || assigning.set(true)));
        }
        if rows.iter().all(|row| row.can_delete) {
            let changed = changed.clone();
            all.push(BulkAction::new(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, targets(list), changed.clone());
            }));
        }
        all
    };
    view! {
        BulkBar(selection=list.table.selection, count=t::selected, actions=Rc::new(actions) as Rc<dyn Fn() -> Vec<BulkAction>>)
        (if assigning.get() { view! { AssignDialog(list=list, open=assigning) } } else { View::new() })
    }
}

fn targets(list: List) -> Vec<Target> {
    let target = |row: Row| Target { id: row.id, name: row.name, version: row.version };
    list.take().into_iter().map(target).collect()
}

#[component(inline_props)]
fn AssignDialog(list: List, open: Signal<bool>) -> View {
    let app = use_app();
    let state = FieldState::free("");
    let chosen = create_signal(None::<Candidate>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match chosen.get_clone_untracked() {
            Some(person) => {
                let rows = list.take();
                open.set(false);
                assign(app, list, rows, person);
            }
            None => state.problem.set(Some(Message::from(words_of_lists::CHOOSE_PERSON))),
        }
    };
    view! {
        Modal(kind=ModalKind::Dialog, title=t::ASSIGN_TITLE, on_close=move || open.set(false)) {
            form(class="panel-form", novalidate=true, on:submit=submit) {
                div(class="panel-body dialog-with-list") {
                    Combobox(state=state, chosen=chosen, label=t::ASSIGNEE, search=people::search())
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| open.set(false)) { (common::CANCEL) }
                    button(class="button button-primary", r#type="submit") { (t::ASSIGN) }
                }
            }
        }
    }
}

/// Assigns one after the other; tells how many, and what stopped it.
fn assign(app: App, list: List, rows: Vec<Row>, person: Candidate) {
    spawn_local(async move {
        let mut done = 0;
        let mut failure = None;
        for row in rows {
            match assign_one(&row, &person.id).await {
                Ok(()) => done += 1,
                Err(why) => {
                    failure = Some(why);
                    break;
                }
            }
        }
        if done > 0 {
            let name = person.label;
            app.toasts.confirm(Message::new(move || t::assigned(&t::count(done), &name)));
            list.reload();
        }
        if let Some(why) = failure {
            app.toasts.fail(why);
        }
    });
}

async fn assign_one(row: &Row, user: &str) -> Result<(), Message> {
    let input = assign_institution::UpdateInstitutionInput {
        id: row.id.clone(),
        expected_version: Some(row.version),
        assigned_user_id: Some(user.to_owned()),
        ..Default::default()
    };
    let data = send::<AssignInstitution>(assign_institution::Variables { input })
        .await
        .map_err(|error| Message::new(move || error.sentence()))?;
    match user_errors!(data.update_institution.user_errors).into_iter().next() {
        Some(error) => Err(Message::new(move || error.sentence())),
        None => Ok(()),
    }
}
