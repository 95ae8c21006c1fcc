//! Copying, deleting with a way back, restoring.

use sycamore::futures::spawn_local;

use super::Segment;
use crate::api::segments::{
    DeleteSegment, DuplicateSegment, RestoreSegment, delete_segment, duplicate_segment, restore_segment,
};
use crate::api::send;
use crate::app::App;
use crate::i18n::text::segments as t;
use crate::pages::outcome::{Changed, Target, counted, each, outcome, refusal};
use crate::pages::panels::PanelHost;
use crate::router::go;
use crate::ui::message::Message;
use crate::user_errors;

/// A segment as the target of an action.
#[must_use]
pub fn target(segment: &Segment) -> Target {
    Target { id: segment.id.clone(), name: segment.name.clone(), version: Some(segment.version) }
}

/// Copies a segment and shows the copy, unless the page has gone meanwhile.
pub fn duplicate(app: App, host: PanelHost, target: Target) {
    spawn_local(async move {
        let Target { id, name, .. } = target;
        // A name has at most 100 characters.
        let copied = t::copy_of(&name.chars().take(90).collect::<String>());
        match send::<DuplicateSegment>(duplicate_segment::Variables { id, name: copied }).await {
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
            Ok(data) => match data.duplicate_segment.segment {
                Some(copy) => {
                    app.toasts.confirm(Message::new(move || t::duplicated(&name)));
                    (host.changed)();
                    if host.panel.is_alive() {
                        go(&host.address_of(&copy.id));
                    }
                }
                None => app.toasts.fail(refusal(user_errors!(data.duplicate_segment.user_errors))),
            },
        }
    });
}

/// Deletes one or several; one toast undoes all of it.
pub fn delete(app: App, targets: Vec<Target>, changed: Changed) {
    let one = |Target { id, version, .. }: Target| async move {
        let answer = send::<DeleteSegment>(delete_segment::Variables { id, version }).await;
        outcome(answer.map(|data| user_errors!(data.delete_segment.user_errors)))
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
        let answer = send::<RestoreSegment>(restore_segment::Variables { id }).await;
        outcome(answer.map(|data| user_errors!(data.restore_segment.user_errors)))
    };
    each(app, targets, one, move |done| {
        app.toasts.confirm(counted(&done, t::restored, t::restored_many));
        changed();
    });
}
