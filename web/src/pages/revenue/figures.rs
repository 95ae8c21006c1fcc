//! The figures of a page or a tab, and what changes them.

use sycamore::prelude::*;

use super::amounts::Tax;
use super::choice::Choice;
use super::consolidated::{self, Consolidated, ConsolidatedSection};
use super::evolution::{self, Evolution, EvolutionSection};
use super::formation::FormationNote;
use crate::api::live;
use crate::i18n::format;
use crate::ui::remote::{Remote, fetch};

/// What changes revenue.
pub const KINDS: [&str; 4] = ["revenue_entry", "invoice", "payment", "digiforma_invoice"];

/// The figures.
#[derive(Clone, Copy)]
pub struct Figures {
    consolidated: Remote<Consolidated>,
    evolution: Remote<Evolution>,
}

impl Figures {
    /// Fetches again after something changed here.
    pub fn reload(self) {
        self.consolidated.reload();
        self.evolution.reload();
    }
}

/// Follows the figures of an institution, or of the firm.
#[must_use]
pub fn follow(institution: Option<String>, choice: ReadSignal<Choice>) -> Figures {
    let period = create_selector(move || choice.get().period);
    // What was fetched has both: a change of this fetches nothing.
    let tax: ReadSignal<Tax> = create_selector(move || choice.get().tax);
    let of = institution.clone();
    let consolidated = fetch(
        move || (of.clone(), period.get().span(format::today())),
        move |(institution, span)| consolidated::ask(institution, span, tax),
    );
    let evolution = fetch(move || institution.clone(), move |institution| evolution::ask(institution, tax));
    live::on_change(&KINDS, move || {
        consolidated.refresh();
        evolution.refresh();
    });
    Figures { consolidated, evolution }
}

/// The sections.
#[component(inline_props)]
pub fn Sections(figures: Figures) -> View {
    view! {
        div(class="stack-tight") {
            ConsolidatedSection(revenue=figures.consolidated)
            FormationNote(revenue=figures.consolidated)
        }
        EvolutionSection(evolution=figures.evolution)
    }
}
