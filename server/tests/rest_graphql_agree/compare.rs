//! The same value in the two forms.

use chrono::DateTime;
use serde_json::{Value, json};

use crate::common::Client;

/// Rows, and the total that was told.
pub type Listed = (Vec<Value>, Value);

/// Fields that are upper case in GraphQL and lower case on REST.
const ENUMERATIONS: [&str; 13] = [
    "type",
    "commercialStatus",
    "dataSource",
    "complianceStatus",
    "role",
    "status",
    "priority",
    "discountType",
    "kind",
    "invoiceType",
    "operationNature",
    "paymentMethod",
    "logoPosition",
];

/// Dates of invoices, which are days; other fields of such names are instants.
const DAYS: [&str; 1] = ["issueDate"];

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

/// Fails unless the lists have the same rows in the same order and tell the same total; gives the number of rows.
#[track_caller]
pub fn same_rows(rest: &Listed, graphql: &Listed, besides: &[&str], what: &str) -> usize {
    let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&rest.0), ids(&graphql.0), "{what}");
    assert_eq!(rest.1, graphql.1, "{what}");
    assert_eq!(rest.1, rest.0.len(), "{what}");
    rest.0.iter().zip(&graphql.0).for_each(|(one, other)| agree(one, other, besides));
    rest.0.len()
}

/// All of a GraphQL list, page by page. The document takes `$filter`, `$order` and `$after`, and asks for `nodes`,
/// `totalCount` and `pageInfo`.
pub async fn by_graphql(client: &Client, document: &str, root: &str, filter: &Value, order: &Value) -> Listed {
    let (mut rows, mut after) = (Vec::new(), Value::Null);
    loop {
        let variables = json!({ "filter": filter, "order": order, "after": after });
        let mut page = client.query(document, variables).await[root].take();
        let Value::Array(nodes) = page["nodes"].take() else { panic!("{page}") };
        rows.extend(nodes);
        if page["pageInfo"]["hasNextPage"] != true {
            return (rows, page["totalCount"].take());
        }
        after = page["pageInfo"]["endCursor"].take();
    }
}

/// A value without the habits of its interface.
fn plain(field: &str, value: &Value) -> Value {
    match value {
        // An invoice that is issued is sent, in the words of the original.
        Value::String(text) if field == "status" && text == "ISSUED" => "sent".into(),
        Value::String(text) if ENUMERATIONS.contains(&field) => text.to_lowercase().into(),
        Value::String(_) if DAYS.contains(&field) => value.clone(),
        Value::String(text) if field.ends_with("At") || field.ends_with("Date") || field == "validUntil" => {
            let instant = DateTime::parse_from_rfc3339(text).unwrap_or_else(|error| panic!("{field}: {text}: {error}"));
            instant.timestamp_millis().into()
        }
        _ => value.clone(),
    }
}
