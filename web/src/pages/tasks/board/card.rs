//! A card of the board.

use std::rc::Rc;

use domain::TaskStatus;
use sycamore::prelude::*;
use web_sys::DragEvent;

use super::moves::Board;
use crate::app::use_app;
use crate::i18n::text::{list as words_of_lists, tasks as t};
use crate::pages::panels::PanelHost;
use crate::pages::tasks::due::due;
use crate::pages::tasks::{Task, actions, may_edit, rows};
use crate::router::Panel;
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::button::Label;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;
use crate::ui::status::task as look_of;

/// The card: title, institution, urgency, due date, who does it.
#[component(inline_props)]
pub fn Card(board: Board, task: Task, host: PanelHost) -> View {
    let app = use_app();
    let editable = untrack(|| may_edit(app.session, &task));
    let href = (host.address)(Panel::Shown(task.id.clone()));
    let shift = move |task: Task, status| board.shift(task, status);
    let items = actions::menu(app, &task, href.clone(), host.changed.clone(), words_of_move, Rc::new(shift));
    let menu = items.map(|items| {
        let name = task.title.clone();
        view! {
            Menu(
                label=move || words_of_lists::actions_for(&name),
                class="button button-quiet button-small button-icon",
                items=move || items(),
            ) { Icon(glyph=Glyph::ELLIPSIS) }
        }
    });
    let institution = task.institution.as_ref().map(|institution| {
        let name = institution.name.clone();
        view! { p(class="small faint truncate") { (name) } }
    });
    let assignee = task.assignee.as_ref().map(|person| {
        let name = person.full_name.clone();
        view! { Avatar(name=name, kind=AvatarKind::Alone) }
    });
    let (urgency, date) = (rows::glyph(task.priority, true), due(&task));
    let id = task.id.clone();
    let in_hand = create_selector(move || board.lifted.with(|lifted| lifted.as_ref().is_some_and(|l| l.task.id == id)));
    let (id, title) = (task.id.clone(), task.title.clone());
    let start = move |event: DragEvent| {
        if let Some(data) = event.data_transfer() {
            data.set_effect_allowed("move");
            // Some browsers do not drag what carries nothing.
            let _ = data.set_data("text/plain", &task.title);
        }
        board.lift(task.clone());
    };
    view! {
        li(
            class="task-card",
            "data-card"=id,
            "data-dragging"=in_hand.get().then_some(""),
            "draggable"=if editable { "true" } else { "false" },
            on:dragstart=start,
        ) {
            h3 {
                a(
                    href=href,
                    "draggable"="false",
                    "data-row-link"="",
                    "aria-describedby"=editable.then_some("board-help"),
                ) { (title) }
            }
            (menu)
            (institution)
            p(class="task-meta") {
                (urgency)
                (date)
                (assignee)
            }
        }
    }
}

/// « Déplacer vers “En cours” ».
fn words_of_move(_from: TaskStatus, to: TaskStatus) -> Label {
    let word = look_of(to, false).word;
    (move || t::move_to(word.now())).into()
}
