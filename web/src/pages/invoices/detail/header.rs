//! Number, status and what can be done next.

use domain::Permission;
use domain::billing::{InvoiceStatus, InvoiceType};
use sycamore::prelude::*;

use super::dialogs::Dialog;
use super::{Detail, Sheet};
use crate::app::{App, use_app};
use crate::i18n::Words;
use crate::i18n::text::{common, documents, invoices as t, payments as words};
use crate::pages::documents::pdf::PdfLink;
use crate::pages::invoices::due::due_of;
use crate::pages::invoices::{actions, is_credit, may_write, name_of};
use crate::pages::payments::actions::Ending;
use crate::router::{InstitutionTab, Page, Panel, go};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::money::{self, euros};
use crate::ui::status::{Status, StatusLook, invoice_or_credit_note};

/// What the person may do with the invoice as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Allowed {
    edit: bool,
    issue: bool,
    send: bool,
    sent: bool,
    remind: bool,
    record: bool,
    credit: bool,
    cancel: bool,
    archive: bool,
    copy: bool,
    delete: bool,
    is_credit: bool,
}

impl Allowed {
    fn new(app: App, sheet: &Sheet) -> Self {
        let editable = sheet.institution.as_ref().is_some_and(|institution| institution.can_edit);
        let writes = may_write(app.session, &sheet.assigned_user_id, editable);
        let credit = is_credit(sheet.kind);
        Self {
            edit: sheet.can_edit,
            issue: sheet.can_be_issued,
            send: writes && sheet.status.is_issued() && sheet.status != InvoiceStatus::Cancelled,
            sent: sheet.sent_at.is_some(),
            remind: writes && sheet.is_overdue,
            record: sheet.can_receive_payments,
            credit: sheet.can_be_credited,
            cancel: sheet.can_be_credited && app.session.can(Permission::CancelInvoices),
            archive: writes,
            copy: !credit && app.session.can(Permission::CreateInvoice),
            delete: sheet.status.can_be_edited() && app.session.can(Permission::DeleteInvoices),
            is_credit: credit,
        }
    }

    /// What most people came to do.
    fn next(self) -> Option<Dialog> {
        if self.issue {
            Some(Dialog::Issue)
        } else if self.send && !self.sent {
            Some(Dialog::Send)
        } else if self.remind {
            Some(Dialog::Remind)
        } else if self.record {
            Some(Dialog::Record)
        } else {
            None
        }
    }

    /// The dialogues that can be opened, in the order of the menu.
    fn dialogs(self) -> Vec<Dialog> {
        [
            (self.issue, Dialog::Issue),
            (self.send, Dialog::Send),
            (self.record, Dialog::Record),
            (self.remind, Dialog::Remind),
            (self.credit, Dialog::Credit),
        ]
        .into_iter()
        .filter_map(|(may, dialog)| may.then_some(dialog))
        .collect()
    }

    /// How a dialogue is called and drawn.
    fn words(self, dialog: &Dialog) -> (Words, Glyph) {
        match dialog {
            Dialog::Issue if self.is_credit => (t::ISSUE_CREDIT, Glyph::STAMP),
            Dialog::Issue => (t::ISSUE, Glyph::STAMP),
            Dialog::Send => (t::SEND, Glyph::SEND),
            Dialog::Remind => (t::REMIND, Glyph::CLOCK),
            Dialog::Credit => (t::CREDIT, Glyph::FILE_MINUS),
            Dialog::Cancel => (t::CANCEL, Glyph::CIRCLE_SLASH),
            Dialog::Record if self.is_credit => (t::RECORD_REFUND, Glyph::WALLET),
            Dialog::Record => (t::RECORD, Glyph::WALLET),
            Dialog::EditPayment(_) => (common::EDIT, Glyph::PENCIL),
            Dialog::EndPayment(Ending::Failed, _) => (words::FAIL, Glyph::CIRCLE_X),
            Dialog::EndPayment(Ending::Cancelled, _) => (words::CANCEL, Glyph::CIRCLE_SLASH),
        }
    }
}

/// The header.
#[component(inline_props)]
pub fn Header(detail: Detail) -> View {
    let sheet = detail.sheet;
    let number = create_selector(move || sheet.with(|sheet| name_of(sheet.invoice_number.as_deref())));
    let list = Page::Invoices(Panel::Closed).path();
    let host = create_selector(move || {
        sheet.with(|sheet| sheet.institution.as_ref().map(|host| (host.id.clone(), host.name.clone())))
    });
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                nav("aria-label"=documents::BREADCRUMB) {
                    ol(class="breadcrumb") {
                        li { a(href=list) { (t::INVOICES) } }
                        (host.get_clone().map(|(id, name)| {
                            let href = Page::Institution { id, tab: InstitutionTab::Invoices, editing: false }.path();
                            view! { li { a(href=href) { (name) } } }
                        }))
                    }
                }
                PageTitle(title=number) { (badges(detail)) }
                p(class="soft") { (sheet.with(summary)) }
            }
            (buttons(detail))
        }
    }
}

