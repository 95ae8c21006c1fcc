//! The account of Digiforma that the demo company has: invented, and partly of establishments that it knows.

use chrono::NaiveDate;
use digiforma::stand_in::{Fixture, KnownEstablishment, Scale};

use super::{contacts, establishments, institutions};

/// What the account's rows derive from.
const SEED: u64 = 20_260_101;

/// The account as it looks on a day: the same day gives the same rows.
///
/// # Errors
/// As [`establishments`].
pub fn account(day: NaiveDate) -> anyhow::Result<Fixture> {
    let houses = establishments()?;
    let known: Vec<KnownEstablishment> = houses
        .iter()
        .map(|house| {
            let (siret, accounting_number) = institutions::numbers(house);
            KnownEstablishment {
                name: house.name.to_owned(),
                city: house.town.to_owned(),
                zip_code: house.post_code.to_owned(),
                siret,
                accounting_number,
                email: Some(contacts::primary_email(house)),
            }
        })
        .collect();
    Ok(Fixture::generate(SEED, Scale::small(), &known, day))
}
