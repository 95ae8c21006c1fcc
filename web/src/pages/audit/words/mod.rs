//! Events and their changes in words.

mod billing;
mod digiforma;
mod firm;
mod records;
mod setup;
#[cfg(test)]
mod tests;
mod values;

use serde_json::Value;

use super::trail::Event;
use crate::i18n::Words;
use crate::i18n::text::audit as t;

/// « Mehdi Benali a modifié la fiche ».
#[must_use]
pub fn sentence(event: &Event) -> String {
    let who = if event.user_name.is_empty() { t::SOMEBODY.now() } else { &event.user_name };
    told(who, &event.action).unwrap_or_else(|| t::did_else(who, &event.action))
}

/// What somebody did, where there are words for it.
#[must_use]
pub fn told(who: &str, action: &str) -> Option<String> {
    let subjects = [records::sentence, billing::sentence, setup::sentence, digiforma::sentence, firm::sentence];
    subjects.into_iter().find_map(|sentence| sentence(who, action))
}

/// The field that changed, and its values before and after where they can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Label of the field.
    pub field: &'static str,
    /// Before and after; of what is new, only after.
    pub values: Option<(Option<String>, String)>,
}

/// The changes of fields that people know; technical ones are left out.
#[must_use]
pub fn changes(event: &Event) -> Vec<Change> {
    let mut all = Vec::new();
    collect(&event.entity, &event.changes, &mut all);
    if event.action.ends_with(".created") || is_mail(&event.action) {
        // There was nothing before, and what cannot be told is no news.
        all.retain_mut(|change| {
            change.values.iter_mut().for_each(|(before, _)| *before = None);
            change.values.is_some()
        });
    }
    all
}

/// A mail that went out, or could not: its changes are what was in it.
fn is_mail(action: &str) -> bool {
    [".mailed", ".mail_failed", ".reminded"].iter().any(|ending| action.ends_with(ending))
}

/// The name that a new record was given, where the event has it.
#[must_use]
pub fn given_name(event: &Event) -> Option<String> {
    if !event.action.ends_with(".created") {
        return None;
    }
    let new = |field: &str| event.changes.get(field)?.get("new")?.as_str();
    match event.entity.as_str() {
        "contact" => Some(format!("{} {}", new("firstName")?, new("lastName")?)),
        "task" | "invoice" => new("title").map(str::to_owned),
        "revenue_entry" => new("label").map(str::to_owned),
        "quote" => Some(format!("{} · {}", new("quoteNumber")?, new("title")?)),
        _ => new("name").map(str::to_owned),
    }
}

/// The names of the changed fields, each once.
#[must_use]
pub fn fields(event: &Event) -> String {
    let mut names: Vec<&str> = changes(event).into_iter().map(|change| change.field).collect();
    names.dedup();
    names.join(", ")
}

fn collect(entity: &str, changes: &Value, all: &mut Vec<Change>) {
    for (field, change) in changes.as_object().into_iter().flatten() {
        let (old, new) = (change.get("old"), change.get("new"));
        if old.is_none() && new.is_none() {
            // A group of fields: the medical profile, the address.
            collect(entity, change, all);
        } else if let Some(label) = label(entity, field) {
            let null = Value::Null;
            let (old, new) = (old.unwrap_or(&null), new.unwrap_or(&null));
            let values = values::value(field, old).zip(values::value(field, new)).map(|(old, new)| (Some(old), new));
            all.push(Change { field: label.now(), values });
        }
    }
}

/// The label of a field; technical ones have none.
fn label(entity: &str, field: &str) -> Option<Words> {
    let own = match entity {
        "firm" => return firm::label(field),
        "revenue_entry" => return billing::revenue_label(field),
        "quote" | "invoice" | "payment" => billing::label(field),
        "digiforma" => digiforma::label(field),
        "segment" => setup::segment_label(field),
        _ => None,
    };
    own.or_else(|| records::label(entity, field))
}
