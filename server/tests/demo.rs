//! The demo company and the load seed: what they write, and that writing again changes nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use db::Connection;
use db::schema::{
    audit_events, contact_persons, document_templates, invoices, medical_institutions, medical_profiles, quotes, tasks,
    teams, users,
};
use db::testing::TestDatabase;
use diesel::AggregateExpressionMethods;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use server::{
    demo::{self, Loaded},
    seed,
};
use uuid::Uuid;

const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

async fn open(database: &TestDatabase) -> Connection {
    db::pool::get(&database.pool()).await.unwrap()
}

/// One number over everything in the tables.
async fn fingerprint(conn: &mut Connection) -> String {
    #[derive(QueryableByName)]
    struct Sum {
        #[diesel(sql_type = diesel::sql_types::Text)]
        sum: String,
    }
    diesel::sql_query(
        "SELECT md5(string_agg(line, '\n' ORDER BY line)) AS sum FROM (
             SELECT t::text AS line FROM teams t UNION ALL SELECT t::text FROM users t
             UNION ALL SELECT t::text FROM medical_institutions t UNION ALL SELECT t::text FROM medical_profiles t
             UNION ALL SELECT t::text FROM contact_persons t UNION ALL SELECT t::text FROM tasks t
             UNION ALL SELECT t::text FROM audit_events t UNION ALL SELECT t::text FROM catalog_items t
             UNION ALL SELECT t::text FROM document_templates t UNION ALL SELECT t::text FROM firm_identity t
             UNION ALL SELECT t::text FROM quotes t UNION ALL SELECT t::text FROM quote_lines t
             UNION ALL SELECT t::text FROM invoices t UNION ALL SELECT t::text FROM invoice_lines t
             UNION ALL SELECT t::text FROM invoice_deductions t UNION ALL SELECT t::text FROM payments t
             UNION ALL SELECT t::text FROM document_counters t UNION ALL SELECT t::text FROM revenue_entries t
             UNION ALL SELECT t::text FROM segments t UNION ALL SELECT t::text FROM revenue_days t) AS lines",
    )
    .get_result::<Sum>(conn)
    .await
    .unwrap()
    .sum
}

#[tokio::test]
async fn the_demo_company_loads_once() {
    let database = TestDatabase::new().await;
    let mut conn = open(&database).await;

    let first = demo::load(&mut conn, HASH, day(2026, 11, 3)).await.unwrap();
    assert_eq!((first.teams, first.users), (2, demo::ACCOUNTS.len()));
    assert!((120..=130).contains(&first.institutions), "{first:?}");
    assert!(first.contacts >= 2 * first.institutions && first.tasks >= 2 * first.institutions, "{first:?}");

    assert!((45..=70).contains(&first.quotes) && (90..=130).contains(&first.invoices), "{first:?}");
    assert!(first.payments > 80 && first.catalog_items >= 10 && first.revenue_entries >= 8, "{first:?}");

    let before = fingerprint(&mut conn).await;
    let second = demo::load(&mut conn, "$argon2id$other", day(2027, 2, 1)).await.unwrap();
    assert_eq!(second, Loaded::default());
    assert_eq!(fingerprint(&mut conn).await, before);
}

