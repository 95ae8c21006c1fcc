//! `backup` and `restore`

use super::{
    Failure,
    arguments::{Backup, Restore},
    database::{self, Database},
    logging, print,
};
use crm::config::{Config, Environment};

/// Writes the whole company to a file.
///
/// # Errors
/// When the database cannot be read or the file not written.
pub fn backup(environment: &Environment, options: &Backup) -> Result<(), Failure> {
    logging::of_command(environment)?;
    let config = Config::load(environment, &options.data.chosen())?;
    let database = Database::open(&config)?;
    let bytes = database::block_on(async {
        database.connect(1).await?;
        db::archive::dump(database.url(), config.pg_bin_dir.as_deref(), &options.file, options.force)
            .await
            .map_err(|error| Failure::Failed(format!("No backup was made: {error}.")))
    })?;
    let secrets = if database.is_private() {
        format!("the file {}", config.data_dir.join("secrets.env").display())
    } else {
        "JWT_SECRET, JWT_REFRESH_SECRET and ENCRYPTION_KEY".to_owned()
    };
    print(&format!(
        "Wrote {} ({:.1} MB). Keep a copy of {secrets} apart from it: what is sealed in the backup cannot be read \
         without.\n",
        options.file.display(),
        megabytes(bytes),
    ))
}

/// Reads the whole company from a file.
///
/// # Errors
/// When the file is no backup, or the database must not or cannot be replaced.
pub fn restore(environment: &Environment, options: &Restore) -> Result<(), Failure> {
    logging::of_command(environment)?;
    let config = Config::load(environment, &options.data.chosen())?;
    let database = Database::open(&config)?;
    let migrations = database::block_on(async {
        // The pool is gone before the restore: its connection would count as a server that uses the database.
        database.connect(1).await?;
        db::archive::restore(database.url(), config.pg_bin_dir.as_deref(), &options.file, options.force)
            .await
            .map_err(|error| Failure::Failed(format!("Not restored: {error}.")))
    })?;
    let newer = match migrations.len() {
        0 => String::new(),
        count => format!(" {count} newer migrations were applied."),
    };
    print(&format!("Restored {}.{newer}\n", options.file.display()))
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}
