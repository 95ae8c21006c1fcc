//! The rows of the list, and their columns.

use std::rc::Rc;

use domain::{Permission, SegmentVisibility};
use sycamore::prelude::*;

use super::{Segment, actions, may_make, may_restore, member_count};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{common, list as words_of_lists, segments as t};
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

/// The columns.
pub static COLUMNS: [Column; 6] = [
    Column::new("name", t::NAME).sorts(),
    Column::new("type", t::TYPE),
    Column::new("members", t::MEMBERS).class("cell-number"),
    Column::new("visibility", t::VISIBILITY),
    Column::new("owner", t::OWNER),
    Column::new("updated", t::COLUMN_UPDATED).sorts().optional(),
];

/// Characters of a description in a row.
const SHORT: usize = 90;

/// A row; `asked` takes a segment whose members are to get tasks.
#[must_use]
pub fn table_row(app: App, host: &PanelHost, asked: Signal<Option<Segment>>, segment: &Segment) -> TableRow {
    let edit = segment.can_edit.then(|| {
        let href = (host.address)(Panel::Edited(segment.id.clone()));
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let cells = segment.clone();
    TableRow {
        id: segment.id.clone(),
        // Members come and go without a new version of the segment.
        version: segment.version.wrapping_mul(1_000_003).wrapping_add(segment.member_count),
        name: segment.name.clone(),
        href: Some((host.address)(Panel::Shown(segment.id.clone()))),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, host, asked, segment.clone()),
    }
}

/// Who sees a segment; a team by its name. Tracked.
#[must_use]
pub fn seen_by(segment: &Segment) -> String {
    match &segment.team {
        Some(team) if segment.visibility == SegmentVisibility::Team => t::team_named(&team.name),
        _ => t::visibility(segment.visibility).now().to_owned(),
    }
}

fn cell(segment: &Segment, column: &'static str) -> View {
    match column {
        "name" => match &segment.description {
            Some(description) => {
                let short = shortened(description);
                view! { span(class="cell-sub") { (short) } }
            }
            None => View::new(),
        },
        "type" => {
            let kind = t::kind(segment.type_);
            view! { (kind) }
        }
        "members" => {
            let count = member_count(segment);
            view! { span(class="number") { (format::integer(count)) } }
        }
        "visibility" => {
            let segment = segment.clone();
            view! { span { (seen_by(&segment)) } }
        }
        "owner" => match &segment.owner {
            Some(owner) => View::from(owner.full_name.clone()),
            None => view! { Unknown() },
        },
        "updated" => {
            let when = segment.deleted_at.clone().unwrap_or_else(|| segment.updated_at.clone());
            let exact = when.clone();
            view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        _ => View::new(),
    }
}

/// Not all of a long text.
fn shortened(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    format!("{}…", text.chars().take(SHORT).collect::<String>().trim_end())
}

fn menu(app: App, host: &PanelHost, asked: Signal<Option<Segment>>, segment: Segment) -> Option<Items> {
    let may = untrack(|| match segment.deleted_at {
        Some(_) => may_restore(app.session, &segment),
        None => may_make(app.session),
    });
    if !may {
        return None;
    }
    let tasks = untrack(|| app.session.can(Permission::CreateTasks));
    let host = host.clone();
    let items = move || {
        let target = actions::target(&segment);
        let changed = host.changed.clone();
        let at = |panel| (host.address)(panel);
        if segment.deleted_at.is_some() {
            return vec![MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, vec![target.clone()], changed.clone());
            })];
        }
        let mut items =
            vec![MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, at(Panel::Shown(segment.id.clone())))];
        if segment.can_edit {
            items.push(MenuItem::link(Glyph::PENCIL, common::EDIT, at(Panel::Edited(segment.id.clone()))));
        }
        items.push(duplicate(app, &host, &segment));
        if tasks {
            let segment = segment.clone();
            items.push(MenuItem::action(Glyph::LIST_CHECKS, t::CREATE_TASKS, move || asked.set(Some(segment.clone()))));
        }
        if segment.can_edit {
            items.push(MenuItem::Rule);
            items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, vec![target.clone()], changed.clone());
            }));
        }
        items
    };
    Some(Rc::new(items))
}

/// The line of a menu that copies a segment.
#[must_use]
pub fn duplicate(app: App, host: &PanelHost, segment: &Segment) -> MenuItem {
    let (host, target) = (host.clone(), actions::target(segment));
    MenuItem::action(Glyph::COPY, t::DUPLICATE, move || actions::duplicate(app, host.clone(), target.clone()))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_descriptions_are_cut_and_short_ones_are_not() {
        assert_eq!(shortened("Pour la campagne d’automne"), "Pour la campagne d’automne");
        assert_eq!(shortened(&"é".repeat(200)).chars().count(), 91);
    }
}
