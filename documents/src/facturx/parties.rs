//! BG-4, BG-7, BG-13, BG-14: who, to whom, where and when.

use en16931::Identifier;
use en16931::invoice::{Code, Contact, Delivery, Invoice, Party, Period, PostalAddress};

use super::date;
use crate::{Address, BrokenRule, Buyer, Document, Seller, VatCategory, country, text, view};

/// Register of SIREN numbers (ISO/IEC 6523).
const SIREN: &str = "0002";
/// Register of SIRET numbers.
const SIRET: &str = "0009";
/// French directory of electronic invoicing.
const DIRECTORY: &str = "0225";
/// An e-mail address, for clients outside the directory.
const EMAIL: &str = "EM";

pub(super) fn fill(invoice: &mut Invoice, document: &Document) {
    invoice.seller = seller(&document.seller);
    invoice.buyer = buyer(&document.buyer);
    // BR-O-02 to BR-O-04: outside the scope of VAT nobody has a VAT number.
    if document.lines.iter().any(|line| line.vat_category == VatCategory::O) {
        invoice.seller.vat_identifier = None;
        invoice.seller.tax_registration = None;
        invoice.buyer.vat_identifier = None;
    }
}

fn seller(seller: &Seller) -> Party {
    let mut party = Party::new(text::plain(&seller.legal_name), address(&seller.address));
    party.identifiers = seller.siret.iter().map(|siret| Identifier::schemed(compact(siret), SIRET)).collect();
    party.legal_registration = Some(Identifier::schemed(compact(&seller.siren), SIREN));
    party.vat_identifier = filled(seller.vat_number.as_deref()).map(|number| compact(&number));
    if party.vat_identifier.is_none() {
        // BR-E-02: an exempt seller without VAT number is registered somewhere.
        party.tax_registration = Some(compact(&seller.siren));
    }
    party.additional_legal_information = Some(text::plain(&view::identity(seller)));
    let electronic = directory(seller.electronic_address.as_deref()).unwrap_or_else(|| compact(&seller.siren));
    party.electronic_address = Some(Identifier::schemed(electronic, DIRECTORY));
    if seller.phone.is_some() || seller.email.is_some() {
        party.contact = Contact {
            name: Some(text::plain(&seller.legal_name)),
            phone: filled(seller.phone.as_deref()),
            email: filled(seller.email.as_deref()),
        };
    }
    party
}

fn buyer(buyer: &Buyer) -> Party {
    let mut party = Party::new(text::plain(&buyer.name), address(&buyer.address));
    let siren = buyer.siren().map(compact).filter(|siren| !siren.is_empty());
    party.identifiers = buyer.siret.iter().map(|siret| Identifier::schemed(compact(siret), SIRET)).collect();
    party.legal_registration = siren.as_ref().map(|siren| Identifier::schemed(siren.as_str(), SIREN));
    party.vat_identifier = filled(buyer.vat_number.as_deref()).map(|number| compact(&number));
    party.electronic_address = directory(buyer.electronic_address.as_deref())
        .or(siren)
        .map(|address| Identifier::schemed(address, DIRECTORY))
        .or_else(|| filled(buyer.email.as_deref()).map(|address| Identifier::schemed(address, EMAIL)));
    if let Some(contact) = filled(buyer.contact.as_deref()) {
        party.contact = Contact { name: Some(contact), phone: None, email: filled(buyer.email.as_deref()) };
    }
    party
}

/// The last day of the service (BT-72), its period (BG-14), and where, if elsewhere. There is always one of them: CII has
/// an element for delivery in any case, and readers warn of one that is empty (PEPPOL-EN16931-R008).
pub(super) fn delivery(invoice: &mut Invoice, document: &Document, broken: &mut Vec<BrokenRule>) {
    let (start, end) = (document.service_start, document.service_end);
    if let (Some(start), Some(end)) = (start, end)
        && start != end
    {
        invoice.invoicing_period =
            Some(Period { start: date(start, "BT-73", broken), end: date(end, "BT-74", broken) });
    }
    let day = end.or(start);
    let inside_union = document.lines.iter().any(|line| line.vat_category == VatCategory::K);
    let place = match &document.buyer.delivery_address {
        Some(place) => Some(place),
        // BR-IC-12: a delivery inside the European Union says to which country.
        None if inside_union || day.is_none() => Some(&document.buyer.address),
        None => None,
    };
    invoice.delivery = Some(Delivery {
        date: day.and_then(|day| date(day, "BT-72", broken)),
        party_name: place.map(|_| text::plain(&document.buyer.name)),
        address: place.map(address),
        location: None,
    });
}

/// An address; a country that is not known stays out, and the rule that asks for it is named (BR-09, BR-11).
fn address(address: &Address) -> PostalAddress {
    let mut lines = address.street.lines().map(text::plain).filter(|line| !line.is_empty());
    let (line1, line2) = (lines.next(), lines.next());
    let rest = lines.collect::<Vec<_>>().join(", ");
    PostalAddress {
        line1,
        line2,
        line3: filled(Some(&rest)),
        city: filled(Some(&address.city)),
        post_code: filled(Some(&address.zip_code)),
        subdivision: filled(Some(&address.state)),
        country: country::code(&address.country).map(Code::new),
    }
}

fn filled(value: Option<&str>) -> Option<String> {
    value.map(text::plain).filter(|value| !value.is_empty())
}

/// An address in the directory.
fn directory(address: Option<&str>) -> Option<String> {
    filled(address).map(|address| compact(&address))
}

/// Without the spaces that people put into identifiers.
fn compact(identifier: &str) -> String {
    identifier.chars().filter(|c| !c.is_whitespace()).collect()
}
