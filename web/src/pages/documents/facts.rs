//! Facts of a document, and dates in words.

use sycamore::prelude::*;

use crate::i18n::format;
use crate::router::Page;
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::button::Label;
use crate::ui::unknown::Unknown;

/// A line; what is not known is a dash.
#[must_use]
pub fn fact(name: impl Into<Label>, value: Option<View>) -> View {
    let name = name.into();
    let value = value.unwrap_or_else(|| view! { Unknown() });
    view! {
        dt { (name.get_clone()) }
        dd { (value) }
    }
}

/// A line that is left out when nothing is known.
#[must_use]
pub fn fact_if(name: impl Into<Label>, value: Option<View>) -> Option<View> {
    value.map(|value| fact(name, Some(value)))
}

/// A text, several lines of it too.
#[must_use]
pub fn text(text: &Option<String>) -> Option<View> {
    text.clone().filter(|text| !text.is_empty()).map(|text| view! { span(class="prose") { (text) } })
}

/// An instant as a day, its time in the tooltip.
#[must_use]
pub fn day(iso: &Option<String>) -> Option<View> {
    let (shown, exact) = (iso.clone()?, iso.clone()?);
    Some(view! { span(class="number", title=format::day_and_time(&exact)) { (format::day(&shown)) } })
}

/// An institution, as a link.
#[must_use]
pub fn institution(id: &str, name: &str) -> View {
    let (href, name) = (Page::institution(id).path(), name.to_owned());
    view! { a(href=href) { (name) } }
}

/// Somebody of the firm.
#[must_use]
pub fn person(name: &str) -> View {
    let (name, shown) = (name.to_owned(), name.to_owned());
    view! { span(class="key-label") { Avatar(name=name, kind=AvatarKind::BesideName) span { (shown) } } }
}
