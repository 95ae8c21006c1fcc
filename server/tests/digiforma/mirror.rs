//! What is read: everything, whatever the upstream does wrong; and nothing is written twice.

use std::{collections::BTreeSet, time::Duration};

use diesel::{QueryableByName, sql_types::Text};
use diesel_async::RunQueryDsl;
use digiforma::{
    record::Kind,
    stand_in::{Fixture, Misbehaviour, Scale},
};

use crate::setting::{Mirror, tally};

const LISTS: [(Kind, &str); 8] = [
    (Kind::Company, "digiforma_companies WHERE"),
    (Kind::Trainee, "digiforma_contacts WHERE kind = 'trainee' AND"),
    (Kind::Customer, "digiforma_customers WHERE"),
    (Kind::Quotation, "digiforma_quotes WHERE"),
    (Kind::Invoice, "digiforma_invoices WHERE"),
    (Kind::TrainingSession, "digiforma_training_sessions WHERE"),
    (Kind::Program, "digiforma_programs WHERE"),
    (Kind::FundingAgency, "digiforma_directory WHERE kind = 'funding_agency' AND"),
];

fn account() -> Fixture {
    let scale = Scale { companies: 45, trainees: 70, sessions: 25, customers: 50, invoices: 60 };
    Fixture::generate(7, scale, &[], "2026-03-02".parse().unwrap())
}

