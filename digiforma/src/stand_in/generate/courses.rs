//! Programs, sessions, and the small lists: agencies, instructors, managers, rooms.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::values::{day, life, money, number, reference, slug};
use super::{Account, words};
use crate::record::Kind;

const FIRST_PROGRAM: usize = 600_000;
const FIRST_SESSION: usize = 1_710_000;
const FIRST_AGENCY: usize = 30_100;
const FIRST_OTHER: usize = 20_100;

/// A session, as far as others need it.
#[derive(Debug, Clone)]
pub(super) struct Course {
    pub(super) id: String,
    pub(super) name: &'static str,
    pub(super) date: NaiveDate,
    /// Price of a place, in cents before tax.
    pub(super) price: i64,
}

/// Id of an agency.
pub(super) fn agency(index: usize) -> String {
    (FIRST_AGENCY + index % words::AGENCIES.len()).to_string()
}

fn other(index: usize) -> String {
    (FIRST_OTHER + index).to_string()
}

pub(super) fn small_lists(account: &mut Account<'_>) {
    let created = day(account.today, -1200);
    for (index, (name, kind)) in words::AGENCIES.into_iter().enumerate() {
        let (inserted_at, updated_at) = life(&mut account.chance, created, 800, account.today);
        let row = json!({
            "id": agency(index),
            "name": name,
            "type": kind,
            "code": format!("FE{}", account.chance.digits(10)),
            "accountingNumber": format!("467{index:03}"),
            "siret": null,
            "email": format!("paiements@{}.example", slug(name)),
            "phone": null,
            "roadAddress": "1 place de la Bourse",
            "city": "Paris",
            "cityCode": "75002",
            "country": "France",
            "countryCode": "FR",
            "locale": "fr",
            "externalId": null,
            "insertedAt": inserted_at,
            "updatedAt": updated_at,
        });
        account.push(Kind::FundingAgency, row);
    }
    for (kind, count) in [(Kind::Instructor, 6), (Kind::Manager, 3)] {
        for index in 0..count {
            let (first, civility) = account.chance.of(&words::FIRST, ("", ""));
            let last = account.chance.word(&words::LAST);
            let mut row = json!({
                "id": other(index),
                "firstname": first,
                "lastname": last,
                "email": format!("{}.{}@formation.example", slug(first), slug(last)),
            });
            if let (Kind::Instructor, Some(row)) = (kind, row.as_object_mut()) {
                row.insert("civility".to_owned(), json!(civility));
                row.insert("status".to_owned(), json!(if index < 4 { "internal" } else { "external" }));
                row.insert("cost".to_owned(), money(45_000));
                row.insert("vat".to_owned(), number("20.0"));
            }
            account.push(kind, row);
        }
    }
    for (index, name) in ["Salle Pasteur", "Salle Curie", "Simulation"].into_iter().enumerate() {
        let row = json!({
            "id": other(index),
            "name": name,
            "roadNumber": "12",
            "roadType": "rue",
            "roadLabel": "des Écoles",
            "city": "Lyon",
            "cityCode": "69007",
            "country": "France",
            "countryCode": "FR",
            "capacity": 12 + 4 * index,
        });
        account.push(Kind::Room, row);
    }
    for (index, (name, days, price)) in words::PROGRAMS.into_iter().enumerate() {
        let row = program(account, &catalogue(index), name, days, price, None);
        account.push(Kind::Program, row);
    }
}

fn catalogue(index: usize) -> String {
    (FIRST_PROGRAM + index).to_string()
}

