//! Seller and buyer, as a document names them.

use documents::{Address, Buyer, Seller};
use domain::identifiers;

use crate::operations::billing::parties::{self, PartyAddress};

/// The firm.
pub(super) fn seller(seller: parties::Seller) -> Seller {
    Seller {
        legal_name: seller.name.unwrap_or_default(),
        legal_form: seller.legal_form,
        share_capital: seller.share_capital,
        address: address(seller.address),
        siren: seller.siren.unwrap_or_default(),
        siret: seller.siret,
        vat_number: seller.vat_number,
        rcs_city: seller.rcs_city,
        ape_code: seller.ape_code,
        phone: seller.phone.as_deref().map(identifiers::phone::display),
        email: seller.email,
        website: seller.website,
        iban: seller.iban,
        bic: seller.bic,
        electronic_address: seller.electronic_address.map(in_directory),
    }
}

/// The client.
pub(super) fn buyer(buyer: parties::Buyer) -> Buyer {
    Buyer {
        name: buyer.name,
        contact: None,
        address: address(buyer.address),
        delivery_address: buyer.delivery_address.map(address),
        billing_address: buyer.billing_address.map(address),
        siren: buyer.siren,
        siret: buyer.siret,
        vat_number: buyer.vat_number,
        email: buyer.email,
        electronic_address: buyer.electronic_address.map(in_directory),
        is_public_body: buyer.is_public_body,
    }
}

fn address(address: PartyAddress) -> Address {
    Address {
        street: address.street.unwrap_or_default(),
        city: address.city.unwrap_or_default(),
        zip_code: address.zip_code.unwrap_or_default(),
        state: address.state,
        country: address.country.unwrap_or_default(),
    }
}

/// An address in the French directory, whose scheme is known and may stand before it: `0225:732829320`.
fn in_directory(address: String) -> String {
    match address.strip_prefix("0225:") {
        Some(rest) => rest.trim().to_owned(),
        None => address,
    }
}

#[cfg(test)]
mod tests {
    use super::in_directory;

    #[test]
    fn the_scheme_of_an_address_may_be_written() {
        assert_eq!(in_directory("0225:732829320_A".into()), "732829320_A");
        assert_eq!(in_directory("732829320".into()), "732829320");
    }
}
