//! `backup` and `restore`: the whole company or nothing.

use std::fs;

use db::testing::TestDatabase;
use diesel_async::SimpleAsyncConnection;

use crate::program::{Directory, Said, mode, on_database, run, run_with_input};

fn backup(database: &TestDatabase, file: &str, more: &[&str]) -> Said {
    run(on_database(database.url(), &["backup", file]).args(more))
}

fn restore(database: &TestDatabase, file: &str, more: &[&str]) -> Said {
    run(on_database(database.url(), &["restore", file]).args(more))
}

fn accounts(database: &TestDatabase) -> String {
    run(&mut on_database(database.url(), &["user", "list"])).ok().out
}

fn add(database: &TestDatabase, email: &str) {
    let arguments = ["user", "add", "--email", email, "--role", "admin"];
    run_with_input(&mut on_database(database.url(), &arguments), "a password of my own\n").ok();
}

async fn sql(database: &TestDatabase, statements: &str) {
    db::pool::establish(database.url()).await.unwrap().batch_execute(statements).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_moves_to_another_database() {
    let (directory, old, new) = (Directory::new(), TestDatabase::new().await, TestDatabase::new().await);
    run(&mut on_database(old.url(), &["seed", "--demo"])).ok();
    let file = directory.text("firm.dump");
    let said = backup(&old, &file, &[]).ok().out;
    assert!(said.contains("ENCRYPTION_KEY"), "{said}");
    assert_eq!(mode(&directory.path("firm.dump")), 0o600);
    backup(&old, &file, &[]).failed(1, &["exists", "--force"]);
    backup(&old, &file, &["--force"]).ok();

    restore(&new, &file, &[]).ok();
    assert_eq!(accounts(&new), accounts(&old));
    // A restored database works on: searching needs its extensions, writing its triggers.
    sql(&new, "SELECT count(*) FROM medical_institutions WHERE search_text LIKE '%chu%'").await;
    add(&new, "after@example.com");
    let again = directory.text("again.dump");
    backup(&new, &again, &[]).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_replaced_only_on_demand() {
    let (directory, database) = (Directory::new(), TestDatabase::new().await);
    add(&database, "one@example.com");
    let file = directory.text("firm.dump");
    backup(&database, &file, &[]).ok();
    add(&database, "two@example.com");
    restore(&database, &file, &[]).failed(1, &["holds a company already", "2 people", "--force"]);
    assert!(accounts(&database).contains("two@example.com"));
    restore(&database, &file, &["--force"]).ok();
    assert!(!accounts(&database).contains("two@example.com"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_changes_nothing() {
    let (directory, database) = (Directory::new(), TestDatabase::new().await);
    run(&mut on_database(database.url(), &["seed", "--demo"])).ok();
    let file = directory.text("firm.dump");
    backup(&database, &file, &[]).ok();
    let before = accounts(&database);
    let whole = fs::read(&file).unwrap();
    for kept in [whole.len() - 40, whole.len() * 3 / 4, whole.len() / 2, 2_000] {
        fs::write(&file, &whole[..kept]).unwrap();
        restore(&database, &file, &["--force"]).failed(1, &["Not restored"]);
        assert_eq!(accounts(&database), before);
    }
    fs::write(&file, "no dump at all").unwrap();
    restore(&database, &file, &["--force"]).failed(1, &["no file made by `medical-crm backup`"]);
    restore(&database, &directory.text("none.dump"), &["--force"]).failed(1, &["none.dump"]);
    assert_eq!(accounts(&database), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn dumps_of_others_and_of_newer_versions_are_refused() {
    let (directory, database) = (Directory::new(), TestDatabase::new().await);
    let other = TestDatabase::new().await;
    sql(&other, "INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')").await;
    let newer = directory.text("newer.dump");
    // The program refuses a newer database; its dump is made by PostgreSQL's own program.
    let dump = |file: &str| {
        let mut command = std::process::Command::new("pg_dump");
        command.args(["--format=custom", "--file", file, "--dbname", other.url()]);
        command.status()
    };
    let Ok(status) = dump(&newer) else { return };
    assert!(status.success());
    restore(&database, &newer, &[]).failed(1, &["newer version", "9999"]);

    sql(&other, "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE notes (text text)").await;
    let foreign = directory.text("foreign.dump");
    assert!(dump(&foreign).unwrap().success());
    restore(&database, &foreign, &["--force"]).failed(1, &["another application"]);

    let file = directory.text("firm.dump");
    backup(&database, &file, &[]).ok();
    restore(&other, &file, &["--force"]).failed(1, &["tables that are not Medical CRM's", "notes"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_in_use_is_left_alone() {
    let (directory, database) = (Directory::new(), TestDatabase::new().await);
    let file = directory.text("firm.dump");
    backup(&database, &file, &[]).ok();
    let _server = db::pool::establish(database.url()).await.unwrap();
    restore(&database, &file, &["--force"]).failed(1, &["server is using the database", "stop it first"]);
}
