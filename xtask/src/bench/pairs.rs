//! Ratios of two measurements taken in turn, so that what else the machine does touches both alike.

use anyhow::Result;

/// The ratios of some pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ratio {
    /// The middle one.
    pub(crate) median: f64,
    /// The least.
    pub(crate) least: f64,
    /// The greatest.
    pub(crate) greatest: f64,
}

impl std::fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:.2} ({:.2}–{:.2})", self.median, self.least, self.greatest)
    }
}

/// Measures `ours` and `theirs` in turn, `pairs` times, the first to go alternating, and returns ours / theirs.
///
/// # Errors
/// When a measurement fails.
pub(crate) fn compare(
    pairs: usize,
    mut ours: impl FnMut() -> Result<f64>,
    mut theirs: impl FnMut() -> Result<f64>,
) -> Result<Ratio> {
    let mut ratios = Vec::with_capacity(pairs);
    for pair in 0..pairs.max(1) {
        let (a, b) = if pair % 2 == 0 {
            let a = ours()?;
            (a, theirs()?)
        } else {
            let b = theirs()?;
            (ours()?, b)
        };
        ratios.push(a / b);
    }
    Ok(summary(ratios))
}

/// The middle, the least and the greatest of ratios.
pub(crate) fn summary(mut ratios: Vec<f64>) -> Ratio {
    ratios.sort_by(f64::total_cmp);
    let at = |index: usize| ratios.get(index).copied().unwrap_or(f64::NAN);
    let last = ratios.len().saturating_sub(1);
    Ratio { median: f64::midpoint(at(last / 2), at(last.div_ceil(2))), least: at(0), greatest: at(last) }
}

#[cfg(test)]
mod tests {
    use super::{Ratio, compare, summary};

    #[test]
    fn median_and_spread() {
        assert_eq!(summary(vec![3.0, 1.0, 2.0]), Ratio { median: 2.0, least: 1.0, greatest: 3.0 });
        assert_eq!(summary(vec![4.0, 1.0, 2.0, 3.0]).median, 2.5);
        assert_eq!(compare(3, || Ok(6.0), || Ok(3.0)).unwrap().to_string(), "2.00 (2.00–2.00)");
    }
}
