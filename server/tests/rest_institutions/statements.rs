//! How many SQL statements a request costs, whatever the number of rows.

use serde_json::json;

use crate::setting::*;

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
        short.push(firm.statements(client, INSTITUTIONS).await);
    }
    assert!(short.iter().all(|statements| *statements <= 5), "{short:?}");
    assert!(firm.statements(&firm.manager, &path(&made)).await <= 4);
    for number in 2..30 {
        create(&firm.manager, &body_with(&format!("CH {number}"), whole.clone())).await;
    }
    for ((name, client), before) in firm.by_role().into_iter().zip(short) {
        assert_eq!(firm.statements(client, "/api/institutions?limit=100").await, before, "{name}");
        assert_eq!(
            firm.statements(client, "/api/institutions?limit=-1&specialties=x&tags=y&type=clinic").await,
            2,
            "{name}: none found"
        );
    }
}
