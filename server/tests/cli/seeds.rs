//! `seed`: the demo company, and many rows.

use db::testing::TestDatabase;

use crate::program::{on_database, run};

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_company_is_loaded_once() {
    let database = TestDatabase::new().await;
    let mut seed = on_database(database.url(), &["seed", "--demo"]);
    let first = run(&mut seed).ok().out;
    assert!(first.contains("Password of admin@"), "{first}");
    let second = run(&mut seed).ok().out;
    assert_eq!(second, "Demo company: 0 new people, 0 institutions, 0 contacts, 0 tasks, 0 quotes, 0 invoices.\n");
    let chosen = run(seed.env("DEMO_PASSWORD", "chosen for the demo")).ok().out;
    assert!(chosen.contains("viewer@example.com: chosen for the demo"), "{chosen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_rows_are_made() {
    let database = TestDatabase::new().await;
    let said = run(&mut on_database(database.url(), &["seed", "--scale", "50", "--random-seed", "7"])).ok();
    assert!(said.out.contains("50  medical_institutions"), "{}", said.out);
    run(&mut on_database(database.url(), &["seed", "--scale", "0"])).failed(2, &["--scale"]);
}
