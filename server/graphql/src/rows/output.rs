//! What resolvers return: rows that are executed level by level from here down.

use std::{borrow::Cow, marker::PhantomData, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, Error, OutputType, Positioned, ServerError, ServerResult, Value,
    parser::types::Field, registry::Registry,
};

use super::{
    Relation, Row,
    json::write_list,
    level::{Failures, Level, Loaded, Values as _},
    place::{Marks, Place},
};

/// Put into the request's data when the response is written with [`write_value`](super::write_value) and no ordinary
/// object has to merge two values of one response key: rows are then handed over as JSON text. Without it they are
/// handed over as a tree of values, which is dearer and fits everywhere.
#[derive(Debug, Clone, Copy)]
pub struct RawJson;

/// `[T!]!`: what a resolver returns in place of `Vec<T>`.
pub struct Rows<T>(Arc<Vec<T>>);

impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        Self(Arc::new(rows))
    }
}

impl<T: Row> OutputType for Rows<T> {
    fn type_name() -> Cow<'static, str> {
        <Vec<T> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<T> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<T> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        let marks = Marks::default();
        let place = Place::top(ctx.path_node.as_ref(), true);
        let level = Level::load(&marks, ctx, Arc::clone(&self.0), place).await;
        finish(ctx, &marks, level, |level, out| write_list(0..self.0.len(), out, |row, out| level.write(row, out)))
    }
}

/// `T!`: what a resolver returns in place of `T`; in an `Option` for `T`.
pub struct One<T>(Arc<Vec<T>>);

impl<T> From<T> for One<T> {
    fn from(row: T) -> Self {
        Self(Arc::new(vec![row]))
    }
}

impl<T: Row> OutputType for One<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        let marks = Marks::default();
        let place = Place::top(ctx.path_node.as_ref(), false);
        let level = Level::load(&marks, ctx, Arc::clone(&self.0), place).await;
        finish(ctx, &marks, level, |level, out| level.write(0, out))
    }
}

/// A relation of a row that is resolved by itself, outside of a level: the body of the relation's field in
/// `#[ComplexObject]`, where it stands for the schema. `S` is the type that the field has in the schema, such as
/// `Connection<Task>` or `Option<One<User>>`.
pub struct Alone<S> {
    loaded: Loaded,
    schema: PhantomData<fn() -> S>,
}

/// Loads a relation for one row.
///
/// # Errors
/// The relation could not be loaded, or the row's type does not list the field as a relation.
pub async fn alone<P: Row, S: OutputType>(row: &P, field: &Context<'_>) -> Result<Alone<S>, Error> {
    let marks = Marks::default();
    let place = Place::top(field.path_node.as_ref(), false);
    let relation = Relation { field, rows: std::slice::from_ref(row), marks: &marks, place: &place };
    let Some(loading) = P::relation(relation) else {
        let problem = format!("{} is no relation of {}", field.item.node.name.node, P::type_name());
        return Err(std::io::Error::other(problem).into());
    };
    let loaded = loading.await.map_err(|error| Error {
        message: error.message,
        source: error.source,
        extensions: error.extensions,
    });
    marks.resolve_reported(field.query_env);
    Ok(Alone { loaded: loaded?, schema: PhantomData })
}

impl<S: OutputType> OutputType for Alone<S> {
    fn type_name() -> Cow<'static, str> {
        S::type_name()
    }

    fn qualified_type_name() -> String {
        S::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        S::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        if let Some(error) = self.loaded.failures.get(&0) {
            if S::qualified_type_name().ends_with('!') {
                return Err(error.clone());
            }
            ctx.add_error(error.clone());
            return Ok(Value::Null);
        }
        Ok(written(ctx, |out| self.loaded.values.write(0, out)))
    }
}

/// The value of a field below which everything was loaded level by level.
pub(super) fn finish<L>(
    ctx: &ContextSelectionSet<'_>,
    marks: &Marks,
    loaded: Result<(L, Failures), ServerError>,
    write: impl Fn(&L, &mut Vec<u8>),
) -> ServerResult<Value> {
    marks.resolve_reported(ctx.query_env);
    let (level, failures) = loaded.map_err(|error| ctx.set_error_path(error))?;
    match failures.into_values().next() {
        Some(error) => Err(error),
        None => Ok(written(ctx, |out| write(&level, out))),
    }
}

fn written(ctx: &ContextSelectionSet<'_>, write: impl Fn(&mut Vec<u8>)) -> Value {
    let mut out = Vec::with_capacity(1 << 10);
    write(&mut out);
    if ctx.data_opt::<RawJson>().is_some() {
        return Value::Binary(out.into());
    }
    serde_json::from_slice(&out).unwrap_or_default()
}
