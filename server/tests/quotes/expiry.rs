//! The job that marks quotes whose validity has ended.

use crm::operations::quote;
use futures_util::future::join_all;
use serde_json::json;

use crate::setting::*;

#[tokio::test]
async fn sent_quotes_expire_and_others_do_not() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    let late = sent(&firm.manager, &hospital).await;
    let open = sent(&firm.manager, &hospital).await;
    let accepted = sent(&firm.manager, &hospital).await;
    done(&firm.manager, "acceptQuote", json!({ "id": accepted["id"] })).await;
    let unsent = draft(&firm.manager, &hospital, json!([])).await;
    for quote in [&late, &accepted, &unsent] {
        outdate(&firm.app, &quote["id"]).await;
    }
    // Before the job has marked it.
    assert_eq!(outcome(&firm.manager, "rejectQuote", json!({ "id": late["id"] })).await, "input:QUOTE_EXPIRED");
    let flags = "query($id: ID!) { quote(id: $id) { canBeAccepted canBeRejected isExpired } }";
    let data = firm.manager.query(flags, json!({ "id": late["id"] })).await;
    assert_eq!(data["quote"], json!({ "canBeAccepted": false, "canBeRejected": false, "isExpired": true }));
    assert_eq!(quote::expire_all(&firm.app.app).await.unwrap(), 1);
    assert_eq!(quote::expire_all(&firm.app.app).await.unwrap(), 0, "once is enough");
    let expired = now(&firm.manager, &late["id"]).await;
    assert_eq!([&expired["status"], &expired["isExpired"]], [&json!("EXPIRED"), &json!(true)]);
    for (quote, status) in [(&open, "SENT"), (&accepted, "ACCEPTED"), (&unsent, "DRAFT")] {
        assert_eq!(now(&firm.manager, &quote["id"]).await["status"], status);
    }
    let noted = texts(
        &firm.app,
        "SELECT user_name || ' ' || (changes->'status'->>'new') FROM audit_events WHERE action = 'quote.expired'",
    )
    .await;
    assert_eq!(noted.len(), 1);
    assert!(noted[0].ends_with(" EXPIRED"), "{noted:?}");
    // What has expired is answered no more, and changes no more.
    for step in ["acceptQuote", "rejectQuote", "orderQuote"] {
        let refused = outcome(&firm.manager, step, json!({ "id": late["id"] })).await;
        assert_eq!(refused, "input:ILLEGAL_TRANSITION", "{step}");
    }
}

#[tokio::test]
async fn several_servers_share_the_work() {
    let firm = Firm::start().await;
    let hospital = hospital(&firm, "CHU", &firm.manager).await;
    sent(&firm.manager, &hospital).await;
    firm.app
        .sql(
            "INSERT INTO quotes (id, quote_number, institution_id, assigned_user_id, title, valid_until, status)
               SELECT uuid_v7(), 'X' || n, institution_id, assigned_user_id, title, now() - interval '1 day', 'sent'
               FROM quotes, generate_series(1, 450) n",
        )
        .await;
    let marked = join_all((0..3).map(|_| quote::expire_all(&firm.app.app))).await;
    let marked: usize = marked.into_iter().map(Result::unwrap).sum();
    assert_eq!(marked, 450);
    assert_eq!(
        texts(&firm.app, "SELECT count(*) FROM audit_events WHERE action = 'quote.expired'").await,
        ["450"],
        "each is put on record once"
    );
}
