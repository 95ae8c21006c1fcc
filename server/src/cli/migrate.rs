//! `migrate`

use super::{
    Failure,
    arguments::Migrate,
    database::{self, Database},
    logging, print,
};
use crm::config::{Config, Environment};

/// Applies the pending migrations, or lists all.
///
/// # Errors
/// When the database cannot be reached or a migration fails.
pub fn run(environment: &Environment, options: &Migrate) -> Result<(), Failure> {
    logging::of_command(environment)?;
    let config = Config::load(environment, &options.data.chosen())?;
    let database = Database::open(&config)?;
    let text = database::block_on(async {
        database.connect(1).await?;
        if options.status { status(&database).await } else { apply(&database).await }
    })?;
    print(&text)
}

async fn status(database: &Database) -> Result<String, Failure> {
    let migrations = db::migrate::status(database.url())
        .await
        .map_err(|error| Failure::Failed(format!("The migrations cannot be listed: {error}.")))?;
    Ok(migrations
        .into_iter()
        .map(|(name, applied)| format!("{:8} {name}\n", if applied { "applied" } else { "pending" }))
        .collect())
}

async fn apply(database: &Database) -> Result<String, Failure> {
    let applied = database.migrate().await?;
    Ok(match applied.as_slice() {
        [] => "The database is up to date.\n".to_owned(),
        names => names.iter().map(|name| format!("applied  {name}\n")).collect(),
    })
}
