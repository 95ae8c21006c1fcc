//! Running the program.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

/// Keys that are good enough.
pub const SECRETS: [(&str, &str); 3] = [
    ("JWT_SECRET", "0123456789abcdef0123456789abcdef0123456789abcdef"),
    ("JWT_REFRESH_SECRET", "fedcba9876543210fedcba9876543210fedcba9876543210"),
    ("ENCRYPTION_KEY", "00112233445566778899aabbccddeeff0011223344556677"),
];

/// The program with an environment of its own, in a directory without a `.env` file.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_medical-crm"));
    command.args(arguments).env_clear().current_dir("/").stdin(Stdio::null());
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    if let Some(directory) = std::env::var_os("PG_BIN_DIR") {
        command.env("PG_BIN_DIR", directory);
    }
    command
}

/// The program on the database at `url`.
pub fn on_database(url: &str, arguments: &[&str]) -> Command {
    let mut command = program(arguments);
    command.env("DATABASE_URL", url).envs(SECRETS);
    command
}

/// What it wrote, with its exit code.
pub struct Said {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Said {
    /// Only after success.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// Only after this failure, with these words in its sentences.
    #[track_caller]
    pub fn failed(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in: {}", self.err);
        }
        assert!(!self.err.contains("panicked") && !self.err.contains("RUST_BACKTRACE"), "{}", self.err);
        self
    }
}

/// Runs to the end.
pub fn run(command: &mut Command) -> Said {
    said(command.output().unwrap())
}

/// Runs to the end, with text on the standard input.
pub fn run_with_input(command: &mut Command, input: &str) -> Said {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    said(child.wait_with_output().unwrap())
}

fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A server that runs; killed when the test ends without stopping it.
pub struct Server {
    child: Child,
    lines: Receiver<String>,
    /// Its origin.
    pub url: String,
    /// What it said when it was ready.
    pub ready: Value,
}

impl Server {
    /// Starts `serve` with further arguments on a free port and waits until it is ready.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .args(["--port", "0"])
            .env("LOG_FORMAT", "json")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut server = Self { child, lines, url: String::new(), ready: Value::Null };
        server.ready = server.wait_for("ready");
        server.url = server.ready["url"].as_str().unwrap().to_owned();
        server
    }

    /// The next log line with this message.
    pub fn wait_for(&mut self, message: &str) -> Value {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    let line: Value = serde_json::from_str(&line).unwrap();
                    if line["message"].as_str().is_some_and(|text| text.starts_with(message)) {
                        return line;
                    }
                }
                Err(_) => {
                    let _ = self.child.kill();
                    let mut said = String::new();
                    let _ = self.child.stderr.take().unwrap().read_to_string(&mut said);
                    panic!("the server does not say `{message}`: {said}");
                }
            }
        }
    }

    /// Sends a signal.
    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for the end and answers the exit code.
    pub fn wait(&mut self) -> Option<i32> {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < deadline, "the server does not stop");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Stops it as a service manager does.
    pub fn stop(mut self) {
        self.signal("TERM");
        assert_eq!(self.wait(), Some(0));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A directory that others may enter, removed at the end.
pub struct Directory(PathBuf);

impl Directory {
    /// A new one.
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("medical-crm-cli-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// A path inside.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A path inside, as an argument.
    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The mode of a file.
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
