//! Lists: filters, stretches, the order.

use serde_json::{Value, json};

use crate::setting::*;

async fn firm_with_contacts() -> (Firm, Value) {
    let firm = Firm::start().await;
    let chu = firm.institution("CHU", &firm.manager).await;
    let clinic = firm.institution("Clinique", &firm.colleague).await;
    for (institution, first_name, last_name, more) in [
        (&chu, "Zoé", "Éluard", json!({ "title": "Directrice", "email": "zoe@chu.example" })),
        (&chu, "Anne", "Dumas", json!({ "department": "Bloc opératoire" })),
        (&chu, "Émile", "Zola", json!({ "email": "emile.zola@lettres.example" })),
        (&clinic, "Alice", "Éluard", json!({ "isActive": false })),
        (&clinic, "Jean-Noël", "Ibañez", json!({})),
    ] {
        let mut body = body_with(institution, last_name, more);
        body["firstName"] = json!(first_name);
        create(&firm.manager, &body).await;
    }
    (firm, chu)
}

#[tokio::test]
async fn each_parameter_filters() {
    let (firm, chu) = firm_with_contacts().await;
    let all = ["Dumas", "Éluard", "Éluard", "Ibañez", "Zola"];
    let of_chu = format!("institutionId={}", chu["id"].as_str().unwrap());
    let both = format!("{of_chu}&search=ELUARD");
    for (query, expected) in [
        ("", &all[..]),
        (of_chu.as_str(), &["Dumas", "Éluard", "Zola"]),
        ("search=eluard", &["Éluard", "Éluard"]),
        (both.as_str(), &["Éluard"]),
        ("search=zo%C3%A9%20eluard", &["Éluard"]),
        ("search=lettres.example", &["Zola"]),
        ("search=directrice", &["Éluard"]),
        ("search=operatoire", &["Dumas"]),
        ("search=ibanez", &["Ibañez"]),
        ("search=%25", &[]),
        ("search=nobody", &[]),
        ("search=&institutionId=&limit=&offset=", &all),
        ("unheardOf=1", &all),
    ] {
        for path in [CONTACTS, "/api/contacts/"] {
            let answer = firm.manager.get(&format!("{path}?{query}")).await.expect(200);
            assert_eq!(names(&answer), expected, "{query}");
            assert_eq!(answer.json()["pagination"]["total"], expected.len(), "{query}");
        }
    }
}

#[tokio::test]
async fn the_order_is_that_of_a_directory() {
    let (firm, _) = firm_with_contacts().await;
    let list = firm.manager.get(CONTACTS).await.json();
    let full: Vec<&Value> = list["data"].as_array().unwrap().iter().map(|row| &row["fullName"]).collect();
    assert_eq!(full, ["Anne Dumas", "Alice Éluard", "Zoé Éluard", "Jean-Noël Ibañez", "Émile Zola"]);
}

#[tokio::test]
async fn stretches_are_told() {
    let (firm, _) = firm_with_contacts().await;
    let stretch = async |query: &str| {
        let answer = firm.manager.get(&format!("{CONTACTS}?{query}")).await.expect(200);
        (names(&answer), answer.json()["pagination"].take())
    };
    let meta = |limit: i64, offset: i64| json!({ "total": 5, "limit": limit, "offset": offset });
    assert_eq!(stretch("limit=2").await, (vec!["Dumas".into(), "Éluard".into()], meta(2, 0)));
    assert_eq!(stretch("limit=2&offset=3").await, (vec!["Ibañez".into(), "Zola".into()], meta(2, 3)));
    assert_eq!(stretch("offset=9").await, (vec![], meta(20, 9)));
    assert_eq!(stretch("limit=5000").await.1, meta(5000, 0));
    for query in ["limit=0", "limit=5001", "limit=-1", "offset=-1", "limit=ten", "institutionId=chu"] {
        let answer = firm.manager.get(&format!("{CONTACTS}?{query}")).await.expect(400);
        assert_eq!(answer.code(), "VALIDATION_ERROR", "{query}");
        assert_eq!(fields(&answer), [query.split('=').next().unwrap()]);
    }
}

#[tokio::test]
async fn a_longer_list_costs_no_more() {
    let firm = Firm::start().await;
    let made = create(&firm.manager, &body(&firm.institution("CH 0", &firm.auditor).await, "A", "B")).await;
    let mut short = Vec::new();
    for (_, client) in firm.by_role() {
        short.push(firm.statements(client, CONTACTS).await);
    }
    assert!(short.iter().all(|statements| *statements <= 4), "{short:?}");
    assert!(firm.statements(&firm.manager, &path(&made)).await <= 3);
    for number in 1..15 {
        let institution = firm.institution(&format!("CH {number}"), &firm.auditor).await;
        create(&firm.manager, &body(&institution, "A", "B")).await;
        create(&firm.manager, &body(&institution, "C", "D")).await;
    }
    for ((name, client), before) in firm.by_role().into_iter().zip(short) {
        assert_eq!(firm.statements(client, "/api/contacts?limit=100").await, before, "{name}");
    }
}
