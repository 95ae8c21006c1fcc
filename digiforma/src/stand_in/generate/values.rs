//! JSON as the upstream writes it.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde_json::{Number, Value, json};

use super::chance::Chance;

/// An amount of cents, as a number with its decimals.
pub(super) fn money(cents: i64) -> Value {
    number(&Decimal::new(cents, 2).to_string())
}

/// A number from its text.
pub(super) fn number(text: &str) -> Value {
    text.parse::<Number>().map_or(Value::Null, Value::Number)
}

/// A day, some days from another.
pub(super) fn day(from: NaiveDate, days: i64) -> NaiveDate {
    let width = Days::new(days.unsigned_abs());
    let moved = if days < 0 { from.checked_sub_days(width) } else { from.checked_add_days(width) };
    moved.unwrap_or(from)
}

/// `YYYY-MM-DDTHH:MM:SS` in working hours of a day.
pub(super) fn moment(chance: &mut Chance, day: NaiveDate) -> String {
    format!("{day}T{:02}:{:02}:{:02}", chance.between(7, 16), chance.between(0, 59), chance.between(0, 59))
}

/// `insertedAt` and `updatedAt`: created on a day, changed up to some days later but not in the future.
pub(super) fn life(chance: &mut Chance, created: NaiveDate, days: i64, today: NaiveDate) -> (String, String) {
    let inserted = moment(chance, created);
    if chance.percent(40) {
        return (inserted.clone(), inserted);
    }
    let days = chance.between(1, days.max(1));
    let changed = day(created, days).min(today).max(created);
    let updated = moment(chance, changed);
    if updated > inserted { (inserted, updated) } else { (inserted.clone(), inserted) }
}

/// A reference to a row.
pub(super) fn reference(id: &str) -> Value {
    json!({ "id": id })
}

/// A reference where the schema has a union.
pub(super) fn typed(ty: &str, id: &str) -> Value {
    json!({ "__typename": ty, "id": id })
}

/// A UUID by chance, as items have it.
pub(super) fn uuid(chance: &mut Chance) -> String {
    let mut hex = |length: usize| -> String {
        (0..length).map(|_| char::from_digit(u32::try_from(chance.below(16)).unwrap_or(0), 16).unwrap_or('0')).collect()
    };
    format!("{}-{}-4{}-a{}-{}", hex(8), hex(4), hex(3), hex(3), hex(12))
}

/// Lower case, without accents, everything else a hyphen: for addresses of mails.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'à' | 'â' | 'ä' => slug.push('a'),
            'ç' => slug.push('c'),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'î' | 'ï' => slug.push('i'),
            'ô' | 'ö' => slug.push('o'),
            'ù' | 'û' | 'ü' => slug.push('u'),
            'œ' => slug.push_str("oe"),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').chars().take(40).collect()
}
