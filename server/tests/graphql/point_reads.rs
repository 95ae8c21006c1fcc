//! Readers of single rows that come at the same time share statements, and each gets their own answer.

use std::time::Duration;

use crm::{Context, Error, operations::institution};
use diesel::{QueryableByName, sql_types::BigInt};
use diesel_async::RunQueryDsl;
use domain::UserRole;
use futures_util::future::join_all;
use serde_json::json;
use tokio::time::sleep;
use uuid::Uuid;

use crate::{
    common::{Client, TestApp},
    support::{context, institution as make},
};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Statements on institutions that wait for a lock.
async fn blocked(app: &TestApp) -> i64 {
    let counted = "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()
        AND wait_event_type = 'Lock' AND query LIKE 'SELECT%medical_institutions%'";
    diesel::sql_query(counted).get_result::<Count>(&mut app.db().await).await.unwrap().n
}

async fn until_blocked(app: &TestApp) {
    for _ in 0..500 {
        if blocked(app).await > 0 {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("no statement was sent");
}

/// Keeps statements on institutions waiting until it is let go.
async fn hold(app: &TestApp) -> db::Connection {
    let mut conn = app.db().await;
    diesel::sql_query("BEGIN").execute(&mut conn).await.unwrap();
    diesel::sql_query("LOCK TABLE medical_institutions IN ACCESS EXCLUSIVE MODE").execute(&mut conn).await.unwrap();
    conn
}

async fn let_go(mut conn: db::Connection) {
    diesel::sql_query("COMMIT").execute(&mut conn).await.unwrap();
}

fn reader(ctx: &Context, id: Uuid) -> tokio::task::JoinHandle<Result<String, Error>> {
    let ctx = ctx.clone();
    tokio::spawn(async move { Ok(institution::read(&ctx, id).await?.values.name) })
}

async fn firm() -> (TestApp, Client, Vec<Uuid>) {
    let app = TestApp::start().await;
    let manager = app.sign_in_as(UserRole::Manager).await;
    let mut ids = Vec::new();
    for name in ["A", "B", "C"] {
        ids.push(make(&manager, name, json!({})).await["id"].as_str().unwrap().parse().unwrap());
    }
    (app, manager, ids)
}

#[tokio::test]
async fn those_who_come_during_a_statement_share_the_next_one() {
    let (app, manager, ids) = firm().await;
    let ctx = context(&app, &manager);
    let held = hold(&app).await;
    let first = reader(&ctx, ids[0]);
    until_blocked(&app).await;
    let others: Vec<_> = [ids[1], ids[2], ids[1], Uuid::now_v7()].into_iter().map(|id| reader(&ctx, id)).collect();
    sleep(Duration::from_millis(100)).await;
    assert_eq!(blocked(&app).await, 1, "the others wait without statements of their own");
    let_go(held).await;
    assert_eq!(first.await.unwrap().unwrap(), "A");
    let answers: Vec<_> = join_all(others).await.into_iter().map(Result::unwrap).collect();
    assert!(matches!(&answers[..3], [Ok(b), Ok(c), Ok(again)] if b == "B" && c == "C" && again == "B"));
    assert!(matches!(answers[3], Err(Error::NotFound("institution"))));
}

#[tokio::test]
async fn who_sees_less_gets_less_at_the_same_time() {
    let (app, manager, ids) = firm().await;
    let auditor = app.sign_in_as(UserRole::Auditor).await;
    let own: Uuid = make(&auditor, "D", json!({})).await["id"].as_str().unwrap().parse().unwrap();
    let (all, few) = (context(&app, &manager), context(&app, &auditor));
    let held = hold(&app).await;
    let readers: Vec<_> = [(&all, own), (&few, own), (&few, ids[0]), (&all, ids[0]), (&few, ids[1])]
        .into_iter()
        .map(|(ctx, id)| reader(ctx, id))
        .collect();
    sleep(Duration::from_millis(100)).await;
    let_go(held).await;
    let answers: Vec<_> = join_all(readers).await.into_iter().map(|answer| answer.unwrap().ok()).collect();
    assert_eq!(answers, [Some("D".into()), Some("D".into()), None, Some("A".into()), None]);
}

#[tokio::test]
async fn nobody_waits_for_a_reader_who_went_away() {
    let (app, manager, ids) = firm().await;
    let ctx = context(&app, &manager);
    let held = hold(&app).await;
    let first = reader(&ctx, ids[0]);
    until_blocked(&app).await;
    let second = reader(&ctx, ids[1]);
    sleep(Duration::from_millis(50)).await;
    first.abort();
    let_go(held).await;
    assert_eq!(second.await.unwrap().unwrap(), "B");
    assert_eq!(reader(&ctx, ids[2]).await.unwrap().unwrap(), "C", "and the next one begins anew");
}

#[tokio::test]
async fn a_shared_statement_that_fails_keeps_nobody_waiting() {
    let (app, manager, ids) = firm().await;
    let ctx = context(&app, &manager);
    let held = hold(&app).await;
    let first = reader(&ctx, ids[0]);
    until_blocked(&app).await;
    let others: Vec<_> = ids.iter().map(|id| reader(&ctx, *id)).collect();
    sleep(Duration::from_millis(50)).await;
    // The statement of the first, and when it comes that of the others, are broken off.
    let break_off = "SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..2 {
        until_blocked(&app).await;
        diesel::sql_query(break_off).get_result::<Count>(&mut app.db().await).await.unwrap();
        sleep(Duration::from_millis(50)).await;
    }
    let_go(held).await;
    let first = first.await.unwrap();
    assert!(matches!(first, Err(Error::Unavailable)), "{first:?}");
    for (answer, name) in join_all(others).await.into_iter().zip(["A", "B", "C"]) {
        // The connection that a reader is given may be the one that was broken off.
        let answer = answer.unwrap();
        assert!(matches!(&answer, Ok(own) if own == name) || matches!(answer, Err(Error::Unavailable)), "{answer:?}");
    }
    for _ in 0..50 {
        if reader(&ctx, ids[2]).await.unwrap().is_ok() {
            return;
        }
    }
    panic!("nobody is served any more");
}
