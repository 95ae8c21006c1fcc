//! Readings that are broken off: by the upstream, by a server that dies, by a person.

use crm::{jobs, operations::digiforma::sync};
use digiforma::{
    record::Kind,
    stand_in::{Fixture, Misbehaviour, Refusal, Scale},
};
use serde_json::json;

use crate::setting::{Mirror, tally};

fn account() -> Fixture {
    let scale = Scale { companies: 45, trainees: 40, sessions: 12, customers: 30, invoices: 60 };
    Fixture::generate(11, scale, &[], "2026-03-02".parse().unwrap())
}

async fn invoices(mirror: &Mirror) -> i64 {
    mirror.number("SELECT count(*) AS number FROM digiforma_invoices WHERE removed_at IS NULL").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_token_ends_the_reading_and_the_next_one_repairs_it() {
    for refusal in [Refusal::Status200, Refusal::Status401] {
        let fixture = account();
        let mirror = Mirror::start(fixture.clone()).await;
        mirror.sync_well().await;
        let before = invoices(&mirror).await;
        mirror.stand_in.misbehave(Misbehaviour { token_expires_after: Some(2), refusal, ..Misbehaviour::default() });
        let row = mirror.sync().await;
        assert_eq!(row["status"], "ERROR", "{row:#}");
        assert!(row["message"].as_str().unwrap().contains("refuses the token"), "{row:#}");
        assert!(row["message"].as_str().unwrap().contains("companies"), "{row:#}");
        assert_eq!(invoices(&mirror).await, before, "what was not read stays");
        let removed = "SELECT count(*) AS number FROM digiforma_companies WHERE removed_at IS NOT NULL";
        assert_eq!(mirror.number(removed).await, 0);

        mirror.stand_in.misbehave(Misbehaviour::default());
        mirror.sync_well().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upstream_that_stays_away_is_an_error_with_its_reason() {
    let mirror = Mirror::start(account()).await;
    mirror.stand_in.misbehave(Misbehaviour { html_502_every: Some(1), ..Misbehaviour::default() });
    let row = mirror.sync().await;
    assert_eq!(row["status"], "ERROR");
    assert!(row["message"].as_str().unwrap().contains("502"), "{row:#}");
    mirror.stand_in.misbehave(Misbehaviour { always_rate_limited: true, ..Misbehaviour::default() });
    let row = mirror.sync().await;
    assert_eq!(row["status"], "ERROR");
    assert!(row["message"].as_str().unwrap().contains("fewer requests"), "{row:#}");
    mirror.stand_in.misbehave(Misbehaviour::default());
    mirror.sync_well().await;
}

/// The network is cut in the middle of each page: in the end the reading gives up, keeps what it has, and says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_cut_network_leaves_a_consistent_mirror() {
    let mirror = Mirror::start(account()).await;
    mirror.stand_in.misbehave(Misbehaviour { cut_every: Some(1), ..Misbehaviour::default() });
    let row = mirror.sync().await;
    assert_eq!(row["status"], "ERROR", "{row:#}");
    let orphans = "SELECT count(*) AS number FROM digiforma_invoices WHERE company_digiforma_id IS NOT NULL
         AND digiforma_company_id IS NULL";
    assert_eq!(mirror.number(orphans).await, 0);
    mirror.stand_in.misbehave(Misbehaviour::default());
    mirror.sync_well().await;
    assert_eq!(mirror.number(orphans).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_answer_removes_nothing() {
    let fixture = account();
    let mirror = Mirror::start(fixture.clone()).await;
    mirror.sync_well().await;
    let before = invoices(&mirror).await;
    for row in fixture.rows(Kind::Invoice) {
        mirror.stand_in.remove(Kind::Invoice, row["id"].as_str().unwrap());
    }
    let row = mirror.sync().await;
    assert_eq!(row["status"], "PARTIAL", "{row:#}");
    assert!(row["errors"][0]["message"].as_str().unwrap().contains("empty list"), "{row:#}");
    assert_eq!(invoices(&mirror).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_one_reading_at_a_time() {
    let mirror = Mirror::start(account()).await;
    let id = mirror.ask("NORMAL").await;
    let document = "mutation { startDigiformaSync(input: {}) { sync { id } userErrors { code } } }";
    let again = mirror.firm.admin.query(document, json!({})).await;
    assert_eq!(again["startDigiformaSync"]["userErrors"][0]["code"], "ALREADY_RUNNING");

    // Two workers that take the same reading: one carries it out.
    let app = &mirror.firm.app.app;
    let (one, other) = tokio::join!(sync::run(app, id), sync::run(app, id));
    let mut runs = [one.unwrap(), other.unwrap()];
    runs.sort_by_key(|run| *run != sync::Run::Done);
    assert_eq!(runs[0], sync::Run::Done);
    assert_ne!(runs[1], sync::Run::Done);
    assert_eq!(mirror.shown(id).await["status"], "SUCCESS");
    assert_eq!(sync::run(app, id).await.unwrap(), sync::Run::Over);
}

/// A server that was killed leaves a reading without a heartbeat: another one goes on where it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_dead_worker_is_replaced_and_blocks_nobody() {
    let mirror = Mirror::start(account()).await;
    let id = mirror.ask("NORMAL").await;
    let app = &mirror.firm.app;
    app.sql(&format!(
        "UPDATE digiforma_syncs SET status = 'in_progress', lease_owner = uuid_v7(), heartbeat_at = now(),
             finished_phases = '{{companies,trainees}}',
             counters = '{{\"companies\": {{\"read\": 45}}, \"invoices\": {{\"read\": 3}}}}'
         WHERE id = '{id}'"
    ))
    .await;
    assert_eq!(sync::run(&app.app, id).await.unwrap(), sync::Run::Busy, "its heart beats");
    app.sql("UPDATE digiforma_syncs SET heartbeat_at = now() - interval '2 minutes'").await;
    assert_eq!(sync::run(&app.app, id).await.unwrap(), sync::Run::Done);
    let row = mirror.shown(id).await;
    assert_eq!(row["status"], "SUCCESS", "{row:#}");
    assert_eq!(tally(&row, "companies")["read"], 45, "what was finished is not read again");
    assert_eq!(tally(&row, "invoices")["read"], tally(&row, "invoices")["created"], "the rest is counted anew");
    assert_eq!(mirror.number("SELECT count(*) AS number FROM digiforma_companies").await, 0);

    // A new reading does not wait for a dead one.
    let dead = mirror.ask("NORMAL").await;
    app.sql(&format!(
        "UPDATE digiforma_syncs SET status = 'in_progress', lease_owner = uuid_v7(),
             heartbeat_at = now() - interval '2 minutes' WHERE id = '{dead}'"
    ))
    .await;
    mirror.sync_well().await;
    let row = mirror.shown(dead).await;
    assert_eq!(row["status"], "ERROR");
    assert!(row["message"].as_str().unwrap().contains("stopped"), "{row:#}");
}

/// The workers of another server find a reading whose worker died, without anybody asking.
#[tokio::test(flavor = "multi_thread")]
async fn a_dead_reading_is_recovered_by_itself() {
    let mirror = Mirror::start(account()).await;
    let id = mirror.ask("NORMAL").await;
    mirror
        .firm
        .app
        .sql(
            "UPDATE digiforma_syncs SET status = 'in_progress', lease_owner = uuid_v7(),
                 heartbeat_at = now() - interval '2 minutes';
             UPDATE jobs SET attempts = 1, locked_by = 'a dead worker', locked_until = now() + interval '5 minutes'
                 WHERE kind = 'digiforma.sync'",
        )
        .await;
    tokio::spawn(jobs::run(mirror.firm.app.app.clone()));
    for _ in 0..300 {
        if mirror.shown(id).await["status"] == "SUCCESS" {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{:#}", mirror.shown(id).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_can_be_stopped() {
    let mirror = Mirror::start(account()).await;
    let id = mirror.ask("NORMAL").await;
    let document =
        "mutation($id: ID!) { cancelDigiformaSync(input: { id: $id }) { sync { status } userErrors { code } } }";
    // One that waits is stopped at once.
    let stopped = mirror.firm.admin.query(document, json!({ "id": id })).await;
    assert_eq!(stopped["cancelDigiformaSync"]["sync"]["status"], "CANCELLED");
    assert_eq!(sync::run(&mirror.firm.app.app, id).await.unwrap(), sync::Run::Over);

    // One that works, after the page that it is at.
    let id = mirror.ask("NORMAL").await;
    let slow = std::time::Duration::from_millis(20);
    mirror.stand_in.misbehave(Misbehaviour { slow_per_row: slow, ..Misbehaviour::default() });
    let app = mirror.firm.app.app.clone();
    let work = tokio::spawn(async move { sync::run(&app, id).await });
    while mirror.shown(id).await["status"] != "IN_PROGRESS" {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    mirror.firm.admin.query(document, json!({ "id": id })).await;
    assert_eq!(work.await.unwrap().unwrap(), sync::Run::Done);
    assert_eq!(mirror.shown(id).await["status"], "CANCELLED");
}

/// A lease that was lost writes nothing any more.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_lost_its_lease_stops() {
    let mirror = Mirror::start(account()).await;
    let id = mirror.ask("NORMAL").await;
    let slow = std::time::Duration::from_millis(20);
    mirror.stand_in.misbehave(Misbehaviour { slow_per_row: slow, ..Misbehaviour::default() });
    let app = mirror.firm.app.app.clone();
    let work = tokio::spawn(async move { sync::run(&app, id).await });
    while mirror.shown(id).await["status"] != "IN_PROGRESS" {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    mirror.firm.app.sql("UPDATE digiforma_syncs SET lease_owner = uuid_v7()").await;
    assert_eq!(work.await.unwrap().unwrap(), sync::Run::Busy);
    assert_eq!(mirror.shown(id).await["status"], "IN_PROGRESS", "the end is the other worker's to write");
}
