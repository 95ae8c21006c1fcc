//! Orders of a list: keys that end in a unique one, and the condition "after this row".

use diesel::{pg::Pg, prelude::*, query_builder::AstPass, sql_types};

/// One key of an order. Absent values come last, whatever the direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderKey {
    /// The expression, in SQL; a constant of this program.
    pub sql: &'static str,
    /// Its SQL type, for reading a cursor back: `text`, `timestamptz`, `uuid`, `int`.
    pub cast: &'static str,
    /// Whether the expression may be absent.
    pub nullable: bool,
    /// From the greatest to the least.
    pub descending: bool,
}

impl OrderKey {
    /// A key that always has a value.
    #[must_use]
    pub const fn new(sql: &'static str, cast: &'static str) -> Self {
        Self { sql, cast, nullable: false, descending: false }
    }

    /// A key that may be absent.
    #[must_use]
    pub const fn nullable(sql: &'static str, cast: &'static str) -> Self {
        Self { sql, cast, nullable: true, descending: false }
    }

    /// The other direction, if asked.
    #[must_use]
    pub const fn descending(mut self, descending: bool) -> Self {
        self.descending = descending;
        self
    }
}

/// `a, b DESC NULLS LAST, …`; `reverse` gives the order read from its end.
pub(super) fn write_order(keys: &[OrderKey], reverse: bool, out: &mut AstPass<'_, '_, Pg>) {
    for (n, key) in keys.iter().enumerate() {
        if n > 0 {
            out.push_sql(", ");
        }
        out.push_sql(key.sql);
        if key.descending != reverse {
            out.push_sql(" DESC");
        }
        if key.nullable {
            out.push_sql(if reverse { " NULLS FIRST" } else { " NULLS LAST" });
        }
    }
}

/// "Comes after the row with these values" (before it, when `reverse`).
///
/// One row comparison where the keys allow it, since an index serves that best; otherwise key by key.
pub(super) fn write_after<'b>(
    keys: &'b [OrderKey],
    values: &'b [Option<String>],
    reverse: bool,
    out: &mut AstPass<'_, 'b, Pg>,
) -> QueryResult<()> {
    let uniform = keys.windows(2).all(|pair| pair[0].descending == pair[1].descending);
    if uniform && keys.iter().all(|key| !key.nullable) {
        out.push_sql("(");
        join(keys, out, |key, out| {
            out.push_sql(key.sql);
            Ok(())
        })?;
        out.push_sql(if keys.first().is_some_and(|key| key.descending) != reverse { ") < (" } else { ") > (" });
        for (n, (key, value)) in keys.iter().zip(values).enumerate() {
            if n > 0 {
                out.push_sql(", ");
            }
            write_bound(key, value, out)?;
        }
        out.push_sql(")");
        return Ok(());
    }
    // (k1 after v1) OR (k1 = v1 AND k2 after v2) OR …
    out.push_sql("(");
    for last in 0..keys.len() {
        if last > 0 {
            out.push_sql(" OR ");
        }
        out.push_sql("(");
        for n in 0..last {
            out.push_sql(keys[n].sql);
            out.push_sql(" IS NOT DISTINCT FROM ");
            write_bound(&keys[n], &values[n], out)?;
            out.push_sql(" AND ");
        }
        write_one_after(&keys[last], &values[last], reverse, out)?;
        out.push_sql(")");
    }
    out.push_sql(")");
    Ok(())
}

fn write_one_after<'b>(
    key: &'b OrderKey,
    value: &'b Option<String>,
    reverse: bool,
    out: &mut AstPass<'_, 'b, Pg>,
) -> QueryResult<()> {
    let sign = if key.descending == reverse { " > " } else { " < " };
    match (value, reverse) {
        // Nothing comes after an absent value but other absent ones, which the later keys tell apart.
        (None, false) => out.push_sql("FALSE"),
        (None, true) => {
            out.push_sql(key.sql);
            out.push_sql(" IS NOT NULL");
        }
        (Some(_), _) => {
            out.push_sql("(");
            out.push_sql(key.sql);
            out.push_sql(sign);
            write_bound(key, value, out)?;
            if key.nullable && !reverse {
                out.push_sql(" OR ");
                out.push_sql(key.sql);
                out.push_sql(" IS NULL");
            }
            out.push_sql(")");
        }
    }
    Ok(())
}

fn write_bound<'b>(key: &OrderKey, value: &'b Option<String>, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
    out.push_bind_param::<sql_types::Nullable<sql_types::Text>, _>(value)?;
    out.push_sql("::");
    out.push_sql(key.cast);
    Ok(())
}

/// The values of the keys, as text, for a cursor: `ARRAY[a::text, b::text]`.
pub(super) fn write_values(keys: &[OrderKey], out: &mut AstPass<'_, '_, Pg>) -> QueryResult<()> {
    out.push_sql("ARRAY[");
    join(keys, out, |key, out| {
        out.push_sql("(");
        out.push_sql(key.sql);
        out.push_sql(")::text");
        Ok(())
    })?;
    out.push_sql("]");
    Ok(())
}

fn join<'b>(
    keys: &[OrderKey],
    out: &mut AstPass<'_, 'b, Pg>,
    mut write: impl FnMut(&OrderKey, &mut AstPass<'_, 'b, Pg>) -> QueryResult<()>,
) -> QueryResult<()> {
    for (n, key) in keys.iter().enumerate() {
        if n > 0 {
            out.push_sql(", ");
        }
        write(key, out)?;
    }
    Ok(())
}
