//! `/digiforma/graphql`: the same answers as Digiforma's, from the mirror.

use digiforma::stand_in::{Fixture, Scale};
use serde_json::{Value, json};

use crate::{
    common::Client,
    setting::{Mirror, TOKEN},
};

/// Documents as their authors sent them to Digiforma.
const DOCUMENTS: [(&str, &str); 9] = [
    (
        "companies",
        "query($page: Int!, $size: Int!) { companies(pagination: { page: $page, size: $size }) {
            id name siret email city cityCode accountingNumber contacts { id firstname lastname email } updatedAt } }",
    ),
    ("trainees", "{ trainees { id firstname lastname email company { id name siret } } }"),
    (
        "customers",
        "{ customers { id crmStatus entity { __typename ... on Company { id name city } ... on Trainee { id lastname } }
            trainingSession { id name startDate endDate } customerTrainees { id trainee { id lastname } }
            customerFundings { amount fundingAgency { name } } } }",
    ),
    (
        "quotations",
        "{ quotations(pagination: { page: 0, size: 30 }) { id number numberStr prefix date acceptedAt
            items { name quantity unitPrice vat type } customer { id entity { ... on Company { id name } } } } }",
    ),
    (
        "invoices",
        "{ invoices(pagination: { page: 1, size: 10 }) { id number numberStr prefix date locked freeText fileUrl
            items { name quantity unitPrice vat vatType } invoicePayments { id amount date mode }
            customer { id entity { __typename ... on Company { id name siret } } }
            recipient { __typename ... on Company { id name } ... on FundingAgency { id name siret } }
            trainingSession { id name } insertedAt updatedAt } }",
    ),
    ("sessions", "{ trainingSessions { id name code startDate endDate pipelineState program { id name } } }"),
    ("programs", "{ programs(pagination: { page: 0, size: 50 }) { id name code durationInHours } }"),
    ("agencies", "{ fundingAgencies { id name siret } }"),
    ("filtered", "{ companies(filter: { siret: \"00000000000000\" }) { id } trainees(filters: { email: \"x@y.example\" }) { id } }"),
];

async fn start() -> Mirror {
    let scale = Scale { companies: 30, trainees: 40, sessions: 15, customers: 40, invoices: 45 };
    let mirror = Mirror::start(Fixture::generate(5, scale, &[], "2026-03-02".parse().unwrap())).await;
    mirror.sync_well().await;
    mirror
}

async fn upstream(mirror: &Mirror, request: &Value) -> Value {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    client.post(&mirror.url).bearer_auth(TOKEN).json(request).send().await.unwrap().json().await.unwrap()
}

async fn served(caller: &Client, request: &Value) -> Value {
    caller.post("/digiforma/graphql", request).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_get_the_same_answers() {
    let mirror = start().await;
    for (name, document) in DOCUMENTS {
        let variables = if name == "companies" { json!({ "page": 1, "size": 7 }) } else { json!({}) };
        let request = json!({ "query": document, "variables": variables });
        let (expected, found) = (upstream(&mirror, &request).await, served(&mirror.firm.admin, &request).await);
        assert!(expected.get("errors").is_none(), "{name}: {expected:#}");
        assert_eq!(found["data"], expected["data"], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_record_is_found_by_its_id_and_what_is_gone_is_gone() {
    let mirror = start().await;
    let first =
        upstream(&mirror, &json!({ "query": "{ companies { id } }" })).await["data"]["companies"][0]["id"].take();
    let request = json!({ "query": "query($id: ID!) { company(id: $id) { id name contacts { id } } }", "variables": { "id": first } });
    assert_eq!(served(&mirror.firm.admin, &request).await["data"], upstream(&mirror, &request).await["data"]);
    mirror.firm.app.sql("UPDATE digiforma_companies SET removed_at = now()").await;
    assert_eq!(served(&mirror.firm.admin, &request).await["data"]["company"], Value::Null);
    let list = json!({ "query": "{ companies { id } }" });
    assert_eq!(served(&mirror.firm.admin, &list).await["data"]["companies"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_reads_and_does_nothing_else() {
    let mirror = start().await;
    let request = json!({ "query": "mutation { deleteCustomer(id: \"1\") }" });
    let answer = served(&mirror.firm.admin, &request).await;
    assert!(answer["errors"][0]["message"].is_string(), "{answer}");
    let by_address =
        mirror.firm.admin.get("/digiforma/graphql?query=%7B%20companies%20%7B%20id%20%7D%20%7D").await.expect(200);
    assert_eq!(by_address.json()["data"]["companies"].as_array().unwrap().len(), 30);
    mirror.firm.admin.post("/digiforma/graphql", &json!([1])).await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_see_all_of_the_mirror_may_ask() {
    use domain::ApiTokenScope::{Read, Write};
    let mirror = start().await;
    let request = json!({ "query": "{ companies { id } }" });
    for (role, caller) in mirror.firm.by_role() {
        let status = caller.post("/digiforma/graphql", &request).await.status;
        assert_eq!(status, if role == "auditor" { 403 } else { 200 }, "{role}");
    }
    mirror.firm.app.anonymous().post("/digiforma/graphql", &request).await.expect(401);
    let token = mirror.firm.by_token(&[Read], None).await;
    assert_eq!(token.post("/digiforma/graphql", &request).await.status, 200);
    let elsewhere = mirror.firm.by_token(&[Read], Some(&["institution"])).await;
    assert_eq!(elsewhere.post("/digiforma/graphql", &request).await.status, 403);
    let writes = mirror.firm.by_token(&[Write], None).await;
    assert_eq!(writes.post("/digiforma/graphql", &request).await.status, 403);
}
