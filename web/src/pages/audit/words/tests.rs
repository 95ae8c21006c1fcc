//! Events as the history tells them.

use super::*;

fn event(entity: &str, changes: Value) -> Event {
    Event {
        id: "1".into(),
        occurred_at: "2026-11-23T10:42:00Z".into(),
        user_name: "Inès Lacombe".into(),
        action: format!("{entity}.updated"),
        entity: entity.into(),
        entity_id: None,
        changes,
        origin: "web".into(),
    }
}

#[test]
fn changed_fields_are_named_also_those_of_the_profile() {
    let event = event(
        "institution",
        serde_json::json!({
            "mainPhone": {"old": null, "new": "+33240083333"},
            "medicalProfile": {"bedCapacity": {"old": 1, "new": 2}},
            "searchText": {"old": "a", "new": "b"},
        }),
    );
    assert_eq!(fields(&event), "Téléphone, Lits");
    assert_eq!(sentence(&event), "Inès Lacombe a modifié la fiche");
}

#[test]
fn what_is_new_has_a_name_and_no_values_before() {
    let mut event = event(
        "contact",
        serde_json::json!({
            "firstName": {"old": null, "new": "Zoé"},
            "lastName": {"old": null, "new": "Benali"},
            "institutionId": {"old": null, "new": "i1"},
        }),
    );
    event.action = "contact.created".into();
    assert_eq!(given_name(&event).as_deref(), Some("Zoé Benali"));
    let changes = changes(&event);
    assert_eq!(changes.len(), 2);
    assert_eq!(changes[0], Change { field: "Prénom", values: Some((None, "Zoé".into())) });
}

#[test]
fn an_entry_of_revenue_is_told_in_words() {
    let mut event = event(
        "revenue_entry",
        serde_json::json!({
            "label": {"old": "Subvention", "new": "Subvention 2026"},
            "kind": {"old": "OTHER", "new": "SUBSIDY"},
            "netAmount": {"old": "100.00", "new": "-1200.50"},
            "totalAmount": {"old": "100.00", "new": "-1200.50"},
        }),
    );
    assert_eq!(sentence(&event), "Inès Lacombe a modifié une recette");
    let told: Vec<_> = changes(&event).into_iter().map(|change| (change.field, change.values.unwrap().1)).collect();
    let words = [("Nature", "Subvention"), ("Libellé", "Subvention 2026"), ("Montant HT", "−1\u{202f}200,50\u{a0}€")];
    let mut words = words.map(|(field, value)| (field, value.to_owned())).to_vec();
    words.sort();
    let mut told = told;
    told.sort();
    assert_eq!(told, words);
    event.action = "revenue_entry.created".into();
    assert_eq!(given_name(&event).as_deref(), Some("Subvention 2026"));
}

#[test]
fn a_mail_is_told_with_what_was_in_it() {
    let told = |action: &str| {
        let payload = serde_json::json!({
            "recipients": {"old": null, "new": ["anne@chu.example", "compta@chu.example"]},
            "subject": {"old": null, "new": "Devis Q1 – Cabinet"},
        });
        let entity = action.split('.').next().unwrap();
        let event = Event { action: action.into(), ..event(entity, payload) };
        let changes: Vec<_> = changes(&event).into_iter().map(|change| (change.field, change.values)).collect();
        let words = [
            ("Destinataires", Some((None, "anne@chu.example, compta@chu.example".to_owned()))),
            ("Objet du mail", Some((None, "Devis Q1 – Cabinet".to_owned()))),
        ];
        assert_eq!(changes, words, "{action}");
        sentence(&event)
    };
    assert_eq!(told("quote.mailed"), "Inès Lacombe a envoyé un devis par mail");
    assert_eq!(told("invoice.mailed"), "Inès Lacombe a envoyé une facture par mail");
    assert_eq!(told("invoice.reminded"), "Inès Lacombe a relancé une facture");
    assert_eq!(told("quote.mail_failed"), "Inès Lacombe\u{a0}: mail d’un devis non parti");
    assert_eq!(told("invoice.mail_failed"), "Inès Lacombe\u{a0}: mail d’une facture non parti");
}

