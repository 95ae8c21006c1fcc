//! The same value in the two forms.

use chrono::DateTime;
use serde_json::Value;

/// Fields that are upper case in GraphQL and lower case on REST.
const ENUMERATIONS: [&str; 5] = ["type", "commercialStatus", "dataSource", "complianceStatus", "role"];

/// Fields of REST that GraphQL does not have: the original's own ways to say what other fields say, and what other
/// programs left in the row.
const ON_REST_ALONE: [&str; 3] = ["externalData", "lastSyncAt", "displayTitle"];

/// Fails unless the objects have the same fields with the same values. `besides` are fields that REST alone has here.
#[track_caller]
pub fn agree(rest: &Value, graphql: &Value, besides: &[&str]) {
    let (Value::Object(on_rest), Value::Object(in_graphql)) = (rest, graphql) else {
        panic!("not two objects:\n{rest:#}\n{graphql:#}");
    };
    for field in on_rest.keys() {
        let known = in_graphql.contains_key(field) || ON_REST_ALONE.contains(&field.as_str());
        assert!(known || besides.contains(&field.as_str()), "GraphQL was not asked for `{field}`");
    }
    for (field, value) in in_graphql {
        let shown = on_rest.get(field).unwrap_or_else(|| panic!("REST has no `{field}`: {rest:#}"));
        match (shown, value) {
            (Value::Object(_), Value::Object(_)) => agree(shown, value, besides),
            (Value::Array(some), Value::Array(others)) if others.iter().any(Value::is_object) => {
                assert_eq!(some.len(), others.len(), "{field} of {rest:#}");
                some.iter().zip(others).for_each(|(one, other)| agree(one, other, besides));
            }
            _ => assert_eq!(plain(field, shown), plain(field, value), "{field} of {rest:#}"),
        }
    }
}

/// A value without the habits of its interface.
fn plain(field: &str, value: &Value) -> Value {
    match value {
        Value::String(text) if ENUMERATIONS.contains(&field) => text.to_lowercase().into(),
        Value::String(text) if field.ends_with("At") || field.ends_with("Date") => {
            let instant = DateTime::parse_from_rfc3339(text).unwrap_or_else(|error| panic!("{field}: {text}: {error}"));
            instant.timestamp_millis().into()
        }
        _ => value.clone(),
    }
}