fn ids(fixture: &Fixture, kind: Kind) -> BTreeSet<String> {
    fixture.rows(kind).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

async fn mirrored(mirror: &Mirror, rows: &str) -> BTreeSet<String> {
    #[derive(QueryableByName)]
    struct Id {
        #[diesel(sql_type = Text)]
        digiforma_id: String,
    }
    let sql = format!("SELECT digiforma_id FROM {rows} removed_at IS NULL");
    let found: Vec<Id> = diesel::sql_query(sql).load(&mut mirror.firm.app.db().await).await.unwrap();
    found.into_iter().map(|row| row.digiforma_id).collect()
}

async fn assert_whole(mirror: &Mirror, fixture: &Fixture) {
    for (kind, rows) in LISTS {
        assert_eq!(mirrored(mirror, rows).await, ids(fixture, kind), "{kind:?}");
    }
}

/// The newest transaction that touched a row, and the newest lock on one.
async fn marks(mirror: &Mirror) -> Vec<i64> {
    let mut marks = Vec::new();
    for table in [
        "digiforma_companies",
        "digiforma_contacts",
        "digiforma_customers",
        "digiforma_quotes",
        "digiforma_invoices",
        "digiforma_training_sessions",
        "digiforma_programs",
        "digiforma_directory",
        "digiforma_institution_mappings",
    ] {
        for mark in ["xmin", "xmax"] {
            let sql = format!("SELECT coalesce(max({mark}::text::bigint), 0) AS number FROM {table}");
            marks.push(mirror.number(&sql).await);
        }
    }
    marks
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_read_and_a_second_reading_writes_no_row() {
    let fixture = account();
    let mirror = Mirror::start(fixture.clone()).await;
    let row = mirror.sync_well().await;
    assert_whole(&mirror, &fixture).await;
    let companies = tally(&row, "companies");
    assert_eq!(companies["created"], fixture.rows(Kind::Company).len());
    assert_eq!(companies["read"], companies["created"]);
    let contacts: usize =
        fixture.rows(Kind::Company).iter().map(|row| row["contacts"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(tally(&row, "contacts")["created"], contacts);

    let before = marks(&mirror).await;
    for mode in ["NORMAL", "INITIAL"] {
        let row = mirror.sync_in(mode).await;
        assert_eq!(row["status"], "SUCCESS", "{row:#}");
        for counter in row["counters"].as_array().unwrap() {
            for what in ["created", "updated", "removed"] {
                assert_eq!(counter[what], 0, "{mode}: {what} of {counter}");
            }
        }
    }
    assert_eq!(marks(&mirror).await, before, "rows that are as they were are not even locked");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_upstream_changes_here() {
    let fixture = account();
    let mirror = Mirror::start(fixture.clone()).await;
    mirror.sync_well().await;
    let company = fixture.rows(Kind::Company)[0].clone();
    let id = company["id"].as_str().unwrap().to_owned();
    let mut renamed = company.clone();
    renamed["name"] = "Clinique au nouveau nom".into();
    mirror.stand_in.put(Kind::Company, renamed);
    let invoice = fixture.rows(Kind::Invoice)[3]["id"].as_str().unwrap().to_owned();
    mirror.stand_in.remove(Kind::Invoice, &invoice);

    let row = mirror.sync_well().await;
    assert_eq!(tally(&row, "companies")["updated"], 1);
    assert_eq!(tally(&row, "invoices")["removed"], 1);
    let name = format!(
        "SELECT count(*) AS number FROM digiforma_companies WHERE digiforma_id = '{id}' AND name LIKE '%nouveau nom'"
    );
    assert_eq!(mirror.number(&name).await, 1);
    let gone = format!(
        "SELECT count(*) AS number FROM digiforma_invoices WHERE digiforma_id = '{invoice}' AND removed_at IS NOT NULL"
    );
    assert_eq!(mirror.number(&gone).await, 1);

    // It comes back: the id is the same record.
    mirror.stand_in.put(Kind::Invoice, fixture.rows(Kind::Invoice)[3].clone());
    let row = mirror.sync_well().await;
    assert_eq!(tally(&row, "invoices")["updated"], 1);
    assert_whole(&mirror, &fixture).await;
}

/// Each way of misbehaving that a patient reader survives: the mirror is the account.
#[tokio::test(flavor = "multi_thread")]
async fn misbehaviour_loses_nothing() {
    let fixture = account();
    let ways: [(&str, Misbehaviour); 8] = [
        ("html 502", Misbehaviour { html_502_every: Some(4), ..Misbehaviour::default() }),
        ("429", Misbehaviour { rate_limited_every: Some(3), retry_after: Some(0), ..Misbehaviour::default() }),
        ("cut", Misbehaviour { cut_every: Some(3), ..Misbehaviour::default() }),
        ("duplicates", Misbehaviour { duplicates_across_pages: true, ..Misbehaviour::default() }),
        ("small pages", Misbehaviour { caps_size_at: Some(7), ..Misbehaviour::default() }),
        ("no schema", Misbehaviour { hides_schema: true, ..Misbehaviour::default() }),
        ("slow", Misbehaviour { slow_per_row: Duration::from_micros(200), ..Misbehaviour::default() }),
        ("moving", Misbehaviour { move_between_pages: true, ..Misbehaviour::default() }),
    ];
    for (name, misbehaviour) in ways {
        let mirror = Mirror::start(fixture.clone()).await;
        // What is missed while rows move is found by the next reading, and nothing is called removed.
        let moves = misbehaviour.move_between_pages;
        mirror.stand_in.misbehave(misbehaviour);
        let row = mirror.sync().await;
        assert_eq!(row["status"], "SUCCESS", "{name}: {row:#}");
        if moves {
            mirror.stand_in.misbehave(Misbehaviour::default());
            mirror.sync_in("INITIAL").await;
        }
        for (kind, rows) in LISTS {
            assert_eq!(mirrored(&mirror, rows).await, ids(&fixture, kind), "{name}: {kind:?}");
        }
        let removed =
            mirror.number("SELECT count(*) AS number FROM digiforma_companies WHERE removed_at IS NOT NULL").await;
        assert_eq!(removed, 0, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn partial_answers_are_kept_and_told() {
    let fixture = account();
    let mirror = Mirror::start(fixture.clone()).await;
    mirror.stand_in.misbehave(Misbehaviour { partial_data_every: Some(2), ..Misbehaviour::default() });
    let row = mirror.sync().await;
    assert_eq!(row["status"], "PARTIAL", "{row:#}");
    assert!(row["errorCount"].as_i64().unwrap() > 0);
    let error = &row["errors"][0];
    assert!(error["recordId"].is_string() && error["message"].as_str().unwrap().contains("non-nullable"), "{error}");
    assert_whole(&mirror, &fixture).await;
    mirror.stand_in.misbehave(Misbehaviour::default());
    mirror.sync_well().await;
    assert_whole(&mirror, &fixture).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ignored_paging_is_noticed_and_the_rest_is_read() {
    let fixture = account();
    let mirror = Mirror::start(fixture.clone()).await;
    mirror.stand_in.misbehave(Misbehaviour { ignores_pagination: true, ..Misbehaviour::default() });
    let row = mirror.sync().await;
    assert_eq!(row["status"], "PARTIAL", "{row:#}");
    let told = row["errors"].as_array().unwrap();
    assert!(told.iter().any(|error| error["message"].as_str().unwrap().contains("ignores paging")), "{told:?}");
    mirror.stand_in.misbehave(Misbehaviour::default());
    mirror.sync_well().await;
    assert_whole(&mirror, &fixture).await;
}

/// The upstream fails at one row: its neighbours are read, and the row is not taken for one that is gone.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cannot_be_given_is_told_and_kept() {
    let fixture = account();
    let mirror = Mirror::start(fixture.clone()).await;
    mirror.sync_well().await;
    let poisoned = fixture.rows(Kind::Invoice)[9]["id"].as_str().unwrap().to_owned();
    let misbehaviour = Misbehaviour { poisoned_row: Some((Kind::Invoice, poisoned)), ..Misbehaviour::default() };
    mirror.stand_in.misbehave(misbehaviour);
    let row = mirror.sync().await;
    assert_eq!(row["status"], "PARTIAL", "{row:#}");
    assert_eq!(row["errors"][0]["entity"], "invoices");
    assert_eq!(tally(&row, "invoices")["read"], fixture.rows(Kind::Invoice).len() - 1);
    assert_whole(&mirror, &fixture).await;
}

/// Rows that are deleted while the lists are read are gone with the next reading, and no others.
#[tokio::test(flavor = "multi_thread")]
async fn deletions_during_a_reading_are_found() {
    let fixture = account();
    let mirror = Mirror::start(fixture.clone()).await;
    mirror.sync_well().await;
    mirror.stand_in.misbehave(Misbehaviour { delete_between_pages: true, ..Misbehaviour::default() });
    mirror.sync_in("INITIAL").await;
    mirror.stand_in.misbehave(Misbehaviour::default());
    mirror.sync_in("INITIAL").await;
    for (kind, rows) in LISTS {
        let mut left = ids(&fixture, kind);
        left.retain(|id| mirror.stand_in.row(kind, id).is_some());
        assert_eq!(mirrored(&mirror, rows).await, left, "{kind:?}");
    }
}
