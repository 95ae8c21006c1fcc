//! Numbers, dates and times as the reader writes them: the browser's `Intl`, French or British usage.

use chrono::{Datelike, NaiveDate};
use domain::Language;

use super::language;

/// Language tag handed to `Intl`.
#[cfg(target_arch = "wasm32")]
fn locale() -> &'static str {
    match language() {
        Language::Fr => "fr-FR",
        Language::En => "en-GB",
    }
}

/// What stands where nothing is known.
pub const UNKNOWN: &str = "–";

/// A whole number with its thousands set apart.
#[must_use]
pub fn integer(value: u64) -> String {
    platform::integer(value)
}

/// A day: « 23 nov. 2026 ». `iso` is what the server sent; what is no date is given back as it is.
#[must_use]
pub fn day(iso: &str) -> String {
    platform::date_time(iso, &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

/// A day that has no time of day (an audit, an expiry): « 30 juin 2027 », the same day everywhere.
#[must_use]
pub fn calendar_day(iso: &str) -> String {
    platform::date_time(iso, &[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZone", "UTC")])
}

/// The month of an instant: « novembre 2026 ».
#[must_use]
pub fn month(iso: &str) -> String {
    platform::date_time(iso, &[("month", "long"), ("year", "numeric")])
}

/// The month of an instant, short and without its year: « nov. ».
#[must_use]
pub fn short_month(iso: &str) -> String {
    platform::date_time(iso, &[("month", "short")])
}

/// Today, on this device.
#[must_use]
pub fn today() -> NaiveDate {
    platform::today()
}

/// Today in words: « lundi 23 novembre ».
#[must_use]
pub fn today_in_words() -> String {
    platform::date_time(&platform::now(), &[("weekday", "long"), ("day", "numeric"), ("month", "long")])
}

/// A day as people speak of it: « hier », « aujourd’hui », « demain », else as [`short_day`].
#[must_use]
pub fn near_day(iso: &str) -> String {
    match days_from_today(iso) {
        Some(days @ -1..=1) => {
            #[expect(clippy::cast_precision_loss, reason = "-1, 0 or 1")]
            let days = days as f64;
            platform::relative(days, "day", "auto")
        }
        _ => short_day(iso),
    }
}

/// A day of this year without its year: « 23 nov. »; another one with it.
#[must_use]
pub fn short_day(iso: &str) -> String {
    match local_day(iso) {
        Some(day) if day.year() == today().year() => {
            platform::date_time(iso, &[("day", "numeric"), ("month", "short")])
        }
        _ => day(iso),
    }
}

fn days_from_today(iso: &str) -> Option<i64> {
    Some((local_day(iso)? - today()).num_days())
}

/// A day in full: « lundi 23 novembre 2026 ».
#[must_use]
pub fn long_day(iso: &str) -> String {
    platform::date_time(iso, &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// A time of day: « 10:42 ».
#[must_use]
pub fn time(iso: &str) -> String {
    platform::date_time(iso, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// The day on this device of an instant.
#[must_use]
pub fn local_day(iso: &str) -> Option<NaiveDate> {
    platform::local_day(iso)
}

/// The instant at which a day of this device begins, or its last second, as the server takes it.
#[must_use]
pub fn instant(day: NaiveDate, end: bool) -> String {
    platform::instant(day, end)
}

/// A day and its time: « 23 nov. 2026, 10:42 ».
#[must_use]
pub fn day_and_time(iso: &str) -> String {
    platform::date_time(
        iso,
        &[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")],
    )
}

/// Time that has passed: « il y a 12 min » under a day, then the day.
#[must_use]
pub fn since(iso: &str) -> String {
    let Some(seconds) = platform::seconds_since(iso) else { return iso.to_owned() };
    match seconds {
        s if s < 60.0 => text_now().to_owned(),
        s if s < 3_600.0 => platform::relative(-(s / 60.0).floor(), "minute", "always"),
        s if s < 86_400.0 => platform::relative(-(s / 3_600.0).floor(), "hour", "always"),
        _ => day(iso),
    }
}

fn text_now() -> &'static str {
    match language() {
        Language::Fr => "à l’instant",
        Language::En => "just now",
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use js_sys::{Date, Object, Reflect};
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = Intl)]
        type NumberFormat;
        #[wasm_bindgen(constructor, js_namespace = Intl)]
        fn new(locale: &str) -> NumberFormat;
        #[wasm_bindgen(method)]
        fn format(this: &NumberFormat, value: f64) -> String;

        #[wasm_bindgen(js_namespace = Intl)]
        type DateTimeFormat;
        #[wasm_bindgen(constructor, js_namespace = Intl)]
        fn new(locale: &str, options: &Object) -> DateTimeFormat;
        #[wasm_bindgen(method)]
        fn format(this: &DateTimeFormat, date: &Date) -> String;

        #[wasm_bindgen(js_namespace = Intl)]
        type RelativeTimeFormat;
        #[wasm_bindgen(constructor, js_namespace = Intl)]
        fn new(locale: &str, options: &Object) -> RelativeTimeFormat;
        #[wasm_bindgen(method)]
        fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> String;
    }

    fn options(pairs: &[(&str, &str)]) -> Object {
        let object = Object::new();
        for (key, value) in pairs {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        object
    }

    fn date(iso: &str) -> Option<Date> {
        let date = Date::new(&JsValue::from_str(iso));
        (!date.get_time().is_nan()).then_some(date)
    }

    pub(super) fn integer(value: u64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let value = value as f64;
        NumberFormat::new(super::locale()).format(value)
    }

    pub(super) fn date_time(iso: &str, pairs: &[(&str, &str)]) -> String {
        match date(iso) {
            Some(date) => DateTimeFormat::new(super::locale(), &options(pairs)).format(&date),
            None => iso.to_owned(),
        }
    }

    pub(super) fn seconds_since(iso: &str) -> Option<f64> {
        Some((Date::now() - date(iso)?.get_time()) / 1_000.0)
    }

    pub(super) fn relative(value: f64, unit: &str, numeric: &str) -> String {
        let options = options(&[("style", "short"), ("numeric", numeric)]);
        RelativeTimeFormat::new(super::locale(), &options).format(value, unit)
    }

    pub(super) fn now() -> String {
        Date::new_0().to_iso_string().into()
    }

    pub(super) fn today() -> chrono::NaiveDate {
        day_of(&Date::new_0()).unwrap_or_default()
    }

    pub(super) fn local_day(iso: &str) -> Option<chrono::NaiveDate> {
        day_of(&date(iso)?)
    }

    fn day_of(date: &Date) -> Option<chrono::NaiveDate> {
        let year = i32::try_from(date.get_full_year()).ok()?;
        chrono::NaiveDate::from_ymd_opt(year, date.get_month() + 1, date.get_date())
    }

    pub(super) fn instant(day: chrono::NaiveDate, end: bool) -> String {
        use chrono::Datelike;
        let (hour, rest) = if end { (23, 59) } else { (0, 0) };
        let year = u32::try_from(day.year()).unwrap_or_default();
        let (month, day) = (day.month0().cast_signed(), day.day().cast_signed());
        let date = Date::new_with_year_month_day_hr_min_sec(year, month, day, hour, rest, rest);
        String::from(date.to_iso_string())
    }
}

/// Outside a browser (tests of views): plain forms that do not depend on the machine.
#[cfg(not(target_arch = "wasm32"))]
mod platform {
    pub(super) fn integer(value: u64) -> String {
        value.to_string()
    }

    pub(super) fn date_time(iso: &str, _pairs: &[(&str, &str)]) -> String {
        iso.chars().take(10).collect()
    }

    pub(super) fn seconds_since(_iso: &str) -> Option<f64> {
        Some(172_800.0)
    }

    pub(super) fn relative(value: f64, unit: &str, _numeric: &str) -> String {
        format!("{value} {unit}")
    }

    pub(super) fn now() -> String {
        "1970-01-01T00:00:00Z".to_owned()
    }

    pub(super) fn today() -> chrono::NaiveDate {
        chrono::NaiveDate::default()
    }

    pub(super) fn local_day(iso: &str) -> Option<chrono::NaiveDate> {
        iso.get(..10)?.parse().ok()
    }

    pub(super) fn instant(day: chrono::NaiveDate, end: bool) -> String {
        format!("{day}T{}Z", if end { "23:59:59" } else { "00:00:00" })
    }
}
