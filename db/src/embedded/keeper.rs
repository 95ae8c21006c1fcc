//! The thread that keeps PostgreSQL running.
//!
//! It starts PostgreSQL, waits for its end, and starts it again when it ended without having been told to. It lives as
//! long as PostgreSQL does: Linux ends a child when the thread that started it ends.

use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::error::Error;
use super::launch::Plan;
use super::process::Postmaster;
use super::sys::{self, Signal};

/// How long a clean shutdown may take: it writes everything down.
const SHUTDOWN: Duration = Duration::from_secs(60);

/// How long an immediate shutdown may take.
const QUIT: Duration = Duration::from_secs(10);

/// The longest pause between two attempts to start PostgreSQL again.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A PostgreSQL that lives this long counts as well started.
const STABLE: Duration = Duration::from_secs(60);

/// The handle of the thread.
#[derive(Debug)]
pub(super) struct Keeper {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The process, while there is one.
    pid: Option<u32>,
    /// Whether it is started again when it dies.
    supervised: bool,
    stopping: bool,
    /// Whether the thread is done.
    ended: bool,
}

/// What the thread waits for.
enum Process {
    Child(Child),
    Adopted(Postmaster),
}

impl Keeper {
    /// Starts PostgreSQL.
    pub(super) fn launch(plan: Plan) -> Result<Self, Error> {
        Self::keep(plan, |plan| plan.spawn().map(Process::Child))
    }

    /// Takes over a PostgreSQL whose own keeper died.
    pub(super) fn adopt(plan: Plan, postmaster: Postmaster) -> Result<Self, Error> {
        Self::keep(plan, |_| Ok(Process::Adopted(postmaster)))
    }

    fn keep(plan: Plan, first: impl FnOnce(&Plan) -> Result<Process, Error> + Send + 'static) -> Result<Self, Error> {
        let shared = Arc::new(Shared::default());
        let (report, started) = mpsc::channel();
        let for_thread = Arc::clone(&shared);
        let root = plan.layout.root.clone();
        let thread = thread::Builder::new()
            .name("postgres-keeper".to_owned())
            .spawn(move || {
                let result = first(&plan);
                match result {
                    Ok(process) => {
                        for_thread.lock().pid = Some(process.id());
                        let _ = report.send(Ok(()));
                        for_thread.run(&plan, process);
                    }
                    Err(error) => {
                        let _ = report.send(Err(error));
                    }
                }
            })
            .map_err(Error::file("starting a thread for", &root))?;
        started.recv().unwrap_or_else(|_| Err(Error::Prepare("the starting thread ended".to_owned())))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// From now on PostgreSQL is started again when it dies.
    pub(super) fn supervise(&self) {
        self.shared.lock().supervised = true;
    }

    /// Whether PostgreSQL ended and will not be started again.
    pub(super) fn has_ended(&self) -> bool {
        self.shared.lock().ended
    }

    /// Shuts PostgreSQL down and waits until it is gone.
    pub(super) fn stop(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        self.shared.stop(Signal::Interrupt);
        if !self.shared.wait_for_end(SHUTDOWN) {
            tracing::warn!("the database does not shut down cleanly; it is stopped and will recover at the next start");
            self.shared.stop(Signal::Quit);
            if !self.shared.wait_for_end(QUIT) {
                tracing::error!("the database does not stop");
                return;
            }
        }
        if thread.join().is_err() {
            tracing::error!("the thread that keeps the database panicked");
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self, signal: Signal) {
        let mut state = self.lock();
        state.stopping = true;
        if let Some(pid) = state.pid
            && let Err(error) = sys::send(pid, signal)
        {
            // It ended by itself at the same moment.
            tracing::debug!(pid, %error, "the database could not be signalled");
        }
        self.changed.notify_all();
    }

    fn wait_for_end(&self, timeout: Duration) -> bool {
        let state = self.lock();
        let (state, _) = self
            .changed
            .wait_timeout_while(state, timeout, |state| !state.ended)
            .unwrap_or_else(PoisonError::into_inner);
        state.ended
    }

    /// The life of the thread.
    fn run(&self, plan: &Plan, first: Process) {
        let mut process = first;
        let mut pause = Duration::ZERO;
        loop {
            let since = Instant::now();
            process.wait(plan);
            {
                let mut state = self.lock();
                state.pid = None;
                if state.stopping || !state.supervised {
                    state.ended = true;
                    self.changed.notify_all();
                    return;
                }
            }
            if since.elapsed() > STABLE {
                pause = Duration::ZERO;
            }
            tracing::error!(log = %plan.layout.log().display(), "the database ended unexpectedly; it is started again");
            match self.start_again(plan, &mut pause) {
                Some(child) => process = Process::Child(child),
                None => return,
            }
        }
    }

    /// Starts PostgreSQL until it can be started; `None` when told to stop meanwhile.
    fn start_again(&self, plan: &Plan, pause: &mut Duration) -> Option<Child> {
        loop {
            if self.is_stopped_within(*pause) {
                return None;
            }
            *pause = (*pause * 2).clamp(Duration::from_millis(250), LONGEST_PAUSE);
            match plan.clear_remains().and_then(|()| plan.spawn()) {
                Ok(mut child) => {
                    let mut state = self.lock();
                    state.pid = Some(child.id());
                    if state.stopping {
                        // The order to stop came before there was anything to signal.
                        let _ = sys::send(child.id(), Signal::Interrupt);
                        drop(state);
                        let _ = child.wait();
                        self.end();
                        return None;
                    }
                    return Some(child);
                }
                Err(error) => tracing::error!(%error, "the database cannot be started again"),
            }
        }
    }

    /// Waits; true when told to stop meanwhile.
    fn is_stopped_within(&self, pause: Duration) -> bool {
        let state = self.lock();
        let (mut state, _) = self
            .changed
            .wait_timeout_while(state, pause, |state| !state.stopping)
            .unwrap_or_else(PoisonError::into_inner);
        if state.stopping {
            state.ended = true;
            self.changed.notify_all();
        }
        state.stopping
    }

    fn end(&self) {
        let mut state = self.lock();
        state.pid = None;
        state.ended = true;
        self.changed.notify_all();
    }
}

impl Process {
    fn id(&self) -> u32 {
        match self {
            Self::Child(child) => child.id(),
            Self::Adopted(postmaster) => postmaster.pid,
        }
    }

    fn wait(&mut self, plan: &Plan) {
        match self {
            Self::Child(child) => match child.wait() {
                Ok(status) => tracing::debug!(%status, "the database process ended"),
                Err(error) => tracing::error!(%error, "the database process cannot be waited for"),
            },
            // Only a parent is told when a process ends.
            Self::Adopted(postmaster) => {
                let cluster = plan.layout.cluster();
                while postmaster.is_alive(&cluster) {
                    thread::sleep(Duration::from_millis(50));
                }
            }
        }
    }
}
