//! The firm and the client.

use serde_json::{Value, json};

use crate::{Address, Buyer, Seller, country, french};

pub(super) fn seller(seller: &Seller) -> Value {
    json!({
        "name": seller.legal_name,
        "legal": legal_form(seller),
        "address": address(&seller.address),
        "siren": french::identifier(&seller.siren),
        "siret": seller.siret.as_deref().map(french::identifier),
        "vat_number": seller.vat_number,
        "rcs": seller.rcs_city.as_ref().map(|city| format!("RCS {city} {}", french::identifier(&seller.siren))),
        "ape": seller.ape_code,
        "phone": seller.phone,
        "email": seller.email,
        "website": seller.website,
        "identity": identity(seller),
    })
}

pub(super) fn buyer(buyer: &Buyer) -> Value {
    json!({
        "name": buyer.name,
        "contact": buyer.contact,
        "address": address(&buyer.address),
        "billing_address": buyer.billing_address.as_ref().map(address),
        "delivery_address": buyer.delivery_address.as_ref().map(address),
        "siren": buyer.siren().map(french::identifier),
        "siret": buyer.siret.as_deref().map(french::identifier),
        "vat_number": buyer.vat_number,
        "public": buyer.is_public_body,
    })
}

/// `SAS au capital de 40 000 €`
pub(crate) fn legal_form(seller: &Seller) -> Option<String> {
    match (&seller.legal_form, seller.share_capital) {
        (Some(form), Some(capital)) => Some(format!("{form} au capital de {}", french::capital(capital))),
        (Some(form), None) => Some(form.clone()),
        (None, Some(capital)) => Some(format!("Capital de {}", french::capital(capital))),
        (None, None) => None,
    }
}

/// Who the firm is to the law, in one line: `Audit Vasseur, SAS au capital de 40 000 € · RCS Nantes 123 456 782 · …`.
pub(crate) fn identity(seller: &Seller) -> String {
    let name = match legal_form(seller) {
        Some(form) => format!("{}, {form}", seller.legal_name),
        None => seller.legal_name.clone(),
    };
    let siren = french::identifier(&seller.siren);
    let register = match &seller.rcs_city {
        Some(city) => format!("RCS {city} {siren}"),
        None => format!("SIREN {siren}"),
    };
    let siret = seller.siret.as_deref().map(|siret| format!("SIRET {}", french::identifier(siret)));
    let ape = seller.ape_code.as_ref().map(|code| format!("APE {code}"));
    let vat = seller.vat_number.as_ref().map(|number| format!("TVA {number}"));
    // Only the name may be broken over lines.
    let facts = [Some(register), siret, ape, vat].into_iter().flatten().map(|fact| fact.replace(' ', "\u{a0}"));
    std::iter::once(name).chain(facts).collect::<Vec<_>>().join("\u{a0}· ")
}

/// As on an envelope; the country only outside France.
pub(crate) fn address(address: &Address) -> Vec<String> {
    let mut lines: Vec<String> = address.street.lines().map(|line| line.trim().to_owned()).collect();
    lines.push(format!("{} {}", address.zip_code, address.city).trim().to_owned());
    lines.push(address.state.trim().to_owned());
    if !country::is_france(&address.country) {
        lines.push(address.country.trim().to_uppercase());
    }
    lines.retain(|line| !line.is_empty());
    lines
}
