//! Keyset pages: of a table, and of the children of many parents in one statement.

use std::{collections::HashMap, marker::PhantomData};

use diesel::{pg::Pg, prelude::*, query_builder::QueryFragment};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::BoxFuture;
use uuid::Uuid;

use super::{
    Column, Condition, OrderKey, Values, cursor,
    statement::{ChildrenCount, ChildrenStatement, CountStatement, PageStatement},
};

/// Rows that lists are made of; implemented by [`crate::listed!`].
pub trait Listed: Selectable<Pg, SelectExpression: QueryFragment<Pg> + Expression> + Send + Sized + 'static {
    /// The table's name.
    const TABLE: &'static str;

    /// Runs the statement of a page.
    fn load_page<'a>(
        statement: PageStatement<'a, Self>,
        conn: &'a mut AsyncPgConnection,
    ) -> BoxFuture<'a, QueryResult<Vec<(Self, Keys)>>>;

    /// Runs the statement of many parents' pages.
    fn load_children<'a>(
        statement: ChildrenStatement<'a, Self>,
        conn: &'a mut AsyncPgConnection,
    ) -> BoxFuture<'a, QueryResult<Vec<(Uuid, Self, Keys)>>>;
}

/// `listed!(ContactPerson, contact_persons)`: the rows of a table can be listed.
#[macro_export]
macro_rules! listed {
    ($Row:ty, $table:ident) => {
        impl $crate::query::Listed for $Row {
            const TABLE: &'static str = stringify!($table);

            fn load_page<'a>(
                statement: $crate::query::PageStatement<'a, Self>,
                conn: &'a mut ::diesel_async::AsyncPgConnection,
            ) -> ::futures_util::future::BoxFuture<'a, ::diesel::QueryResult<Vec<(Self, $crate::query::Keys)>>> {
                Box::pin(::diesel_async::RunQueryDsl::load(statement, conn))
            }

            fn load_children<'a>(
                statement: $crate::query::ChildrenStatement<'a, Self>,
                conn: &'a mut ::diesel_async::AsyncPgConnection,
            ) -> ::futures_util::future::BoxFuture<
                'a,
                ::diesel::QueryResult<Vec<(::uuid::Uuid, Self, $crate::query::Keys)>>,
            > {
                Box::pin(::diesel_async::RunQueryDsl::load(statement, conn))
            }
        }
    };
}

/// Which rows, in which order, from where on.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// The rows wanted, scope included.
    pub condition: Condition,
    /// The order; its last key is unique.
    pub order: Vec<OrderKey>,
    /// Key values of the row to continue after (before, when `backward`).
    pub after: Option<Vec<Option<String>>>,
    /// Read from the end towards the start.
    pub backward: bool,
    /// At most so many rows.
    pub limit: i64,
    /// Give each row its cursor.
    pub cursors: bool,
    /// For children: the column that names the parent, `contact_persons.institution_id`.
    pub foreign_key: Option<&'static str>,
}

/// Some rows of a list, in the list's order.
#[derive(Debug, Clone)]
pub struct Page<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// A cursor for each row, if they were asked for.
    pub cursors: Vec<String>,
    /// There are more rows in the direction of reading.
    pub has_more: bool,
}

impl<R> Default for Page<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), cursors: Vec::new(), has_more: false }
    }
}

/// The key values of a row, as text; absent when no cursors were asked for.
pub type Keys = Option<Vec<Option<String>>>;

impl<R> Page<R> {
    /// `request` asked for one row more than the page holds: it tells that there is more.
    fn new(mut found: Vec<(R, Keys)>, request: &PageRequest) -> Self {
        let has_more = i64::try_from(found.len()).is_ok_and(|n| n >= request.limit);
        if has_more {
            found.pop();
        }
        if request.backward {
            found.reverse();
        }
        let mut page = Self { rows: Vec::with_capacity(found.len()), cursors: Vec::new(), has_more };
        for (row, keys) in found {
            page.rows.push(row);
            page.cursors.extend(keys.map(|values| cursor::encode(&request.order, &values)));
        }
        page
    }
}

