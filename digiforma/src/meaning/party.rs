//! Who is billed, who bought, and numbers that identify them.

use crate::record::{Invoice, Party, PartyKind, Quotation};

/// The company that a party stands for: itself, or the employer of a person. A funding agency is no client.
fn company(party: Option<&Party>) -> Option<&str> {
    let party = party?;
    match party.kind {
        PartyKind::Company => Some(&party.id),
        PartyKind::Trainee | PartyKind::FundingAgency => None,
    }
}

/// The company that is billed; none if an agency or a private person is.
#[must_use]
pub fn billed_company(invoice: &Invoice) -> Option<&str> {
    company(invoice.recipient.as_ref())
}

/// The company that bought, whoever pays: the buyer of the deal; without a deal the recipient.
#[must_use]
pub fn bought_company(invoice: &Invoice) -> Option<&str> {
    match &invoice.buyer {
        Some(buyer) => company(Some(buyer)),
        None => billed_company(invoice),
    }
}

/// Companies whose page shows a quotation: who bought, and whom it is addressed to.
#[must_use]
pub fn companies_of(quotation: &Quotation) -> Vec<&str> {
    let mut companies: Vec<&str> =
        [&quotation.buyer, &quotation.recipient].into_iter().filter_map(|party| company(party.as_ref())).collect();
    companies.dedup();
    companies
}

/// The 14 digits of a SIRET as typed, spaces and dots taken out. None for anything else: 9 digits, all zeros, text.
/// The check digit is not looked at: La Poste has its own rule, and a number with a typing error still equals itself.
#[must_use]
pub fn siret(typed: &str) -> Option<String> {
    digits(typed, 14)
}

/// The 9 digits of a SIREN: typed as such, or the beginning of a SIRET.
#[must_use]
pub fn siren(typed: &str) -> Option<String> {
    digits(typed, 9).or_else(|| siret(typed).and_then(|siret| siret.get(..9).map(str::to_owned)))
}

fn digits(typed: &str, length: usize) -> Option<String> {
    let kept: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '_')).collect();
    let usable = kept.len() == length && kept.bytes().all(|b| b.is_ascii_digit()) && kept.bytes().any(|b| b != b'0');
    usable.then_some(kept)
}
