//! What a query asks of an aggregate → one statement → objects of the schema.

use async_graphql::Context;
use chrono::{DateTime, Utc};
use db::query::{self, Aggregate, AggregateRequest, Condition, Expression, Function, MOST_GROUPS, Measure, Value};
use rust_decimal::Decimal;

use crate::{Date, Id, context, rows::is_name_of};
use crm::{Error, Result};

/// What rows are grouped by: an enumeration of the schema.
pub trait GroupBy: Copy + PartialEq + Send + Sync {
    /// What it stands for in SQL.
    fn expression(self) -> Expression;
}

/// Numbers of a group, computed by one function: an object of the schema.
pub trait Numbers: Sized {
    /// The object's fields, as they are called in Rust, and what they are computed from.
    const FIELDS: &'static [(&'static str, Expression)];

    /// The numbers of a group that were asked for.
    fn read<G: GroupBy>(group: &Found<'_, G>, function: Function) -> Self;
}

/// A group of rows: an object of the schema.
pub trait Grouped: Sized {
    /// The table's name.
    const TABLE: &'static str;
    /// What its rows are grouped by.
    type GroupBy: GroupBy;

    /// Adds the measures that the query asks for.
    fn select(selection: &mut Selection<Self::GroupBy>, ctx: &Context<'_>);

    /// The object of a group.
    fn read(group: &Found<'_, Self::GroupBy>) -> Self;
}

/// The groups and numbers that a query asks for.
pub struct Selection<G> {
    groups: Vec<G>,
    measures: Vec<(Function, &'static str, Expression)>,
}

impl<G: GroupBy> Selection<G> {
    /// Adds the fields that the query selects of the object `N` under `field`.
    pub fn add<N: Numbers>(&mut self, ctx: &Context<'_>, field: &str, function: Function) {
        for object in ctx.field().selection_set().filter(|part| part.name() == field) {
            for number in object.selection_set() {
                let known = N::FIELDS.iter().find(|(name, _)| is_name_of(number.name(), name));
                let Some(&(name, expression)) = known else { continue };
                if self.position(function, name).is_none() {
                    self.measures.push((function, name, expression));
                }
            }
        }
    }

    fn position(&self, function: Function, field: &str) -> Option<usize> {
        self.measures.iter().position(|(of, name, _)| *of == function && *name == field)
    }
}

/// A group as the database told it.
pub struct Found<'a, G> {
    selection: &'a Selection<G>,
    group: &'a Aggregate,
}

impl<G: GroupBy> Found<'_, G> {
    /// Its number of rows.
    pub fn count(&self) -> i64 {
        self.group.count
    }

    /// What its rows have in common; absent when they are not grouped by it.
    pub fn key<V: FromValue>(&self, by: G) -> Option<V> {
        let position = self.selection.groups.iter().position(|group| *group == by)?;
        V::from_value(self.group.keys[position].as_ref()?)
    }

    /// A number of it; absent when it was not asked for.
    pub fn number<V: FromValue>(&self, function: Function, field: &str) -> Option<V> {
        let position = self.selection.position(function, field)?;
        V::from_value(self.group.measures[position].as_ref()?)
    }
}

/// The groups of the rows that satisfy the condition, sorted by their keys.
///
/// # Errors
/// [`Error::BadInput`] when there are too many; those of the database.
pub async fn load<T: Grouped>(
    ctx: &Context<'_>,
    condition: Condition,
    group_by: Option<Vec<T::GroupBy>>,
) -> Result<Vec<T>> {
    let mut groups = Vec::new();
    for group in group_by.unwrap_or_default() {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let mut selection = Selection { groups, measures: Vec::new() };
    T::select(&mut selection, ctx);
    let request = AggregateRequest {
        table: T::TABLE,
        condition,
        groups: selection.groups.iter().map(|group| group.expression()).collect(),
        measures: selection.measures.iter().map(|&(function, _, of)| Measure { function, of }).collect(),
    };
    let found = query::aggregate(&mut *context(ctx)?.db().await?, &request).await?;
    if i64::try_from(found.len()).is_ok_and(|groups| groups > MOST_GROUPS) {
        let problem = format!("There are more than {MOST_GROUPS} groups. Group by less, or filter the rows.");
        return Err(Error::BadInput(problem.into()));
    }
    Ok(found.iter().map(|group| T::read(&Found { selection: &selection, group })).collect())
}

/// A field's type, made of a value of the database.
pub trait FromValue: Sized {
    /// `None` for a value of another type.
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($Type:ty: $pattern:pat => $result:expr),+ $(,)?) => { $(
        impl FromValue for $Type {
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    $pattern => $result,
                    _ => None,
                }
            }
        }
    )+ };
}

from_value!(
    String: Value::Text(text) => Some(text.clone()),
    Id: Value::Id(id) => Some(Self(*id)),
    bool: Value::Bool(flag) => Some(*flag),
    i32: Value::Int(number) => Some(*number),
    Decimal: Value::Decimal(number) => Some(*number),
    DateTime<Utc>: Value::Time(instant) => Some(*instant),
    Date: Value::Date(day) => Some(Self(*day)),
    domain::CommercialStatus: Value::Text(name) => name.parse().ok(),
    domain::ComplianceStatus: Value::Text(name) => name.parse().ok(),
    domain::DataSource: Value::Text(name) => name.parse().ok(),
    domain::InstitutionType: Value::Text(name) => name.parse().ok(),
    domain::TaskPriority: Value::Text(name) => name.parse().ok(),
    domain::TaskStatus: Value::Text(name) => name.parse().ok(),
    domain::billing::InvoiceKind: Value::Text(name) => name.parse().ok(),
    domain::billing::InvoiceStatus: Value::Text(name) => name.parse().ok(),
    domain::billing::InvoiceType: Value::Text(name) => name.parse().ok(),
    domain::billing::PaymentMethod: Value::Text(name) => name.parse().ok(),
    domain::billing::PaymentStatus: Value::Text(name) => name.parse().ok(),
    domain::billing::QuoteStatus: Value::Text(name) => name.parse().ok(),
    domain::billing::VatCategory: Value::Text(name) => name.parse().ok(),
);
