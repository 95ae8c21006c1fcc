//! The databases of the tests, the pool and the migrations.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::time::Instant;

use db::testing::TestDatabase;
use db::{migrate, pool, statements};
use diesel::sql_types::Integer;
use diesel::{IntoSql, QueryResult};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};

async fn one(connection: &mut AsyncPgConnection) -> QueryResult<i32> {
    diesel::select(1_i32.into_sql::<Integer>()).get_result(connection).await
}

#[tokio::test]
async fn each_test_has_a_migrated_database_of_its_own() {
    let first = TestDatabase::new().await;
    let start = Instant::now();
    let second = TestDatabase::new().await;
    eprintln!("clone: {:?}", start.elapsed());
    assert_ne!(first.url(), second.url());
    for database in [&first, &second] {
        let status = migrate::status(database.url()).await.unwrap();
        assert!(!status.is_empty());
        assert!(status.iter().all(|(_, applied)| *applied), "{status:?}");
        assert!(migrate::run(database.url()).await.unwrap().is_empty());
    }
    let mut connection = pool::get(&first.pool()).await.unwrap();
    connection.batch_execute("CREATE TABLE only_in_the_first ()").await.unwrap();
    let mut connection = pool::get(&second.pool()).await.unwrap();
    let missing = connection.batch_execute("TABLE only_in_the_first").await;
    assert!(missing.unwrap_err().to_string().contains("does not exist"));
}

#[tokio::test]
async fn a_test_database_ends_with_its_test() {
    let database = TestDatabase::new().await;
    let url = database.url().to_owned();
    let pool = database.pool();
    pool::ping(&pool).await.unwrap();
    let start = Instant::now();
    drop(database);
    eprintln!("drop: {:?}", start.elapsed());
    match pool::establish(&url).await {
        Err(pool::Error::Refused(sentence)) => assert!(sentence.contains("does not exist"), "{sentence}"),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("the database is still there"),
    }
}

#[tokio::test]
async fn counts_the_statements_of_a_task() {
    let database = TestDatabase::new().await;
    let pool = database.pool();
    let mut connection = pool::get(&pool).await.unwrap();
    let connection = &mut *connection;
    assert_eq!(statements::current(), 0);
    let ((), sent) = statements::count(async {
        one(connection).await.unwrap();
        one(connection).await.unwrap();
        assert_eq!(statements::current(), 2);
        let (_, inner) = statements::count(one(connection)).await;
        assert_eq!(inner, 1);
        connection.transaction(async |connection| one(connection).await.map(drop)).await.unwrap();
    })
    .await;
    assert_eq!(sent, 6, "three queries, BEGIN, a query, COMMIT");
    let ((), sent) = statements::count(async {
        let pool = pool.clone();
        let work = async move { pool::ping(&pool).await.unwrap() };
        tokio::spawn(statements::inherit(work)).await.unwrap();
    })
    .await;
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn a_connection_that_died_is_remade() {
    let database = TestDatabase::new().await;
    let pool = database.pool();
    pool::ping(&pool).await.unwrap();
    let mut killer = pool::establish(database.url()).await.unwrap();
    killer
        .batch_execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .await
        .unwrap();
    // The pool hears of it a moment later; whoever asks meanwhile gets an error that says so.
    let mut connection = pool::get(&pool).await.unwrap();
    if let Err(error) = one(&mut connection).await {
        assert!(pool::is_unavailable(&error), "{error:?}");
    }
    drop(connection);
    pool::ping(&pool).await.unwrap();
}

#[tokio::test]
async fn an_unreachable_database_is_told_from_a_refusing_one() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let pool = pool::connect(&format!("postgresql://u:secret@127.0.0.1:{port}/firm"), 1).unwrap();
    let error = pool::get(&pool).await.err().unwrap();
    assert!(error.is_temporary(), "{error:?}");
    let sentence = error.to_string();
    assert!(sentence.contains(&format!("\"firm\" at 127.0.0.1:{port} cannot be reached")), "{sentence}");
    assert!(!sentence.contains("secret"), "{sentence}");

    let pool = pool::connect("postgresql:///firm?host=/nowhere&user=u", 1).unwrap();
    let error = pool::get(&pool).await.err().unwrap();
    assert!(error.is_temporary(), "{error:?}");

    let database = TestDatabase::new().await;
    let url = database.url().replace("crm_test_", "no_such_");
    let pool = pool::connect(&url, 1).unwrap();
    let error = pool::get(&pool).await.err().unwrap();
    assert!(matches!(error, pool::Error::Refused(_)), "{error:?}");

    let error = pool::connect("firm", 1).err().unwrap();
    assert!(error.to_string().contains("postgresql://user:password@host"), "{error}");
}

