//! Institutions and contacts that are made of what Digiforma has, when the settings say so; and what people edited.

use digiforma::record::Kind;
use serde_json::{Value, json};

use crate::setting::{Mirror, fixture, tally};

fn company(id: &str, name: &str) -> Value {
    json!({
        "id": id, "name": name, "roadAddress": "2 quai de la Fosse", "city": "Nantes", "cityCode": "44000",
        "country": "France", "phone": "02 40 08 33 33", "contacts": [],
    })
}

async fn institutions(mirror: &Mirror) -> Vec<Value> {
    let shown = mirror
        .firm
        .admin
        .query(
            "{ institutions(orderBy: [{ field: NAME }]) { nodes { id name type tags dataSource isLocked digiformaId siret
               mainPhone accountingNumber version address { street city zipCode country }
               contacts { nodes { firstName lastName email phone title isLocked dataSource } } } } }",
            json!({}),
        )
        .await;
    shown["institutions"]["nodes"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_made_unless_the_settings_say_so() {
    let mirror = Mirror::start(fixture(json!({ "companies": [company("1", "Clinique Bretéché")] }))).await;
    mirror.sync_well().await;
    assert_eq!(institutions(&mirror).await, Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn institutions_and_contacts_are_made_once_and_follow_until_somebody_edits_them() {
    let mut first = company("1", "Clinique Bretéché");
    first["siret"] = "73282932000074".into();
    first["accountingNumber"] = "411-1".into();
    first["contacts"] = json!([
        { "id": "1", "firstname": "Anne", "lastname": "Le Gall", "email": "Anne@breteche.example", "position": "Directrice" },
        { "id": "2", "firstname": "", "lastname": "Sans prénom", "email": "x@breteche.example" },
        { "id": "3", "firstname": "Sans", "lastname": "Adresse", "email": "pas une adresse" },
        { "id": "4", "firstname": "Anne", "lastname": "Legall", "email": "anne@breteche.example" },
    ]);
    let mut twin = company("2", "BRETECHE (facturation)");
    twin["siret"] = "732 829 320 00074".into();
    twin["accountingNumber"] = "411-1".into();
    let mut draft = company("3", "Brouillon");
    draft["draft"] = true.into();
    let mirror = Mirror::start(fixture(json!({ "companies": [first.clone(), twin, draft] }))).await;
    mirror.set(json!({ "createInstitutions": true, "createContacts": true })).await;
    let row = mirror.sync_well().await;
    assert_eq!(tally(&row, "institutions")["created"], 1, "{row:#}");
    assert_eq!(tally(&row, "contact_persons")["created"], 1, "{row:#}");

    let made = institutions(&mirror).await;
    assert_eq!(made.len(), 1, "{made:#?}");
    let house = &made[0];
    assert_eq!((&house["type"], &house["tags"]), (&json!("CLINIC"), &json!(["digiforma", "formation"])));
    assert_eq!((&house["dataSource"], &house["isLocked"]), (&json!("DIGIFORMA"), &json!(false)));
    assert_eq!((&house["siret"], &house["mainPhone"]), (&json!("73282932000074"), &json!("+33240083333")));
    assert_eq!(
        house["contacts"]["nodes"],
        json!([{ "firstName": "Anne", "lastName": "Le Gall", "email": "anne@breteche.example", "phone": null,
            "title": "Directrice", "isLocked": false, "dataSource": "DIGIFORMA" }])
    );
    // The outside world hears of them as of all others.
    for event in ["institution.created", "contact.created", "digiforma.sync.completed"] {
        let told = format!("SELECT count(*) AS number FROM outbox_events WHERE event = '{event}'");
        assert_eq!(mirror.number(&told).await, 1, "{event}");
    }

    // Twice is as once, and what is renamed there is renamed here.
    let row = mirror.sync_well().await;
    assert_eq!((tally(&row, "institutions"), tally(&row, "contact_persons")), (Value::Null, Value::Null));
    first["name"] = "Clinique Bretéché Viaud".into();
    first["city"] = "Saint-Herblain".into();
    first["cityCode"] = "44800".into();
    mirror.stand_in.put(Kind::Company, first.clone());
    let row = mirror.sync_well().await;
    assert_eq!(tally(&row, "institutions")["updated"], 1, "{row:#}");
    let house = institutions(&mirror).await[0].clone();
    assert_eq!(
        (&house["name"], &house["address"]["city"]),
        (&json!("Clinique Bretéché Viaud"), &json!("Saint-Herblain"))
    );

    // From then on it is the person's.
    let body = json!({ "name": "Bretéché, vue par nous" });
    let path = format!("/api/institutions/{}", house["id"].as_str().unwrap());
    mirror.firm.manager.put(&path, &body).await.expect(200);
    first["name"] = "Encore un autre nom".into();
    mirror.stand_in.put(Kind::Company, first);
    let row = mirror.sync_well().await;
    assert_eq!(tally(&row, "institutions"), Value::Null, "{row:#}");
    let house = institutions(&mirror).await[0].clone();
    assert_eq!((&house["name"], &house["isLocked"]), (&json!("Bretéché, vue par nous"), &json!(true)));
}

/// A contact that was deleted by hand is not made again.
#[tokio::test(flavor = "multi_thread")]
async fn deleted_contacts_stay_deleted() {
    let mut house = company("1", "Clinique Bretéché");
    house["contacts"] =
        json!([{ "id": "1", "firstname": "Anne", "lastname": "Le Gall", "email": "anne@breteche.example" }]);
    let mirror = Mirror::start(fixture(json!({ "companies": [house] }))).await;
    mirror.set(json!({ "createInstitutions": true, "createContacts": true })).await;
    mirror.sync_well().await;
    mirror.firm.app.sql("UPDATE contact_persons SET deleted_at = now()").await;
    mirror.sync_well().await;
    assert_eq!(mirror.number("SELECT count(*) AS number FROM contact_persons").await, 1);
}
