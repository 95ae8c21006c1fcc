//! The calls into the operating system that the standard library does not offer.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// A signal to a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// PostgreSQL: roll back what is open, write everything down, stop (a "fast" shutdown).
    Interrupt,
    /// PostgreSQL: stop at once and recover at the next start (an "immediate" shutdown).
    Quit,
}

impl Signal {
    fn number(self) -> libc::c_int {
        match self {
            Self::Interrupt => libc::SIGINT,
            Self::Quit => libc::SIGQUIT,
        }
    }
}

/// The user whose rights this process has.
#[expect(unsafe_code, reason = "the standard library has no geteuid")]
pub(super) fn current_user() -> u32 {
    // SAFETY: geteuid takes nothing, touches no memory of ours and cannot fail.
    unsafe { libc::geteuid() }
}

/// Sends a signal to one process.
#[expect(unsafe_code, reason = "the standard library can only kill its own children")]
pub(super) fn send(pid: u32, signal: Signal) -> io::Result<()> {
    let pid = positive(pid)?;
    // SAFETY: kill takes two integers and touches no memory of ours; the process id is positive, so that it names
    // one process and never a group.
    check(unsafe { libc::kill(pid, signal.number()) })
}

/// Whether a process with this id exists, be it a zombie or somebody else's.
#[expect(unsafe_code, reason = "the standard library cannot ask for a foreign process")]
pub(super) fn exists(pid: u32) -> bool {
    let Ok(pid) = positive(pid) else {
        return false;
    };
    // SAFETY: signal 0 delivers nothing; it only asks whether the process could be signalled.
    match check(unsafe { libc::kill(pid, 0) }) {
        Ok(()) => true,
        Err(error) => error.raw_os_error() == Some(libc::EPERM),
    }
}

/// Has the system send the child a signal when the thread that spawned it ends, however this process dies.
/// Only Linux can; elsewhere nothing happens.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the child must be told between fork and exec")]
pub(super) fn signal_when_parent_dies(command: &mut Command, signal: Signal) {
    let parent = std::process::id();
    // SAFETY: the closure runs in the forked child, where only async-signal-safe calls are allowed: it makes two
    // plain system calls (prctl, getppid) and allocates nothing, also on its error paths.
    unsafe {
        command.pre_exec(move || {
            check(libc::prctl(libc::PR_SET_PDEATHSIG, signal.number() as libc::c_ulong))?;
            // The parent may have died before the call above.
            if u32::try_from(libc::getppid()) != Ok(parent) {
                return Err(io::Error::from_raw_os_error(libc::ESRCH));
            }
            Ok(())
        });
    }
}

/// Has the system send the child a signal when the thread that spawned it ends, however this process dies.
/// Only Linux can; elsewhere nothing happens.
#[cfg(not(target_os = "linux"))]
pub(super) fn signal_when_parent_dies(_command: &mut Command, _signal: Signal) {}

/// Keeps from the child all files of this process but its three standard streams: also those that this process
/// inherited itself, without knowing of them, and that others may wait for (locks, pipes).
#[expect(unsafe_code, reason = "the child must be told between fork and exec")]
pub(super) fn close_inherited_files(command: &mut Command) {
    // SAFETY: sysconf takes an integer and touches no memory of ours.
    let limit = unsafe { libc::sysconf(libc::_SC_OPEN_MAX) };
    let limit = libc::c_int::try_from(limit).map_or(1024, |limit| limit.clamp(256, 65_536));
    // SAFETY: the closure runs in the forked child, where only async-signal-safe calls are allowed: it makes plain
    // system calls (close_range, fcntl) and allocates nothing. Files are marked to be closed by exec, not closed, so
    // that the standard library can still report a failing exec through its own pipe.
    unsafe {
        command.pre_exec(move || {
            #[cfg(target_os = "linux")]
            {
                let (first, last, flags): (libc::c_long, libc::c_long, libc::c_long) =
                    (3, libc::c_uint::MAX.into(), libc::CLOSE_RANGE_CLOEXEC.into());
                if libc::syscall(libc::SYS_close_range, first, last, flags) == 0 {
                    return Ok(());
                }
            }
            for file in 3..limit {
                // Most numbers name no file: their error means nothing.
                libc::fcntl(file, libc::F_SETFD, libc::FD_CLOEXEC);
            }
            Ok(())
        });
    }
}

fn positive(pid: u32) -> io::Result<libc::pid_t> {
    libc::pid_t::try_from(pid).ok().filter(|pid| *pid > 0).ok_or_else(|| io::Error::from_raw_os_error(libc::ESRCH))
}

fn check(result: libc::c_int) -> io::Result<()> {
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
