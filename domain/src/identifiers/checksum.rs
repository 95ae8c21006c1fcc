//! Check-digit arithmetic.

/// Luhn's rule (ISO/IEC 7812-1, annex B) over ASCII digits.
pub(super) fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, doubled) if doubled > 9 => doubled - 9,
                (_, doubled) => doubled,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The sum of the digits.
pub(super) fn digit_sum(digits: &str) -> u32 {
    digits.bytes().map(|byte| u32::from(byte.wrapping_sub(b'0'))).sum()
}

/// The remainder by 97 of a number written in digits and letters, `A` = 10 … `Z` = 35 (ISO 7064, MOD 97-10).
pub(super) fn mod_97(text: impl Iterator<Item = char>) -> u32 {
    text.filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97)
}

#[cfg(test)]
mod tests {
    use super::{luhn, mod_97};
    use proptest::prelude::*;

    #[test]
    fn known_numbers() {
        assert!(luhn("732829320") && luhn("0") && !luhn("732829321"));
        assert_eq!(mod_97("404833048".chars()), 404_833_048 % 97);
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_seen(number in "[0-9]{8}", place in 0usize..8, step in 1u8..10) {
            let whole = (0..10).map(|key| format!("{number}{key}")).find(|n| luhn(n)).unwrap();
            let mut wrong = whole.into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + step) % 10;
            prop_assert!(!luhn(std::str::from_utf8(&wrong).unwrap()));
        }
    }
}
