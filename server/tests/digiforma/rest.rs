//! `/api/digiforma`: paths, envelopes and codes of the contract.

use crm::operations::digiforma::sync;
use serde_json::{Value, json};

use crate::setting::{Mirror, TOKEN, fixture};

async fn start() -> Mirror {
    Mirror::start(fixture(json!({
        "companies": [
            { "id": "1", "name": "Clinique Pasteur", "city": "Muret", "cityCode": "31600", "email": "c@p.example" },
            { "id": "2", "name": "Clinique Pasteur", "city": "Toulouse", "cityCode": "31000" },
            { "id": "3", "name": "Personne", "city": "Lille", "cityCode": "59000" },
        ],
        "quotations": [{ "id": "1", "number": 2, "numberStr": "00002", "prefix": "2026", "date": "2026-01-05",
            "acceptedAt": "2026-01-09", "items": [{ "quantity": 1.0, "unitPrice": 100.0, "vat": 20.0 }],
            "recipient": { "__typename": "Company", "id": "2" } }],
        "invoices": [{ "id": "1", "number": 1, "numberStr": "001", "prefix": "2026", "date": "2026-01-05",
            "items": [{ "quantity": 1.0, "unitPrice": 100.0, "vat": 20.0 }],
            "invoicePayments": [{ "id": "1", "amount": 20.5, "date": "2026-01-06" }], "paymentLimitDays": 9000,
            "recipient": { "__typename": "Company", "id": "2" } }],
    })))
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connection_is_set_tried_and_read() {
    let mirror = start().await;
    let admin = &mirror.firm.admin;
    let shown = admin.get("/api/digiforma/settings").await.expect(200).json();
    assert_eq!(shown["success"], true);
    let data = &shown["data"];
    assert_eq!(
        (&data["isConfigured"], &data["isEnabled"], &data["syncFrequency"]),
        (&json!(true), &json!(true), &json!("weekly"))
    );
    assert!(data.get("bearerToken").is_none());
    let body = json!({ "autoSyncEnabled": true, "syncFrequency": "monthly", "bearerToken": TOKEN, "unknown": 1 });
    let changed = admin.post("/api/digiforma/settings", &body).await.expect(200).json();
    assert_eq!((&changed["data"]["syncFrequency"], changed["message"].is_string()), (&json!("monthly"), true));
    let bad = admin.post("/api/digiforma/settings", &json!({ "syncFrequency": "hourly" })).await;
    assert_eq!((bad.status, bad.code().as_str()), (400, "VALIDATION_ERROR"));

    let tried = admin.post("/api/digiforma/test-connection", &json!({})).await.expect(200).json();
    assert_eq!((&tried["success"], tried["message"].is_string(), tried.get("data")), (&json!(true), true, None));

    let started = admin.post("/api/digiforma/sync", &json!({ "mode": "initial" })).await.expect(200).json();
    let data = &started["data"];
    assert_eq!((&data["status"], &data["mode"]), (&json!("pending"), &json!("initial")));
    let again = admin.post("/api/digiforma/sync", &json!({})).await;
    assert_eq!((again.status, again.code().as_str()), (400, "ALREADY_RUNNING"));
    let running = admin.get("/api/digiforma/sync/status").await.expect(200).json();
    assert_eq!((&running["data"]["isRunning"], &running["data"]["lastSync"]["id"]), (&json!(true), &data["syncId"]));
    sync::run(&mirror.firm.app.app, data["syncId"].as_str().unwrap().parse().unwrap()).await.unwrap();

    let status = mirror.firm.viewer.get("/api/digiforma/sync/status").await.expect(200).json();
    assert_eq!(status["data"]["isRunning"], false);
    assert_eq!(status["data"]["stats"], json!({ "totalCompanies": 3, "linkedCompanies": 0, "unlinkedCompanies": 3 }));
    let last = &status["data"]["lastSync"];
    assert_eq!(
        (&last["status"], &last["companiesSynced"], &last["invoicesCreated"]),
        (&json!("success"), &json!(3), &json!(1))
    );
    assert_eq!(last["errors"], json!([]));
    let history = mirror.firm.manager.get("/api/digiforma/sync/history?limit=1").await.expect(200).json();
    assert_eq!(history["data"]["pagination"], json!({ "limit": 1, "offset": 0, "total": 1 }));
    assert_eq!(history["data"]["syncs"][0]["syncType"], "manual");
    for query in ["limit=0", "limit=101", "offset=-1"] {
        let refused = admin.get(&format!("/api/digiforma/sync/history?{query}")).await;
        assert_eq!((refused.status, refused.code().as_str()), (400, "VALIDATION_ERROR"), "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_configured_says_so() {
    let firm = crate::common::firm::Firm::start().await;
    for path in ["/api/digiforma/sync", "/api/digiforma/test-connection"] {
        let refused = firm.admin.post(path, &json!({})).await;
        assert_eq!((refused.status, refused.code().as_str()), (400, "NOT_CONFIGURED"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn companies_are_matched_and_institutions_show_them() {
    let mirror = start().await;
    let id = mirror.institution("Clinique Pasteur", "Toulouse", "31000", json!({ "accountingNumber": "411-7" })).await;
    mirror.sync_well().await;
    let admin = &mirror.firm.admin;

    let unmatched = admin.get("/api/digiforma/unmatched-companies").await.expect(200).json();
    assert_eq!(unmatched["data"]["count"], 2);
    let muret = unmatched["data"]["companies"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["digiformaId"] == "1")
        .unwrap()
        .clone();
    assert_eq!(muret["address"], json!({ "city": "Muret", "zipCode": "31600" }));
    assert_eq!(muret["metadata"]["name"], "Clinique Pasteur");

    let path = format!("/api/digiforma/suggested-matches/{}", muret["id"].as_str().unwrap());
    let suggested = admin.get(&path).await.expect(200).json();
    assert_eq!(suggested["data"]["company"]["email"], "c@p.example");
    let first = &suggested["data"]["suggestions"][0];
    assert_eq!((&first["institution"]["id"], &first["score"]), (&json!(id), &json!(84)));
    assert_eq!((&first["matchCriteria"], &first["matchType"]), (&json!("name"), &json!("fuzzy")));
    assert_eq!(
        (&first["institution"]["isLocked"], &first["institution"]["accountingNumber"]),
        (&json!(true), &json!("411-7"))
    );
    let unknown = format!("/api/digiforma/suggested-matches/{}", uuid::Uuid::now_v7());
    let refused = admin.get(&unknown).await;
    assert_eq!((refused.status, refused.code().as_str()), (404, "COMPANY_NOT_FOUND"));

    let fuzzy = admin.get("/api/digiforma/fuzzy-matches").await.expect(200).json();
    let found = &fuzzy["data"]["matches"][0];
    assert_eq!((&fuzzy["data"]["count"], &found["matchScore"]), (&json!(1), &json!(84)));
    assert_eq!(
        (&found["digiformaCompany"]["name"], &found["institution"]["id"]),
        (&json!("Clinique Pasteur"), &json!(id))
    );

    // What the institution shows is the linked company's.
    let of = |what: &str| format!("/api/digiforma/institutions/{id}/{what}");
    let company = mirror.firm.manager.get(&of("company")).await.expect(200).json();
    assert_eq!(company["data"]["company"]["digiformaId"], "2");
    let quotes = mirror.firm.manager.get(&of("quotes")).await.expect(200).json();
    let quote = &quotes["data"]["quotes"][0];
    assert_eq!(
        (&quote["quoteNumber"], &quote["totalAmount"], &quote["status"]),
        (&json!("2026-00002"), &json!("120.00"), &json!("accepted"))
    );
    assert_eq!(quote["acceptedDate"], "2026-01-09T12:00:00.000Z");
    let invoices = mirror.firm.manager.get(&of("invoices")).await.expect(200).json();
    let invoice = &invoices["data"]["invoices"][0];
    assert_eq!(
        (&invoice["totalAmount"], &invoice["paidAmount"], &invoice["status"]),
        (&json!("120.00"), &json!("20.50"), &json!("partially_paid"))
    );
    assert_eq!(invoice["metadata"]["invoicePayments"][0]["amount"], 20.5);
    mirror.firm.auditor.get(&of("invoices")).await.expect(404);

    // By hand.
    let lille =
        unmatched["data"]["companies"].as_array().unwrap().iter().find(|row| row["digiformaId"] == "3").unwrap()["id"]
            .clone();
    let body = json!({ "digiformaCompanyId": lille, "institutionId": id, "notes": "même groupe" });
    let created = admin.post("/api/digiforma/mappings", &body).await.expect(200).json();
    let mapping = &created["data"]["mapping"];
    assert_eq!(
        (&mapping["matchType"], &mapping["matchScore"], &mapping["notes"]),
        (&json!("manual"), &json!(100), &json!("même groupe"))
    );
    let twice = admin.post("/api/digiforma/mappings", &body).await;
    assert_eq!((twice.status, twice.code().as_str()), (400, "MAPPING_ALREADY_EXISTS"));
    for (field, code) in [("digiformaCompanyId", "COMPANY_NOT_FOUND"), ("institutionId", "INSTITUTION_NOT_FOUND")] {
        let mut wrong = body.clone();
        wrong["digiformaCompanyId"] = muret["id"].clone();
        wrong[field] = json!(uuid::Uuid::now_v7());
        let refused = admin.post("/api/digiforma/mappings", &wrong).await;
        assert_eq!((refused.status, refused.code().as_str()), (404, code));
    }
    let nothing = admin.post("/api/digiforma/mappings", &json!({})).await;
    assert_eq!((nothing.status, nothing.code().as_str()), (400, "VALIDATION_ERROR"));
    let path = format!("/api/digiforma/mappings/{}", mapping["id"].as_str().unwrap());
    let removed = admin.delete(&path).await.expect(200).json();
    assert_eq!((&removed["success"], removed["message"].is_string()), (&Value::Bool(true), true));
    let gone = admin.delete(&path).await;
    assert_eq!((gone.status, gone.code().as_str()), (404, "MAPPING_NOT_FOUND"));

    // Turned down, and taken back.
    let path = format!("/api/digiforma/mappings/{}", found["id"].as_str().unwrap());
    admin.delete(&path).await.expect(200);
    let company = muret["id"].as_str().unwrap();
    let path = format!("/api/digiforma/refused-matches/{company}/{id}");
    for _ in 0..2 {
        let restored = admin.delete(&path).await.expect(200).json();
        assert_eq!((&restored["success"], restored["message"].is_string()), (&Value::Bool(true), true));
    }
    let nobody = admin.delete(&format!("/api/digiforma/refused-matches/{}/{id}", uuid::Uuid::now_v7())).await;
    assert_eq!((nobody.status, nobody.code().as_str()), (404, "COMPANY_NOT_FOUND"));
    let wrong = admin.delete(&format!("/api/digiforma/refused-matches/{company}/x")).await;
    assert_eq!((wrong.status, wrong.code().as_str()), (400, "VALIDATION_ERROR"));
    let fuzzy = admin.get("/api/digiforma/fuzzy-matches").await.expect(200).json();
    let found = &fuzzy["data"]["matches"][0];
    assert_eq!((&found["matchScore"], &found["institution"]["id"]), (&json!(84), &json!(id)));

    let path = format!("/api/digiforma/mappings/{}/confirm", found["id"].as_str().unwrap());
    let confirmed = admin.post(&path, &json!({})).await.expect(200).json();
    assert_eq!(confirmed["data"]["mapping"]["confirmedBy"], json!(mirror.firm.admin.id()));
    let unmatched = admin.get("/api/digiforma/unmatched-companies").await.expect(200).json();
    assert_eq!(unmatched["data"]["count"], 1);
}
