//! Builds the schema from the SDL: types, and what each field answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::Error;
use async_graphql::dynamic::{
    Enum, Field, FieldFuture, FieldValue, InputObject, InputValue, Object, ResolverContext, Scalar, Schema,
    SchemaError, Type as Dynamic, TypeRef as Reference, Union,
};
use serde_json::{Map, Value};

use super::node::{Loaded, Node};
use super::preload::{Selected, preload};
use super::{Row, Source, request};
use crate::record::Kind;
use crate::schema::{self, Type, TypeKind, TypeRef, shipped};

/// Objects within objects that a document may ask for.
const DEPTH_AT_MOST: usize = 20;

/// Builds it.
pub(super) fn schema(source: Arc<dyn Source>) -> Result<Schema, SchemaError> {
    let described = shipped();
    let mut builder = Schema::build(&described.query, None, None).limit_depth(DEPTH_AT_MOST).data(source);
    for name in reachable() {
        if let Some(ty) = described.get(&name) {
            builder = builder.register(dynamic(&name, ty));
        }
    }
    builder.finish()
}

/// Names that queries lead to: no mutation and none of its inputs.
fn reachable() -> BTreeSet<String> {
    let described = shipped();
    let mut found = BTreeSet::from([described.query.clone()]);
    let mut open = vec![described.query.clone()];
    while let Some(ty) = open.pop().and_then(|name| described.get(&name)) {
        let arguments = ty.fields.values().flat_map(|field| field.arguments.values());
        let fields = ty.fields.values().chain(arguments).map(|field| field.ty.name().to_owned());
        for name in fields.chain(ty.members.iter().cloned()) {
            if described.get(&name).is_some() && found.insert(name.clone()) {
                open.push(name);
            }
        }
    }
    found
}

macro_rules! described {
    ($type:expr, $from:expr) => {
        match &$from.description {
            Some(description) => $type.description(description),
            None => $type,
        }
    };
}

fn dynamic(name: &str, ty: &Type) -> Dynamic {
    match ty.kind {
        TypeKind::Scalar => described!(Scalar::new(name), ty).into(),
        TypeKind::Enum => described!(Enum::new(name), ty).items(ty.values.iter().map(String::as_str)).into(),
        TypeKind::Union => {
            let union = described!(Union::new(name), ty);
            ty.members.iter().fold(union, |union, member| union.possible_type(member)).into()
        }
        TypeKind::Input => {
            let input = described!(InputObject::new(name), ty);
            let fields = ty.fields.iter().map(|(name, field)| InputValue::new(name, reference(&field.ty)));
            fields.fold(input, InputObject::field).into()
        }
        TypeKind::Object | TypeKind::Interface => {
            let is_root = name == shipped().query;
            let fields = ty.fields.iter().map(|(name, described)| {
                let field = if is_root { root_field(name, described) } else { field(name, described) };
                let arguments = described.arguments.iter();
                arguments.fold(field, |field, (name, argument)| {
                    field.argument(InputValue::new(name, reference(&argument.ty)))
                })
            });
            fields.fold(described!(Object::new(name), ty), Object::field).into()
        }
    }
}

fn reference(ty: &TypeRef) -> Reference {
    match ty {
        TypeRef::Named(name) => Reference::named(name),
        TypeRef::List(inner) => Reference::List(Box::new(reference(inner))),
        TypeRef::NonNull(inner) => Reference::NonNull(Box::new(reference(inner))),
    }
}

fn field(name: &str, described: &schema::Field) -> Field {
    let ty = described.ty.clone();
    let key = name.to_owned();
    let is_leaf = shipped().is_leaf(ty.name()) && !ty.is_list();
    Field::new(name, reference(&described.ty), move |context| {
        let Ok(node) = context.parent_value.try_downcast_ref::<Node>() else { return FieldFuture::from_value(None) };
        if is_leaf {
            return FieldFuture::from_value(node.leaf(&key, &ty));
        }
        let answer = node.resolve(&key, &ty);
        FieldFuture::new(std::future::ready(Ok(answer)))
    })
}

/// A field of the root: a list of a kind, a row of a kind, or nothing.
fn root_field(name: &str, described: &schema::Field) -> Field {
    let ty = reference(&described.ty);
    if let Some(kind) = Kind::of_list(name) {
        return Field::new(name, ty, move |context| {
            FieldFuture::new(async move { Ok(or_null(&context, list(&context, kind).await)) })
        });
    }
    let takes_id = described.arguments.contains_key("id");
    match Kind::of_type(described.ty.name()).filter(|_| takes_id) {
        Some(kind) => Field::new(name, ty, move |context| {
            FieldFuture::new(async move { Ok(or_null(&context, one(&context, kind).await)) })
        }),
        None => {
            let is_list = described.ty.is_list();
            let nothing = move || is_list.then(|| FieldValue::list(Vec::<FieldValue<'_>>::new()));
            Field::new(name, ty, move |_| FieldFuture::new(std::future::ready(Ok(nothing()))))
        }
    }
}

/// What fails is null, and the error names the field; other fields of the document are answered.
fn or_null<'a>(context: &ResolverContext<'_>, answer: Result<Option<FieldValue<'a>>, Error>) -> Option<FieldValue<'a>> {
    answer.unwrap_or_else(|error| {
        let error = error.into_server_error(context.ctx.item.pos);
        context.ctx.add_error(context.ctx.set_error_path(error));
        None
    })
}

async fn list<'a>(context: &ResolverContext<'a>, kind: Kind) -> Result<Option<FieldValue<'a>>, Error> {
    let source = context.data::<Arc<dyn Source>>()?;
    let request = request::list(kind, &arguments(context)).map_err(Error::new)?;
    let rows = source.list(request).await.map_err(|error| Error::new(error.0))?;
    Ok(Some(FieldValue::list(nodes(context, source.as_ref(), kind, rows).await?)))
}

async fn one<'a>(context: &ResolverContext<'a>, kind: Kind) -> Result<Option<FieldValue<'a>>, Error> {
    let source = context.data::<Arc<dyn Source>>()?;
    let id = match arguments(context).remove("id") {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => return Ok(None),
    };
    let rows = source.by_ids(kind, vec![id]).await.map_err(|error| Error::new(error.0))?;
    Ok(nodes(context, source.as_ref(), kind, rows).await?.into_iter().next())
}

async fn nodes<'a>(
    context: &ResolverContext<'a>,
    source: &dyn Source,
    kind: Kind,
    rows: Vec<Row>,
) -> Result<Vec<FieldValue<'a>>, Error> {
    let selected = Selected::of(context.ctx.field());
    let loaded: Loaded = preload(source, kind, &rows, &selected).await.map_err(|error| Error::new(error.0))?;
    let loaded = Arc::new(loaded);
    Ok(rows.into_iter().map(|row| FieldValue::owned_any(Node::new(kind.type_name(), row, &loaded))).collect())
}

fn arguments(context: &ResolverContext<'_>) -> Map<String, Value> {
    let given = context.args.as_index_map().iter();
    given.filter_map(|(name, value)| Some((name.to_string(), value.clone().into_json().ok()?))).collect()
}
