//! `seed`

use chrono::Utc;

use super::{
    Failure,
    arguments::Seed,
    database::{self, Database},
    demo, logging, print,
};
use crate::seed;
use crm::{
    App,
    config::{Config, Environment},
};

/// Loads the demo company, or makes rows for load work.
///
/// # Errors
/// When the database cannot be reached or refuses.
pub fn run(environment: &Environment, options: &Seed) -> Result<(), Failure> {
    logging::of_command(environment)?;
    let config = Config::load(environment, &options.data.chosen())?;
    let database = Database::open(&config)?;
    let text = database::block_on(async {
        let pool = database.connect(2).await?;
        database.migrate().await?;
        match options.scale {
            Some(scale) => many(&database, scale, options.random_seed).await,
            None => company(&App::new(config, pool), &database).await,
        }
    })?;
    print(&text)
}

async fn company(app: &App, database: &Database) -> Result<String, Failure> {
    let demo = demo::load(app, database.is_private()).await?;
    let new = demo.loaded;
    let mut text = format!(
        "Demo company: {} new people, {} institutions, {} contacts, {} tasks, {} quotes, {} invoices.\n",
        new.users, new.institutions, new.contacts, new.tasks, new.quotes, new.invoices
    );
    if let Some(password) = demo.password {
        text.push_str(&format!("Password of admin@, manager@, auditor@ and viewer@example.com: {password}\n"));
    }
    Ok(text)
}

async fn many(database: &Database, scale: u32, random_seed: u64) -> Result<String, Failure> {
    let options = seed::Options { scale, random_seed, today: Utc::now().date_naive() };
    let written = seed::run(database.url(), &options).await?;
    Ok(written.into_iter().map(|(table, rows)| format!("{rows:>10}  {table}\n")).collect())
}
