//! The migrated template that test databases are cloned from.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::Context;
use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use tokio::sync::OnceCell;

use super::cluster;
use crate::{embedded, migrate, pool};

/// How PostgreSQL copies the template. Through the write-ahead log or file by file takes the same time here, but the
/// latter needs a checkpoint, for which concurrent tests would wait.
pub(super) const STRATEGY: &str = "WAL_LOG";

/// Old templates are kept for other branches of the source, this many.
const KEPT_TEMPLATES: usize = 4;

const TEMPLATE_PREFIX: &str = "crm_template_";
const CLONE_PREFIX: &str = "crm_test_";

/// The advisory lock for making templates and cleaning up: the letters `tmplte`.
const LOCK: i64 = 0x746d_706c_7465;

/// Where to clone from.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pub(super) admin_url: String,
    pub(super) name: String,
}

/// The template of the migrations in this program, made when it is missing.
pub(super) async fn get() -> anyhow::Result<Template> {
    static TEMPLATE: OnceCell<Template> = OnceCell::const_new();
    TEMPLATE.get_or_try_init(prepare).await.cloned()
}

/// The name of this process's clone with this number. It tells the next run whose it is.
pub(super) fn clone_name(number: u32) -> String {
    let pid = std::process::id();
    format!("{CLONE_PREFIX}{}_{pid}_{number}", host())
}

/// Drops a clone and whoever is connected to it.
pub(super) async fn drop_clone(admin_url: &str, name: &str) -> anyhow::Result<()> {
    let mut connection = pool::establish(admin_url).await?;
    // DROP DATABASE with FORCE does the same, but looks only every 100 ms whether they are gone.
    let sessions = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    for _ in 0..20 {
        if diesel::sql_query(&sessions).execute(&mut connection).await? == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Ok(connection.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?)
}

async fn prepare() -> anyhow::Result<Template> {
    let admin_url = tokio::task::spawn_blocking(cluster::admin_url).await??;
    let name = format!("{TEMPLATE_PREFIX}{}", migrate::FINGERPRINT);
    let mut connection = pool::establish(&admin_url).await?;
    let existing = databases(&mut connection).await?;
    let left_over = existing.iter().any(|name| is_left_over(name));
    if left_over || !existing.contains(&name) {
        connection.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})")).await?;
        // Others may have done the work while this process waited.
        let existing = databases(&mut connection).await?;
        clean_up(&mut connection, &existing).await;
        if !existing.contains(&name) {
            make(&mut connection, &admin_url, &name)
                .await
                .context("the template of the test databases cannot be made")?;
        }
    }
    Ok(Template { admin_url, name })
}

/// Makes the template under another name first: nobody clones an unfinished one.
async fn make(connection: &mut AsyncPgConnection, admin_url: &str, name: &str) -> anyhow::Result<()> {
    let unfinished = format!("{name}_unfinished");
    connection.batch_execute(&format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")).await?;
    connection.batch_execute(&format!("CREATE DATABASE {unfinished}")).await?;
    migrate::run(&cluster::with_database(admin_url, &unfinished)).await?;
    connection.batch_execute(&format!("ALTER DATABASE {unfinished} RENAME TO {name}")).await?;
    Ok(())
}

/// Drops the clones of processes that are gone and the oldest templates. Best effort: what cannot be dropped is in
/// nobody's way.
async fn clean_up(connection: &mut AsyncPgConnection, existing: &[String]) {
    let templates: Vec<_> = existing.iter().filter(|name| name.starts_with(TEMPLATE_PREFIX)).collect();
    let old = templates.len().saturating_sub(KEPT_TEMPLATES);
    let clones = existing.iter().filter(|name| is_left_over(name));
    for name in clones.chain(templates.into_iter().take(old)) {
        let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        if let Err(error) = connection.batch_execute(&statement).await {
            tracing::warn!(name, %error, "an old test database cannot be dropped");
        }
    }
}

/// Whether a database is a clone that was made on this machine by a process that is gone.
fn is_left_over(name: &str) -> bool {
    let Some(rest) = name.strip_prefix(CLONE_PREFIX) else {
        return false;
    };
    let mut parts = rest.split('_');
    parts.next() == Some(host())
        && parts.next().and_then(|pid| pid.parse().ok()).is_some_and(|pid| !embedded::process_exists(pid))
}

/// All test databases and templates, oldest first.
async fn databases(connection: &mut AsyncPgConnection) -> anyhow::Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Database {
        #[diesel(sql_type = Text)]
        datname: String,
    }
    let rows: Vec<Database> =
        diesel::sql_query("SELECT datname::text FROM pg_database WHERE datname LIKE 'crm\\_%' ORDER BY oid")
            .load(connection)
            .await?;
    Ok(rows.into_iter().map(|row| row.datname).collect())
}

/// A short name for this machine, fit for the name of a database.
fn host() -> &'static str {
    static HOST: OnceLock<String> = OnceLock::new();
    HOST.get_or_init(|| {
        let name = Command::new("uname").arg("-n").output();
        let mut hasher = DefaultHasher::new();
        name.map(|output| output.stdout).unwrap_or_default().hash(&mut hasher);
        format!("{:08x}", hasher.finish() & 0xffff_ffff)
    })
}
