//! Companies: known ones, recognisable in different ways, and others.

use serde_json::{Value, json};

use super::values::{day, life, slug};
use super::{Account, KnownEstablishment, words};
use crate::record::Kind;

/// First id; no other list has ids near it, so that no id of a deal is one of a company.
const FIRST_ID: usize = 2_270_000;

/// A company, as far as others need it.
#[derive(Debug, Clone)]
pub(super) struct Buyer {
    pub(super) id: String,
    pub(super) slug: String,
    pub(super) address: Value,
}

/// What makes a company recognisable.
#[derive(Debug, Default)]
struct Identity {
    name: String,
    city: String,
    zip_code: String,
    siret: Option<String>,
    accounting_number: Option<String>,
    email: Option<String>,
    contact_email: Option<String>,
}

pub(super) fn all(account: &mut Account<'_>) -> Vec<Buyer> {
    let known = account.known.len().min(account.scale.companies / 2);
    let mut buyers = Vec::with_capacity(account.scale.companies);
    let mut shared: Vec<(String, String)> = Vec::new();
    for index in 0..account.scale.companies {
        let mut identity = match account.known.get(index).filter(|_| index < known) {
            Some(establishment) => recognisable(account, establishment, index),
            None => invented(account, index),
        };
        // Numbers and addresses that two companies share: a merger, a copy, a group's mailbox.
        if index > known && index % 23 == 22 {
            let other = account.chance.below(shared.len());
            if let Some((siret, email)) = shared.get(other).cloned() {
                (identity.siret, identity.email) = (Some(siret), Some(email));
            }
        } else if let (Some(siret), Some(email)) = (&identity.siret, &identity.email)
            && siret.len() == 14
            && !siret.starts_with("0000000000")
        {
            shared.push((siret.clone(), email.clone()));
        }
        buyers.push(company(account, index, &identity));
    }
    buyers
}

/// One way of recognising after another; each leaves out what the ways before it go by.
fn recognisable(account: &mut Account<'_>, house: &KnownEstablishment, index: usize) -> Identity {
    let town = || (house.city.clone(), house.zip_code.clone());
    let (city, zip_code) = town();
    let own_name = format!("{} – service formation", house.name);
    let identity = Identity { name: house.name.clone(), city, zip_code, ..Identity::default() };
    match index % 8 {
        // By SIRET, typed in the usual ways.
        0 => Identity { siret: house.siret.clone(), name: own_name, ..identity },
        1 => Identity { siret: house.siret.as_deref().map(spaced), name: invented(account, index).name, ..identity },
        // By accounting number.
        2 => Identity { accounting_number: house.accounting_number.clone(), name: own_name, ..identity },
        // By address for mails: the company's or its contact's.
        3 => Identity { email: house.email.as_ref().map(|email| email.to_uppercase()), name: own_name, ..identity },
        4 => Identity { contact_email: house.email.clone(), name: invented(account, index).name, ..identity },
        // By name and town.
        5 => Identity { name: house.name.to_uppercase(), ..identity },
        // By nothing but a name that resembles, in the same town: close enough to ask a person, mostly.
        6 => Identity { name: format!("{} – site de {}", house.name, house.city), ..identity },
        _ => Identity { name: with_town(house), ..identity },
    }
}

fn spaced(siret: &str) -> String {
    let part = |from, to| siret.get(from..to).unwrap_or_default();
    format!("{} {} {} {}", part(0, 3), part(3, 6), part(6, 9), part(9, 14))
}

/// With its town, or with an addition if that is in the name already.
fn with_town(house: &KnownEstablishment) -> String {
    let addition = if house.name.contains(&house.city) { "– pôle formation" } else { house.city.as_str() };
    format!("{} {addition}", house.name)
}

