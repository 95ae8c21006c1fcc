//! The rows of a list of invoices, and their columns.

use std::rc::Rc;

use domain::Permission;
use domain::billing::InvoiceType;
use sycamore::prelude::*;

use super::due::due_of;
use super::{Row, actions, is_credit, may_write};
use crate::app::App;
use crate::i18n::format;
use crate::i18n::text::{common, documents, invoices as t, list as words_of_lists};
use crate::pages::outcome::{Changed, Target};
use crate::router::{Page, Panel, go};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;
use crate::ui::money::{self, euros};
use crate::ui::status::{Status, invoice_or_credit_note};
use crate::ui::table::{Column, Items, TableRow};
use crate::ui::unknown::Unknown;

/// The columns of the list of all invoices.
pub static COLUMNS: [Column; 8] = [
    Column::new("number", t::COLUMN_NUMBER).sorts(),
    Column::new("institution", documents::INSTITUTION),
    Column::new("status", documents::STATUS).sorts(),
    Column::new("total", documents::COLUMN_TOTAL).sorts().class("cell-number"),
    Column::new("remaining", t::COLUMN_REMAINING).sorts().class("cell-number"),
    Column::new("issued", t::ISSUE_DATE).sorts().optional(),
    Column::new("due", t::DUE_DATE).sorts().optional(),
    Column::new("assignee", documents::COLUMN_ASSIGNEE).short_for(documents::ASSIGNEE).optional(),
];

/// The columns where the institution is known.
pub static COLUMNS_OF_INSTITUTION: [Column; 7] = [
    Column::new("number", t::COLUMN_NUMBER).sorts(),
    Column::new("status", documents::STATUS).sorts(),
    Column::new("total", documents::COLUMN_TOTAL).sorts().class("cell-number"),
    Column::new("remaining", t::COLUMN_REMAINING).sorts().class("cell-number"),
    Column::new("issued", t::ISSUE_DATE).sorts().optional(),
    Column::new("due", t::DUE_DATE).sorts().optional(),
    Column::new("assignee", documents::COLUMN_ASSIGNEE).short_for(documents::ASSIGNEE).optional(),
];

/// An invoice as the target of an action: a draft goes by what it is about.
#[must_use]
pub fn target(invoice: &Row) -> Target {
    let name = invoice.invoice_number.clone().unwrap_or_else(|| invoice.title.clone());
    Target { id: invoice.id.clone(), name, version: Some(invoice.version) }
}

/// Whether the person may set it aside; tracked.
#[must_use]
pub fn writable(app: App, invoice: &Row) -> bool {
    let institution = invoice.institution.as_ref().is_some_and(|institution| institution.can_edit);
    invoice.deleted_at.is_none() && may_write(app.session, &invoice.assigned_user_id, institution)
}

/// Whether the person may delete it; tracked.
#[must_use]
pub fn deletable(app: App, invoice: &Row) -> bool {
    app.session.can(Permission::DeleteInvoices) && invoice.status.can_be_edited()
}

/// A row.
#[must_use]
pub fn table_row(app: App, invoice: &Row, changed: &Changed) -> TableRow {
    let edit = invoice.can_edit.then(|| {
        let href = Page::Invoices(Panel::Edited(invoice.id.clone())).path();
        Rc::new(move || go(&href)) as Rc<dyn Fn()>
    });
    let cells = invoice.clone();
    TableRow {
        id: invoice.id.clone(),
        version: invoice.version,
        name: target(invoice).name,
        href: invoice.deleted_at.is_none().then(|| Page::invoice(&invoice.id).path()),
        edit,
        cells: Rc::new(move |column| cell(&cells, column)),
        menu: menu(app, invoice.clone(), changed.clone()),
    }
}

fn cell(invoice: &Row, column: &'static str) -> View {
    match column {
        "number" => below_number(invoice),
        "institution" => match &invoice.institution {
            Some(institution) => {
                let (href, name) = (Page::institution(&institution.id).path(), institution.name.clone());
                view! { a(class="cell-link", href=href) { (name) } }
            }
            None => view! { Unknown() },
        },
        "status" => {
            let look = invoice_or_credit_note(invoice.kind, invoice.status, invoice.sent_at.is_some());
            view! { Status(look=look, plain=true) }
        }
        "total" => amount(invoice, invoice.total.clone()),
        "remaining" => remaining(invoice),
        "issued" => match invoice.issue_date.clone() {
            Some(day) => view! { span(class="number") { (format::calendar_day(&day)) } },
            None => view! { Unknown() },
        },
        "due" if is_credit(invoice.kind) => view! { Unknown() },
        "due" => due_of!(invoice).view(),
        "assignee" => match &invoice.assigned_user {
            Some(person) => {
                let name = person.full_name.clone();
                view! { Avatar(name=name, kind=AvatarKind::Alone) }
            }
            None => view! { Unknown() },
        },
        _ => View::new(),
    }
}

