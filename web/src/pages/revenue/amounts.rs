//! Amounts before and with tax, by where revenue comes from.

use crate::i18n::Words;
use crate::i18n::text::revenue as t;
use crate::ui::chart::Paint;
use crate::ui::money;

/// Whether tax is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tax {
    /// Before tax, as the firm reckons.
    #[default]
    Net,
    /// With tax, as clients pay.
    Gross,
}

impl Tax {
    /// What was invoiced, in words.
    #[must_use]
    pub const fn invoiced(self) -> Words {
        match self {
            Self::Net => t::INVOICED_NET,
            Self::Gross => t::INVOICED_GROSS,
        }
    }
}

/// An amount in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Money {
    net: i64,
    gross: i64,
}

impl Money {
    /// Reads amounts of the server.
    #[must_use]
    pub fn read(net: &str, gross: &str) -> Self {
        Self { net: money::sum(Some(net)), gross: money::sum(Some(gross)) }
    }

    /// Before tax, or with it.
    #[must_use]
    pub const fn of(self, tax: Tax) -> i64 {
        match tax {
            Tax::Net => self.net,
            Tax::Gross => self.gross,
        }
    }
}

/// What documents amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amounts {
    /// Number of documents.
    pub count: i64,
    /// Credit notes taken off.
    pub invoiced: Money,
    /// What of it was paid until now.
    pub paid: Money,
    /// What of it was not.
    pub unpaid: Money,
}

/// Makes [`Amounts`] from the fragment of the same name of an operation.
macro_rules! amounts {
    ($amounts:expr) => {{
        let amounts = &$amounts;
        $crate::pages::revenue::amounts::Amounts {
            count: amounts.count,
            invoiced: Money::read(&amounts.invoiced_before_tax, &amounts.invoiced),
            paid: Money::read(&amounts.paid_before_tax, &amounts.paid),
            unpaid: Money::read(&amounts.unpaid_before_tax, &amounts.unpaid),
        }
    }};
}
pub(super) use amounts;

/// Amounts by where they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BySource {
    /// Invoices and credit notes of the firm.
    pub audit: Amounts,
    /// Training invoices.
    pub formation: Amounts,
    /// Entered by hand.
    pub other: Amounts,
    /// All together, as the server adds it up.
    pub total: Amounts,
}

/// A source: its colour on charts, its colour elsewhere, its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// On charts.
    pub paint: Paint,
    /// The class of a shape.
    pub fill: &'static str,
    /// Its name.
    pub name: Words,
}

/// The sources, in the order in which they are always shown.
pub const SOURCES: [Source; 3] = [
    Source { paint: Paint::Audit, fill: "fill-audit", name: t::AUDIT },
    Source { paint: Paint::Formation, fill: "fill-formation", name: t::FORMATION },
    Source { paint: Paint::Other, fill: "fill-autre", name: t::OTHER },
];

impl BySource {
    /// The amounts of [`SOURCES`].
    #[must_use]
    pub const fn parts(&self) -> [Amounts; 3] {
        [self.audit, self.formation, self.other]
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|amounts| amounts.count == 0)
    }
}

/// Makes [`BySource`] from what has one field for each source.
macro_rules! by_source {
    ($revenue:expr) => {{
        let revenue = &$revenue;
        $crate::pages::revenue::amounts::BySource {
            audit: amounts!(revenue.audit),
            formation: amounts!(revenue.formation),
            other: amounts!(revenue.other),
            total: amounts!(revenue.total),
        }
    }};
}
pub(super) use by_source;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_to_the_cent_before_and_with_tax() {
        let money = Money::read("-1000.05", "-1200.06");
        assert_eq!([money.of(Tax::Net), money.of(Tax::Gross)], [-100_005, -120_006]);
    }

    #[test]
    fn documents_that_cancel_each_other_out_are_something() {
        let both = Amounts { count: 2, ..Amounts::default() };
        assert!(BySource::default().is_empty());
        assert!(!BySource { audit: both, total: both, ..BySource::default() }.is_empty());
    }
}
