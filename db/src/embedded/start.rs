//! The start as a whole: own the data directory, take over, launch, or join.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use super::admin::{self, State};
use super::binaries::Binaries;
use super::error::Error;
use super::keeper::Keeper;
use super::launch::{Failure, Plan};
use super::layout::Layout;
use super::process::Postmaster;
use super::sys::{self, Signal};
use super::user::RunUser;
use super::{Options, Postgres, init, settings, socket};

/// How long a running PostgreSQL may stay silent, and how long another server may take to bring its own up.
const SILENCE: Duration = Duration::from_secs(60);

/// How long recovery after a crash may take.
const RECOVERY: Duration = Duration::from_secs(600);

/// How long remains of a killed PostgreSQL may stand in the way of a start.
const REMAINS: Duration = Duration::from_secs(10);

/// How long a PostgreSQL that lost its server is watched before it is taken over: it may be about to shut down.
const SETTLING: Duration = Duration::from_millis(50);

/// How often the state is looked at.
const POLL: Duration = Duration::from_millis(10);

/// This process's part in a running PostgreSQL.
#[derive(Debug)]
pub(super) enum Running {
    /// It runs PostgreSQL, and holds the lock of the data directory while it does.
    Owned { keeper: Keeper, layout: Layout, lock: File },
    /// Somebody else does, or nobody does (detached), or no longer.
    Joined,
}

impl Running {
    /// Stops what is owned.
    pub(super) fn stop(&mut self) {
        if let Self::Owned { mut keeper, layout, lock } = std::mem::replace(self, Self::Joined) {
            keeper.stop();
            socket::remove_short(&layout);
            drop(lock);
        }
    }
}

/// See [`Postgres::start`].
pub(super) fn start(options: &Options) -> Result<Postgres, Error> {
    let layout = Layout::new(&options.data_dir)?;
    let user = RunUser::choose(layout.cluster_owner()?)?;
    layout.prepare(&user)?;
    let lock = layout.open_lock(&user)?;
    let deadline = Instant::now() + SILENCE;
    loop {
        if options.detached
            && let Some(postgres) = join(options, &layout)?
        {
            return Ok(postgres);
        }
        match lock.try_lock() {
            Ok(()) => return own(options, layout, user, lock),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => {
                return Err(Error::file("locking", &layout.root)(error));
            }
        }
        if let Some(postgres) = join(options, &layout)? {
            tracing::info!(
                data_dir = %layout.root.display(),
                "another server runs the database of this data directory; it is shared, and ends with that server"
            );
            return Ok(postgres);
        }
        if Instant::now() > deadline {
            return Err(Error::Held { directory: layout.root });
        }
        thread::sleep(POLL);
    }
}

/// Joins the PostgreSQL that is running, if it answers.
fn join(options: &Options, layout: &Layout) -> Result<Option<Postgres>, Error> {
    let Some(postmaster) = Postmaster::running(layout) else {
        return Ok(None);
    };
    let admin_url = url_of(&postmaster, "postgres");
    if admin::state(&admin_url) != State::Ready {
        return Ok(None);
    }
    admin::ensure_database(&admin_url, &options.database)?;
    Ok(Some(Postgres { url: url_of(&postmaster, &options.database), running: Running::Joined }))
}

fn url_of(postmaster: &Postmaster, database: &str) -> String {
    settings::url(&postmaster.socket_directory, postmaster.port, database)
}

/// Runs PostgreSQL as the owner of the data directory.
fn own(options: &Options, layout: Layout, user: RunUser, lock: File) -> Result<Postgres, Error> {
    let version = layout.cluster_version()?;
    let cluster = layout.cluster();
    let binaries =
        Binaries::find(options.bin_dir.as_deref(), version.map(|version| (cluster.as_path(), version)), &user)?;
    if version.is_none() {
        tracing::info!(directory = %cluster.display(), "making the database");
        init::create(&layout, &binaries, &user, options.durable)?;
    }
    let abandoned = abandoned(&layout, options.detached)?;
    let plan = Plan {
        socket_directory: match &abandoned {
            Some(postmaster) => postmaster.socket_directory.clone(),
            None => socket::directory(&layout, &user)?,
        },
        layout: layout.clone(),
        binaries,
        user,
        durable: options.durable,
        detached: options.detached,
        settings: options.settings.clone(),
    };
    let url = plan.url(&options.database);
    let admin_url = plan.url("postgres");
    let running = match (abandoned, options.detached) {
        (Some(postmaster), false) => {
            tracing::info!(pid = postmaster.pid, "taking over the database of a server that died");
            Running::Owned { keeper: Keeper::adopt(plan, postmaster)?, layout, lock }
        }
        (Some(_), true) => Running::Joined,
        (None, false) => Running::Owned { keeper: with_patience(&plan, Keeper::launch)?, layout, lock },
        (None, true) => {
            // The child outlives this process, or stays a zombie until then: nobody waits for it.
            with_patience(&plan, |plan| plan.spawn())?;
            Running::Joined
        }
    };
    if let Running::Owned { keeper, .. } = &running {
        keeper.supervise();
    }
    admin::ensure_database(&admin_url, &options.database)?;
    Ok(Postgres { url, running })
}