#[test]
fn links_and_the_connection_to_digiforma_are_told() {
    let link = serde_json::json!({
        "institutionId": {"old": null, "new": "i1"},
        "matchType": {"old": null, "new": "manual"},
        "matchCriteria": {"old": null, "new": "siret"},
        "matchScore": {"old": null, "new": 100},
    });
    let linked = Event { action: "digiforma.mapping.created".into(), ..event("digiforma", link) };
    assert_eq!(sentence(&linked), "Inès Lacombe a lié une société de Digiforma");
    let told: Vec<_> = changes(&linked).into_iter().map(|change| (change.field, change.values)).collect();
    assert_eq!(told, [("Raison du lien", Some((None, "Même SIRET".to_owned())))]);
    let token = serde_json::json!({ "bearerToken": {"old": null, "new": "set"} });
    let changed = Event { action: "digiforma.settings.updated".into(), ..event("digiforma", token) };
    let told: Vec<_> = changes(&changed).into_iter().map(|change| (change.field, change.values)).collect();
    assert_eq!(told, [("Jeton d’accès", None)], "that it was set, and no more");
}

#[test]
fn values_are_told_before_and_after() {
    let changes = changes(&event(
        "task",
        serde_json::json!({
            "status": {"old": "TODO", "new": "IN_PROGRESS"},
            "assigneeId": {"old": "u1", "new": "u2"},
        }),
    ));
    let told = |before: &str, after: &str| Some((Some(before.to_owned()), after.to_owned()));
    let values: Vec<_> = changes.iter().map(|change| (change.field, change.values.clone())).collect();
    assert_eq!(values, [("Responsable", None), ("Statut", told("À faire", "En cours"))]);
}

#[test]
fn other_addresses_of_an_invoice_are_told() {
    let site = serde_json::json!({
        "street": "3 rue des Lilas", "zipCode": "44400", "city": "Rezé", "state": "", "country": "France",
    });
    let changed = event(
        "invoice",
        serde_json::json!({
            "deliveryAddress": {"old": null, "new": site},
            "billingAddress": {"old": site, "new": null},
        }),
    );
    let mut told: Vec<_> = changes(&changed).into_iter().map(|change| (change.field, change.values.unwrap())).collect();
    told.sort();
    let words = || "3 rue des Lilas, 44400 Rezé, France".to_owned();
    let nothing = || "–".to_owned();
    let expected =
        [("Adresse de facturation", (Some(words()), nothing())), ("Lieu de la prestation", (Some(nothing()), words()))];
    assert_eq!(told, expected);
}

#[test]
fn changes_of_the_firm_are_told() {
    let changed = event(
        "firm",
        serde_json::json!({
            "ecbRate": {"old": null, "new": "2.15"},
            "ecbRateSince": {"old": "2026-01-01", "new": "2026-07-01"},
            "vatRegime": {"old": "NORMAL", "new": "FRANCHISE"},
            "logoFileId": {"old": null, "new": "f1"},
        }),
    );
    assert_eq!(sentence(&changed), "Inès Lacombe a modifié l’identité du cabinet");
    let told: Vec<_> = changes(&changed).into_iter().map(|change| (change.field, change.values)).collect();
    let value = |field: &str| told.iter().find(|(told, _)| *told == field).unwrap().1.clone();
    assert_eq!(value("Taux de refinancement de la BCE").unwrap().1, "2,15\u{a0}%");
    let days = ["2026-01-01", "2026-07-01"].map(crate::i18n::format::calendar_day);
    assert_eq!(value("En vigueur depuis le"), Some((Some(days[0].clone()), days[1].clone())));
    assert_eq!(value("Régime de TVA").unwrap().1, "Franchise en base (art. 293 B)");
    assert_eq!(value("Logo"), None, "that it was changed, and no more");
}

#[test]
fn the_catalog_and_the_templates_have_words() {
    assert_eq!(told("Zoé", "catalog_item.deleted").as_deref(), Some("Zoé a supprimé un article du catalogue"));
    assert_eq!(told("Zoé", "template.logo_uploaded").as_deref(), Some("Zoé a envoyé un logo pour les documents"));
    assert_eq!(told("Zoé", "template.sung"), None);
}

#[test]
fn segments_are_told() {
    let changed = event(
        "segment",
        serde_json::json!({
            "name": {"old": "Cliniques", "new": "Cliniques de l’Ouest"},
            "visibility": {"old": "PRIVATE", "new": "PUBLIC"},
            "criteria": {"old": {}, "new": {"institutionFilters": {"type": "clinic"}}},
            "teamId": {"old": null, "new": "t1"},
        }),
    );
    assert_eq!(sentence(&changed), "Inès Lacombe a modifié un segment");
    let told: Vec<_> = changes(&changed).into_iter().map(|change| (change.field, change.values)).collect();
    let value = |field: &str| told.iter().find(|(told, _)| *told == field).unwrap().1.clone();
    assert_eq!(told.len(), 3, "that of which team it is says nothing to people");
    assert_eq!(value("Visible par"), Some((Some("Privé".into()), "Tout le monde".into())));
    assert_eq!(value("Critères"), None, "that they were changed, and no more");
}
