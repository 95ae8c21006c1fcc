//! Revenue that is entered by hand: written, listed, deleted and brought back.

use serde_json::{Value, json};

use crate::{
    books::{Books, revenue},
    setting::{attempt, code, mutate, repeat, texts},
};

const FIELDS: &str = "id label kind entryDate netAmount taxAmount totalAmount paidAmount paidDate remainingAmount
    institutionId institution { name } reference notes createdById createdBy { id } canEdit deletedAt version";

fn entry(selection: &str) -> String {
    format!("revenueEntry {{ {selection} }}")
}

#[tokio::test]
async fn an_entry_is_made_and_changed() {
    let books = Books::empty().await;
    let manager = &books.firm.manager;
    let input = json!({
        "label": "  Location de salle ", "kind": "RENT", "entryDate": "2026-02-03", "netAmount": "450", "taxAmount": "90",
        "paidAmount": "540.00", "paidDate": "2026-02-20", "institutionId": books.one, "reference": "L-7", "notes": "Salle B",
    });
    let mut payload = mutate(manager, "createRevenueEntry", &entry(FIELDS), input).await;
    let made = payload["revenueEntry"].take();
    assert_eq!(
        made,
        json!({ "id": made["id"], "label": "Location de salle", "kind": "RENT", "entryDate": "2026-02-03",
            "netAmount": "450.00", "taxAmount": "90.00", "totalAmount": "540.00", "paidAmount": "540.00",
            "paidDate": "2026-02-20", "remainingAmount": "0.00", "institutionId": books.one,
            "institution": { "name": "Clinique du Port" }, "reference": "L-7", "notes": "Salle B",
            "createdById": manager.id(), "createdBy": { "id": manager.id() }, "canEdit": true, "deletedAt": null,
            "version": 1 })
    );
    let update = json!({ "id": made["id"], "expectedVersion": 1, "netAmount": "500.00", "taxAmount": "100",
        "paidAmount": "0", "institutionId": null, "notes": null });
    let mut payload = mutate(manager, "updateRevenueEntry", &entry(FIELDS), update.clone()).await;
    let changed = payload["revenueEntry"].take();
    assert_eq!(
        [
            &changed["totalAmount"],
            &changed["paidDate"],
            &changed["institutionId"],
            &changed["notes"],
            &changed["version"]
        ],
        [&json!("600.00"), &Value::Null, &Value::Null, &Value::Null, &json!(2)],
        "what was not paid has no day of payment"
    );
    assert_eq!(code(&attempt(manager, "updateRevenueEntry", "", update).await), "CONFLICT");
    let same = json!({ "id": made["id"], "label": "Location de salle" });
    let unchanged = mutate(manager, "updateRevenueEntry", &entry("version"), same).await;
    assert_eq!(unchanged["revenueEntry"]["version"], 2);
    let found = manager
        .query(
            "query($id: ID!) { revenueEntry(id: $id) { label } node(id: $id) { __typename id } }",
            json!({ "id": made["id"] }),
        )
        .await;
    assert_eq!(found["node"], json!({ "__typename": "RevenueEntry", "id": made["id"] }));
    let of_record = "SELECT concat_ws(' ', action, entity, institution_id IS NOT NULL, changes->'netAmount'->>'new')
        FROM audit_events WHERE entity = 'revenue_entry' ORDER BY occurred_at, id";
    assert_eq!(
        texts(&books.firm.app, of_record).await,
        ["revenue_entry.created revenue_entry t 450.00", "revenue_entry.updated revenue_entry f 500.00"]
    );
}

#[tokio::test]
async fn a_repeated_request_enters_it_once() {
    let books = Books::empty().await;
    let input = json!({ "label": "Aide", "entryDate": "2026-02-03", "netAmount": "100" });
    let ask = async || repeat(&books.firm.manager, "key-1", "createRevenueEntry", &entry("id"), input.clone()).await;
    let (first, second) = (ask().await, ask().await);
    assert_eq!(first["revenueEntry"]["id"], second["revenueEntry"]["id"]);
    assert_eq!(revenue(&books.firm.manager, None).await["other"]["count"], 1);
}

