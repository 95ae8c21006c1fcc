//! The title, what the period brought in a sentence, and the choice of the period.

use domain::Permission;
use sycamore::prelude::*;

use super::address_of;
use super::monthly::Revenue;
use super::period::{NAMED, Period, Span};
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::billing as t;
use crate::pages::exports::{JournalsButton, may_export_journals};
use crate::router::go;
use crate::ui::date_field::{DateField, date_state, day_of, iso_text};
use crate::ui::field::FieldState;
use crate::ui::heading::PageTitle;
use crate::ui::message::Message;
use crate::ui::money::euros_of;
use crate::ui::remote::Remote;

/// The value of the list that stands for chosen days.
const CUSTOM: &str = "custom";

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
            PeriodChoice(period=period, span=span)
            (if may_export_journals(session) {
                view! { div(class="page-actions") { JournalsButton(span=span) } }
            } else {
                View::new()
            })
        }
    }
}

/// The list of periods; for chosen days, both fields. Every change acts at once.
#[component(inline_props)]
fn PeriodChoice(period: ReadSignal<Period>, span: ReadSignal<Span>) -> View {
    let choosing = create_signal(false);
    let chosen = create_selector(move || choosing.get() || matches!(period.get(), Period::Custom(_)));
    let value = create_signal(String::new());
    create_effect(move || {
        let name = if chosen.get() { CUSTOM } else { period.get().name().unwrap_or(CUSTOM) };
        value.set(name.to_owned());
    });
    let choose = move |_| {
        let name = value.get_clone_untracked();
        if name == CUSTOM {
            choosing.set(true);
        } else {
            choosing.set(false);
            go(&address_of(Period::named(&name)));
        }
    };
    let options: Vec<View> = NAMED
        .iter()
        .map(|(named, name, words)| {
            let (name, words) = (*name, *words);
            let selected = period.get_untracked() == *named;
            view! { option(value=name, selected=selected) { (words) } }
        })
        .collect();
    view! {
        div(class="period") {
            div(class="field") {
                label(class="field-label", r#for="period") { (t::PERIOD) }
                select(class="input", id="period", bind:value=value, on:change=choose) {
                    (options)
                    option(value=CUSTOM, selected=chosen.get_untracked()) { (t::CUSTOM) }
                }
            }
            (if chosen.get() { view! { Days(span=span.get_untracked()) } } else { View::new() })
        }
    }
}

#[component(inline_props)]
fn Days(span: Span) -> View {
    let from = date_state(Some(&iso_text(span.from)));
    let to = date_state(Some(&iso_text(span.to)));
    let apply = move |_| {
        if let Some((from_day, to_day)) = untrack(|| day_of(from)).zip(untrack(|| day_of(to))) {
            apply_days(to, Span { from: from_day, to: to_day });
        }
    };
    view! {
        div(class="period", on:change=apply) {
            DateField(state=from, label=t::FROM)
            DateField(state=to, label=t::TO)
        }
    }
}

/// Goes to the days, or says what is wrong with them.
fn apply_days(field: FieldState, span: Span) {
    match span.problem() {
        Some(words) => field.problem.set(Some(Message::from(words))),
        None => {
            field.problem.set(None);
            go(&address_of(Period::Custom(span)));
        }
    }
}
