//! Reads a description from what an account tells of itself.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Described, Field, Type, TypeKind, TypeRef};

/// Asks for what a description holds.
pub(crate) const INTROSPECTION: &str = "query Introspection {
  __schema {
    queryType { name }
    types {
      kind name
      fields(includeDeprecated: true) { name args { ...Input } type { ...Reference } }
      inputFields { ...Input }
      enumValues(includeDeprecated: true) { name }
      possibleTypes { name }
    }
  }
}
fragment Input on __InputValue { name defaultValue type { ...Reference } }
fragment Reference on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
}";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    query_type: Named,
    types: Vec<Told>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    kind: String,
    name: String,
    fields: Option<Vec<ToldField>>,
    input_fields: Option<Vec<ToldField>>,
    enum_values: Option<Vec<Named>>,
    possible_types: Option<Vec<Named>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToldField {
    name: String,
    #[serde(default)]
    args: Vec<ToldField>,
    #[serde(rename = "type")]
    ty: Reference,
    #[serde(default)]
    default_value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    kind: String,
    name: Option<String>,
    #[serde(default)]
    of_type: Option<Box<Reference>>,
}

impl Described {
    /// Reads the value of `__schema`. `None`: it is none.
    pub(crate) fn of_introspection(text: &str) -> Option<Self> {
        let schema: Schema = serde_json::from_str(text).ok()?;
        let types = schema.types.into_iter().filter_map(|told| Some((told.name.clone(), type_of(told)?)));
        Some(Self { query: schema.query_type.name, types: types.collect() })
    }
}

fn type_of(told: Told) -> Option<Type> {
    let kind = match told.kind.as_str() {
        "SCALAR" => TypeKind::Scalar,
        "OBJECT" => TypeKind::Object,
        "INTERFACE" => TypeKind::Interface,
        "UNION" => TypeKind::Union,
        "ENUM" => TypeKind::Enum,
        "INPUT_OBJECT" => TypeKind::Input,
        _ => return None,
    };
    let names = |named: Option<Vec<Named>>| named.unwrap_or_default().into_iter().map(|named| named.name).collect();
    Some(Type {
        kind,
        description: None,
        fields: fields(told.fields.or(told.input_fields).unwrap_or_default()),
        values: names(told.enum_values),
        members: names(told.possible_types),
    })
}

fn fields(told: Vec<ToldField>) -> IndexMap<String, Field> {
    let field = |told: ToldField| {
        let has_default = told.default_value.is_some();
        Some((told.name, Field { ty: reference(&told.ty)?, has_default, arguments: fields(told.args) }))
    };
    told.into_iter().filter_map(field).collect()
}

fn reference(told: &Reference) -> Option<TypeRef> {
    let inner = || told.of_type.as_deref().and_then(reference).map(Box::new);
    match told.kind.as_str() {
        "NON_NULL" => inner().map(TypeRef::NonNull),
        "LIST" => inner().map(TypeRef::List),
        _ => told.name.clone().map(TypeRef::Named),
    }
}
