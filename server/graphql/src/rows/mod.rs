//! Rows: GraphQL objects read from tables, executed level by level instead of field by field.
//!
//! The types stay `#[derive(SimpleObject)]`, so schema, validation and introspection know nothing of this; only
//! execution differs. A selection becomes one plan for all rows of a level; a relation is loaded once for all of
//! them; columns are written straight into one byte buffer. What is neither goes through the ordinary resolver.
//! `docs/decisions/graphql-execution.md` tells why.
//!
//! ```ignore
//! #[derive(SimpleObject)]
//! #[graphql(complex)]
//! struct MedicalInstitution {
//!     id: Id,
//!     name: String,
//!     #[graphql(name = "type")]
//!     kind: InstitutionType,
//!     #[graphql(skip)]
//!     assigned_user: Option<Uuid>,
//! }
//!
//! impl Row for MedicalInstitution {
//!     columns!(id, name, kind = "type");
//!     const RELATIONS: &'static [&'static str] = &["contacts", "assignedUser"];
//!
//!     fn relation<'a>(field: Relation<'a, Self>) -> Option<Loading<'a>> {
//!         let context = field.context();
//!         Some(match field.name() {
//!             "contacts" => {
//!                 let (ids, wanted, filter) = (field.keys(|row| row.id), field.wanted(), field.argument("filter"));
//!                 field.connection(async move { load_contacts(context, ids, wanted, filter?).await })
//!             }
//!             "assignedUser" => {
//!                 let ids = field.distinct_keys(|row| row.assigned_user);
//!                 field.one(load_users(context, ids), |row| row.assigned_user, |user| user.id)
//!             }
//!             _ => return None,
//!         })
//!     }
//! }
//!
//! #[ComplexObject]
//! impl MedicalInstitution {
//!     async fn assigned_user(&self, ctx: &Context<'_>) -> Result<Alone<Option<One<User>>>> {
//!         alone(self, ctx).await
//!     }
//! }
//! ```

mod collect;
mod connection;
mod json;
mod level;
mod mixed;
mod output;
mod place;
mod relation;

use std::{borrow::Cow, pin::Pin};

use async_graphql::{ContainerType, registry::Registry};

pub use connection::{Connection, PageInfo, PageOf, Wanted};
pub use json::{WriteJson, write_enum, write_value};
pub use level::Loaded;
pub use mixed::{Any, Mixed};
pub use output::{Alone, One, RawJson, Rows, alone};
pub use relation::{Loading, Relation};

pub(crate) use collect::collect_fields;

/// A boxed future.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Appends a column of a row.
pub type Column<T> = fn(&T, &mut Vec<u8>);

/// An object whose fields are columns and relations.
pub trait Row: ContainerType + Sized + 'static {
    /// Fields of [`relation`](Self::relation), by their names in the schema.
    const RELATIONS: &'static [&'static str] = &[];

    /// Fields that go through the ordinary resolver, by their names in the schema: those with a guard or a body of
    /// their own.
    const RESOLVED: &'static [&'static str] = &[];

    /// A plain column: no arguments, no guard, nothing to wait for. Written by [`columns!`](crate::columns).
    fn column(field: &str) -> Option<Column<Self>>;

    /// A field loaded for all rows of the level at once; `None` if it is not one.
    fn relation<'a>(_field: Relation<'a, Self>) -> Option<Loading<'a>> {
        None
    }
}

/// Lists the columns of a [`Row`] inside its `impl`, by the names of the struct's fields: `bed_capacity` is
/// `bedCapacity` in the schema, `kind = "type"` is `type`, and `full_name => |user| user.full_name()` is computed
/// from the row alone.
#[macro_export]
macro_rules! columns {
    ($($column:ident $(= $name:literal)? $(=> $value:expr)?),* $(,)?) => {
        fn column(field: &str) -> Option<$crate::rows::Column<Self>> {
            $(
                if $crate::rows::is_name_of(field, $crate::columns!(@name $column $($name)?)) {
                    return Some(|row: &Self, out: &mut Vec<u8>| $crate::columns!(@write row out $column $($value)?));
                }
            )*
            None
        }
    };
    (@name $column:ident) => { stringify!($column) };
    (@name $column:ident $name:literal) => { $name };
    (@write $row:ident $out:ident $column:ident) => {
        $crate::rows::WriteJson::write_json(&$row.$column, $out)
    };
    (@write $row:ident $out:ident $column:ident $value:expr) => {{
        let value: fn(&Self) -> _ = $value;
        $crate::rows::WriteJson::write_json(&value($row), $out)
    }};
}

/// Is this camelCase field the snake_case column? Compares without allocating.
#[doc(hidden)]
#[must_use]
pub fn is_name_of(field: &str, column: &str) -> bool {
    let mut column = column.bytes();
    for byte in field.bytes() {
        let expected = match column.next() {
            Some(b'_') => column.next().map(|byte| byte.to_ascii_uppercase()),
            byte => byte,
        };
        if expected != Some(byte) {
            return false;
        }
    }
    column.next().is_none()
}

/// A type of rows, for tests of the whole schema.
pub struct Declared {
    /// Its name in the schema.
    pub type_name: Cow<'static, str>,
    /// Its fields that are no columns: relations, and those with a guard or a body of their own.
    pub loaded: Vec<&'static str>,
    problems: fn(&Registry) -> Vec<String>,
}

impl Declared {
    /// The declaration of a type.
    #[must_use]
    pub fn of<T: Row>() -> Self {
        Self { type_name: T::type_name(), loaded: [T::RELATIONS, T::RESOLVED].concat(), problems: problems::<T> }
    }

    /// See [`problems`].
    #[must_use]
    pub fn problems(&self, registry: &Registry) -> Vec<String> {
        (self.problems)(registry)
    }
}

/// What is wrong with the declaration of a [`Row`]: every field of its type must be exactly one of column, relation
/// and resolved, and a column takes no arguments. For a test of the whole schema.
#[must_use]
pub fn problems<T: Row>(registry: &Registry) -> Vec<String> {
    let type_name = T::type_name();
    let Some(fields) = registry.types.get(type_name.as_ref()).and_then(|object| object.fields()) else {
        return vec![format!("{type_name} is no object of the schema")];
    };
    let mut problems = Vec::new();
    for (name, field) in fields {
        let (is_column, name) = (T::column(name).is_some(), name.as_str());
        let kinds = [is_column, T::RELATIONS.contains(&name), T::RESOLVED.contains(&name)];
        match kinds.iter().filter(|kind| **kind).count() {
            0 => problems.push(format!("{type_name}.{name} is no column, no relation and not resolved")),
            1 if is_column && !field.args.is_empty() => {
                problems.push(format!("{type_name}.{name} is a column with arguments"));
            }
            1 => {}
            _ => problems.push(format!("{type_name}.{name} is declared twice")),
        }
    }
    let unknown = T::RELATIONS.iter().chain(T::RESOLVED).filter(|name| !fields.contains_key(**name));
    problems.extend(unknown.map(|name| format!("{type_name} has no field {name}")));
    problems
}
