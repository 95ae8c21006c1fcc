//! A task about each member of a segment.

use std::rc::Rc;

use domain::TaskPriority;
use sycamore::futures::spawn_local;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use super::{Segment, member_count};
use crate::api::segments::{CreateSegmentTasks, create_segment_tasks as api};
use crate::api::submission::Submission;
use crate::api::user_error::UserError;
use crate::app::use_app;
use crate::i18n::text::{common, segments as t, tasks};
use crate::pages::checks;
use crate::pages::outcome::refusal;
use crate::platform::dom;
use crate::ui::button::SubmitButton;
use crate::ui::date_field::{DateField, date_state, end_of};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, verify};
use crate::ui::form_panel::{FormStatus, SendingNotices};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::select::{SelectField, choices};
use crate::ui::status::priority;
use crate::ui::text_field::TextField;
use crate::user_errors;

/// A member that no task was made for.
type Failure = api::CreateSegmentTasksCreateSegmentTasksFailures;

/// The fields.
#[derive(Clone, Copy)]
struct Fields {
    title: FieldState,
    priority: FieldState,
    due: FieldState,
}

impl Fields {
    fn new() -> Self {
        Self {
            title: FieldState::new("", checks::required(255)),
            priority: FieldState::free(TaskPriority::Medium.name()),
            due: date_state(None),
        }
    }

    fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("title", tasks::TITLE, Control::Text(self.title)),
            Entry::new("priority", tasks::PRIORITY, Control::Text(self.priority)),
            Entry::new("dueDate", tasks::DUE_DATE, Control::Text(self.due)),
        ]
    }

    /// Shows refusals at their fields; a segment that is too large is told in words.
    fn place(self, mut errors: Vec<UserError>) -> Vec<UserError> {
        for error in &mut errors {
            if error.field.as_deref() == Some("id") && error.code == "TOO_MANY" {
                let message = t::TOO_MANY_MEMBERS.now().to_owned();
                *error = UserError { field: None, message, code: String::new() };
            }
        }
        place(errors, &self.entries())
    }

    fn input(self, id: String) -> api::CreateSegmentTasksInput {
        api::CreateSegmentTasksInput {
            id,
            title: self.title.text(),
            description: None,
            priority: self.priority.text().parse().ok(),
            due_date: end_of(self.due),
            assignee_id: None,
        }
    }
}

/// The dialogue, while `asked` holds a segment.
#[component(inline_props)]
pub fn TaskDialog(asked: Signal<Option<Segment>>) -> View {
    view! {
        (match asked.get_clone() {
            None => View::new(),
            Some(segment) => view! { Opened(asked=asked, segment=segment) },
        })
    }
}

/// The form; and then, where some members got no task, which ones.
#[component(inline_props)]
fn Opened(asked: Signal<Option<Segment>>, segment: Segment) -> View {
    let failed = create_signal(Vec::<Failure>::new());
    view! {
        Modal(kind=ModalKind::Dialog, title=t::CREATE_TASKS, on_close=move || asked.set(None)) {
            (if failed.with(Vec::is_empty) {
                let segment = segment.clone();
                view! { TaskForm(asked=asked, segment=segment, failed=failed) }
            } else {
                view! { Failures(asked=asked, failures=failed.get_clone()) }
            })
        }
    }
}

#[component(inline_props)]
fn TaskForm(asked: Signal<Option<Segment>>, segment: Segment, failed: Signal<Vec<Failure>>) -> View {
    let app = use_app();
    let fields = Fields::new();
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let count = member_count(&segment);
    let (id, name) = (segment.id, segment.name);
    let send: Rc<dyn Fn()> = Rc::new(move || {
        if !verify(&fields.entries()) || !status.begin() {
            return;
        }
        let variables = api::Variables { input: untrack(|| fields.input(id.clone())) };
        let submission = submission.clone();
        // It goes on where the dialogue is closed meanwhile, and is told all the same.
        spawn_local(async move {
            let answer = submission.send::<CreateSegmentTasks>(variables).await;
            let open = status.busy.is_alive();
            let data = match answer {
                Ok(data) => data.create_segment_tasks,
                Err(error) if open => return status.fail(error),
                Err(error) => return app.toasts.fail(Message::new(move || error.sentence())),
            };
            let errors = user_errors!(data.user_errors);
            if !errors.is_empty() {
                return if open { status.refuse(fields.place(errors)) } else { app.toasts.fail(refusal(errors)) };
            }
            let done = u64::try_from(data.done_count).unwrap_or_default();
            let left = data.failures.len() as u64;
            if done > 0 || left == 0 {
                app.toasts.confirm(Message::new(move || t::tasks_created(done)));
            }
            if left == 0 && open {
                asked.set(None);
            } else if open {
                failed.set(data.failures);
            } else if left > 0 {
                app.toasts.fail(Message::new(move || t::tasks_failed(left)));
            }
        });
    });
    let again = send.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let priorities = choices(TaskPriority::ALL, TaskPriority::name, |value| priority(value).word);
    view! {
        form(class="panel-form", novalidate=true, on:submit=submit) {
            div(class="panel-body") {
                p {
                    strong { (name) }
                    " · "
                    span { (t::members(count)) }
                }
                p(class="soft") { (t::CREATE_TASKS_BODY) }
                SendingNotices(status=status, again=again)
                fieldset(class="form-grid") {
                    legend(class="visually-hidden") { (t::CREATE_TASKS) }
                    TextField(
                        state=fields.title,
                        label=tasks::TITLE,
                        autocomplete="off",
                        frame="field span-all",
                        "autofocus"="",
                    )
                    SelectField(state=fields.priority, label=tasks::PRIORITY, choices=priorities)
                    DateField(state=fields.due, label=tasks::DUE_DATE, optional=true)
                }
            }
            div(class="panel-footer") {
                button(class="button", r#type="button", on:click=move |_| asked.set(None)) { (common::CANCEL) }
                SubmitButton(label=t::CREATE_TASKS_SUBMIT, busy_label=common::SAVING, busy=status.busy)
            }
        }
    }
}

/// The members without a task, and why.
#[component(inline_props)]
fn Failures(asked: Signal<Option<Segment>>, failures: Vec<Failure>) -> View {
    let id = format!("close-{}", dom::unique_number());
    let button = id.clone();
    on_mount(move || dom::focus_id(&button));
    let count = failures.len() as u64;
    let lines: Vec<View> = failures.into_iter().map(line).collect();
    view! {
        div(class="panel-body") {
            Notice(tone=Tone::Warning) { div { p { (t::tasks_failed(count)) } } }
            ul(class="items") { (lines) }
        }
        div(class="panel-footer") {
            button(class="button", id=id, r#type="button", on:click=move |_| asked.set(None)) { (common::CLOSE) }
        }
    }
}

fn line(failure: Failure) -> View {
    let Failure { name, message } = failure;
    view! {
        li {
            div {
                p(class="cell-title") { (name) }
                p(class="small faint") { (message) }
            }
        }
    }
}
