//! One level of the answer: rows of one type, a plan of their fields, everything loaded, then written.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::{Context, ContextSelectionSet, ServerError, ServerResult, Value};
use futures_util::future::join_all;

use super::{
    Boxed, Column, Relation, Row,
    collect::collect_fields,
    json::{WriteJson as _, close_object, write_value},
    place::{Marks, Place},
};

/// Errors that made a value null, by the number of its parent row.
pub(super) type Failures = BTreeMap<usize, ServerError>;

/// What a field holds for all rows of its level.
pub struct Loaded {
    pub(super) values: Box<dyn Values>,
    pub(super) failures: Failures,
}

/// Values of one field, one for each row of the level.
pub(super) trait Values: Send + Sync {
    /// Appends the value for the row. Not called for rows whose value failed.
    fn write(&self, row: usize, out: &mut Vec<u8>);
}

/// Rows with their loaded fields.
pub(super) struct Level<T> {
    rows: Arc<Vec<T>>,
    steps: Vec<Step<T>>,
}

struct Step<T> {
    /// `{"key":` or `,"key":`
    key: Vec<u8>,
    content: Content<T>,
}

enum Content<T> {
    Column(Column<T>),
    Typename,
    Loaded {
        values: Box<dyn Values>,
        null: Vec<usize>,
    },
    /// There are no rows, so nothing was loaded.
    Nothing,
}

impl<T: Row> Level<T> {
    /// Plans the selection for the rows and loads what is no column. The failures are rows that an error made null.
    pub(super) fn load<'a>(
        marks: &'a Marks,
        ctx: &'a ContextSelectionSet<'a>,
        rows: Arc<Vec<T>>,
        place: Place,
    ) -> Boxed<'a, ServerResult<(Self, Failures)>> {
        Box::pin(async move {
            let fields = collect_fields(ctx, &T::type_name())?;
            let mut level = ctx.clone();
            level.path_node = None;
            let fields: Vec<_> = fields.iter().map(|field| level.with_field(field)).collect();
            let mut steps = Vec::with_capacity(fields.len());
            let mut pending = Vec::new();
            for (n, field) in fields.iter().enumerate() {
                let name = field.item.node.name.node.as_str();
                let content = if let Some(column) = T::column(name) {
                    Content::Column(column)
                } else if name == "__typename" {
                    Content::Typename
                } else {
                    if !rows.is_empty() {
                        pending.push(load_field(marks, field, &rows, &place));
                    }
                    Content::Nothing
                };
                steps.push(Step { key: leading_key(n, &field.item.node.response_key().node), content });
            }
            let mut failures = Failures::new();
            let mut loaded = join_all(pending).await.into_iter();
            for step in steps.iter_mut().filter(|step| matches!(step.content, Content::Nothing)) {
                let Some((values, null, failed)) = loaded.next() else { break };
                step.content = Content::Loaded { values, null };
                failed.into_iter().for_each(|(row, error)| {
                    failures.entry(row).or_insert(error);
                });
            }
            drop(loaded);
            Ok((Self { rows, steps }, failures))
        })
    }
}

impl<T: Row> Values for Level<T> {
    /// Appends a row that did not fail.
    fn write(&self, row: usize, out: &mut Vec<u8>) {
        for step in &self.steps {
            out.extend_from_slice(&step.key);
            match &step.content {
                Content::Column(write) => write(&self.rows[row], out),
                Content::Typename => T::type_name().write_json(out),
                Content::Loaded { values, null } if null.binary_search(&row).is_err() => values.write(row, out),
                Content::Loaded { .. } | Content::Nothing => out.extend_from_slice(b"null"),
            }
        }
        close_object(self.steps.is_empty(), out);
    }
}

/// The key as it stands before the n-th value of an object.
pub(super) fn leading_key(n: usize, key: &str) -> Vec<u8> {
    let mut text = Vec::with_capacity(key.len() + 4);
    text.push(if n == 0 { b'{' } else { b',' });
    text.push(b'"');
    text.extend_from_slice(key.as_bytes());
    text.extend_from_slice(b"\":");
    text
}

/// Loads a field for all rows: the values, the rows where a nullable field is null by an error, and the rows that
/// fail with a field that cannot be null.
async fn load_field<'a, T: Row>(
    marks: &'a Marks,
    field: &'a Context<'a>,
    rows: &'a [T],
    place: &'a Place,
) -> (Box<dyn Values>, Vec<usize>, Failures) {
    let here = place.field(&field.item.node.response_key().node);
    let loaded = match T::relation(Relation { field, rows, marks, place: &here }) {
        Some(loading) => loading.await,
        None => Ok(resolve_each(marks, field, rows, place).await),
    };
    let Loaded { values, failures } = loaded.unwrap_or_else(|error| Loaded {
        values: Box::new(Vec::new()),
        failures: (0..rows.len()).map(|row| (row, ServerError { path: here.path(row), ..error.clone() })).collect(),
    });
    if failures.is_empty() || !is_nullable::<T>(field) {
        return (values, Vec::new(), failures);
    }
    let null = failures.keys().copied().collect();
    failures.into_values().for_each(|error| field.add_error(error));
    (values, null, Failures::new())
}

fn is_nullable<T: Row>(field: &Context<'_>) -> bool {
    let object = field.schema_env.registry.types.get(T::type_name().as_ref());
    object
        .and_then(|object| object.field_by_name(&field.item.node.name.node))
        .is_some_and(|field| !field.ty.ends_with('!'))
}

/// The ordinary way, row by row: always right, dearer.
async fn resolve_each<T: Row>(marks: &Marks, field: &Context<'_>, rows: &[T], place: &Place) -> Loaded {
    let mark = marks.add(place);
    let resolved = join_all(rows.iter().enumerate().map(|(row, object)| async move {
        let mut object_at = field.clone();
        object_at.path_node = Some(Marks::node(mark, row));
        object.resolve_field(&object_at.with_field(field.item)).await
    }))
    .await;
    let mut failures = Failures::new();
    let mut values = Vec::with_capacity(rows.len());
    for (row, result) in resolved.into_iter().enumerate() {
        values.push(match result {
            Ok(value) => value.unwrap_or_default(),
            Err(mut error) => {
                marks.resolve(&mut error);
                if error.path.is_empty() {
                    error.path = place.field(&field.item.node.response_key().node).path(row);
                }
                failures.insert(row, error);
                Value::Null
            }
        });
    }
    Loaded { values: Box::new(values), failures }
}

impl Values for Vec<Value> {
    fn write(&self, row: usize, out: &mut Vec<u8>) {
        write_value(&self[row], out);
    }
}
