//! The fields of the editor, each with its control.

use domain::billing::{LogoPosition, TemplateType};
use sycamore::prelude::*;

use super::Template;
use super::colour::colour_state;
use crate::api::back_office::update_template::UpdateInvoiceTemplateInput;
use crate::i18n::text::templates as t;
use crate::pages::checks::{at_most, required};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};

/// Characters of a source, at most.
const LONGEST_SOURCE: usize = 200_000;
/// Characters of a text, at most.
const LONGEST_TEXT: usize = 50_000;

/// The fields.
#[derive(Clone, Copy)]
pub struct Fields {
    pub(super) name: FieldState,
    pub(super) kind: FieldState,
    pub(super) active: Signal<bool>,
    pub(super) source: FieldState,
    pub(super) logo_position: FieldState,
    pub(super) primary: FieldState,
    pub(super) secondary: FieldState,
    pub(super) header: FieldState,
    pub(super) footer: FieldState,
    pub(super) conditions: FieldState,
    pub(super) instructions: FieldState,
}

impl Fields {
    /// The fields, filled with what the server has.
    #[must_use]
    pub fn new(template: &Template) -> Self {
        let text = |value: &Option<String>| FieldState::new(value.as_deref().unwrap_or(""), at_most(LONGEST_TEXT));
        Self {
            name: FieldState::new(&template.name, required(255)),
            kind: FieldState::free(template.type_.name()),
            active: create_signal(template.is_active),
            source: FieldState::new(template.source.as_deref().unwrap_or(""), at_most(LONGEST_SOURCE)),
            logo_position: FieldState::free(template.logo_position.name()),
            primary: colour_state(template.primary_color.as_deref()),
            secondary: colour_state(template.secondary_color.as_deref()),
            header: text(&template.custom_header),
            footer: text(&template.custom_footer),
            conditions: text(&template.terms_and_conditions),
            instructions: text(&template.payment_instructions),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let text = Control::Text;
        vec![
            Entry::new("name", t::NAME, text(self.name)),
            Entry::new("type", t::TYPE, Control::Choice(self.kind, kind_words)),
            Entry::new("isActive", t::IS_ACTIVE, Control::Switch(self.active)),
            // Two sources are too long to be shown side by side: their lengths are.
            Entry::new("source", t::SOURCE, Control::Choice(self.source, source_words)),
            Entry::new("primaryColor", t::PRIMARY, text(self.primary)),
            Entry::new("secondaryColor", t::SECONDARY, text(self.secondary)),
            Entry::new("logoPosition", t::LOGO_POSITION, Control::Choice(self.logo_position, position_words)),
            Entry::new("customHeader", t::HEADER, text(self.header)),
            Entry::new("customFooter", t::FOOTER, text(self.footer)),
            Entry::new("termsAndConditions", t::CONDITIONS, text(self.conditions)),
            Entry::new("paymentInstructions", t::INSTRUCTIONS, text(self.instructions)),
        ]
    }

    /// What it is for; tracked.
    #[must_use]
    pub fn kind(self) -> TemplateType {
        self.kind.text().parse().unwrap_or(TemplateType::Invoice)
    }

    /// The source as it is typed, blanks included; nothing when it says nothing. Tracked.
    #[must_use]
    pub fn source(self) -> Option<String> {
        Some(self.source.value.get_clone()).filter(|source| !source.trim().is_empty())
    }

    /// Every field, an empty one as null; `logo` is that of the template, which stays.
    #[must_use]
    pub fn update(self, id: String, version: Option<i64>, logo: Option<String>) -> UpdateInvoiceTemplateInput {
        UpdateInvoiceTemplateInput {
            id,
            expected_version: version,
            name: Some(self.name.text()),
            type_: Some(self.kind()),
            is_active: Some(self.active.get()),
            source: self.source(),
            logo_file_id: logo,
            logo_position: self.logo_position.text().parse().ok(),
            primary_color: self.primary.optional(),
            secondary_color: self.secondary.optional(),
            custom_header: self.header.optional(),
            custom_footer: self.footer.optional(),
            terms_and_conditions: self.conditions.optional(),
            payment_instructions: self.instructions.optional(),
        }
    }
}

/// Words of a type by its name.
#[must_use]
pub fn kind_words(name: &str) -> String {
    name.parse::<TemplateType>().map_or_else(|_| name.to_owned(), |value| t::kind(value).now().to_owned())
}

fn position_words(name: &str) -> String {
    name.parse::<LogoPosition>().map_or_else(|_| name.to_owned(), |value| t::logo_position(value).now().to_owned())
}

fn source_words(source: &str) -> String {
    t::lines(source.lines().count() as u64)
}
