//! Lists: filters, pages, orders.

use serde_json::{Value, json};

use crate::setting::*;

async fn firm_with_institutions() -> Firm {
    let firm = Firm::start().await;
    let city = |city: &str, state: &str| json!({ "street": "1 rue", "city": city, "state": state, "zipCode": "44000", "country": "France" });
    for more in [
        json!({ "name": "CHU de Nantes", "address": city("Nantes", "Loire-Atlantique"), "groupName": "GHT 44",
            "accountingNumber": "ACC-10", "digiformaId": "DF-77", "tags": ["public", "chu"], "commercialStatus": "client",
            "medicalProfile": { "bedCapacity": 2994, "surgicalRooms": 60, "specialties": ["cardiologie", "urgences"],
                "complianceStatus": "compliant" } }),
        json!({ "name": "Clinique Saint-Hélier", "type": "clinic", "address": city("Rennes", "Ille-et-Vilaine"),
            "tags": ["privé"], "medicalProfile": { "bedCapacity": 120, "surgicalRooms": 6, "specialties": ["orthopédie"] } }),
        json!({ "name": "Centre 100 % Santé", "type": "medical_center", "address": city("Nantes", "Loire-Atlantique"),
            "isActive": false }),
        json!({ "name": "Pôle dentaire", "type": "specialty_clinic", "address": city("Saint-Nazaire", "Loire-Atlantique"),
            "medicalProfile": { "bedCapacity": 0, "specialties": ["Dentaire"], "complianceStatus": "expired" } }),
    ] {
        create(&firm.manager, &body_with("", more)).await;
    }
    firm
}

#[tokio::test]
async fn each_parameter_filters() {
    let firm = firm_with_institutions().await;
    let (all, chu, saint, centre, dental) = (
        vec!["Centre 100 % Santé", "CHU de Nantes", "Clinique Saint-Hélier", "Pôle dentaire"],
        "CHU de Nantes",
        "Clinique Saint-Hélier",
        "Centre 100 % Santé",
        "Pôle dentaire",
    );
    let assignee = format!("assignedUserId={}", firm.manager.id());
    let nobody = format!("assignedUserId={}", firm.viewer.id());
    for (query, expected) in [
        ("", all.clone()),
        ("name=saint", vec![saint]),
        ("name=helier", vec![saint]),
        ("name=100%20%25", vec![centre]),
        ("name=%25", vec![centre]),
        ("name=_", vec![]),
        ("type=clinic", vec![saint]),
        ("city=NANTES", vec![centre, chu]),
        ("state=vilaine", vec![saint]),
        ("accountingNumber=acc-1", vec![chu]),
        ("digiformaId=df-7", vec![chu]),
        ("groupName=ght", vec![chu]),
        (assignee.as_str(), all.clone()),
        (nobody.as_str(), vec![]),
        ("specialties=Cardiologie", vec![chu]),
        ("specialties=cardiologie&specialties=orthop%C3%A9die", vec![chu, saint]),
        ("specialties=dentaire", vec![dental]),
        ("tags=PUBLIC", vec![chu]),
        ("tags=chu&tags=priv%C3%A9", vec![chu, saint]),
        ("minBedCapacity=120", vec![chu, saint]),
        ("maxBedCapacity=120", vec![saint, dental]),
        ("minBedCapacity=0&maxBedCapacity=0", vec![dental]),
        ("minSurgicalRooms=6&maxSurgicalRooms=59", vec![saint]),
        ("complianceStatus=expired", vec![dental]),
        ("complianceStatus=pending_review", vec![centre, saint]),
        ("commercialStatus=client", vec![chu]),
        ("isActive=false", vec![centre]),
        ("isActive=true&city=nantes", vec![chu]),
        ("name=&city=&isActive=&type=&tags=&limit=", all.clone()),
        ("unheardOf=1&utm_source=x", all.clone()),
    ] {
        for path in ["/api/institutions", "/api/institutions/search", "/api/institutions/"] {
            let answer = firm.manager.get(&format!("{path}?{query}")).await.expect(200);
            assert_eq!(names(&answer), expected, "{query}");
            assert_eq!(answer.json()["data"]["pagination"]["total"], expected.len(), "{query}");
        }
    }
}

#[tokio::test]
async fn lists_are_sorted_as_asked() {
    let firm = firm_with_institutions().await;
    let in_order = async |query: &str| names(&firm.manager.get(&format!("{INSTITUTIONS}?{query}")).await.expect(200));
    let by_name = in_order("").await;
    assert_eq!(by_name, in_order("sortBy=name&sortOrder=ASC").await);
    assert_eq!(by_name.iter().rev().cloned().collect::<Vec<_>>(), in_order("sortOrder=DESC").await);
    let by_age = ["CHU de Nantes", "Clinique Saint-Hélier", "Centre 100 % Santé", "Pôle dentaire"];
    assert_eq!(in_order("sortBy=createdAt").await, by_age);
    assert_eq!(in_order("sortBy=type&sortOrder=desc").await[0], "Pôle dentaire");
    let list = firm.manager.get(INSTITUTIONS).await.json();
    let oldest =
        list["data"]["institutions"].as_array().unwrap().iter().find(|row| row["name"] == by_age[0]).unwrap().clone();
    firm.manager.put(&path(&oldest), &json!({ "groupName": "GHT" })).await.expect(200);
    assert_eq!(in_order("sortBy=updatedAt&sortOrder=DESC").await[0], by_age[0]);
}

#[tokio::test]
async fn pages_are_numbered() {
    let firm = Firm::start().await;
    for number in 1..=5 {
        create(&firm.manager, &body(&format!("CH {number}"))).await;
    }
    let page = async |query: &str| -> (Vec<String>, Value) {
        let answer = firm.manager.get(&format!("{INSTITUTIONS}?{query}")).await.expect(200);
        (names(&answer), answer.json()["data"]["pagination"].take())
    };
    let meta =
        |page: i64, limit: i64, pages: i64| json!({ "page": page, "limit": limit, "total": 5, "totalPages": pages });
    assert_eq!(page("limit=2").await, (vec!["CH 1".into(), "CH 2".into()], meta(1, 2, 3)));
    assert_eq!(page("limit=2&page=3").await, (vec!["CH 5".into()], meta(3, 2, 3)));
    assert_eq!(page("limit=2&page=4").await, (vec![], meta(4, 2, 3)));
    assert_eq!(page("").await.1, meta(1, 20, 1));
    let (all, stands) = page("limit=-1").await;
    assert_eq!((all.len(), stands), (5, meta(1, -1, 1)));
    for query in ["limit=0", "limit=101", "limit=-2", "page=0", "page=-1", "page=9223372036854775807", "limit=ten"] {
        let answer = firm.manager.get(&format!("{INSTITUTIONS}?{query}")).await.expect(400);
        assert_eq!(answer.code(), "BAD_REQUEST", "{query}");
    }
}
