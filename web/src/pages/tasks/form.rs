//! The forms that create and change a task.

use std::rc::Rc;

use domain::{Permission, TaskPriority, TaskStatus};
use futures_util::FutureExt;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::{Task, actions, moves};
use crate::api::operations::{ContactChoices, CreateTask, UpdateTask, contact_choices, create_task, update_task};
use crate::api::send;
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::{common, tasks as t};
use crate::pages::audit::trail;
use crate::pages::checks;
use crate::pages::institutions::{people, reference};
use crate::pages::panels::PanelHost;
use crate::ui::button::IconButton;
use crate::ui::combobox::{Candidate, Combobox, Search};
use crate::ui::date_field::{DateField, day_of, end_of, local_state};
use crate::ui::editing::{Editing, guard};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::select::{SelectField, choices};
use crate::ui::status;
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// The fields, each with its control.
#[derive(Clone, Copy)]
struct Fields {
    title: FieldState,
    description: FieldState,
    status: FieldState,
    priority: FieldState,
    due: FieldState,
    assignee_typed: FieldState,
    assignee: Signal<Option<Candidate>>,
    institution_typed: FieldState,
    institution: Signal<Option<Candidate>>,
    contact_typed: FieldState,
    contact: Signal<Option<Candidate>>,
}

impl Fields {
    /// The fields of one that exists, or of a new one at `institution` for `me`.
    fn new(task: Option<&Task>, institution: Option<Candidate>, me: Option<Candidate>) -> Self {
        let named = |id: &str, label: &str| Candidate { id: id.into(), label: label.into(), detail: String::new() };
        let person = task.and_then(|task| task.assignee.as_ref());
        let assignee = person.map(|person| Candidate {
            id: person.id.clone(),
            label: person.full_name.clone(),
            detail: person.email.clone(),
        });
        let theirs = task.and_then(|task| task.institution.as_ref()).map(|i| named(&i.id, &i.name));
        let contact = task.and_then(|task| task.contact.as_ref()).map(|c| named(&c.id, &c.full_name));
        Self {
            title: FieldState::new(task.map_or("", |task| &task.title), checks::required(255)),
            description: FieldState::new(
                task.and_then(|task| task.description.as_deref()).unwrap_or(""),
                checks::at_most(10_000),
            ),
            status: FieldState::free(task.map_or(TaskStatus::Todo, |task| task.status).name()),
            priority: FieldState::free(task.map_or(TaskPriority::Medium, |task| task.priority).name()),
            due: local_state(task.and_then(|task| task.due_date.as_deref())),
            assignee_typed: FieldState::free(""),
            assignee: create_signal(assignee.or(me)),
            institution_typed: FieldState::free(""),
            institution: create_signal(theirs.or(institution)),
            contact_typed: FieldState::free(""),
            contact: create_signal(contact),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("title", t::TITLE, Control::Text(self.title)),
            Entry::new("status", t::STATUS, Control::Choice(self.status, status_words)),
            Entry::new("priority", t::PRIORITY, Control::Choice(self.priority, priority_words)),
            Entry::new("dueDate", t::DUE_DATE, Control::Text(self.due)),
            Entry::new("assigneeId", t::ASSIGNEE, Control::Reference(self.assignee_typed, self.assignee)),
            Entry::new("institutionId", t::INSTITUTION, Control::Reference(self.institution_typed, self.institution)),
            Entry::new("contactId", t::CONTACT, Control::Reference(self.contact_typed, self.contact)),
            Entry::new("description", t::DESCRIPTION, Control::Text(self.description)),
        ]
    }

    fn creation(self) -> create_task::CreateTaskInput {
        create_task::CreateTaskInput {
            title: self.title.text(),
            description: self.description.optional(),
            priority: self.priority.text().parse().ok(),
            due_date: end_of(self.due),
            assignee_id: id_of(self.assignee),
            institution_id: id_of(self.institution),
            contact_id: id_of(self.contact),
        }
    }

