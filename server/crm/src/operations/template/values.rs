//! The values of a template: as they were, as asked, as they are to be stored.

use db::rows::TemplateValues;
use domain::billing::LogoPosition;

use super::{NewTemplate, TemplateUpdate};
use crate::operations::{validate::Checks, write::pick};

/// Characters of a source, at most.
pub(super) const LONGEST_SOURCE: usize = 200_000;
/// Characters of a text that stands on documents, at most.
const LONGEST_TEXT: usize = 50_000;

/// The values of a new template, as they were typed.
pub(super) fn of_new(input: &NewTemplate) -> TemplateValues {
    TemplateValues {
        name: input.name.clone(),
        kind: input.kind,
        is_default: input.is_default,
        is_active: input.is_active.unwrap_or(true),
        source: input.source.clone(),
        logo_file_id: None,
        logo_url: None,
        logo_position: input.logo_position.unwrap_or(LogoPosition::TopLeft),
        primary_color: input.primary_color.clone(),
        secondary_color: input.secondary_color.clone(),
        header_height: input.header_height.unwrap_or(80),
        footer_height: input.footer_height.unwrap_or(60),
        margin_top: input.margin_top.unwrap_or(20),
        margin_bottom: input.margin_bottom.unwrap_or(20),
        margin_left: input.margin_left.unwrap_or(15),
        margin_right: input.margin_right.unwrap_or(15),
        custom_header: input.custom_header.clone(),
        custom_footer: input.custom_footer.clone(),
        terms_and_conditions: input.terms_and_conditions.clone(),
        payment_instructions: input.payment_instructions.clone(),
        html_template: input.html_template.clone(),
        styles: input.styles.clone(),
    }
}

/// The values after a change, as they were typed. A template that is switched off or gets another type is no default.
pub(super) fn patched(old: &TemplateValues, input: &TemplateUpdate) -> TemplateValues {
    let kind = input.kind.unwrap_or(old.kind);
    let is_active = input.is_active.unwrap_or(old.is_active);
    let stays_default = old.is_default && is_active && kind == old.kind;
    TemplateValues {
        name: input.name.clone().unwrap_or_else(|| old.name.clone()),
        kind,
        is_default: input.is_default.unwrap_or(stays_default),
        is_active,
        source: pick(&input.source, &old.source),
        logo_file_id: input.logo_file_id.unwrap_or(old.logo_file_id),
        logo_url: old.logo_url.clone(),
        logo_position: input.logo_position.unwrap_or(old.logo_position),
        primary_color: pick(&input.primary_color, &old.primary_color),
        secondary_color: pick(&input.secondary_color, &old.secondary_color),
        header_height: input.header_height.unwrap_or(old.header_height),
        footer_height: input.footer_height.unwrap_or(old.footer_height),
        margin_top: input.margin_top.unwrap_or(old.margin_top),
        margin_bottom: input.margin_bottom.unwrap_or(old.margin_bottom),
        margin_left: input.margin_left.unwrap_or(old.margin_left),
        margin_right: input.margin_right.unwrap_or(old.margin_right),
        custom_header: pick(&input.custom_header, &old.custom_header),
        custom_footer: pick(&input.custom_footer, &old.custom_footer),
        terms_and_conditions: pick(&input.terms_and_conditions, &old.terms_and_conditions),
        payment_instructions: pick(&input.payment_instructions, &old.payment_instructions),
        html_template: pick(&input.html_template, &old.html_template),
        styles: pick(&input.styles, &old.styles),
    }
}

/// The values as they are to be stored.
pub(super) fn checked(checks: &mut Checks, typed: &TemplateValues) -> TemplateValues {
    if typed.is_default && !typed.is_active {
        checks.refuse("isActive", "NOT_ALLOWED", "A template that is switched off cannot be the default.");
    }
    for (field, height) in [("headerHeight", typed.header_height), ("footerHeight", typed.footer_height)] {
        checks.range(field, Some(height), 0, 200);
    }
    for (field, margin) in [
        ("marginTop", typed.margin_top),
        ("marginBottom", typed.margin_bottom),
        ("marginLeft", typed.margin_left),
        ("marginRight", typed.margin_right),
    ] {
        checks.range(field, Some(margin), 0, 100);
    }
    let mut text = |field: &str, value: &Option<String>, most| checks.optional(field, value.as_deref(), most);
    TemplateValues {
        source: source(text("source", &typed.source, LONGEST_SOURCE), typed),
        custom_header: text("customHeader", &typed.custom_header, LONGEST_TEXT),
        custom_footer: text("customFooter", &typed.custom_footer, LONGEST_TEXT),
        terms_and_conditions: text("termsAndConditions", &typed.terms_and_conditions, LONGEST_TEXT),
        payment_instructions: text("paymentInstructions", &typed.payment_instructions, LONGEST_TEXT),
        html_template: text("htmlTemplate", &typed.html_template, LONGEST_SOURCE),
        styles: text("styles", &typed.styles, LONGEST_SOURCE),
        name: checks.required("name", &typed.name, 255),
        primary_color: colour(checks, "primaryColor", typed.primary_color.as_deref()),
        secondary_color: colour(checks, "secondaryColor", typed.secondary_color.as_deref()),
        ..typed.clone()
    }
}

/// A source is kept as it was typed, blank lines included; only one that says nothing is none.
fn source(trimmed: Option<String>, typed: &TemplateValues) -> Option<String> {
    trimmed.and(typed.source.clone())
}

/// `#1A2B3C`
fn colour(checks: &mut Checks, field: &str, typed: Option<&str>) -> Option<String> {
    let colour = checks.optional(field, typed, 100)?;
    let is_colour = colour
        .strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()));
    if !is_colour {
        checks.refuse(field, "INVALID_FORMAT", "A colour is written as #1A2B3C.");
    }
    Some(colour)
}
