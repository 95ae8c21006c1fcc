//! Institutions.

use db::schema::medical_institutions;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    common::{Client, TestApp},
    company,
    compare::{self, Listed, agree},
};

const FIELDS: &str = "fragment Whole on MedicalInstitution {
    id name type address { street city state zipCode country } fullAddress accountingNumber digiformaId finess siret
    vatNumber groupName commercialStatus mainPhone assignedUserId tags isActive dataSource isLocked lockedAt lockedReason
    version createdAt updatedAt assignedUser { id firstName lastName email }
    medicalProfile {
        id institutionId bedCapacity surgicalRooms endoscopyRooms surgicalInterventions endoscopyInterventions staffCount
        specialties departments equipmentTypes certifications complianceStatus lastAuditDate complianceExpirationDate
        complianceNotes version createdAt updatedAt }
    contacts(first: 100, filter: { isActive: { eq: true } }) { nodes {
        id institutionId firstName lastName fullName email phone title department isPrimary isActive dataSource isLocked
        version createdAt updatedAt } } }";

/// Two fields of contacts that GraphQL has no use for.
const ON_REST_ALONE: [&str; 2] = ["lockedAt", "lockedReason"];

/// GraphQL's institution with its contacts where REST has them, in its order.
fn as_on_rest(mut graphql: Value) -> Value {
    let mut contacts = graphql["contacts"]["nodes"].take();
    if let Value::Array(rows) = &mut contacts {
        rows.sort_by_key(|contact| contact["isPrimary"] != true);
    }
    let object = graphql.as_object_mut().unwrap();
    object.remove("contacts");
    object.insert("contactPersons".into(), contacts);
    graphql
}

/// All of a GraphQL list, with its total.
async fn by_graphql(client: &Client, filter: &Value, order: &Value) -> Listed {
    let document = format!(
        "query($filter: InstitutionFilter, $order: [InstitutionOrder!], $after: String) {{
           institutions(first: 25, after: $after, filter: $filter, orderBy: $order) {{
             nodes {{ ...Whole }} totalCount pageInfo {{ hasNextPage endCursor }} }} }} {FIELDS}"
    );
    let (rows, total) = compare::by_graphql(client, &document, "institutions", filter, order).await;
    (rows.into_iter().map(as_on_rest).collect(), total)
}

/// All of a REST list, with its total.
async fn by_rest(client: &Client, query: &str) -> Listed {
    let mut answer = client.get(&format!("/api/institutions?limit=-1&{query}")).await.expect(200).json();
    let Value::Array(rows) = answer["data"]["institutions"].take() else { panic!("{answer}") };
    (rows, answer["data"]["pagination"]["total"].take())
}

/// Gives the number of rows that both lists have.
#[track_caller]
fn same_rows(rest: &Listed, graphql: &Listed, what: &str) -> usize {
    compare::same_rows(rest, graphql, &ON_REST_ALONE, what)
}

#[tokio::test]
async fn lists_agree_in_every_order() {
    let app = company::start().await;
    for (role, client) in company::people(&app).await {
        for (sort_by, field) in
            [("name", "NAME"), ("type", "TYPE"), ("createdAt", "CREATED_AT"), ("updatedAt", "UPDATED_AT")]
        {
            for direction in ["ASC", "DESC"] {
                let order = json!([{ "field": field, "direction": direction }]);
                let rest = by_rest(&client, &format!("sortBy={sort_by}&sortOrder={direction}")).await;
                let graphql = by_graphql(&client, &json!({}), &order).await;
                let rows = same_rows(&rest, &graphql, &format!("{role}: {sort_by} {direction}"));
                assert!(rows > 5, "{role} sees {rows} institutions");
            }
        }
    }
}