#[tokio::test]
async fn the_demo_company_has_something_of_everything() {
    let database = TestDatabase::new().await;
    let mut conn = open(&database).await;
    let loaded = demo::load(&mut conn, HASH, day(2026, 11, 3)).await.unwrap();

    let kinds = medical_institutions::table.select(count(medical_institutions::type_).aggregate_distinct());
    assert_eq!(kinds.first::<i64>(&mut conn).await.unwrap(), 4);
    let auditors =
        medical_institutions::table.select(count(medical_institutions::assigned_user_id).aggregate_distinct());
    assert_eq!(auditors.first::<i64>(&mut conn).await.unwrap(), 5);
    let profiles: i64 = medical_profiles::table.select(count_star()).first(&mut conn).await.unwrap();
    assert_eq!(usize::try_from(profiles).unwrap(), loaded.institutions);
    let recorded = audit_events::table.select(count(audit_events::entity_id).aggregate_distinct());
    let entities = loaded.tasks + loaded.quotes + loaded.invoices + loaded.payments;
    assert_eq!(usize::try_from(recorded.first::<i64>(&mut conn).await.unwrap()).unwrap(), entities);
    let statuses = quotes::table.select(count(quotes::status).aggregate_distinct());
    assert_eq!(statuses.first::<i64>(&mut conn).await.unwrap(), 7);
    let statuses = invoices::table.select(count(invoices::status).aggregate_distinct());
    assert_eq!(statuses.first::<i64>(&mut conn).await.unwrap(), 6);
    let types = invoices::table.select(count(invoices::invoice_type).aggregate_distinct());
    assert_eq!(types.first::<i64>(&mut conn).await.unwrap(), 4);
    let templates = document_templates::table.filter(document_templates::is_default);
    assert_eq!(templates.count().get_result::<i64>(&mut conn).await.unwrap(), 3);
    let primary: i64 = contact_persons::table
        .filter(contact_persons::is_primary)
        .select(count(contact_persons::institution_id).aggregate_distinct())
        .first(&mut conn)
        .await
        .unwrap();
    assert_eq!(primary, profiles);
    let statuses: i64 = tasks::table.select(count(tasks::status).aggregate_distinct()).first(&mut conn).await.unwrap();
    let priorities: i64 =
        tasks::table.select(count(tasks::priority).aggregate_distinct()).first(&mut conn).await.unwrap();
    assert_eq!((statuses, priorities), (4, 4));
    let blamed = medical_profiles::table.filter(medical_profiles::compliance_status.eq("non_compliant"));
    assert_eq!(blamed.count().get_result::<i64>(&mut conn).await.unwrap(), 0);
}

#[tokio::test]
async fn what_people_changed_stays() {
    let database = TestDatabase::new().await;
    let mut conn = open(&database).await;
    let today = day(2026, 11, 3);
    demo::load(&mut conn, HASH, today).await.unwrap();

    let (edited, deleted): (Uuid, Uuid) = {
        let ids: Vec<Uuid> =
            medical_institutions::table.select(medical_institutions::id).limit(2).load(&mut conn).await.unwrap();
        (ids[0], ids[1])
    };
    diesel::update(medical_institutions::table.find(edited))
        .set(medical_institutions::name.eq("Renommé"))
        .execute(&mut conn)
        .await
        .unwrap();
    diesel::update(medical_institutions::table.find(deleted))
        .set(medical_institutions::deleted_at.eq(diesel::dsl::now))
        .execute(&mut conn)
        .await
        .unwrap();
    diesel::update(users::table.filter(users::email.eq("auditor@example.com")))
        .set(users::email.eq("moved@example.com"))
        .execute(&mut conn)
        .await
        .unwrap();

    let before = fingerprint(&mut conn).await;
    assert_eq!(demo::load(&mut conn, HASH, today).await.unwrap(), Loaded::default());
    assert_eq!(fingerprint(&mut conn).await, before);
}

#[tokio::test]
async fn it_joins_a_company_that_has_its_own_people() {
    let database = TestDatabase::new().await;
    let mut conn = open(&database).await;
    let (team, manager, house) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    diesel::insert_into(teams::table)
        .values((teams::id.eq(team), teams::name.eq("Ouest")))
        .execute(&mut conn)
        .await
        .unwrap();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(manager),
            users::email.eq("manager@example.com"),
            users::first_name.eq("Marie"),
            users::last_name.eq("Curie"),
            users::role.eq("manager"),
            users::avatar_seed.eq("mc"),
        ))
        .execute(&mut conn)
        .await
        .unwrap();
    // Somebody else's institution has the accounting number of one of ours.
    diesel::insert_into(medical_institutions::table)
        .values((
            medical_institutions::id.eq(house),
            medical_institutions::name.eq("Autre"),
            medical_institutions::type_.eq("clinic"),
            medical_institutions::address_street.eq("1 rue"),
            medical_institutions::address_city.eq("Nantes"),
            medical_institutions::address_zip_code.eq("44000"),
            medical_institutions::address_country.eq("France"),
            medical_institutions::accounting_number.eq("411-NECKER"),
        ))
        .execute(&mut conn)
        .await
        .unwrap();

    let loaded = demo::load(&mut conn, HASH, day(2026, 11, 3)).await.unwrap();

    assert_eq!((loaded.teams, loaded.users), (1, demo::ACCOUNTS.len() - 1));
    let western = users::table.filter(users::team_id.eq(team));
    assert_eq!(western.count().get_result::<i64>(&mut conn).await.unwrap(), 3);
    let given = tasks::table.filter(tasks::created_by.eq(manager));
    assert!(given.count().get_result::<i64>(&mut conn).await.unwrap() > 10);
}

