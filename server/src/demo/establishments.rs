//! Real health establishments of all French regions, from the table `establishments.csv`.

use domain::InstitutionType;

/// One establishment: public facts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Establishment {
    /// Names the establishment for ever: keys derive from it, so it is never changed.
    pub key: &'static str,
    /// Usual name.
    pub name: &'static str,
    /// What it is.
    pub kind: InstitutionType,
    /// Street, or "Accueil principal" where it is not certain.
    pub street: &'static str,
    /// Post code of the place, not of the CEDEX.
    pub post_code: &'static str,
    /// Town.
    pub town: &'static str,
    /// Region or overseas territory.
    pub region: &'static str,
    /// The group it belongs to.
    pub group: Option<&'static str>,
}

const TABLE: &str = include_str!("establishments.csv");

/// All establishments.
///
/// # Errors
/// A line of the embedded table that cannot be read; a test keeps it readable.
pub fn establishments() -> anyhow::Result<Vec<Establishment>> {
    TABLE
        .lines()
        .skip(1)
        .map(|line| read(line).ok_or_else(|| anyhow::anyhow!("the table of establishments has a bad line: {line}")))
        .collect()
}

fn read(line: &'static str) -> Option<Establishment> {
    let mut cells = line.split(';');
    let establishment = Establishment {
        key: cells.next()?,
        name: cells.next()?,
        kind: cells.next()?.parse().ok()?,
        street: cells.next()?,
        post_code: cells.next()?,
        town: cells.next()?,
        region: cells.next()?,
        group: cells.next().map(|group| (!group.is_empty()).then_some(group))?,
    };
    cells.next().is_none().then_some(establishment)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::identifiers::{email, post_code};

    use super::*;

    #[test]
    fn the_table_is_sound() {
        let all = establishments().unwrap();
        assert!((120..=130).contains(&all.len()), "{}", all.len());
        let keys: HashSet<_> = all.iter().map(|e| e.key).collect();
        assert_eq!(keys.len(), all.len());
        for one in &all {
            assert_eq!(post_code::parse(one.post_code).as_deref(), Ok(one.post_code), "{}", one.name);
            assert!(email::parse(&format!("a.b@{}.example", one.key)).is_ok(), "{}", one.key);
            for text in [one.name, one.street, one.town, one.region] {
                assert!(!text.is_empty() && text == text.trim(), "{text}");
            }
        }
    }

    #[test]
    fn every_region_and_kind_is_there() {
        let all = establishments().unwrap();
        let regions: HashSet<_> = all.iter().map(|e| e.region).collect();
        assert!(regions.len() >= 18, "{regions:?}");
        assert!(InstitutionType::ALL.iter().all(|kind| all.iter().any(|e| e.kind == *kind)));
    }
}
