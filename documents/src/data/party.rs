//! Who sells and who buys.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// Street and number; further lines after line breaks.
    pub street: String,
    /// Town.
    pub city: String,
    /// Post code.
    pub zip_code: String,
    /// Region, where an address needs it; else empty.
    #[serde(default)]
    pub state: String,
    /// Country: a name in French or English, or its code of two letters (ISO 3166-1).
    pub country: String,
}

/// The firm, as its documents have to name it (CGI annexe II, art. 242 nonies A; Code de commerce, art. R123-237).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seller {
    /// Legal name.
    pub legal_name: String,
    /// Legal form: `SAS`, `SARL`.
    pub legal_form: Option<String>,
    /// Share capital in euros.
    pub share_capital: Option<Decimal>,
    /// Registered office.
    pub address: Address,
    /// 9 digits.
    pub siren: String,
    /// 14 digits.
    pub siret: Option<String>,
    /// VAT number; firms under the franchise may have none.
    pub vat_number: Option<String>,
    /// Town of the commercial register: `Nantes`.
    pub rcs_city: Option<String>,
    /// APE code.
    pub ape_code: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Account to pay to.
    pub iban: Option<String>,
    /// Its bank.
    pub bic: Option<String>,
    /// Address in the directory of electronic invoicing, scheme 0225; the SIREN when absent.
    pub electronic_address: Option<String>,
}

/// The client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Buyer {
    /// Name.
    pub name: String,
    /// For whose attention.
    pub contact: Option<String>,
    /// Where it is.
    pub address: Address,
    /// Where the invoice goes, if elsewhere.
    pub billing_address: Option<Address>,
    /// Where the service was rendered or the goods went, if elsewhere.
    pub delivery_address: Option<Address>,
    /// 9 digits; the first ones of `siret` when absent.
    pub siren: Option<String>,
    /// 14 digits.
    pub siret: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// E-mail address for invoices.
    pub email: Option<String>,
    /// Address in the directory of electronic invoicing, scheme 0225; the SIREN when absent.
    pub electronic_address: Option<String>,
    /// Whether it is a public body, whose invoices go through Chorus Pro.
    pub is_public_body: bool,
}

impl Buyer {
    /// The SIREN, as given or from the SIRET.
    #[must_use]
    pub fn siren(&self) -> Option<&str> {
        self.siren.as_deref().or_else(|| self.siret.as_deref().and_then(|siret| siret.get(..9)))
    }
}
