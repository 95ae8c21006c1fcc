//! Many rows for load work: `medical-crm seed --scale N`.
//!
//! N institutions with a profile, about three contacts, four tasks, five quotes and ten invoices each, and training
//! invoices of about a third of them, looked after by auditors made for them. Everything is invented and derives from the random seed alone (and from the day, for dates): the same seed makes
//! the same rows, and another seed adds others. The institutions carry the tag [`TAG`].
//!
//! Each table is one `COPY`, all in one transaction. A further kind of row is a further `Table`. Where most rows will
//! be new, the indexes are made after the rows, and the tables are locked until the end.

mod billing;
mod business;
mod documents;
mod house;
mod people;
mod series;
mod training;

use std::time::Instant;

use anyhow::bail;
use chrono::NaiveDate;
use db::copy::{BulkLoad, Rows};
use uuid::Uuid;

use crate::demo::Chance;

/// The tag of institutions made here, by which people and programs find and leave them out.
pub const TAG: &str = "données de charge";

/// Institutions that one auditor looks after, in the mean.
const INSTITUTIONS_PER_AUDITOR: u32 = 250;

/// The most institutions that one seed makes.
const MOST: u32 = 10_000_000;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Number of institutions, at least 1.
    pub scale: u32,
    /// What everything derives from.
    pub random_seed: u64,
    /// The day around which dates lie.
    pub today: NaiveDate,
}

/// Rows written, by table.
pub type Written = Vec<(&'static str, u64)>;

/// Makes the rows, and says on standard error how far it is.
///
/// # Errors
/// A scale out of range, a seed whose rows are there already, and what the database says; then nothing was written.
pub async fn run(url: &str, options: &Options) -> anyhow::Result<Written> {
    if !(1..=MOST).contains(&options.scale) {
        bail!("the scale must be a number from 1 to {MOST}");
    }
    let plan = Plan::new(options);
    let load = BulkLoad::begin(url).await?;
    let first = people::email(&plan, 0);
    if load.exists("SELECT EXISTS (SELECT FROM users WHERE email = $1)", &first).await? {
        bail!(
            "the rows of the random seed {} are in this database already; give another --random-seed to add more",
            options.random_seed
        );
    }
    // Worth it where most rows of the tables will be new.
    let present = load.number("SELECT count(*) FROM medical_institutions").await?;
    let index_afterwards = options.scale >= 1_000 && i64::from(options.scale) > present;
    let mut written = Written::new();
    let filling = Filling { load: &load, index_afterwards };
    for table in [people::TEAMS, people::USERS].iter().chain(business::TABLES).chain(billing::QUOTES) {
        let rows = |turn: u32, rows: &mut Rows| (table.write)(&plan, turn, rows);
        written.push((table.name, filling.fill(table.name, table.statement, (table.turns)(&plan), rows).await?));
    }
    written.extend(documents::write(&filling, &plan).await?);
    for table in billing::OF_INVOICES.iter().chain(training::TABLES) {
        let rows = |turn: u32, rows: &mut Rows| (table.write)(&plan, turn, rows);
        written.push((table.name, filling.fill(table.name, table.statement, (table.turns)(&plan), rows).await?));
    }
    eprintln!("seed: committing");
    let done = load.commit().await?;
    eprintln!("seed: bringing statistics up to date");
    done.tidy(
        "VACUUM (ANALYZE) users, medical_institutions, medical_profiles, contact_persons, tasks, quotes, quote_lines, \
         invoices, invoice_lines, invoice_deductions, payments, digiforma_companies, digiforma_invoices, \
         revenue_entries, revenue_days",
    )
    .await?;
    Ok(written)
}

/// One table to fill.
struct Table {
    /// Its name.
    name: &'static str,
    /// The whole `COPY` statement.
    statement: &'static str,
    /// How many turns its rows are written in.
    turns: fn(&Plan) -> u32,
    /// Writes the rows of one turn, none or more.
    write: fn(&Plan, u32, &mut Rows),
}

/// A load that tables are filled in.
struct Filling<'a> {
    load: &'a BulkLoad,
    /// Indexes are made after the rows.
    index_afterwards: bool,
}

impl Filling<'_> {
    /// Fills a table in so many turns; `write` writes the rows of one turn, none or more.
    async fn fill(
        &self,
        table: &'static str,
        statement: &'static str,
        turns: u32,
        mut write: impl FnMut(u32, &mut Rows),
    ) -> Result<u64, db::copy::Error> {
        if turns == 0 {
            return Ok(0);
        }
        let indexes = if self.index_afterwards { Some(self.load.lay_aside_indexes(table).await?) } else { None };
        let begun = Instant::now();
        let mut turn = 0;
        let count = self
            .load
            .copy(statement, |rows| {
                write(turn, rows);
                turn += 1;
                if turns >= 10_000 && turn % (turns / 5) == 0 {
                    eprintln!("seed: {table} {} %", u64::from(turn) * 100 / u64::from(turns));
                }
                turn < turns
            })
            .await?;
        eprintln!("seed: {table} {count} rows in {:.1} s", begun.elapsed().as_secs_f64());
        if let Some(indexes) = indexes {
            let begun = Instant::now();
            self.load.restore(&indexes).await?;
            eprintln!("seed: {table} indexed in {:.1} s", begun.elapsed().as_secs_f64());
        }
        Ok(count)
    }
}

/// Everything that rows derive from.
struct Plan {
    seed: u64,
    scale: u32,
    today: NaiveDate,
    /// Real towns, regions and post codes, for invented institutions.
    places: Vec<Place>,
    teams: Vec<Uuid>,
    auditors: Vec<Uuid>,
}

/// Where an invented institution stands.
struct Place {
    town: &'static str,
    post_code: &'static str,
    region: &'static str,
}

/// Streams of chance, one a table: rows of different tables owe each other nothing.
#[derive(Clone, Copy)]
enum Stream {
    Teams = 1,
    Users = 2,
    Institutions = 3,
    Contacts = 4,
    Tasks = 5,
    Books = 6,
    Deals = 7,
    Training = 8,
    Revenue = 9,
}

impl Plan {
    fn new(options: &Options) -> Self {
        let mut plan = Self {
            seed: options.random_seed,
            scale: options.scale,
            today: options.today,
            places: business::places(),
            teams: Vec::new(),
            auditors: Vec::new(),
        };
        let auditors = options.scale.div_ceil(INSTITUTIONS_PER_AUDITOR).max(4);
        plan.teams = (0..auditors.div_ceil(8)).map(|i| plan.key(Stream::Teams, i)).collect();
        plan.auditors = (0..auditors).map(|i| plan.key(Stream::Users, i)).collect();
        plan
    }

    /// The chance of one row.
    fn chance(&self, stream: Stream, index: u32) -> Chance {
        Chance::of_row(self.seed, stream as u64, u64::from(index))
    }

    /// The key of one row: the first draw of its chance.
    fn key(&self, stream: Stream, index: u32) -> Uuid {
        self.chance(stream, index).key()
    }
}