    /// Every field, an empty one as null. The due date of `task` stays to the second where its day is the same, and an
    /// institution or a contact that the person does not see stays what it is.
    fn update(self, task: &Task, version: Option<i64>) -> update_task::UpdateTaskInput {
        let same_day = task.due_date.as_deref().and_then(format::local_day) == day_of(self.due);
        let unseen_institution = task.institution_id.clone().filter(|_| task.institution.is_none());
        let unseen_contact = task.contact_id.clone().filter(|_| task.contact.is_none());
        update_task::UpdateTaskInput {
            id: task.id.clone(),
            expected_version: version,
            title: Some(self.title.text()),
            description: self.description.optional(),
            status: self.status.text().parse().ok(),
            priority: self.priority.text().parse().ok(),
            due_date: if same_day { task.due_date.clone() } else { end_of(self.due) },
            assignee_id: id_of(self.assignee),
            institution_id: id_of(self.institution).or(unseen_institution),
            contact_id: id_of(self.contact).or(unseen_contact),
        }
    }
}

fn id_of(chosen: Signal<Option<Candidate>>) -> Option<String> {
    chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()))
}

fn status_words(name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |value| status::task(value, false).word.now().to_owned())
}

fn priority_words(name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |value| status::priority(value).word.now().to_owned())
}

/// Finds contacts of the chosen institution.
fn contact_search(institution: Signal<Option<Candidate>>) -> Search {
    Rc::new(move |typed| {
        let institution = untrack(|| id_of(institution));
        async move {
            let Some(institution) = institution else { return Ok(Vec::new()) };
            let search = Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
            let data = send::<ContactChoices>(contact_choices::Variables { institution, search }).await?;
            let candidate = |found: contact_choices::ContactChoicesContactsNodes| Candidate {
                id: found.id,
                label: found.full_name,
                detail: found.title.unwrap_or_default(),
            };
            Ok(data.contacts.nodes.into_iter().map(candidate).collect())
        }
        .boxed_local()
    })
}

#[component(inline_props)]
fn Inputs(fields: Fields, statuses: Vec<TaskStatus>) -> View {
    let session = use_app().session;
    let priorities = choices(TaskPriority::ALL, TaskPriority::name, |value| status::priority(value).word);
    let statuses = choices(&statuses, TaskStatus::name, |value| status::task(value, false).word);
    let status_field =
        (statuses.len() > 1).then(|| view! { SelectField(state=fields.status, label=t::STATUS, choices=statuses) });
    let assignee = session.can(Permission::AssignTasks).then(|| {
        view! {
            Combobox(
                state=fields.assignee_typed,
                chosen=fields.assignee,
                label=t::ASSIGNEE,
                search=people::search(),
                frame="field span-all",
            )
        }
    });
    // Another institution has other contacts.
    let before = create_signal(untrack(|| id_of(fields.institution)));
    create_effect(move || {
        let now = id_of(fields.institution);
        if before.replace(now.clone()) != now {
            fields.contact.set(None);
        }
    });
    let placed = create_selector(move || fields.institution.with(Option::is_some));
    view! {
        fieldset(class="form-grid") {
            legend(class="visually-hidden") { (t::EDIT_TITLE) }
            TextField(state=fields.title, label=t::TITLE, autocomplete="off", frame="field span-all", "autofocus"="")
            (status_field)
            SelectField(state=fields.priority, label=t::PRIORITY, choices=priorities)
            DateField(state=fields.due, label=t::DUE_DATE, optional=true)
            (assignee)
        }
        fieldset(class="form-grid form-section") {
            legend(class="visually-hidden") { (t::INSTITUTION) }
            Combobox(
                state=fields.institution_typed,
                chosen=fields.institution,
                label=t::INSTITUTION,
                search=reference::search(),
                optional=true,
                frame="field span-all",
            )
            (if placed.get() {
                view! {
                    Combobox(
                        state=fields.contact_typed,
                        chosen=fields.contact,
                        label=t::CONTACT,
                        search=contact_search(fields.institution),
                        optional=true,
                        frame="field span-all",
                    )
                }
            } else {
                View::new()
            })
            TextArea(state=fields.description, label=t::DESCRIPTION, optional=true, frame="field span-all")
        }
    }
}

