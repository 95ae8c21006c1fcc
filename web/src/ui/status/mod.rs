//! Statuses: a shape, a word, a tone. In tables the tint goes away.

pub mod looks;

use domain::{CommercialStatus, ComplianceStatus, TaskPriority, TaskStatus};
use sycamore::prelude::*;

use super::icon::{Glyph, Icon, Spinner};
use crate::i18n::Words;

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
        CommercialStatus::Prospect => looks::commercial::PROSPECT,
        CommercialStatus::Client => looks::commercial::CLIENT,
    }
}

/// Look of a compliance status.
#[must_use]
pub fn compliance(status: ComplianceStatus) -> StatusLook {
    match status {
        ComplianceStatus::Compliant => looks::compliance::COMPLIANT,
        ComplianceStatus::PendingReview => looks::compliance::PENDING_REVIEW,
        ComplianceStatus::NonCompliant => looks::compliance::NON_COMPLIANT,
        ComplianceStatus::Expired => looks::compliance::EXPIRED,
    }
}

/// Look of a task: late comes before its status.
#[must_use]
pub fn task(status: TaskStatus, overdue: bool) -> StatusLook {
    match status {
        _ if overdue => looks::task::OVERDUE,
        TaskStatus::Todo => looks::task::TODO,
        TaskStatus::InProgress => looks::task::IN_PROGRESS,
        TaskStatus::Completed => looks::task::COMPLETED,
        TaskStatus::Cancelled => looks::task::CANCELLED,
    }
}

/// Look of a priority; never a badge.
#[must_use]
pub fn priority(priority: TaskPriority) -> StatusLook {
    match priority {
        TaskPriority::Low => looks::priority::LOW,
        TaskPriority::Medium => looks::priority::MEDIUM,
        TaskPriority::High => looks::priority::HIGH,
        TaskPriority::Urgent => looks::priority::URGENT,
    }
}

/// A status; `plain` in tables and lists of facts.
#[component(inline_props)]
pub fn Status(look: StatusLook, #[prop(default)] plain: bool) -> View {
    let class = if plain { "status status-plain" } else { "status" };
    let word = look.word;
    // What is under way turns.
    let drawing = if look.glyph == Glyph::LOADER_CIRCLE {
        view! { Spinner() }
    } else {
        view! { Icon(glyph=look.glyph) }
    };
    view! {
        span(class=class, "data-tone"=look.tone) {
            (drawing)
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
