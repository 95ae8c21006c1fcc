//! The choice of the period that is looked at.

use std::rc::Rc;

use sycamore::prelude::*;

use super::period::{NAMED, Period, Span};
use crate::i18n::text::billing as t;
use crate::router::go;
use crate::ui::date_field::{DateField, date_state, day_of, iso_text};
use crate::ui::field::FieldState;
use crate::ui::message::Message;

/// The value of the list that stands for chosen days.
const CUSTOM: &str = "custom";

/// Where the page over a period is.
pub type AddressOf = Rc<dyn Fn(Period) -> String>;

/// The list of periods; for chosen days, both fields. Every change acts at once.
#[component(inline_props)]
pub fn PeriodChoice(period: ReadSignal<Period>, span: ReadSignal<Span>, address: AddressOf) -> View {
    let choosing = create_signal(false);
    let chosen = create_selector(move || choosing.get() || matches!(period.get(), Period::Custom(_)));
    let value = create_signal(String::new());
    create_effect(move || {
        let name = if chosen.get() { CUSTOM } else { period.get().name().unwrap_or(CUSTOM) };
        value.set(name.to_owned());
    });
    let named = address.clone();
    let choose = move |_| {
        let name = value.get_clone_untracked();
        if name == CUSTOM {
            choosing.set(true);
        } else {
            choosing.set(false);
            go(&named(Period::named(&name)));
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
            (if chosen.get() {
                let address = address.clone();
                view! { Days(span=span.get_untracked(), address=address) }
            } else {
                View::new()
            })
        }
    }
}

#[component(inline_props)]
fn Days(span: Span, address: AddressOf) -> View {
    let from = date_state(Some(&iso_text(span.from)));
    let to = date_state(Some(&iso_text(span.to)));
    let apply = move |_| {
        if let Some((from_day, to_day)) = untrack(|| day_of(from)).zip(untrack(|| day_of(to))) {
            apply_days(to, Span { from: from_day, to: to_day }, &address);
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
fn apply_days(field: FieldState, span: Span, address: &AddressOf) {
    match span.problem() {
        Some(words) => field.problem.set(Some(Message::from(words))),
        None => {
            field.problem.set(None);
            go(&address(Period::Custom(span)));
        }
    }
}
