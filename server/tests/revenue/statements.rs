//! What revenue costs: statements, and how the rows of an institution are found.

use async_graphql::{Data, Variables};
use crm::config::GraphqlLimits;
use db::{
    column,
    query::{Condition, Value as Bound},
    revenue::{self, Period},
};
use diesel::{QueryableByName, sql_query, sql_types};
use diesel_async::{AsyncConnection, AsyncPgConnection};
use graphql::{engine::Operation, schema};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    books::Books,
    common::{Client, TestApp},
    setting::context,
};

/// Statements of one operation, run by the engine on behalf of the client's user.
async fn statements(app: &TestApp, client: &Client, document: &str, variables: Value) -> u32 {
    let api = schema::api(GraphqlLimits::default());
    let operation = Operation { query: document.to_owned(), name: None, variables: Variables::from_json(variables) };
    let mut data = Data::default();
    data.insert(context(app, client));
    let (reply, statements) = db::statements::count(Box::pin(api.execute(operation, data))).await;
    let reply = reply.unwrap_or_else(|refusal| panic!("{document}: {:?}", refusal.errors));
    assert!(reply.response.errors.is_empty(), "{document}: {:?}", reply.response.errors);
    statements
}

#[tokio::test]
async fn figures_cost_one_statement() {
    let books = Books::full().await;
    let figures = "audit { invoiced } formation { invoiced } other { invoiced } total { invoiced paid count }";
    for (document, expected) in [
        (format!("query($id: ID) {{ consolidatedRevenue(institutionId: $id) {{ {figures} }} }}"), 1),
        (format!("query($id: ID) {{ revenueEvolution(institutionId: $id, months: 24) {{ month {figures} }} }}"), 1),
        (
            format!(
                "query($id: ID) {{ consolidatedRevenue(institutionId: $id) {{ {figures} formationSource {{ lastSyncAt }} }} }}"
            ),
            2,
        ),
    ] {
        for id in [Value::Null, json!(books.one)] {
            let cost = statements(&books.firm.app, &books.firm.manager, &document, json!({ "id": id })).await;
            assert_eq!(cost, expected, "{document} {id}");
        }
    }
    let list = format!("{{ institutions {{ nodes {{ name revenue {{ {figures} }} }} }} }}");
    assert_eq!(statements(&books.firm.app, &books.firm.manager, &list, json!({})).await, 2);
    let path = format!("/api/institutions/{}/revenue/consolidated", books.one);
    assert_eq!(books.firm.statements(&books.firm.manager, &path).await, 1);
    assert_eq!(books.firm.statements(&books.firm.manager, "/api/dashboard/revenue/evolution?months=24").await, 1);
}

/// Many documents of many institutions; those of one are few.
const MANY: &str = "
    SET app.bulk_load = 'on';
    INSERT INTO medical_institutions (id, name, type, address_street, address_city, address_zip_code, address_country)
      SELECT md5('house' || n)::uuid, 'Maison ' || n, 'clinic', 'x', 'Nantes', '44000', 'France' FROM generate_series(1, 500) n;
    INSERT INTO invoices (id, institution_id, assigned_user_id, title, due_date, status, invoice_number, series, year,
        sequence_number, issue_date, issued_at, seller, buyer, hash, previous_hash, subtotal, total)
      SELECT uuid_v7(), md5('house' || n % 500 + 1)::uuid, (SELECT min(id::text)::uuid FROM users), 'x', now() + interval '9 years',
        CASE WHEN n % 50 = 0 THEN 'cancelled' ELSE 'issued' END, 'M' || n, 'M', 2026, n, '2025-01-01'::date + n / 10, now(),
        '{}', '{}', sha256(n::text::bytea), sha256((n - 1)::text::bytea), 10, 10 FROM generate_series(1, 5000) n;
    INSERT INTO digiforma_invoices (digiforma_id, institution_id, status, net_amount, total_amount, issue_date)
      SELECT n, md5('house' || n % 500 + 1)::uuid, 'sent', 5, 5, '2025-01-01'::timestamptz + n * interval '2 hours'
      FROM generate_series(1, 5000) n;
    INSERT INTO revenue_entries (label, entry_date, net_amount, institution_id, created_by)
      SELECT 'x', '2025-01-01'::date + n / 10, 1, md5('house' || n % 500 + 1)::uuid, (SELECT min(id::text)::uuid FROM users)
      FROM generate_series(1, 5000) n;
    RESET app.bulk_load";

#[derive(QueryableByName, Debug)]
struct Scans {
    #[diesel(sql_type = sql_types::Text)]
    name: String,
    #[diesel(sql_type = sql_types::BigInt)]
    whole: i64,
    #[diesel(sql_type = sql_types::BigInt)]
    by_index: i64,
}

/// How often this session has read each table: as a whole, and by an index.
const SCANS: &str = "
    SELECT relname::text AS name, coalesce(seq_scan, 0) AS whole, coalesce(idx_scan, 0) AS by_index
    FROM pg_stat_xact_user_tables WHERE relname IN ('medical_institutions', 'invoices', 'digiforma_invoices', 'revenue_entries')
    ORDER BY relname";

#[tokio::test]
async fn an_institution_is_read_by_indexes_alone() {
    use diesel_async::RunQueryDsl;

    let books = Books::empty().await;
    books.firm.app.sql(MANY).await;
    for table in ["medical_institutions", "invoices", "digiforma_invoices", "revenue_entries"] {
        books.firm.app.sql(&format!("VACUUM (ANALYZE) {table}")).await;
    }
    let id: Uuid = crate::setting::texts(&books.firm.app, "SELECT md5('house7')").await[0].parse().unwrap();
    let institution = Condition::eq(column!(medical_institutions.id), Bound::Id(id));
    let day = |text: &str| text.parse().unwrap();
    let year = Period { first: day("2025-01-01"), before: day("2030-01-01") };
    let months: Vec<Period> = (1..=12)
        .map(|month| Period {
            first: day(&format!("2025-{month:02}-01")),
            before: if month == 12 { day("2026-01-01") } else { day(&format!("2025-{:02}-01", month + 1)) },
        })
        .collect();
    let mut conn = books.firm.app.db().await;
    for periods in [vec![year], months] {
        let (before, after) = (*conn)
            .transaction(async |conn: &mut AsyncPgConnection| {
                let before: Vec<Scans> = sql_query(SCANS).load(conn).await?;
                let found = revenue::of_institutions(conn, &institution, &periods).await?;
                assert_eq!(found.len(), periods.len());
                if periods.len() == 1 {
                    let sums = found[0].sums;
                    let counts = [sums.audit.documents, sums.formation.documents, sums.other.documents];
                    assert_eq!(counts, [10, 10, 10]);
                }
                let after: Vec<Scans> = sql_query(SCANS).load(conn).await?;
                diesel::QueryResult::Ok((before, after))
            })
            .await
            .unwrap();
        assert_eq!((before.len(), after.len()), (4, 4));
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.name, after.name);
            assert!(after.whole == before.whole && after.by_index > before.by_index, "{before:?} {after:?}");
        }
    }
}
