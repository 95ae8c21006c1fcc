//! A few statements from blocking code, while no pool exists yet.

use std::future::Future;

use tokio_postgres::NoTls;
use tokio_postgres::error::SqlState;

use super::error::Error;

/// How a database reacts to a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// It answers.
    Ready,
    /// It answers that it is starting, recovering or stopping.
    Changing,
    /// Nobody answers.
    Silent,
}

/// Connects to see how the database is.
pub(super) fn state(url: &str) -> State {
    let connected = block_on(async { tokio_postgres::connect(url, NoTls).await.map(drop) });
    match connected {
        Ok(Ok(())) => State::Ready,
        Ok(Err(error)) => match error.code() {
            Some(code) if *code == SqlState::CANNOT_CONNECT_NOW => State::Changing,
            // Whatever else it says (too many connections, no such database), it is up.
            Some(_) => State::Ready,
            None => State::Silent,
        },
        Err(_) => State::Silent,
    }
}

/// Makes a database if it is missing.
pub(super) fn ensure_database(admin_url: &str, database: &str) -> Result<(), Error> {
    block_on(async {
        let (client, connection) = tokio_postgres::connect(admin_url, NoTls).await?;
        let driver = tokio::spawn(connection);
        let known = client.query_opt("SELECT FROM pg_database WHERE datname = $1", &[&database]).await?;
        if known.is_none() {
            let name = database.replace('"', "\"\"");
            let made = client.batch_execute(&format!("CREATE DATABASE \"{name}\"")).await;
            // Somebody else made it in the same moment.
            let exists = [SqlState::DUPLICATE_DATABASE, SqlState::UNIQUE_VIOLATION];
            match made {
                Err(error) if error.code().is_some_and(|code| exists.contains(code)) => {}
                result => result?,
            }
        }
        drop(client);
        // The connection is closed before anybody counts connections.
        let _ = driver.await;
        Ok(())
    })
    .and_then(|result: Result<(), tokio_postgres::Error>| result.map_err(|error| said(&error)))
    .map_err(Error::Prepare)
}

/// Runs a future to its end on a thread of its own: the caller may or may not be on a runtime.
fn block_on<T: Send>(future: impl Future<Output = T> + Send) -> Result<T, String> {
    std::thread::scope(|scope| {
        scope
            .spawn(|| {
                tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .map(|runtime| runtime.block_on(future))
            })
            .join()
    })
    .map_err(|_| "a thread panicked".to_owned())?
    .map_err(|error| error.to_string())
}

fn said(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(database) => database.message().to_owned(),
        None => std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string),
    }
}
