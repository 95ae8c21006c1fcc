//! When a task is due, or was done.

use domain::TaskStatus;
use sycamore::prelude::*;

use super::Task;
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::tasks as t;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::status::{StatusLook, looks};

/// Days before the due date from which a task is « soon due ».
const SOON: i64 = 3;

/// « 19 nov., 4 jours de retard », « Aujourd’hui », « 1 déc. », « Terminée le 12 nov. »; nothing without a date.
#[must_use]
pub fn due(task: &Task) -> Option<View> {
    if task.status == TaskStatus::Completed {
        let done = task.completed_at.clone()?;
        let exact = done.clone();
        return Some(view! {
            span(class="due", title=format::day_and_time(&exact)) {
                Icon(glyph=Glyph::CALENDAR)
                (t::done_on(&format::short_day(&done)))
            }
        });
    }
    let iso = task.due_date.clone()?;
    let left = format::local_day(&iso).map(|day| (day - format::today()).num_days());
    let open = task.status.is_open();
    let (tone, glyph, spoken) = match left {
        _ if task.is_overdue => spoken(looks::task::OVERDUE),
        Some(left) if open && left <= SOON => spoken(looks::task::DUE_SOON),
        _ => ("neutral", Glyph::CALENDAR, None),
    };
    let overdue = task.is_overdue;
    let shown = move || match left {
        Some(left) if overdue && left < 0 => {
            t::due_and_late(&format::short_day(&iso), &t::late_by(left.unsigned_abs()))
        }
        Some(0) if open => t::DUE_TODAY.now().to_owned(),
        Some(1) if open => t::DUE_TOMORROW.now().to_owned(),
        _ => format::short_day(&iso),
    };
    let spoken = spoken.map(|word| view! { span(class="visually-hidden") { (word) " " } });
    Some(view! {
        span(class="due toned", "data-tone"=tone) {
            Icon(glyph=glyph)
            (spoken)
            (shown())
        }
    })
}

/// The look of a status, its word to be spoken.
fn spoken(look: StatusLook) -> (&'static str, Glyph, Option<Words>) {
    (look.tone, look.glyph, Some(look.word))
}
