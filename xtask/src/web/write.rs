//! Writing a finished site.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, anyhow};

use super::{Files, Mode, compress};
use crate::progress::step;

/// Puts the files, and in a release their compressed forms, in the place of whatever was in the folder.
///
/// # Errors
/// When a file cannot be compressed or written; the folder is then as it was.
pub(crate) fn replace(folder: &Path, files: &Files, mode: Mode) -> Result<()> {
    if mode == Mode::Release {
        step("web app: compressing");
    }
    let fresh = folder.with_extension("new");
    remove(&fresh)?;
    let todo: Mutex<Vec<(&String, &Vec<u8>)>> = Mutex::new(files.iter().collect());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(|| write_all(&fresh, &todo, mode))).collect();
        handles
            .into_iter()
            .try_for_each(|handle| handle.join().map_err(|_| anyhow!("a compression thread panicked"))?)
    })?;
    let old = folder.with_extension("old");
    remove(&old)?;
    if folder.exists() {
        fs::rename(folder, &old)?;
    }
    fs::rename(&fresh, folder)?;
    remove(&old)
}

fn write_all(folder: &Path, todo: &Mutex<Vec<(&String, &Vec<u8>)>>, mode: Mode) -> Result<()> {
    loop {
        let next = todo.lock().map_err(|_| anyhow!("a compression thread panicked"))?.pop();
        let Some((name, bytes)) = next else { return Ok(()) };
        write_one(folder, name, bytes, mode).with_context(|| name.clone())?;
    }
}

fn write_one(folder: &Path, name: &str, bytes: &[u8], mode: Mode) -> Result<()> {
    let file = folder.join(name);
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&file, bytes)?;
    if mode != Mode::Release {
        return Ok(());
    }
    let compressed = compress::compress(name, bytes)?;
    for (extension, bytes) in [("br", compressed.br), ("gz", compressed.gz)] {
        if let Some(bytes) = bytes {
            fs::write(folder.join(format!("{name}.{extension}")), bytes)?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}
