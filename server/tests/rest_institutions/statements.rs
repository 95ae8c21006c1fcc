//! How many SQL statements a request costs, whatever the number of rows.

use axum::{body::Body, http::Request};
use serde_json::json;
use server::{api, config::GraphqlLimits, http};
use tower::ServiceExt as _;

use crate::{common::Client, setting::*};

/// Statements of a request that the server answers well, those of recognising the caller left out.
async fn statements(firm: &Firm, client: &Client, path: &str) -> u32 {
    let router = http::router(firm.app.app.clone(), api::routes(GraphqlLimits::default()));
    let ask = async |path: &str| {
        let token = client.token.as_deref().unwrap();
        let request =
            Request::get(path).header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
        let (answer, statements) = db::statements::count(router.clone().oneshot(request)).await;
        assert_eq!(answer.unwrap().status(), 200, "{path}");
        statements
    };
    ask(path).await;
    ask(path).await - ask("/api/avatars/x.svg").await
}

#[tokio::test]
async fn a_longer_list_costs_no_more() {
    let firm = Firm::start().await;
    let whole = json!({
        "medicalProfile": { "bedCapacity": 10 }, "assignedUserId": firm.colleague.id(),
        "contactPersons": [{ "firstName": "A", "lastName": "B", "email": "a@b.example" }],
    });
    let made = create(&firm.manager, &body_with("CH 1", whole.clone())).await;
    let mut short = Vec::new();
    for (_, client) in firm.by_role() {
        short.push(statements(&firm, client, INSTITUTIONS).await);
    }
    assert!(short.iter().all(|statements| *statements <= 5), "{short:?}");
    assert!(statements(&firm, &firm.manager, &path(&made)).await <= 4);
    for number in 2..30 {
        create(&firm.manager, &body_with(&format!("CH {number}"), whole.clone())).await;
    }
    for ((name, client), before) in firm.by_role().into_iter().zip(short) {
        assert_eq!(statements(&firm, client, "/api/institutions?limit=100").await, before, "{name}");
        assert_eq!(
            statements(&firm, client, "/api/institutions?limit=-1&specialties=x&tags=y&type=clinic").await,
            2,
            "{name}: none found"
        );
    }
}
