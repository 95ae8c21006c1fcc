//! Generated accounts, and their files.

use std::time::{Duration, Instant};

use digiforma::record::{Kind, id_of};
use digiforma::stand_in::{Fixture, Scale};

use crate::common::{known, small, today};

#[test]
fn the_same_seed_gives_the_same_rows() {
    assert_eq!(small(), small());
    assert_ne!(small(), Fixture::generate(8, Scale::small(), &known(), today()));
}

#[test]
fn files_are_read_as_they_were_written() {
    let fixture = small();
    assert_eq!(Fixture::from_json(&fixture.to_json().unwrap()).unwrap(), fixture);
    for (text, said) in [
        ("[]", "the fixture is no JSON"),
        (r#"{"clients": []}"#, "`clients` is no list that the stand-in has"),
        (r#"{"companies": 1}"#, "`companies` is no list of rows"),
        (r#"{"companies": [{"id": "1"}, {"name": "x"}]}"#, "row 1 of `companies` has no id"),
    ] {
        let error = Fixture::from_json(text).unwrap_err().to_string();
        assert!(error.starts_with(said), "{error}");
    }
}

#[test]
fn accounts_have_what_real_ones_have() {
    let fixture = small();
    let companies = fixture.rows(Kind::Company);
    let sirets: Vec<&str> = companies.iter().filter_map(|company| company["siret"].as_str()).collect();
    assert!(sirets.contains(&"00000000000000"));
    assert!(sirets.iter().any(|siret| siret.len() == 9));
    assert!(companies.iter().any(|company| company["siret"].is_null()));
    let repeats = |values: &[&str]| {
        let distinct: std::collections::HashSet<_> = values.iter().collect();
        distinct.len() < values.len()
    };
    let real: Vec<&str> = sirets.into_iter().filter(|siret| !siret.starts_with("0000000000")).collect();
    assert!(repeats(&real), "no SIRET comes twice");
    let mails: Vec<&str> = companies.iter().filter_map(|company| company["email"].as_str()).collect();
    assert!(repeats(&mails), "no address comes twice");
    let known = known();
    let by = |test: &dyn Fn(&serde_json::Value) -> bool| companies.iter().filter(|company| test(company)).count();
    let has = |value: Option<&str>, all: Vec<Option<&String>>| {
        value.is_some_and(|value| all.into_iter().flatten().any(|known| known == value))
    };
    assert!(
        by(&|company| has(company["siret"].as_str(), known.iter().map(|house| house.siret.as_ref()).collect())) >= 4
    );
    assert!(
        by(&|company| has(
            company["accountingNumber"].as_str(),
            known.iter().map(|house| house.accounting_number.as_ref()).collect()
        )) >= 4
    );
    let nothing_but_a_name = |company: &serde_json::Value| {
        let name = company["name"].as_str().unwrap();
        let resembles = known.iter().any(|house| {
            name != house.name && name.starts_with(&house.name) && company["city"].as_str() == Some(house.city.as_str())
        });
        resembles && ["siret", "accountingNumber", "email"].iter().all(|field| company[*field].is_null())
    };
    assert!(by(&nothing_but_a_name) >= 4);
    let company_ids: Vec<String> = companies.iter().filter_map(id_of).collect();
    assert!(fixture.rows(Kind::Customer).iter().filter_map(id_of).all(|id| !company_ids.contains(&id)));
    let invoices = fixture.rows(Kind::Invoice);
    assert!(invoices.iter().any(|invoice| invoice["number"].is_null() && invoice["fileUrl"].is_null()));
    assert!(
        invoices.iter().any(|invoice| invoice["items"].as_array().unwrap().iter().all(|item| item["unitPrice"] == 0.0))
    );
    let mut numbers: Vec<(String, i64)> = invoices
        .iter()
        .filter_map(|invoice| Some((invoice["prefix"].as_str()?.to_owned(), invoice["number"].as_i64()?)))
        .collect();
    numbers.sort();
    for pair in numbers.windows(2) {
        let follows = if pair[0].0 == pair[1].0 { pair[0].1 + 1 } else { 1 };
        assert_eq!(pair[1].1, follows, "numbers have no gaps");
    }
}

#[test]
fn large_accounts_are_made_quickly() {
    let start = Instant::now();
    let fixture = Fixture::generate(1, Scale::of_rows(100_000), &known(), today());
    let rows: usize = Kind::ALL.into_iter().map(|kind| fixture.rows(kind).len()).sum();
    assert!((90_000..115_000).contains(&rows), "{rows}");
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