fn program(account: &mut Account<'_>, id: &str, name: &str, days: i64, price: i64, parent: Option<&str>) -> Value {
    let created = day(account.today, -account.chance.between(100, 1000));
    let (_, updated_at) = life(&mut account.chance, created, 300, account.today);
    json!({
        "id": id,
        "name": name,
        "subtitle": null,
        "code": format!("PR{}", account.chance.digits(4)),
        "description": format!("Formation de {days} jour(s), en présentiel."),
        "version": 1,
        "parentId": parent,
        "language": "fr",
        "onSale": parent.is_none(),
        "category": { "id": "1", "name": "Santé" },
        "tags": [],
        "durationInDays": number(&format!("{days}.0")),
        "durationInHours": number(&format!("{}.0", days * 7)),
        "goals": [{ "text": "Appliquer les recommandations en vigueur" }],
        "targets": [{ "text": "Professionnels de santé" }],
        "prerequisites": [],
        "assessments": [{ "text": "Questionnaire et mise en situation" }],
        "steps": [{ "text": "Rappels", "substeps": [{ "text": "Réglementation" }] }],
        "costs": [{ "cost": money(price * 100), "costMode": "per_trainee", "type": "training", "vat": number("20.0") }],
        "cpf": false,
        "cpfCode": null,
        "rncpCode": null,
        "rsCode": null,
        "createdAt": created,
        "updatedAt": updated_at,
    })
}

/// Sessions from two years ago to three months ahead, oldest first, each with its copy of a program.
pub(super) fn sessions(account: &mut Account<'_>) -> Vec<Course> {
    let count = account.scale.sessions;
    let mut courses = Vec::with_capacity(count);
    for index in 0..count {
        let span = i64::try_from(index * 820 / count.max(1)).unwrap_or_default();
        let date = day(account.today, span - 730 + account.chance.between(0, 6));
        let which = account.chance.below(words::PROGRAMS.len());
        let (name, days, price) = words::PROGRAMS.get(which).copied().unwrap_or(("Formation", 1, 300));
        let copy = (FIRST_PROGRAM + 1_000 + index).to_string();
        let row = program(account, &copy, name, days, price, Some(&catalogue(which)));
        account.push(Kind::Program, row);
        let id = (FIRST_SESSION + index).to_string();
        let row = session(account, &id, name, date, days, &copy);
        account.push(Kind::TrainingSession, row);
        courses.push(Course { id, name, date, price: price * 100 });
    }
    courses
}

fn session(account: &mut Account<'_>, id: &str, name: &str, start: NaiveDate, days: i64, program: &str) -> Value {
    let today = account.today;
    let created = day(start, -account.chance.between(20, 90)).min(today);
    let (inserted_at, updated_at) = life(&mut account.chance, created, 150, today);
    let chance = &mut account.chance;
    let end = day(start, days - 1);
    let is_planned = end < today || chance.percent(45);
    let state = match () {
        () if !is_planned && chance.percent(50) => "crm_only",
        () if !is_planned => "incomplete",
        () if end < today => "finished",
        () => "ongoing",
    };
    let has_room = chance.percent(70);
    let dates: Vec<Value> = (0..days)
        .flat_map(|offset| {
            let date = day(start, offset);
            [("morning", "09:00:00", "12:30:00"), ("afternoon", "13:30:00", "17:00:00")]
                .map(|(slot, from, to)| json!({ "date": date, "startTime": from, "endTime": to, "slot": slot }))
        })
        .collect();
    json!({
        "id": id,
        "name": name,
        "customName": null,
        "code": format!("AF{}", chance.digits(10)),
        "pipelineState": state,
        "startDate": is_planned.then_some(start),
        "endDate": is_planned.then_some(end),
        "timezone": "Europe/Paris",
        "inter": chance.percent(40),
        "remote": chance.percent(10),
        "type": "presential",
        "trainingType": "Action de formation",
        "place": if has_room { Value::Null } else { json!("3 rue Pasteur") },
        "placeName": if has_room { Value::Null } else { json!("Chez le client") },
        "room": has_room.then(|| reference(&other(chance.below(3)))),
        "program": (!chance.percent(8)).then(|| reference(program)),
        "manager": reference(&other(chance.below(3))),
        "instructors": [reference(&other(chance.below(6)))],
        "dates": if is_planned { dates } else { Vec::new() },
        "insertedAt": inserted_at,
        "updatedAt": updated_at,
    })
}
