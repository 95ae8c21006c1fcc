//! Writing the catalog.

use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use domain::billing::VatCategory;
use rust_decimal::Decimal;

use super::CatalogItem;
use crate::{
    Id, context,
    payload::{change, payload},
};
use crm::operations::catalog;

/// A new item of the catalog.
#[derive(Debug, Clone, InputObject)]
pub struct CreateCatalogItemInput {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// What stands on the line of a document, at most 1 000 characters.
    pub description: Option<String>,
    /// The group that it is listed under, at most 100 characters.
    pub category: Option<String>,
    /// Number of the article, at most 50 characters; unique.
    pub sku: Option<String>,
    /// What it is counted in, at most 20 characters.
    pub unit: Option<String>,
    /// Price of one, in euros before tax, with at most two decimals.
    pub unit_price: Decimal,
    /// Rate of VAT in percent; by default 0.
    pub tax_rate: Option<Decimal>,
    /// Category of VAT: by default `S` where a rate is given; a rate of 0 needs one.
    pub vat_category: Option<VatCategory>,
    /// Why no VAT is due (a code of the VATEX list), where the category needs a reason.
    pub vat_exemption_code: Option<String>,
    /// Whether it is sold; by default yes.
    pub is_active: Option<bool>,
}

impl From<CreateCatalogItemInput> for catalog::NewCatalogItem {
    fn from(input: CreateCatalogItemInput) -> Self {
        Self {
            name: input.name,
            description: input.description,
            category: input.category,
            sku: input.sku,
            unit: input.unit,
            unit_price: input.unit_price,
            tax_rate: input.tax_rate,
            vat_category: input.vat_category,
            vat_exemption_code: input.vat_exemption_code,
            is_active: input.is_active,
            lenient_vat: false,
        }
    }
}

/// What to change of an item of the catalog; what is left out stays, null clears. Lines of documents that were made of
/// it stay as they are.
#[derive(Debug, Clone, InputObject)]
pub struct UpdateCatalogItemInput {
    /// Which one.
    pub id: Id,
    /// The version that the change is based on; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
    /// Name, 1 to 255 characters.
    pub name: Option<String>,
    /// What stands on the line of a document, at most 1 000 characters.
    pub description: MaybeUndefined<String>,
    /// The group that it is listed under, at most 100 characters.
    pub category: MaybeUndefined<String>,
    /// Number of the article, at most 50 characters; unique.
    pub sku: MaybeUndefined<String>,
    /// What it is counted in, at most 20 characters.
    pub unit: MaybeUndefined<String>,
    /// Price of one, in euros before tax, with at most two decimals.
    pub unit_price: Option<Decimal>,
    /// Rate of VAT in percent. Another rate without another category takes the category anew.
    pub tax_rate: Option<Decimal>,
    /// Category of VAT.
    pub vat_category: Option<VatCategory>,
    /// Why no VAT is due (a code of the VATEX list), where the category needs a reason.
    pub vat_exemption_code: MaybeUndefined<String>,
    /// Whether it is sold.
    pub is_active: Option<bool>,
}

impl From<UpdateCatalogItemInput> for catalog::CatalogItemUpdate {
    fn from(input: UpdateCatalogItemInput) -> Self {
        Self {
            id: input.id.into(),
            expected_version: input.expected_version,
            name: input.name,
            description: change(input.description),
            category: change(input.category),
            sku: change(input.sku),
            unit: change(input.unit),
            unit_price: input.unit_price,
            tax_rate: input.tax_rate,
            vat_category: input.vat_category,
            vat_exemption_code: change(input.vat_exemption_code),
            is_active: input.is_active,
            lenient_vat: false,
        }
    }
}

/// Which item of the catalog to delete.
#[derive(Debug, Clone, InputObject)]
pub struct DeleteCatalogItemInput {
    /// Which one.
    pub id: Id,
    /// The version that the caller has seen; another one is a `CONFLICT`.
    pub expected_version: Option<i32>,
}

/// Which item of the catalog to bring back.
#[derive(Debug, Clone, InputObject)]
pub struct RestoreCatalogItemInput {
    /// Which one.
    pub id: Id,
}

payload!(CreateCatalogItemPayload, catalog_item: CatalogItem, "item of the catalog");
payload!(UpdateCatalogItemPayload, catalog_item: CatalogItem, "item of the catalog");
payload!(DeleteCatalogItemPayload, catalog_item: CatalogItem, "item of the catalog");
payload!(RestoreCatalogItemPayload, catalog_item: CatalogItem, "item of the catalog");

/// Mutations on the catalog.
#[derive(Default)]
pub struct CatalogItemMutation;

#[Object]
impl CatalogItemMutation {
    /// Adds an item to the catalog.
    async fn create_catalog_item(
        &self,
        ctx: &Context<'_>,
        input: CreateCatalogItemInput,
    ) -> Result<CreateCatalogItemPayload> {
        CreateCatalogItemPayload::new(catalog::create(context(ctx)?, input.into()).await)
    }

    /// Changes an item of the catalog.
    async fn update_catalog_item(
        &self,
        ctx: &Context<'_>,
        input: UpdateCatalogItemInput,
    ) -> Result<UpdateCatalogItemPayload> {
        UpdateCatalogItemPayload::new(catalog::update(context(ctx)?, input.into()).await)
    }

    /// Takes an item out of the catalog; `restoreCatalogItem` brings it back.
    async fn delete_catalog_item(
        &self,
        ctx: &Context<'_>,
        input: DeleteCatalogItemInput,
    ) -> Result<DeleteCatalogItemPayload> {
        let (id, version) = (input.id.into(), input.expected_version);
        DeleteCatalogItemPayload::new(catalog::delete(context(ctx)?, id, version).await)
    }

    /// Brings a deleted item of the catalog back.
    async fn restore_catalog_item(
        &self,
        ctx: &Context<'_>,
        input: RestoreCatalogItemInput,
    ) -> Result<RestoreCatalogItemPayload> {
        RestoreCatalogItemPayload::new(catalog::restore(context(ctx)?, input.id.into()).await)
    }
}
