//! How many SQL statements a request costs, whatever the number of rows.

use domain::UserRole;
use serde_json::json;

use crate::{
    common::{Client, TestApp},
    support::statements,
};

const NESTED: &str = "query($first: Int) { institutions(first: $first) { nodes {
    id name type commercialStatus address { city zipCode }
    medicalProfile { bedCapacity surgicalRooms complianceStatus }
    contacts(first: 10) { nodes { fullName email isPrimary } }
    tasks(first: 10, filter: { status: { in: [TODO, IN_PROGRESS] } }) { nodes { title dueDate } } } } }";

async fn seeded(rows: usize) -> (TestApp, Client) {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    app.sql(&format!(
        "INSERT INTO medical_institutions (name, type, address_street, address_city, address_state, address_zip_code, address_country, assigned_user_id)
           SELECT 'I' || n, 'clinic', 'x', 'y', '', '44000', 'France', '{0}' FROM generate_series(1, {rows}) n;
         INSERT INTO medical_profiles (institution_id, bed_capacity) SELECT id, 10 FROM medical_institutions;
         INSERT INTO contact_persons (institution_id, first_name, last_name, email)
           SELECT id, 'A', 'B' || n, 'a@b.example' FROM medical_institutions, generate_series(1, 3) n;
         INSERT INTO tasks (title, institution_id, assigned_to, created_by)
           SELECT 'T' || n, id, '{0}', '{0}' FROM medical_institutions, generate_series(1, 4) n",
        manager.id()
    ))
    .await;
    (app, manager)
}

#[tokio::test]
async fn a_page_with_its_relations_costs_four_whatever_its_size() {
    let (app, manager) = seeded(60).await;
    for first in [1, 10, 50] {
        assert_eq!(statements(&app, &manager, NESTED, json!({ "first": first })).await, 4, "{first} rows");
    }
}

#[tokio::test]
async fn people_with_teams_and_institutions_cost_five_however_many_they_are() {
    let (app, _) = seeded(20).await;
    let admin = app.sign_in_as(UserRole::Admin).await;
    let document = "query($first: Int) { users(first: $first) { nodes {
        fullName hasPassword team { name memberCount } institutions(first: 1) { nodes { name } } } } }";
    for people in [1, 40] {
        app.sql(&format!(
            "WITH made AS (INSERT INTO teams (name) SELECT 'T{people}-' || n FROM generate_series(1, {people}) n RETURNING id)
             INSERT INTO users (email, first_name, last_name, role, avatar_seed, team_id)
               SELECT id || '@example.com', 'A', 'B', 'auditor', 'x', id FROM made"
        ))
        .await;
        assert_eq!(statements(&app, &admin, document, json!({ "first": 100 })).await, 5, "{people} people");
    }
}

#[tokio::test]
async fn what_was_not_asked_for_is_not_loaded() {
    let (app, manager) = seeded(5).await;
    app.sql("INSERT INTO teams (name) VALUES ('Ouest')").await;
    let cases = [
        ("{ institutions { nodes { name } } }", 1),
        ("{ institutions { totalCount } }", 1),
        ("{ institutions { totalCount nodes { name } pageInfo { hasNextPage } } }", 2),
        ("{ institutions { nodes { assignedUser { fullName team { name } } } } }", 3),
        ("{ tasks { nodes { title assignee { fullName } creator { fullName } institution { name } } } }", 3),
        // Whose institution it is was read already, among those who do the tasks.
        ("{ tasks { nodes { assignee { email } institution { assignedUser { email } } } } }", 3),
        ("{ contacts { nodes { institution { assignedUser { email } } } } }", 3),
        ("{ institutions { nodes { contacts { totalCount } } } }", 2),
        ("{ me { email } }", 1),
        ("{ users { nodes { email team { name } institutions { totalCount nodes { name } } } } }", 4),
        ("{ teams { nodes { name memberCount members { nodes { email } } } } }", 3),
    ];
    for (document, expected) in cases {
        assert_eq!(statements(&app, &manager, document, json!({})).await, expected, "{document}");
    }
}
