//! Ways to reach a person.

use domain::identifiers::phone;
use sycamore::prelude::*;

use crate::i18n::text::common as t;

/// A number to call, in its usual form.
#[must_use]
pub fn telephone(number: &str) -> View {
    let (href, shown) = (format!("tel:{number}"), phone::display(number));
    let label = shown.clone();
    view! { a(class="number", href=href, "aria-label"=t::call(&label)) { (shown) } }
}

/// An address to write to.
#[must_use]
pub fn mail(address: &str) -> View {
    let (href, shown) = (format!("mailto:{address}"), address.to_owned());
    view! { a(class="mail", href=href) { (shown) } }
}
