//! Several numbers of rows from one look at them.

use std::marker::PhantomData;

use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{Array, BigInt},
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::{Condition, Listed};

/// Among the rows that satisfy `condition`, how many satisfy each of the `parts`, in their order.
///
/// # Errors
/// What the database says.
pub async fn count_each<R: Listed>(
    conn: &mut AsyncPgConnection,
    condition: &Condition,
    parts: &[Condition],
) -> QueryResult<Vec<i64>> {
    Statement::<R> { condition, parts, row: PhantomData }.get_result(conn).await
}

/// `SELECT ARRAY[count(*) FILTER (WHERE …), …] FROM table WHERE …`
struct Statement<'a, R> {
    condition: &'a Condition,
    parts: &'a [Condition],
    row: PhantomData<fn() -> R>,
}

impl<R: Listed> QueryFragment<Pg> for Statement<'_, R> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT ARRAY[");
        for (n, part) in self.parts.iter().enumerate() {
            out.push_sql(if n == 0 { "count(*) FILTER (WHERE " } else { ", count(*) FILTER (WHERE " });
            part.walk_ast(out.reborrow())?;
            out.push_sql(")");
        }
        out.push_sql("]::bigint[] FROM ");
        out.push_identifier(R::TABLE)?;
        out.push_sql(" WHERE ");
        self.condition.walk_ast(out.reborrow())
    }
}

impl<R> QueryId for Statement<'_, R> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<R: Listed> Query for Statement<'_, R> {
    type SqlType = Array<BigInt>;
}
