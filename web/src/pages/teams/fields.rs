//! The fields of a team, for one that is made and one that is changed.

use sycamore::prelude::*;

use super::Team;
use crate::i18n::text::people as t;
use crate::pages::checks;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::text_field::{TextArea, TextField};

/// The fields.
#[derive(Clone, Copy)]
pub struct TeamFields {
    /// Its name.
    pub name: FieldState,
    /// What it is for.
    pub description: FieldState,
}

impl TeamFields {
    /// As `team` has them, or for a new one.
    #[must_use]
    pub fn new(team: Option<&Team>) -> Self {
        let description = team.and_then(|team| team.description.as_deref()).unwrap_or_default();
        Self {
            name: FieldState::new(team.map(|team| team.name.as_str()).unwrap_or_default(), checks::required(100)),
            description: FieldState::new(description, checks::at_most(2_000)),
        }
    }

    /// The fields by their paths inside the inputs.
    #[must_use]
    pub fn entries(self) -> [Entry; 2] {
        [
            Entry::new("name", t::NAME, Control::Text(self.name)),
            Entry::new("description", t::DESCRIPTION, Control::Text(self.description)),
        ]
    }
}

/// The fields on the screen.
#[component(inline_props)]
pub fn TeamInputs(fields: TeamFields) -> View {
    view! {
        TextField(state=fields.name, label=t::NAME, autocomplete="off")
        TextArea(state=fields.description, label=t::DESCRIPTION, optional=true)
    }
}
