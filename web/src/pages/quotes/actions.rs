//! What can be done with quotes: sending, the client's answer, the order, copies, deleting with a way back.

use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use sycamore::futures::spawn_local;

use crate::api::documents::{
    AcceptQuote, CancelQuote, DeleteQuote, DuplicateQuote, OrderQuote, RejectQuote, RestoreQuote, RevokeQuoteLink,
    SendQuote, accept_quote, cancel_quote, delete_quote, duplicate_quote, order_quote, reject_quote, restore_quote,
    revoke_quote_link, send_quote,
};
use crate::api::{ApiError, send};
use crate::app::App;
use crate::i18n::text::quotes as t;
use crate::pages::documents::mail::{Mail, SendMail};
use crate::pages::documents::reason::Act;
use crate::pages::outcome::{Changed, Target, counted, done, each, outcome, refusal};
use crate::router::{Page, go};
use crate::ui::message::Message;
use crate::user_errors;

/// What is said when an action succeeded, by the number of the quote.
type Told = fn(&str) -> String;

/// A text dialogue's action that ends with words and a change.
fn told(
    app: App,
    target: Target,
    words: Told,
    changed: Changed,
    act: fn(Target, Option<String>) -> LocalBoxFuture<'static, Result<(), Message>>,
) -> Act {
    Rc::new(move |text| {
        let (target, changed) = (target.clone(), changed.clone());
        async move {
            let number = target.name.clone();
            act(target, text).await?;
            done(app, &number, words, &changed);
            Ok(())
        }
        .boxed_local()
    })
}

/// The client agrees, with a comment.
#[must_use]
pub fn accept(app: App, target: Target, changed: Changed) -> Act {
    told(app, target, t::accepted, changed, |Target { id, version, .. }, client_comments| {
        async move {
            let input = accept_quote::AcceptQuoteInput { id, expected_version: version, client_comments };
            let answer = send::<AcceptQuote>(accept_quote::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.accept_quote.user_errors)))
        }
        .boxed_local()
    })
}

/// The client declines, with a reason.
#[must_use]
pub fn reject(app: App, target: Target, changed: Changed) -> Act {
    told(app, target, t::rejected, changed, |Target { id, version, .. }, client_comments| {
        async move {
            let input = reject_quote::RejectQuoteInput { id, expected_version: version, client_comments };
            let answer = send::<RejectQuote>(reject_quote::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.reject_quote.user_errors)))
        }
        .boxed_local()
    })
}

/// The client orders, with the number of the order.
#[must_use]
pub fn order(app: App, target: Target, changed: Changed) -> Act {
    told(app, target, t::ordered, changed, |Target { id, version, .. }, order_number| {
        async move {
            let input = order_quote::OrderQuoteInput { id, expected_version: version, order_number };
            let answer = send::<OrderQuote>(order_quote::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.order_quote.user_errors)))
        }
        .boxed_local()
    })
}

/// Sends it to the client.
#[must_use]
pub fn send_out(app: App, target: Target, changed: Changed) -> SendMail {
    Rc::new(move |Mail { recipients, subject, message, mail, .. }| {
        let (Target { id, name, version }, changed) = (target.clone(), changed.clone());
        async move {
            let recipients = mail.then_some(recipients);
            let input =
                send_quote::SendQuoteInput { id, expected_version: version, mail, recipients, subject, message };
            let answer = send::<SendQuote>(send_quote::Variables { input }).await;
            outcome(answer.map(|data| user_errors!(data.send_quote.user_errors)))?;
            done(app, &name, t::sent, &changed);
            Ok(())
        }
        .boxed_local()
    })
}

/// Withdraws it.
pub fn cancel(app: App, target: Target, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<CancelQuote>(cancel_quote::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.cancel_quote.user_errors)))
    };
    each(app, vec![target], one, move |gone| {
        app.toasts.confirm(counted(&gone, t::cancelled, t::count));
        changed();
    });
}

/// Ends the links that were given out.
pub fn revoke_link(app: App, target: Target, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<RevokeQuoteLink>(revoke_quote_link::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.revoke_quote_link.user_errors)))
    };
    each(app, vec![target], one, move |_| {
        app.toasts.confirm(t::REVOKED);
        changed();
    });
}

/// Makes a copy and goes to it.
pub fn duplicate(app: App, id: String) {
    spawn_local(async move {
        match copy_of(id).await {
            Ok((id, number)) => {
                app.toasts.confirm(Message::new(move || t::duplicated(&number)));
                go(&Page::quote(&id).path());
            }
            Err(why) => app.toasts.fail(why),
        }
    });
}

async fn copy_of(id: String) -> Result<(String, String), Message> {
    let data = send::<DuplicateQuote>(duplicate_quote::Variables { id })
        .await
        .map_err(|error: ApiError| Message::new(move || error.sentence()))?
        .duplicate_quote;
    match data.quote {
        Some(copy) => Ok((copy.id, copy.quote_number)),
        None => Err(refusal(user_errors!(data.user_errors))),
    }
}

/// Deletes one or several drafts; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteQuote>(delete_quote::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_quote.user_errors)))
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
        let answer = send::<RestoreQuote>(restore_quote::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_quote.user_errors)))
    };
    each(app, targets, one, move |back| {
        app.toasts.confirm(counted(&back, t::restored, t::restored_many));
        changed();
    });
}