fn one_more(request: &PageRequest) -> PageRequest {
    PageRequest { limit: request.limit + 1, ..request.clone() }
}

/// A page of the table.
///
/// # Errors
/// What the database says.
pub async fn load<R: Listed>(conn: &mut AsyncPgConnection, request: &PageRequest) -> QueryResult<Page<R>> {
    let request = one_more(request);
    let found = R::load_page(PageStatement { request: &request, offset: 0, row: PhantomData }, conn).await?;
    Ok(Page::new(found, &request))
}

/// The rows behind the first `offset` ones, at most `request.limit` of them: for interfaces that number their pages.
///
/// # Errors
/// What the database says.
pub async fn load_at<R: Listed>(
    conn: &mut AsyncPgConnection,
    request: &PageRequest,
    offset: i64,
) -> QueryResult<Vec<R>> {
    let found = R::load_page(PageStatement { request, offset, row: PhantomData }, conn).await?;
    Ok(found.into_iter().map(|(row, _)| row).collect())
}

/// A page for each of the parents (those without children are left out), in one statement.
///
/// # Errors
/// What the database says.
pub async fn load_by_parent<R: Listed>(
    conn: &mut AsyncPgConnection,
    parents: &[Uuid],
    request: &PageRequest,
) -> QueryResult<HashMap<Uuid, Page<R>>> {
    let request = one_more(request);
    let statement = ChildrenStatement { request: &request, parents, row: PhantomData };
    let mut groups: HashMap<Uuid, Vec<(R, Keys)>> = HashMap::with_capacity(parents.len());
    for (parent, row, keys) in R::load_children(statement, conn).await? {
        groups.entry(parent).or_default().push((row, keys));
    }
    Ok(groups.into_iter().map(|(parent, found)| (parent, Page::new(found, &request))).collect())
}

/// How many rows satisfy the condition.
///
/// # Errors
/// What the database says.
pub async fn count<R: Listed>(conn: &mut AsyncPgConnection, condition: &Condition) -> QueryResult<i64> {
    CountStatement::<R> { condition, behind: None, row: PhantomData }.get_result(conn).await
}

/// How many rows each parent has (those without any are left out).
///
/// # Errors
/// What the database says.
pub async fn count_by_parent<R: Listed>(
    conn: &mut AsyncPgConnection,
    parents: &[Uuid],
    foreign_key: &'static str,
    condition: &Condition,
) -> QueryResult<HashMap<Uuid, i64>> {
    let statement = ChildrenCount::<R> { condition, parents, foreign_key, row: PhantomData };
    Ok(statement.load::<(Uuid, i64)>(conn).await?.into_iter().collect())
}

/// Whether there are rows behind the place where the page begins (on its other side).
///
/// # Errors
/// What the database says.
pub async fn any_behind<R: Listed>(conn: &mut AsyncPgConnection, request: &PageRequest) -> QueryResult<bool> {
    if request.after.is_none() {
        return Ok(false);
    }
    let statement = CountStatement::<R> { condition: &request.condition, behind: Some(request), row: PhantomData };
    Ok(statement.get_result::<i64>(conn).await? > 0)
}

/// The rows whose `column` is one of `ids`, as far as the condition lets them be seen.
///
/// # Errors
/// What the database says.
pub async fn by_ids<R: Listed>(
    conn: &mut AsyncPgConnection,
    column: Column,
    ids: Vec<Uuid>,
    condition: Condition,
) -> QueryResult<Vec<R>> {
    let request = PageRequest {
        condition: Condition::OneOf(column, Values::Ids(ids)).and(condition),
        order: Vec::new(),
        after: None,
        backward: false,
        limit: i64::MAX,
        cursors: false,
        foreign_key: None,
    };
    load_at(conn, &request, 0).await
}
