//! Digiforma's own documents over a source of rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use digiforma::record::{Kind, id_of};
use digiforma::stand_in::{Fixture, FixtureSource};
use digiforma::upstream::{self, Answer, CustomerLink, ListRequest, Row, Source};
use serde_json::{Value, json};

use crate::common::{schema, small};

async fn asked(fixture: Fixture, document: &str) -> Value {
    let answer = serde_json::to_value(schema(fixture).execute(document).await).unwrap();
    assert_eq!(answer.get("errors"), None, "{answer}");
    answer["data"].clone()
}

#[tokio::test]
async fn nested_documents_are_answered() {
    let document = "{ trainingSessions(pagination: {page: 0, size: 70}) {
        id program { name parentId parent { name } } room { name city }
        customers { id crmStatus entity { __typename ... on Company { name contacts { email } } ... on Trainee { lastname } }
            customerTrainees { trainee { id lastname company { name } } } customerFundings { amount fundingAgency { name type } } }
        trainees { id email }
    } }";
    let data = asked(small(), document).await;
    let sessions = data["trainingSessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 70);
    let deals: Vec<&Value> = sessions.iter().flat_map(|session| session["customers"].as_array().unwrap()).collect();
    assert_eq!(deals.len(), small().rows(Kind::Customer).len());
    assert!(deals.iter().any(|deal| deal["entity"]["__typename"] == "Company" && deal["entity"]["name"].is_string()));
    assert!(
        deals.iter().any(|deal| deal["entity"]["__typename"] == "Trainee" && deal["entity"]["lastname"].is_string())
    );
    let places = || deals.iter().flat_map(|deal| deal["customerTrainees"].as_array().unwrap());
    assert!(places().all(|place| place["trainee"]["lastname"].is_string()));
    assert!(places().any(|place| place["trainee"]["company"]["name"].is_string()));
    assert!(deals.iter().any(|deal| deal["customerFundings"][0]["fundingAgency"]["type"].is_string()));
    assert!(sessions.iter().any(|session| session["program"]["parent"]["name"].is_string()));
    assert!(sessions.iter().all(|session| session["trainees"].is_array()));
    assert!(sessions.iter().any(|session| session["trainees"][0]["id"].is_string()));
}

#[tokio::test]
async fn rows_are_found_by_id_and_filter() {
    let fixture = small();
    let company = fixture.rows(Kind::Company)[0].clone();
    let id = id_of(&company).unwrap();
    let found = asked(small(), &format!("{{ company(id: \"{id}\") {{ name siret contacts {{ id }} }} }}")).await;
    assert_eq!(found["company"]["name"], company["name"]);
    let gone =
        asked(small(), "{ company(id: \"1\") { name } invoice(id: 3900000) { id } modules { id } academy { id } }")
            .await;
    assert_eq!(gone["company"], Value::Null);
    assert_eq!(gone["invoice"]["id"], "3900000");
    assert_eq!((&gone["modules"], &gone["academy"]), (&json!([]), &Value::Null));
    let siret = company["siret"].as_str().unwrap();
    let found = asked(small(), &format!("{{ companies(filter: {{siret: \"{siret}\"}}) {{ id }} }}")).await;
    assert!(found["companies"].as_array().unwrap().contains(&json!({ "id": id })), "{found}");
    let found = asked(small(), "{ programs(filters: {rootLevelOnly: true}) { id parentId } trainingSessions(filters: {pipelineState: FINISHED, startedAfter: \"2025-06-01\"}) { pipelineState startDate } }").await;
    assert_eq!(found["programs"].as_array().unwrap().len(), 14);
    let sessions = found["trainingSessions"].as_array().unwrap();
    assert!(!sessions.is_empty());
    assert!(
        sessions.iter().all(
            |session| session["pipelineState"] == "finished" && session["startDate"].as_str() >= Some("2025-06-01")
        )
    );
}

#[tokio::test]
async fn lists_are_sorted_as_upstream() {
    let data = asked(small(), "{ companies { name } customers { id } quotations { id } invoices { number } }").await;
    let texts = |list: &str, field: &str| -> Vec<Value> {
        data[list].as_array().unwrap().iter().map(|row| row[field].clone()).collect()
    };
    let names: Vec<String> =
        texts("companies", "name").iter().map(|name| name.as_str().unwrap().to_lowercase()).collect();
    assert!(names.is_sorted());
    let numbers =
        |list: &str| -> Vec<i64> { texts(list, "id").iter().map(|id| id.as_str().unwrap().parse().unwrap()).collect() };
    assert!(numbers("customers").is_sorted());
    assert!(numbers("quotations").iter().rev().is_sorted());
    let invoices = texts("invoices", "number");
    let drafts = invoices.iter().take_while(|number| number.is_null()).count();
    assert!(drafts > 0);
    let issued: Vec<i64> = invoices[drafts..].iter().map(|number| number.as_i64().unwrap()).collect();
    assert!(issued.iter().rev().is_sorted());
}