#[tokio::test]
async fn what_is_deleted_counts_no_longer_and_can_come_back() {
    let books = Books::empty().await;
    let manager = &books.firm.manager;
    let made = books.enter(json!({ "netAmount": "100", "institutionId": books.one })).await;
    let other = async || {
        let (firm, one) = (revenue(manager, None).await, revenue(manager, Some(&books.one)).await);
        assert_eq!(firm["other"], one["other"]);
        firm["other"]["invoiced"].as_str().unwrap().to_owned()
    };
    assert_eq!(other().await, "100.00");
    let gone = mutate(manager, "deleteRevenueEntry", &entry("deletedAt canEdit"), json!({ "id": made["id"] })).await;
    assert!(gone["revenueEntry"]["deletedAt"].is_string() && gone["revenueEntry"]["canEdit"] == false);
    assert_eq!(other().await, "0.00");
    let missing =
        manager.graphql("query($id: ID!) { revenueEntry(id: $id) { id } }", json!({ "id": made["id"] })).await;
    assert_eq!(code(&missing), "NOT_FOUND");
    let edit = attempt(manager, "updateRevenueEntry", "", json!({ "id": made["id"], "label": "x" })).await;
    assert_eq!(code(&edit), "NOT_FOUND");
    let list = "query($deleted: Boolean) { revenueEntries(filter: { deleted: $deleted }) { totalCount } }";
    let count = async |deleted: bool| {
        manager.query(list, json!({ "deleted": deleted })).await["revenueEntries"]["totalCount"].take()
    };
    assert_eq!((count(true).await, count(false).await), (json!(1), json!(0)));
    let back = mutate(manager, "restoreRevenueEntry", &entry("deletedAt"), json!({ "id": made["id"] })).await;
    assert_eq!(back["revenueEntry"]["deletedAt"], Value::Null);
    assert_eq!(other().await, "100.00");
}

#[tokio::test]
async fn entries_are_filtered_and_sorted() {
    let books = Books::empty().await;
    for (label, kind, day, net, of) in [
        ("Élan", "SUBSIDY", "2026-01-05", "300", Some(&books.one)),
        ("Ecrin", "RENT", "2026-03-05", "100", Some(&books.other)),
        ("Zone", "RENT", "2026-02-05", "200", None),
    ] {
        books
            .enter(json!({ "label": label, "kind": kind, "entryDate": day, "netAmount": net, "institutionId": of, "reference": "R 9" }))
            .await;
    }
    let document = "query($filter: RevenueEntryFilter, $order: [RevenueEntryOrder!], $search: String) {
        revenueEntries(filter: $filter, orderBy: $order, search: $search) { nodes { label } } }";
    let labels = async |variables: Value| -> String {
        let data = books.firm.manager.query(document, variables).await;
        let nodes = data["revenueEntries"]["nodes"].as_array().unwrap().clone();
        nodes.iter().map(|node| node["label"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(labels(json!({})).await, "Ecrin Zone Élan", "the latest first");
    assert_eq!(labels(json!({ "order": [{ "field": "LABEL" }] })).await, "Ecrin Élan Zone");
    assert_eq!(labels(json!({ "order": [{ "field": "TOTAL_AMOUNT", "direction": "DESC" }] })).await, "Élan Zone Ecrin");
    assert_eq!(labels(json!({ "search": "elan r" })).await, "Élan");
    for (filter, found) in [
        (json!({ "kind": { "eq": "RENT" } }), "Ecrin Zone"),
        (json!({ "entryDate": { "gte": "2026-02-01", "lt": "2026-03-01" } }), "Zone"),
        (json!({ "institutionId": { "isNull": true } }), "Zone"),
        (json!({ "institution": { "name": { "contains": "port" } } }), "Élan"),
        (json!({ "not": { "netAmount": { "gt": "150" } } }), "Ecrin"),
        (json!({ "reference": { "eq": "R 9" }, "paidAmount": { "eq": "0" } }), "Ecrin Zone Élan"),
    ] {
        assert_eq!(labels(json!({ "filter": filter })).await, found, "{filter}");
    }
    let of_institution = "query($id: ID!) { institution(id: $id) { revenueEntries { totalCount nodes { label } } } }";
    let data = books.firm.manager.query(of_institution, json!({ "id": books.other })).await;
    assert_eq!(data["institution"]["revenueEntries"], json!({ "totalCount": 1, "nodes": [{ "label": "Ecrin" }] }));
}
