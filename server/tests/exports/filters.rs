//! Files have the rows of the lists.

use serde_json::json;

use crate::setting::{Table, clinic, done, issued, lines, office};

#[tokio::test]
async fn the_filters_of_the_lists_count() {
    let firm = office().await;
    let (port, gare) =
        (clinic(&firm, "Clinique du Port", "411-P").await, clinic(&firm, "Clinique de la Gare", "411-G").await);
    for (house, title) in [(&port, "Audit du bloc"), (&gare, "Formation")] {
        let input = json!({ "institutionId": house, "title": title, "lines": lines() });
        done(&firm.manager, "createQuote", "quote", "id", input).await;
        issued(&firm.manager, house, title, lines()).await;
        let input = json!({ "title": title, "institutionId": house, "assigneeId": firm.manager.id() });
        done(&firm.manager, "createTask", "task", "id", input).await;
    }
    let titles = async |path: &str, column: &str| {
        let table = Table::of(&firm.manager.get(path).await.expect(200));
        let mut found: Vec<String> = table.column(column).into_iter().map(str::to_owned).collect();
        found.sort();
        found
    };
    assert_eq!(titles("/api/export/institutions?name=gare", "name").await, ["Clinique de la Gare"]);
    assert_eq!(titles("/api/export/institutions?type=hospital", "name").await, Vec::<String>::new());
    for list in ["quotes", "invoices", "tasks"] {
        assert_eq!(titles(&format!("/api/export/{list}"), "title").await, ["Audit du bloc", "Formation"], "{list}");
        assert_eq!(titles(&format!("/api/export/{list}?search=formation"), "title").await, ["Formation"], "{list}");
        let of_port = format!("/api/export/{list}?institutionId={port}");
        assert_eq!(titles(&of_port, "title").await, ["Audit du bloc"], "{list}");
        let none = format!("/api/export/{list}?endDate=2020-01-01");
        assert_eq!(titles(&none, "title").await, Vec::<String>::new(), "{list}");
        let all = format!("/api/export/{list}?startDate=2020-01-01&page=2&limit=1&unknown=x");
        assert_eq!(titles(&all, "title").await.len(), 2, "{list}: pages do not count");
    }
    assert_eq!(titles("/api/export/payments?status=pending", "id").await, Vec::<String>::new());
}

#[tokio::test]
async fn what_the_lists_leave_out_is_left_out() {
    let firm = office().await;
    let clinic = clinic(&firm, "Clinique", "411-C").await;
    let invoice = issued(&firm.manager, &clinic, "Archivée", lines()).await;
    done(&firm.manager, "archiveInvoice", "invoice", "id", json!({ "id": invoice["id"] })).await;
    let input = json!({ "institutionId": clinic, "title": "Supprimé", "lines": lines() });
    let quote = done(&firm.manager, "createQuote", "quote", "id", input).await;
    done(&firm.manager, "deleteQuote", "quote", "id", json!({ "id": quote["id"] })).await;
    for list in ["invoices", "quotes"] {
        let table = Table::of(&firm.manager.get(&format!("/api/export/{list}")).await.expect(200));
        assert!(table.rows.is_empty(), "{list}: {table:?}");
    }
}
