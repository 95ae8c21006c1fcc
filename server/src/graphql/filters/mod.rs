//! Filters of plain fields; those of the entities stand beside their objects.

use async_graphql::InputObject;
use chrono::{DateTime, Utc};
use db::query::{Column, Comparison, Condition, Pattern, Value, Values};
use rust_decimal::Decimal;

use super::{Date, Id};

/// Filter on a text. Several operators must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub struct StringFilter {
    /// Is exactly.
    pub eq: Option<String>,
    /// Is not exactly; an absent text is not.
    pub ne: Option<String>,
    /// Is one of.
    #[graphql(name = "in")]
    pub one_of: Option<Vec<String>>,
    /// Contains; case and accents do not matter.
    pub contains: Option<String>,
    /// Begins with; case and accents do not matter.
    pub starts_with: Option<String>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

/// Filter on an id.
#[derive(Debug, Clone, Default, InputObject)]
pub struct IdFilter {
    /// Is.
    pub eq: Option<Id>,
    /// Is not; an absent id is not.
    pub ne: Option<Id>,
    /// Is one of.
    #[graphql(name = "in")]
    pub one_of: Option<Vec<Id>>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

/// Filter on a whole number.
#[derive(Debug, Clone, Default, InputObject)]
pub struct IntFilter {
    /// Is.
    pub eq: Option<i32>,
    /// Is not; an absent number is not.
    pub ne: Option<i32>,
    /// Is one of.
    #[graphql(name = "in")]
    pub one_of: Option<Vec<i32>>,
    /// Is greater than.
    pub gt: Option<i32>,
    /// Is at least.
    pub gte: Option<i32>,
    /// Is less than.
    pub lt: Option<i32>,
    /// Is at most.
    pub lte: Option<i32>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

/// Filter on an exact number.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DecimalFilter {
    /// Is.
    pub eq: Option<Decimal>,
    /// Is not; an absent number is not.
    pub ne: Option<Decimal>,
    /// Is greater than.
    pub gt: Option<Decimal>,
    /// Is at least.
    pub gte: Option<Decimal>,
    /// Is less than.
    pub lt: Option<Decimal>,
    /// Is at most.
    pub lte: Option<Decimal>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

/// Filter on a truth.
#[derive(Debug, Clone, Default, InputObject)]
pub struct BooleanFilter {
    /// Is.
    pub eq: Option<bool>,
    /// Is not.
    pub ne: Option<bool>,
}

/// Filter on an instant.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DateTimeFilter {
    /// Is.
    pub eq: Option<DateTime<Utc>>,
    /// Is not; an absent instant is not.
    pub ne: Option<DateTime<Utc>>,
    /// Is after.
    pub gt: Option<DateTime<Utc>>,
    /// Is at or after.
    pub gte: Option<DateTime<Utc>>,
    /// Is before.
    pub lt: Option<DateTime<Utc>>,
    /// Is at or before.
    pub lte: Option<DateTime<Utc>>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

/// Filter on a day.
#[derive(Debug, Clone, Default, InputObject)]
pub struct DateFilter {
    /// Is.
    pub eq: Option<Date>,
    /// Is not; an absent day is not.
    pub ne: Option<Date>,
    /// Is after.
    pub gt: Option<Date>,
    /// Is on or after.
    pub gte: Option<Date>,
    /// Is before.
    pub lt: Option<Date>,
    /// Is on or before.
    pub lte: Option<Date>,
    /// Is absent (true) or present (false).
    pub is_null: Option<bool>,
}

/// Filter on a list of labels.
#[derive(Debug, Clone, Default, InputObject)]
pub struct StringListFilter {
    /// Has every one of these.
    pub all: Option<Vec<String>>,
    /// Has at least one of these.
    pub any: Option<Vec<String>>,
    /// Has none at all (true) or some (false).
    pub is_empty: Option<bool>,
}

/// Collects the conditions of a filter; all must hold.
#[derive(Default)]
pub struct Conditions(Vec<Condition>);

impl Conditions {
    /// Adds a condition if its part of the filter was given.
    pub fn add<F>(&mut self, part: Option<F>, condition: impl FnOnce(F) -> Condition) {
        self.0.extend(part.map(condition));
    }

    /// Adds the filter of a column.
    pub fn column<F: ColumnFilter>(&mut self, filter: Option<F>, column: Column) {
        self.add(filter, |filter| filter.condition(column));
    }

