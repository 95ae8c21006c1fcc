//! Until when an invoice is to be paid.

use sycamore::prelude::*;

use crate::i18n::format;
use crate::i18n::text::invoices as t;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::status::looks;

/// Days before the due date from which it draws attention.
const SOON: i64 = 3;

/// When an invoice is due, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The due date.
    pub date: String,
    /// Whether something is still to be paid.
    pub open: bool,
    /// Days since the due date, of what is late.
    pub late: Option<u64>,
    /// Days until the due date.
    pub left: i64,
}

/// Makes [`Due`] of an invoice of an operation.
macro_rules! due_of {
    ($invoice:expr) => {{
        let invoice = $invoice;
        $crate::pages::invoices::due::Due {
            date: invoice.due_date.clone(),
            open: invoice.status.can_receive_payments() && $crate::ui::money::cents(&invoice.remaining_amount) > 0,
            late: invoice.is_overdue.then(|| u64::try_from(invoice.days_overdue).unwrap_or_default()),
            left: invoice.days_until_due,
        }
    }};
}
pub(super) use due_of;

impl Due {
    /// « 19 nov., 4 jours de retard », « Aujourd’hui », « 1 déc. »; tracked.
    #[must_use]
    pub fn words(&self) -> String {
        match self.late {
            Some(days) if days > 0 => t::due_and_late(&format::short_day(&self.date), &t::late_by(days)),
            None if self.open && self.left == 0 => t::DUE_TODAY.now().to_owned(),
            _ => format::short_day(&self.date),
        }
    }

    /// In a cell or a line.
    #[must_use]
    pub fn view(self) -> View {
        let soon = self.open && self.left <= SOON;
        let (tone, glyph) = match self.late {
            Some(_) => ("critical", Glyph::TRIANGLE_ALERT),
            None if soon => ("warning", Glyph::CLOCK),
            None => ("neutral", Glyph::CALENDAR),
        };
        let spoken = self.late.map(|_| view! { span(class="visually-hidden") { (looks::invoice::OVERDUE.word) " " } });
        view! {
            span(class="due toned", "data-tone"=tone) {
                Icon(glyph=glyph)
                (spoken)
                (self.words())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(open: bool, late: Option<u64>, left: i64) -> String {
        let due = Due { date: "2026-11-30T22:59:59Z".into(), open, late, left };
        sycamore::render_to_string(move || due.view())
    }

    #[test]
    fn what_is_late_is_said_and_shown() {
        let late = html(true, Some(4), -4);
        assert!(
            late.contains("critical") && late.contains("4 jours de retard") && late.contains("En retard"),
            "{late}"
        );
        assert!(html(true, None, 0).contains("Aujourd’hui"));
        assert!(html(true, None, 2).contains("warning"));
    }

    #[test]
    fn what_is_paid_is_never_late() {
        let paid = html(false, None, -30);
        assert!(paid.contains("neutral") && !paid.contains("retard"), "{paid}");
    }
}