fn look(sheet: &Sheet) -> StatusLook {
    invoice_or_credit_note(sheet.kind, sheet.status, sheet.sent_at.is_some())
}

/// What it is beside an ordinary invoice, and that it was set aside.
fn tags(sheet: &Sheet) -> Vec<Words> {
    let kind = match sheet.type_ {
        _ if is_credit(sheet.kind) => Some(t::CREDIT_NOTE),
        InvoiceType::Standard => None,
        part => Some(documents::invoice_type(part)),
    };
    kind.into_iter().chain(sheet.archived.then_some(t::ARCHIVED)).collect()
}

fn badges(detail: Detail) -> View {
    let sheet = detail.sheet;
    let tags = create_selector(move || sheet.with(tags));
    view! {
        " "
        ({
            // Nothing may be built while a signal is read.
            let look = sheet.with(look);
            view! { Status(look=look) }
        })
        (tags
            .get_clone()
            .into_iter()
            .map(|word| view! { " " span(class="tag") { (word) } })
            .collect::<Vec<_>>())
    }
}

/// « Audit du bloc · 15 124,00 € · Reste à payer 5 124,00 € · 19 nov., 4 jours de retard »; tracked.
fn summary(sheet: &Sheet) -> String {
    let credit = is_credit(sheet.kind);
    let mut parts = vec![sheet.title.clone(), euros(&sheet.total)];
    if sheet.invoice_number.is_none() {
        parts.push(t::NUMBER_LATER.now().to_owned());
    } else if money::cents(&sheet.remaining_amount) == 0 {
        if !credit {
            parts.push(t::SETTLED.now().to_owned());
        }
    } else if credit {
        parts.push(t::refundable(&euros(&sheet.remaining_amount)));
    } else if sheet.status.is_issued() {
        if money::cents(&sheet.remaining_amount) != money::cents(&sheet.total) {
            parts.push(t::remaining(&euros(&sheet.remaining_amount)));
        }
        parts.push(t::due_on(&due_of!(sheet).words()));
    }
    parts.join(" · ")
}

fn buttons(detail: Detail) -> View {
    let app = use_app();
    let allowed = create_selector(move || detail.sheet.with(|sheet| Allowed::new(app, sheet)));
    let edited = Page::Invoices(Panel::Edited(detail.sheet.with_untracked(|sheet| sheet.id.clone()))).path();
    view! {
        div(class="page-actions") {
            PdfLink(pdf=detail.pdf)
            (if allowed.get().edit {
                let edited = edited.clone();
                view! {
                    a(class="button", href=edited) {
                        Icon(glyph=Glyph::PENCIL)
                        (common::EDIT)
                    }
                }
            } else {
                View::new()
            })
            (allowed.get().next().map(|dialog| {
                let (words, glyph) = allowed.get().words(&dialog);
                view! {
                    button(
                        class="button button-primary",
                        r#type="button",
                        "aria-haspopup"="dialog",
                        on:click=move |_| detail.dialog.set(Some(dialog.clone())),
                    ) {
                        Icon(glyph=glyph)
                        (words)
                    }
                }
            }))
            Menu(label=documents::MORE_ACTIONS, items=move || items(app, detail)) { Icon(glyph=Glyph::ELLIPSIS) }
        }
    }
}

/// Everything that can be done, but for what is a button already.
fn items(app: App, detail: Detail) -> Vec<MenuItem> {
    let sheet = detail.sheet.get_clone_untracked();
    let allowed = untrack(|| Allowed::new(app, &sheet));
    let next = allowed.next();
    let open = move |dialog: Dialog| move || detail.dialog.set(Some(dialog.clone()));
    let mut items = Vec::new();
    for dialog in allowed.dialogs() {
        if next.as_ref() != Some(&dialog) {
            let (words, glyph) = allowed.words(&dialog);
            items.push(MenuItem::action(glyph, words, open(dialog)));
        }
    }
    if allowed.copy {
        let id = sheet.id.clone();
        items.push(MenuItem::action(Glyph::COPY, t::DUPLICATE, move || actions::duplicate(app, id.clone())));
    }
    if allowed.archive {
        let archived = sheet.archived;
        let word = if archived { t::UNARCHIVE } else { t::ARCHIVE };
        items.push(MenuItem::action(Glyph::ARCHIVE, word, move || {
            let (targets, changed) = (vec![detail.target()], detail.changed());
            if archived {
                actions::unarchive(app, targets, changed);
            } else {
                actions::archive(app, targets, changed);
            }
        }));
    }
    if allowed.cancel || allowed.delete {
        items.push(MenuItem::Rule);
    }
    if allowed.cancel {
        let (words, glyph) = allowed.words(&Dialog::Cancel);
        items.push(MenuItem::danger(glyph, words, open(Dialog::Cancel)));
    }
    if allowed.delete {
        items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
            // The list is where the toast's way back shows its effect.
            let list = Page::Invoices(Panel::Closed).path();
            actions::delete(app, vec![detail.target()], std::rc::Rc::new(move || go(&list)));
        }));
    }
    items
}
