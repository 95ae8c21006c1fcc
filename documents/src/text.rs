//! Texts of people, made safe to print and to write into XML.

use crate::fonts;

/// Without what XML 1.0 forbids, and without space around.
pub(crate) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| is_allowed(*c)).collect::<String>().trim().to_owned()
}

/// [`plain`], and characters that no font has become `□`: PDF/A does not admit a glyph that is missing.
pub(crate) fn printable(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.trim().to_owned();
    }
    plain(text).chars().filter(|c| !is_invisible(*c)).map(|c| if fonts::have(c) { c } else { '□' }).collect()
}

/// XML 1.0, production 2.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Marks that come along when text is copied: joiners, variation selectors, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_goes_away() {
        assert_eq!(plain(" a\u{0}b\u{b}c\r\nd\u{fffe} "), "abc\nd");
        assert_eq!(printable("Œuvre d’Aÿ — 12\u{202f}€"), "Œuvre d’Aÿ — 12\u{202f}€");
        assert_eq!(printable("漢 ✓\u{fe0f} a\u{200b}b 🏥"), "□ ✓ ab □");
        assert_eq!(printable("<>&#$[]*_@\\"), "<>&#$[]*_@\\");
    }
}
