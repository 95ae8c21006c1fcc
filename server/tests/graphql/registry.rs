//! The schema itself.

use crm::config::GraphqlLimits;
use graphql::schema;

#[tokio::test]
async fn every_field_of_a_row_is_a_column_a_relation_or_resolved() {
    let api = schema::api(GraphqlLimits::default());
    let problems = api.with_registry("{ me { id } }", schema::row_problems).await;
    assert_eq!(problems.unwrap_or_else(|_| vec!["the probe was refused".into()]), Vec::<String>::new());
}
