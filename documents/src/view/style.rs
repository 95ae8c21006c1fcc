//! Colours, logo and words of the firm around a document.

use serde_json::{Value, json};

use crate::{Appearance, LogoPosition};

/// The house's petrol.
const PRIMARY: &str = "#005b66";
/// The ground of table heads.
const SECONDARY: &str = "#eef3f2";

pub(super) fn of(appearance: &Appearance) -> Value {
    let position = match appearance.logo_position {
        LogoPosition::Left => "left",
        LogoPosition::Center => "center",
        LogoPosition::Right => "right",
    };
    let geometry = appearance.geometry;
    json!({
        "margin_top": geometry.margin_top,
        "margin_right": geometry.margin_right,
        "margin_bottom": geometry.margin_bottom,
        "margin_left": geometry.margin_left,
        "header_height": geometry.header_height,
        "footer_height": geometry.footer_height,
        "primary": color(appearance.primary_color.as_deref(), PRIMARY),
        "secondary": color(appearance.secondary_color.as_deref(), SECONDARY),
        "logo": appearance.logo.is_some(),
        "logo_position": position,
        "header": appearance.header,
        "footer": appearance.footer,
        "conditions": appearance.conditions,
    })
}

/// A colour that is none would stop every document: the house's takes its place.
fn color<'a>(given: Option<&'a str>, default: &'a str) -> &'a str {
    let is_color = |text: &str| {
        text.strip_prefix('#').is_some_and(|digits| {
            matches!(digits.len(), 3 | 6) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
        })
    };
    given.map(str::trim).filter(|text| is_color(text)).unwrap_or(default)
}
