//! The passing of time: unpaid invoices fall overdue.

use crm::operations::invoice;
use serde_json::json;

use crate::setting::{clinic, day_of_audit, draft, issued, now, office, pay, texts};

#[tokio::test]
async fn unpaid_invoices_are_marked_after_their_due_date() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await);
    }
    pay(&firm.manager, &made[1]["id"], "10", true).await;
    pay(&firm.manager, &made[2]["id"], "120", true).await;
    assert_eq!(invoice::mark_overdue(&firm.app.app).await.unwrap(), 0);
    let late = |n: usize| made[n]["id"].as_str().unwrap().to_owned();
    let ids: Vec<String> = (0..4).map(|n| format!("'{}'", late(n))).collect();
    firm.app
        .sql(&format!(
            "SET session_replication_role = replica;
             UPDATE invoices SET due_date = now() - interval '40 days', issue_date = issue_date - 80 WHERE id IN ({});
             RESET session_replication_role",
            ids.join(", ")
        ))
        .await;
    let before = now(&firm.manager, &made[0]["id"]).await;
    assert_eq!(
        (&before["status"], &before["isOverdue"]),
        (&json!("ISSUED"), &json!(true)),
        "at once, whoever marks it"
    );
    assert_eq!(invoice::mark_overdue(&firm.app.app).await.unwrap(), 2);
    assert_eq!(invoice::mark_overdue(&firm.app.app).await.unwrap(), 0, "once");
    let mut statuses = Vec::new();
    for invoice in &made {
        let invoice = now(&firm.manager, &invoice["id"]).await;
        statuses.push((invoice["status"].as_str().unwrap().to_owned(), invoice["isOverdue"].as_bool().unwrap()));
    }
    let expected = [("OVERDUE", true), ("PARTIALLY_PAID", true), ("PAID", false), ("OVERDUE", true), ("ISSUED", false)];
    assert_eq!(statuses, expected.map(|(status, late)| (status.to_owned(), late)));
    let events = texts(&firm.app, "SELECT count(*) FROM outbox_events WHERE event = 'invoice.overdue'").await;
    assert_eq!(events, ["2"]);
    let filter = "{ invoices(filter: { overdue: true }) { totalCount } }";
    assert_eq!(firm.manager.query(filter, json!({})).await["invoices"]["totalCount"], 3);
    // Paid, it is no longer late.
    pay(&firm.manager, &made[0]["id"], "120", true).await;
    assert_eq!(now(&firm.manager, &made[0]["id"]).await["status"], "PAID");
}

#[tokio::test]
async fn many_cost_as_many_statements_as_one() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let mut counts = Vec::new();
    for many in [1, 12] {
        for _ in 0..many {
            issued(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
        }
        draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
        firm.app
            .sql(
                "SET session_replication_role = replica;
                 UPDATE invoices SET due_date = now() - interval '40 days', issue_date = issue_date - 80
                     WHERE status = 'issued';
                 RESET session_replication_role",
            )
            .await;
        let (marked, statements) = db::statements::count(Box::pin(invoice::mark_overdue(&firm.app.app))).await;
        assert_eq!(marked.unwrap(), many);
        counts.push(statements);
    }
    assert_eq!(counts[0], counts[1]);
    let told = texts(
        &firm.app,
        "SELECT changes->'status'->>'new' FROM audit_events WHERE action = 'invoice.overdue' ORDER BY 1",
    )
    .await;
    assert_eq!(told, vec!["OVERDUE"; 13]);
}
