//! How many SQL statements a request costs, whatever the number of rows.

use serde_json::json;

use crate::setting::*;

#[tokio::test]
async fn a_longer_list_costs_no_more() {
    let (firm, first) = office().await;
    let rows = async |institution: &serde_json::Value| {
        let quote = create(&firm.manager, QUOTES, &quote_body(institution)).await;
        step(&firm.manager, QUOTES, &quote, "accept").await;
        let convert = format!("{}/convert-to-invoice", path(QUOTES, &quote));
        let invoice = firm.manager.post(&convert, &json!({})).await.expect(201).json()["data"].take();
        firm.manager.put(&path(INVOICES, &invoice), &json!({ "serviceStart": "2026-01-05" })).await.expect(200);
        let invoice = step(&firm.manager, INVOICES, &invoice, "send").await;
        pay(&firm.manager, &invoice, 1.0).await;
        (quote, invoice)
    };
    let (quote, invoice) = rows(&first).await;
    let lists = [
        ("/api/quotes?limit=100".to_owned(), 5),
        ("/api/quotes/status/accepted".to_owned(), 6),
        ("/api/invoices?limit=100".to_owned(), 9),
        ("/api/payments?limit=100".to_owned(), 3),
        ("/api/catalog?limit=100".to_owned(), 2),
    ];
    let mut short = Vec::new();
    for (list, most) in &lists {
        let cost = firm.statements(&firm.manager, list).await;
        assert!(cost <= *most, "{list}: {cost}");
        short.push(cost);
    }
    for (one, most) in [(path(QUOTES, &quote), 5), (path(INVOICES, &invoice), 8)] {
        let cost = firm.statements(&firm.manager, &one).await;
        assert!(cost <= most, "{one}: {cost}");
    }
    for n in 0..8 {
        let other = hospital(&firm, &format!("CH {n}"), &firm.auditor).await;
        rows(&other).await;
        create(&firm.manager, CATALOG, &json!({ "name": format!("x{n}"), "unitPrice": 1 })).await;
    }
    for ((list, _), before) in lists.iter().zip(short) {
        let cost = firm.statements(&firm.manager, list).await;
        // An empty list of the catalog costs no less.
        assert_eq!(cost, before, "{list}");
    }
}
