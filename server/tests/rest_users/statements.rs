//! How many SQL statements a request costs, whatever the number of rows.

use axum::{body::Body, http::Request};
use crm::config::GraphqlLimits;
use server::{api, http};
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
    let west = team(&firm.manager, "Ouest").await;
    let west = path(TEAMS, &west);
    let paths = [
        (USERS.to_owned(), 1),
        ("/api/users/without-team".to_owned(), 1),
        (TEAMS.to_owned(), 2),
        (west.clone(), 2),
        (format!("{west}/members"), 2),
        (format!("{west}/activities"), 4),
    ];
    for people in [1, 30] {
        firm.app
            .sql(&format!(
                "WITH made AS (INSERT INTO teams (name) SELECT 'T{people}-' || n FROM generate_series(1, {people}) n RETURNING id),
                   members AS (INSERT INTO users (email, first_name, last_name, role, avatar_seed, team_id)
                     SELECT id || '@example.com', 'A', 'B', 'auditor', 'x', CASE WHEN random() < 0.3 THEN id
                       ELSE '{}' END FROM made RETURNING id)
                 INSERT INTO audit_events (user_id, user_name, action, entity, origin)
                   SELECT id, 'x', 'user.updated', 'user', 'cli' FROM members",
                west.rsplit('/').next().unwrap()
            ))
            .await;
        for (path, expected) in &paths {
            assert_eq!(statements(&firm, &firm.admin, path).await, *expected, "{path}: {people} people");
        }
    }
}
