//! What the database holds, before it is replaced.

use std::time::{Duration, Instant};

use super::Error;
use crate::pool;

/// How long connections may take to close.
const CLOSING: Duration = Duration::from_secs(2);

/// The server's major version.
pub(super) async fn major_version(url: &str) -> Result<u32, Error> {
    let client = pool::client(url).await?;
    let number: i32 =
        client.query_one("SELECT current_setting('server_version_num')::integer", &[]).await?.try_get(0)?;
    Ok(u32::try_from(number / 10_000).unwrap_or_default())
}

/// Refuses a database of another application, one in use, and (unless it is to be replaced) one that holds a company.
pub(super) async fn check(url: &str, replace: bool) -> Result<(), Error> {
    let client = pool::client(url).await?;
    let rows = client
        .query(
            "SELECT c.relname::text FROM pg_class c \
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') \
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') \
             ORDER BY c.relname",
            &[],
        )
        .await?;
    let tables = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    if tables.is_empty() {
        return Ok(());
    }
    if !["__diesel_schema_migrations", "medical_institutions", "users"]
        .iter()
        .all(|ours| tables.iter().any(|t| t == ours))
    {
        return Err(Error::ForeignTables(tables.into_iter().take(5).collect()));
    }
    if !replace {
        let count = "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM medical_institutions)";
        let row = client.query_one(count, &[]).await?;
        let (people, institutions) = (row.try_get(0)?, row.try_get(1)?);
        if people > 0 || institutions > 0 {
            return Err(Error::NotEmpty { people, institutions });
        }
    }
    others_are_gone(&client).await
}

/// Connections that were closed a moment ago are still seen for a while.
async fn others_are_gone(client: &tokio_postgres::Client) -> Result<(), Error> {
    let others = "SELECT count(*) FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name = 'medical-crm' AND pid <> pg_backend_pid()";
    let deadline = Instant::now() + CLOSING;
    loop {
        match client.query_one(others, &[]).await?.try_get(0)? {
            0 => return Ok(()),
            connections if Instant::now() > deadline => return Err(Error::InUse(connections)),
            _ => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}
