//! The forms that make and change a segment.

mod answer;
mod fields;
mod inputs;
mod preview;
mod question;
mod several;

use std::rc::Rc;

use domain::SegmentVisibility;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use self::fields::Fields;
use self::inputs::Inputs;
use super::Segment;
use crate::api::segments::{CreateSegment, UpdateSegment};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::text::{common, segments as t};
use crate::pages::audit::trail;
use crate::pages::panels::PanelHost;
use crate::router::go;
use crate::ui::editing::{Editing, guard};
use crate::ui::form::{snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::user_errors;

/// The panel for a new segment.
#[component(inline_props)]
pub fn CreatePanel(host: PanelHost) -> View {
    let app = use_app();
    let fields = Fields::new(None);
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let close = host.clone();
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let variables = untrack(|| fields.creation());
        let (submission, host, name) = (submission.clone(), host.clone(), variables.name.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateSegment>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_segment.segment {
                    Some(created) => {
                        saved.set(true);
                        app.toasts.confirm(Message::new(move || t::created(&name)));
                        (host.changed)();
                        go(&host.address_of(&created.id));
                    }
                    None => status.refuse(fields.place(user_errors!(data.create_segment.user_errors))),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::NEW,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || close.close()) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields, new=true, private=true, has_team=false)
        }
    }
}

/// The panel that changes a segment.
#[component(inline_props)]
pub fn EditPanel(host: PanelHost, segment: Segment) -> View {
    let app = use_app();
    let fields = Fields::new(Some(&segment));
    let editing = Editing::new(fields.entries(), Some(segment.version));
    let status = editing.status;
    let private = segment.owner_id == untrack(|| app.session.person_id());
    let has_team = segment.visibility == SegmentVisibility::Team;
    let back = host.address_of(&segment.id);
    let cancel = back.clone();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        (host.changed)();
        go(&back);
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let variables = untrack(|| fields.update(&segment, editing.version.get()));
        let (id, editing, done) = (segment.id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateSegment>(variables).await {
                Ok(data) => {
                    let errors = user_errors!(data.update_segment.user_errors);
                    if errors.is_empty() {
                        editing.finish(errors, &done);
                    } else {
                        editing.status.refuse(fields.place(errors));
                    }
                }
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| {
                        found.map(|theirs| {
                            fields.question.keep(theirs.criteria.as_ref());
                            let values = untrack(|| snapshot(&Fields::new(Some(&theirs)).entries()));
                            (values, theirs.version)
                        })
                    })
                    .await;
                }
            }
        });
    };
    view! {
        FormPanel(
            title=t::EDIT_TITLE,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&cancel)) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields, new=false, private=private, has_team=has_team)
        }
    }
}
