//! Asking the REST routes.

use std::collections::BTreeSet;

use futures_util::future::join_all;

use crate::{
    cases::Route,
    common::{Answer, TestApp},
    company::{self, CALLERS, Company, Hash, Rows},
    graphql::targets,
    rest_cases,
    table::{Line, with_rows},
};

/// Methods and paths of the OpenAPI document.
fn documented() -> BTreeSet<String> {
    let document = rest::openapi::document();
    let mut routes = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            routes.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    routes
}

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

/// Each route has a company of its own.
pub async fn routes(app: &TestApp, hash: &Hash) -> Vec<Line> {
    let mut routes = rest_cases::routes();
    routes.sort_by_key(|route| (route.path, route.method.to_string()));
    let asked: BTreeSet<String> = routes.iter().map(name).collect();
    let documented = documented();
    let missing: Vec<_> = documented.difference(&asked).collect();
    assert!(missing.is_empty(), "no case in server/tests/rights asks {missing:?}: who may use it?");
    let gone: Vec<_> = asked.difference(&documented).collect();
    assert!(gone.is_empty(), "cases ask {gone:?}, which the OpenAPI document does not have");
    let mut lines = Vec::new();
    for route in &routes {
        for (n, on) in targets(route.on).into_iter().enumerate() {
            if route.on.is_list() {
                company::forget_shared_rows(app).await;
            }
            let answers = CALLERS.map(async |(_, who)| {
                let company = Company::new(app, who, hash).await;
                ask(&company, route, company.rows()[n]).await
            });
            let answers = join_all(answers).await;
            lines.push(Line { question: name(route), on, permission: route.permission, answers });
        }
    }
    lines
}

async fn ask(company: &Company, route: &Route, rows: &Rows) -> String {
    let body = (route.body)(rows);
    let mut request = company.client.request(route.method.clone(), &(route.address)(rows));
    if !body.is_null() {
        request = request.json(&body);
    }
    let answer = Answer::of(request).await;
    if answer.status >= 400 {
        let error = &answer.json()["error"];
        if let Some(missing) = error["details"]["required"].as_str() {
            assert_eq!(missing, route.permission, "the right that {} needs", name(route));
        }
        return format!("{}:{}", answer.status, answer.code());
    }
    let status = answer.status.to_string();
    if !route.on.is_list() {
        return status;
    }
    let kinds = company.rows().into_iter().zip(route.on.labels());
    let seen: Vec<&str> = kinds.filter(|(rows, _)| rows.are_in(answer.text())).map(|(_, label)| label).collect();
    with_rows(&status, &seen)
}
