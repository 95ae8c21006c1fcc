//! How a line is taxed, as one choice: a rate, or the reason why there is none.

use domain::billing::{ExemptionCode, RATES, Vat, VatCategory};
use rust_decimal::Decimal;

use crate::i18n::text::lines as t;
use crate::ui::money;

/// The rates that the firm uses, the usual one first; the others of the law come after them.
const USUAL: [&str; 4] = ["20", "10", "5.5", "2.1"];

/// The usual choice.
pub const STANDARD: &str = "S:20";

/// The choice of a line of the server: `S:20`, `E:0:VATEX-FR-CGI261-4`.
#[must_use]
pub fn choice(category: VatCategory, rate: &str, exemption_code: Option<&str>) -> String {
    let rate = rate.parse::<Decimal>().map_or_else(|_| rate.to_owned(), |rate| rate.normalize().to_string());
    match exemption_code {
        Some(code) => format!("{category}:{rate}:{code}"),
        None => format!("{category}:{rate}"),
    }
}

/// The choice of a VAT.
#[must_use]
pub fn choice_of(vat: Vat) -> String {
    choice(vat.category, &vat.rate.to_string(), vat.exemption_code.map(ExemptionCode::code))
}

/// The VAT of a choice.
#[must_use]
pub fn read(choice: &str) -> Option<Vat> {
    let mut parts = choice.splitn(3, ':');
    let category = parts.next()?.parse().ok()?;
    let rate = parts.next()?.parse().ok()?;
    let exemption_code = match parts.next() {
        None => None,
        Some(code) => Some(code.parse().ok()?),
    };
    Some(Vat { category, rate, exemption_code })
}

/// A choice in words: « 20 % », « Formation continue »; tracked.
#[must_use]
pub fn words(choice: &str) -> String {
    match read(choice) {
        None => choice.to_owned(),
        Some(Vat { exemption_code: Some(code), .. }) => t::exemption(code).now().to_owned(),
        Some(Vat { category: VatCategory::Standard, rate, .. }) => money::percent(&rate.to_string()),
        Some(Vat { category: VatCategory::ZeroRated, rate, .. }) => t::zero_rated(&money::percent(&rate.to_string())),
        Some(_) => t::NO_VAT.now().to_owned(),
    }
}

/// The choices: usual rates, other rates, reasons for none. `present` is among them whatever it is.
#[must_use]
pub fn groups(present: &str) -> [Vec<String>; 3] {
    let usual: Vec<String> = USUAL.iter().map(|rate| format!("S:{rate}")).collect();
    let mut others: Vec<String> = RATES
        .iter()
        .rev()
        .filter(|rate| !rate.is_zero())
        .map(|rate| format!("S:{rate}"))
        .filter(|choice| !usual.contains(choice))
        .collect();
    let reasons: Vec<String> = ExemptionCode::ALL.iter().map(|code| choice_of(Vat::exempt(*code))).collect();
    if !present.is_empty() && ![&usual, &others, &reasons].iter().any(|group| group.iter().any(|one| one == present)) {
        others.push(present.to_owned());
    }
    [usual, others, reasons]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_a_right_vat_and_reads_back() {
        for choice in groups("").into_iter().flatten() {
            let vat = read(&choice).unwrap();
            assert_eq!(vat.check(), Ok(()), "{choice}");
            assert_eq!(choice_of(vat), choice);
        }
    }

    #[test]
    fn a_rate_of_the_server_is_its_choice() {
        assert_eq!(choice(VatCategory::Standard, "20.00", None), STANDARD);
        assert_eq!(choice(VatCategory::Standard, "5.50", None), "S:5.5");
        assert_eq!(choice(VatCategory::Exempt, "0.00", Some("VATEX-FR-CGI261-4")), "E:0:VATEX-FR-CGI261-4");
        assert_eq!(words("E:0:VATEX-FR-CGI261-4"), "Formation continue");
        assert_eq!(words("E:0"), "Sans TVA");
        assert!(groups("Z:0")[1].contains(&"Z:0".to_owned()));
    }
}
