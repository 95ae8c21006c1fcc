//! Arguments of a connection → a page of rows.

use async_graphql::{ID, InputType};
use db::query::{self, Condition, Listed, OrderKey, PageRequest};
use uuid::Uuid;

use super::rows::{PageOf, Relation, Row, Wanted};
use crm::{Context, Error, Result};

/// Rows of a page when the query does not say.
const DEFAULT: i32 = 20;
/// Most rows of a page.
const MOST: i32 = 100;

/// The four arguments of a connection.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// So many from the start, or after `after`.
    pub first: Option<i32>,
    /// A cursor.
    pub after: Option<String>,
    /// So many from the end, or before `before`.
    pub last: Option<i32>,
    /// A cursor.
    pub before: Option<String>,
}

/// How many rows the arguments ask for at most, for the cost of a query.
#[must_use]
pub fn size(first: Option<i32>, last: Option<i32>) -> usize {
    usize::try_from(first.or(last).unwrap_or(DEFAULT).clamp(0, MOST)).unwrap_or(0)
}

/// The cost of a connection: itself, and its selection for each row.
#[must_use]
pub fn cost(first: Option<i32>, last: Option<i32>, child: usize) -> usize {
    1 + size(first, last) * child.max(1) / 10
}

impl Paging {
    /// The arguments of a connection that is a relation of rows.
    ///
    /// # Errors
    /// An argument does not parse; validation has made sure that it does.
    pub fn of<P: Row>(field: &Relation<'_, P>) -> Result<Self> {
        Ok(Self {
            first: argument(field, "first")?,
            after: argument(field, "after")?,
            last: argument(field, "last")?,
            before: argument(field, "before")?,
        })
    }

    /// Reads the arguments.
    ///
    /// # Errors
    /// [`Error::BadInput`] for sizes out of range, both directions at once, or a cursor that does not fit.
    pub fn request(self, condition: Condition, order: Vec<OrderKey>, wanted: Wanted) -> Result<PageRequest> {
        let backward = self.last.is_some() || (self.before.is_some() && self.first.is_none());
        if self.first.is_some() && self.last.is_some() {
            return Err(Error::BadInput("Ask for `first` or for `last`, not for both.".into()));
        }
        if (backward && self.after.is_some()) || (!backward && self.before.is_some()) {
            return Err(Error::BadInput("`after` goes with `first`, `before` goes with `last`.".into()));
        }
        let size = self.first.or(self.last).unwrap_or(DEFAULT);
        if !(0..=MOST).contains(&size) {
            return Err(Error::BadInput(format!("A page has 0 to {MOST} items, {size} were asked for.").into()));
        }
        let cursor = if backward { self.before } else { self.after };
        let after = cursor.map(|cursor| query::decode_cursor(&order, &cursor)).transpose();
        Ok(PageRequest {
            condition,
            order,
            after: after.map_err(|error| Error::BadInput(error.to_string().into()))?,
            backward,
            limit: i64::from(size),
            cursors: wanted.cursors,
            foreign_key: None,
        })
    }
}

/// An argument of a relation of rows.
///
/// # Errors
/// [`Error::BadInput`] when it does not parse; validation has made sure that it does.
pub fn argument<P: Row, V: InputType>(field: &Relation<'_, P>, name: &str) -> Result<V> {
    field.argument(name).map_err(|error| Error::BadInput(error.message.into()))
}

/// A page of a table.
///
/// # Errors
/// Those of the database.
pub async fn page<R: Listed, T: From<R>>(ctx: &Context, request: &PageRequest, wanted: Wanted) -> Result<PageOf<T>> {
    let mut conn = ctx.db().await?;
    let mut page = PageOf::default();
    if wanted.needs_rows() {
        let found = query::load::<R>(&mut conn, request).await?;
        let behind = wanted.page_info && query::any_behind::<R>(&mut conn, request).await?;
        fill(&mut page, found, request, behind);
    }
    if wanted.total {
        page.total = Some(query::count::<R>(&mut conn, &request.condition).await?);
    }
    Ok(page)
}

/// A page for each parent, in the order of the parents.
///
/// # Errors
/// Those of the database.
pub async fn pages<R: Listed, T: From<R>>(
    ctx: &Context,
    parents: &[Uuid],
    foreign_key: &'static str,
    request: PageRequest,
    wanted: Wanted,
) -> Result<Vec<PageOf<T>>> {
    let request = PageRequest { foreign_key: Some(foreign_key), ..request };
    let mut conn = ctx.db().await?;
    let mut pages: Vec<PageOf<T>> = parents.iter().map(|_| PageOf::default()).collect();
    if wanted.needs_rows() {
        let mut found = query::load_by_parent::<R>(&mut conn, parents, &request).await?;
        for (parent, page) in parents.iter().zip(&mut pages) {
            let behind = request.after.is_some();
            fill(page, found.remove(parent).unwrap_or_default(), &request, behind);
        }
    }
    if wanted.total {
        let totals = query::count_by_parent::<R>(&mut conn, parents, foreign_key, &request.condition).await?;
        for (parent, page) in parents.iter().zip(&mut pages) {
            page.total = Some(totals.get(parent).copied().unwrap_or(0));
        }
    }
    Ok(pages)
}

/// The connection of rows whose foreign key names the parent, filtered and ordered by the arguments of the field:
/// `children!(field, "tasks.institution_id", rows::Task => Task, task::may_read, TaskFilter::listed, TaskOrder::keys)`.
macro_rules! children {
    (
        $field:ident,
        $foreign_key:literal,
        $Row:ty => $Object:ty,
        $may_read:path,
        $listed:path,
        $keys:path $(,)?
    ) => {{
        let ctx = $field.context();
        let (ids, wanted) = ($field.keys(|row| row.id.0), $field.wanted());
        let arguments = $crate::paging::Paging::of(&$field);
        let filter = $crate::paging::argument(&$field, "filter");
        let order = $crate::paging::argument(&$field, "orderBy");
        $field.connection(async move {
            let (paging, caller) = (arguments?, $crate::context(ctx)?);
            $may_read(&caller.viewer)?;
            let condition = $listed(filter?, &caller.viewer);
            let request = paging.request(condition, $keys(order?), wanted)?;
            $crate::paging::pages::<$Row, $Object>(caller, &ids, $foreign_key, request, wanted).await
        })
    }};
}
pub(crate) use children;

fn fill<R, T: From<R>>(page: &mut PageOf<T>, found: query::Page<R>, request: &PageRequest, behind: bool) {
    page.rows = found.rows.into_iter().map(T::from).collect();
    page.cursors = found.cursors;
    (page.has_next, page.has_previous) =
        if request.backward { (behind, found.has_more) } else { (found.has_more, behind) };
}

/// The keys of an order, ended by the row's id so that no two rows are equal.
#[must_use]
pub fn ended_by(mut keys: Vec<OrderKey>, id: &'static str) -> Vec<OrderKey> {
    let descending = keys.last().is_some_and(|key| key.descending);
    keys.push(OrderKey::new(id, "uuid").descending(descending));
    keys
}

/// An id of the schema.
///
/// # Errors
/// [`Error::NotFound`] for what is no UUID: there is no such row.
pub fn id(id: &ID, entity: &'static str) -> Result<Uuid> {
    Uuid::try_parse(id).map_err(|_| Error::NotFound(entity))
}
