//! The statements of a page, as Diesel query nodes.

use std::marker::PhantomData;

use diesel::{
    pg::{Pg, PgQueryBuilder},
    prelude::*,
    query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId},
    sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::{
    Condition, Listed, PageRequest,
    order::{write_after, write_order, write_values},
};

/// Key values for the cursors, or nothing when nobody asked for cursors.
type KeyValues = Nullable<Array<Nullable<Text>>>;
/// The columns of a row.
pub(crate) type Columns<R> = <<R as Selectable<Pg>>::SelectExpression as Expression>::SqlType;

/// One page of the whole table.
pub struct PageStatement<'a, R> {
    pub(super) request: &'a PageRequest,
    pub(super) offset: i64,
    pub(super) row: PhantomData<fn() -> R>,
}

/// A page for each parent, in one statement.
pub struct ChildrenStatement<'a, R> {
    pub(super) request: &'a PageRequest,
    pub(super) parents: &'a [Uuid],
    pub(super) row: PhantomData<fn() -> R>,
}

/// Number of rows for each parent.
pub(super) struct ChildrenCount<'a, R> {
    pub(super) condition: &'a Condition,
    pub(super) parents: &'a [Uuid],
    pub(super) foreign_key: &'static str,
    pub(super) row: PhantomData<fn() -> R>,
}

/// Number of rows; with `behind`, whether one lies behind the place where that page begins.
pub(super) struct CountStatement<'a, R> {
    pub(super) condition: &'a Condition,
    pub(super) behind: Option<&'a PageRequest>,
    pub(super) row: PhantomData<fn() -> R>,
}

/// `SELECT columns, keys FROM table WHERE … ORDER BY … LIMIT n`
fn write_page<'b, R: Listed>(
    request: &'b PageRequest,
    parent: Option<&'static str>,
    out: &mut AstPass<'_, 'b, Pg>,
) -> QueryResult<()> {
    out.push_sql("SELECT ");
    write_columns::<R>(out)?;
    out.push_sql(", ");
    if request.cursors {
        write_values(&request.order, out)?;
    } else {
        out.push_sql("NULL::text[]");
    }
    out.push_sql(" AS keys FROM ");
    out.push_identifier(R::TABLE)?;
    out.push_sql(" WHERE ");
    if let Some(foreign_key) = parent {
        out.push_sql(foreign_key);
        out.push_sql(" = parents.id AND ");
    }
    request.condition.walk_ast(out.reborrow())?;
    if let Some(values) = &request.after {
        out.push_sql(" AND ");
        write_after(&request.order, values, request.backward, out)?;
    }
    if !request.order.is_empty() {
        out.push_sql(" ORDER BY ");
    }
    write_order(&request.order, request.backward, out);
    out.push_sql(" LIMIT ");
    out.push_bind_param::<BigInt, _>(&request.limit)
}

/// The select list, which has no binds: it is written by itself so that it need not live as long as the statement.
pub(crate) fn write_columns<R: Listed>(out: &mut AstPass<'_, '_, Pg>) -> QueryResult<()> {
    let mut list = PgQueryBuilder::default();
    R::construct_selection().to_sql(&mut list, &Pg)?;
    out.push_sql(&list.finish());
    Ok(())
}

impl<R: Listed> QueryFragment<Pg> for PageStatement<'_, R> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        write_page::<R>(self.request, None, &mut out)?;
        if self.offset > 0 {
            out.push_sql(" OFFSET ");
            out.push_bind_param::<BigInt, _>(&self.offset)?;
        }
        Ok(())
    }
}

impl<R: Listed> QueryFragment<Pg> for ChildrenStatement<'_, R> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT parents.id, page.* FROM unnest(");
        out.push_bind_param::<Array<SqlUuid>, _>(&self.parents)?;
        out.push_sql(") AS parents(id) CROSS JOIN LATERAL (");
        write_page::<R>(self.request, self.request.foreign_key, &mut out)?;
        out.push_sql(") AS page");
        Ok(())
    }
}

impl<R: Listed> QueryFragment<Pg> for ChildrenCount<'_, R> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT ");
        out.push_sql(self.foreign_key);
        out.push_sql(", count(*) FROM ");
        out.push_identifier(R::TABLE)?;
        out.push_sql(" WHERE ");
        out.push_sql(self.foreign_key);
        out.push_sql(" = ANY(");
        out.push_bind_param::<Array<SqlUuid>, _>(&self.parents)?;
        out.push_sql(") AND ");
        self.condition.walk_ast(out.reborrow())?;
        out.push_sql(" GROUP BY 1");
        Ok(())
    }
}

impl<R: Listed> QueryFragment<Pg> for CountStatement<'_, R> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT count(*) FROM (SELECT 1 FROM ");
        out.push_identifier(R::TABLE)?;
        out.push_sql(" WHERE ");
        self.condition.walk_ast(out.reborrow())?;
        if let Some((request, values)) = self.behind.and_then(|r| Some((r, r.after.as_ref()?))) {
            out.push_sql(" AND NOT ");
            write_after(&request.order, values, request.backward, &mut out)?;
            out.push_sql(" LIMIT 1");
        }
        out.push_sql(") AS counted");
        Ok(())
    }
}

macro_rules! query {
    ($Statement:ident, $SqlType:ty) => {
        impl<R> QueryId for $Statement<'_, R> {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }

        impl<R: Listed> Query for $Statement<'_, R> {
            type SqlType = $SqlType;
        }
    };
}

query!(PageStatement, (Columns<R>, KeyValues));
query!(ChildrenStatement, (SqlUuid, Columns<R>, KeyValues));
query!(ChildrenCount, (SqlUuid, BigInt));
query!(CountStatement, BigInt);
