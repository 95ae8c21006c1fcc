//! The demo company's data and the password of its accounts.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::Path,
};

use chrono::Utc;
use db::schema::users;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rand::Rng;

use super::Failure;
use crate::demo::{self, ACCOUNTS, Loaded};
use crm::{App, auth::passwords::Verdict};

/// File in the data directory that keeps the password of the demo accounts.
const FILE: &str = "demo-password";

/// Letters and digits that cannot be mistaken for one another.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// The demo company as it stands now.
pub struct Demo {
    /// How many rows were new.
    pub loaded: Loaded,
    /// The password of the accounts, where it is known.
    pub password: Option<String>,
}

/// Loads what is missing. The password is the one of `DEMO_PASSWORD`, which then holds for the accounts of an earlier
/// load too; else the one kept beside the private database; else a new one.
///
/// # Errors
/// When the database or the data directory cannot be written.
pub async fn load(app: &App, private_database: bool) -> Result<Demo, Failure> {
    let password = match &app.config.demo_password {
        Some(given) => given.clone(),
        None if private_database => kept(&app.config.data_dir)?,
        None => random(),
    };
    let mut conn = app.db().await?;
    let hashes: Vec<Option<String>> = users::table
        .filter(users::email.eq_any(addresses()))
        .order(users::email.eq(ACCOUNTS[0].email).desc())
        .select(users::password_hash)
        .load(&mut conn)
        .await
        .map_err(crm::Error::from)?;
    let of_administrator = hashes.as_slice().first().cloned().flatten();
    // Hashing takes a while and much memory: only for accounts that are to be made or changed.
    let hash = match &of_administrator {
        Some(hash) if hashes.len() == ACCOUNTS.len() => hash.clone(),
        _ => app.auth.passwords.hash(&password).await?,
    };
    let loaded = demo::load(&mut conn, &hash, Utc::now().date_naive()).await?;
    let is_new = loaded.users == ACCOUNTS.len();
    if is_new || app.auth.passwords.check(&password, of_administrator.as_deref()).await? != Verdict::Wrong {
        return Ok(Demo { loaded, password: Some(password) });
    }
    if app.config.demo_password.is_none() {
        return Ok(Demo { loaded, password: None });
    }
    let hash = app.auth.passwords.hash(&password).await?;
    diesel::update(users::table.filter(users::email.eq_any(addresses())))
        .set((users::password_hash.eq(Some(hash)), users::password_changed_at.eq(Some(Utc::now()))))
        .execute(&mut conn)
        .await
        .map_err(crm::Error::from)?;
    Ok(Demo { loaded, password: Some(password) })
}

fn addresses() -> [&'static str; ACCOUNTS.len()] {
    ACCOUNTS.map(|account| account.email)
}

/// The password kept in the data directory, made at the first call.
fn kept(data_dir: &Path) -> Result<String, Failure> {
    let path = data_dir.join(FILE);
    let failed = |error: std::io::Error| {
        Failure::Failed(format!("The demo password cannot be kept in {}: {error}.", path.display()))
    };
    match fs::read_to_string(&path) {
        Ok(text) if !text.trim().is_empty() => return Ok(text.trim().to_owned()),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let password = random();
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path).and_then(|mut file| writeln!(file, "{password}")).map_err(failed)?;
    Ok(password)
}

/// Four groups of four characters: 79 bits, easy to type.
fn random() -> String {
    let mut source = rand::rng();
    let groups: Vec<String> = (0..4)
        .map(|_| (0..4).map(|_| char::from(ALPHABET[source.random_range(0..ALPHABET.len())])).collect())
        .collect();
    groups.join("-")
}
