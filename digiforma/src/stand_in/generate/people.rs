//! Trainees: employees of companies, and private persons.

use serde_json::{Value, json};

use super::companies::Buyer;
use super::values::{day, life, reference, slug};
use super::{Account, words};
use crate::record::Kind;

const FIRST_ID: usize = 4_100_000;

/// A trainee, as far as others need them.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: String,
    /// Position of the employer among the companies; none for a private person.
    pub(super) company: Option<usize>,
}

pub(super) fn all(account: &mut Account<'_>, companies: &[Buyer]) -> Vec<Person> {
    let mut people = Vec::with_capacity(account.scale.trainees);
    for index in 0..account.scale.trainees {
        let is_private = companies.is_empty() || account.chance.percent(18);
        let company = (!is_private).then(|| account.chance.below(companies.len()));
        let id = (FIRST_ID + index).to_string();
        let row = trainee(account, &id, index, company.and_then(|company| companies.get(company)));
        account.push(Kind::Trainee, row);
        people.push(Person { id, company });
    }
    people
}

fn trainee(account: &mut Account<'_>, id: &str, index: usize, company: Option<&Buyer>) -> Value {
    let created = day(account.today, -account.chance.between(5, 900));
    let (inserted_at, updated_at) = life(&mut account.chance, created, 200, account.today);
    let chance = &mut account.chance;
    let (first, civility) = chance.of(&words::FIRST, ("", ""));
    let last = chance.word(&words::LAST);
    let domain = company.map_or_else(|| "courriel.example".to_owned(), |company| format!("{}.example", company.slug));
    // Without the index, people of one name share an address.
    let mark = if chance.percent(95) { index.to_string() } else { String::new() };
    let email = (!chance.percent(4)).then(|| format!("{}.{}{mark}@{domain}", slug(first), slug(last)));
    let status = match company {
        Some(_) => "employee",
        None if chance.percent(50) => "individual",
        None => "independant",
    };
    let (city, zip_code) = chance.of(&words::TOWNS, ("", ""));
    json!({
        "id": id,
        "code": format!("ST{}", chance.digits(10)),
        "civility": civility,
        "firstname": if chance.below(400) == 0 { Value::Null } else { json!(first) },
        "lastname": last,
        "birthName": null,
        "birthdate": if chance.percent(30) { json!(day(account.today, -chance.between(8_000, 22_000))) } else { Value::Null },
        "email": email,
        "phone": if chance.percent(40) { json!(format!("06{}", chance.digits(8))) } else { Value::Null },
        "roadAddress": if company.is_none() { json!(format!("{} {}", chance.between(1, 90), chance.word(&words::STREETS))) } else { Value::Null },
        "city": if company.is_none() { json!(city) } else { Value::Null },
        "cityCode": if company.is_none() { json!(zip_code) } else { Value::Null },
        "country": "France",
        "countryCode": "FR",
        "locale": "fr",
        "status": status,
        "profession": chance.word(&words::PROFESSIONS),
        "position": null,
        "siret": null,
        "accountingNumber": null,
        "companyId": company.map(|company| &company.id),
        "companyName": null,
        "company": company.map(|company| reference(&company.id)),
        "externalId": null,
        "draft": chance.percent(2),
        "insertedAt": inserted_at,
        "updatedAt": updated_at,
    })
}
