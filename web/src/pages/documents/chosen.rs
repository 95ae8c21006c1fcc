//! Things that a form has chosen, as candidates and as ids.

use sycamore::prelude::*;

use crate::app::App;
use crate::ui::combobox::Candidate;

/// Id of what is chosen; tracked.
#[must_use]
pub fn id_of(chosen: Signal<Option<Candidate>>) -> Option<String> {
    chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()))
}

/// A thing with a name.
#[must_use]
pub fn named(id: &str, label: &str) -> Candidate {
    Candidate { id: id.to_owned(), label: label.to_owned(), detail: String::new() }
}

/// The person at the screen.
#[must_use]
pub fn me(app: App) -> Option<Candidate> {
    app.session.person.with_untracked(|person| {
        person.as_ref().map(|person| Candidate {
            id: person.id.clone(),
            label: person.full_name.clone(),
            detail: person.email.clone(),
        })
    })
}
