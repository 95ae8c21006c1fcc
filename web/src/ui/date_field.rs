//! A day, typed as one writes it or picked in the browser's calendar.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::Language;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::button::Label;
use super::field::{Field, FieldState};
use super::icon::{Glyph, Icon};
use super::message::Message;
use super::text_field::{described, invalid};
use crate::i18n::text::common as t;
use crate::i18n::{self, Words, format};

/// The state of a field that holds a day; `iso` is `yyyy-mm-dd…` or nothing.
#[must_use]
pub fn date_state(iso: Option<&str>) -> FieldState {
    day_state(iso.and_then(iso_day))
}

/// The state of a field that holds the day of an instant on this device.
#[must_use]
pub fn local_state(iso: Option<&str>) -> FieldState {
    day_state(iso.and_then(format::local_day))
}

fn day_state(day: Option<NaiveDate>) -> FieldState {
    let shown = day.map(written).unwrap_or_default();
    FieldState::new(&shown, |text| {
        (!text.trim().is_empty() && read(text, format::today()).is_none()).then(|| Message::from(t::DATE_MALFORMED))
    })
}

/// The day in a field, as the server takes it: midnight UTC.
#[must_use]
pub fn date_of(state: FieldState) -> Option<String> {
    read(&state.text(), format::today()).map(|day| format!("{}T00:00:00Z", iso_text(day)))
}

/// The last second of the day in a field, on this device, as the server takes it.
#[must_use]
pub fn end_of(state: FieldState) -> Option<String> {
    day_of(state).map(|day| format::instant(day, true))
}

/// The middle of the day in a field: the same day wherever it is read.
#[must_use]
pub fn noon_of(state: FieldState) -> Option<String> {
    day_of(state).map(|day| format!("{}T12:00:00Z", iso_text(day)))
}

/// The day in a field.
#[must_use]
pub fn day_of(state: FieldState) -> Option<NaiveDate> {
    read(&state.text(), format::today())
}

/// `dd/mm/yyyy`, in both languages.
fn written(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

// Days are read and written here by hand: chrono's own formats would weigh more than this whole field.

/// `yyyy-mm-dd`.
#[must_use]
pub fn iso_text(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The day at the start of `yyyy-mm-dd…`.
#[must_use]
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.get(..10)?.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Reads a day: `12/1`, `12/01/2027`, `12.1.27`, `2027-01-12`, « demain », « +30 j », « fin de mois ».
fn read(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_ascii_lowercase();
    match text.as_str() {
        "" => return None,
        "aujourd’hui" | "aujourd'hui" | "today" => return Some(today),
        "demain" | "tomorrow" => return today.succ_opt(),
        "hier" | "yesterday" => return today.pred_opt(),
        "fin de mois" | "end of month" => return end_of_month(today),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix('+') {
        let digits: String = rest.trim().chars().take_while(char::is_ascii_digit).collect();
        let unit = rest.trim()[digits.len()..].trim();
        let known = matches!(unit, "" | "j" | "jour" | "jours" | "d" | "day" | "days");
        return digits.parse().ok().filter(|_| known).and_then(|days| today.checked_add_days(Days::new(days)));
    }
    if text.len() == 10
        && let Some(day) = iso_day(&text)
    {
        return Some(day);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (*day, *month, today.year()),
        [day, month, year] if year.len() == 2 => (*day, *month, 2000 + year.parse::<i32>().ok()?),
        [day, month, year] if year.len() == 4 => (*day, *month, year.parse().ok()?),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

fn end_of_month(today: NaiveDate) -> Option<NaiveDate> {
    today.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// A text field with a calendar.
#[component(inline_props)]
pub fn DateField(
    state: FieldState,
    #[prop(setter(into))] label: Label,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Words>,
) -> View {
    let calendar = create_node_ref();
    let native = move || calendar.try_get().and_then(|node| node.dyn_into::<HtmlInputElement>().ok());
    let tidy = move |_| {
        if let Some(day) = read(&state.text(), format::today()) {
            state.value.set(written(day));
        }
        state.verify();
    };
    let pick = move |_| {
        if let Some(input) = native() {
            let day = read(&state.text(), format::today());
            input.set_value(&day.map(iso_text).unwrap_or_default());
            // Refused where the browser has no calendar: the text field is there.
            let _ = input.show_picker();
        }
    };
    let picked = move |_| {
        if let Some(day) = native().and_then(|input| iso_day(&input.value())) {
            state.value.set(written(day));
            state.verify();
        }
    };
    let hint = || match i18n::language() {
        Language::Fr => "jj/mm/aaaa",
        Language::En => "dd/mm/yyyy",
    };
    view! {
        Field(state=state, label=label, optional=optional, help=help) {
            div(class="input-group date-group") {
                input(
                    class="input",
                    id=state.id(),
                    autocomplete="off",
                    placeholder=hint(),
                    "aria-invalid"=invalid(state),
                    "aria-describedby"=described(state, help),
                    bind:value=state.value,
                    on:input=move |_| state.recheck(),
                    on:change=tidy,
                )
                input(r#type="date", class="date-native", "tabindex"="-1", "aria-hidden"="true", r#ref=calendar, on:change=picked)
                button(
                    class="button button-quiet button-small button-icon",
                    r#type="button",
                    "aria-label"=t::CHOOSE_DATE,
                    on:click=pick,
                ) { Icon(glyph=Glyph::CALENDAR) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let read = |text| read(text, today).map(iso_text);
        assert_eq!(read("12/1").as_deref(), Some("2026-01-12"));
        assert_eq!(read("12/01/2027").as_deref(), Some("2027-01-12"));
        assert_eq!(read("12.1.27").as_deref(), Some("2027-01-12"));
        assert_eq!(read("2027-01-12").as_deref(), Some("2027-01-12"));
        assert_eq!(read("demain").as_deref(), Some("2026-11-24"));
        assert_eq!(read("+30 j").as_deref(), Some("2026-12-23"));
        assert_eq!(read("fin de mois").as_deref(), Some("2026-11-30"));
        for nonsense in ["", "31/02", "x", "+x", "+é", "1/2/3/4", "99/99/9999", "+30 ans"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
