//! Lists of the catalog.

use db::{
    column,
    query::{self, Condition, OrderKey, PageRequest, Value},
    rows,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::object::RestCatalogItem;
use crate::{
    Result,
    envelope::{PageMeta, Success},
    extract::{Query, Signed},
    paging::{MOST_OF_ALL, Numbered},
};
use crm::{Context, operations::catalog};

/// Rows of a page when the query does not say.
const DEFAULT: i64 = 20;

/// Which items. All conditions must hold. Unknown parameters do not matter, empty ones count as absent.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Words that all stand in the name, the description, the group or the number, whatever their case and accents.
    search: Option<String>,
    /// The group, exactly.
    category: Option<String>,
    /// By default `true`: those that are still sold.
    is_active: Option<Sold>,
    /// By default `name`.
    sort_by: Option<SortBy>,
    /// By default `ASC`.
    sort_order: Option<SortOrder>,
    /// Number of the page, from 1.
    page: Option<i64>,
    /// Rows of a page, 1 to 5 000, by default 20; −1 for all: at most 5 000, the rest on the next pages.
    limit: Option<i64>,
}

/// What to look for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchQuery {
    /// Words that all stand in the name, the description, the group or the number.
    #[serde(default)]
    q: String,
}

/// Which items by whether they are sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CatalogItemsSold)]
pub(super) enum Sold {
    /// Those that are.
    True,
    /// Those that no longer are.
    False,
    /// Both.
    All,
}

/// What items are sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CatalogItemSort)]
pub(super) enum SortBy {
    #[default]
    Name,
    Category,
    Sku,
    UnitPrice,
    CreatedAt,
    UpdatedAt,
}

/// Rising or falling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = CatalogItemSortOrder)]
pub(super) enum SortOrder {
    #[default]
    #[serde(rename = "ASC", alias = "asc")]
    Rising,
    #[serde(rename = "DESC", alias = "desc")]
    Falling,
}

/// A page of the catalog.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CatalogPage)]
pub(super) struct Page {
    items: Vec<RestCatalogItem>,
    pagination: PageMeta,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CatalogItems)]
pub(super) struct Found {
    items: Vec<RestCatalogItem>,
}

/// The groups of the catalog.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CatalogCategories)]
pub(super) struct Categories {
    categories: Vec<String>,
}

/// List the catalog
#[utoipa::path(
    get, path = "/api/catalog", tag = "catalog", operation_id = "listCatalogItems",
    params(ListQuery),
    responses((status = 200, description = "A page of the catalog", body = Success<Page>)),
    security(("bearer" = []))
)]
pub(super) async fn list(Signed(ctx): Signed, Query(query): Query<ListQuery>) -> Result<Success<Page>> {
    let numbered = Numbered::sized(query.page, query.limit.unwrap_or(DEFAULT), MOST_OF_ALL)?;
    let (items, total) = page(&ctx, &query, numbered).await?;
    Ok(Success::new(Page { items, pagination: numbered.meta(total) }))
}

/// List the groups of the catalog
#[utoipa::path(
    get, path = "/api/catalog/categories", tag = "catalog", operation_id = "listCatalogCategories",
    responses((status = 200, description = "The groups, each once", body = Success<Categories>)),
    security(("bearer" = []))
)]
pub(super) async fn categories(Signed(ctx): Signed) -> Result<Success<Categories>> {
    Ok(Success::new(Categories { categories: catalog::categories(&ctx).await? }))
}

/// Look for items of the catalog
///
/// Those that are still sold, by name: at most 20.
#[utoipa::path(
    get, path = "/api/catalog/search", tag = "catalog", operation_id = "searchCatalog",
    params(SearchQuery),
    responses((status = 200, description = "What was found", body = Success<Found>)),
    security(("bearer" = []))
)]
pub(super) async fn search(Signed(ctx): Signed, Query(query): Query<SearchQuery>) -> Result<Success<Found>> {
    let query = ListQuery { search: Some(query.q), ..ListQuery::default() };
    let (items, _) = page(&ctx, &query, Numbered::sized(None, DEFAULT, DEFAULT)?).await?;
    Ok(Success::new(Found { items }))
}

async fn page(ctx: &Context, query: &ListQuery, numbered: Numbered) -> crm::Result<(Vec<RestCatalogItem>, i64)> {
    catalog::may_read(&ctx.viewer)?;
    let request = PageRequest {
        condition: query.condition(),
        order: query.order(),
        after: None,
        backward: false,
        limit: numbered.rows(),
        cursors: false,
        foreign_key: None,
    };
    let mut conn = ctx.db().await?;
    let total = query::count::<rows::CatalogItem>(&mut conn, &request.condition).await?;
    let rows = query::load_at::<rows::CatalogItem>(&mut conn, &request, numbered.offset()).await?;
    Ok((rows.into_iter().map(RestCatalogItem::from).collect(), total))
}

impl ListQuery {
    fn condition(&self) -> Condition {
        let mut all = vec![Condition::IsNull(column!(catalog_items.deleted_at))];
        let sold = match self.is_active.unwrap_or(Sold::True) {
            Sold::True => Some(true),
            Sold::False => Some(false),
            Sold::All => None,
        };
        all.extend(sold.map(|sold| Condition::eq(column!(catalog_items.is_active), Value::Bool(sold))));
        let group = self.category.clone().map(Value::Text);
        all.extend(group.map(|group| Condition::eq(column!(catalog_items.category), group)));
        all.extend(self.search.as_deref().map(catalog::search));
        Condition::All(all)
    }

    fn order(&self) -> Vec<OrderKey> {
        let key = match self.sort_by.unwrap_or_default() {
            SortBy::Name => OrderKey::new("catalog_items.name", "text"),
            SortBy::Category => OrderKey::nullable("catalog_items.category", "text"),
            SortBy::Sku => OrderKey::nullable("catalog_items.sku", "text"),
            SortBy::UnitPrice => OrderKey::new("catalog_items.unit_price", "numeric"),
            SortBy::CreatedAt => OrderKey::new("catalog_items.created_at", "timestamptz"),
            SortBy::UpdatedAt => OrderKey::new("catalog_items.updated_at", "timestamptz"),
        };
        let falling = self.sort_order.unwrap_or_default() == SortOrder::Falling;
        [key, OrderKey::new("catalog_items.id", "uuid")].map(|key| key.descending(falling)).into()
    }
}
