//! What a browser fetches before the first page stands: the budget of the web app.

use anyhow::{Result, bail};

use super::{Chunks, Files, compress};
use crate::progress::step;

/// Bytes of the first load at most, as brotli, without the font; `docs/decisions/web-weight.md` tells why.
const BUDGET: usize = 250_000;

/// The parts that a person loads first: signing in, and the page behind it. The others are fetched while these are read.
const FIRST: [&str; 2] = ["signing_in", "dashboard_page"];

/// Prints what the first load of each part of the app weighs.
///
/// # Errors
/// When one of those that come first weighs more than the budget.
pub(crate) fn check(app: &Files, chunks: &Chunks) -> Result<()> {
    let is_chunk = |name: &str| chunks.values().flatten().any(|chunk| chunk == name);
    let common = weigh(app, |name| !is_chunk(name))?;
    let mut heaviest = ("the app itself".to_owned(), common);
    let mut parts = vec![format!("app {}", kilobytes(common))];
    for (area, names) in chunks {
        let own = weigh(app, |name| names.iter().any(|chunk| chunk == name))?;
        parts.push(format!("{area} {}", kilobytes(own)));
        if FIRST.contains(&area.as_str()) && common + own > heaviest.1 {
            heaviest = (area.clone(), common + own);
        }
    }
    let (area, most) = heaviest;
    step(format!("web app: first load {} of {} ({})", kilobytes(most), kilobytes(BUDGET), parts.join(", ")));
    if most > BUDGET {
        bail!(
            "the first load of the web app weighs {} as brotli with the part `{area}`, and may weigh {}: move code into a \
             chunk of its own (web/src/chunks.rs) or make it smaller; docs/decisions/web-weight.md tells how",
            kilobytes(most),
            kilobytes(BUDGET)
        );
    }
    Ok(())
}

/// Bytes of the chosen files as they are sent.
fn weigh(files: &Files, chosen: impl Fn(&str) -> bool) -> Result<usize> {
    let mut sum = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| chosen(name)) {
        sum += compress::compress(name, bytes)?.br.map_or(bytes.len(), |brotli| brotli.len());
    }
    Ok(sum)
}

fn kilobytes(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

#[cfg(all(test, feature = "release"))]
mod tests {
    use super::*;

    /// Bytes that do not get smaller.
    fn noise(size: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        std::iter::repeat_with(next).take(size).collect()
    }

    #[test]
    fn an_area_too_heavy_is_named_and_those_beside_it_do_not_count() {
        let mut app = Files::from([("web.wasm".to_owned(), noise(150_000))]);
        let mut chunks = Chunks::new();
        for (area, size) in [("signing_in", 90_000), ("dashboard_page", 90_000), ("later", 150_000)] {
            app.insert(format!("{area}.wasm"), noise(size));
            chunks.insert(area.to_owned(), vec![format!("{area}.wasm")]);
        }
        check(&app, &chunks).unwrap();
        app.insert("dashboard_page.wasm".to_owned(), noise(110_000));
        let refusal = check(&app, &chunks).unwrap_err().to_string();
        assert!(refusal.contains("260 kB") && refusal.contains("`dashboard_page`"), "{refusal}");
    }
}