/// The PostgreSQL that runs although its server is gone, if there is one that stays.
fn abandoned(layout: &Layout, detached: bool) -> Result<Option<Postmaster>, Error> {
    let cluster = layout.cluster();
    let deadline = Instant::now() + SILENCE;
    while let Some(postmaster) = Postmaster::running(layout) {
        let url = url_of(&postmaster, "postgres");
        let is_ready = || admin::state(&url) == State::Ready;
        if is_ready() {
            if detached {
                return Ok(Some(postmaster));
            }
            thread::sleep(SETTLING);
            if is_ready() && postmaster.is_alive(&cluster) {
                return Ok(Some(postmaster));
            }
        }
        if Instant::now() > deadline {
            return Err(Error::Unresponsive { directory: cluster, log: layout.log(), pids: vec![postmaster.pid] });
        }
        thread::sleep(POLL);
    }
    Ok(None)
}

/// A start that is under way.
trait Attempt {
    /// Whether PostgreSQL ended.
    fn has_ended(&mut self) -> bool;
}

impl Attempt for Keeper {
    fn has_ended(&mut self) -> bool {
        Self::has_ended(self)
    }
}

impl Attempt for Child {
    fn has_ended(&mut self) -> bool {
        !matches!(self.try_wait(), Ok(None))
    }
}

/// Starts PostgreSQL and waits until it answers; again and again while remains of a killed one stand in the way.
fn with_patience<A: Attempt>(plan: &Plan, launch: impl Fn(Plan) -> Result<A, Error>) -> Result<A, Error> {
    let deadline = Instant::now() + REMAINS;
    loop {
        plan.clear_remains()?;
        let log_start = plan.log_end();
        let mut attempt = launch(plan.clone())?;
        match wait_until_ready(plan, &mut attempt, log_start) {
            Ok(()) => return Ok(attempt),
            Err(Failure::Passing(_)) if Instant::now() < deadline => {
                thread::sleep(Duration::from_millis(250));
            }
            Err(Failure::Passing(error) | Failure::Final(error)) => return Err(error),
        }
    }
}

fn wait_until_ready<A: Attempt>(plan: &Plan, attempt: &mut A, log_start: u64) -> Result<(), Failure> {
    let url = plan.url("postgres");
    let started = Instant::now();
    loop {
        let (patience, is_recovering) = match admin::state(&url) {
            State::Ready => return Ok(()),
            State::Changing => (RECOVERY, true),
            State::Silent => (SILENCE, false),
        };
        if attempt.has_ended() {
            return Err(plan.failure(log_start));
        }
        if started.elapsed() > patience {
            return Err(Failure::Final(Error::StartFailed {
                reason: format!(
                    "it {} after {} s",
                    if is_recovering { "still recovers" } else { "does not answer" },
                    patience.as_secs()
                ),
                log: plan.layout.log(),
            }));
        }
        thread::sleep(POLL);
    }
}

/// See [`super::stop_detached`].
pub(super) fn stop_detached(data_dir: &Path) -> Result<bool, Error> {
    let layout = Layout::new(data_dir)?;
    let Some(postmaster) = Postmaster::running(&layout) else {
        return Ok(false);
    };
    let cluster = layout.cluster();
    let pid = postmaster.pid;
    let deadline = Instant::now() + SILENCE;
    sys::send(pid, Signal::Interrupt).map_err(Error::file("stopping", &cluster))?;
    while postmaster.is_alive(&cluster) {
        if Instant::now() > deadline {
            return Err(Error::Unresponsive { directory: cluster, log: layout.log(), pids: vec![pid] });
        }
        thread::sleep(POLL);
    }
    socket::remove_short(&layout);
    Ok(true)
}
