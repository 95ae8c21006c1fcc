//! A condition on rows, as data that becomes the `WHERE` of a statement.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    pg::Pg,
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types,
};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A column, named through the Diesel schema: `column!(users.email)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    table: &'static str,
    name: &'static str,
}

impl Column {
    /// Use [`crate::column!`], which checks that the column exists.
    #[must_use]
    pub const fn new(table: &'static str, name: &'static str) -> Self {
        Self { table, name }
    }

    pub(super) fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_identifier(self.table)?;
        out.push_sql(".");
        out.push_identifier(self.name)
    }
}

/// `column!(users.email)`: a [`Column`] that exists in the schema.
#[macro_export]
macro_rules! column {
    ($table:ident . $name:ident) => {
        $crate::query::Column::new(stringify!($table), <$crate::schema::$table::$name as ::diesel::Column>::NAME)
    };
}

/// A value to compare with.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `text`
    Text(String),
    /// `uuid`
    Id(Uuid),
    /// `integer`
    Int(i32),
    /// `boolean`
    Bool(bool),
    /// `timestamptz`
    Time(DateTime<Utc>),
    /// `date`
    Date(NaiveDate),
    /// `numeric`
    Decimal(Decimal),
}

/// Values of one kind, for `IN`.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// `text`
    Text(Vec<String>),
    /// `uuid`
    Ids(Vec<Uuid>),
    /// `integer`
    Ints(Vec<i32>),
}

/// How a column is compared with one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Equal.
    Eq,
    /// Different; an absent value is different from every value.
    Ne,
    /// Greater.
    Gt,
    /// Greater or equal.
    Gte,
    /// Less.
    Lt,
    /// Less or equal.
    Lte,
}

/// Text to look for, with the wildcards of `LIKE` taken literally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// The text itself, whatever characters it has.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self(text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
    }
}

/// Another table's rows that belong to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// The other table.
    pub table: &'static str,
    /// The join, in SQL: `contact_persons.institution_id = medical_institutions.id`.
    pub on: &'static str,
}

/// A condition. Absent values never satisfy a comparison, and always satisfy its negation.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every one holds; without any: true.
    All(Vec<Condition>),
    /// At least one holds; without any: false.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A column against a value.
    Compare(Column, Comparison, Value),
    /// A column is one of the values.
    OneOf(Column, Values),
    /// The column has no value.
    IsNull(Column),
    /// The text contains the words as typed; case and accents do not matter.
    Contains(Column, Pattern),
    /// The text begins so; case and accents do not matter.
    StartsWith(Column, Pattern),
    /// A column that is stored folded (see the SQL function `fold`) contains the text.
    FoldedContains(Column, Pattern),
    /// A list of labels contains all of these.
    HasAll(Column, Vec<String>),
    /// A list of labels contains one of these.
    HasAny(Column, Vec<String>),
    /// A list of labels is empty.
    IsEmpty(Column),
    /// A related row exists that satisfies the condition.
    Exists(Relation, Box<Condition>),
    /// A constant piece of SQL.
    Sql(&'static str),
}

impl Condition {
    /// A condition that always holds.
    pub const TRUE: Self = Self::All(Vec::new());
    /// A condition that never holds.
    pub const FALSE: Self = Self::Any(Vec::new());

    /// `column = value`
    #[must_use]
    pub const fn eq(column: Column, value: Value) -> Self {
        Self::Compare(column, Comparison::Eq, value)
    }

    /// This and the other.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(mut all), Self::All(more)) => {
                all.extend(more);
                Self::All(all)
            }
            (Self::All(mut all), one) | (one, Self::All(mut all)) => {
                all.push(one);
                Self::All(all)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// Words that must all stand in a folded search column. Dashes part words as blanks do, there and here.
    #[must_use]
    pub fn search(column: Column, words: &str) -> Self {
        let words = words.split(|c: char| c.is_whitespace() || is_dash(c)).filter(|word| !word.is_empty());
        Self::All(words.map(|word| Self::FoldedContains(column, Pattern::literal(word))).collect())
    }

    /// Number of parts; statements with many are not kept prepared, since callers choose their shape.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::size).sum::<usize>(),
            Self::Not(part) | Self::Exists(_, part) => 1 + part.size(),
            _ => 1,
        }
    }
}

/// The dashes that the SQL function `fold` turns into blanks.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn write_value<'b>(value: &'b Value, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
    match value {
        Value::Text(v) => out.push_bind_param::<sql_types::Text, _>(v),
        Value::Id(v) => out.push_bind_param::<sql_types::Uuid, _>(v),
        Value::Int(v) => out.push_bind_param::<sql_types::Integer, _>(v),
        Value::Bool(v) => out.push_bind_param::<sql_types::Bool, _>(v),
        Value::Time(v) => out.push_bind_param::<sql_types::Timestamptz, _>(v),
        Value::Date(v) => out.push_bind_param::<sql_types::Date, _>(v),
        Value::Decimal(v) => out.push_bind_param::<sql_types::Numeric, _>(v),
    }
}

fn write_values<'b>(values: &'b Values, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
    match values {
        Values::Text(v) => out.push_bind_param::<sql_types::Array<sql_types::Text>, _>(v),
        Values::Ids(v) => out.push_bind_param::<sql_types::Array<sql_types::Uuid>, _>(v),
        Values::Ints(v) => out.push_bind_param::<sql_types::Array<sql_types::Integer>, _>(v),
    }
}

impl Condition {
    fn write_joined<'b>(parts: &'b [Self], word: &str, empty: &str, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if parts.is_empty() {
            out.push_sql(empty);
            return Ok(());
        }
        out.push_sql("(");
        for (n, part) in parts.iter().enumerate() {
            if n > 0 {
                out.push_sql(word);
            }
            part.write(out.reborrow())?;
        }
        out.push_sql(")");
        Ok(())
    }

    fn write<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        match self {
            Self::All(parts) => Self::write_joined(parts, " AND ", "TRUE", out)?,
            Self::Any(parts) => Self::write_joined(parts, " OR ", "FALSE", out)?,
            Self::Not(part) => {
                out.push_sql("(");
                part.write(out.reborrow())?;
                out.push_sql(") IS NOT TRUE");
            }
            Self::Compare(column, comparison, value) => {
                column.write(&mut out)?;
                out.push_sql(comparison.sql());
                write_value(value, &mut out)?;
            }
            Self::OneOf(column, values) => {
                column.write(&mut out)?;
                out.push_sql(" = ANY(");
                write_values(values, &mut out)?;
                out.push_sql(")");
            }
            Self::IsNull(column) => {
                column.write(&mut out)?;
                out.push_sql(" IS NULL");
            }
            Self::Contains(column, pattern) | Self::StartsWith(column, pattern) => {
                out.push_sql("fold(");
                column.write(&mut out)?;
                out.push_sql(if matches!(self, Self::Contains(..)) { ") LIKE '%' || fold(" } else { ") LIKE fold(" });
                out.push_bind_param::<sql_types::Text, _>(&pattern.0)?;
                out.push_sql(") || '%'");
            }
            Self::FoldedContains(column, pattern) => {
                column.write(&mut out)?;
                out.push_sql(" LIKE '%' || fold(");
                out.push_bind_param::<sql_types::Text, _>(&pattern.0)?;
                out.push_sql(") || '%'");
            }
            Self::HasAll(column, labels) | Self::HasAny(column, labels) => {
                column.write(&mut out)?;
                out.push_sql(if matches!(self, Self::HasAll(..)) { " @> " } else { " && " });
                out.push_bind_param::<sql_types::Array<sql_types::Text>, _>(labels)?;
            }
            Self::IsEmpty(column) => {
                column.write(&mut out)?;
                out.push_sql(" = '{}'");
            }
            Self::Exists(relation, condition) => {
                out.push_sql("EXISTS (SELECT 1 FROM ");
                out.push_identifier(relation.table)?;
                out.push_sql(" WHERE ");
                out.push_sql(relation.on);
                out.push_sql(" AND ");
                condition.write(out.reborrow())?;
                out.push_sql(")");
            }
            Self::Sql(sql) => out.push_sql(sql),
        }
        Ok(())
    }
}

impl Comparison {
    const fn sql(self) -> &'static str {
        match self {
            Self::Eq => " = ",
            Self::Ne => " IS DISTINCT FROM ",
            Self::Gt => " > ",
            Self::Gte => " >= ",
            Self::Lt => " < ",
            Self::Lte => " <= ",
        }
    }
}

/// Conditions with more parts than this are not kept as prepared statements: callers choose their shape, and the
/// cache of a connection has no bound.
const MOST_PREPARED: usize = 8;

impl QueryFragment<Pg> for Condition {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if self.size() > MOST_PREPARED {
            out.unsafe_to_cache_prepared();
        }
        self.write(out)
    }
}

impl QueryId for Condition {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Expression for Condition {
    type SqlType = sql_types::Bool;
}

impl<Table> AppearsOnTable<Table> for Condition {}
impl<Table> SelectableExpression<Table> for Condition {}

impl<GroupBy> diesel::expression::ValidGrouping<GroupBy> for Condition {
    type IsAggregate = diesel::expression::is_aggregate::Never;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(condition: &Condition) -> String {
        diesel::debug_query::<Pg, _>(condition).to_string()
    }

    const NAME: Column = Column::new("t", "name");

    #[test]
    fn empty_lists_have_their_neutral_value() {
        assert!(sql(&Condition::TRUE).starts_with("TRUE"));
        assert!(sql(&Condition::FALSE).starts_with("FALSE"));
    }

    #[test]
    fn wildcards_are_taken_literally() {
        let condition = Condition::Contains(NAME, Pattern::literal("100 % _\\"));
        assert_eq!(sql(&condition), r#"fold("t"."name") LIKE '%' || fold($1) || '%' -- binds: ["100 \\% \\_\\\\"]"#);
    }

    #[test]
    fn a_negation_includes_absent_values() {
        let condition = Condition::Not(Box::new(Condition::eq(NAME, Value::Int(1))));
        assert!(sql(&condition).starts_with(r#"("t"."name" = $1) IS NOT TRUE"#));
    }

    #[test]
    fn dashes_part_the_words_of_a_search() {
        let words = |text: &str| sql(&Condition::search(NAME, text)).split_once("binds: ").map(|(_, b)| b.to_owned());
        assert_eq!(words("Saint-Étienne \u{2011} l'hôpital"), words("Saint Étienne l'hôpital"));
        assert_eq!(Condition::search(NAME, " - "), Condition::TRUE);
    }
}
