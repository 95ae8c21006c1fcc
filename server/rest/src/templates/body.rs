//! Bodies of requests that write templates. What the original's clients send of the firm is not read: its identity is one
//! for all templates.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    errors,
    named::{LogoPositionName, TemplateTypeName},
    wire,
};
use crm::{
    Result,
    operations::template::{NewTemplate, TemplateUpdate},
};

/// A new template. What is sent of the firm (`companyName` and its like) is not read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewTemplate)]
pub(super) struct CreateBody {
    /// 1 to 255 characters.
    #[schema(required = true, nullable = false)]
    name: Option<String>,
    #[serde(rename = "type")]
    #[schema(required = true, nullable = false)]
    kind: Option<TemplateTypeName>,
    /// Makes it the default of its type in place of the former one.
    is_default: Option<bool>,
    /// By default true.
    is_active: Option<bool>,
    /// In Typst, at most 200 000 characters; it must make a document.
    source: Option<String>,
    /// By default `top_left`.
    logo_position: Option<LogoPositionName>,
    /// `#1A2B3C`
    primary_color: Option<String>,
    /// `#1A2B3C`
    secondary_color: Option<String>,
    /// 0 to 200, by default 80.
    header_height: Option<i32>,
    /// 0 to 200, by default 60.
    footer_height: Option<i32>,
    /// 0 to 100, by default 20.
    margin_top: Option<i32>,
    /// 0 to 100, by default 20.
    margin_bottom: Option<i32>,
    /// 0 to 100, by default 15.
    margin_left: Option<i32>,
    /// 0 to 100, by default 15.
    margin_right: Option<i32>,
    custom_header: Option<String>,
    custom_footer: Option<String>,
    terms_and_conditions: Option<String>,
    payment_instructions: Option<String>,
    /// Kept; documents are made of `source`.
    html_template: Option<String>,
    /// Kept; documents are made of `source`.
    styles: Option<String>,
}

/// What to change of a template; what is left out stays, `null` clears what may be absent. What is sent of the firm
/// (`companyName` and its like) is not read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TemplateUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 255 characters.
    name: Option<String>,
    /// A default that gets another type is no default any more.
    #[serde(rename = "type")]
    kind: Option<TemplateTypeName>,
    /// True makes it the default of its type in place of the former one.
    is_default: Option<bool>,
    /// A default that is switched off is no default any more.
    is_active: Option<bool>,
    /// In Typst, at most 200 000 characters; it must make a document.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    source: Option<Option<String>>,
    logo_position: Option<LogoPositionName>,
    /// `#1A2B3C`
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    primary_color: Option<Option<String>>,
    /// `#1A2B3C`
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    secondary_color: Option<Option<String>>,
    /// 0 to 200.
    header_height: Option<i32>,
    /// 0 to 200.
    footer_height: Option<i32>,
    /// 0 to 100.
    margin_top: Option<i32>,
    /// 0 to 100.
    margin_bottom: Option<i32>,
    /// 0 to 100.
    margin_left: Option<i32>,
    /// 0 to 100.
    margin_right: Option<i32>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    custom_header: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    custom_footer: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    terms_and_conditions: Option<Option<String>>,
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    payment_instructions: Option<Option<String>>,
    /// Kept; documents are made of `source`.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    html_template: Option<Option<String>>,
    /// Kept; documents are made of `source`.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    styles: Option<Option<String>>,
}

/// The copy.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = TemplateCopy)]
pub(super) struct CopyBody {
    /// 1 to 255 characters; by default the name followed by `(copie)`.
    pub(super) name: Option<String>,
}

impl CreateBody {
    /// The operation's input, if the body says what a template cannot be without.
    pub(super) fn into_input(self) -> Result<NewTemplate> {
        let present = [("name", self.name.is_some()), ("type", self.kind.is_some())];
        let (Some(name), Some(kind)) = (self.name, self.kind) else {
            return Err(errors::absent(present));
        };
        Ok(NewTemplate {
            name,
            kind: kind.0,
            is_default: self.is_default.unwrap_or(false),
            is_active: self.is_active,
            source: self.source,
            logo_position: self.logo_position.map(|position| position.0),
            primary_color: self.primary_color,
            secondary_color: self.secondary_color,
            header_height: self.header_height,
            footer_height: self.footer_height,
            margin_top: self.margin_top,
            margin_bottom: self.margin_bottom,
            margin_left: self.margin_left,
            margin_right: self.margin_right,
            custom_header: self.custom_header,
            custom_footer: self.custom_footer,
            terms_and_conditions: self.terms_and_conditions,
            payment_instructions: self.payment_instructions,
            html_template: self.html_template,
            styles: self.styles,
        })
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> TemplateUpdate {
        TemplateUpdate {
            id,
            expected_version,
            name: self.name,
            kind: self.kind.map(|kind| kind.0),
            is_default: self.is_default,
            is_active: self.is_active,
            source: self.source,
            logo_position: self.logo_position.map(|position| position.0),
            logo_file_id: None,
            primary_color: self.primary_color,
            secondary_color: self.secondary_color,
            header_height: self.header_height,
            footer_height: self.footer_height,
            margin_top: self.margin_top,
            margin_bottom: self.margin_bottom,
            margin_left: self.margin_left,
            margin_right: self.margin_right,
            custom_header: self.custom_header,
            custom_footer: self.custom_footer,
            terms_and_conditions: self.terms_and_conditions,
            payment_instructions: self.payment_instructions,
            html_template: self.html_template,
            styles: self.styles,
        }
    }
}