/// What it is about, unless it goes by that, and that it is a credit note or a part of a quote.
fn below_number(invoice: &Row) -> View {
    let title = invoice.invoice_number.is_some().then(|| View::from(invoice.title.clone()));
    let word = match invoice.type_ {
        _ if is_credit(invoice.kind) => Some(t::CREDIT_NOTE),
        InvoiceType::Standard => None,
        part => Some(documents::invoice_type(part)),
    };
    let tag = word.map(|word| view! { " " span(class="tag") { (word) } });
    view! {
        span(class="cell-sub cell-line") {
            (title)
            (tag)
        }
    }
}

/// Money that is given back has a minus before it.
fn amount(invoice: &Row, amount: String) -> View {
    let credit = is_credit(invoice.kind);
    let words = move || if credit { money::euros_of(-money::cents(&amount)) } else { euros(&amount) };
    view! { span(class="money") { (words()) } }
}

/// What is left to pay; nothing is said of drafts.
fn remaining(invoice: &Row) -> View {
    if !invoice.status.is_issued() {
        return view! { Unknown() };
    }
    if money::cents(&invoice.remaining_amount) == 0 {
        let zero = invoice.remaining_amount.clone();
        return view! { span(class="money faint") { (euros(&zero)) } };
    }
    amount(invoice, invoice.remaining_amount.clone())
}

fn menu(app: App, invoice: Row, changed: Changed) -> Option<Items> {
    let (creates, deletes, writes) = untrack(|| {
        let creates = app.session.can(Permission::CreateInvoice) && !is_credit(invoice.kind);
        (creates, deletable(app, &invoice), writable(app, &invoice))
    });
    let deleted = invoice.deleted_at.is_some();
    if deleted && !deletes {
        return None;
    }
    let items = move || {
        let target = target(&invoice);
        let changed = changed.clone();
        if deleted {
            return vec![MenuItem::action(Glyph::UNDO_2, common::RESTORE, move || {
                actions::restore(app, vec![target.clone()], changed.clone());
            })];
        }
        let mut items =
            vec![MenuItem::link(Glyph::ARROW_RIGHT, words_of_lists::OPEN, Page::invoice(&invoice.id).path())];
        if invoice.can_edit {
            let edited = Page::Invoices(Panel::Edited(invoice.id.clone())).path();
            items.push(MenuItem::link(Glyph::PENCIL, common::EDIT, edited));
        }
        if creates {
            let id = invoice.id.clone();
            items.push(MenuItem::action(Glyph::COPY, t::DUPLICATE, move || actions::duplicate(app, id.clone())));
        }
        if writes {
            items.push(archiving(app, &invoice, changed.clone()));
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

fn archiving(app: App, invoice: &Row, changed: Changed) -> MenuItem {
    let target = target(invoice);
    if invoice.archived {
        MenuItem::action(Glyph::ARCHIVE, t::UNARCHIVE, move || {
            actions::unarchive(app, vec![target.clone()], changed.clone());
        })
    } else {
        MenuItem::action(Glyph::ARCHIVE, t::ARCHIVE, move || {
            actions::archive(app, vec![target.clone()], changed.clone());
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::billing::{InvoiceKind, InvoiceStatus};

    use super::*;

    fn row(kind: InvoiceKind, status: InvoiceStatus, remaining: &str) -> Row {
        Row {
            id: "i1".into(),
            invoice_number: None,
            kind,
            type_: InvoiceType::Deposit,
            title: "Audit du bloc".into(),
            status,
            issue_date: None,
            due_date: "2026-11-30T22:59:59Z".into(),
            total: "1200.00".into(),
            remaining_amount: remaining.into(),
            is_overdue: false,
            days_overdue: 0,
            days_until_due: 12,
            sent_at: None,
            archived: false,
            updated_at: "2026-11-01T00:00:00Z".into(),
            deleted_at: None,
            version: 1,
            can_edit: false,
            assigned_user_id: "u1".into(),
            assigned_user: None,
            institution: None,
        }
    }

    fn html(row: Row, column: &'static str) -> String {
        sycamore::render_to_string(move || cell(&row, column))
    }

    #[test]
    fn money_that_is_given_back_is_negative() {
        let note = row(InvoiceKind::CreditNote, InvoiceStatus::Issued, "1200.00");
        assert!(html(note.clone(), "total").contains("\u{2212}1\u{202f}200,00\u{a0}€"));
        assert!(html(note, "number").contains("Avoir"));
    }

    #[test]
    fn a_draft_has_nothing_left_to_pay_yet() {
        let draft = row(InvoiceKind::Invoice, InvoiceStatus::Draft, "1200.00");
        assert!(!html(draft.clone(), "remaining").contains('€'));
        assert!(html(draft, "number").contains("acompte"));
        assert!(html(row(InvoiceKind::Invoice, InvoiceStatus::Paid, "0.00"), "remaining").contains("0,00"));
    }
}
