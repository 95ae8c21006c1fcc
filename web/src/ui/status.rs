//! Statuses: a shape, a word, a tone. In tables the tint goes away.

use domain::{CommercialStatus, ComplianceStatus, TaskPriority, TaskStatus};
use sycamore::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::Words;
use crate::i18n::text::words as t;

/// How a status looks and what it says.
#[derive(Clone, Copy)]
pub struct StatusLook {
    /// Value of `data-tone`.
    pub tone: &'static str,
    /// Its shape.
    pub glyph: Glyph,
    /// Its word.
    pub word: Words,
}

/// Look of a commercial status.
#[must_use]
pub fn commercial(status: CommercialStatus) -> StatusLook {
    match status {
        CommercialStatus::Prospect => StatusLook { tone: "neutral", glyph: Glyph::CIRCLE, word: t::PROSPECT },
        CommercialStatus::Client => StatusLook { tone: "info", glyph: Glyph::CIRCLE_CHECK, word: t::CLIENT },
    }
}

/// Look of a compliance status.
#[must_use]
pub fn compliance(status: ComplianceStatus) -> StatusLook {
    match status {
        ComplianceStatus::Compliant => StatusLook { tone: "positive", glyph: Glyph::CIRCLE_CHECK, word: t::COMPLIANT },
        ComplianceStatus::PendingReview => StatusLook { tone: "warning", glyph: Glyph::CLOCK, word: t::PENDING_REVIEW },
        ComplianceStatus::NonCompliant => {
            StatusLook { tone: "critical", glyph: Glyph::TRIANGLE_ALERT, word: t::NON_COMPLIANT }
        }
        ComplianceStatus::Expired => StatusLook { tone: "critical", glyph: Glyph::CLOCK, word: t::COMPLIANCE_EXPIRED },
    }
}

/// Look of a task: late comes before its status.
#[must_use]
pub fn task(status: TaskStatus, overdue: bool) -> StatusLook {
    match status {
        _ if overdue => StatusLook { tone: "critical", glyph: Glyph::TRIANGLE_ALERT, word: t::OVERDUE },
        TaskStatus::Todo => StatusLook { tone: "neutral", glyph: Glyph::CIRCLE, word: t::TODO },
        TaskStatus::InProgress => StatusLook { tone: "progress", glyph: Glyph::CONTRAST, word: t::IN_PROGRESS },
        TaskStatus::Completed => StatusLook { tone: "positive", glyph: Glyph::CIRCLE_CHECK_BIG, word: t::COMPLETED },
        TaskStatus::Cancelled => StatusLook { tone: "neutral", glyph: Glyph::CIRCLE_SLASH, word: t::CANCELLED },
    }
}

/// Look of a priority; never a badge.
#[must_use]
pub fn priority(priority: TaskPriority) -> StatusLook {
    match priority {
        TaskPriority::Low => StatusLook { tone: "neutral", glyph: Glyph::SIGNAL_LOW, word: t::LOW },
        TaskPriority::Medium => StatusLook { tone: "neutral", glyph: Glyph::SIGNAL_MEDIUM, word: t::MEDIUM },
        TaskPriority::High => StatusLook { tone: "neutral", glyph: Glyph::SIGNAL_HIGH, word: t::HIGH },
        TaskPriority::Urgent => StatusLook { tone: "critical", glyph: Glyph::OCTAGON_ALERT, word: t::URGENT },
    }
}

/// A status; `plain` in tables and lists of facts.
#[component(inline_props)]
pub fn Status(look: StatusLook, #[prop(default)] plain: bool) -> View {
    let class = if plain { "status status-plain" } else { "status" };
    let word = look.word;
    view! {
        span(class=class, "data-tone"=look.tone) {
            Icon(glyph=look.glyph)
            (word)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_has_shape_word_and_tone() {
        let html = sycamore::render_to_string(|| view! { Status(look=commercial(CommercialStatus::Client)) });
        assert!(html.contains(r#"data-tone="info""#) && html.contains("<svg") && html.contains("Client"), "{html}");
    }
}
