//! Asking the subscriptions: which changes reach whom.

use std::{sync::Arc, time::Duration};

use async_graphql::{Data, Variables};
use crm::{
    RequestInfo,
    auth::{Proof, viewers},
    config::GraphqlLimits,
    context::Caller,
    error::SignInProblem,
    events::listener,
};
use futures_util::{StreamExt as _, future::join_all};
use graphql::{engine::Operation, errors, http::Gate as _, schema};
use serde_json::json;
use tokio::time::timeout;

use crate::{
    common::TestApp,
    company::{CALLERS, Company, Hash, Who},
    graphql::{code, complete},
    table::{Line, with_rows},
};

const SUBSCRIPTIONS: [(&str, &str); 3] = [
    (PROGRESS, "subscription { digiformaSyncProgress { id } }"),
    ("entityChanged", "subscription { entityChanged { id } }"),
    ("institutionChanged", "subscription { institutionChanged { id } }"),
];

/// It tells of no row: who may listen is all there is to know.
const PROGRESS: &str = "digiformaSyncProgress";

/// Each caller with a company, whose institutions are changed while the caller listens.
pub async fn ask(app: &TestApp, hash: &Hash) -> Vec<Line> {
    complete("Subscription", SUBSCRIPTIONS.iter().map(|(field, _)| *field));
    tokio::spawn(listener::run(app.app.clone(), app.database_url().to_owned()));
    while !app.app.listener.is_listening() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut lines = Vec::new();
    for (field, document) in SUBSCRIPTIONS {
        let answers = CALLERS.map(async |(_, who)| {
            let company = Company::new(app, who, hash).await;
            timeout(Duration::from_secs(20), listen(app, &company, field, document)).await.unwrap()
        });
        let answers = join_all(answers).await;
        let permission = if field == PROGRESS { "canViewInstitutionAnalytics" } else { "-" };
        lines.push(Line { question: format!("Subscription.{field}"), on: "-", permission, answers });
    }
    lines
}

async fn caller(app: &TestApp, company: &Company) -> Caller {
    let viewer = match &company.client.token {
        Some(token) => {
            let proof = Proof::of_token(&app.app.auth, token).unwrap();
            Ok(viewers::find(&app.app, proof, None).await.unwrap())
        }
        None => Err(SignInProblem::TokenRequired),
    };
    let request = RequestInfo {
        id: "test".into(),
        origin: "graphql",
        ip: None,
        is_local: false,
        user_agent: None,
        idempotency_key: None,
    };
    Caller { viewer, request: Arc::new(request) }
}

/// The team's institution is changed last, and all people who are signed in see it: what came before it is all there is.
/// An API token that does not reach institutions waits in vain.
async fn listen(app: &TestApp, company: &Company, field: &str, document: &str) -> String {
    let mut data = Data::default();
    app.app.admit(&caller(app, company).await, &mut data);
    let operation = Operation { query: document.to_owned(), name: None, variables: Variables::default() };
    let engine = schema::api(GraphqlLimits::default());
    let mut changes = engine.subscribe(operation, data).unwrap_or_else(|refusal| panic!("{:?}", refusal.errors));
    // The first look starts the subscription. It shows a refusal; or a change in another company, or nothing yet.
    if let Ok(first) = timeout(Duration::from_millis(300), changes.next()).await {
        let mut errors = first.unwrap().errors;
        if !errors.is_empty() {
            errors::publish(&mut errors, "test");
            let permission = if field == PROGRESS { "canViewInstitutionAnalytics" } else { "-" };
            return code(field, permission, &json!(errors)[0]);
        }
    }
    if field == PROGRESS {
        return "ok".to_owned();
    }
    for rows in [&company.others, &company.team] {
        app.sql(&format!("UPDATE medical_institutions SET group_name = 'GHT' WHERE id = '{}'", rows.institution)).await;
    }
    let patience = Duration::from_secs(if company.who == Who::TaskToken { 2 } else { 15 });
    let mut seen = Vec::new();
    loop {
        let Ok(change) = timeout(patience, changes.next()).await else {
            return with_rows("ok", &seen);
        };
        let event = serde_json::to_string(&change.unwrap().data).unwrap();
        if event.contains(&company.others.institution.to_string()) {
            seen.push("others");
        }
        if event.contains(&company.team.institution.to_string()) {
            seen.insert(0, "team");
            return with_rows("ok", &seen);
        }
    }
}
