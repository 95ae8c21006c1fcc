//! An object of an answer: a row or a part of one, completed by what was loaded.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Value as Output;
use async_graphql::dynamic::FieldValue;
use serde_json::{Number, Value, json};

use super::{CustomerLink, Row};
use crate::record::{Kind, id_of};
use crate::schema::{TypeKind, TypeRef, shipped};

/// What was loaded for an answer.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) rows: HashMap<(Kind, String), Row>,
    pub(super) customers: HashMap<(CustomerLink, String), Vec<Row>>,
}

/// An object of a type.
#[derive(Debug)]
pub(super) struct Node {
    ty: String,
    value: Row,
    loaded: Arc<Loaded>,
}

/// Fields that no row holds: they follow from deals.
pub(super) fn link(ty: &str, field: &str) -> Option<CustomerLink> {
    match (ty, field) {
        ("TrainingSession", "customers" | "trainees") => Some(CustomerLink::TrainingSession),
        ("Trainee", "trainingSessions") => Some(CustomerLink::Trainee),
        ("FundingAgency", "trainingSessions") => Some(CustomerLink::FundingAgency),
        _ => None,
    }
}

/// A reference that a row holds as a bare id.
fn reference(ty: &str, field: &str, row: &Value) -> Option<Value> {
    let key = match (ty, field) {
        ("Trainee", "company") => "companyId",
        ("Program", "parent") => "parentId",
        _ => return None,
    };
    let id = row.get(key).filter(|id| !id.is_null())?;
    Some(json!({ "id": id }))
}

/// Whether a row of a type has what a field needs, null included.
pub(super) fn holds(ty: &str, field: &str, row: &Value) -> bool {
    field == "__typename" || row.get(field).is_some() || reference(ty, field, row).is_some()
}

impl Loaded {
    /// The value of a field of an object, from where it is most complete.
    pub(super) fn field(&self, ty: &str, value: &Value, field: &str) -> Option<Value> {
        let key = Kind::of_type(ty).and_then(|kind| Some((kind, id_of(value)?)));
        if let Some((_, id)) = &key
            && let Some(link) = link(ty, field)
            && value.get(field).is_none()
        {
            return Some(Value::Array(self.linked(link, id, field)));
        }
        let whole = key.and_then(|key| self.rows.get(&key));
        let found = whole.and_then(|row| row.get(field)).or_else(|| value.get(field)).cloned();
        let found = found.or_else(|| reference(ty, field, whole.map_or(value, |row| row)))?;
        Some(found).filter(|found| !found.is_null())
    }

    fn linked(&self, link: CustomerLink, id: &str, field: &str) -> Vec<Value> {
        let deals = self.customers.get(&(link, id.to_owned())).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<Value> = match field {
            "customers" => deals.iter().map(|deal| Value::clone(deal)).collect(),
            "trainees" => {
                let places = deals.iter().filter_map(|deal| deal.get("customerTrainees")?.as_array()).flatten();
                places.filter_map(|place| place.get("trainee")).cloned().collect()
            }
            _ => deals.iter().filter_map(|deal| deal.get("trainingSession")).cloned().collect(),
        };
        let mut seen = std::collections::HashSet::new();
        found.retain(|value| id_of(value).is_some_and(|id| seen.insert(id)));
        found
    }
}

/// The concrete type of an object in a field.
pub(super) fn concrete<'a>(declared: &'a str, value: &'a Value) -> Option<&'a str> {
    match shipped().get(declared)?.kind {
        TypeKind::Union | TypeKind::Interface => value.get("__typename")?.as_str(),
        _ => Some(declared),
    }
}

impl Node {
    pub(super) fn new(ty: &str, value: Row, loaded: &Arc<Loaded>) -> Self {
        Self { ty: ty.to_owned(), value, loaded: loaded.clone() }
    }

    /// What a field answers.
    pub(super) fn resolve(&self, field: &str, ty: &TypeRef) -> Option<FieldValue<'static>> {
        let value = self.loaded.field(&self.ty, &self.value, field)?;
        output(value, ty, &self.loaded)
    }

    /// What a field of a scalar or an enumeration answers.
    pub(super) fn leaf(&self, field: &str, ty: &TypeRef) -> Option<Output> {
        leaf(&self.loaded.field(&self.ty, &self.value, field)?, ty)
    }
}

fn output(value: Value, ty: &TypeRef, loaded: &Arc<Loaded>) -> Option<FieldValue<'static>> {
    match ty.nullable() {
        TypeRef::List(inner) => {
            let Value::Array(elements) = value else { return None };
            Some(FieldValue::list(elements.into_iter().filter_map(|element| output(element, inner, loaded))))
        }
        named => {
            if shipped().is_leaf(named.name()) {
                return leaf(&value, named).map(FieldValue::value);
            }
            if !value.is_object() {
                return None;
            }
            let concrete = concrete(named.name(), &value)?.to_owned();
            let node = FieldValue::owned_any(Node::new(&concrete, Arc::new(value), loaded));
            let is_union = concrete != named.name();
            Some(if is_union { node.with_type(concrete) } else { node })
        }
    }
}

fn is_unknown(ty: &str, value: &str) -> bool {
    shipped().get(ty).is_some_and(|ty| ty.kind == TypeKind::Enum && !ty.values.iter().any(|known| known == value))
}

/// A value in the form of its type: a number for `Float`, a text for `String`.
fn leaf(value: &Value, ty: &TypeRef) -> Option<Output> {
    if let TypeRef::List(inner) = ty.nullable() {
        return Some(Output::List(value.as_array()?.iter().filter_map(|value| leaf(value, inner)).collect()));
    }
    let fitting = match (ty.name(), value) {
        (_, Value::Null) => return None,
        // A value that the schema does not know would fail the whole answer.
        (name, Value::String(text)) if is_unknown(name, text) => return None,
        ("String" | "ID", Value::Number(number)) => Value::String(number.to_string()),
        ("Float", Value::String(text)) => Value::Number(Number::from_f64(text.parse().ok()?)?),
        ("Int", Value::Number(number)) if number.is_f64() => {
            let whole = crate::amount::parse(&number.to_string()).ok()?.normalize();
            Value::Number(whole.to_string().parse::<i64>().ok()?.into())
        }
        _ => value.clone(),
    };
    Output::from_json(fitting).ok()
}
