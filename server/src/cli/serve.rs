//! `serve`

use std::{io::IsTerminal, net::TcpListener, time::Duration};

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{
    Failure,
    arguments::Serve,
    database::{self, Database},
    listen, logging, print,
    welcome::Welcome,
};
use crate::{
    App,
    config::{Config, Environment},
    http,
    shutdown::Shutdown,
};

/// Serves until a signal says stop.
///
/// # Errors
/// When the server cannot start; each is a sentence that says what to do.
pub fn run(environment: &Environment, options: &Serve) -> Result<(), Failure> {
    logging::of_server(environment)?;
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
    result
}

async fn serve(config: Config, database: &Database, listener: TcpListener, demo: bool) -> Result<(), Failure> {
    let mut signals = Signals::listen()?;
    let app = tokio::select! {
        app = prepare(config, database) => app?,
        () = signals.next() => return Ok(()),
    };
    let shutdown = app.shutdown.clone();
    let listener = tokio::net::TcpListener::from_std(listener)
        .map_err(|error| Failure::Failed(format!("The port cannot be listened on: {error}.")))?;
    let server = tokio::spawn(http::serve(listener, http::router(app.clone(), crate::api::routes()), shutdown.clone()));
    welcome(&app, database, demo)?;
    stop_by_signal(signals, shutdown);
    server.await.map_err(|error| Failure::Failed(format!("The server failed: {error}.")))
}

async fn prepare(config: Config, database: &Database) -> Result<App, Failure> {
    let pool = database.connect(config.database_connections).await?;
    for name in database.migrate().await? {
        tracing::info!(migration = name, "applied");
    }
    Ok(App::new(config, pool))
}

fn welcome(app: &App, database: &Database, _demo: bool) -> Result<(), Failure> {
    let welcome =
        Welcome { config: &app.config, private_database: database.is_private(), demo: None, has_accounts: false };
    if std::io::stdout().is_terminal() {
        print(&welcome.block())
    } else {
        tracing::info!(url = app.config.frontend_url, port = app.config.port, "ready");
        Ok(())
    }
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
