//! Contacts.

use db::schema::contact_persons;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    common::{Client, TestApp},
    company,
    compare::{self, Listed, agree},
};

const FIELDS: &str = "fragment Whole on ContactPerson {
    id institutionId firstName lastName fullName email phone title department isPrimary isActive dataSource isLocked
    version createdAt updatedAt
    institution {
        id name type address { street city state zipCode country } fullAddress accountingNumber digiformaId finess siret
        vatNumber groupName commercialStatus mainPhone assignedUserId tags isActive dataSource isLocked lockedAt
        lockedReason version createdAt updatedAt assignedUser { id firstName lastName email } } }";

/// Two fields of contacts that GraphQL has no use for.
const ON_REST_ALONE: [&str; 2] = ["lockedAt", "lockedReason"];

async fn by_graphql(client: &Client, filter: &Value) -> Listed {
    let document = format!(
        "query($filter: ContactFilter, $order: [ContactOrder!], $after: String) {{
           contacts(first: 50, after: $after, filter: $filter, orderBy: $order) {{
             nodes {{ ...Whole }} totalCount pageInfo {{ hasNextPage endCursor }} }} }} {FIELDS}"
    );
    let order = json!([{ "field": "LAST_NAME" }, { "field": "FIRST_NAME" }]);
    compare::by_graphql(client, &document, "contacts", filter, &order).await
}

async fn by_rest(client: &Client, query: &str) -> Listed {
    let mut answer = client.get(&format!("/api/contacts?{query}")).await.expect(200).json();
    let Value::Array(rows) = answer["data"].take() else { panic!("{answer}") };
    (rows, answer["pagination"]["total"].take())
}

/// A contact that is there.
async fn one(app: &TestApp) -> (Uuid, String, String) {
    contact_persons::table
        .filter(contact_persons::deleted_at.is_null())
        .order(contact_persons::id.desc())
        .select((contact_persons::institution_id, contact_persons::last_name, contact_persons::email))
        .first(&mut app.db().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn lists_agree() {
    let app = company::start().await;
    let (institution, last_name, email) = one(&app).await;
    let (by_name, id) = (last_name.to_uppercase(), institution.to_string());
    let cases: [(Vec<(&str, &str)>, Value); 5] = [
        (vec![], json!({})),
        (vec![("institutionId", &id)], json!({ "institutionId": { "eq": institution } })),
        (vec![("search", &by_name)], json!({ "search": by_name })),
        (vec![("search", &email)], json!({ "search": email })),
        (
            vec![("search", "a e"), ("institutionId", &id)],
            json!({ "search": "a e", "institutionId": { "eq": institution } }),
        ),
    ];
    let mut found = [0; 5];
    for (role, client) in company::people(&app).await {
        for ((query, filter), found) in cases.iter().zip(&mut found) {
            let query = reqwest::Url::parse_with_params("http://localhost/?limit=5000", query).unwrap();
            let query = query.query().unwrap();
            let graphql = by_graphql(&client, filter).await;
            let rest = by_rest(&client, query).await;
            *found += compare::same_rows(&rest, &graphql, &ON_REST_ALONE, &format!("{role}: {query}"));
        }
    }
    assert!(found.iter().all(|rows| *rows > 0), "a filter found nothing, and so compared nothing: {found:?}");
}

#[tokio::test]
async fn stretches_agree() {
    let app = company::start().await;
    for (role, client) in company::people(&app).await {
        let (rows, _) = by_graphql(&client, &json!({})).await;
        let mut joined = Vec::new();
        while joined.len() < rows.len() {
            let (found, _) = by_rest(&client, &format!("limit=37&offset={}", joined.len())).await;
            assert!(!found.is_empty(), "{role}: {} of {}", joined.len(), rows.len());
            joined.extend(found);
        }
        assert_eq!(joined.len(), rows.len(), "{role}");
        joined.iter().zip(&rows).for_each(|(one, other)| agree(one, other, &ON_REST_ALONE));
    }
}

#[tokio::test]
async fn single_ones_agree_whether_they_are_there_or_not() {
    let app = company::start().await;
    let mut ids: Vec<Uuid> = contact_persons::table
        .select(contact_persons::id)
        .order(contact_persons::id)
        .limit(120)
        .load(&mut app.db().await)
        .await
        .unwrap();
    ids.push(Uuid::now_v7());
    let document = format!("query($id: ID!) {{ contact(id: $id) {{ ...Whole }} }} {FIELDS}");
    for (role, client) in company::people(&app).await {
        let (mut there, mut absent) = (0, 0);
        for id in &ids {
            let rest = client.get(&format!("/api/contacts/{id}")).await;
            let graphql = client.graphql(&document, json!({ "id": id })).await;
            if rest.status == 200 {
                agree(&rest.json()["data"], &graphql["data"]["contact"], &ON_REST_ALONE);
                there += 1;
            } else {
                assert_eq!(rest.outcome(), "404 CONTACT_NOT_FOUND", "{role}");
                assert_eq!(graphql["errors"][0]["extensions"]["code"], "NOT_FOUND", "{role}");
                absent += 1;
            }
        }
        assert!(there > 5 && absent >= 4, "{role}: {there} there, {absent} absent");
    }
}
