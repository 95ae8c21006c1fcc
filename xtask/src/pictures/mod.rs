//! `pictures`: the pictures of docs/images, from those that the browser tests leave in
//! target/screenshots/window.
//!
//! A picture is renewed when docs/images has one of its name; a new one starts as any file of that name.

mod palette;
mod png;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::progress::step;
use crate::workspace;

/// Renews every picture.
///
/// # Errors
/// When the tests left no picture of a name, or one that cannot be read.
pub(crate) fn renew() -> Result<()> {
    let taken = workspace::target().join("screenshots/window");
    for entry in fs::read_dir(workspace::path("docs/images"))? {
        let kept = entry?.path();
        let Some(name) = kept.file_name().filter(|_| kept.extension().is_some_and(|end| end == "png")) else {
            continue;
        };
        let source = taken.join(name);
        let Ok(bytes) = fs::read(&source) else {
            bail!("there is no {}; `cargo xtask test every_page` takes the pictures", source.display());
        };
        let picture = png::decode(&bytes).with_context(|| source.display().to_string())?;
        let small = png::encode(&palette::reduce(&picture))?;
        fs::write(&kept, &small)?;
        step(format!("docs/images/{}: {:.0} kB", name.to_string_lossy(), small.len() as f64 / 1e3));
    }
    Ok(())
}