fn invented(account: &mut Account<'_>, index: usize) -> Identity {
    let chance = &mut account.chance;
    let (city, zip_code) = chance.of(&words::TOWNS, ("", ""));
    let name = format!("{} {}", chance.word(&words::HOUSES), chance.word(&words::NAMED));
    // Names repeat, but not all of them.
    let name = if index > 60 && chance.percent(70) { format!("{name} de {city}") } else { name };
    let siret = match chance.below(20) {
        0 | 1 => None,
        2 => Some("00000000000000".to_owned()),
        3 => Some(chance.digits(9)),
        4 | 5 => Some(spaced(&invented_siret(index))),
        _ => Some(invented_siret(index)),
    };
    Identity {
        email: (!chance.percent(14)).then(|| format!("contact@{}-{index}.example", slug(&name))),
        zip_code: if chance.percent(5) { format!(" {zip_code} ") } else { zip_code.to_owned() },
        accounting_number: chance.percent(35).then(|| format!("411DF{index:05}")),
        city: city.to_owned(),
        siret,
        name,
        contact_email: None,
    }
}

/// In a range that was never given out.
fn invented_siret(index: usize) -> String {
    format!("{:09}{:05}", 100_000 + index, 18)
}

fn company(account: &mut Account<'_>, index: usize, identity: &Identity) -> Buyer {
    let id = (FIRST_ID + index).to_string();
    let created = day(account.today, -account.chance.between(30, 1100));
    let (inserted_at, updated_at) = life(&mut account.chance, created, 400, account.today);
    let street = format!("{} {}", account.chance.between(1, 120), account.chance.word(&words::STREETS));
    let domain = slug(&identity.name);
    let contacts = contacts(account, index, &domain, identity.contact_email.as_deref(), &inserted_at);
    let code = format!("EN{}", account.chance.digits(10));
    let phone = format!("0{} {}", account.chance.between(1, 5), account.chance.digits(8));
    let chance = &mut account.chance;
    let row = json!({
        "id": id,
        "name": identity.name,
        "legalName": null,
        "group": if chance.percent(8) { json!("Groupe Horizon Santé") } else { Value::Null },
        "code": code,
        "siret": identity.siret,
        "vat": null,
        "ape": if chance.percent(40) { json!("8610Z") } else { Value::Null },
        "accountingNumber": identity.accounting_number,
        "employeesCount": null,
        "email": identity.email,
        "phone": phone,
        "website": null,
        "roadAddress": street,
        "city": identity.city,
        "cityCode": identity.zip_code,
        "country": "France",
        "countryCode": "FR",
        "locale": "fr",
        "note": if chance.percent(6) { json!("Accueil par le quai B.\nDemander Mme Roux.") } else { Value::Null },
        "externalId": null,
        "eInvoicingAddress": null,
        "publicOrganization": chance.percent(15),
        "isRlt": false,
        "draft": chance.percent(3),
        "contacts": contacts,
        "insertedAt": inserted_at,
        "updatedAt": updated_at,
    });
    let address = json!({
        "roadAddress": street,
        "city": identity.city,
        "cityCode": identity.zip_code.trim(),
        "countryCode": "FR",
    });
    account.push(Kind::Company, row);
    Buyer { id, slug: domain, address }
}

fn contacts(account: &mut Account<'_>, company: usize, domain: &str, email: Option<&str>, since: &str) -> Vec<Value> {
    let count = if email.is_some() { 1 } else { account.chance.below(4) };
    let mut contacts = Vec::with_capacity(count);
    for index in 0..count {
        let chance = &mut account.chance;
        let (first, civility) = chance.of(&words::FIRST, ("", ""));
        let last = chance.word(&words::LAST);
        let own = format!("{}.{}@{domain}.example", slug(first), slug(last));
        let email = email.map(str::to_owned).or_else(|| (!chance.percent(15)).then_some(own));
        contacts.push(json!({
            "id": (910_000 + company * 4 + index).to_string(),
            "civility": civility,
            "firstname": first,
            "lastname": last,
            "birthdate": null,
            "title": null,
            "position": chance.word(&words::FUNCTIONS),
            "email": email,
            "phone": if chance.percent(50) { json!(format!("06{}", chance.digits(8))) } else { Value::Null },
            "fax": null,
            "tags": if chance.percent(10) { vec!["formation"] } else { Vec::new() },
            "insertedAt": since,
            "updatedAt": since,
        }));
    }
    contacts
}
