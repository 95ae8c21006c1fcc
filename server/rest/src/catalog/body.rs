//! Bodies of requests that write the catalog.

use rust_decimal::Decimal;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{errors, named::VatCategoryName, wire};
use crm::{
    Result,
    operations::catalog::{CatalogItemUpdate, NewCatalogItem},
};

/// A new item of the catalog.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewCatalogItem)]
pub(super) struct CreateBody {
    /// 1 to 255 characters.
    #[schema(required = true, nullable = false)]
    name: Option<String>,
    /// In euros before tax, from 0 to 9 999 999.99.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = f64, required = true, example = 1150.5)]
    unit_price: Option<Decimal>,
    /// At most 1 000 characters.
    description: Option<String>,
    /// At most 100 characters.
    category: Option<String>,
    /// In percent, one of the rates of France; by default 0.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, example = 20)]
    tax_rate: Option<Decimal>,
    /// By default `S` where a rate is given. A rate of 0 without category and reason is taken for `Z`, or for what the
    /// firm's regime says.
    vat_category: Option<VatCategoryName>,
    /// Why no VAT is due: a code of the VATEX list.
    vat_exemption_code: Option<String>,
    /// At most 50 characters; unique.
    sku: Option<String>,
    /// At most 20 characters.
    unit: Option<String>,
    /// By default true.
    is_active: Option<bool>,
}

/// What to change of an item of the catalog; what is left out stays, `null` clears what may be absent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CatalogItemUpdate)]
pub(super) struct UpdateBody {
    /// 1 to 255 characters.
    name: Option<String>,
    /// In euros before tax, from 0 to 9 999 999.99.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, example = 1150.5)]
    unit_price: Option<Decimal>,
    /// At most 1 000 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    /// At most 100 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    category: Option<Option<String>>,
    /// In percent, one of the rates of France.
    #[serde(default, deserialize_with = "wire::decimal")]
    #[schema(value_type = Option<f64>, example = 20)]
    tax_rate: Option<Decimal>,
    /// Another rate without another category takes the category anew.
    vat_category: Option<VatCategoryName>,
    /// Why no VAT is due: a code of the VATEX list.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    vat_exemption_code: Option<Option<String>>,
    /// At most 50 characters; unique.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    sku: Option<Option<String>>,
    /// At most 20 characters.
    #[serde(default, deserialize_with = "wire::given")]
    #[schema(value_type = Option<String>)]
    unit: Option<Option<String>>,
    is_active: Option<bool>,
}

impl CreateBody {
    /// The operation's input, if the body says what an item cannot be without.
    pub(super) fn into_input(self) -> Result<NewCatalogItem> {
        let present = [("name", self.name.is_some()), ("unitPrice", self.unit_price.is_some())];
        let (Some(name), Some(unit_price)) = (self.name, self.unit_price) else {
            return Err(errors::absent(present));
        };
        Ok(NewCatalogItem {
            name,
            description: self.description,
            category: self.category,
            sku: self.sku,
            unit: self.unit,
            unit_price,
            tax_rate: self.tax_rate,
            vat_category: self.vat_category.map(|category| category.0),
            vat_exemption_code: self.vat_exemption_code,
            is_active: self.is_active,
            lenient_vat: true,
        })
    }
}

impl UpdateBody {
    /// The operation's input.
    pub(super) fn into_input(self, id: Uuid, expected_version: Option<i32>) -> CatalogItemUpdate {
        CatalogItemUpdate {
            id,
            expected_version,
            name: self.name,
            description: self.description,
            category: self.category,
            sku: self.sku,
            unit: self.unit,
            unit_price: self.unit_price,
            tax_rate: self.tax_rate,
            vat_category: self.vat_category.map(|category| category.0),
            vat_exemption_code: self.vat_exemption_code,
            is_active: self.is_active,
            lenient_vat: true,
        }
    }
}
