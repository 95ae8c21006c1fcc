//! `user`: accounts without a browser.

use db::testing::TestDatabase;

use crate::program::{Said, on_database, run, run_with_input};

fn add(database: &TestDatabase, email: &str, role: &str, input: &str) -> Said {
    let arguments = ["user", "add", "--email", email, "--role", role];
    run_with_input(&mut on_database(database.url(), &arguments), input)
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_added_and_listed() {
    let database = TestDatabase::new().await;
    let none = run(&mut on_database(database.url(), &["user", "list"])).ok().out;
    assert!(none.contains("user add"), "{none}");
    let chosen = add(&database, "Anne.Martin@example.com", "admin", "a password of my own\n").ok().out;
    assert!(
        chosen.contains("anne.martin@example.com (Anne Martin, admin)") && !chosen.contains("a password"),
        "{chosen}"
    );
    let random = add(&database, "second@example.com", "VIEWER", "").ok().out;
    assert!(random.contains("Its password is "), "{random}");
    let list = run(&mut on_database(database.url(), &["user", "list"])).ok().out;
    assert_eq!(list.lines().count(), 2);
    assert!(list.contains("anne.martin@example.com  admin"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_are_sentences() {
    let database = TestDatabase::new().await;
    add(&database, "one@example.com", "admin", "a password of my own\n").ok();
    add(&database, "one@example.com", "admin", "a password of my own\n").failed(1, &["e-mail address"]);
    add(&database, "two@example.com", "admin", "password\n").failed(1, &["password"]);
    add(&database, "nonsense", "admin", "a password of my own\n").failed(1, &["email: "]);
    let unknown = ["user", "reset-password", "nobody@example.com"];
    run(&mut on_database(database.url(), &unknown)).failed(1, &["no account nobody@example.com", "user list"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_replaced() {
    let database = TestDatabase::new().await;
    add(&database, "one@example.com", "admin", "a password of my own\n").ok();
    let reset = ["user", "reset-password", "one@example.com"];
    let said = run(&mut on_database(database.url(), &reset)).ok().out;
    assert!(said.contains("The new password is "), "{said}");
    let chosen = run_with_input(&mut on_database(database.url(), &reset), "another one of my own\n").ok().out;
    assert!(!chosen.contains("another one"), "{chosen}");
}
