//! Putting somebody in charge of many institutions at once.

use db::schema::{audit_events, outbox_events};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::UserRole;
use serde_json::{Value, json};

use crate::{
    common::{Client, TestApp},
    support::{code, institution, names},
};

const ASSIGN: &str = "mutation($input: AssignInstitutionsInput!) { assignInstitutions(input: $input) {
    institutions { name assignedUserId version isLocked } userErrors { field code } } }";

async fn assign(client: &Client, user: Value, ids: &[Value]) -> Value {
    client.graphql(ASSIGN, json!({ "input": { "userId": user, "institutionIds": ids } })).await
}

async fn updates(app: &TestApp) -> (i64, i64) {
    let mut conn = app.db().await;
    let audit = audit_events::table.filter(audit_events::action.eq("institution.updated")).count();
    let outbox = outbox_events::table.filter(outbox_events::event.eq("institution.updated")).count();
    (audit.get_result(&mut conn).await.unwrap(), outbox.get_result(&mut conn).await.unwrap())
}

async fn three(manager: &Client) -> Vec<Value> {
    let mut ids = Vec::new();
    for name in ["A", "B", "C"] {
        ids.push(institution(manager, name, json!({})).await["id"].take());
    }
    ids
}

#[tokio::test]
async fn all_at_once_with_one_event_of_each_that_changed() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let ids = three(&manager).await;
    let order = [ids[2].clone(), ids[0].clone(), ids[2].clone()];
    let answer = assign(&manager, json!(auditor.id()), &order).await;
    let row = |name: &str, version| json!({ "name": name, "assignedUserId": auditor.id(), "version": version, "isLocked": true });
    assert_eq!(
        answer["data"]["assignInstitutions"],
        json!({ "institutions": [row("C", 2), row("A", 2)], "userErrors": [] })
    );
    assert_eq!(names(&auditor, json!({})).await, ["A", "C"]);
    assert_eq!(updates(&app).await, (2, 2));
    let again = assign(&manager, json!(auditor.id()), &ids).await;
    assert_eq!(again["data"]["assignInstitutions"]["institutions"], json!([row("A", 2), row("B", 2), row("C", 2)]));
    assert_eq!(updates(&app).await, (3, 3), "only B changed");
    let nobody = assign(&manager, Value::Null, &ids[..1]).await;
    assert_eq!(nobody["data"]["assignInstitutions"]["institutions"][0]["assignedUserId"], Value::Null);
    assert_eq!(names(&auditor, json!({})).await, ["B", "C"]);
    let nothing = assign(&manager, Value::Null, &[]).await;
    assert_eq!(nothing["data"]["assignInstitutions"], json!({ "institutions": [], "userErrors": [] }));
}

#[tokio::test]
async fn nothing_is_written_when_one_is_not_there() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let ids = three(&manager).await;
    app.sql(&format!(
        "UPDATE medical_institutions SET deleted_at = now() WHERE id = {}",
        ids[1].to_string().replace('"', "'")
    ))
    .await;
    let unknown = json!("0190a000-0000-7000-8000-000000000009");
    let list = [ids[0].clone(), ids[1].clone(), unknown, ids[2].clone()];
    let answer = assign(&manager, json!(auditor.id()), &list).await;
    let errors = json!([{ "field": "institutionIds.1", "code": "NOT_FOUND" }, { "field": "institutionIds.2", "code": "NOT_FOUND" }]);
    assert_eq!(answer["data"]["assignInstitutions"], json!({ "institutions": [], "userErrors": errors }));
    assert_eq!(names(&auditor, json!({})).await, Vec::<String>::new());
    assert_eq!(updates(&app).await, (0, 0));
}

#[tokio::test]
async fn only_an_active_user_is_put_in_charge_and_only_by_those_who_edit_all() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let ids = three(&manager).await;
    let gone = app.user(UserRole::Auditor).await;
    app.sql(&format!("UPDATE users SET is_active = false WHERE id = '{}'", gone.id)).await;
    for user in [json!(gone.id), ids[0].clone()] {
        let answer = assign(&manager, user, &ids).await;
        assert_eq!(
            answer["data"]["assignInstitutions"]["userErrors"],
            json!([{ "field": "userId", "code": "NOT_FOUND" }])
        );
    }
    for client in [&auditor, &app.sign_in_as(UserRole::Viewer).await] {
        assert_eq!(code(&assign(client, json!(auditor.id()), &ids).await), "FORBIDDEN");
    }
    let many: Vec<Value> = (0..501).map(|_| ids[0].clone()).collect();
    let answer = assign(&manager, json!(auditor.id()), &many).await;
    assert_eq!(
        answer["data"]["assignInstitutions"]["userErrors"],
        json!([{ "field": "institutionIds", "code": "TOO_MANY" }])
    );
}

#[tokio::test]
async fn five_hundred_cost_as_many_statements_as_one() {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    app.sql(
        "INSERT INTO medical_institutions (name, type, address_street, address_city, address_state, address_zip_code, address_country)
           SELECT 'I' || n, 'clinic', 'x', 'y', '', '44000', 'France' FROM generate_series(1, 501) n",
    )
    .await;
    use db::schema::medical_institutions::dsl::{id, medical_institutions};
    let ids: Vec<uuid::Uuid> = medical_institutions.select(id).load(&mut app.db().await).await.unwrap();
    let cost = async |chosen: &[uuid::Uuid]| {
        let variables = json!({ "input": { "userId": auditor.id(), "institutionIds": chosen } });
        crate::support::statements(&app, &manager, ASSIGN, variables).await
    };
    let one = cost(&ids[..1]).await;
    assert_eq!(cost(&ids[1..]).await, one);
    assert!(one <= 8, "{one} statements");
}
