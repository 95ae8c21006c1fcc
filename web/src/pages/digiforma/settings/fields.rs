//! The fields of the connection, each with its control.

use domain::DigiformaSyncFrequency;
use sycamore::prelude::*;

use super::Connection;
use crate::api::digiforma::update_digiforma_settings::{UpdateDigiformaSettingsInput, Variables};
use crate::i18n::text::digiforma as t;
use crate::pages::checks::at_most;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, Value};
use crate::ui::message::Message;

/// Path of the token in the input.
const TOKEN: &str = "bearerToken";

/// The fields. When Digiforma is read by itself is one choice here, two fields on the server.
#[derive(Clone, Copy)]
pub struct Fields {
    pub(super) api_url: FieldState,
    pub(super) token: FieldState,
    pub(super) is_enabled: Signal<bool>,
    pub(super) schedule: FieldState,
    pub(super) create_institutions: Signal<bool>,
    pub(super) create_contacts: Signal<bool>,
}

impl Fields {
    /// The fields, filled with what the server has; the token is never told.
    #[must_use]
    pub fn new(connection: &Connection) -> Self {
        Self {
            api_url: FieldState::new(&connection.api_url, address),
            token: FieldState::new("", token),
            is_enabled: create_signal(connection.is_enabled),
            schedule: FieldState::free(schedule(connection).name()),
            create_institutions: create_signal(connection.create_institutions),
            create_contacts: create_signal(connection.create_contacts),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("apiUrl", t::ADDRESS, Control::Text(self.api_url)),
            Entry::new(TOKEN, t::TOKEN, Control::Text(self.token)),
            Entry::new("isEnabled", t::ENABLED, Control::Switch(self.is_enabled)),
            Entry::new("syncFrequency", t::SCHEDULE, Control::Choice(self.schedule, schedule_words)),
            Entry::new("createInstitutions", t::CREATE_INSTITUTIONS, Control::Switch(self.create_institutions)),
            Entry::new("createContacts", t::CREATE_CONTACTS, Control::Switch(self.create_contacts)),
        ]
    }

    /// Every field; without a token, the one that is kept stays.
    #[must_use]
    pub fn update(self, version: Option<i64>) -> Variables {
        let schedule = self.schedule.text().parse().unwrap_or(DigiformaSyncFrequency::Manual);
        Variables {
            input: UpdateDigiformaSettingsInput {
                expected_version: version,
                api_url: Some(self.api_url.text()),
                bearer_token: self.token.optional(),
                is_enabled: Some(self.is_enabled.get()),
                auto_sync_enabled: Some(schedule != DigiformaSyncFrequency::Manual),
                sync_frequency: Some(schedule),
                create_institutions: Some(self.create_institutions.get()),
                create_contacts: Some(self.create_contacts.get()),
            },
        }
    }
}

/// What was sent, as it stands in the form from then on: without the token.
#[must_use]
pub fn kept(entries: &[Entry], sent: Vec<Value>) -> Vec<Value> {
    let forget = |(entry, value): (&Entry, Value)| if entry.path == TOKEN { Value::Text(String::new()) } else { value };
    entries.iter().zip(sent).map(forget).collect()
}

/// When Digiforma is read by itself.
fn schedule(connection: &Connection) -> DigiformaSyncFrequency {
    if connection.auto_sync_enabled { connection.sync_frequency } else { DigiformaSyncFrequency::Manual }
}

fn schedule_words(name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |value| t::frequency(value).now().to_owned())
}

fn address(text: &str) -> Option<Message> {
    let typed = text.trim();
    let host = ["https://", "http://"].iter().find_map(|scheme| typed.strip_prefix(scheme));
    let right = host.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c == '@'));
    if right { at_most(2_000)(text) } else { Some(Message::from(t::ADDRESS_FORM)) }
}

fn token(text: &str) -> Option<Message> {
    let right = text.trim().chars().all(|c| c.is_ascii_graphic());
    if right { at_most(4_000)(text) } else { Some(Message::from(t::TOKEN_FORM)) }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::ui::form::snapshot;

    /// A connection whose token is kept.
    pub fn connection(auto: bool) -> Connection {
        let json = serde_json::json!({
            "isConfigured": true, "isEnabled": true, "apiUrl": "https://app.digiforma.com/api/v1/graphql",
            "autoSyncEnabled": auto, "syncFrequency": "WEEKLY", "createInstitutions": false, "createContacts": true,
            "lastTestDate": null, "lastTestSuccess": null, "lastTestMessage": null, "lastTestOutcome": null,
            "version": 3,
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn what_is_not_typed_of_a_token_is_not_sent() {
        create_root(|| {
            let fields = Fields::new(&connection(true));
            let sent = serde_json::to_value(fields.update(Some(3))).unwrap();
            assert!(sent["input"].get("bearerToken").is_none(), "absent leaves it: {sent}");
            let schedule = (&sent["input"]["autoSyncEnabled"], &sent["input"]["syncFrequency"]);
            assert_eq!(schedule, (&serde_json::json!(true), &serde_json::json!("WEEKLY")));
        })
        .dispose();
    }

    #[test]
    fn the_form_forgets_a_token_once_it_is_sent() {
        create_root(|| {
            let fields = Fields::new(&connection(false));
            assert_eq!(fields.schedule.text(), "manual", "switched off is by hand");
            fields.token.value.set("secret".into());
            let sent = untrack(|| snapshot(&fields.entries()));
            assert!(sent.contains(&Value::Text("secret".into())));
            assert!(!kept(&fields.entries(), sent).contains(&Value::Text("secret".into())));
        })
        .dispose();
    }

    #[test]
    fn addresses_and_tokens_are_looked_at() {
        assert!(
            address("https://app.digiforma.com/api/v1/graphql").is_none() && address("http://127.0.0.1:9").is_none()
        );
        for wrong in ["", "app.digiforma.com", "https://", "https://a b", "https://me@host/"] {
            assert!(address(wrong).is_some(), "{wrong}");
        }
        assert!(token("").is_none() && token("ey.J-_=").is_none() && token("two words").is_some());
    }
}
