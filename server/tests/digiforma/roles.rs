//! Who sees what of the mirror: rows follow their institutions, the connection is the administrator's.

use crm::operations::digiforma::sync;
use futures_util::StreamExt as _;
use serde_json::{Value, json};

use crate::setting::{Mirror, fixture};

async fn start() -> (Mirror, String) {
    let document = |id: &str, company: &str| {
        json!({ "id": id, "number": id.parse::<i64>().unwrap(), "numberStr": id, "prefix": "2026", "date": "2026-01-05",
            "items": [], "recipient": { "__typename": "Company", "id": company } })
    };
    let contact = |id: &str| json!([{ "id": id, "firstname": "A", "lastname": "B" }]);
    let mirror = Mirror::start(fixture(json!({
        "companies": [
            { "id": "1", "name": "Clinique Bretéché", "city": "Nantes", "cityCode": "44000", "contacts": contact("1") },
            { "id": "2", "name": "Clinique du Parc", "city": "Lyon", "cityCode": "69006", "contacts": contact("2") },
            { "id": "3", "name": "Personne", "contacts": contact("3") },
        ],
        "quotations": [document("1", "1"), document("2", "2"), document("3", "3")],
        "invoices": [document("1", "1"), document("2", "2"), document("3", "3")],
    })))
    .await;
    let auditor = json!({ "assignedUserId": mirror.firm.auditor.id() });
    let own = mirror.institution("Clinique Bretéché", "Nantes", "44000", auditor).await;
    let others = json!({ "assignedUserId": mirror.firm.manager.id() });
    mirror.institution("Clinique du Parc", "Lyon", "69006", others).await;
    mirror.sync_well().await;
    (mirror, own)
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_follow_their_institutions() {
    let (mirror, _) = start().await;
    let document = "{ digiforma { companies { totalCount nodes { digiformaId mapping { id } } } contacts { totalCount }
        quotes { totalCount } invoices { totalCount nodes { digiformaId } } } }";
    for (role, caller) in mirror.firm.by_role() {
        let shown = caller.query(document, json!({})).await["digiforma"].take();
        let count = |list: &str| shown[list]["totalCount"].as_i64().unwrap();
        let expected = if role == "auditor" { 1 } else { 3 };
        for list in ["companies", "contacts", "quotes", "invoices"] {
            assert_eq!(count(list), expected, "{role}: {list}");
        }
        if role == "auditor" {
            assert_eq!(shown["invoices"]["nodes"], json!([{ "digiformaId": "1" }]));
        }
        let links =
            shown["companies"]["nodes"].as_array().unwrap().iter().filter(|row| !row["mapping"].is_null()).count();
        assert_eq!(links, if role == "admin" { 2 } else { 0 }, "{role}");
    }
    // A colleague of the team sees what the auditor sees.
    let shown = mirror.firm.colleague.query(document, json!({})).await;
    assert_eq!(shown["digiforma"]["companies"]["totalCount"], 1);
    // When the institution goes, its rows go from who sees them through it.
    mirror.firm.app.sql("UPDATE medical_institutions SET deleted_at = now()").await;
    let shown = mirror.firm.auditor.query(document, json!({})).await;
    assert_eq!(shown["digiforma"]["invoices"]["totalCount"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_that_one_may_not_see_is_not_there() {
    let (mirror, _) = start().await;
    let all = mirror.ask_for("companies { nodes { id digiformaId } }").await;
    for row in all["companies"]["nodes"].as_array().unwrap() {
        let one = "query($id: ID!) { digiforma { company(id: $id) { name } } }";
        let answer = mirror.firm.auditor.graphql(one, json!({ "id": row["id"] })).await;
        if row["digiformaId"] == "1" {
            assert_eq!(answer["data"]["digiforma"]["company"]["name"], "Clinique Bretéché");
        } else {
            assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connection_and_the_links_are_the_administrators() {
    let (mirror, _) = start().await;
    let questions = [
        ("settings { isEnabled }", "admin"),
        ("mappings { totalCount }", "admin"),
        ("unmatchedCompanies { totalCount }", "admin"),
        ("fuzzyMatches { totalCount }", "admin"),
        ("status { isRunning }", "admin manager viewer"),
        ("syncs { totalCount }", "admin manager viewer"),
    ];
    for (role, caller) in mirror.firm.by_role() {
        for (selection, allowed) in questions {
            let answer = caller.graphql(&format!("{{ digiforma {{ {selection} }} }}"), json!({})).await;
            let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("ok");
            let expected = if allowed.split(' ').any(|name| name == role) { "ok" } else { "FORBIDDEN" };
            assert_eq!(code, expected, "{role}: {selection}");
        }
        let id = uuid::Uuid::now_v7();
        for mutation in [
            "updateDigiformaSettings(input: {}) { settings { version } }".to_owned(),
            "testDigiformaConnection { success }".to_owned(),
            format!(
                "createDigiformaMapping(input: {{ digiformaCompanyId: \"{id}\", institutionId: \"{id}\" }}) {{ userErrors {{ code }} }}"
            ),
        ] {
            let answer = caller.graphql(&format!("mutation {{ {mutation} }}"), json!({})).await;
            let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("ok");
            assert_eq!(code, if role == "admin" { "ok" } else { "FORBIDDEN" }, "{role}: {mutation}");
        }
    }
    let answer = mirror.firm.app.anonymous().graphql("{ digiforma { companies { totalCount } } }", json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
}

/// Lists cost the same number of statements whatever their length.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_costs_no_statement_per_row() {
    use async_graphql::{Data, Variables};
    use crm::{
        auth::Viewer,
        context::{Caller, RequestInfo},
    };
    use graphql::{engine::Operation, http::Gate as _, schema};
    let (mirror, _) = start().await;
    let app = &mirror.firm.app.app;
    let engine = schema::api(app.config.graphql);
    let document = |first: usize| {
        format!(
            "{{ digiforma {{ companies(first: {first}) {{ nodes {{ name institution {{ name }} mapping {{ matchScore }}
               contacts {{ nodes {{ lastName contactPerson {{ email }} }} }} quotes {{ nodes {{ quoteNumber }} }}
               invoices {{ nodes {{ invoiceNumber lines {{ netAmount }} company {{ name }} }} }} }} }} }} }}"
        )
    };
    let ask = async |first: usize| {
        let request = RequestInfo {
            id: "1".into(),
            origin: "graphql",
            ip: None,
            is_local: true,
            user_agent: None,
            idempotency_key: None,
        };
        let caller = Caller { viewer: Ok(Viewer::system("test").into()), request: request.into() };
        let mut data = Data::default();
        app.admit(&caller, &mut data);
        let operation = Operation { query: document(first), name: None, variables: Variables::default() };
        let (reply, statements) = db::statements::count(engine.execute(operation, data)).await;
        let Ok(reply) = reply else { panic!("refused") };
        assert!(reply.response.errors.is_empty(), "{:?}", reply.response.errors);
        statements
    };
    ask(1).await;
    assert_eq!(ask(1).await, ask(3).await);
}

