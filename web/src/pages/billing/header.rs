//! The title, what the period brought in a sentence, and the choice of the period.

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use super::address_of;
use super::monthly::Revenue;
use super::period::{Period, Span};
use super::period_choice::{AddressOf, PeriodChoice};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::billing as t;
use crate::pages::exports::{JournalsButton, may_export_journals};
use crate::ui::heading::PageTitle;
use crate::ui::money::euros_of;
use crate::ui::remote::Remote;

/// The header.
#[component(inline_props)]
pub fn Header(period: ReadSignal<Period>, span: ReadSignal<Span>, revenue: Remote<Revenue>) -> View {
    let session = use_app().session;
    let all = create_selector(move || session.can(Permission::ViewAllBilling));
    let told = move || {
        let span = span.get();
        let day = |day| format::day(&format::instant(day, false));
        let (from, to) = (day(span.from), day(span.to));
        let sums = revenue.value.with(|revenue| {
            revenue
                .as_ref()
                .filter(|revenue| revenue.span == span)
                .map(|revenue| (revenue.invoiced_net(), revenue.received()))
        });
        match sums {
            None => String::new(),
            Some((0, 0)) => t::nothing_invoiced(&from, &to),
            Some((invoiced, received)) => t::invoiced_and_paid(&from, &to, &euros_of(invoiced), &euros_of(received)),
        }
    };
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::BILLING)
                p(class="soft", role="status") { (told()) }
                (if all.get() { View::new() } else { view! { p(class="small soft") { (t::OWN_SCOPE) } } })
            }
            PeriodChoice(period=period, span=span, address=Rc::new(address_of) as AddressOf)
            (if may_export_journals(session) {
                view! { div(class="page-actions") { JournalsButton(span=span) } }
            } else {
                View::new()
            })
        }
    }
}
