//! Deals: who bought a place in which session, who attends, who funds.

use serde_json::{Value, json};

use super::Account;
use super::companies::Buyer;
use super::courses::{Course, agency};
use super::people::Person;
use super::values::{day, life, money, reference, typed};
use crate::record::Kind;

const FIRST_ID: usize = 5_230_000;

/// A deal, as far as documents need it.
#[derive(Debug, Clone)]
pub(super) struct Deal {
    pub(super) id: String,
    /// The buyer, as documents name it.
    pub(super) buyer: Value,
    /// The agency that pays, if one does.
    pub(super) agency: Option<String>,
    pub(super) address: Value,
    pub(super) course: Course,
    pub(super) places: i64,
    pub(super) status: &'static str,
}

pub(super) fn all(account: &mut Account<'_>, companies: &[Buyer], people: &[Person], courses: &[Course]) -> Vec<Deal> {
    if courses.is_empty() || companies.is_empty() {
        return Vec::new();
    }
    let mut staff: Vec<Vec<&Person>> = vec![Vec::new(); companies.len()];
    let mut private = Vec::new();
    for person in people {
        match person.company.and_then(|company| staff.get_mut(company)) {
            Some(staff) => staff.push(person),
            None => private.push(person),
        }
    }
    let count = account.scale.customers;
    let mut deals = Vec::with_capacity(count);
    for index in 0..count {
        // Deals follow the sessions in time, so ids grow with dates.
        let Some(course) = courses.get(index * courses.len() / count.max(1)) else { continue };
        let alone = private.get(account.chance.below(private.len())).filter(|_| account.chance.percent(12)).copied();
        // A third of the companies buys most.
        let reach = if account.chance.percent(60) { companies.len().div_ceil(3) } else { companies.len() };
        let which = account.chance.below(reach);
        let (Some(company), Some(staff)) = (companies.get(which), staff.get(which)) else { continue };
        let deal = deal(account, index, course, company, staff, alone);
        deals.push(deal);
    }
    deals
}

fn deal(
    account: &mut Account<'_>,
    index: usize,
    course: &Course,
    company: &Buyer,
    staff: &[&Person],
    alone: Option<&Person>,
) -> Deal {
    let id = (FIRST_ID + index).to_string();
    let today = account.today;
    let created = day(course.date, -account.chance.between(10, 60)).min(today);
    let (inserted_at, updated_at) = life(&mut account.chance, created, 120, today);
    let chance = &mut account.chance;
    let is_past = course.date < today;
    let status = match chance.below(100) {
        0..70 if is_past => "COMPLETED",
        0..45 => "WON",
        70..80 => "LOST",
        80..86 => "CANCELLED",
        _ if is_past => "WON",
        _ => "UNDECIDED",
    };
    let attending: Vec<&&Person> = match &alone {
        Some(person) => vec![person],
        None => {
            let from = chance.below(staff.len());
            staff.iter().skip(from).take(1 + chance.below(6)).collect()
        }
    };
    let places = i64::try_from(attending.len().max(1)).unwrap_or(1);
    let trainees: Vec<Value> = attending
        .iter()
        .enumerate()
        .map(|(place, person)| {
            json!({
                "id": (7_000_000 + index * 8 + place).to_string(),
                "passed": if is_past { json!(chance.percent(95)) } else { Value::Null },
                "trainee": reference(&person.id),
            })
        })
        .collect();
    let funded = alone.is_none() && chance.percent(16);
    let agency = funded.then(|| agency(chance.below(5)));
    let fundings: Vec<Value> = agency
        .iter()
        .map(|agency| {
            json!({
                "id": (8_000_000 + index).to_string(),
                "amount": money(course.price * places / 2),
                "fundingAgreement": format!("ACC{}", chance.digits(6)),
                "subrogation": true,
                "fundingAgency": reference(agency),
                "insertedAt": inserted_at,
                "updatedAt": updated_at,
            })
        })
        .collect();
    let buyer = match alone {
        Some(person) => typed("Trainee", &person.id),
        None => typed("Company", &company.id),
    };
    let row = json!({
        "id": id,
        "entity": buyer,
        "trainingSession": reference(&course.id),
        "accountManager": if chance.percent(60) { reference("20100") } else { Value::Null },
        "accountingNumber": null,
        "crmStatus": status,
        "pipelineState": 0,
        "contracted": false,
        "conventionSigned": matches!(status, "WON" | "COMPLETED"),
        "estimatedTraineeCount": places,
        "customerTrainees": trainees,
        "customerFundings": fundings,
        "insertedAt": inserted_at,
        "updatedAt": updated_at,
    });
    account.push(Kind::Customer, row);
    Deal { id, buyer, agency, address: company.address.clone(), course: course.clone(), places, status }
}