/// Whoever watches hears how a reading goes on.
#[tokio::test(flavor = "multi_thread")]
async fn progress_is_told_as_it_happens() {
    use crm::{auth::Viewer, events, operations::user_admin::system_context};
    let (mirror, _) = start().await;
    let app = mirror.firm.app.app.clone();
    tokio::spawn(events::listener::run(app.clone(), mirror.firm.app.database_url().to_owned()));
    while !app.listener.is_listening() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let id = mirror.ask("INITIAL").await;
    let mut ctx = system_context(&app, "graphql");
    let mut viewer = Viewer::system("test");
    viewer.role = domain::UserRole::Viewer;
    ctx.viewer = viewer.into();
    let heard = sync::watch(ctx, Some(id)).await.unwrap();
    let work = tokio::spawn(async move { sync::run(&app, id).await });
    let rows: Vec<_> = tokio::time::timeout(
        std::time::Duration::from_secs(30),
        heard.take_while(|row| std::future::ready(!row.status.is_over())).collect(),
    )
    .await
    .unwrap();
    work.await.unwrap().unwrap();
    assert_eq!(rows[0].status.name(), "pending");
    let phases: std::collections::BTreeSet<_> = rows.iter().filter_map(|row| row.phase).collect();
    assert!(phases.len() >= 3, "{phases:?}");
    let last: Value = rows.last().unwrap().counters.clone();
    assert!(last["companies"]["read"].as_i64().unwrap() > 0, "{last}");
}
