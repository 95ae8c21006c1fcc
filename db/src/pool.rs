//! The pool of database connections.
//!
//! A connection that died (the database was restarted, the network broke) is noticed when it is taken from the pool,
//! dropped and remade, so that the service recovers by itself when the database is back.

use std::time::Duration;

use deadpool::managed::TimeoutType;
use diesel::result::{ConnectionError, DatabaseErrorKind};
use diesel_async::pooled_connection::deadpool::{Object, Pool as DeadPool, PoolError};
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, PoolError as ManagerError, RecyclingMethod,
};
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use futures_util::FutureExt;
use tokio_postgres::error::SqlState;

use crate::address::Address;
use crate::statements::Reporter;

/// A pool of connections to one database.
pub type Pool = DeadPool<AsyncPgConnection>;

/// A connection lent by a [`Pool`]; it goes back when it is dropped.
pub type Connection = Object<AsyncPgConnection>;

/// How long a caller waits for another caller to give its connection back.
const WAIT: Duration = Duration::from_secs(10);

/// How long making one connection may take.
const CREATE: Duration = Duration::from_secs(5);

/// Why there is no connection. The texts never hold a password.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The database does not answer: it is down, starting, stopping, full, or out of reach. It may be back soon.
    #[error("{0}")]
    Unavailable(String),
    /// The database answers but refuses: wrong password, no such database, TLS demanded or distrusted. Trying again
    /// does not help.
    #[error("{0}")]
    Refused(String),
    /// The address of the database is no usable URL.
    #[error("{0}")]
    BadUrl(String),
    /// All connections of the pool were in use for too long.
    #[error(
        "all database connections stayed in use for {} s; the server is overloaded",
        WAIT.as_secs()
    )]
    Busy,
}

impl Error {
    /// True where the same request may succeed a moment later (HTTP: 503).
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Busy)
    }
}

/// Makes a pool of at most `max_size` connections to the database at `url`. Connections are made when first needed:
/// [`ping`] tells whether the database answers.
///
/// # Errors
/// When `url` is no PostgreSQL URL ([`Error::BadUrl`]), or its certificate file cannot be read.
pub fn connect(url: &str, max_size: usize) -> anyhow::Result<Pool> {
    let address = Address::parse(url)?;
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(move |_| {
        let address = address.clone();
        async move { open(&address).await.map_err(into_diesel) }.boxed()
    });
    let manager = AsyncDieselConnectionManager::new_with_config(url, config);
    let pool = Pool::builder(manager)
        .max_size(max_size)
        .runtime(deadpool::Runtime::Tokio1)
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(CREATE))
        .build()?;
    Ok(pool)
}

/// Takes a connection from the pool.
///
/// # Errors
/// See [`Error`].
pub async fn get(pool: &Pool) -> Result<Connection, Error> {
    Ok(pool.get().await?)
}

/// Asks the database for a sign of life. Connections that turn out to be dead are dropped from the pool.
///
/// # Errors
/// See [`Error`].
pub async fn ping(pool: &Pool) -> Result<(), Error> {
    loop {
        let mut connection = get(pool).await?;
        let is_new = Connection::metrics(&connection).recycle_count == 0;
        match connection.batch_execute("SELECT 1").await {
            Ok(()) => return Ok(()),
            Err(error) => {
                drop(Connection::take(connection));
                if is_new || !is_unavailable(&error) {
                    return Err(Error::Unavailable(format!("the database does not answer: {error}")));
                }
            }
        }
    }
}

/// Makes one connection outside of any pool, for work that needs a session of its own (LISTEN, advisory locks).
///
/// # Errors
/// See [`Error`].
pub async fn establish(url: &str) -> Result<AsyncPgConnection, Error> {
    let address = Address::parse(url)?;
    match tokio::time::timeout(CREATE, open(&address)).await {
        Ok(result) => result,
        Err(_) => Err(timed_out()),
    }
}

