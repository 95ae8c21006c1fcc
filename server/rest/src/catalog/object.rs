//! An item of the catalog on REST.

use chrono::{DateTime, Utc};
use db::rows;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    named::{Named, VatCategoryName},
    wire,
};

/// Something that the firm sells.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CatalogItem)]
pub(super) struct RestCatalogItem {
    id: Uuid,
    name: String,
    description: Option<String>,
    /// The group that it is listed under.
    category: Option<String>,
    /// Number of the article; unique.
    sku: Option<String>,
    /// What it is counted in.
    unit: Option<String>,
    /// In euros before tax.
    #[schema(value_type = String, example = "1150.00")]
    unit_price: Decimal,
    /// In percent.
    #[schema(value_type = String, example = "20.00")]
    tax_rate: Decimal,
    vat_category: VatCategoryName,
    /// Why no VAT is due: a code of the VATEX list.
    vat_exemption_code: Option<String>,
    /// Whether it is still sold.
    is_active: bool,
    /// Who made it.
    created_by: Uuid,
    /// Rises with each change; the number in the `ETag`.
    version: i32,
    #[serde(serialize_with = "wire::timestamp")]
    created_at: DateTime<Utc>,
    #[serde(serialize_with = "wire::timestamp")]
    updated_at: DateTime<Utc>,
}

impl From<rows::CatalogItem> for RestCatalogItem {
    fn from(row: rows::CatalogItem) -> Self {
        let values = row.values;
        Self {
            id: row.id,
            name: values.name,
            description: values.description,
            category: values.category,
            sku: values.sku,
            unit: values.unit,
            unit_price: values.unit_price,
            tax_rate: values.tax_rate,
            vat_category: Named(values.vat_category),
            vat_exemption_code: values.vat_exemption_code.map(|code| code.code().to_owned()),
            is_active: values.is_active,
            created_by: row.created_by,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl RestCatalogItem {
    pub(super) fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn version(&self) -> i32 {
        self.version
    }
}
