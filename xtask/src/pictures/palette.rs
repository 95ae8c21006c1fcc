//! Colours brought down to 256 by median cut: what a page shows, flat surfaces and smooth text, loses nothing visible.

use std::collections::HashMap;

use super::png::{Colour, Indexed, Picture};

/// Colours of a palette.
const COLOURS: usize = 256;

/// A colour and how often it occurs.
type Counted = (Colour, u32);

/// The picture with the colours that suit it best.
pub(crate) fn reduce(picture: &Picture) -> Indexed {
    let mut counts: HashMap<Colour, u32> = HashMap::new();
    for colour in &picture.pixels {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut all: Vec<Counted> = counts.into_iter().collect();
    // The same picture gives the same file.
    all.sort_unstable();
    let mut places = HashMap::new();
    let mut palette = Vec::new();
    for group in groups(all) {
        for (colour, _) in &group {
            places.insert(*colour, palette.len() as u8);
        }
        palette.push(middle(&group));
    }
    let pixels = picture.pixels.iter().map(|colour| places.get(colour).copied().unwrap_or_default()).collect();
    Indexed { width: picture.width, palette, pixels }
}

/// Splits the colours again and again, where it helps most.
fn groups(all: Vec<Counted>) -> Vec<Vec<Counted>> {
    let mut groups = vec![all];
    while groups.len() < COLOURS {
        let worst = groups.iter().enumerate().max_by_key(|(_, group)| error(group)).map(|(index, _)| index);
        let Some(index) = worst.filter(|index| groups.get(*index).is_some_and(|group| group.len() > 1)) else { break };
        let mut group = groups.swap_remove(index);
        let channel = widest(&group).0;
        group.sort_unstable_by_key(|(colour, _)| colour[channel]);
        let cut = cut(&group);
        let rest = group.split_off(cut);
        groups.push(group);
        groups.push(rest);
    }
    groups
}

/// How much is lost when the group becomes one colour; nothing for a single one.
fn error(group: &[Counted]) -> u64 {
    let spread = u64::from(widest(group).1);
    let count: u64 = group.iter().map(|(_, count)| u64::from(*count)).sum();
    // A rare colour far off is seen as much as a frequent one nearby.
    spread * spread * (u64::from(count.ilog2()) + 1)
}

/// The channel in which a group is spread most, and how far.
fn widest(group: &[Counted]) -> (usize, u8) {
    let spread = |channel: usize| {
        let values = group.iter().map(|(colour, _)| colour[channel]);
        values.clone().max().unwrap_or_default() - values.min().unwrap_or_default()
    };
    (0..3).map(|channel| (channel, spread(channel))).max_by_key(|(_, spread)| *spread).unwrap_or_default()
}

/// Where half of the pixels are on either side; at least one colour on each.
fn cut(group: &[Counted]) -> usize {
    let half: u64 = group.iter().map(|(_, count)| u64::from(*count)).sum::<u64>() / 2;
    let mut sum = 0;
    let at = group.iter().position(|(_, count)| {
        sum += u64::from(*count);
        sum > half
    });
    at.unwrap_or_default().clamp(1, group.len() - 1)
}

/// The mean of a group, by how often its colours occur.
fn middle(group: &[Counted]) -> Colour {
    let count: u64 = group.iter().map(|(_, count)| u64::from(*count)).sum::<u64>().max(1);
    [0, 1, 2].map(|channel: usize| {
        let sum: u64 = group.iter().map(|(colour, count)| u64::from(colour[channel]) * u64::from(*count)).sum();
        ((sum + count / 2) / count) as u8
    })
}

#[cfg(test)]
mod tests {
    use super::{Picture, reduce};

    #[test]
    fn few_colours_stay_as_they_are() {
        let picture = Picture { width: 2, pixels: vec![[0, 0, 0], [255, 255, 255], [0, 91, 102], [0, 0, 0]] };
        let reduced = reduce(&picture);
        let back: Vec<_> = reduced.pixels.iter().map(|index| reduced.palette[usize::from(*index)]).collect();
        assert_eq!(back, picture.pixels);
    }

    #[test]
    fn many_colours_come_down_to_near_ones() {
        let pixels: Vec<_> = (0..=255).flat_map(|r| (0..16).map(move |g| [r, g * 17, 128])).collect();
        let picture = Picture { width: 16, pixels };
        let reduced = reduce(&picture);
        assert_eq!(reduced.palette.len(), 256);
        for (colour, index) in picture.pixels.iter().zip(&reduced.pixels) {
            let shown = reduced.palette[usize::from(*index)];
            let far = colour.iter().zip(shown).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(far <= 24, "{colour:?} as {shown:?}");
        }
    }
}
