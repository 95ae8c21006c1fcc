//! The date, what is late in a sentence, and what can be created.

use domain::Permission;
use sycamore::prelude::*;

use super::{Data, api};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::dashboard as t;
use crate::pages::dashboard::tasks::{TaskView, Which, tasks_path};
use crate::router::{Page, Panel};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::remote::Remote;

/// The header; it stands also while the rest is awaited or has failed.
#[component(inline_props)]
pub fn Header(remote: Remote<Data>) -> View {
    let session = use_app().session;
    // Who sees all tasks is told of all that are late.
    let everybody = create_selector(move || session.can(Permission::ViewAllTasks));
    let counts = create_memo(move || {
        let counts = |data: &Data| (data.dashboard.tasks.clone(), data.dashboard.my_task_counts.clone());
        remote.value.with(|data| data.as_ref().map(counts))
    });
    let sentence = move || match counts.get_clone() {
        None => View::new(),
        Some((all, mine)) if everybody.get() => sentence(&all, Some(&mine), TaskView::All),
        Some((_, mine)) => sentence(&mine, None, TaskView::Mine),
    };
    let can_create =
        create_selector(move || session.can(Permission::CreateInstitutions) || session.can(Permission::CreateTasks));
    let items = move || {
        let mut items = Vec::new();
        if session.can(Permission::CreateTasks) {
            items.push(MenuItem::link(Glyph::LIST_CHECKS, t::NEW_TASK, Page::Tasks(Panel::New).path()));
        }
        if session.can(Permission::CreateInstitutions) {
            let page = Page::Institutions { creating: true };
            items.push(MenuItem::link(Glyph::BUILDING_2, t::NEW_INSTITUTION, page.path()));
        }
        items
    };
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=today)
                p(class="soft") { (sentence()) }
            }
            (if can_create.get() {
                view! {
                    div(class="page-actions") {
                        Menu(label=t::CREATE, class="button button-primary", label_hidden=false, items=items) {
                            Icon(glyph=Glyph::PLUS)
                            (t::CREATE)
                            Icon(glyph=Glyph::CHEVRON_DOWN)
                        }
                    }
                }
            } else {
                View::new()
            })
        }
    }
}

/// « Lundi 23 novembre ».
fn today() -> String {
    let words = format::today_in_words();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// « 3 tâches en retard, dont 1 à vous, 5 à rendre sous 3 jours. » Each count leads to its list.
fn sentence(counts: &api::TaskFigures, mine: Option<&api::TaskFigures>, whose: TaskView) -> View {
    let count = |value: i64| u64::try_from(value).unwrap_or_default();
    let (late, soon) = (count(counts.overdue), count(counts.due_soon));
    if late + soon == 0 {
        return t::ALL_DONE.into();
    }
    let mut parts: Vec<View> = Vec::new();
    if late > 0 {
        parts.push(link(t::overdue(late), tasks_path(whose, Which::Overdue)));
    }
    let mine = mine.map(|mine| count(mine.overdue)).filter(|mine| *mine > 0 && late > 1);
    if let Some(mine) = mine {
        parts.push(link(t::late_of_which_mine(mine), tasks_path(TaskView::Mine, Which::Overdue)));
    }
    if soon > 0 {
        parts.push(link(t::due_soon(soon), tasks_path(whose, Which::Soon)));
    }
    let mut sentence: Vec<View> = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            sentence.push(", ".into());
        }
        sentence.push(part);
    }
    sentence.push(".".into());
    sentence.into()
}

fn link(words: String, href: String) -> View {
    view! { a(href=href) { (words) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(overdue: i64, due_soon: i64) -> api::TaskFigures {
        api::TaskFigures { open: 9, overdue, due_soon, completed_this_week: 0 }
    }

    fn html(all: api::TaskFigures, mine: Option<api::TaskFigures>) -> String {
        sycamore::render_to_string(move || view! { p { (sentence(&all, mine.as_ref(), TaskView::All)) } })
    }

    #[test]
    fn the_first_sentence_can_be_acted_on() {
        let late = html(counts(3, 5), Some(counts(1, 0)));
        for words in ["3 tâches en retard", "dont 1 à vous", "5 à rendre sous 3\u{a0}jours", "href=\"/tasks"] {
            assert!(late.contains(words), "{words}: {late}");
        }
        assert!(html(counts(0, 0), None).contains("Rien à traiter."));
        assert!(!html(counts(1, 0), Some(counts(1, 0))).contains("dont"), "one late task needs no part");
    }
}
