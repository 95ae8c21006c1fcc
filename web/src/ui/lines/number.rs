//! The numbers of a line: typed as people write them, exact.

use domain::Language;
use rust_decimal::Decimal;

use crate::ui::decimal;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// How many: up to three decimals.
    Quantity,
    /// Euros, always with cents.
    Euros,
    /// Parts of a hundred.
    Percent,
}

impl Number {
    const fn places(self) -> u32 {
        match self {
            Self::Quantity => 3,
            Self::Euros | Self::Percent => 2,
        }
    }

    /// Reads what is typed.
    #[must_use]
    pub fn read(self, text: &str, language: Language) -> Option<Decimal> {
        let units = decimal::read_units(text, language, self.places() as usize)?;
        Some(Decimal::new(units, self.places()))
    }

    /// Writes a number of the server; what is none stays as it is.
    #[must_use]
    pub fn show(self, wire: &str, language: Language) -> String {
        match wire.parse() {
            Ok(number) => self.write(number, language),
            Err(_) => wire.to_owned(),
        }
    }

    fn write(self, mut number: Decimal, language: Language) -> String {
        number.rescale(self.places());
        let units = i64::try_from(number.mantissa()).unwrap_or_default();
        match self {
            Self::Euros => decimal::written(units, language),
            Self::Quantity | Self::Percent => decimal::written_units(units, language, self.places()),
        }
    }

    /// What is typed as the server takes it; what is no number stays as it is.
    #[must_use]
    pub fn wire(self, text: &str, language: Language) -> String {
        self.read(text, language).map_or_else(|| text.trim().to_owned(), |number| number.to_string())
    }

    /// What is typed in good order, if it is a number.
    #[must_use]
    pub fn tidy(self, text: &str, language: Language) -> Option<String> {
        self.read(text, language).map(|number| self.write(number, language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_to_the_server_and_back() {
        for (number, typed, wire, tidy) in [
            (Number::Quantity, "1,5", "1.500", "1,5"),
            (Number::Quantity, "8", "8.000", "8"),
            (Number::Euros, "1150", "1150.00", "1\u{202f}150,00"),
            (Number::Euros, "1 150,5 €", "1150.50", "1\u{202f}150,50"),
            (Number::Percent, "10 %", "10.00", "10"),
        ] {
            assert_eq!(number.wire(typed, Language::Fr), wire, "{typed}");
            assert_eq!(number.tidy(typed, Language::Fr).as_deref(), Some(tidy), "{typed}");
            assert_eq!(number.show(wire, Language::Fr), tidy, "{wire}");
        }
        assert_eq!(Number::Euros.wire("cent", Language::Fr), "cent");
        assert_eq!(Number::Euros.tidy("1,234", Language::Fr), None);
    }
}
