//! Pictures of people who have no photograph: a symmetrical pattern drawn from their seed, made here, so that no other
//! service learns who works in the firm.

use std::fmt::Write as _;

use db::rows::User;
use sha2::{Digest, Sha256};

/// Cells on one side of the pattern.
const CELLS: usize = 5;

/// Address of a user's picture. It changes when the picture does.
#[must_use]
pub fn url(user: &User) -> String {
    let digest = Sha256::digest(user.avatar_seed.as_bytes());
    let seed: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!(
        "/api/avatars/{}-{}.svg?seed={seed}",
        user.id,
        percent_encoding::utf8_percent_encode(&user.avatar_style, percent_encoding::NON_ALPHANUMERIC)
    )
}

/// The picture for a name and a seed.
#[must_use]
pub fn svg(name: &str, seed: &str) -> String {
    let digest = Sha256::new().chain_update(name).chain_update([0]).chain_update(seed).finalize();
    let hue = u16::from_be_bytes([digest[0], digest[1]]) % 360;
    let mut cells = String::new();
    for row in 0..CELLS {
        for column in 0..CELLS {
            let mirrored = column.min(CELLS - 1 - column);
            if digest[2 + row * 3 + mirrored] & 1 == 1 {
                // Writing to a String does not fail.
                let _ = write!(cells, "M{} {}h1v1h-1z", column + 1, row + 1);
            }
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 7 7\" shape-rendering=\"crispEdges\">\
         <path fill=\"hsl({hue} 45% 90%)\" d=\"M0 0h7v7H0z\"/><path fill=\"hsl({hue} 55% 38%)\" d=\"{cells}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_picture_is_stable_and_differs_by_seed() {
        assert_eq!(svg("a", "1"), svg("a", "1"));
        assert_ne!(svg("a", "1"), svg("a", "2"));
        assert_ne!(svg("a", "1"), svg("b", "1"));
    }
}
