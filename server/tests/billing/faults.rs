//! The server stops in the middle of an issue: no number is burnt, nothing is half done.

use std::time::Duration;

use crm::operations::invoice::{self, Issuing};
use diesel_async::{AsyncConnection, SimpleAsyncConnection};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::setting::{clinic, context, day_of_audit, done, draft, now, office, texts, today};

fn id(invoice: &Value) -> Uuid {
    invoice["id"].as_str().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issue_that_is_dropped_at_any_moment_was_never_begun() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    // The trial takes its time; the rounds find it done, and end in the transaction.
    let first = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    done(&firm.manager, "issueInvoice", json!({ "id": first["id"] })).await;
    let mut given = 1;
    for round in 0..40_u64 {
        let made = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
        let ctx = context(&firm.app, &firm.manager);
        let issuing = Issuing { id: id(&made), ..Issuing::default() };
        let issue = invoice::issue(&ctx, issuing);
        let dropped = tokio::time::timeout(Duration::from_micros(round * 400), issue).await.is_err();
        if !dropped {
            given += 1;
            continue;
        }
        // Committed at the last moment, or as before.
        let after = now(&firm.manager, &made["id"]).await;
        if after["status"] == "ISSUED" {
            given += 1;
        } else {
            assert_eq!(after["version"], made["version"], "round {round}");
        }
    }
    let last = draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await;
    let last = done(&firm.manager, "issueInvoice", json!({ "id": last["id"] })).await;
    assert_eq!(last["invoiceNumber"], format!("INV{}{:04}", today().format("%Y%m"), given + 1));
    let document = "query($year: Int!) { verifyInvoiceChain(series: \"INV\", year: $year) { isValid documentCount } }";
    let year: i32 = today().format("%Y").to_string().parse().unwrap();
    let data = firm.manager.query(document, json!({ "year": year })).await;
    assert_eq!(data["verifyInvoiceChain"], json!({ "isValid": true, "documentCount": given + 1 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_killed_while_it_waits_for_its_number_takes_none() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", &firm.manager).await;
    let (first, second) = (
        draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await,
        draft(&firm.manager, &clinic, json!([day_of_audit("1")])).await,
    );
    let mut holder = diesel_async::AsyncPgConnection::establish(firm.app.database_url()).await.unwrap();
    let year = today().format("%Y");
    holder
        .batch_execute(&format!(
            "INSERT INTO document_counters (series, year) VALUES ('INV', {year});
             BEGIN; SELECT * FROM document_counters FOR UPDATE"
        ))
        .await
        .unwrap();
    let ctx = context(&firm.app, &firm.manager);
    let issuing = Issuing { id: id(&first), ..Issuing::default() };
    let waiting = tokio::spawn(async move { invoice::issue(&ctx, issuing).await.map(drop) });
    let blocked =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while texts(&firm.app, blocked).await != ["1"] {
        assert!(!waiting.is_finished());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    firm.app
        .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        .await;
    assert!(waiting.await.unwrap().is_err());
    holder.batch_execute("COMMIT").await.unwrap();
    let second = done(&firm.manager, "issueInvoice", json!({ "id": second["id"] })).await;
    assert!(second["invoiceNumber"].as_str().unwrap().ends_with("0001"), "{second:#}");
    assert_eq!(now(&firm.manager, &first["id"]).await["status"], "DRAFT");
}
