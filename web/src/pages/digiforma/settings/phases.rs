//! The steps of a reading: a line each, with a bar and what was counted.

use domain::DigiformaPhase;
use sycamore::prelude::*;

use super::Sync;
use super::tally::{Stage, Tally, kinds_of};
use crate::i18n::Words;
use crate::i18n::text::digiforma as t;
use crate::ui::icon::{Glyph, Icon, Spinner};

/// The steps; lines stay while their numbers move.
#[component(inline_props)]
pub fn Phases(sync: ReadSignal<Sync>) -> View {
    let lines: Vec<View> =
        DigiformaPhase::ALL.iter().map(|phase| view! { PhaseLine(sync=sync, phase=*phase) }).collect();
    view! { ol(class="phase-list", "aria-label"=t::PHASES) { (lines) } }
}

#[component(inline_props)]
fn PhaseLine(sync: ReadSignal<Sync>, phase: DigiformaPhase) -> View {
    let stage = create_selector(move || sync.with(|sync| Stage::of(sync, phase)));
    let tally = create_selector(move || sync.with(|sync| Tally::of(sync, kinds_of(phase))));
    let name = t::phase(phase);
    // Without a value the bar says that it is not known how much there is.
    let value = move || match stage.get() {
        Stage::Running => None,
        Stage::Done => Some("1"),
        Stage::Waiting | Stage::Broken => Some("0"),
    };
    let told = move || {
        let counted = tally.get().words();
        let state = words_of(stage.get()).now();
        if counted.is_empty() { state.to_owned() } else { format!("{state} · {counted}") }
    };
    view! {
        li(class="phase", "data-tone"=tone_of(stage.get())) {
            span(class="phase-mark toned") { (mark(stage.get())) }
            span(class="phase-name") { (name) }
            progress("max"="1", "value"=value(), "aria-label"=name)
            span(class="phase-told small") { (told()) }
        }
    }
}

const fn words_of(stage: Stage) -> Words {
    match stage {
        Stage::Waiting => t::PHASE_WAITING,
        Stage::Running => t::PHASE_RUNNING,
        Stage::Broken => t::PHASE_BROKEN,
        Stage::Done => t::PHASE_DONE,
    }
}

const fn tone_of(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "neutral",
        Stage::Running => "progress",
        Stage::Broken => "critical",
        Stage::Done => "positive",
    }
}

fn mark(stage: Stage) -> View {
    let glyph = match stage {
        Stage::Running => return view! { Spinner() },
        Stage::Waiting => Glyph::CIRCLE_DASHED,
        Stage::Broken => Glyph::CIRCLE_X,
        Stage::Done => Glyph::CIRCLE_CHECK,
    };
    view! { Icon(glyph=glyph) }
}

#[cfg(test)]
mod tests {
    use super::super::tally::tests::sync;
    use super::*;

    #[test]
    fn a_step_has_a_shape_words_and_a_bar() {
        let html = sycamore::render_to_string(|| {
            let sync = create_signal(sync("IN_PROGRESS"));
            view! { Phases(sync=*sync) }
        });
        assert_eq!(html.matches("<li").count(), DigiformaPhase::ALL.len(), "{html}");
        assert_eq!(html.matches(r#"value="1""#).count(), 2, "{html}");
        assert!(html.contains("terminée · 200 lus") && html.contains("en cours") && html.contains("spin"), "{html}");
    }
}
