//! The house's typeface, inside the program. No other font is known, so documents look the same everywhere.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Inter in Latin, Greek and Cyrillic, without hints for screens (`fonts/README.md`).
const FILES: [&[u8]; 3] = [
    include_bytes!("../fonts/Inter-Regular.ttf"),
    include_bytes!("../fonts/Inter-Italic.ttf"),
    include_bytes!("../fonts/Inter-SemiBold.ttf"),
];

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> = FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
});

struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
}

/// What is known of the fonts.
pub(crate) fn book() -> &'static LazyHash<FontBook> {
    &FONTS.book
}

/// A font by its place in the book.
pub(crate) fn font(index: usize) -> Option<Font> {
    FONTS.faces.get(index).cloned()
}

/// Whether every font has the character.
pub(crate) fn have(c: char) -> bool {
    matches!(c, '\n' | '\t') || FONTS.faces.iter().all(|face| face.info().coverage.contains(u32::from(c)))
}
