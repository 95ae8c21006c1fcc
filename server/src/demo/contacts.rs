//! Invented people of the establishments.

use chrono::{DateTime, NaiveDate, Utc};
use db::rows::ContactValues;
use db::schema::contact_persons;
use diesel::Insertable;
use uuid::Uuid;

use super::chance::{Chance, key_of};
use super::names::{self, Name};
use super::{Establishment, moment};

/// What people do there: title of a man, title of a woman, department.
const POSTS: [(&str, &str, &str); 11] = [
    ("Directeur général", "Directrice générale", "Direction générale"),
    ("Directeur des soins", "Directrice des soins", "Direction des soins"),
    ("Directeur des achats", "Directrice des achats", "Achats et logistique"),
    ("Responsable qualité", "Responsable qualité", "Qualité et gestion des risques"),
    ("Cadre supérieur du bloc opératoire", "Cadre supérieure du bloc opératoire", "Bloc opératoire"),
    ("Pharmacien de la stérilisation", "Pharmacienne de la stérilisation", "Stérilisation"),
    ("Praticien hygiéniste", "Praticienne hygiéniste", "Équipe opérationnelle d'hygiène"),
    ("Cadre de santé en endoscopie", "Cadre de santé en endoscopie", "Endoscopie"),
    ("Ingénieur biomédical", "Ingénieure biomédicale", "Biomédical"),
    ("Responsable de la formation continue", "Responsable de la formation continue", "Ressources humaines"),
    ("Assistant de direction", "Assistante de direction", "Direction générale"),
];

/// A row of `contact_persons`.
#[derive(Debug, Insertable)]
#[diesel(table_name = contact_persons)]
pub(super) struct ContactRow {
    pub(super) id: Uuid,
    #[diesel(embed)]
    values: ContactValues,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The key of the first, primary contact of an establishment.
pub(super) fn primary(house: &Establishment) -> Uuid {
    id(house, 0)
}

/// Its address.
pub(super) fn primary_email(house: &Establishment) -> String {
    let mut chance = Chance::of(&format!("contacts/{}", house.key));
    // Their number is drawn first.
    chance.below(3);
    contact(&mut chance, Uuid::nil(), house.key, 0).email
}

fn id(house: &Establishment, place: usize) -> Uuid {
    key_of("contact", &format!("{}/{place}", house.key))
}

/// Two to four people of an establishment.
pub(super) fn rows(house: &Establishment, institution_id: Uuid, today: NaiveDate) -> Vec<ContactRow> {
    let mut chance = Chance::of(&format!("contacts/{}", house.key));
    let count = chance.below(3) + 2;
    let mut rows: Vec<ContactRow> = Vec::with_capacity(count);
    while rows.len() < count {
        let values = contact(&mut chance, institution_id, house.key, rows.len());
        // Two people of one name would share their address.
        if rows.iter().all(|row| row.values.email != values.email) {
            let created_at = moment(today, -chance.between(110, 190), 10);
            rows.push(ContactRow { id: id(house, rows.len()), values, created_at, updated_at: created_at });
        }
    }
    rows
}

/// Somebody at an institution; `place` 0 is its primary contact, and different places have different posts.
pub(crate) fn contact(chance: &mut Chance, institution_id: Uuid, house: &str, place: usize) -> ContactValues {
    let name = Name::draw(chance);
    let (man, woman, department) = POSTS[(chance.below(3) + place * 3) % POSTS.len()];
    ContactValues {
        institution_id,
        first_name: name.first.to_owned(),
        last_name: name.last.to_owned(),
        email: name.email(house),
        phone: chance.percent(85).then(|| names::mobile(chance)),
        title: Some(if name.is_woman { woman } else { man }.to_owned()),
        department: Some(department.to_owned()),
        is_primary: place == 0,
        is_active: place == 0 || !chance.percent(5),
    }
}
