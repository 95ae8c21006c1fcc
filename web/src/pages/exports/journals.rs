//! The journals for the accountant, over days of one accounting year.

use std::rc::Rc;

use chrono::{Datelike, NaiveDate};
use sycamore::prelude::*;

use super::saving::FileDialog;
use super::year::{proposed, year_of};
use crate::api::back_office::{AccountingYear, accounting_year};
use crate::api::send;
use crate::i18n::format;
use crate::i18n::text::exports as t;
use crate::pages::billing::period::Span;
use crate::router::Page;
use crate::router::query::Query;
use crate::ui::date_field::{DateField, date_state, day_of, iso_text};
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;

/// Years of which entries are exported, as the server has it.
const YEARS: std::ops::Range<i32> = 2000..2200;

type Firm = accounting_year::AccountingYearFirm;

/// The dialogue: what the firm's accounting year is comes first.
#[component(inline_props)]
pub fn JournalsDialog(span: Span, close: Rc<dyn Fn()>) -> View {
    let firm = fetch(|| (), |()| async move { Ok(send::<AccountingYear>(accounting_year::Variables).await?.firm) });
    let ready = create_selector(move || firm.value.with(Option::is_some));
    view! {
        (if ready.get() {
            let firm = firm.value.get_clone_untracked();
            let (month, has_siren) = firm.map_or((1, true), |firm: Firm| (month_of(&firm), firm.siren.is_some()));
            let close = close.clone();
            if has_siren {
                let days = Days::new(proposed(span, format::today(), month), month);
                view! { Form(days=days, close=close) }
            } else {
                view! { NoSiren(close=close) }
            }
        } else {
            let close = close.clone();
            view! {
                Modal(kind=ModalKind::Dialog, title=t::JOURNALS, on_close=move || close()) {
                    div(class="panel-body") {
                        Loaded(
                            remote=firm,
                            what=Message::from(t::JOURNALS_FAILED),
                            waiting=|| view! { SkeletonRows(rows=3) },
                            show=|_| View::new(),
                        )
                    }
                }
            }
        })
    }
}

fn month_of(firm: &Firm) -> u32 {
    u32::try_from(firm.accounting_year_month).unwrap_or(1)
}

/// First and last day.
#[derive(Clone, Copy)]
struct Days {
    from: FieldState,
    to: FieldState,
    /// The month in which accounting years begin.
    month: u32,
}

impl Days {
    fn new(span: Span, month: u32) -> Self {
        let from = date_state(Some(&iso_text(span.from)));
        let to = date_state(Some(&iso_text(span.to)));
        let day = |state| move || untrack(|| day_of(state));
        let (from_day, to_day) = (day(from), day(to));
        Self {
            from: from.also(move |_| first_problem(from_day())),
            to: to.also(move |_| last_problem(from_day(), to_day(), month)),
            month,
        }
    }

    fn entries(self) -> Vec<Entry> {
        vec![Entry::new("from", t::FROM, Control::Text(self.from)), Entry::new("to", t::TO, Control::Text(self.to))]
    }

    fn address(self) -> String {
        let mut query = Query::default();
        for (name, state) in [("from", self.from), ("to", self.to)] {
            query.push(name, &day_of(state).map(iso_text).unwrap_or_default());
        }
        format!("/api/export/fec?{query}")
    }
}

/// What is wrong with the first day.
fn first_problem(day: Option<NaiveDate>) -> Option<Message> {
    match day {
        None => Some(Message::from(t::DATE_NEEDED)),
        Some(day) if !YEARS.contains(&day.year()) => Some(Message::from(t::YEARS)),
        Some(_) => None,
    }
}

/// What is wrong with the last day.
fn last_problem(from: Option<NaiveDate>, to: Option<NaiveDate>, month: u32) -> Option<Message> {
    let Some(to) = to else { return Some(Message::from(t::DATE_NEEDED)) };
    let from = from?;
    if to < from {
        return Some(Message::from(t::DATES_ORDER));
    }
    let year = year_of(from, month)?;
    (to > year.to).then(|| Message::new(move || year_words(year)))
}

/// « L’exercice va du 1 janvier 2026 au 31 décembre 2026. »
fn year_words(year: Span) -> String {
    let day = |day| format::day(&format::instant(day, false));
    t::year(&day(year.from), &day(year.to))
}

#[component(inline_props)]
fn Form(days: Days, close: Rc<dyn Fn()>) -> View {
    let year = move || {
        let year = year_of(day_of(days.from).unwrap_or_else(format::today), days.month);
        year.map(year_words).unwrap_or_default()
    };
    view! {
        FileDialog(
            title=t::JOURNALS,
            entries=days.entries(),
            address=Rc::new(move || days.address()) as Rc<dyn Fn() -> String>,
            close=close,
        ) {
            div(class="stack-tight") {
                p { (t::JOURNALS_BODY) }
                DateField(state=days.from, label=t::FROM)
                DateField(state=days.to, label=t::TO)
                p(class="field-help", "aria-live"="polite") { (year()) }
            }
        }
    }
}

/// Why there can be no file, and where to change that.
#[component(inline_props)]
fn NoSiren(close: Rc<dyn Fn()>) -> View {
    view! {
        Modal(kind=ModalKind::Dialog, title=t::JOURNALS, on_close=move || close()) {
            div(class="panel-body") {
                Notice(tone=Tone::Warning) {
                    div {
                        p { (t::NO_SIREN) }
                        a(href=Page::Firm.path()) { (t::OPEN_FIRM) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn a_period_lies_in_one_accounting_year() {
        let problem = |from, to, month| last_problem(day(from), day(to), month).map(|problem| problem.words());
        assert_eq!(problem("2026-01-01", "2026-12-31", 1), None);
        assert_eq!(problem("2026-03-31", "2026-03-31", 4), None);
        let other = problem("2026-03-31", "2026-04-01", 4).unwrap();
        assert!(other.contains("exercice") && other.contains("2025"), "{other}");
        assert!(problem("2026-02-01", "2026-01-31", 1).is_some());
    }

    #[test]
    fn the_first_day_is_one_of_the_firm_s_time() {
        assert!(first_problem(day("2026-01-01")).is_none());
        assert!(first_problem(day("1999-12-31")).is_some() && first_problem(None).is_some());
    }
}
