//! The directory of the socket.
//!
//! The path of a socket holds hardly more than a hundred bytes. Where the data directory's own path is longer, or
//! holds what a list of directories cannot, the socket lives in a short private directory that the data directory
//! remembers.

use std::fs::{self, DirBuilder};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::layout::Layout;
use super::user::RunUser;

/// The bytes that the address of a socket may have, on the strictest system (macOS; Linux: 107).
const LONGEST: usize = 103;

/// The name of the socket in its directory.
const NAME: &str = "/.s.PGSQL.5432";

/// Gives the directory for this start, making it when needed. The caller holds the owner's lock.
pub(super) fn directory(layout: &Layout, user: &RunUser) -> Result<PathBuf, Error> {
    let preferred = layout.socket();
    if fits(&preferred) {
        return make(&preferred, user).map(|()| preferred.clone()).map_err(Error::file("making", &preferred));
    }
    let note = layout.socket_note();
    if let Some(remembered) = read_note(&note)
        && is_private(&remembered, user)
    {
        return Ok(remembered);
    }
    let directory = make_elsewhere(&preferred, user)?;
    fs::write(&note, directory.as_os_str().as_encoded_bytes()).map_err(Error::file("writing", &note))?;
    Ok(directory)
}

/// The socket and its lock: both stay behind when PostgreSQL is killed.
pub(super) fn files(directory: &Path) -> [PathBuf; 2] {
    let socket = NAME.trim_start_matches('/');
    [directory.join(socket), directory.join(format!("{socket}.lock"))]
}

/// Removes the short directory after a clean stop; it holds nothing that is worth keeping.
pub(super) fn remove_short(layout: &Layout) {
    let note = layout.socket_note();
    if let Some(directory) = read_note(&note) {
        // Not empty or gone already: both are somebody else's doing.
        let _ = fs::remove_dir(directory);
        let _ = fs::remove_file(note);
    }
}

fn read_note(note: &Path) -> Option<PathBuf> {
    Some(PathBuf::from(fs::read_to_string(note).ok()?))
}

fn fits(directory: &Path) -> bool {
    directory.to_str().is_some_and(|path| path.len() + NAME.len() <= LONGEST && !path.contains([',', '\n']))
}

fn make(directory: &Path, user: &RunUser) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(directory) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    fs::set_permissions(directory, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    user.give(directory).map_err(io::Error::other)
}

fn make_elsewhere(preferred: &Path, user: &RunUser) -> Result<PathBuf, Error> {
    let name = format!("medical-crm-{:016x}", RandomState::new().hash_one(preferred));
    let mut parents = vec![std::env::temp_dir()];
    for usual in ["/tmp", "/var/tmp"] {
        if !parents.iter().any(|parent| parent == Path::new(usual)) {
            parents.push(usual.into());
        }
    }
    let mut reason = "all paths are too long".to_owned();
    for parent in &parents {
        let directory = parent.join(&name);
        if !directory.is_absolute() || !fits(&directory) {
            continue;
        }
        // A new name that nobody can guess: an existing directory would be somebody else's.
        let made = DirBuilder::new()
            .mode(0o700)
            .create(&directory)
            .map_err(|error| error.to_string())
            .and_then(|()| user.give(&directory).map_err(|error| error.to_string()));
        match made {
            Ok(()) if user.can_enter(&directory) => return Ok(directory),
            Ok(()) => {
                let _ = fs::remove_dir(&directory);
                reason = format!("the user {} cannot enter {}", user.name(), parent.display());
            }
            Err(error) => reason = error,
        }
    }
    let tried: Vec<_> = parents.iter().map(|parent| parent.display().to_string()).collect();
    Err(Error::NoSocketDirectory { preferred: preferred.to_owned(), tried: tried.join(", "), reason })
}

/// Whether the directory is still ours alone: in a shared place somebody may have put another under its name.
fn is_private(directory: &Path, user: &RunUser) -> bool {
    fits(directory)
        && fs::symlink_metadata(directory)
            .is_ok_and(|metadata| metadata.is_dir() && metadata.uid() == user.uid && metadata.mode() & 0o077 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_which_paths_fit() {
        assert!(fits(Path::new("/var/lib/medical crm/l'été \"1\"/socket")));
        assert!(!fits(Path::new("/var/lib/a,b/socket")));
        assert!(fits(Path::new(&format!("/{}", "a".repeat(LONGEST - NAME.len() - 1)))));
        assert!(!fits(Path::new(&format!("/{}", "a".repeat(LONGEST - NAME.len())))));
    }
}
