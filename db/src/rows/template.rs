//! Rows of `document_templates` and their versions. Who the seller is stands in `firm_identity`: the columns of these
//! tables that tell it are not read.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::billing::{LogoPosition, TemplateType};
use serde::Serialize;
use uuid::Uuid;

use crate::schema::{document_templates, template_versions};

/// What people set of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[serde(rename_all = "camelCase")]
#[diesel(table_name = document_templates, check_for_backend(diesel::pg::Pg), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct TemplateValues {
    pub name: String,
    #[serde(rename = "type")]
    #[diesel(column_name = type_)]
    pub kind: TemplateType,
    pub is_default: bool,
    pub is_active: bool,
    pub source: Option<String>,
    pub logo_file_id: Option<Uuid>,
    pub logo_url: Option<String>,
    pub logo_position: LogoPosition,
    pub primary_color: Option<String>,
    pub secondary_color: Option<String>,
    pub header_height: i32,
    pub footer_height: i32,
    pub margin_top: i32,
    pub margin_bottom: i32,
    pub margin_left: i32,
    pub margin_right: i32,
    pub custom_header: Option<String>,
    pub custom_footer: Option<String>,
    pub terms_and_conditions: Option<String>,
    pub payment_instructions: Option<String>,
    pub html_template: Option<String>,
    pub styles: Option<String>,
}

/// How documents of a kind look.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = document_templates, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct Template {
    pub id: Uuid,
    #[diesel(embed)]
    pub values: TemplateValues,
    pub created_by: Uuid,
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

crate::listed!(Template, document_templates);

/// A source that a template had or has.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = template_versions, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the columns are described in the migrations")]
pub struct TemplateVersion {
    pub template_id: Uuid,
    pub version: i32,
    pub source: String,
    pub created_by: Uuid,
    pub created_at: DateTime<Utc>,
}

crate::listed!(TemplateVersion, template_versions);
