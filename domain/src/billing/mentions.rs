//! What a document has to say before it may be issued (CGI annexe II 242 nonies A, code de commerce L441-9 and R123-237).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::firm::{LegalForm, VatRegime, is_french_territory};
use super::totals::VatGroup;
use super::vat::VatCategory;

/// What is known of the seller; blanks count as nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct SellerFacts<'a> {
    /// Name in the register.
    pub legal_name: Option<&'a str>,
    /// Legal form, as people write it.
    pub legal_form: Option<&'a str>,
    /// Capital in euros.
    pub share_capital: Option<Decimal>,
    /// Street of the seat.
    pub street: Option<&'a str>,
    /// Post code of the seat.
    pub zip_code: Option<&'a str>,
    /// Town of the seat.
    pub city: Option<&'a str>,
    /// Country of the seat.
    pub country: Option<&'a str>,
    /// SIREN.
    pub siren: Option<&'a str>,
    /// VAT number.
    pub vat_number: Option<&'a str>,
    /// Town of the register of commerce.
    pub rcs_city: Option<&'a str>,
    /// Account to pay to.
    pub iban: Option<&'a str>,
    /// Regime of VAT.
    pub vat_regime: VatRegime,
}

/// What is known of the buyer; blanks count as nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct BuyerFacts<'a> {
    /// Name.
    pub name: Option<&'a str>,
    /// Street.
    pub street: Option<&'a str>,
    /// Post code.
    pub zip_code: Option<&'a str>,
    /// Town.
    pub city: Option<&'a str>,
    /// Country, by name or code.
    pub country: Option<&'a str>,
    /// SIRET; its SIREN is the mention.
    pub siret: Option<&'a str>,
    /// VAT number.
    pub vat_number: Option<&'a str>,
}

/// What is known of the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct DocumentFacts<'a> {
    /// How many lines it has.
    pub lines: usize,
    /// Its VAT by rate, category and reason.
    pub vat: &'a [VatGroup],
    /// Last day to pay.
    pub due_date: Option<NaiveDate>,
    /// First day of the service, or its only one.
    pub service_start: Option<NaiveDate>,
    /// Last day of the service.
    pub service_end: Option<NaiveDate>,
}

