//! What the server removes by itself.

use std::time::Duration;

use crm::jobs;
use db::schema::outbox_events;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::common::TestApp;

#[tokio::test]
async fn events_are_kept_for_ninety_days() {
    let app = TestApp::start().await;
    app.sql(
        "INSERT INTO outbox_events (event, entity, created_at, published_at) VALUES
           ('task.created', 'task', now() - interval '91 days', NULL),
           ('task.updated', 'task', now() - interval '91 days', now() - interval '90 days'),
           ('task.completed', 'task', now() - interval '89 days', NULL)",
    )
    .await;
    tokio::spawn(jobs::run(app.app.clone()));
    let kept = async || -> Vec<String> {
        outbox_events::table.select(outbox_events::event).load(&mut app.db().await).await.unwrap()
    };
    for _ in 0..400 {
        if kept().await.len() < 3 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(kept().await, ["task.completed"]);
}
