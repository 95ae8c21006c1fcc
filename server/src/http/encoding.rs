//! Which compressed form of a file the client wants (RFC 9110, section 12.5.3).

/// A form that files are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `.br`
    Brotli,
    /// `.gz`
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The suffix of the file's name.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// The value of `Content-Encoding`.
    #[must_use]
    pub fn token(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// The acceptable forms, the best one first; the smaller one wins a tie. `Identity` is always the last resort.
#[must_use]
pub fn preferred(accept_encoding: &str) -> Vec<Encoding> {
    let mut weights: Vec<(&str, f32)> = Vec::new();
    for entry in accept_encoding.split(',') {
        let mut parts = entry.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
        weights.push((name, weight));
    }
    let weight_of = |names: &[&str]| {
        let named = |name: &str| weights.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, q)| *q);
        names.iter().find_map(|name| named(name)).or_else(|| named("*")).unwrap_or(0.0)
    };
    let mut forms = vec![(Encoding::Brotli, weight_of(&["br"])), (Encoding::Gzip, weight_of(&["gzip", "x-gzip"]))];
    forms.retain(|(_, weight)| *weight > 0.0);
    forms.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    forms.into_iter().map(|(encoding, _)| encoding).chain([Encoding::Identity]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Encoding::*, *};

    #[test]
    fn weights_decide() {
        assert_eq!(preferred("gzip, deflate, br, zstd"), [Brotli, Gzip, Identity]);
        assert_eq!(preferred("br;q=0.5, gzip;q=0.9"), [Gzip, Brotli, Identity]);
        assert_eq!(preferred("br;q=0, *"), [Gzip, Identity]);
        assert_eq!(preferred("*"), [Brotli, Gzip, Identity]);
        assert_eq!(preferred(""), [Identity]);
        assert_eq!(preferred("identity"), [Identity]);
        assert_eq!(preferred("br;q=nonsense"), [Identity]);
    }
}
