//! A server under measurement, on a free port and a data folder of its own.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::load::{self, Request};
use super::{Bench, usage};
use crate::{process, run};

/// How long a start may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The password of the demo accounts under measurement.
pub(crate) const DEMO_PASSWORD: &str = "measured-Correctly-4711";

/// A process that is asked to stop when it is dropped, and waited for.
pub(crate) struct Stopped(pub(crate) Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        if process::signal(self.0.id(), "TERM").is_err() {
            let _gone = self.0.kill();
        }
        let _ended = self.0.wait();
    }
}

/// A running server; dropped, it is stopped, so that its database is closed.
pub(crate) struct Server {
    process: Stopped,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// From the start of the process to the first answer of `/health/ready`.
    pub(crate) start_time: Duration,
}

impl Server {
    /// Starts `medical-crm serve` on a data folder and waits until it is ready. Rate limits are off.
    ///
    /// # Errors
    /// When it cannot be started, ends, or is not ready in a minute.
    pub(crate) fn start(bench: &Bench, data: &Path, arguments: &[&str]) -> Result<Self> {
        let address = free_address()?;
        let port = address.port().to_string();
        let mut command = run::server(&bench.program, Some(bench.postgres.clone()));
        command.args(["serve", "--port", &port, "--data-dir"]).arg(data).args(arguments);
        command.env("RATE_LIMIT", "off").env_remove("DATABASE_URL").stdin(Stdio::null()).stdout(Stdio::null());
        command.env("RUST_LOG", "warn").env("DEMO_PASSWORD", DEMO_PASSWORD);
        let begin = Instant::now();
        let process = Stopped(command.spawn().context("the server")?);
        let mut server = Self { process, address, start_time: Duration::ZERO };
        server.wait_until_ready(begin)?;
        Ok(server)
    }

    /// Signs a demo account in and returns the header that says so.
    ///
    /// # Errors
    /// When the server refuses.
    pub(crate) fn sign_in(&self, email: &str) -> Result<String> {
        let query = "mutation ($input: LoginInput!) { login(input: $input) { user { id } userErrors { message } } }";
        let input = json!({ "email": email, "password": DEMO_PASSWORD });
        let request = Request::graphql(&json!({ "query": query, "variables": { "input": input } }), &[]);
        let answer = load::send(self.address, &request)?;
        let said: Value = serde_json::from_slice(&answer.body)?;
        if said.pointer("/data/login/user/id").is_none() {
            bail!("{email} cannot sign in: {said}");
        }
        Ok(format!("Cookie: {}", answer.cookies))
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.process.0.id()
    }

    /// Waits until what a first start brings with it is over: Digiforma is read, documents are rendered.
    ///
    /// # Errors
    /// When it has ended, or is not at rest in a minute.
    pub(crate) fn rest(&self) -> Result<()> {
        const LOOK: Duration = Duration::from_secs(1);
        let begin = Instant::now();
        loop {
            let before = usage::cpu_seconds_of_tree(self.pid())?;
            sleep(LOOK);
            if usage::cpu_seconds_of_tree(self.pid())? - before < 0.05 {
                return Ok(());
            }
            if begin.elapsed() > PATIENCE {
                bail!("the server was not at rest after {} s", PATIENCE.as_secs());
            }
        }
    }

    fn wait_until_ready(&mut self, begin: Instant) -> Result<()> {
        let ready = Request::get("/health/ready", &[]);
        loop {
            if load::send(self.address, &ready).is_ok() {
                self.start_time = begin.elapsed();
                return Ok(());
            }
            if let Some(status) = self.process.0.try_wait()? {
                bail!("the server ended before it was ready ({status})");
            }
            if begin.elapsed() > PATIENCE {
                bail!("the server was not ready after {} s", PATIENCE.as_secs());
            }
            sleep(Duration::from_millis(2));
        }
    }
}

/// An address on this machine that nobody listens on.
///
/// # Errors
/// When there is none.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
