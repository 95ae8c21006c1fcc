//! A template on REST.

use chrono::{DateTime, Utc};
use db::rows;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    named::{LogoPositionName, Named, TemplateTypeName},
    wire,
};

/// How documents look. Who the firm is on them is the same for all templates: what is told of it here is the firm's
/// identity, which is set elsewhere.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Template)]
pub(super) struct RestTemplate {
    id: Uuid,
    name: String,
    #[serde(rename = "type")]
    kind: TemplateTypeName,
    /// Documents that name no template look by the default of their type.
    is_default: bool,
    /// Whether new documents may look by it.
    is_active: bool,
    company_name: Option<String>,
    company_address: RestCompanyAddress,
    company_phone: Option<String>,
    company_email: Option<String>,
    company_website: Option<String>,
    tax_number: Option<String>,
    vat_number: Option<String>,
    siret_number: Option<String>,
    /// The register of commerce.
    registration_number: Option<String>,
    logo_url: Option<String>,
    logo_position: LogoPositionName,
    /// `#1A2B3C`
    primary_color: Option<String>,
    /// `#1A2B3C`
    secondary_color: Option<String>,
    header_height: i32,
    footer_height: i32,
    margin_top: i32,
    margin_bottom: i32,
    margin_left: i32,
    margin_right: i32,
    custom_header: Option<String>,
    custom_footer: Option<String>,
    terms_and_conditions: Option<String>,
    payment_instructions: Option<String>,
    /// Kept as it was sent; documents are made of `source`.
    html_template: Option<String>,
    /// Kept as they were sent; documents are made of `source`.
    styles: Option<String>,
    /// In Typst; without one, documents look as the program's own template makes them.
    source: Option<String>,
    /// Who made it.
    created_by: Uuid,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

/// Where the firm is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CompanyAddress)]
pub(super) struct RestCompanyAddress {
    street: Option<String>,
    city: Option<String>,
    state: String,
    zip_code: Option<String>,
    country: Option<String>,
}

impl RestTemplate {
    /// A template of this firm.
    pub(super) fn new(row: rows::Template, firm: &rows::FirmValues) -> Self {
        let values = row.values;
        Self {
            id: row.id,
            name: values.name,
            kind: Named(values.kind),
            is_default: values.is_default,
            is_active: values.is_active,
            company_name: firm.legal_name.clone(),
            company_address: RestCompanyAddress {
                street: firm.address.street.clone(),
                city: firm.address.city.clone(),
                state: firm.address.state.clone(),
                zip_code: firm.address.zip_code.clone(),
                country: firm.address.country.clone(),
            },
            company_phone: firm.phone.clone(),
            company_email: firm.email.clone(),
            company_website: firm.website.clone(),
            tax_number: firm.siren.clone(),
            vat_number: firm.vat_number.clone(),
            siret_number: firm.siret.clone(),
            registration_number: register(firm),
            logo_url: values.logo_url,
            logo_position: Named(values.logo_position),
            primary_color: values.primary_color,
            secondary_color: values.secondary_color,
            header_height: values.header_height,
            footer_height: values.footer_height,
            margin_top: values.margin_top,
            margin_bottom: values.margin_bottom,
            margin_left: values.margin_left,
            margin_right: values.margin_right,
            custom_header: values.custom_header,
            custom_footer: values.custom_footer,
            terms_and_conditions: values.terms_and_conditions,
            payment_instructions: values.payment_instructions,
            html_template: values.html_template,
            styles: values.styles,
            source: values.source,
            created_by: row.created_by,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }

    pub(super) fn version(&self) -> i32 {
        self.version
    }
}

/// `RCS Nantes 732829320`
fn register(firm: &rows::FirmValues) -> Option<String> {
    Some(format!("RCS {} {}", firm.rcs_city.as_deref()?, firm.siren.as_deref()?))
}
