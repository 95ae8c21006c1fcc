//! What several lists can be narrowed down to: who is in charge, days, amounts. Read from an address and written to one.

use chrono::NaiveDate;
use sycamore::prelude::*;

use crate::api::filters::Between;
use crate::i18n::format;
use crate::i18n::text::documents as t;
use crate::router::query::Query;
use crate::ui::amount_field::{AmountField, Unit, amount_of, amount_state};
use crate::ui::date_field::{DateField, date_state, day_of, iso_day, iso_text};
use crate::ui::money::{self, euros};

/// Who is in charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assignee {
    /// The person at the screen.
    Me,
    /// Somebody, by id.
    User(String),
}

impl Assignee {
    /// Reads it from an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "me" => Some(Self::Me),
            id => crate::pages::panels::is_id(id).then(|| Self::User(id.to_owned())),
        }
    }

    /// Writes it for an address.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Me => "me",
            Self::User(id) => id,
        }
    }

    /// The id that is meant; `me` is that of the person at the screen.
    #[must_use]
    pub fn id(&self, me: &str) -> String {
        match self {
            Self::Me => me.to_owned(),
            Self::User(id) => id.clone(),
        }
    }
}

/// Days from and to, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// On this day or later.
    pub from: Option<NaiveDate>,
    /// On this day or earlier.
    pub to: Option<NaiveDate>,
}

impl Days {
    /// Reads `name_from` and `name_to`.
    #[must_use]
    pub fn parse(query: &Query, name: &str) -> Self {
        let day = |end: &str| {
            let text = query.get(&format!("{name}_{end}"))?;
            iso_day(text).filter(|day| iso_text(*day) == text)
        };
        Self { from: day("from"), to: day("to") }
    }

    /// Writes them for an address.
    pub fn write(self, query: &mut Query, name: &str) {
        for (end, day) in [("from", self.from), ("to", self.to)] {
            query.push(&format!("{name}_{end}"), &day.map(iso_text).unwrap_or_default());
        }
    }

    /// Whether either is set.
    #[must_use]
    pub fn is_on(self) -> bool {
        self != Self::default()
    }

    /// As a filter of instants, by the days of this device.
    #[must_use]
    pub fn instants(self) -> Option<Between> {
        self.is_on().then(|| Between {
            gte: self.from.map(|day| format::instant(day, false)),
            lte: self.to.map(|day| format::instant(day, true)),
        })
    }

    /// As a filter of days.
    #[must_use]
    pub fn days(self) -> Option<Between> {
        self.is_on().then(|| Between { gte: self.from.map(iso_text), lte: self.to.map(iso_text) })
    }

    /// In words; tracked.
    #[must_use]
    pub fn words(self) -> String {
        let day = |day: NaiveDate| format::day(&format::instant(day, true));
        match (self.from, self.to) {
            (Some(from), Some(to)) => t::between_days(&day(from), &day(to)),
            (Some(from), None) => t::from_day(&day(from)),
            (None, Some(to)) => t::to_day(&day(to)),
            (None, None) => String::new(),
        }
    }
}

/// Amounts from and to, both included, as the server takes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amounts {
    /// At least.
    pub least: Option<String>,
    /// At most.
    pub most: Option<String>,
}

impl Amounts {
    /// Reads `total_min` and `total_max`: whole or with cents, with a point.
    #[must_use]
    pub fn parse(query: &Query) -> Self {
        let amount = |name: &str| {
            let text = query.get(name)?;
            money::units(text, 2).filter(|cents| *cents >= 0).map(crate::ui::decimal::wire)
        };
        Self { least: amount("total_min"), most: amount("total_max") }
    }

    /// Writes them for an address.
    pub fn write(&self, query: &mut Query) {
        query.push("total_min", self.least.as_deref().unwrap_or_default());
        query.push("total_max", self.most.as_deref().unwrap_or_default());
    }

    /// Whether either is set.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.least.is_some() || self.most.is_some()
    }

    /// As a filter.
    #[must_use]
    pub fn filter(&self) -> Option<Between> {
        self.is_on().then(|| Between { gte: self.least.clone(), lte: self.most.clone() })
    }

    /// In words; tracked.
    #[must_use]
    pub fn words(&self) -> String {
        match (&self.least, &self.most) {
            (Some(least), Some(most)) => t::amount_between(&euros(least), &euros(most)),
            (Some(least), None) => t::amount_from(&euros(least)),
            (None, Some(most)) => t::amount_to(&euros(most)),
            (None, None) => String::new(),
        }
    }
}

/// Two days; every change acts at once.
#[component(inline_props)]
pub fn DaysEditor(days: Days, change: impl Fn(Days) + 'static) -> View {
    let state = |day: Option<NaiveDate>| date_state(day.map(iso_text).as_deref());
    let (from, to) = (state(days.from), state(days.to));
    let apply = move |_| change(untrack(|| Days { from: day_of(from), to: day_of(to) }));
    view! {
        div(class="stack-tight", on:change=apply) {
            DateField(state=from, label=t::FROM)
            DateField(state=to, label=t::TO)
        }
    }
}

/// Two amounts; every change acts at once.
#[component(inline_props)]
pub fn AmountsEditor(amounts: Amounts, change: impl Fn(Amounts) + 'static) -> View {
    let least = amount_state(Unit::Euro, amounts.least.as_deref());
    let most = amount_state(Unit::Euro, amounts.most.as_deref());
    let apply = move |_| {
        change(untrack(|| Amounts { least: amount_of(Unit::Euro, least), most: amount_of(Unit::Euro, most) }));
    };
    view! {
        div(class="form-pair", on:change=apply) {
            AmountField(state=least, unit=Unit::Euro, label=t::LEAST)
            AmountField(state=most, unit=Unit::Euro, label=t::MOST)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_in_an_address_is_left_out() {
        let query = Query::parse("total_min=-5&total_max=12.345&due_from=2026-13-01&due_to=demain");
        assert_eq!((Amounts::parse(&query), Days::parse(&query, "due")), (Amounts::default(), Days::default()));
        assert_eq!((Assignee::parse("nobody"), Assignee::parse("me")), (None, Some(Assignee::Me)));
    }

    #[test]
    fn what_is_written_is_read() {
        let mut query = Query::default();
        let amounts = Amounts { least: Some("100.00".into()), most: None };
        let days = Days { from: iso_day("2026-11-01"), to: iso_day("2026-11-30") };
        amounts.write(&mut query);
        days.write(&mut query, "due");
        let query = Query::parse(&query.to_string());
        assert_eq!((Amounts::parse(&query), Days::parse(&query, "due")), (amounts, days));
    }
}
