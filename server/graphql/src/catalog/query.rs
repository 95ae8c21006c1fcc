//! Reading the catalog.

use async_graphql::{Context, ID, Object, Result};
use db::rows;

use super::{CatalogItem, CatalogItemFilter, CatalogItemOrder};
use crate::{
    context,
    paging::{self, Paging},
    rows::{Connection, One, Wanted},
};
use crm::operations::catalog;

/// Root fields on the catalog.
#[derive(Default)]
pub struct CatalogItemQuery;

#[Object]
impl CatalogItemQuery {
    /// One item of the catalog; `NOT_FOUND` if there is none.
    async fn catalog_item(&self, ctx: &Context<'_>, id: ID) -> Result<One<CatalogItem>> {
        let caller = context(ctx)?;
        catalog::may_read(&caller.viewer)?;
        let row = catalog::find(&mut *caller.db().await?, paging::id(&id, "catalog_item")?).await?;
        Ok(CatalogItem::from(row).into())
    }

    /// The catalog; `search` is short for the filter of this name.
    #[graphql(complexity = "paging::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn catalog_items(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<CatalogItemFilter>,
        order_by: Option<Vec<CatalogItemOrder>>,
        search: Option<String>,
    ) -> Result<Connection<CatalogItem>> {
        let (caller, wanted) = (context(ctx)?, Wanted::of(ctx));
        catalog::may_read(&caller.viewer)?;
        let words = search.map_or(db::query::Condition::TRUE, |words| catalog::search(&words));
        let condition = CatalogItemFilter::listed(filter, &caller.viewer).and(words);
        let paging = Paging { first, after, last, before };
        let request = paging.request(condition, CatalogItemOrder::keys(order_by), wanted)?;
        Ok(paging::page::<rows::CatalogItem, CatalogItem>(caller, &request, wanted).await?.into())
    }

    /// The groups of the items that are there, each once, sorted: at most 1 000.
    async fn catalog_categories(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        Ok(catalog::categories(context(ctx)?).await?)
    }
}