#[tokio::test]
async fn nothing_can_be_written() {
    let schema = schema(small());
    let document = "mutation { createCompany(companyInput: {name: \"x\"}) { id } }";
    let answer = schema.execute(document).await;
    assert!(!answer.errors.is_empty());
    let sdl = schema.sdl();
    for absent in ["RootMutationType", "CompanyInput", "CreateInvoiceInput"] {
        assert!(!sdl.contains(absent), "{absent}");
    }
    assert!(sdl.contains("union Recipient"));
}

#[tokio::test]
async fn circles_end() {
    let round = "trainingSessions { customers { trainingSession { customers { trainingSession { customers { trainingSession { customers { id } } } } } } } }";
    let answer = schema(small()).execute(format!("{{ {round} }}")).await;
    let errors: Vec<&str> = answer.errors.iter().map(|error| error.message.as_str()).collect();
    assert!(answer.errors.is_empty() || errors.iter().all(|error| error.contains("objects")), "{errors:?}");
    let deep = format!("{{ programs {{ {} id {} }} }}", "parent { ".repeat(20), "}".repeat(20));
    assert!(!schema(small()).execute(deep).await.errors.is_empty());
}

/// Counts calls.
struct Counted(FixtureSource, Arc<AtomicUsize>);

impl Source for Counted {
    fn list(&self, request: ListRequest) -> Answer<'_, Vec<Row>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.list(request)
    }

    fn by_ids(&self, kind: Kind, ids: Vec<String>) -> Answer<'_, Vec<Row>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.by_ids(kind, ids)
    }

    fn customers_of(&self, link: CustomerLink, ids: Vec<String>) -> Answer<'_, Vec<(String, Row)>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.customers_of(link, ids)
    }
}

#[tokio::test]
async fn a_level_costs_one_call_per_kind() {
    let calls = Arc::new(AtomicUsize::new(0));
    let source = Counted(FixtureSource::new(small()), calls.clone());
    let schema = upstream::schema(Arc::new(source)).unwrap();
    for (size, document) in [1, 200].into_iter().flat_map(|size| {
        [
            (size, "id recipient { ... on Company { id name } ... on Trainee { id lastname } ... on FundingAgency { id name } }"),
            (size, "id trainingSession { name program { name } customers { customerTrainees { trainee { email } } } }"),
            (size, "id number date"),
        ]
    }) {
        calls.store(0, Ordering::Relaxed);
        let document = format!("{{ invoices(pagination: {{page: 0, size: {size}}}) {{ {document} }} }}");
        let answer = schema.execute(&document).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        let made = calls.load(Ordering::Relaxed);
        let most = if document.contains("recipient") { 4 } else if document.contains("program") { 5 } else { 1 };
        assert!(made <= most, "{made} calls for {document}");
    }
}

#[tokio::test]
async fn values_that_the_schema_does_not_know_are_null() {
    let mut fixture = Fixture::default();
    let deal = json!({ "id": "5", "crmStatus": "SLEEPING", "estimatedTraineeCount": 3.0, "accountingNumber": 411 });
    fixture.push(Kind::Customer, deal);
    let data =
        asked(fixture, "{ customers { id crmStatus estimatedTraineeCount accountingNumber entity { __typename } } }")
            .await;
    let expected = json!({
        "id": "5", "crmStatus": null, "estimatedTraineeCount": 3, "accountingNumber": "411", "entity": null
    });
    assert_eq!(data["customers"][0], expected);
}

#[tokio::test]
async fn a_failing_list_leaves_the_others() {
    let document =
        "{ companies(dateFilters: {updatedAfter: \"soon\"}) { id } programs(pagination: {page: 0, size: 1}) { id } }";
    let answer = serde_json::to_value(schema(small()).execute(document).await).unwrap();
    assert_eq!(answer["data"]["companies"], Value::Null);
    assert_eq!(answer["data"]["programs"].as_array().unwrap().len(), 1);
    assert_eq!(answer["errors"][0]["path"], json!(["companies"]));
    assert_eq!(answer["errors"][0]["message"], "updatedAfter: `soon` is no timestamp");
}
