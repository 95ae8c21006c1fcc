//! Asking the root fields.

use std::collections::BTreeSet;

use async_graphql::parser::{
    parse_schema,
    types::{TypeKind, TypeSystemDefinition},
};
use futures_util::future::join_all;
use serde_json::Value;
use server::api;

use crate::{
    account_cases, billing_cases,
    cases::Case,
    common::TestApp,
    company::{CALLERS, Company, Hash, Rows},
    digiforma_cases, document_cases, entity_cases, people_cases, revenue_cases, segment_cases,
    table::{Line, with_rows},
    webhook_cases,
};

/// The names of a root type's fields, from the schema itself.
pub fn root_fields(name: &str) -> BTreeSet<String> {
    let document = parse_schema(api::schema()).unwrap();
    let fields = document.definitions.into_iter().find_map(|definition| match definition {
        TypeSystemDefinition::Type(found) if found.node.name.node == name => match found.node.kind {
            TypeKind::Object(object) => Some(object.fields),
            _ => None,
        },
        _ => None,
    });
    fields.unwrap().into_iter().map(|field| field.node.name.node.to_string()).collect()
}

/// Fails unless the cases ask every field, and no other.
#[track_caller]
pub fn complete(root: &str, asked: impl Iterator<Item = &'static str>) {
    let asked: BTreeSet<String> = asked.map(str::to_owned).collect();
    let there = root_fields(root);
    let missing: Vec<_> = there.difference(&asked).collect();
    assert!(missing.is_empty(), "no case in server/tests/rights asks {root}.{missing:?}: who may use it?");
    let gone: Vec<_> = asked.difference(&there).collect();
    assert!(gone.is_empty(), "cases ask for {root}.{gone:?}, which is not in the schema");
}

/// Queries change nothing: each caller has one company for all of them.
pub async fn queries(app: &TestApp, hash: &Hash) -> Vec<Line> {
    let mut cases: Vec<Case> = [
        account_cases::queries(),
        billing_cases::queries(),
        digiforma_cases::queries(),
        entity_cases::queries(),
        people_cases::queries(),
        revenue_cases::queries(),
        segment_cases::queries(),
        webhook_cases::queries(),
    ]
    .into_iter()
    .flatten()
    .collect();
    cases.sort_by_key(|case| case.field);
    complete("Query", cases.iter().map(|case| case.field));
    let companies = join_all(CALLERS.map(|(_, who)| Company::new(app, who, hash))).await;
    let mut lines = Vec::new();
    for case in &cases {
        for (n, on) in targets(case.on).into_iter().enumerate() {
            let answers = companies.iter().map(|company| ask(company, case, company.rows()[n]));
            lines.push(line("Query", case, on, join_all(answers).await));
        }
    }
    lines
}

/// Each mutation has a company of its own.
pub async fn mutations(app: &TestApp, hash: &Hash) -> Vec<Line> {
    let mut cases: Vec<Case> = [
        account_cases::mutations(),
        billing_cases::mutations(),
        digiforma_cases::mutations(),
        document_cases::mutations(),
        entity_cases::mutations(),
        people_cases::mutations(),
        revenue_cases::mutations(),
        segment_cases::mutations(),
        webhook_cases::mutations(),
    ]
    .into_iter()
    .flatten()
    .collect();
    cases.sort_by_key(|case| case.field);
    complete("Mutation", cases.iter().map(|case| case.field));
    let mut lines = Vec::new();
    for case in &cases {
        for (n, on) in targets(case.on).into_iter().enumerate() {
            let answers = CALLERS.map(async |(_, who)| {
                let company = Company::new(app, who, hash).await;
                ask(&company, case, company.rows()[n]).await
            });
            lines.push(line("Mutation", case, on, join_all(answers).await));
        }
    }
    lines
}

/// The kinds of rows that are asked for one by one.
pub fn targets(on: crate::cases::On) -> Vec<&'static str> {
    if on.is_about_one() { on.labels().to_vec() } else { vec!["-"] }
}

fn line(root: &str, case: &Case, on: &'static str, answers: Vec<String>) -> Line {
    Line { question: format!("{root}.{}", case.field), on, permission: case.permission, answers }
}

async fn ask(company: &Company, case: &Case, rows: &Rows) -> String {
    let answer = company.client.graphql(case.document, (case.variables)(rows)).await;
    let error = &answer["errors"][0];
    if !error.is_null() {
        return code(case.field, case.permission, error);
    }
    let data = &answer["data"][case.field];
    if data.is_null() {
        return "null".to_owned();
    }
    if let Some(code) = data["userErrors"][0]["code"].as_str() {
        return format!("userErrors:{code}");
    }
    if !case.on.is_list() {
        return "ok".to_owned();
    }
    let text = data.to_string();
    let kinds = company.rows().into_iter().zip(case.on.labels());
    let seen: Vec<&str> = kinds.filter(|(rows, _)| rows.are_in(&text)).map(|(_, label)| label).collect();
    with_rows("ok", &seen)
}

/// The code of an error; a missing right must be the one that the case names.
pub fn code(field: &str, permission: &str, error: &Value) -> String {
    let code = error["extensions"]["code"].as_str().unwrap_or_else(|| panic!("{field}: {error}"));
    if let Some(missing) = error["extensions"]["permission"].as_str() {
        assert_eq!(missing, permission, "the right that {field} needs");
    }
    code.to_owned()
}
