//! What a process takes from its machine, as Linux tells it under /proc.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result};

use crate::process;

/// CPU seconds of a process so far, in user and kernel mode.
///
/// # Errors
/// When there is no such process (or no /proc).
pub(crate) fn cpu_seconds(pid: u32) -> Result<f64> {
    let file = format!("/proc/{pid}/stat");
    let text = fs::read_to_string(&file).with_context(|| file.clone())?;
    let ticks = cpu_ticks(&text).with_context(|| file)?;
    Ok(ticks as f64 / ticks_per_second())
}

/// CPU seconds of a process and of all its descendants that are alive.
///
/// # Errors
/// When there is no such process.
pub(crate) fn cpu_seconds_of_tree(pid: u32) -> Result<f64> {
    let mut seconds = cpu_seconds(pid)?;
    for child in children(pid) {
        seconds += cpu_seconds_of_tree(child).unwrap_or_default();
    }
    Ok(seconds)
}

/// CPU seconds of a process, and of those of its descendants that have ended and were waited for.
///
/// # Errors
/// When there is no such process.
pub(crate) fn cpu_seconds_with_ended_children(pid: u32) -> Result<f64> {
    let file = format!("/proc/{pid}/stat");
    let text = fs::read_to_string(&file).with_context(|| file.clone())?;
    let ticks = sum_of_times(&text, 4).with_context(|| file)?;
    Ok(ticks as f64 / ticks_per_second())
}

/// Resident memory of a process in bytes.
///
/// # Errors
/// When there is no such process.
pub(crate) fn resident_bytes(pid: u32) -> Result<u64> {
    status_bytes(pid, "VmRSS:")
}

/// The most resident memory that a process has had so far, in bytes.
///
/// # Errors
/// When there is no such process, or it has ended and was not waited for.
pub(crate) fn peak_bytes(pid: u32) -> Result<u64> {
    status_bytes(pid, "VmHWM:")
}

fn status_bytes(pid: u32, field: &str) -> Result<u64> {
    let file = format!("/proc/{pid}/status");
    let text = fs::read_to_string(&file).with_context(|| file.clone())?;
    let kilobytes = text.lines().find_map(|line| line.strip_prefix(field)?.trim().strip_suffix("kB"));
    let kilobytes: u64 = kilobytes.with_context(|| format!("no {field}"))?.trim().parse()?;
    Ok(kilobytes * 1024)
}

/// The descendants of a process whose command line has this word.
pub(crate) fn descendants_with(pid: u32, word: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for child in children(pid) {
        let line = fs::read(format!("/proc/{child}/cmdline")).unwrap_or_default();
        if line.split(|byte| *byte == 0).any(|part| part == word.as_bytes()) {
            found.push(child);
        }
        found.extend(descendants_with(child, word));
    }
    found
}

/// User and kernel time of a line of `/proc/<pid>/stat`. Its second field, the name, may hold spaces and brackets.
fn cpu_ticks(stat: &str) -> Option<u64> {
    sum_of_times(stat, 2)
}

/// The first `count` of: user time, kernel time, and the same two of children that have ended.
fn sum_of_times(stat: &str, count: usize) -> Option<u64> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let times: Option<Vec<u64>> =
        after_name.split_whitespace().skip(11).take(count).map(|field| field.parse().ok()).collect();
    times.filter(|times| times.len() == count).map(|times| times.iter().sum())
}

fn children(pid: u32) -> Vec<u32> {
    let tasks = Path::new("/proc").join(pid.to_string()).join("task");
    let mut found = Vec::new();
    for task in fs::read_dir(tasks).into_iter().flatten().flatten() {
        let text = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        found.extend(text.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
    }
    found
}

fn ticks_per_second() -> f64 {
    static TICKS: OnceLock<f64> = OnceLock::new();
    *TICKS.get_or_init(|| {
        let said = process::output(Command::new("getconf").arg("CLK_TCK"));
        said.ok().and_then(|ticks| ticks.parse().ok()).unwrap_or(100.0)
    })
}

#[cfg(test)]
mod tests {
    use super::{cpu_ticks, sum_of_times};

    #[test]
    fn ticks_follow_a_name_with_spaces() {
        let stat = "12 (a (b) c) S 1 1 1 0 -1 4194560 900 0 0 0 31 11 0 0 20 0 3 0 100 1 1";
        assert_eq!(cpu_ticks(stat), Some(42));
        assert_eq!(sum_of_times(stat, 4), Some(42));
        assert_eq!(cpu_ticks("nonsense"), None);
    }
}
