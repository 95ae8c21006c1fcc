//! Chance that always falls the same way: numbers and keys that derive from a name or a seed.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Milliseconds of the Unix epoch in the time part of derived keys: 1 January 2026, 00:00 UTC.
const KEY_TIME: u64 = 1_767_225_600_000;

/// A reproducible stream of numbers (SplitMix64, as published by Steele, Lea and Flood, 2014).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream that belongs to a name.
    pub(crate) fn of(name: &str) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(Sha256::digest(name));
        Self(u64::from_le_bytes([a, b, c, d, e, f, g, h]))
    }

    /// The stream of one row: of the row `index` of the table `stream` under a seed.
    pub(crate) fn of_row(seed: u64, stream: u64, index: u64) -> Self {
        let mut chance = Self(seed);
        chance.0 = chance.next() ^ stream;
        chance.0 = chance.next() ^ index;
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, but not including, `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        let span = usize::try_from(most.saturating_sub(least)).unwrap_or_default() + 1;
        least.saturating_add(i32::try_from(self.below(span)).unwrap_or_default())
    }

    /// True in `percent` of a hundred cases.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the items. The list must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// `count` different items, in the order of the list; all of them when there are fewer.
    pub(crate) fn some<'a, T>(&mut self, items: &'a [T], count: usize) -> Vec<&'a T> {
        let mut wanted = count.min(items.len());
        let mut chosen = Vec::with_capacity(wanted);
        for (place, item) in items.iter().enumerate() {
            if self.below(items.len() - place) < wanted {
                chosen.push(item);
                wanted -= 1;
            }
        }
        chosen
    }

    /// [`Self::some`] as owned texts.
    pub(crate) fn words(&mut self, words: &[&str], count: usize) -> Vec<String> {
        self.some(words, count).into_iter().map(|word| (*word).to_owned()).collect()
    }

    /// The next key of this stream, in the form of a version 7 UUID.
    pub(crate) fn key(&mut self) -> Uuid {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.next().to_le_bytes());
        random[8..].copy_from_slice(&self.next().to_le_bytes()[..2]);
        Builder::from_unix_timestamp_millis(KEY_TIME, &random).into_uuid()
    }
}

/// The key of a named row of the demo company.
pub(super) fn key_of(entity: &str, name: &str) -> Uuid {
    Chance::of(&format!("demo company/{entity}/{name}")).key()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_stable_and_look_like_version_7() {
        let key = key_of("institution", "chu-nantes");
        assert_eq!(key, key_of("institution", "chu-nantes"));
        assert_ne!(key, key_of("contact", "chu-nantes"));
        assert_eq!((key.get_version_num(), key.get_variant()), (7, uuid::Variant::RFC4122));
    }

    #[test]
    fn draws_stay_inside() {
        let mut chance = Chance::of_row(1, 2, 3);
        let items = [1, 2, 3, 4, 5];
        for _ in 0..1000 {
            assert!((-3..=4).contains(&chance.between(-3, 4)));
            let some = chance.some(&items, 3);
            assert!(some.len() == 3 && some.is_sorted() && some[0] != some[1] && some[1] != some[2]);
        }
        assert_eq!(chance.some(&items, 9).len(), 5);
    }

    #[test]
    fn rows_have_different_streams() {
        let keys: std::collections::HashSet<_> =
            (0..10_000).flat_map(|i| [Chance::of_row(7, 0, i).key(), Chance::of_row(7, 1, i).key()]).collect();
        assert_eq!(keys.len(), 20_000);
    }
}
