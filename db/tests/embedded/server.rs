//! A server process: this program run again, holding a private PostgreSQL until it is told to stop, or killed.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use db::embedded::{Options, Postgres};

use crate::support::{Scratch, quick, signal};

const DATA: &str = "EMBEDDED_TEST_DATA";
const DURABLE: &str = "EMBEDDED_TEST_DURABLE";
const BIN_DIR: &str = "EMBEDDED_TEST_BIN_DIR";

/// The process's answer: where its database is, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Ready { url: String, is_owner: bool },
    Failed(String),
}

/// How to run a server process.
pub(crate) struct Setup {
    command: Command,
    /// Holds the copy of this program that an ordinary user can run.
    copy: Option<Scratch>,
}

impl Setup {
    /// For a user (`None`: the one who runs the tests).
    pub(crate) fn new(data_dir: &Path, user: Option<u32>) -> Self {
        let program = env::current_exe().unwrap();
        let (mut command, copy) = match user {
            None => (Command::new(program), None),
            Some(uid) => {
                // The directory of the original may be closed to others.
                let scratch = Scratch::new();
                let copy = scratch.path().join("server");
                // Copied by another process: a file that this one has open for writing could not be run.
                assert!(Command::new("cp").arg(program).arg(&copy).status().unwrap().success());
                fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
                let mut command = Command::new(&copy);
                command.uid(uid).gid(uid).current_dir("/");
                (command, Some(scratch))
            }
        };
        command.env(DATA, data_dir);
        Self { command, copy }
    }

    /// Runs shell commands first, in a private view of the file system. Only root can.
    pub(crate) fn after(data_dir: &Path, commands: &str) -> Self {
        let program = env::current_exe().unwrap();
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "sh", "-c", &format!("{commands} && exec \"$@\""), "sh"])
            .arg(program)
            .env(DATA, data_dir);
        Self { command, copy: None }
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn durable(self) -> Self {
        self.env(DURABLE, "1")
    }

    pub(crate) fn bin_dir(self, directory: &Path) -> Self {
        self.env(BIN_DIR, directory.to_str().unwrap())
    }

    pub(crate) fn spawn(mut self) -> Server {
        let mut child = self
            .command
            .args(["--exact", "server::process", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, answers) = mpsc::channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(answer) = parse(&line) {
                    let _ = sender.send(answer);
                }
            }
        });
        Server { stdin: child.stdin.take(), child, answers, _copy: self.copy }
    }
}

/// A running server process. It is killed with the value.
pub(crate) struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    answers: Receiver<Answer>,
    _copy: Option<Scratch>,
}

impl Server {
    /// Waits for the answer.
    pub(crate) fn answer(&self) -> Answer {
        self.answers.recv_timeout(Duration::from_secs(60)).unwrap()
    }

    /// Waits for the URL.
    pub(crate) fn url(&self) -> String {
        match self.answer() {
            Answer::Ready { url, .. } => url,
            Answer::Failed(sentence) => panic!("{sentence}"),
        }
    }

    /// Waits for the sentence of a failure.
    pub(crate) fn refusal(&self) -> String {
        match self.answer() {
            Answer::Ready { url, .. } => panic!("it runs: {url}"),
            Answer::Failed(sentence) => sentence,
        }
    }

    /// Has it stop, and waits.
    pub(crate) fn stop(mut self) {
        drop(self.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }

    /// SIGSTOP.
    pub(crate) fn halt(&self) {
        signal("STOP", self.child.id());
    }

    /// SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn parse(line: &str) -> Option<Answer> {
    // The test harness may have begun the line.
    let (_, words) = line.split_once("EMBEDDED ")?;
    let (kind, rest) = words.split_once(' ')?;
    Some(match kind {
        "owner" | "joined" => Answer::Ready { url: rest.to_owned(), is_owner: kind == "owner" },
        _ => Answer::Failed(rest.to_owned()),
    })
}

/// Not a test: the body of a server process.
#[test]
fn process() {
    let Some(data_dir) = env::var_os(DATA) else {
        return;
    };
    let options = Options {
        durable: env::var_os(DURABLE).is_some(),
        bin_dir: env::var_os(BIN_DIR).map(Into::into),
        ..quick(data_dir)
    };
    let mut stdout = std::io::stdout();
    match Postgres::start(&options) {
        Ok(postgres) => {
            let kind = if postgres.is_owner() { "owner" } else { "joined" };
            writeln!(stdout, "EMBEDDED {kind} {}", postgres.url()).unwrap();
            stdout.flush().unwrap();
            std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
            postgres.stop();
        }
        Err(error) => writeln!(stdout, "EMBEDDED failed {error}").unwrap(),
    }
}
