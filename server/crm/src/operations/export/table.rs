//! Reading a list page by page.

use std::marker::PhantomData;

use db::query::{self, Column, Comparison, Condition, Listed, OrderKey, PageRequest, Value};
use diesel_async::AsyncPgConnection;
use futures_util::future::BoxFuture;

use super::{Request, cell::Cell};
use crate::{Context, Error, Result, auth::Viewer};

/// Rows of a page.
const AT_ONCE: i64 = 1_000;

/// The cells of a row, one for each column.
pub type Row = Vec<Cell>;

/// A list that can be exported.
pub trait Exported: Send + Sync + 'static {
    /// The rows that it is made of.
    type Rows: Listed + Sync;

    /// `invoices`, as in the name of the file.
    const NAME: &'static str;
    /// What an API token has to reach.
    const ENTITIES: &'static [&'static str];
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// The order of the file; its last key is unique.
    fn order() -> Vec<OrderKey>;
    /// When a row was made.
    fn made() -> Column;
    /// The rows that the viewer's list has.
    fn listed(viewer: &Viewer) -> Condition;
    /// The cells of rows, with what is told of others loaded once for all of them.
    fn cells<'a>(
        conn: &'a mut AsyncPgConnection,
        viewer: &'a Viewer,
        rows: Vec<Self::Rows>,
    ) -> BoxFuture<'a, Result<Vec<Row>>>;
}

/// A list that is being read.
pub struct Reader<E> {
    ctx: Context,
    request: PageRequest,
    is_done: bool,
    list: PhantomData<fn() -> E>,
}

impl<E: Exported> Reader<E> {
    /// At its beginning.
    pub(super) fn new(ctx: Context, request: &Request) -> Self {
        let mut condition = E::listed(&ctx.viewer).and(request.condition.clone());
        for (how, bound) in [(Comparison::Gte, request.made_from), (Comparison::Lte, request.made_to)] {
            if let Some(time) = bound {
                condition = condition.and(Condition::Compare(E::made(), how, Value::Time(time)));
            }
        }
        let request = PageRequest {
            condition,
            order: E::order(),
            after: None,
            backward: false,
            limit: AT_ONCE,
            cursors: true,
            foreign_key: None,
        };
        Self { ctx, request, is_done: false, list: PhantomData }
    }

    /// The next rows; none at the end.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn next(&mut self) -> Result<Vec<Row>> {
        if self.is_done {
            return Ok(Vec::new());
        }
        let mut conn = self.ctx.db().await?;
        let page = query::load::<E::Rows>(&mut conn, &self.request).await?;
        self.is_done = !page.has_more;
        if let Some(cursor) = page.cursors.last() {
            let keys = query::decode_cursor(&self.request.order, cursor);
            self.request.after = Some(keys.map_err(|error| Error::Internal(error.into()))?);
        }
        E::cells(&mut conn, &self.ctx.viewer, page.rows).await
    }
}