    /// Adds the parts that every filter has: all of `and`, one of `or`, not `not`.
    pub fn tree<F>(
        &mut self,
        and: Option<Vec<F>>,
        or: Option<Vec<F>>,
        not: Option<Box<F>>,
        condition: impl Fn(F) -> Condition,
    ) {
        self.add(and, |parts| Condition::All(parts.into_iter().map(&condition).collect()));
        self.add(or, |parts| Condition::Any(parts.into_iter().map(&condition).collect()));
        self.add(not, |part| Condition::Not(Box::new(condition(*part))));
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> Condition {
        Condition::All(self.0)
    }

    fn compare<V>(&mut self, column: Column, how: Comparison, value: Option<V>, wrap: impl Fn(V) -> Value) {
        self.add(value, |value| Condition::Compare(column, how, wrap(value)));
    }

    fn is_null(&mut self, column: Column, is_null: Option<bool>) {
        self.add(is_null, |absent| whether(absent, Condition::IsNull(column)));
    }
}

/// The condition, or its opposite.
#[must_use]
pub fn whether(holds: bool, condition: Condition) -> Condition {
    if holds { condition } else { Condition::Not(Box::new(condition)) }
}

/// A filter that applies to one column.
pub trait ColumnFilter {
    /// The filter's condition on the column.
    fn condition(self, column: Column) -> Condition;
}

impl ColumnFilter for StringFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Text);
        all.compare(column, Comparison::Ne, self.ne, Value::Text);
        all.add(self.one_of, |values| Condition::OneOf(column, Values::Text(values)));
        all.add(self.contains, |text| Condition::Contains(column, Pattern::literal(&text)));
        all.add(self.starts_with, |text| Condition::StartsWith(column, Pattern::literal(&text)));
        all.is_null(column, self.is_null);
        all.all()
    }
}

impl ColumnFilter for IdFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, |id| Value::Id(id.0));
        all.compare(column, Comparison::Ne, self.ne, |id| Value::Id(id.0));
        all.add(self.one_of, |ids| Condition::OneOf(column, Values::Ids(ids.into_iter().map(|id| id.0).collect())));
        all.is_null(column, self.is_null);
        all.all()
    }
}

impl ColumnFilter for IntFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Int);
        all.compare(column, Comparison::Ne, self.ne, Value::Int);
        all.add(self.one_of, |values| Condition::OneOf(column, Values::Ints(values)));
        all.compare(column, Comparison::Gt, self.gt, Value::Int);
        all.compare(column, Comparison::Gte, self.gte, Value::Int);
        all.compare(column, Comparison::Lt, self.lt, Value::Int);
        all.compare(column, Comparison::Lte, self.lte, Value::Int);
        all.is_null(column, self.is_null);
        all.all()
    }
}

impl ColumnFilter for DecimalFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Decimal);
        all.compare(column, Comparison::Ne, self.ne, Value::Decimal);
        all.compare(column, Comparison::Gt, self.gt, Value::Decimal);
        all.compare(column, Comparison::Gte, self.gte, Value::Decimal);
        all.compare(column, Comparison::Lt, self.lt, Value::Decimal);
        all.compare(column, Comparison::Lte, self.lte, Value::Decimal);
        all.is_null(column, self.is_null);
        all.all()
    }
}

impl ColumnFilter for BooleanFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Bool);
        all.compare(column, Comparison::Ne, self.ne, Value::Bool);
        all.all()
    }
}

impl ColumnFilter for DateTimeFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, Value::Time);
        all.compare(column, Comparison::Ne, self.ne, Value::Time);
        all.compare(column, Comparison::Gt, self.gt, Value::Time);
        all.compare(column, Comparison::Gte, self.gte, Value::Time);
        all.compare(column, Comparison::Lt, self.lt, Value::Time);
        all.compare(column, Comparison::Lte, self.lte, Value::Time);
        all.is_null(column, self.is_null);
        all.all()
    }
}

impl ColumnFilter for DateFilter {
    fn condition(self, column: Column) -> Condition {
        let day = |day: Date| Value::Date(day.0);
        let mut all = Conditions::default();
        all.compare(column, Comparison::Eq, self.eq, day);
        all.compare(column, Comparison::Ne, self.ne, day);
        all.compare(column, Comparison::Gt, self.gt, day);
        all.compare(column, Comparison::Gte, self.gte, day);
        all.compare(column, Comparison::Lt, self.lt, day);
        all.compare(column, Comparison::Lte, self.lte, day);
        all.is_null(column, self.is_null);
        all.all()
    }
}

impl ColumnFilter for StringListFilter {
    fn condition(self, column: Column) -> Condition {
        let mut all = Conditions::default();
        all.add(self.all, |labels| Condition::HasAll(column, labels));
        all.add(self.any, |labels| Condition::HasAny(column, labels));
        all.add(self.is_empty, |empty| whether(empty, Condition::IsEmpty(column)));
        all.all()
    }
}