/// The panel for a new task.
#[component(inline_props)]
pub fn CreatePanel(host: PanelHost) -> View {
    let app = use_app();
    let me = app.session.person.with_untracked(|person| {
        person.as_ref().map(|person| Candidate {
            id: person.id.clone(),
            label: person.full_name.clone(),
            detail: person.email.clone(),
        })
    });
    let fields = Fields::new(None, untrack(|| (host.institution)()), me);
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
        let variables = create_task::Variables { input: untrack(|| fields.creation()) };
        let (submission, entries, host) = (submission.clone(), entries.clone(), host.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateTask>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_task.task {
                    Some(created) => {
                        saved.set(true);
                        let title = created.title;
                        app.toasts.confirm(Message::new(move || t::created(&title)));
                        (host.changed)();
                        host.close();
                    }
                    None => status.refuse(place(user_errors!(data.create_task.user_errors), &entries)),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::NEW_TASK,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || close.close()) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields, statuses=Vec::new())
        }
    }
}

/// The panel that changes a task. The buttons on top save what is typed and move the task at once.
#[component(inline_props)]
pub fn EditPanel(host: PanelHost, task: Task) -> View {
    let app = use_app();
    let fields = Fields::new(Some(&task), None, None);
    let editing = Editing::new(fields.entries(), Some(task.version));
    let (status, saved) = (editing.status, editing.saved);
    let statuses: Vec<TaskStatus> = std::iter::once(task.status).chain(moves(task.status)).collect();
    let (before, target) = (task.status, actions::target(&task));
    let (close, after) = (host.clone(), host.clone());
    let done: Rc<dyn Fn()> = Rc::new(move || {
        let now = untrack(|| fields.status.text()).parse().unwrap_or(before);
        if now == before {
            app.toasts.confirm(t::SAVED);
        } else {
            actions::tell_moved(app, vec![(target.clone(), before)], now, after.changed.clone());
        }
        (after.changed)();
        after.close();
    });
    let record = task.clone();
    let submit: Rc<dyn Fn()> = Rc::new(move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(&record, editing.version.get()));
        let (id, editing, done) = (record.id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateTask>(update_task::Variables { input }).await {
                Ok(data) => editing.finish(user_errors!(data.update_task.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| {
                        found.map(|theirs| {
                            let values = untrack(|| snapshot(&Fields::new(Some(&theirs), None, None).entries()));
                            (values, theirs.version)
                        })
                    })
                    .await;
                }
            }
        });
    });
    let quick: Vec<View> = moves(task.status)
        .map(|next| {
            let (words, glyph) = actions::verb(before, next);
            let submit = submit.clone();
            let act = move |_| {
                fields.status.value.set(next.name().to_owned());
                submit();
            };
            view! {
                button(class="button button-small", r#type="button", on:click=act) {
                    Icon(glyph=glyph)
                    (words)
                }
            }
        })
        .collect();
    let delete = app.session.can(Permission::DeleteTasks).then(|| {
        let (host, target) = (host.clone(), actions::target(&task));
        let act = move || {
            // What is typed goes with the task.
            saved.set(true);
            host.close();
            actions::delete(app, vec![target.clone()], host.changed.clone());
        };
        view! { IconButton(label=common::DELETE, glyph=Glyph::TRASH_2, small=true, on_click=act) }
    });
    let made = super::panel::made(&task);
    view! {
        FormPanel(
            title=t::EDIT_TITLE,
            submit_label=common::SAVE,
            status=status,
            on_submit=submit,
            on_close=Rc::new(move || close.close()) as Rc<dyn Fn()>,
        ) {
            div(class="panel-actions") {
                (quick)
                (delete)
            }
            Inputs(fields=fields, statuses=statuses)
            (made)
        }
    }
}
