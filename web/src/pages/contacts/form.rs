//! The forms that create and change a contact.

use std::rc::Rc;

use domain::identifiers::{email, phone};
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Contact;
use crate::api::operations::{CreateContact, UpdateContact, create_contact, update_contact};
use crate::api::submission::Submission;
use crate::app::use_app;
use crate::i18n::text::{common, contacts as t, errors, institution_form as form, sign_in};
use crate::pages::audit::trail;
use crate::pages::checks;
use crate::pages::institutions::reference;
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go};
use crate::ui::choice::CheckBox;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::editing::{Editing, guard};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::ui::text_field::TextField;
use crate::user_errors;

/// The fields, each with its control.
#[derive(Clone, Copy)]
struct Fields {
    institution_typed: FieldState,
    institution: Signal<Option<Candidate>>,
    first_name: FieldState,
    last_name: FieldState,
    email: FieldState,
    phone: FieldState,
    title: FieldState,
    department: FieldState,
    primary: Signal<bool>,
    active: Signal<bool>,
}

impl Fields {
    /// The fields of one that exists, or of a new one at `institution`.
    fn new(contact: Option<&Contact>, institution: Option<Candidate>) -> Self {
        let text = |value: fn(&Contact) -> &str| contact.map_or("", value);
        let maybe = |value: fn(&Contact) -> &Option<String>| contact.and_then(|c| value(c).as_deref()).unwrap_or("");
        let theirs = contact.and_then(|contact| contact.institution.as_ref()).map(|institution| Candidate {
            id: institution.id.clone(),
            label: institution.name.clone(),
            detail: String::new(),
        });
        let institution = create_signal(theirs.or(institution));
        let chosen =
            move |_: &str| institution.with_untracked(Option::is_none).then(|| Message::from(t::CHOOSE_INSTITUTION));
        Self {
            institution_typed: FieldState::new("", chosen),
            institution,
            first_name: FieldState::new(text(|c| &c.first_name), checks::required(50)),
            last_name: FieldState::new(text(|c| &c.last_name), checks::required(50)),
            email: FieldState::new(text(|c| &c.email), check_email),
            phone: FieldState::new(&phone::display(maybe(|c| &c.phone)), checks::phone),
            title: FieldState::new(maybe(|c| &c.title), checks::at_most(100)),
            department: FieldState::new(maybe(|c| &c.department), checks::at_most(100)),
            primary: create_signal(contact.is_some_and(|c| c.is_primary)),
            active: create_signal(contact.is_none_or(|c| c.is_active)),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    fn entries(self) -> Vec<Entry> {
        let text = Control::Text;
        vec![
            Entry::new("firstName", form::FIRST_NAME, text(self.first_name)),
            Entry::new("lastName", form::LAST_NAME, text(self.last_name)),
            Entry::new("institutionId", t::INSTITUTION, Control::Reference(self.institution_typed, self.institution)),
            Entry::new("title", form::JOB_TITLE, text(self.title)),
            Entry::new("department", t::DEPARTMENT, text(self.department)),
            Entry::new("email", sign_in::EMAIL, text(self.email)),
            Entry::new("phone", form::MAIN_PHONE, text(self.phone)),
            Entry::new("isPrimary", t::IS_PRIMARY, Control::Switch(self.primary)),
            Entry::new("isActive", t::IS_ACTIVE, Control::Switch(self.active)),
        ]
    }

    fn institution_id(self) -> Option<String> {
        self.institution.with_untracked(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()))
    }

    /// The number in its stored form; as typed where it is none, so that the server says why.
    fn phone(self) -> Option<String> {
        self.phone.optional().map(|typed| phone::parse(&typed).unwrap_or(typed))
    }

    fn creation(self) -> create_contact::CreateContactInput {
        create_contact::CreateContactInput {
            institution_id: self.institution_id().unwrap_or_default(),
            first_name: self.first_name.text(),
            last_name: self.last_name.text(),
            email: self.email.text(),
            phone: self.phone(),
            title: self.title.optional(),
            department: self.department.optional(),
            is_primary: self.primary.get_untracked(),
            is_active: Some(self.active.get_untracked()),
        }
    }

    /// Every field, an empty one as null.
    fn update(self, id: String, version: Option<i64>) -> update_contact::UpdateContactInput {
        update_contact::UpdateContactInput {
            id,
            expected_version: version,
            institution_id: self.institution_id(),
            first_name: Some(self.first_name.text()),
            last_name: Some(self.last_name.text()),
            email: Some(self.email.text()),
            phone: self.phone(),
            title: self.title.optional(),
            department: self.department.optional(),
            is_primary: Some(self.primary.get_untracked()),
            is_active: Some(self.active.get_untracked()),
        }
    }
}

fn check_email(text: &str) -> Option<Message> {
    match text.trim() {
        "" => Some(Message::from(errors::REQUIRED)),
        typed => email::check(typed).err().map(|_| Message::from(sign_in::EMAIL_MALFORMED)),
    }
}

#[component(inline_props)]
fn Inputs(fields: Fields) -> View {
    view! {
        fieldset(class="form-grid") {
            legend(class="visually-hidden") { (common::CONTACT) }
            TextField(state=fields.first_name, label=form::FIRST_NAME, autocomplete="off", "autofocus"="")
            TextField(state=fields.last_name, label=form::LAST_NAME, autocomplete="off")
            Combobox(
                state=fields.institution_typed,
                chosen=fields.institution,
                label=t::INSTITUTION,
                search=reference::search(),
                frame="field span-all",
            )
            TextField(state=fields.title, label=form::JOB_TITLE, autocomplete="off", optional=true)
            TextField(state=fields.department, label=t::DEPARTMENT, autocomplete="off", optional=true)
        }
        fieldset(class="form-grid form-section") {
            legend(class="visually-hidden") { (t::REACH) }
            TextField(
                state=fields.email,
                label=sign_in::EMAIL,
                r#type="email",
                autocomplete="off",
                frame="field span-all",
            )
            TextField(
                state=fields.phone,
                label=form::MAIN_PHONE,
                r#type="tel",
                autocomplete="off",
                optional=true,
                frame="field span-all",
            )
        }
        fieldset(class="form-grid form-section") {
            legend(class="visually-hidden") { (common::CONTACT) }
            div(class="span-all stack-tight") {
                CheckBox(checked=fields.primary, label=t::IS_PRIMARY)
                (if fields.primary.get() { view! { p(class="field-help") { (t::PRIMARY_HELP) } } } else { View::new() })
                CheckBox(checked=fields.active, label=t::IS_ACTIVE)
            }
        }
    }
}

/// The panel for a new contact.
#[component(inline_props)]
pub fn CreatePanel(host: PanelHost) -> View {
    let app = use_app();
    let fields = Fields::new(None, untrack(|| (host.institution)()));
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
        let variables = create_contact::Variables { input: untrack(|| fields.creation()) };
        let (submission, entries, host) = (submission.clone(), entries.clone(), host.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateContact>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_contact.contact {
                    Some(created) => {
                        saved.set(true);
                        let name = created.full_name;
                        app.toasts.confirm(Message::new(move || t::created(&name)));
                        (host.changed)();
                        go(&(host.address)(Panel::Shown(created.id)));
                    }
                    None => status.refuse(place(user_errors!(data.create_contact.user_errors), &entries)),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::NEW_CONTACT,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || close.close()) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}

/// The panel that changes a contact.
#[component(inline_props)]
pub fn EditPanel(host: PanelHost, contact: Contact) -> View {
    let app = use_app();
    let fields = Fields::new(Some(&contact), None);
    let editing = Editing::new(fields.entries(), Some(contact.version));
    let (id, status) = (contact.id.clone(), editing.status);
    let back = (host.address)(Panel::Shown(contact.id));
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
        let input = untrack(|| fields.update(id.clone(), editing.version.get()));
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateContact>(update_contact::Variables { input }).await {
                Ok(data) => editing.finish(user_errors!(data.update_contact.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| {
                        found.map(|theirs| {
                            let values = untrack(|| snapshot(&Fields::new(Some(&theirs), None).entries()));
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
            Inputs(fields=fields)
        }
    }
}
