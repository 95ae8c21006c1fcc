//! Who is signed in, and what they may do.

use std::rc::Rc;

use domain::{Language, Permission, Theme, UserRole};
use sycamore::prelude::*;

use crate::api::ApiError;
use crate::api::client::send_anonymous;
use crate::api::operations::{Me, SetupRequired, me, setup_required};
use crate::api::renewal::{self, Renewal};
use crate::i18n;
use crate::platform::{dom, storage};

/// The person at the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Id of the user.
    pub id: String,
    /// Address to sign in with.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Both.
    pub full_name: String,
    /// Role in the firm.
    pub role: UserRole,
    /// Phone, in international form.
    pub phone: Option<String>,
    /// Language of the interface.
    pub language: Language,
    /// Colours of the interface.
    pub theme: Theme,
    /// Whether single letters act.
    pub keyboard_shortcuts: bool,
    /// Version of the record, for updates.
    pub version: i64,
    /// Public names of the rights.
    pub permissions: Vec<String>,
}

/// Makes a [`Person`] from the fragment of the same name of an operation.
#[macro_export]
macro_rules! person {
    ($user:expr) => {{
        let user = $user;
        $crate::session::Person {
            id: user.id,
            email: user.email,
            first_name: user.first_name,
            last_name: user.last_name,
            full_name: user.full_name,
            role: user.role,
            phone: user.phone,
            language: user.language,
            theme: user.theme,
            keyboard_shortcuts: user.keyboard_shortcuts,
            version: user.version,
            permissions: user.permissions,
        }
    }};
}

impl Person {
    /// Whether they have a right.
    #[must_use]
    pub fn can(&self, permission: Permission) -> bool {
        self.permissions.iter().any(|name| name == permission.name())
    }
}

/// The session of this tab.
#[derive(Clone, Copy)]
pub struct Session {
    /// Who is signed in, if anybody.
    pub person: Signal<Option<Rc<Person>>>,
    /// Colours in force here; before sign-in, those kept on the device.
    pub theme: Signal<Theme>,
    /// Set while the person must sign in again to go on.
    pub ended: Signal<bool>,
}

impl Session {
    /// Nobody yet; preferences come from the device.
    #[must_use]
    pub fn new() -> Self {
        let (theme, ended) = if is_ssr!() { (Theme::System, false) } else { (device_theme(), false) };
        Self { person: create_signal(None), theme: create_signal(theme), ended: create_signal(ended) }
    }

    /// Whether the person has a right; tracked.
    #[must_use]
    pub fn can(self, permission: Permission) -> bool {
        self.person.with(|person| person.as_ref().is_some_and(|person| person.can(permission)))
    }

    /// Id of the person, or an empty text.
    #[must_use]
    pub fn person_id(self) -> String {
        self.person.with(|person| person.as_ref().map(|person| person.id.clone()).unwrap_or_default())
    }

    /// Takes `person` as signed in and follows their preferences.
    pub fn enter(self, person: Person) {
        self.apply_language(person.language);
        self.apply_theme(person.theme);
        storage::write(storage::PERSON, &person.id);
        // The same person, who signed in again, finds everything as it was: nothing is drawn anew.
        if self.person.with_untracked(|now| now.as_deref() != Some(&person)) {
            self.person.set(Some(Rc::new(person)));
        }
    }

    /// Cookies are shared by all tabs: when somebody else signs in in another one, this one would go on under the wrong
    /// name. It starts anew instead.
    pub fn follow_other_tabs(self) {
        dom::on_window("storage", move |_: web_sys::Event| {
            let person = self.person.get_clone_untracked();
            if person.is_some_and(|person| storage::read(storage::PERSON).is_some_and(|id| id != person.id)) {
                // Nothing typed here could be saved in the first person's name any more, so nothing asks.
                self.person.set(None);
                let _ = window().location().reload();
            }
        });
    }

    /// Shows the interface in `language` and keeps the choice on this device.
    pub fn apply_language(self, language: Language) {
        storage::write(storage::LANGUAGE, language.name());
        dom::set_page_language(language);
        i18n::set_language(language);
    }

    /// Shows the interface in `theme` and keeps the choice on this device.
    pub fn apply_theme(self, theme: Theme) {
        match theme {
            Theme::System => storage::remove(storage::THEME),
            forced => storage::write(storage::THEME, forced.name()),
        }
        dom::set_page_theme(theme);
        self.theme.set(theme);
    }

    /// Asks the server who is signed in; `None` when nobody is.
    ///
    /// # Errors
    /// When the server cannot tell.
    pub async fn ask() -> Result<Option<Person>, ApiError> {
        match send_anonymous::<Me>(me::Variables).await {
            Ok(data) => Ok(Some(person!(data.me))),
            Err(ApiError::Unauthenticated) => match renewal::renew().await {
                Renewal::Done => match send_anonymous::<Me>(me::Variables).await {
                    Ok(data) => Ok(Some(person!(data.me))),
                    Err(ApiError::Unauthenticated) => Ok(None),
                    Err(error) => Err(error),
                },
                Renewal::Over => Ok(None),
                Renewal::Unreachable => Err(ApiError::Unreachable),
            },
            Err(error) => Err(error),
        }
    }

    /// Whether nobody has an account yet; false when the server cannot tell, so that one can try to sign in.
    pub async fn is_setup_required() -> bool {
        let answer = send_anonymous::<SetupRequired>(setup_required::Variables).await;
        answer.is_ok_and(|data| data.setup_required)
    }

    /// Ends the session on the server and here.
    ///
    /// # Errors
    /// When the server was not reached: the session would go on.
    pub async fn sign_out(self) -> Result<(), ApiError> {
        renewal::end().await?;
        storage::remove(storage::RENEWED_AT);
        renewal::settle(false);
        self.ended.set(false);
        self.person.set(None);
        Ok(())
    }
}

/// The language chosen on this device, or the browser's.
#[must_use]
pub fn device_language() -> Language {
    let chosen = storage::read(storage::LANGUAGE).and_then(|name| name.parse().ok());
    chosen.unwrap_or_else(|| {
        let browser = window().navigator().language().unwrap_or_default();
        if browser.starts_with("en") { Language::En } else { Language::Fr }
    })
}

fn device_theme() -> Theme {
    storage::read(storage::THEME).and_then(|name| name.parse().ok()).unwrap_or(Theme::System)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_go_by_their_public_names() {
        let person = Person {
            id: "1".into(),
            email: "a@example.com".into(),
            first_name: "A".into(),
            last_name: "B".into(),
            full_name: "A B".into(),
            role: UserRole::Viewer,
            phone: None,
            language: Language::Fr,
            theme: Theme::System,
            keyboard_shortcuts: true,
            version: 1,
            permissions: vec!["canViewAllInstitutions".into()],
        };
        assert!(person.can(Permission::ViewAllInstitutions) && !person.can(Permission::CreateInstitutions));
    }
}