/// True when a statement failed because the connection or the database is gone, not because of the statement.
#[must_use]
pub fn is_unavailable(error: &diesel::result::Error) -> bool {
    use diesel::result::Error::{BrokenTransactionManager, DatabaseError};
    match error {
        DatabaseError(DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand, _)
        | BrokenTransactionManager => true,
        // The last words of a server that is being stopped, or restarted after a crash (SQLSTATE class 57P):
        // Diesel keeps their text alone.
        DatabaseError(DatabaseErrorKind::Unknown, information) => {
            let message = information.message();
            message.starts_with("terminating connection") || message.starts_with("the database system is")
        }
        _ => false,
    }
}

async fn open(address: &Address) -> Result<AsyncPgConnection, Error> {
    let mut connection = match address.connector() {
        Some(tls) => {
            let (client, driver) = address.config().connect(tls).await.map_err(|error| explain(address, &error))?;
            AsyncPgConnection::try_from_client_and_connection(client, driver).await
        }
        None => {
            let (client, driver) =
                address.config().connect(tokio_postgres::NoTls).await.map_err(|error| explain(address, &error))?;
            AsyncPgConnection::try_from_client_and_connection(client, driver).await
        }
    }
    .map_err(|error| Error::Unavailable(format!("{address} broke off: {error}")))?;
    connection.set_instrumentation(Reporter);
    Ok(connection)
}

/// Makes one connection of the plain driver, for what Diesel has no words for (`COPY`).
///
/// # Errors
/// See [`Error`].
pub(crate) async fn client(url: &str) -> Result<tokio_postgres::Client, Error> {
    let address = Address::parse(url)?;
    // The driver ends with its client; what breaks it is said to whoever waits for an answer.
    match address.connector() {
        Some(tls) => {
            let (client, driver) = address.config().connect(tls).await.map_err(|error| explain(&address, &error))?;
            tokio::spawn(driver.map(drop));
            Ok(client)
        }
        None => {
            let (client, driver) =
                address.config().connect(tokio_postgres::NoTls).await.map_err(|error| explain(&address, &error))?;
            tokio::spawn(driver.map(drop));
            Ok(client)
        }
    }
}

/// Says in one sentence why a connection could not be made.
fn explain(address: &Address, error: &tokio_postgres::Error) -> Error {
    if let Some(refusal) = error.as_db_error() {
        let sentence = format!("{address} refuses the connection: {}", refusal.message());
        let code = refusal.code();
        let passing = [
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::TOO_MANY_CONNECTIONS,
        ];
        return if passing.contains(code) { Error::Unavailable(sentence) } else { Error::Refused(sentence) };
    }
    let mut cause: &dyn std::error::Error = error;
    let mut network = false;
    while let Some(source) = cause.source() {
        network |= source
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.get_ref().is_none_or(|inner| !inner.is::<rustls::Error>()));
        cause = source;
    }
    if network || error.is_closed() {
        Error::Unavailable(format!("{address} cannot be reached: {cause}"))
    } else {
        Error::Refused(format!("no connection to {address}: {cause}"))
    }
}

fn timed_out() -> Error {
    Error::Unavailable(format!("the database did not answer within {} s", CREATE.as_secs()))
}

/// The pool's manager carries Diesel's error type: these two keep our distinction through it.
fn into_diesel(error: Error) -> ConnectionError {
    match error {
        Error::Refused(sentence) | Error::BadUrl(sentence) => ConnectionError::InvalidConnectionUrl(sentence),
        other => ConnectionError::BadConnection(other.to_string()),
    }
}

impl From<PoolError> for Error {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Timeout(TimeoutType::Wait) => Self::Busy,
            PoolError::Timeout(_) => timed_out(),
            PoolError::Backend(ManagerError::ConnectionError(ConnectionError::InvalidConnectionUrl(sentence))) => {
                Self::Refused(sentence)
            }
            PoolError::Backend(ManagerError::ConnectionError(ConnectionError::BadConnection(sentence))) => {
                Self::Unavailable(sentence)
            }
            other => Self::Unavailable(format!("no database connection: {other}")),
        }
    }
}
