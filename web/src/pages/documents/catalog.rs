//! Finding items of the catalog for the lines of a document.

use std::rc::Rc;

use domain::billing::DiscountType;
use futures_util::FutureExt;

use crate::api::documents::{CatalogChoices, catalog_choices};
use crate::api::{ApiError, send};
use crate::ui::lines::LineData;
use crate::ui::lines::catalog::{CatalogSearch, Item};
use crate::ui::lines::vat;

/// Finds items that are sold, by what is typed.
#[must_use]
pub fn search() -> CatalogSearch {
    Rc::new(|typed| find(typed).boxed_local())
}

async fn find(typed: String) -> Result<Vec<Item>, ApiError> {
    let search = Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let data = send::<CatalogChoices>(catalog_choices::Variables { search }).await?;
    Ok(data.catalog_items.nodes.into_iter().map(item).collect())
}

fn item(found: catalog_choices::CatalogChoicesCatalogItemsNodes) -> Item {
    let detail = [found.sku, found.category].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Item {
        detail,
        line: LineData {
            id: None,
            item: Some(found.id),
            description: found.description.unwrap_or_else(|| found.name.clone()),
            unit: found.unit.unwrap_or_default(),
            quantity: "1.000".to_owned(),
            unit_price: found.unit_price,
            discount_type: DiscountType::Percentage,
            discount: "0.00".to_owned(),
            vat: vat::choice(found.vat_category, &found.tax_rate, found.vat_exemption_code.as_deref()),
        },
        name: found.name,
    }
}
