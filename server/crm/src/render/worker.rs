//! One process that renders.

use std::{
    io,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use documents::{MAX_MESSAGE, RenderAnswer, RenderProblem, decode_answer};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command},
    task::JoinHandle,
    time,
};

use super::Settings;

/// How much is kept of what a process says before it ends.
const LAST_WORDS: u64 = 8_192;

/// Signals of POSIX: a process ended itself, took more memory or time on a processor than it may.
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;

/// A running process; killed when dropped.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: ChildStdout,
    last_words: JoinHandle<String>,
    documents: u32,
}

impl Worker {
    pub(super) fn start(settings: &Settings) -> io::Result<Self> {
        let mut command = Command::new(&settings.program);
        command.arg("render-worker");
        command.arg("--cpu-seconds").arg(settings.cpu.as_secs().max(1).to_string());
        command.arg("--memory").arg(settings.memory.to_string());
        // Neither settings nor secrets reach the process. The allocator would reserve a gibibyte at once.
        command.env_clear().env("MIMALLOC_ARENA_RESERVE", "65536");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn()?;
        let (Some(requests), Some(answers), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(io::Error::other("the process has no streams"));
        };
        Ok(Self { child, requests, answers, last_words: tokio::spawn(listen(errors)), documents: 0 })
    }

    /// Documents that it was asked for.
    pub(super) fn documents(&self) -> u32 {
        self.documents
    }

    /// Sends a request and waits for its answer.
    pub(super) async fn exchange(&mut self, request: &[u8]) -> io::Result<RenderAnswer> {
        self.documents += 1;
        let length = u32::try_from(request.len()).ok().filter(|_| request.len() <= MAX_MESSAGE);
        let Some(length) = length else { return Ok(Err(RenderProblem::TooLarge)) };
        self.requests.write_all(&length.to_be_bytes()).await?;
        self.requests.write_all(request).await?;
        self.requests.flush().await?;
        let length = self.answers.read_u32().await? as usize;
        if length > MAX_MESSAGE {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the answer is too long"));
        }
        let mut answer = vec![0; length];
        self.answers.read_exact(&mut answer).await?;
        Ok(decode_answer(&answer))
    }

    /// Why a process broke off.
    pub(super) async fn autopsy(self, error: &io::Error) -> RenderProblem {
        let Self { mut child, requests, answers, last_words, .. } = self;
        drop((requests, answers));
        let status = match time::timeout(Duration::from_secs(1), child.wait()).await {
            Ok(Ok(status)) => status,
            Ok(Err(_)) | Err(_) => return RenderProblem::Unavailable(format!("the process goes on after {error}")),
        };
        let words = time::timeout(Duration::from_secs(1), last_words).await;
        let words = words.ok().and_then(Result::ok).unwrap_or_default();
        classify(status, &words)
    }
}

fn classify(status: ExitStatus, words: &str) -> RenderProblem {
    let overflow = words.contains("memory allocation of") || words.contains("overflowed its stack");
    match signal(status) {
        Some(SIGXCPU) => RenderProblem::TooSlow,
        // The system kills who takes too much memory.
        Some(SIGKILL) => RenderProblem::TooLarge,
        Some(SIGABRT) if overflow => RenderProblem::TooLarge,
        _ => RenderProblem::Unavailable(format!("the process ended with {status}: {}", words.trim())),
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

/// Reads to the end, so that nobody waits for a full pipe, and keeps the beginning.
async fn listen(mut errors: ChildStderr) -> String {
    let mut kept = Vec::new();
    let _broken = (&mut errors).take(LAST_WORDS).read_to_end(&mut kept).await;
    let _broken = tokio::io::copy(&mut errors, &mut tokio::io::sink()).await;
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn the_cause_of_death_is_named() {
        let killed = |signal| ExitStatus::from_raw(signal);
        assert_eq!(classify(killed(SIGXCPU), ""), RenderProblem::TooSlow);
        assert_eq!(classify(killed(SIGKILL), ""), RenderProblem::TooLarge);
        assert_eq!(classify(killed(SIGABRT), "memory allocation of 5 bytes failed"), RenderProblem::TooLarge);
        assert!(matches!(classify(killed(SIGABRT), "?"), RenderProblem::Unavailable(_)));
        assert!(
            matches!(classify(ExitStatus::from_raw(1 << 8), "no"), RenderProblem::Unavailable(words) if words.contains("no"))
        );
    }
}
