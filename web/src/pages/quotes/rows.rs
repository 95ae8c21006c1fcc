//! The rows of a list of quotes, and their columns.

use std::rc::Rc;

use domain::Permission;
use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use super::validity::validity;
use super::{Row, actions, may_write};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{common, documents, list as words_of_lists, quotes as t};
use crate::pages::outcome::{Changed, Target};
use crate::router::{Page, Panel, go};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::money::{self, euros};
use crate::ui::status::{Status, looks, quote as look_of};
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

/// The columns of the list of all quotes.
pub static COLUMNS: [Column; 7] = [
    Column::new("number", t::COLUMN_NUMBER).sorts(),
    Column::new("institution", documents::INSTITUTION),
    Column::new("status", documents::STATUS).sorts(),
    Column::new("total", documents::COLUMN_TOTAL).sorts().class("cell-number"),
    Column::new("valid", t::COLUMN_VALID).sorts().optional(),
    Column::new("assignee", documents::COLUMN_ASSIGNEE).short_for(documents::ASSIGNEE).optional(),
    Column::new("updated", documents::COLUMN_UPDATED).sorts().optional(),
];

/// The columns where the institution is known.
pub static COLUMNS_OF_INSTITUTION: [Column; 6] = [
    Column::new("number", t::COLUMN_NUMBER).sorts(),
    Column::new("status", documents::STATUS).sorts(),
    Column::new("total", documents::COLUMN_TOTAL).sorts().class("cell-number"),
    Column::new("valid", t::COLUMN_VALID).sorts().optional(),
    Column::new("assignee", documents::COLUMN_ASSIGNEE).short_for(documents::ASSIGNEE).optional(),
    Column::new("updated", documents::COLUMN_UPDATED).sorts().optional(),
];

/// A quote as the target of an action.
#[must_use]
pub fn target(quote: &Row) -> Target {
    Target { id: quote.id.clone(), name: quote.quote_number.clone(), version: Some(quote.version) }
}

/// Whether the person may change and move it; tracked.
#[must_use]
pub fn writable(app: App, quote: &Row) -> bool {
    let institution = quote.institution.as_ref().is_some_and(|institution| institution.can_edit);
    quote.deleted_at.is_none() && may_write(app.session, &quote.assigned_user_id, institution)
}

/// Whether the person may delete it; tracked.
#[must_use]
pub fn deletable(app: App, quote: &Row) -> bool {
    app.session.can(Permission::DeleteQuotes) && quote.status == QuoteStatus::Draft
}

/// A row.
#[must_use]
pub fn table_row(app: App, quote: &Row, changed: &Changed) -> TableRow {
    let editable = untrack(|| writable(app, quote)) && quote.status.can_be_edited();
    let edit = editable.then(|| {
        let href = Page::Quotes(Panel::Edited(quote.id.clone())).path();
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let cells = quote.clone();
    TableRow {
        id: quote.id.clone(),
        version: quote.version,
        name: quote.quote_number.clone(),
        href: quote.deleted_at.is_none().then(|| Page::quote(&quote.id).path()),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, quote.clone(), editable, changed.clone()),
    }
}

fn cell(quote: &Row, column: &'static str) -> View {
    match column {
        "number" => below_number(quote),
        "institution" => match &quote.institution {
            Some(institution) => {
                let (href, name) = (Page::institution(&institution.id).path(), institution.name.clone());
                view! { a(class="cell-link", href=href) { (name) } }
            }
            None => view! { Unknown() },
        },
        "status" => status(quote),
        "total" => {
            let total = quote.total.clone();
            view! { span(class="money") { (euros(&total)) } }
        }
        "valid" => validity(&quote.valid_until, quote.status, quote.is_expired, quote.days_until_expiry),
        "assignee" => match &quote.assigned_user {
            Some(person) => {
                let name = person.full_name.clone();
                view! { Avatar(name=name, kind=AvatarKind::Alone) }
            }
            None => view! { Unknown() },
        },
        "updated" => {
            let when = quote.deleted_at.clone().unwrap_or_else(|| quote.updated_at.clone());
            let exact = when.clone();
            view! { span(class="soft number", title=format::day_and_time(&exact)) { (format::since(&when)) } }
        }
        _ => View::new(),
    }
}

fn below_number(quote: &Row) -> View {
    let title = quote.title.clone();
    let revision = (quote.revision > 1).then(|| {
        let number = quote.revision.to_string();
        view! { " " span(class="tag") { (t::revision(&number)) } }
    });
    view! {
        span(class="cell-sub cell-line") {
            (title)
            (revision)
        }
    }
}

/// The status; of what was agreed, also how far it is invoiced.
fn status(quote: &Row) -> View {
    let (invoiced, total) = (money::cents(&quote.invoiced_amount), money::cents(&quote.total));
    let agreed = quote.status.can_be_invoiced();
    if agreed && total > 0 && invoiced >= total {
        return view! { Status(look=looks::quote::INVOICED, plain=true) };
    }
    let look = look_of(quote.status, quote.is_expired);
    let part = (agreed && invoiced > 0).then(|| view! { span(class="cell-sub") { (t::INVOICED_PART) } });
    view! {
        Status(look=look, plain=true)
        (part)
    }
}

fn menu(app: App, quote: Row, editable: bool, changed: Changed) -> Option<Items> {
    let (creates, deletes) = untrack(|| (app.session.can(Permission::CreateQuotes), deletable(app, &quote)));
    let deleted = quote.deleted_at.is_some();
    if !(editable || creates || deletes) || deleted && !deletes {
        return None;
    }
    let items = move || {
        let target = target(&quote);
        let changed = changed.clone();
        if deleted {
            return vec![MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, vec![target.clone()], changed.clone());
            })];
        }
        let mut items = vec![MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, Page::quote(&quote.id).path())];
        if editable {
            let edited = Page::Quotes(Panel::Edited(quote.id.clone())).path();
            items.push(MenuItem::link(Glyph::PENCIL, common::EDIT, edited));
        }
        if creates {
            let id = quote.id.clone();
            items.push(MenuItem::action(Glyph::COPY, t::DUPLICATE, move || actions::duplicate(app, id.clone())));
        }
        if deletes {
            items.push(MenuItem::Rule);
            items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
                actions::delete(app, vec![target.clone()], changed.clone());
            }));
        }
        items
    };
    Some(Rc::new(items))
}
