//! Execution of an operation's root fields.

use std::sync::PoisonError;

use async_graphql::{
    ContainerType, Context, Response, ServerResult, Value, context::QueryEnv, parser::types::OperationType,
    registry::MetaType,
};
use futures_util::future::join_all;

use super::root::Environment;
use crate::{caller, rows::collect_fields};

/// Runs the operation of `query` on its root object: the fields of a query at the same time, those of a mutation one
/// after the other.
pub(super) async fn run<T: ContainerType>(environment: &Environment, query: &QueryEnv, root: &T) -> Response {
    let data = match execute(environment, query, root).await {
        Ok(data) => data,
        Err(error) => {
            query.errors.lock().unwrap_or_else(PoisonError::into_inner).push(error);
            Value::Null
        }
    };
    let mut response = Response::new(data);
    response.errors = std::mem::take(&mut *query.errors.lock().unwrap_or_else(PoisonError::into_inner));
    response.http_headers = std::mem::take(&mut *query.http_headers.lock().unwrap_or_else(PoisonError::into_inner));
    response
}

async fn execute<T: ContainerType>(environment: &Environment, query: &QueryEnv, root: &T) -> ServerResult<Value> {
    let selection = &query.operation.node.selection_set;
    let ctx = query.create_context(&environment.schema, None, selection, None);
    let type_name = T::type_name();
    let fields = collect_fields(&ctx, &type_name)?;
    let fields: Vec<_> = fields.iter().map(|field| ctx.with_field(field)).collect();
    let meta = environment.schema.registry.types.get(type_name.as_ref());
    let values = match query.operation.node.ty {
        OperationType::Mutation => {
            let mut values = Vec::with_capacity(fields.len());
            for field in &fields {
                let is_alone = fields.len() == 1;
                let key = &field.item.node.response_key().node;
                let own = if is_alone { None } else { caller::of_root_field(&query.query_data, key) };
                let mut field = field.clone();
                field.execute_data = own.as_ref();
                // What comes after a failure that empties the whole answer must not be carried out unseen.
                values.push(Ok(resolve(&field, root, meta).await?));
            }
            values
        }
        _ => join_all(fields.iter().map(|field| resolve(field, root, meta))).await,
    };
    let keys = fields.iter().map(|field| field.item.node.response_key().node.clone());
    keys.zip(values).map(|(key, value)| Ok((key, value?))).collect::<ServerResult<_>>().map(Value::Object)
}

/// A root field's value. An error makes a nullable field null and is passed up by one that cannot be.
async fn resolve<T: ContainerType>(field: &Context<'_>, root: &T, meta: Option<&MetaType>) -> ServerResult<Value> {
    let name = field.item.node.name.node.as_str();
    if name == "__typename" {
        return Ok(Value::String(T::type_name().into_owned()));
    }
    match root.resolve_field(field).await {
        Ok(value) => Ok(value.unwrap_or_default()),
        Err(error) => {
            let error = if error.path.is_empty() { field.set_error_path(error) } else { error };
            if meta.and_then(|meta| meta.field_by_name(name)).is_none_or(|field| field.ty.ends_with('!')) {
                return Err(error);
            }
            field.add_error(error);
            Ok(Value::Null)
        }
    }
}

/// An operation that asked for more than it may: kept apart from what resolvers answer.
pub(super) fn timed_out(seconds: u64) -> String {
    format!("The operation was given up after {seconds} s. Ask for less at once.")
}
