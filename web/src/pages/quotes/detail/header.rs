//! Number, status and what can be done next.

use domain::Permission;
use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use super::dialogs::Dialog;
use super::{Detail, Sheet};
use crate::app::{App, use_app};
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::{common, documents, quotes as t};
use crate::pages::documents::pdf::PdfLink;
use crate::pages::quotes::{actions, may_write};
use crate::router::{InstitutionTab, Page, Panel, go};
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::money::{self, euros};
use crate::ui::status::{Status, StatusLook, looks, quote as look_of};

/// What the person may do with the quote as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Allowed {
    status: QuoteStatus,
    edit: bool,
    send: bool,
    accept: bool,
    reject: bool,
    order: bool,
    cancel: bool,
    convert: bool,
    copy: bool,
    delete: bool,
}

impl Allowed {
    fn new(app: App, sheet: &Sheet) -> Self {
        let editable = sheet.institution.as_ref().is_some_and(|institution| institution.can_edit);
        let writes = may_write(app.session, &sheet.assigned_user_id, editable);
        let may = |to: QuoteStatus| writes && sheet.status != to && sheet.status.can_become(to);
        Self {
            status: sheet.status,
            edit: writes && sheet.can_edit,
            send: may(QuoteStatus::Sent) && !sheet.is_expired,
            accept: writes && sheet.can_be_accepted,
            reject: writes && sheet.can_be_rejected,
            order: may(QuoteStatus::Ordered) && !sheet.is_expired,
            cancel: may(QuoteStatus::Cancelled),
            convert: sheet.can_be_converted && app.session.can(Permission::ConvertQuotesToInvoices),
            copy: app.session.can(Permission::CreateQuotes),
            delete: sheet.status.can_be_deleted() && app.session.can(Permission::DeleteQuotes),
        }
    }

    /// What most people came to do.
    fn next(self) -> Option<(Dialog, Words, Glyph)> {
        if self.convert {
            Some((Dialog::Convert, t::CONVERT, Glyph::RECEIPT_EURO))
        } else if self.send && self.status == QuoteStatus::Draft {
            Some((Dialog::Send, t::SEND, Glyph::SEND))
        } else if self.accept {
            Some((Dialog::Accept, t::ACCEPT, Glyph::CIRCLE_CHECK))
        } else {
            None
        }
    }
}

/// The header.
#[component(inline_props)]
pub fn Header(detail: Detail) -> View {
    let sheet = detail.sheet;
    let number = create_selector(move || sheet.with(|sheet| sheet.quote_number.clone()));
    let list = Page::Quotes(Panel::Closed).path();
    let host = create_selector(move || {
        sheet.with(|sheet| sheet.institution.as_ref().map(|host| (host.id.clone(), host.name.clone())))
    });
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                nav("aria-label"=documents::BREADCRUMB) {
                    ol(class="breadcrumb") {
                        li { a(href=list) { (t::QUOTES) } }
                        (host.get_clone().map(|(id, name)| {
                            let href = Page::Institution { id, tab: InstitutionTab::Quotes, editing: false }.path();
                            view! { li { a(href=href) { (name) } } }
                        }))
                    }
                }
                PageTitle(title=number) { (badges(detail)) }
                p(class="soft") { (summary(detail)) }
            }
            (buttons(detail))
        }
    }
}

/// The look of its status: what was agreed and is on invoices altogether is invoiced.
fn look(sheet: &Sheet) -> StatusLook {
    let total = money::cents(&sheet.total);
    let invoiced = sheet.status.can_be_invoiced() && total > 0 && money::cents(&sheet.invoiced_amount) >= total;
    if invoiced { looks::quote::INVOICED } else { look_of(sheet.status, sheet.is_expired) }
}

fn badges(detail: Detail) -> View {
    let sheet = detail.sheet;
    let revision = create_selector(move || sheet.with(|sheet| sheet.revision));
    view! {
        " "
        ({
            // Nothing may be built while a signal is read.
            let look = sheet.with(look);
            view! { Status(look=look) }
        })
        (if revision.get() > 1 {
            view! { " " span(class="tag") { (t::revision(&revision.get().to_string())) } }
        } else {
            View::new()
        })
    }
}

/// « Audit du bloc · 15 124,00 € · valable jusqu’au 30 nov. 2026, expire dans 3 jours ».
fn summary(detail: Detail) -> String {
    detail.sheet.with(|sheet| {
        let mut parts = vec![sheet.title.clone(), euros(&sheet.total)];
        let invoiced = money::cents(&sheet.invoiced_amount);
        if invoiced > 0 && invoiced < money::cents(&sheet.total) {
            parts.push(documents::invoiced_of(&euros(&sheet.invoiced_amount), &euros(&sheet.total)));
        }
        if sheet.status.is_open() && !sheet.is_expired {
            let day = documents::to_day(&format::day(&sheet.valid_until));
            parts.push(match u64::try_from(sheet.days_until_expiry) {
                Ok(0) => format!("{day}, {}", t::EXPIRES_TODAY.now()),
                Ok(days @ 1..=7) => format!("{day}, {}", t::expires_in(days)),
                _ => day,
            });
        }
        parts.join(" · ")
    })
}

fn buttons(detail: Detail) -> View {
    let app = use_app();
    let allowed = create_selector(move || detail.sheet.with(|sheet| Allowed::new(app, sheet)));
    let edited = Page::Quotes(Panel::Edited(detail.sheet.with_untracked(|sheet| sheet.id.clone()))).path();
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
            (allowed.get().next().map(|(dialog, words, glyph)| view! {
                button(
                    class="button button-primary",
                    r#type="button",
                    "aria-haspopup"="dialog",
                    on:click=move |_| detail.dialog.set(Some(dialog)),
                ) {
                    Icon(glyph=glyph)
                    (words)
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
    let next = allowed.next().map(|(dialog, ..)| dialog);
    let open = move |dialog: Dialog| move || detail.dialog.set(Some(dialog));
    let mut items = Vec::new();
    for (dialog, may, words, glyph) in [
        (Dialog::Send, allowed.send, t::SEND, Glyph::SEND),
        (Dialog::Accept, allowed.accept, t::ACCEPT, Glyph::CIRCLE_CHECK),
        (Dialog::Reject, allowed.reject, t::REJECT, Glyph::CIRCLE_X),
        (Dialog::Order, allowed.order, t::ORDER, Glyph::PACKAGE_CHECK),
    ] {
        if may && next != Some(dialog) {
            items.push(MenuItem::action(glyph, words, open(dialog)));
        }
    }
    if sheet.status == QuoteStatus::Ordered {
        items.push(MenuItem::link(
            Glyph::FILE_TEXT,
            t::ORDER_PDF,
            format!("/api/quotes/{}/order-pdf?inline=true", sheet.id),
        ));
    }
    if allowed.copy {
        let id = sheet.id.clone();
        items.push(MenuItem::action(Glyph::COPY, t::DUPLICATE, move || actions::duplicate(app, id.clone())));
    }
    if allowed.cancel || allowed.delete {
        items.push(MenuItem::Rule);
    }
    if allowed.cancel {
        items.push(MenuItem::danger(Glyph::CIRCLE_SLASH, t::CANCEL, open(Dialog::Cancel)));
    }
    if allowed.delete {
        items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
            // The list is where the toast's way back shows its effect.
            let list = Page::Quotes(Panel::Closed).path();
            actions::delete(app, vec![detail.target()], std::rc::Rc::new(move || go(&list)));
        }));
    }
    items
}
