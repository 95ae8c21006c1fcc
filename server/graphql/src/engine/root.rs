//! The root objects as the schema sees them.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, SchemaEnv, ServerResult, Value,
    extensions::Extensions, parser::types::Field, registry::Registry, resolver_utils::resolve_container,
};

/// What execution needs of a schema and only a resolver is shown.
#[derive(Clone)]
pub(super) struct Environment {
    /// Types and shared data.
    pub(super) schema: SchemaEnv,
    /// The (empty) chain of extensions.
    pub(super) extensions: Extensions,
}

/// In the data of a request that is made for its validation alone: root fields answer nothing and leave the
/// environment here.
#[derive(Clone, Default)]
pub(super) struct Rehearsal(pub(super) Arc<OnceLock<Environment>>);

/// A root object, shared by the schema and the engine.
pub struct Root<T>(pub(super) Arc<T>);

impl<T: ObjectType> ContainerType for Root<T> {
    fn is_empty() -> bool {
        T::is_empty()
    }

    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        if let Some(Rehearsal(environment)) = ctx.data_opt::<Rehearsal>() {
            environment.get_or_init(|| Environment {
                schema: ctx.schema_env.clone(),
                extensions: ctx.query_env.extensions.clone(),
            });
            return Ok(None);
        }
        self.0.resolve_field(ctx).await
    }
}

impl<T: ObjectType> OutputType for Root<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl<T: ObjectType> ObjectType for Root<T> {}