#[tokio::test]
async fn migrations_go_down_and_up_again() {
    let database = TestDatabase::new().await;
    let reverted = migrate::revert_all(database.url()).await.unwrap();
    let status = migrate::status(database.url()).await.unwrap();
    assert_eq!(reverted.len(), status.len());
    assert!(status.iter().all(|(_, applied)| !*applied));
    let (first, second) = tokio::join!(migrate::run(database.url()), migrate::run(database.url()));
    let applied = first.unwrap().len() + second.unwrap().len();
    assert_eq!(applied, status.len(), "two servers at once take turns");
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let database = TestDatabase::new().await;
    let mut connection = pool::establish(database.url()).await.unwrap();
    connection.batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101')").await.unwrap();
    let error = migrate::run(database.url()).await.unwrap_err();
    assert!(matches!(error, migrate::Error::Newer { .. }), "{error:?}");
    assert!(error.to_string().contains("99990101"), "{error}");
    let status = migrate::status(database.url()).await.unwrap();
    assert!(status.contains(&("99990101".to_owned(), true)));
}

#[tokio::test]
async fn a_failing_migration_changes_nothing() {
    let database = TestDatabase::new().await;
    migrate::revert_all(database.url()).await.unwrap();
    let mut connection = pool::establish(database.url()).await.unwrap();
    // Stands in the way of a migration in the middle.
    connection.batch_execute("CREATE TABLE audit_events ()").await.unwrap();
    let error = migrate::run(database.url()).await.unwrap_err();
    let migrate::Error::Failed { migration, cause } = error else {
        panic!("{error:?}");
    };
    assert!(migration.contains("audit"), "{migration}");
    assert!(cause.contains("audit_events"), "{cause}");
    let status = migrate::status(database.url()).await.unwrap();
    assert!(status.iter().all(|(_, applied)| !*applied), "{status:?}");
}

/// Rows read their amounts in another way than Decimal itself does.
#[tokio::test]
async fn amounts_are_read_as_they_are_stored() {
    #[derive(diesel::QueryableByName)]
    struct Twice {
        #[diesel(sql_type = diesel::sql_types::Numeric)]
        usual: rust_decimal::Decimal,
        #[diesel(sql_type = diesel::sql_types::Numeric)]
        exact: db::rows::Exact,
    }
    let statement = "SELECT n AS usual, n AS exact FROM (
        SELECT round(((random() - 0.5) * 10 ^ (n % 22))::numeric, n % 9) FROM generate_series(1, 5000) AS n
        UNION ALL SELECT unnest('{0, 0.00, -0.01, 0.0001, 0.5, 1, 10, 9999, 10000, 100000000, 1234567.10, 20.00,
            0.000000000000000000000000001, 999999999999999999, 9999999999999999.99, -100000000000000000000.5,
            79228162514264337593543950335}'::numeric[])
    ) AS numbers(n)";
    let database = TestDatabase::new().await;
    let mut connection = pool::get(&database.pool()).await.unwrap();
    let rows: Vec<Twice> = diesel::sql_query(statement).load(&mut connection).await.unwrap();
    assert!(rows.len() > 5_000);
    for Twice { usual, exact } in rows {
        // With the same number of decimals.
        assert_eq!(rust_decimal::Decimal::from(exact).to_string(), usual.to_string());
    }
}