/// A value that occurs in the company, for a filter that finds something.
async fn occurring(app: &TestApp) -> (Uuid, String, String, String) {
    medical_institutions::table
        .filter(medical_institutions::deleted_at.is_null())
        .filter(medical_institutions::assigned_user_id.is_not_null())
        .order((medical_institutions::group_name.is_null(), medical_institutions::id))
        .select((
            medical_institutions::assigned_user_id.assume_not_null(),
            medical_institutions::address_city,
            medical_institutions::address_state,
            medical_institutions::name,
        ))
        .first(&mut app.db().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn filters_that_both_have_agree() {
    let app = company::start().await;
    app.sql(
        "UPDATE medical_institutions SET accounting_number = 'ACC-' || n, digiforma_id = 'DF-' || n, group_name = 'Groupe ' || n % 7
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM medical_institutions) AS numbered
         WHERE numbered.id = medical_institutions.id",
    )
    .await;
    let (assignee, city, state, name) = occurring(&app).await;
    let word = name.split_whitespace().max_by_key(|word| word.len()).unwrap().to_uppercase();
    let assignee_text = assignee.to_string();
    let profile = |filter: Value| json!({ "medicalProfile": filter });
    let cases: [(Vec<(&str, &str)>, Value); 19] = [
        (vec![("name", &word)], json!({ "name": { "contains": word } })),
        (vec![("city", &city)], json!({ "city": { "contains": city } })),
        (vec![("state", &state)], json!({ "state": { "contains": state } })),
        (vec![("type", "clinic")], json!({ "type": { "eq": "CLINIC" } })),
        (vec![("type", "medical_center")], json!({ "type": { "eq": "MEDICAL_CENTER" } })),
        (vec![("accountingNumber", "acc-1")], json!({ "accountingNumber": { "contains": "acc-1" } })),
        (vec![("digiformaId", "df-2")], json!({ "digiformaId": { "contains": "df-2" } })),
        (vec![("groupName", "GROUPE 3")], json!({ "groupName": { "contains": "GROUPE 3" } })),
        (vec![("assignedUserId", &assignee_text)], json!({ "assignedUserId": { "eq": assignee } })),
        (vec![("commercialStatus", "client")], json!({ "commercialStatus": { "eq": "CLIENT" } })),
        (vec![("isActive", "true")], json!({ "isActive": { "eq": true } })),
        (vec![("isActive", "false")], json!({ "isActive": { "eq": false } })),
        (vec![("tags", "chu"), ("tags", "public")], json!({ "tags": { "any": ["chu", "public"] } })),
        (vec![("specialties", "cardiologie")], profile(json!({ "specialties": { "any": ["cardiologie"] } }))),
        (
            vec![("minBedCapacity", "100"), ("maxBedCapacity", "600")],
            profile(json!({ "bedCapacity": { "gte": 100, "lte": 600 } })),
        ),
        (vec![("minSurgicalRooms", "5")], profile(json!({ "surgicalRooms": { "gte": 5 } }))),
        (vec![("maxSurgicalRooms", "8")], profile(json!({ "surgicalRooms": { "lte": 8 } }))),
        (vec![("complianceStatus", "compliant")], profile(json!({ "complianceStatus": { "eq": "COMPLIANT" } }))),
        (
            vec![("type", "hospital"), ("isActive", "true"), ("minBedCapacity", "50")],
            json!({ "and": [{ "type": { "eq": "HOSPITAL" } }, { "isActive": { "eq": true } },
                profile(json!({ "bedCapacity": { "gte": 50 } }))] }),
        ),
    ];
    let order = json!([{ "field": "NAME", "direction": "ASC" }]);
    let mut found = vec![0; cases.len()];
    for (role, client) in company::people(&app).await {
        for ((query, filter), found) in cases.iter().zip(&mut found) {
            let query = reqwest::Url::parse_with_params("http://localhost", query).unwrap();
            let query = query.query().unwrap();
            let graphql = by_graphql(&client, filter, &order).await;
            *found += same_rows(&by_rest(&client, query).await, &graphql, &format!("{role}: {query}"));
        }
    }
    let empty: Vec<_> =
        cases.iter().zip(&found).filter(|(_, found)| **found == 0).map(|((query, _), _)| query).collect();
    assert!(empty.is_empty(), "these filters found nothing, and so compared nothing: {empty:?}");
}

#[tokio::test]
async fn pages_agree() {
    let app = company::start().await;
    for (role, client) in company::people(&app).await {
        let (rows, _) = by_graphql(&client, &json!({}), &json!(null)).await;
        let mut paged = Vec::new();
        for page in 1.. {
            let answer = client.get(&format!("/api/institutions?limit=7&page={page}")).await.expect(200).json();
            let found = answer["data"]["institutions"].as_array().unwrap().clone();
            if found.is_empty() {
                break;
            }
            paged.extend(found);
        }
        assert_eq!(paged.len(), rows.len(), "{role}");
        paged.iter().zip(&rows).for_each(|(one, other)| agree(one, other, &ON_REST_ALONE));
    }
}

#[tokio::test]
async fn single_ones_agree_whether_they_are_there_or_not() {
    let app = company::start().await;
    let mut ids: Vec<Uuid> = medical_institutions::table
        .select(medical_institutions::id)
        .order(medical_institutions::id)
        .load(&mut app.db().await)
        .await
        .unwrap();
    ids.push(Uuid::now_v7());
    let document = format!("query($id: ID!) {{ institution(id: $id) {{ ...Whole }} }} {FIELDS}");
    for (role, client) in company::people(&app).await {
        let (mut there, mut absent) = (0, 0);
        for id in &ids {
            let rest = client.get(&format!("/api/institutions/{id}")).await;
            let mut graphql = client.graphql(&document, json!({ "id": id })).await;
            if rest.status == 200 {
                agree(
                    &rest.json()["data"]["institution"],
                    &as_on_rest(graphql["data"]["institution"].take()),
                    &ON_REST_ALONE,
                );
                there += 1;
            } else {
                assert_eq!((rest.status, rest.code().as_str()), (404, "NOT_FOUND"), "{role}");
                assert_eq!(graphql["errors"][0]["extensions"]["code"], "NOT_FOUND", "{role}");
                absent += 1;
            }
        }
        assert!(there > 5 && absent >= 4, "{role}: {there} there, {absent} absent");
    }
}
