//! The rows of the list: what their cells show, and what can be done to an account.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::{List, Row};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{list as words_of_lists, people as t, words};
use crate::pages::outcome::{Changed, Target};
use crate::pages::users::actions;
use crate::pages::users::state::AccountState;
use crate::router::Panel;
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::status::Status;
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

/// The columns, in their order.
pub static COLUMNS: [Column; 5] = [
    Column::new("name", t::NAME),
    Column::new("role", t::ROLE),
    Column::new("team", t::TEAM).optional(),
    Column::new("state", t::STATE),
    Column::new("seen", t::LAST_SEEN).optional(),
];

/// A row.
pub fn table_row(app: App, list: List, row: Row) -> TableRow {
    let cells = row.clone();
    TableRow {
        id: row.id.clone(),
        version: row.version,
        name: row.full_name.clone(),
        href: Some(list.state.with(|state| state.url(Panel::Shown(row.id.clone())))),
        edit: None,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, list, row),
    }
}

fn cell(row: &Row, column: &'static str) -> View {
    match column {
        "name" => {
            let email = row.email.clone();
            view! { span(class="cell-sub") { (email) } }
        }
        "role" => words::role(row.role).into(),
        "team" => match &row.team {
            Some(team) => team.name.clone().into(),
            None => view! { Unknown() },
        },
        "state" => {
            let look = AccountState::of(row.is_active, row.has_password).look();
            view! { Status(look=look, plain=true) }
        }
        "seen" => match row.last_login_at.clone() {
            Some(when) => {
                let exact = when.clone();
                view! { span(class="soft", title=format::day_and_time(&exact)) { (format::since(&when)) } }
            }
            None => view! { span(class="faint") { (t::NEVER_SEEN) } },
        },
        _ => View::new(),
    }
}

/// What can be done to the account of somebody else.
fn menu(app: App, list: List, row: Row) -> Option<Items> {
    let allowed = app.session.can(Permission::ManageUsers) && app.session.person_id() != row.id;
    let items = move || {
        let target = Target { id: row.id.clone(), name: row.full_name.clone(), version: Some(row.version) };
        let changed: Changed = Rc::new(move || list.reload());
        let open = list.state.with_untracked(|state| state.url(Panel::Shown(row.id.clone())));
        let mut items = vec![MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, open)];
        let state = AccountState::of(row.is_active, row.has_password);
        if state == AccountState::Invited {
            let target = target.clone();
            items.push(MenuItem::action(Glyph::MAIL, t::INVITE_AGAIN, move || {
                actions::invite_again(app, target.clone());
            }));
        }
        items.push(MenuItem::Rule);
        items.push(match state {
            AccountState::Deactivated => MenuItem::action(Glyph::UNDO_2, t::ACTIVATE, move || {
                actions::activate(app, target.clone(), changed.clone());
            }),
            _ => MenuItem::danger(Glyph::CIRCLE_SLASH, t::DEACTIVATE, move || {
                let refused: actions::Refused = Rc::new(move |why| app.toasts.fail(why));
                actions::deactivate(app, target.clone(), changed.clone(), refused);
            }),
        });
        items
    };
    allowed.then(|| Rc::new(items) as Items)
}
