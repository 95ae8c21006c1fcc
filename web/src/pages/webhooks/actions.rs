//! Stopping and starting, testing, sending again, deleting with a way back, restoring.

use std::rc::Rc;

use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use super::Hook;
use super::deliveries::failure;
use crate::api::send;
use crate::api::webhooks::{
    ActivateWebhook, DeleteWebhook, ReplayWebhookDelivery, ResetWebhook, RestoreWebhook, RetryFailedWebhookDeliveries,
    RotateWebhookSecret, TestWebhook, activate_webhook, delete_webhook, replay_webhook_delivery, reset_webhook,
    restore_webhook, retry_failed_webhook_deliveries, rotate_webhook_secret, test_webhook,
};
use crate::app::App;
use crate::i18n::text::webhooks as t;
use crate::pages::outcome::{Changed, Target, counted, done, each, outcome, refusal};
use crate::ui::message::Message;
use crate::user_errors;

/// A webhook as the target of an action.
#[must_use]
pub fn target(hook: &Hook) -> Target {
    Target { id: hook.id.clone(), name: hook.name.clone(), version: Some(hook.version) }
}

/// Stops a webhook.
pub fn pause(app: App, target: Target, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<ActivateWebhook>(activate_webhook::Variables { id, version, active: false }).await;
        outcome(answer.map(|data| user_errors!(data.update_webhook.user_errors)))
    };
    each(app, vec![target.clone()], one, move |_| {
        let (back, undone) = (target.clone(), changed.clone());
        let name = target.name.clone();
        app.toasts.undoable(Message::new(move || t::paused(&name)), move || reset(app, back.clone(), undone.clone()));
        changed();
    });
}

/// Switches a webhook on again and forgets its failures.
pub fn reset(app: App, target: Target, changed: Changed) {
    let one = |Target { id, .. }: Target| async move {
        let answer = send::<ResetWebhook>(reset_webhook::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.reset_webhook.user_errors)))
    };
    let name = target.name.clone();
    each(app, vec![target], one, move |_| done(app, &name, t::reset, &changed));
}

/// Tells a webhook that this is a test, and says what came of it; `busy` while it waits.
pub fn test(app: App, id: String, busy: Signal<bool>, changed: Changed) {
    if busy.replace(true) {
        return;
    }
    spawn_local(async move {
        let answer = send::<TestWebhook>(test_webhook::Variables { id }).await;
        if busy.is_alive() {
            busy.set(false);
        }
        match answer {
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
            Ok(data) => {
                let tested = data.test_webhook;
                match tested.webhook_delivery {
                    None => app.toasts.fail(refusal(user_errors!(tested.user_errors))),
                    Some(delivery) if tested.success => {
                        let status = delivery.http_status.unwrap_or_default().to_string();
                        let duration = tested.duration.unwrap_or_default().to_string();
                        app.toasts.confirm(Message::new(move || t::tested(&status, &duration)));
                    }
                    Some(delivery) => {
                        let (status, why) = (delivery.http_status, delivery.error_message.unwrap_or_default());
                        app.toasts.fail(Message::new(move || t::test_failed(&failure(status, &why))));
                    }
                }
                changed();
            }
        }
    });
}

/// Gives a webhook a new secret, which `fresh` shows.
pub fn rotate(app: App, target: Target, fresh: Rc<dyn Fn(String, String)>, changed: Changed) {
    spawn_local(async move {
        match send::<RotateWebhookSecret>(rotate_webhook_secret::Variables { id: target.id }).await {
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
            Ok(data) => match data.rotate_webhook_secret.secret {
                Some(secret) => {
                    fresh(target.name, secret);
                    changed();
                }
                None => app.toasts.fail(refusal(user_errors!(data.rotate_webhook_secret.user_errors))),
            },
        }
    });
}

/// Sends a delivery once more.
pub fn replay(app: App, id: String, changed: Changed) {
    spawn_local(async move {
        let answer = send::<ReplayWebhookDelivery>(replay_webhook_delivery::Variables { id }).await;
        match outcome(answer.map(|data| user_errors!(data.replay_webhook_delivery.user_errors))) {
            Ok(()) => {
                app.toasts.confirm(t::REPLAYED);
                changed();
            }
            Err(why) => app.toasts.fail(why),
        }
    });
}

/// Tries deliveries of a webhook that were given up once more.
pub fn retry_failed(app: App, id: String, changed: Changed) {
    spawn_local(async move {
        let variables = retry_failed_webhook_deliveries::Variables { webhook_id: Some(id) };
        match send::<RetryFailedWebhookDeliveries>(variables).await {
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
            Ok(data) => {
                let count = u64::try_from(data.retry_failed_webhook_deliveries.count).unwrap_or_default();
                let said = move || if count == 0 { t::NOTHING_FAILED.now().to_owned() } else { t::retried(count) };
                app.toasts.confirm(Message::new(said));
                changed();
            }
        }
    });
}

/// Deletes one or several; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteWebhook>(delete_webhook::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_webhook.user_errors)))
    };
    each(app, targets, one, move |done| {
        let (undone, gone) = (changed.clone(), done.clone());
        app.toasts.undoable(counted(&done, t::deleted, t::deleted_many), move || {
            restore(app, gone.clone(), undone.clone());
        });
        changed();
    });
}

/// Brings one or several back.
pub fn restore(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, .. }: Target| async move {
        let answer = send::<RestoreWebhook>(restore_webhook::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_webhook.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::restored, t::restored_many));
        changed();
    });
}
