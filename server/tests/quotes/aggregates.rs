//! Numbers of quotes.

use serde_json::json;

use crate::setting::*;

#[tokio::test]
async fn quotes_are_counted_and_summed_up() {
    let firm = Firm::start().await;
    let (one, other) = (hospital(&firm, "Une", &firm.manager).await, hospital(&firm, "Autre", &firm.manager).await);
    for _ in 0..2 {
        sent(&firm.manager, &one).await;
    }
    draft(&firm.manager, &other, json!([day_of_audit("10")])).await;
    let gone = draft(&firm.manager, &other, json!([day_of_audit("50")])).await;
    done(&firm.manager, "deleteQuote", json!({ "id": gone["id"] })).await;
    let document = "{ quoteAggregate(groupBy: [STATUS]) { count key { status } sum { total } } }";
    let data = firm.manager.query(document, json!({})).await;
    assert_eq!(
        data["quoteAggregate"],
        json!([
            { "count": 1, "key": { "status": "DRAFT" }, "sum": { "total": "1200" } },
            { "count": 2, "key": { "status": "SENT" }, "sum": { "total": "240" } },
        ])
    );
}
