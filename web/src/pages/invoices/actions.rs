//! What can be done with invoices: sending, reminding, correcting, setting aside, deleting with a way back.

use std::rc::Rc;

use futures_util::FutureExt;
use sycamore::futures::spawn_local;

use crate::api::documents::{
    ArchiveInvoice, CancelInvoice, DeleteInvoice, DuplicateInvoice, RestoreInvoice, SendInvoice, SendInvoiceReminder,
    UnarchiveInvoice, archive_invoice, cancel_invoice, delete_invoice, duplicate_invoice, restore_invoice,
    send_invoice, send_invoice_reminder, unarchive_invoice,
};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::invoices as t;
use crate::pages::documents::mail::{Mail, SendMail};
use crate::pages::documents::reason::Act;
use crate::pages::outcome::{Changed, Target, counted, done, each, outcome, refusal};
use crate::router::{Page, go};
use crate::ui::message::Message;
use crate::user_errors;

/// Mails it to the client.
#[must_use]
pub fn send_out(app: App, target: Target, changed: Changed) -> SendMail {
    Rc::new(move |Mail { recipients, subject, message, .. }| {
        let (Target { id, name, version }, changed) = (target.clone(), changed.clone());
        async move {
            let recipients = Some(recipients);
            let input = send_invoice::SendInvoiceInput { id, expected_version: version, recipients, subject, message };
            let answer = send::<SendInvoice>(send_invoice::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.send_invoice.user_errors)))?;
            done(app, &name, t::sent, &changed);
            Ok(())
        }
        .boxed_local()
    })
}

/// Mails a reminder with what is due.
#[must_use]
pub fn remind(app: App, target: Target, changed: Changed) -> SendMail {
    Rc::new(move |Mail { recipients, subject, message, penalty_rate, .. }| {
        let (Target { id, name, version }, changed) = (target.clone(), changed.clone());
        async move {
            let recipients = Some(recipients);
            let input = send_invoice_reminder::SendInvoiceReminderInput {
                id,
                expected_version: version,
                recipients,
                subject,
                message,
                penalty_rate,
            };
            let answer = send::<SendInvoiceReminder>(send_invoice_reminder::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.send_invoice_reminder.user_errors)))?;
            done(app, &name, t::reminded, &changed);
            Ok(())
        }
        .boxed_local()
    })
}

/// Cancels it by a credit note of everything that is left, with the reason.
#[must_use]
pub fn cancel(app: App, target: Target, changed: Changed) -> Act {
    Rc::new(move |reason| {
        let (Target { id, name, version }, changed) = (target.clone(), changed.clone());
        async move {
            let input = cancel_invoice::CancelInvoiceInput { id, expected_version: version, reason };
            let answer = send::<CancelInvoice>(cancel_invoice::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.cancel_invoice.user_errors)))?;
            done(app, &name, t::cancelled, &changed);
            Ok(())
        }
        .boxed_local()
    })
}

/// Makes a copy, a draft, and goes to it.
pub fn duplicate(app: App, id: String) {
    spawn_local(async move {
        match copy_of(id).await {
            Ok(id) => {
                app.toasts.confirm(t::DUPLICATED);
                go(&Page::invoice(&id).path());
            }
            Err(why) => app.toasts.fail(why),
        }
    });
}

async fn copy_of(id: String) -> Result<String, Message> {
    let answer = send::<DuplicateInvoice>(duplicate_invoice::Variables { id }).await;
    let data = answer.map_err(|error| Message::new(move || error.sentence()))?.duplicate_invoice;
    data.invoice.map(|copy| copy.id).ok_or_else(|| refusal(user_errors!(data.user_errors)))
}

/// Sets one or several aside; one toast undoes all of it.
pub fn archive(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<ArchiveInvoice>(archive_invoice::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.archive_invoice.user_errors)))
    };
    each(app, targets, one, move |gone| {
        let (undone, back) = (changed.clone(), of_any_version(&gone));
        app.toasts.undoable(counted(&gone, t::archived, t::archived_many), move || {
            unarchive(app, back.clone(), undone.clone());
        });
        changed();
    });
}

/// Takes one or several up again.
pub fn unarchive(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<UnarchiveInvoice>(unarchive_invoice::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.unarchive_invoice.user_errors)))
    };
    each(app, targets, one, move |back| {
        app.toasts.confirm(counted(&back, t::unarchived, t::unarchived_many));
        changed();
    });
}

/// The same ones after they were changed here.
fn of_any_version(targets: &[Target]) -> Vec<Target> {
    targets.iter().map(|target| Target { version: None, ..target.clone() }).collect()
}

/// Deletes one or several drafts; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteInvoice>(delete_invoice::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_invoice.user_errors)))
    };
    each(app, targets, one, move |gone| {
        let (undone, back) = (changed.clone(), gone.clone());
        app.toasts.undoable(counted(&gone, t::deleted, t::deleted_many), move || {
            restore(app, back.clone(), undone.clone());
        });
        changed();
    });
}

/// Brings one or several back.
pub fn restore(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, .. }: Target| async move {
        let answer = send::<RestoreInvoice>(restore_invoice::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_invoice.user_errors)))
    };
    each(app, targets, one, move |back| {
        app.toasts.confirm(counted(&back, t::restored, t::restored_many));
        changed();
    });
}
