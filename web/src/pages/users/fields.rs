//! The fields of an account, for one that is made and one that is changed.

use std::rc::Rc;

use domain::identifiers::phone;
use domain::{Language, UserRole};
use futures_util::FutureExt;
use sycamore::prelude::*;

use super::Account;
use crate::api::operations::{Contains, PeopleFilter, Teams, create_user, teams, update_user};
use crate::api::{ApiError, send};
use crate::i18n;
use crate::i18n::Words;
use crate::i18n::text::{institution_form as form, people as t, sign_in, words};
use crate::pages::checks;
use crate::pages::sign_in::check_email;
use crate::ui::combobox::{Candidate, Combobox, Search};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::select::{SelectField, choices};
use crate::ui::text_field::TextField;

/// The fields.
#[derive(Clone, Copy)]
pub struct AccountFields {
    first_name: FieldState,
    last_name: FieldState,
    email: FieldState,
    phone: FieldState,
    role: FieldState,
    team: FieldState,
    chosen_team: Signal<Option<Candidate>>,
    language: FieldState,
}

impl AccountFields {
    /// As `account` has them, or for a new one.
    #[must_use]
    pub fn new(account: Option<&Account>) -> Self {
        let text = |value: fn(&Account) -> &str| account.map(value).unwrap_or_default();
        let number = account.and_then(|account| account.phone.as_deref()).map(phone::display).unwrap_or_default();
        let team = account.and_then(|account| account.team.as_ref());
        let team = team.map(|team| Candidate { id: team.id.clone(), label: team.name.clone(), detail: String::new() });
        let language = account.map_or_else(|| untrack(i18n::language), |account| account.language);
        Self {
            first_name: FieldState::new(text(|account| &account.first_name), checks::required(50)),
            last_name: FieldState::new(text(|account| &account.last_name), checks::required(50)),
            email: FieldState::new(text(|account| &account.email), check_email),
            phone: FieldState::new(&number, checks::phone),
            role: FieldState::free(account.map_or(UserRole::Auditor, |account| account.role).name()),
            team: FieldState::free(""),
            chosen_team: create_signal(team),
            language: FieldState::free(language.name()),
        }
    }

    /// The fields by their paths inside the inputs.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("firstName", form::FIRST_NAME, Control::Text(self.first_name)),
            Entry::new("lastName", form::LAST_NAME, Control::Text(self.last_name)),
            Entry::new("email", sign_in::EMAIL, Control::Text(self.email)),
            Entry::new("phone", form::MAIN_PHONE, Control::Text(self.phone)),
            Entry::new("role", t::ROLE, Control::Choice(self.role, role_words)),
            Entry::new("teamId", t::TEAM, Control::Reference(self.team, self.chosen_team)),
            Entry::new("language", t::LANGUAGE, Control::Choice(self.language, language_words)),
        ]
    }

    /// What makes a new account.
    #[must_use]
    pub fn creation(self) -> create_user::CreateUserInput {
        create_user::CreateUserInput {
            email: self.email.text(),
            first_name: self.first_name.text(),
            last_name: self.last_name.text(),
            role: self.chosen_role(),
            team_id: self.team_id(),
            phone: self.phone_number(),
            language: self.chosen_language(),
        }
    }

    /// What changes an account.
    #[must_use]
    pub fn update(self, id: String, version: i64) -> update_user::UpdateUserInput {
        update_user::UpdateUserInput {
            id,
            expected_version: Some(version),
            email: Some(self.email.text()),
            first_name: Some(self.first_name.text()),
            last_name: Some(self.last_name.text()),
            phone: self.phone_number(),
            role: Some(self.chosen_role()),
            team_id: self.team_id(),
            is_active: None,
            language: self.chosen_language(),
        }
    }

    fn chosen_role(self) -> UserRole {
        // The list offers nothing else.
        self.role.text().parse().unwrap_or(UserRole::Viewer)
    }

    fn chosen_language(self) -> Option<Language> {
        self.language.text().parse().ok()
    }

    fn team_id(self) -> Option<String> {
        self.chosen_team.with(|team| team.as_ref().map(|team| team.id.clone()))
    }

    fn phone_number(self) -> Option<String> {
        self.phone.optional().map(|typed| phone::parse(&typed).unwrap_or(typed))
    }
}

fn role_words(name: &str) -> String {
    name.parse().map(|role| words::role(role).now().to_owned()).unwrap_or_default()
}

fn language_words(name: &str) -> String {
    name.parse().map(|language| language_word(language).now().to_owned()).unwrap_or_default()
}

/// A language by its own name.
fn language_word(language: Language) -> Words {
    match language {
        Language::Fr => Words { fr: "Français", en: "Français" },
        Language::En => Words { fr: "English", en: "English" },
    }
}

/// Finds teams by a part of their names.
fn teams() -> Search {
    Rc::new(|typed| find_teams(typed).boxed_local())
}

async fn find_teams(typed: String) -> Result<Vec<Candidate>, ApiError> {
    let name = Some(typed.trim().to_owned()).filter(|part| !part.is_empty()).map(|contains| Contains { contains });
    let filter = Some(PeopleFilter { name, ..PeopleFilter::default() });
    let data = send::<Teams>(teams::Variables { filter, first: Some(50), ..Default::default() }).await?;
    let candidate = |team: teams::TeamRow| Candidate {
        detail: t::members(u64::try_from(team.member_count).unwrap_or_default()),
        id: team.id,
        label: team.name,
    };
    Ok(data.teams.nodes.into_iter().map(candidate).collect())
}

/// The fields on the screen.
#[component(inline_props)]
pub fn AccountInputs(fields: AccountFields) -> View {
    let roles = choices(UserRole::ALL, UserRole::name, words::role);
    let languages = choices(Language::ALL, Language::name, language_word);
    view! {
        div(class="form-grid") {
            TextField(state=fields.first_name, label=form::FIRST_NAME, autocomplete="off")
            TextField(state=fields.last_name, label=form::LAST_NAME, autocomplete="off")
            TextField(
                state=fields.email,
                label=sign_in::EMAIL,
                r#type="email",
                autocomplete="off",
                "autocapitalize"="none",
                frame="field span-all",
            )
            SelectField(state=fields.role, label=t::ROLE, choices=roles, help=t::ROLE_HELP, frame="field span-all")
            Combobox(state=fields.team, chosen=fields.chosen_team, label=t::TEAM, search=teams(), optional=true, frame="field span-all")
            TextField(state=fields.phone, label=form::MAIN_PHONE, r#type="tel", autocomplete="off", optional=true)
            SelectField(state=fields.language, label=t::LANGUAGE, choices=languages)
        }
    }
}