macro_rules! mentions {
    ($($(#[$meta:meta])* $Variant:ident = $field:literal),+ $(,)?) => {
        /// A mention that is missing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Mention { $($(#[$meta])* $Variant),+ }

        impl Mention {
            /// Every mention.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];
            /// The stable name of the problem for programs.
            pub const CODE: &'static str = "MISSING_MENTION";

            /// Where it is to be filled in: the firm (`firm.vatNumber`), the buyer (`institution.siret`), the document.
            #[must_use]
            pub const fn field(self) -> &'static str {
                match self { $(Self::$Variant => $field),+ }
            }
        }
    };
}

mentions! {
    /// Name of the seller.
    LegalName = "firm.legalName",
    /// Legal form of the seller.
    LegalForm = "firm.legalForm",
    /// Capital, of companies that have one.
    ShareCapital = "firm.shareCapital",
    /// Street of the seller.
    SellerStreet = "firm.address.street",
    /// Post code of the seller.
    SellerZipCode = "firm.address.zipCode",
    /// Town of the seller.
    SellerCity = "firm.address.city",
    /// Country of the seller.
    SellerCountry = "firm.address.country",
    /// SIREN of the seller.
    Siren = "firm.siren",
    /// VAT number of a seller that charges VAT.
    VatNumber = "firm.vatNumber",
    /// Town of the register of commerce, of those that stand in it.
    RcsCity = "firm.rcsCity",
    /// Account to pay to.
    Iban = "firm.iban",
    /// Name of the buyer.
    BuyerName = "institution.name",
    /// Street of the buyer.
    BuyerStreet = "institution.address.street",
    /// Post code of the buyer.
    BuyerZipCode = "institution.address.zipCode",
    /// Town of the buyer.
    BuyerCity = "institution.address.city",
    /// Country of the buyer.
    BuyerCountry = "institution.address.country",
    /// SIREN of a French buyer, from its SIRET.
    BuyerSiret = "institution.siret",
    /// VAT number of a buyer who owes the tax, or to whom goods go in another state of the Union.
    BuyerVatNumber = "institution.vatNumber",
    /// At least one line.
    Lines = "lines",
    /// Last day to pay.
    DueDate = "dueDate",
    /// Day or period of the service.
    ServiceDate = "serviceStart",
}

/// Everything that is missing before a document may be issued, in the order of the form.
#[must_use]
pub fn missing_mentions(
    seller: &SellerFacts<'_>,
    buyer: &BuyerFacts<'_>,
    document: &DocumentFacts<'_>,
) -> Vec<Mention> {
    let mut missing = missing_of_seller(seller);
    missing.extend(missing_of_buyer(buyer, document.vat));
    missing.extend(missing_of_document(document));
    missing
}

/// What the seller has to fill in, whatever is sold.
#[must_use]
pub fn missing_of_seller(seller: &SellerFacts<'_>) -> Vec<Mention> {
    // Until the form is known it asks for nothing of its own: the form itself is what is missing.
    let form = filled(seller.legal_form).map(LegalForm::of);
    let asks = |has: fn(LegalForm) -> bool| form.is_some_and(has);
    missing([
        (Mention::LegalName, absent(seller.legal_name)),
        (Mention::LegalForm, absent(seller.legal_form)),
        (
            Mention::ShareCapital,
            asks(LegalForm::has_capital) && seller.share_capital.is_none_or(|c| c <= Decimal::ZERO),
        ),
        (Mention::SellerStreet, absent(seller.street)),
        (Mention::SellerZipCode, absent(seller.zip_code)),
        (Mention::SellerCity, absent(seller.city)),
        (Mention::SellerCountry, absent(seller.country)),
        (Mention::Siren, absent(seller.siren)),
        (Mention::VatNumber, seller.vat_regime == VatRegime::Normal && absent(seller.vat_number)),
        (Mention::RcsCity, asks(LegalForm::has_register) && absent(seller.rcs_city)),
        (Mention::Iban, absent(seller.iban)),
    ])
}

/// What is missing of the buyer of a document with this VAT.
#[must_use]
pub fn missing_of_buyer(buyer: &BuyerFacts<'_>, vat: &[VatGroup]) -> Vec<Mention> {
    let is_french = filled(buyer.country).is_none_or(is_french_territory);
    let owes_tax = vat.iter().any(|group| match group.category {
        VatCategory::IntraCommunity => true,
        // In France the SIREN tells who owes it.
        VatCategory::ReverseCharge => !is_french,
        _ => false,
    });
    missing([
        (Mention::BuyerName, absent(buyer.name)),
        (Mention::BuyerStreet, absent(buyer.street)),
        (Mention::BuyerZipCode, is_french && absent(buyer.zip_code)),
        (Mention::BuyerCity, absent(buyer.city)),
        (Mention::BuyerCountry, absent(buyer.country)),
        (Mention::BuyerSiret, is_french && absent(buyer.siret)),
        (Mention::BuyerVatNumber, owes_tax && absent(buyer.vat_number)),
    ])
}

/// What is missing of the document itself.
#[must_use]
pub fn missing_of_document(document: &DocumentFacts<'_>) -> Vec<Mention> {
    missing([
        (Mention::Lines, document.lines == 0),
        (Mention::DueDate, document.due_date.is_none()),
        (Mention::ServiceDate, document.service_start.or(document.service_end).is_none()),
    ])
}

fn missing<const N: usize>(checks: [(Mention, bool); N]) -> Vec<Mention> {
    checks.into_iter().filter_map(|(mention, is_missing)| is_missing.then_some(mention)).collect()
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn absent(text: Option<&str>) -> bool {
    filled(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::super::{ExemptionCode, Vat};
    use super::*;

    const SELLER: SellerFacts<'static> = SellerFacts {
        legal_name: Some("Cabinet Exemple"),
        legal_form: Some("SAS"),
        share_capital: Some(Decimal::ONE_THOUSAND),
        street: Some("1 rue de l’Exemple"),
        zip_code: Some("44000"),
        city: Some("Nantes"),
        country: Some("FR"),
        siren: Some("404833048"),
        vat_number: Some("FR83404833048"),
        rcs_city: Some("Nantes"),
        iban: Some("FR1420041010050500013M02606"),
        vat_regime: VatRegime::Normal,
    };

    const BUYER: BuyerFacts<'static> = BuyerFacts {
        name: Some("Clinique du Parc"),
        street: Some("10 avenue du Parc"),
        zip_code: Some("69006"),
        city: Some("Lyon"),
        country: Some("FR"),
        siret: Some("73282932000074"),
        vat_number: None,
    };

    fn document() -> DocumentFacts<'static> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22);
        DocumentFacts { lines: 1, vat: &[], due_date: day, service_start: day, service_end: None }
    }

    fn group(vat: Vat) -> VatGroup {
        let Vat { category, rate, exemption_code } = vat;
        VatGroup { category, rate, exemption_code, base: Decimal::ONE, tax: Decimal::ZERO }
    }

    #[test]
    fn nothing_is_missing() {
        assert_eq!(missing_mentions(&SELLER, &BUYER, &document()), []);
    }

    #[test]
    fn everything_is_missing() {
        let missing = missing_mentions(&SellerFacts::default(), &BuyerFacts::default(), &DocumentFacts::default());
        let depends = [Mention::ShareCapital, Mention::RcsCity, Mention::BuyerVatNumber];
        let expected: Vec<_> = Mention::ALL.iter().copied().filter(|m| !depends.contains(m)).collect();
        assert_eq!(missing, expected);
        assert_eq!(Mention::VatNumber.field(), "firm.vatNumber");
        assert_eq!(Mention::BuyerSiret.field(), "institution.siret");
    }

    #[test]
    fn blanks_are_nothing() {
        let seller = SellerFacts { iban: Some(" \u{a0}"), ..SELLER };
        assert_eq!(missing_of_seller(&seller), [Mention::Iban]);
    }

    #[test]
    fn the_form_decides_on_capital_and_register() {
        let bare = SellerFacts { share_capital: None, rcs_city: None, ..SELLER };
        assert_eq!(missing_of_seller(&bare), [Mention::ShareCapital, Mention::RcsCity]);
        assert_eq!(missing_of_seller(&SellerFacts { legal_form: Some("EI"), ..bare }), []);
        assert_eq!(missing_of_seller(&SellerFacts { legal_form: Some("GIE"), ..bare }), [Mention::RcsCity]);
    }

    #[test]
    fn without_vat_no_vat_number() {
        let seller = SellerFacts { vat_number: None, ..SELLER };
        assert_eq!(missing_of_seller(&seller), [Mention::VatNumber]);
        assert_eq!(missing_of_seller(&SellerFacts { vat_regime: VatRegime::Franchise, ..seller }), []);
    }

    #[test]
    fn a_foreign_buyer_has_no_siret() {
        let belgian = BuyerFacts { country: Some("BE"), siret: None, zip_code: None, ..BUYER };
        assert_eq!(missing_of_buyer(&belgian, &[]), []);
        let reverse = [group(Vat::exempt(ExemptionCode::ReverseCharge))];
        assert_eq!(missing_of_buyer(&belgian, &reverse), [Mention::BuyerVatNumber]);
        assert_eq!(missing_of_buyer(&BuyerFacts { vat_number: Some("BE0203430576"), ..belgian }, &reverse), []);
        assert_eq!(missing_of_buyer(&BUYER, &[group(Vat::exempt(ExemptionCode::FrenchReverseCharge))]), []);
        assert_eq!(missing_of_buyer(&BuyerFacts { siret: None, ..BUYER }, &[]), [Mention::BuyerSiret]);
    }

    #[test]
    fn a_period_may_have_one_end() {
        let until =
            DocumentFacts { service_start: None, service_end: NaiveDate::from_ymd_opt(2026, 11, 2), ..document() };
        assert_eq!(missing_of_document(&until), []);
        assert_eq!(missing_of_document(&DocumentFacts { service_end: None, ..until }), [Mention::ServiceDate]);
    }
}
