//! The vertical scale of a chart: round numbers, at most five steps, nought always on it.

/// Factors of a round step, before the power of ten.
const FACTORS: [f64; 4] = [1.0, 2.0, 2.5, 5.0];
/// Most steps on the axis.
const MOST: f64 = 5.0;

/// From `low` to `high` in steps of `step`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The lowest value on the axis: nought, or below.
    pub low: f64,
    /// The highest value on the axis.
    pub high: f64,
    /// Between two lines.
    pub step: f64,
}

impl Scale {
    /// The smallest round scale that holds `least` and `most`; `whole`: counts have no halves.
    #[must_use]
    pub fn around(least: f64, most: f64, whole: bool) -> Self {
        let (least, most) = (least.min(0.0), most.max(if least < 0.0 { 0.0 } else { 1.0 }));
        let mut magnitude = if whole { 1.0 } else { 0.01 };
        loop {
            for step in FACTORS.map(|factor| factor * magnitude) {
                let (low, high) = ((least / step).floor(), (most / step).ceil());
                let allowed = !whole || step.fract() == 0.0;
                if allowed && high - low <= MOST {
                    return Self { low: low * step, high: high * step, step };
                }
            }
            magnitude *= 10.0;
        }
    }

    /// The values at which a line stands, from the lowest.
    #[must_use]
    pub fn lines(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round();
        (0..=5_u8).map(f64::from).filter(|index| *index <= count).map(|index| self.low + index * self.step).collect()
    }

    /// Where `value` stands between the bottom (0) and the top (1).
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn steps_are_round_and_counts_are_whole() {
        assert_eq!(Scale::around(0.0, 110_500.0, false), Scale { low: 0.0, high: 125_000.0, step: 25_000.0 });
        assert_eq!(Scale::around(0.0, 4.0, true).lines(), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(Scale::around(0.0, 11.0, true).step, 5.0);
        assert_eq!(Scale::around(0.0, 0.0, true).lines(), [0.0, 1.0]);
        // A credit note may turn a month negative.
        assert_eq!(Scale::around(-1_200.0, 6_000.0, false).lines(), [-2_000.0, 0.0, 2_000.0, 4_000.0, 6_000.0]);
    }

    proptest! {
        #[test]
        fn every_value_is_on_the_scale(least in -1e9_f64..0.0, most in 0.0_f64..1e9, whole: bool) {
            let scale = Scale::around(least, most, whole);
            prop_assert!(scale.low <= least && most <= scale.high);
            prop_assert!(scale.lines().len() <= 6 && scale.lines().contains(&0.0));
        }
    }
}
