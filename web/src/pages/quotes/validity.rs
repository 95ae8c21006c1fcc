//! Until when a quote is valid.

use domain::billing::QuoteStatus;
use sycamore::prelude::*;

use crate::i18n::format;
use crate::i18n::text::quotes as t;
use crate::ui::icon::{Glyph, Icon};

/// Days before the end from which they are counted.
const SOON: i64 = 7;

/// « 30 nov. », « 23 nov., expire dans 3 jours »; the end of what is answered says nothing more.
#[must_use]
pub fn validity(valid_until: &str, status: QuoteStatus, expired: bool, days_left: i64) -> View {
    let waits = status.is_open() && !expired;
    let soon = waits && days_left <= SOON;
    let tone = if soon || expired { "warning" } else { "neutral" };
    let glyph = if soon || expired { Glyph::CLOCK } else { Glyph::CALENDAR };
    let day = valid_until.to_owned();
    let words = move || match (soon, u64::try_from(days_left)) {
        (true, Ok(0)) => format!("{}, {}", format::short_day(&day), t::EXPIRES_TODAY.now()),
        (true, Ok(days)) => format!("{}, {}", format::short_day(&day), t::expires_in(days)),
        _ => format::short_day(&day),
    };
    view! {
        span(class="due toned", "data-tone"=tone) {
            Icon(glyph=glyph)
            (words())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(status: QuoteStatus, expired: bool, days: i64) -> String {
        sycamore::render_to_string(move || validity("2026-11-30T23:00:00Z", status, expired, days))
    }

    #[test]
    fn days_are_counted_only_while_an_answer_is_awaited() {
        assert!(html(QuoteStatus::Sent, false, 3).contains("expire dans 3 jours"));
        assert!(html(QuoteStatus::Sent, false, 0).contains("expire aujourd’hui"));
        for quiet in [html(QuoteStatus::Sent, false, 20), html(QuoteStatus::Accepted, false, 3)] {
            assert!(!quiet.contains("expire") && quiet.contains("neutral"), "{quiet}");
        }
    }
}
