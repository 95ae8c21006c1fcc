//! The primary contact of a new institution: all of it or none.

use domain::identifiers::{email, phone};
use sycamore::prelude::*;

use crate::api::operations::create_institution;
use crate::i18n::text::{errors, institution_form as t, sign_in};
use crate::pages::checks;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::message::Message;
use crate::ui::text_field::TextField;

/// The fields of the contact.
#[derive(Clone, Copy)]
pub struct ContactFields {
    first_name: FieldState,
    last_name: FieldState,
    email: FieldState,
    phone: FieldState,
    title: FieldState,
}

impl ContactFields {
    /// Empty fields.
    #[must_use]
    pub fn new() -> Self {
        let (title, phone) = (FieldState::new("", checks::at_most(100)), FieldState::new("", checks::phone));
        let typed = create_signal(Vec::<FieldState>::new());
        // Once one is filled in, the names and the address are needed.
        let begun = move || typed.with_untracked(|all| all.iter().any(|field| !field.text().is_empty()));
        let needed =
            move |longest: usize| move |text: &str| if begun() { checks::required(longest)(text) } else { None };
        let first_name = FieldState::new("", needed(50));
        let last_name = FieldState::new("", needed(50));
        let email = FieldState::new("", move |text| match text.trim() {
            "" if begun() => Some(Message::from(errors::REQUIRED)),
            "" => None,
            typed => email::check(typed).err().map(|_| Message::from(sign_in::EMAIL_MALFORMED)),
        });
        typed.set(vec![first_name, last_name, email, phone, title]);
        Self { first_name, last_name, email, phone, title }
    }

    /// The fields by their path in the input.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("contacts.0.firstName", t::FIRST_NAME, Control::Text(self.first_name)),
            Entry::new("contacts.0.lastName", t::LAST_NAME, Control::Text(self.last_name)),
            Entry::new("contacts.0.title", t::JOB_TITLE, Control::Text(self.title)),
            Entry::new("contacts.0.email", sign_in::EMAIL, Control::Text(self.email)),
            Entry::new("contacts.0.phone", t::MAIN_PHONE, Control::Text(self.phone)),
        ]
    }

    /// The contact, if one is given.
    #[must_use]
    pub fn creation(self) -> Option<Vec<create_institution::NewContactInput>> {
        let first_name = self.first_name.optional()?;
        Some(vec![create_institution::NewContactInput {
            first_name,
            last_name: self.last_name.text(),
            email: self.email.text(),
            phone: self.phone.optional().map(|typed| phone::parse(&typed).unwrap_or(typed)),
            title: self.title.optional(),
            department: None,
            is_primary: true,
            is_active: None,
        }])
    }
}

/// The fields on the screen.
#[component(inline_props)]
pub fn ContactInputs(fields: ContactFields) -> View {
    view! {
        fieldset(class="form-grid form-section") {
            legend { (t::PRIMARY_CONTACT) }
            TextField(state=fields.first_name, label=t::FIRST_NAME, autocomplete="off", optional=true)
            TextField(state=fields.last_name, label=t::LAST_NAME, autocomplete="off", optional=true)
            TextField(state=fields.title, label=t::JOB_TITLE, autocomplete="off", optional=true, frame="field span-all")
            TextField(
                state=fields.email,
                label=sign_in::EMAIL,
                r#type="email",
                autocomplete="off",
                optional=true,
            )
            TextField(state=fields.phone, label=t::MAIN_PHONE, r#type="tel", autocomplete="off", optional=true)
        }
    }
}
