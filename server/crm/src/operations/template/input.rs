//! What is asked of templates.

use domain::billing::{LogoPosition, TemplateType};
use serde::Serialize;
use uuid::Uuid;

use crate::operations::write::Change;

/// A new template.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct NewTemplate {
    pub name: String,
    pub kind: TemplateType,
    pub is_default: bool,
    pub is_active: Option<bool>,
    /// Typst; without one, documents look as the program's own template makes them.
    pub source: Option<String>,
    pub logo_position: Option<LogoPosition>,
    pub primary_color: Option<String>,
    pub secondary_color: Option<String>,
    pub header_height: Option<i32>,
    pub footer_height: Option<i32>,
    pub margin_top: Option<i32>,
    pub margin_bottom: Option<i32>,
    pub margin_left: Option<i32>,
    pub margin_right: Option<i32>,
    pub custom_header: Option<String>,
    pub custom_footer: Option<String>,
    pub terms_and_conditions: Option<String>,
    pub payment_instructions: Option<String>,
    /// Kept for programs of the original's interface; documents are not made of it.
    pub html_template: Option<String>,
    /// Kept for programs of the original's interface; documents are not made of it.
    pub styles: Option<String>,
}

impl NewTemplate {
    /// One of which only the name and the type are said.
    #[must_use]
    pub fn new(name: String, kind: TemplateType) -> Self {
        Self {
            name,
            kind,
            is_default: false,
            is_active: None,
            source: None,
            logo_position: None,
            primary_color: None,
            secondary_color: None,
            header_height: None,
            footer_height: None,
            margin_top: None,
            margin_bottom: None,
            margin_left: None,
            margin_right: None,
            custom_header: None,
            custom_footer: None,
            terms_and_conditions: None,
            payment_instructions: None,
            html_template: None,
            styles: None,
        }
    }
}

/// What to change of a template.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct TemplateUpdate {
    pub id: Uuid,
    pub expected_version: Option<i32>,
    pub name: Option<String>,
    pub kind: Option<TemplateType>,
    pub is_default: Option<bool>,
    pub is_active: Option<bool>,
    pub source: Change<String>,
    pub logo_position: Option<LogoPosition>,
    /// A picture of its own; without one, documents bear the firm's.
    pub logo_file_id: Change<Uuid>,
    pub primary_color: Change<String>,
    pub secondary_color: Change<String>,
    pub header_height: Option<i32>,
    pub footer_height: Option<i32>,
    pub margin_top: Option<i32>,
    pub margin_bottom: Option<i32>,
    pub margin_left: Option<i32>,
    pub margin_right: Option<i32>,
    pub custom_header: Change<String>,
    pub custom_footer: Change<String>,
    pub terms_and_conditions: Change<String>,
    pub payment_instructions: Change<String>,
    pub html_template: Change<String>,
    pub styles: Change<String>,
}
