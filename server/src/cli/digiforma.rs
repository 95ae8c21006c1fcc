//! `digiforma`

use std::{
    io::{IsTerminal, Write},
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use chrono::Utc;
use db::rows::DigiformaSync;
use digiforma::{
    doctor,
    stand_in::{Fixture, PATH, Scale, StandIn},
};
use domain::{DigiformaPhase, DigiformaSyncMode, DigiformaSyncStatus, DigiformaSyncType};
use tokio::net::TcpListener;

use super::{
    Failure,
    arguments::{Digiforma, StandInOptions, SyncOptions},
    database::{self, Database},
    logging, print,
};
use crm::{
    App, Context,
    config::{Config, Environment},
    operations::{
        digiforma::{connection, read, sync},
        user_admin::system_context,
    },
};

/// The token that a stand-in of the command line asks for, unless the environment names another.
const STAND_IN_TOKEN: &str = "stand-in";

/// How often the bar moves on.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Checks an account, reads it now, or serves a stand-in.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn run(environment: &Environment, command: &Digiforma) -> Result<(), Failure> {
    logging::of_command(environment)?;
    match command {
        Digiforma::Doctor(data) => with_app(environment, &data.chosen(), examine),
        Digiforma::Sync(options) => {
            with_app(environment, &options.data.chosen(), async |app| read_now(app, options).await)
        }
        Digiforma::StandIn(options) => serve_stand_in(environment, options),
    }
}

/// Compares the account's schema with the one that this program was made for.
async fn examine(app: App) -> Result<(), Failure> {
    let settings = connection::find(&mut *app.db().await?).await?;
    let account = connection::of(&app, &settings)?;
    let client = sync::upstream::client(&app, &account).map_err(Failure::Failed)?;
    let report = doctor::check(&client).await.map_err(|error| Failure::Failed(sync::upstream::sentence(&error)))?;
    print(&format!("{}\n{report}\n", account.url))?;
    if report.can_read() { Ok(()) } else { Err(Failure::Failed("Some lists cannot be read.".to_owned())) }
}

async fn read_now(app: App, options: &SyncOptions) -> Result<(), Failure> {
    let mode = if options.full { DigiformaSyncMode::Initial } else { DigiformaSyncMode::Normal };
    let begun = sync::start_unattended(&app, "cli", mode, DigiformaSyncType::Manual, false).await?;
    let ctx = system_context(&app, "cli");
    let work = tokio::spawn({
        let app = app.clone();
        async move { sync::run(&app, begun.id).await }
    });
    follow(&ctx, begun.id, work).await?;
    let row = read::sync(&ctx, begun.id).await?;
    print(&summary(&row))?;
    match row.status {
        DigiformaSyncStatus::Success | DigiformaSyncStatus::Partial => Ok(()),
        DigiformaSyncStatus::Cancelled => Err(Failure::Failed("It was stopped.".to_owned())),
        _ => Err(Failure::Failed(row.message.unwrap_or_else(|| "It was not read to its end.".to_owned()))),
    }
}

/// Shows how it goes on, until it is over. The first Ctrl-C stops it gently.
async fn follow(
    ctx: &Context,
    id: uuid::Uuid,
    mut work: tokio::task::JoinHandle<crm::Result<sync::Run>>,
) -> Result<(), Failure> {
    let shows = std::io::stderr().is_terminal();
    let mut is_stopping = false;
    loop {
        tokio::select! {
            done = &mut work => {
                if shows {
                    eprintln!();
                }
                done.map_err(|error| Failure::Failed(format!("It broke off: {error}.")))??;
                return Ok(());
            }
            _ = tokio::signal::ctrl_c(), if !is_stopping => {
                is_stopping = true;
                sync::cancel(ctx, id).await?;
            }
            () = tokio::time::sleep(LOOK_EVERY) => {
                if shows {
                    show(&read::sync(ctx, id).await?);
                }
            }
        }
    }
}

/// One line that is written over itself.
fn show(row: &DigiformaSync) {
    const WIDTH: usize = 24;
    let all = DigiformaPhase::ALL.len();
    let done = row.finished_phases.len().min(all);
    let filled = WIDTH * done / all;
    let phase = row.phase.map_or_else(String::new, |phase| phase.name().replace('_', " "));
    let read: i64 =
        row.counters.as_object().map_or(0, |kinds| kinds.values().filter_map(|tally| tally["read"].as_i64()).sum());
    let bar = format!("{}{}", "#".repeat(filled), ".".repeat(WIDTH - filled));
    eprint!("\r[{bar}] {done}/{all}  {phase:<18} {read:>8} records");
    let _ = std::io::stderr().flush();
}

fn summary(row: &DigiformaSync) -> String {
    let mut text = String::new();
    for (entity, tally) in row.counters.as_object().into_iter().flatten() {
        let number = |name: &str| tally[name].as_i64().unwrap_or_default();
        text.push_str(&format!(
            "{:<18} {:>8} read  {:>8} new  {:>8} changed  {:>8} removed  {:>6} with errors\n",
            entity.replace('_', " "),
            number("read"),
            number("created"),
            number("updated"),
            number("removed"),
            number("failed"),
        ));
    }
    for problem in row.errors.as_array().into_iter().flatten().take(20) {
        let id = problem["recordId"].as_str().unwrap_or("-");
        let (entity, message) = (problem["entity"].as_str().unwrap_or_default(), problem["message"].as_str());
        text.push_str(&format!("{entity} {id}: {}\n", message.unwrap_or_default()));
    }
    if let Some(message) = &row.message {
        text.push_str(&format!("{message}\n"));
    }
    text
}

fn serve_stand_in(environment: &Environment, options: &StandInOptions) -> Result<(), Failure> {
    let fixture = match &options.fixture {
        Some(file) => Fixture::read(file).map_err(|error| Failure::Usage(format!("{}: {error}.", file.display())))?,
        None => {
            let scale = options.rows.map_or_else(Scale::small, Scale::of_rows);
            Fixture::generate(1, scale, &[], Utc::now().date_naive())
        }
    };
    let token = environment.get("DIGIFORMA_API_TOKEN").unwrap_or(STAND_IN_TOKEN).to_owned();
    let stand_in = StandIn::new(fixture, &token)
        .map_err(|error| Failure::Failed(format!("The stand-in cannot be made: {error}.")))?;
    database::block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(address).await.map_err(|error| {
            Failure::Failed(format!("{address} cannot be listened on: {error}. Choose another --port."))
        })?;
        let address = listener.local_addr().map_err(|error| Failure::Failed(error.to_string()))?;
        print(&format!("http://{address}{PATH}\nToken: {token}\n"))?;
        tokio::select! {
            served = stand_in.serve(listener) => {
                served.map_err(|error| Failure::Failed(format!("The stand-in failed: {error}.")))
            }
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })
}

/// Opens the database, brings it up to date and works on it.
fn with_app(
    environment: &Environment,
    chosen: &crm::config::Chosen,
    work: impl AsyncFnOnce(App) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let config = Config::load(environment, chosen)?;
    let database = Database::open(&config)?;
    database::block_on(async {
        let pool = database.connect(6).await?;
        database.migrate().await?;
        work(App::new(config, pool)).await
    })
}
