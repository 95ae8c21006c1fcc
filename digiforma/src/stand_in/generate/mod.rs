//! Generates accounts: a training firm with companies, people, sessions, deals, quotations and invoices, with the dirt
//! that real accounts have. The same seed, scale, establishments and day give the same rows.

mod billing;
mod chance;
mod companies;
mod courses;
mod deals;
mod people;
mod values;
mod words;

use chrono::NaiveDate;

use self::chance::Chance;
use super::Fixture;
use crate::record::Kind;

/// An establishment that the firm knows; some companies of a generated account are such, more or less recognisably.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEstablishment {
    /// Name.
    pub name: String,
    /// Town.
    pub city: String,
    /// Post code.
    pub zip_code: String,
    /// 14 digits.
    pub siret: Option<String>,
    /// Account in the accounts.
    pub accounting_number: Option<String>,
    /// Address for mails of one of its contacts.
    pub email: Option<String>,
}

/// How large an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Companies.
    pub companies: usize,
    /// Trainees.
    pub trainees: usize,
    /// Training sessions, each with a program of its own.
    pub sessions: usize,
    /// Deals; about every second has a quotation more than one.
    pub customers: usize,
    /// Invoices, drafts and credit notes among them.
    pub invoices: usize,
}

impl Scale {
    /// A small firm, two years old: about 1 500 rows.
    #[must_use]
    pub fn small() -> Self {
        Self { companies: 90, trainees: 420, sessions: 70, customers: 220, invoices: 260 }
    }

    /// About so many rows in all lists together.
    #[must_use]
    pub fn of_rows(rows: usize) -> Self {
        let part = |per_thousand: usize| (rows * per_thousand / 1000).max(1);
        Self {
            companies: part(100),
            trainees: part(300),
            sessions: part(40),
            customers: part(170),
            invoices: part(150),
        }
    }
}

/// What is generated so far, and by what chance.
struct Account<'a> {
    chance: Chance,
    today: NaiveDate,
    scale: Scale,
    known: &'a [KnownEstablishment],
    fixture: Fixture,
}

impl Fixture {
    /// Generates an account as it would look on a day.
    ///
    /// Up to half of its companies are known establishments: recognisable by SIRET, accounting number, address for
    /// mails, name and town; a quarter of them by a name that only resembles, which a person has to decide. The others,
    /// and several of those, are nobody the firm knows.
    #[must_use]
    pub fn generate(seed: u64, scale: Scale, known: &[KnownEstablishment], today: NaiveDate) -> Self {
        let chance = Chance::new(seed);
        let mut account = Account { chance, today, scale, known, fixture: Self::default() };
        courses::small_lists(&mut account);
        let companies = companies::all(&mut account);
        let trainees = people::all(&mut account, &companies);
        let sessions = courses::sessions(&mut account);
        let deals = deals::all(&mut account, &companies, &trainees, &sessions);
        billing::quotations(&mut account, &deals);
        billing::invoices(&mut account, &deals);
        account.fixture
    }
}

impl Account<'_> {
    fn push(&mut self, kind: Kind, row: serde_json::Value) {
        self.fixture.push(kind, row);
    }
}
