//! How quickly invoices of Digiforma come into the mirror, against a plain `COPY` of the same rows into a table like it.
//! `cargo xtask bench mirror` runs it: `mirror_speed [ROWS] [PAIRS]` prints the seconds of each as JSON.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a measurement stops where something is wrong")]

use std::time::{Duration, Instant};

use chrono::{TimeZone, Utc};
use db::{
    copy::{BulkLoad, Rows},
    digiforma::InvoiceRecord,
    testing::TestDatabase,
};
use diesel_async::SimpleAsyncConnection;
use rust_decimal::Decimal;

/// Rows of a statement, as the readings write them.
const BATCH: usize = 500;

fn record(n: usize) -> InvoiceRecord {
    let day = Utc.timestamp_opt(1_700_000_000 + i64::try_from(n).unwrap() * 600, 0).unwrap();
    let metadata = serde_json::json!({
        "id": n.to_string(), "number": n, "numberStr": format!("{n:05}"), "prefix": "2026", "date": "2026-01-15",
        "locked": true, "freeText": null, "paymentLimitDays": 30, "isPaymentLimitEndMonth": false,
        "fileUrl": format!("https://files.example/{n}.pdf"), "roadAddress": "1 rue du Port", "city": "Nantes",
        "items": [{ "id": format!("item-{n}"), "name": "Formation hygiène", "description": "Deux jours sur site",
            "type": "training", "quantity": 2.0, "unitPrice": 750.5, "vat": 20.0, "vatType": "S" }],
        "invoicePayments": [{ "id": n.to_string(), "amount": 1801.2, "date": "2026-02-12", "mode": "TRANSFER" }],
        "customer": { "id": n.to_string(), "entity": { "__typename": "Company", "id": "7", "name": "CH de Cholet" } },
        "recipient": { "__typename": "Company", "id": "7", "name": "CH de Cholet" },
        "insertedAt": "2026-01-15T08:00:00", "updatedAt": "2026-01-15T08:00:00",
    });
    InvoiceRecord {
        digiforma_id: n.to_string(),
        company_digiforma_id: Some("7".into()),
        customer_digiforma_id: Some(n.to_string()),
        recipient_name: Some("CH de Cholet".into()),
        invoice_number: Some(format!("2026-{n:05}")),
        status: "paid",
        net_amount: Decimal::new(150_100, 2),
        total_amount: Decimal::new(180_120, 2),
        paid_amount: Decimal::new(180_120, 2),
        issue_date: day,
        due_date: Some(day),
        paid_date: Some(day),
        metadata: metadata.to_string(),
    }
}

/// Writes all rows a batch at a time; the time that the records took to be made is not counted.
async fn through_the_mirror(conn: &mut db::Connection, rows: usize) -> (Duration, i64) {
    let (mut spent, mut written) = (Duration::ZERO, 0);
    for start in (0..rows).step_by(BATCH) {
        let batch: Vec<InvoiceRecord> = (start..(start + BATCH).min(rows)).map(record).collect();
        let began = Instant::now();
        let done = InvoiceRecord::write(conn, &batch).await.expect("a batch is written");
        spent += began.elapsed();
        written += done.created + done.updated;
    }
    (spent, written)
}

fn cells(out: &mut Rows, record: &InvoiceRecord) {
    out.text(&record.digiforma_id)
        .optional(record.company_digiforma_id.as_deref())
        .optional(record.customer_digiforma_id.as_deref())
        .optional(record.recipient_name.as_deref())
        .optional(record.invoice_number.as_deref())
        .text(record.status)
        .cell(record.net_amount)
        .cell(record.total_amount)
        .cell(record.paid_amount)
        .cell(record.issue_date)
        .cell(record.due_date)
        .cell(record.paid_date)
        .text(&record.metadata)
        .end();
}

async fn by_copy(url: &str, rows: usize) -> Duration {
    let load = BulkLoad::begin(url).await.unwrap();
    let records: Vec<InvoiceRecord> = (0..rows).map(record).collect();
    let mut records = records.iter();
    let began = Instant::now();
    let statement =
        "COPY plain (digiforma_id, company_digiforma_id, customer_digiforma_id, recipient_name, invoice_number,
        status, net_amount, total_amount, paid_amount, issue_date, due_date, paid_date, metadata) FROM STDIN";
    let copied = load.copy(statement, |out| {
        let Some(record) = records.next() else { return false };
        cells(out, record);
        true
    });
    assert_eq!(copied.await.unwrap(), u64::try_from(rows).unwrap());
    load.commit().await.unwrap();
    began.elapsed()
}

#[tokio::main]
async fn main() {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<usize>().expect("a number"));
    let (rows, pairs) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(3));
    let database = TestDatabase::new().await;
    let pool = database.pool();
    let mut conn = db::pool::get(&pool).await.unwrap();
    conn.batch_execute(
        "INSERT INTO digiforma_companies (digiforma_id, name) VALUES ('7', 'CH de Cholet');
         CREATE TABLE plain (LIKE digiforma_invoices INCLUDING ALL)",
    )
    .await
    .unwrap();
    let (mut copied, mut mirrored) = (Vec::new(), Vec::new());
    for _ in 0..pairs {
        conn.batch_execute("TRUNCATE plain, digiforma_invoices CASCADE").await.unwrap();
        copied.push(by_copy(database.url(), rows).await.as_secs_f64());
        let (spent, created) = through_the_mirror(&mut conn, rows).await;
        assert_eq!(created, i64::try_from(rows).unwrap());
        mirrored.push(spent.as_secs_f64());
    }
    let (again, written) = through_the_mirror(&mut conn, rows).await;
    let result = serde_json::json!({
        "rows": rows, "copy": copied, "mirror": mirrored, "again": again.as_secs_f64(), "writtenAgain": written,
    });
    println!("{result}");
}
