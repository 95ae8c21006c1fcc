//! Seller and buyer as a document names them: kept with it when it is issued, so that it says the same for ever.

use db::rows::{Address, FirmValues, Institution, InvoiceValues};
use domain::billing::VatRegime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Result,
    operations::{institution::AddressInput, validate::Checks},
};

/// A postal address on a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct PartyAddress {
    pub street: Option<String>,
    pub city: Option<String>,
    pub state: String,
    pub zip_code: Option<String>,
    pub country: Option<String>,
}

impl PartyAddress {
    /// An address that was kept with an invoice.
    #[must_use]
    pub fn of_kept(kept: Value) -> Address {
        // What is stored is an address.
        let Self { street, city, state, zip_code, country } = serde_json::from_value(kept).unwrap_or_default();
        Address {
            street: street.unwrap_or_default(),
            city: city.unwrap_or_default(),
            state,
            zip_code: zip_code.unwrap_or_default(),
            country: country.unwrap_or_default(),
        }
    }
}

/// The firm on a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct Seller {
    pub name: Option<String>,
    pub legal_form: Option<String>,
    pub share_capital: Option<Decimal>,
    pub address: PartyAddress,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub vat_number: Option<String>,
    pub rcs_city: Option<String>,
    pub ape_code: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub website: Option<String>,
    pub iban: Option<String>,
    pub bic: Option<String>,
    pub vat_regime: VatRegime,
    pub late_penalty_rate: Option<Decimal>,
    pub early_payment_discount: Option<String>,
    pub electronic_address: Option<String>,
}

/// The client on a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct Buyer {
    pub name: String,
    pub address: PartyAddress,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub vat_number: Option<String>,
    pub finess: Option<String>,
    pub accounting_number: Option<String>,
    pub is_public_body: bool,
    pub service_code: Option<String>,
    pub email: Option<String>,
    pub electronic_address: Option<String>,
    /// Where it was delivered or rendered, if elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_address: Option<PartyAddress>,
    /// Where the invoice goes, if elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<PartyAddress>,
}

/// An address as it was typed, to be kept with an invoice.
///
/// # Errors
/// It does not serialise.
pub fn typed_address(input: &AddressInput) -> Result<Value> {
    let told = |text: &str| Some(text.to_owned());
    PartyAddress {
        street: told(&input.street),
        city: told(&input.city),
        state: input.state.clone(),
        zip_code: told(&input.zip_code),
        country: told(&input.country),
    }
    .to_json()
}

/// The address of an invoice as it is to be stored: trimmed and checked.
///
/// # Errors
/// It is no address.
pub fn checked_address(checks: &mut Checks, field: &str, typed: Option<&Value>) -> Result<Option<Value>> {
    let Some(typed) = PartyAddress::read(typed)? else { return Ok(None) };
    let mut required = |name: &str, value: &Option<String>, most| {
        Some(checks.required(&format!("{field}.{name}"), value.as_deref().unwrap_or_default(), most))
    };
    let address = PartyAddress {
        street: required("street", &typed.street, 255),
        city: required("city", &typed.city, 255),
        zip_code: required("zipCode", &typed.zip_code, 20),
        country: required("country", &typed.country, 100),
        state: checks.optional(&format!("{field}.state"), Some(&typed.state), 255).unwrap_or_default(),
    };
    address.to_json().map(Some)
}

impl PartyAddress {
    /// As it is kept.
    ///
    /// # Errors
    /// It does not serialise.
    pub fn to_json(&self) -> Result<Value> {
        Ok(serde_json::to_value(self).map_err(anyhow::Error::from)?)
    }

    /// As it was kept.
    ///
    /// # Errors
    /// It is no address.
    pub fn read(kept: Option<&Value>) -> Result<Option<Self>> {
        Ok(kept.map(Self::deserialize).transpose().map_err(anyhow::Error::from)?)
    }
}

impl Seller {
    /// The firm as it is now.
    #[must_use]
    pub fn of(firm: &FirmValues) -> Self {
        let address = &firm.address;
        Self {
            name: firm.legal_name.clone(),
            legal_form: firm.legal_form.clone(),
            share_capital: firm.share_capital,
            address: PartyAddress {
                street: address.street.clone(),
                city: address.city.clone(),
                state: address.state.clone(),
                zip_code: address.zip_code.clone(),
                country: address.country.clone(),
            },
            siren: firm.siren.clone(),
            siret: firm.siret.clone(),
            vat_number: firm.vat_number.clone(),
            rcs_city: firm.rcs_city.clone(),
            ape_code: firm.ape_code.clone(),
            phone: firm.phone.clone(),
            email: firm.email.clone(),
            website: firm.website.clone(),
            iban: firm.iban.clone(),
            bic: firm.bic.clone(),
            vat_regime: firm.vat_regime,
            late_penalty_rate: firm.late_penalty_rate,
            early_payment_discount: firm.early_payment_discount.clone(),
            electronic_address: firm.electronic_address.clone(),
        }
    }

    /// As it is kept.
    ///
    /// # Errors
    /// It does not serialise.
    pub fn to_json(&self) -> Result<Value> {
        Ok(serde_json::to_value(self).map_err(anyhow::Error::from)?)
    }
}

impl Buyer {
    /// An institution as it is now.
    #[must_use]
    pub fn of(institution: &Institution) -> Self {
        let (values, billing) = (&institution.values, &institution.values.billing);
        let address = &values.address;
        Self {
            name: values.name.clone(),
            address: PartyAddress {
                street: Some(address.street.clone()),
                city: Some(address.city.clone()),
                state: address.state.clone(),
                zip_code: Some(address.zip_code.clone()),
                country: Some(address.country.clone()),
            },
            siren: values.siret.as_deref().and_then(|siret| siret.get(..9)).map(str::to_owned),
            siret: values.siret.clone(),
            vat_number: values.vat_number.clone(),
            finess: values.finess.clone(),
            accounting_number: values.accounting_number.clone(),
            is_public_body: billing.is_public_body,
            service_code: billing.service_code.clone(),
            email: billing.billing_email.clone(),
            electronic_address: billing.electronic_address.clone(),
            delivery_address: None,
            billing_address: None,
        }
    }

    /// The client of an invoice, with the addresses that it names.
    ///
    /// # Errors
    /// They are none.
    pub fn of_invoice(institution: &Institution, values: &InvoiceValues) -> Result<Self> {
        Ok(Self {
            delivery_address: PartyAddress::read(values.delivery_address.as_ref())?,
            billing_address: PartyAddress::read(values.billing_address.as_ref())?,
            ..Self::of(institution)
        })
    }

    /// As it is kept.
    ///
    /// # Errors
    /// It does not serialise.
    pub fn to_json(&self) -> Result<Value> {
        Ok(serde_json::to_value(self).map_err(anyhow::Error::from)?)
    }
}