/// Documents that count as revenue.
#[derive(QueryableByName, Debug)]
struct Counted {
    /// In the sums of days.
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    kept: i64,
    /// One by one.
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    found: i64,
}

#[tokio::test]
async fn the_load_seed_is_deterministic_and_joins_existing_rows() {
    let today = day(2026, 11, 3);
    let options = seed::Options { scale: 500, random_seed: 7, today };
    let (one, other) = (TestDatabase::new().await, TestDatabase::new().await);
    let mut conn = open(&one).await;
    demo::load(&mut conn, HASH, today).await.unwrap();

    let written = seed::run(one.url(), &options).await.unwrap();
    assert_eq!(written, seed::run(other.url(), &options).await.unwrap());
    let rows_of = |name| written.iter().find(|(table, _)| *table == name).unwrap().1;
    assert_eq!((rows_of("medical_institutions"), rows_of("medical_profiles")), (500, 500));
    assert!(
        (1400..=1600).contains(&rows_of("contact_persons")) && (1850..=2150).contains(&rows_of("tasks")),
        "{written:?}"
    );

    let training = rows_of("digiforma_invoices");
    assert!((300..=900).contains(&training) && rows_of("revenue_entries") == 25, "{written:?}");
    let counted = "SELECT coalesce(sum(documents), 0)::bigint AS kept, (SELECT count(*) FROM revenue_documents()) AS found \
        FROM revenue_days";
    let sums: Counted = diesel::sql_query(counted).get_result(&mut conn).await.unwrap();
    assert!(sums.kept > 4_000 && sums.kept == sums.found, "{sums:?}");

    let keys = || {
        tasks::table
            .inner_join(medical_institutions::table)
            .filter(medical_institutions::tags.contains(vec![seed::TAG]))
            .order(tasks::id)
            .select((tasks::id, tasks::title, tasks::assigned_to, medical_institutions::name))
    };
    let rows: Vec<(Uuid, String, Uuid, String)> = keys().load(&mut conn).await.unwrap();
    assert_eq!(rows, keys().load(&mut open(&other).await).await.unwrap());

    let again = seed::run(one.url(), &options).await.unwrap_err().to_string();
    assert!(again.contains("--random-seed"), "{again}");
    seed::run(one.url(), &seed::Options { random_seed: 8, ..options }).await.unwrap();
    let none = seed::run(one.url(), &seed::Options { scale: 0, ..options }).await.unwrap_err().to_string();
    assert!(none.contains("from 1 to"), "{none}");
}

#[tokio::test]
async fn the_load_seed_gives_the_indexes_back() {
    #[derive(QueryableByName, PartialEq, Debug)]
    struct Index {
        #[diesel(sql_type = diesel::sql_types::Text)]
        indexdef: String,
    }
    let database = TestDatabase::new().await;
    let mut conn = open(&database).await;
    let indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef";
    let before: Vec<Index> = diesel::sql_query(indexes).load(&mut conn).await.unwrap();

    let options = seed::Options { scale: 1_000, random_seed: 1, today: day(2026, 11, 3) };
    seed::run(database.url(), &options).await.unwrap();

    let after: Vec<Index> = diesel::sql_query(indexes).load(&mut conn).await.unwrap();
    assert!(before.len() > 50);
    assert_eq!(after, before);
}