/// Filters on enumerations.
macro_rules! enum_filters {
    ($($Filter:ident of $Enum:ty),+ $(,)?) => { $(
        #[doc = concat!("Filter on ", stringify!($Enum), ".")]
        #[derive(Debug, Clone, Default, InputObject)]
        pub struct $Filter {
            /// Is.
            pub eq: Option<$Enum>,
            /// Is not.
            pub ne: Option<$Enum>,
            /// Is one of.
            #[graphql(name = "in")]
            pub one_of: Option<Vec<$Enum>>,
        }

        impl ColumnFilter for $Filter {
            fn condition(self, column: Column) -> Condition {
                let mut all = Conditions::default();
                all.compare(column, Comparison::Eq, self.eq, |value| Value::Text(value.name().to_owned()));
                all.compare(column, Comparison::Ne, self.ne, |value| Value::Text(value.name().to_owned()));
                all.add(self.one_of, |values| {
                    let names = values.into_iter().map(|value| value.name().to_owned()).collect();
                    Condition::OneOf(column, Values::Text(names))
                });
                all.all()
            }
        }
    )+ };
}

enum_filters!(
    CommercialStatusFilter of domain::CommercialStatus,
    ComplianceStatusFilter of domain::ComplianceStatus,
    DataSourceFilter of domain::DataSource,
    DigiformaContactKindFilter of domain::DigiformaContactKind,
    DigiformaInvoiceStatusFilter of domain::DigiformaInvoiceStatus,
    DigiformaMatchTypeFilter of domain::DigiformaMatchType,
    DigiformaQuoteStatusFilter of domain::DigiformaQuoteStatus,
    InstitutionTypeFilter of domain::InstitutionType,
    InvoiceKindFilter of domain::billing::InvoiceKind,
    InvoiceStatusFilter of domain::billing::InvoiceStatus,
    InvoiceTypeFilter of domain::billing::InvoiceType,
    PaymentMethodFilter of domain::billing::PaymentMethod,
    PaymentStatusFilter of domain::billing::PaymentStatus,
    QuoteStatusFilter of domain::billing::QuoteStatus,
    RevenueEntryKindFilter of domain::billing::RevenueEntryKind,
    TaskPriorityFilter of domain::TaskPriority,
    TaskStatusFilter of domain::TaskStatus,
    TemplateTypeFilter of domain::billing::TemplateType,
    UserRoleFilter of domain::UserRole,
    VatCategoryFilter of domain::billing::VatCategory,
);

/// A filter on rows that belong to a row.
macro_rules! list_filter {
    ($List:ident of $Filter:ty) => {
        #[doc = concat!("Filter on related rows, by ", stringify!($Filter), ".")]
        #[derive(Debug, Clone, Default, async_graphql::InputObject)]
        pub struct $List {
            /// At least one satisfies it.
            pub some: Option<Box<$Filter>>,
            /// None satisfies it.
            pub none: Option<Box<$Filter>>,
            /// All satisfy it (also when there are none).
            pub every: Option<Box<$Filter>>,
        }

        impl $List {
            /// The condition on the row that the others belong to. `present` tells which of them are there.
            #[must_use]
            pub fn condition(
                self,
                relation: ::db::query::Relation,
                present: &::db::query::Condition,
                viewer: &$crate::auth::Viewer,
            ) -> ::db::query::Condition {
                use ::db::query::Condition;
                let exists = |part: Condition| Condition::Exists(relation, Box::new(present.clone().and(part)));
                let mut all = $crate::graphql::filters::Conditions::default();
                all.add(self.some, |filter| exists(filter.condition(viewer)));
                all.add(self.none, |filter| Condition::Not(Box::new(exists(filter.condition(viewer)))));
                all.add(self.every, |filter| {
                    let opposite = Condition::Not(Box::new(filter.condition(viewer)));
                    Condition::Not(Box::new(exists(opposite)))
                });
                all.all()
            }
        }
    };
}
pub(crate) use list_filter;

/// Rows that are not deleted, or with `deleted` only those that are (for who may bring them back).
#[must_use]
pub fn presence(deleted: Option<bool>, deleted_at: Column, may_restore: bool) -> Condition {
    match deleted {
        Some(true) if may_restore => Condition::Not(Box::new(Condition::IsNull(deleted_at))),
        Some(true) => Condition::FALSE,
        _ => Condition::IsNull(deleted_at),
    }
}
