//! `serve`

use std::{io::IsTerminal, net::TcpListener, sync::Arc, time::Duration};

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{
    Failure,
    arguments::Serve,
    database::{self, Database},
    demo::{self, Demo},
    demo_digiforma, listen, logging, print,
    welcome::{DEMO_ACCOUNTS, Welcome},
};
use crate::{api, http};
use crm::{
    App,
    config::{Config, Environment},
    events, jobs,
    operations::{setup, user_admin},
    replica::Replica,
    shutdown::Shutdown,
};

/// How long a job in progress may take when the server stops.
const JOB_PATIENCE: Duration = Duration::from_secs(10);

/// Serves until a signal says stop.
///
/// # Errors
/// When the server cannot start; each is a sentence that says what to do.
pub fn run(environment: &Environment, options: &Serve) -> Result<(), Failure> {
    let export = logging::of_server(environment)?;
    let mut config = Config::load(environment, &options.chosen())?;
    let listener = listen::bind(&config)?;
    let address = listener.local_addr().map_err(|error| Failure::Failed(error.to_string()))?;
    config.listening_on(address);

    let database = Database::open(&config)?;
    let runtime = database::runtime()?;
    let result = runtime.block_on(serve(config, &database, listener, options.demo));
    runtime.shutdown_timeout(Duration::from_secs(5));
    drop(database);
    tracing::info!("stopped");
    export.finish();
    result
}

async fn serve(config: Config, database: &Database, listener: TcpListener, demo: bool) -> Result<(), Failure> {
    let mut signals = Signals::listen()?;
    let (app, demo) = tokio::select! {
        prepared = prepare(config, database, demo) => prepared?,
        () = signals.next() => return Ok(()),
    };
    let shutdown = app.shutdown.clone();
    let listener = tokio::net::TcpListener::from_std(listener)
        .map_err(|error| Failure::Failed(format!("The port cannot be listened on: {error}.")))?;
    let server = tokio::spawn(http::serve(
        listener,
        http::router(app.clone(), api::routes(app.config.graphql)),
        shutdown.clone(),
    ));
    tokio::spawn(events::listener::run(app.clone(), database.url().to_owned()));
    let workers = tokio::spawn(jobs::run(app.clone()));
    welcome(&app, database, demo).await?;
    stop_by_signal(signals, shutdown);
    server.await.map_err(|error| Failure::Failed(format!("The server failed: {error}.")))?;
    // A job that was begun is finished; one that takes too long is done again by the next worker.
    let _ = tokio::time::timeout(JOB_PATIENCE, workers).await;
    Ok(())
}

async fn prepare(config: Config, database: &Database, demo: bool) -> Result<(App, Option<Demo>), Failure> {
    let pool = database.connect(config.database_connections).await?;
    let migrations = database.migrate().await?;
    if let Some(newest) = migrations.last() {
        tracing::info!(count = migrations.len(), newest, "brought the database up to date");
    }
    let replica = replica(&config, &pool).await?;
    let app = App::with_replica(config, pool, replica);
    if let Some(admin) = &app.config.first_admin
        && let Some(user) = user_admin::ensure_first_admin(&app, &admin.email, &admin.password).await?
    {
        tracing::info!(email = user.email, "made the first administrator");
    }
    let demo = if demo {
        let loaded = demo::load(&app, database.is_private()).await?;
        demo_digiforma::connect(&app).await?;
        Some(loaded)
    } else {
        None
    };
    Ok((app, demo))
}

/// The replica, which may be away for now. It is not read before it has replayed the migrations.
async fn replica(config: &Config, primary: &db::Pool) -> Result<Option<Arc<Replica>>, Failure> {
    let Some(url) = &config.database_replica_url else { return Ok(None) };
    let mut conn = db::pool::get(primary).await.map_err(crm::Error::from)?;
    let migrated = db::replication::written(&mut conn).await.map_err(crm::Error::from)?;
    let replica = Replica::connect(url, config.database_connections, Some(migrated))
        .map_err(|error| Failure::Usage(format!("DATABASE_REPLICA_URL cannot be used: {error:#}.")))?;
    if replica.ping().await {
        tracing::info!("what only reads goes to the replica");
    }
    Ok(Some(replica))
}

/// A block for a person at a terminal, else one line of the log. There the password of the demo accounts stands only
/// when it is new and nobody chose it.
async fn welcome(app: &App, database: &Database, demo: Option<Demo>) -> Result<(), Failure> {
    if !std::io::stdout().is_terminal() {
        let is_new = |demo: &Demo| demo.loaded.users > 0 && app.config.demo_password.is_none();
        let accounts = demo.is_some().then(|| DEMO_ACCOUNTS.map(|(email, _)| email).join(" "));
        let password = demo.filter(is_new).and_then(|demo| demo.password);
        let setup = setup::is_required(app).await?.then(|| setup::address(app));
        tracing::info!(
            url = app.config.frontend_url,
            port = app.config.port,
            demo_accounts = accounts,
            demo_password = password,
            setup,
            "ready"
        );
        return Ok(());
    }
    let welcome = Welcome {
        config: &app.config,
        private_database: database.is_private(),
        demo: demo.map(|demo| demo.password),
        setup: setup::is_required(app).await?.then(|| setup::address(app)),
    };
    print(&welcome.block())
}

/// The first signal stops gently, the second at once.
fn stop_by_signal(mut signals: Signals, shutdown: Shutdown) {
    tokio::spawn(async move {
        signals.next().await;
        tracing::info!("stopping: requests in flight finish first; a second signal stops at once");
        shutdown.begin();
        signals.next().await;
        tracing::warn!("stopped at once");
        std::process::exit(130);
    });
}

/// SIGINT (Ctrl-C) and SIGTERM.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn listen() -> Result<Self, Failure> {
        let listen =
            |kind| signal(kind).map_err(|error| Failure::Failed(format!("Signals cannot be listened to: {error}.")));
        Ok(Self { interrupt: listen(SignalKind::interrupt())?, terminate: listen(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
