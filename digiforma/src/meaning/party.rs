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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::read;
    use serde_json::{Value, json};

    fn invoice(recipient: &Value, entity: Option<Value>) -> Invoice {
        let customer = entity.map(|entity| json!({ "id": "5230001", "entity": entity }));
        read::<Invoice>(&json!({ "id": "1", "recipient": recipient, "customer": customer })).unwrap().record
    }

    #[test]
    fn who_is_billed_is_not_always_who_bought() {
        let company = || json!({ "__typename": "Company", "id": "2270001", "name": "Clinique" });
        let agency = json!({ "__typename": "FundingAgency", "id": "30100", "name": "OPCO" });
        let person =
            json!({ "__typename": "Trainee", "id": "41", "firstname": "Léa", "lastname": "Colin", "companyId": null });

        let plain = invoice(&company(), Some(company()));
        assert_eq!((billed_company(&plain), bought_company(&plain)), (Some("2270001"), Some("2270001")));
        let funded = invoice(&agency, Some(company()));
        assert_eq!((billed_company(&funded), bought_company(&funded)), (None, Some("2270001")));
        assert_eq!(funded.recipient.unwrap().kind, PartyKind::FundingAgency);
        let without_deal = invoice(&company(), None);
        assert_eq!(bought_company(&without_deal), Some("2270001"));
        let private = invoice(&person, Some(person.clone()));
        assert_eq!((billed_company(&private), bought_company(&private)), (None, None));
        assert_eq!(private.buyer.unwrap().name.as_deref(), Some("Léa Colin"));
        let nobody = invoice(&Value::Null, None);
        assert_eq!((billed_company(&nobody), bought_company(&nobody)), (None, None));
    }

    #[test]
    fn sirets_are_cleaned() {
        assert_eq!(siret("123 456 789 00018").as_deref(), Some("12345678900018"));
        assert_eq!(siret(" 12345678900018\u{a0}").as_deref(), Some("12345678900018"));
        for unusable in ["", "123456789", "00000000000000", "1234567890001A", "en cours", "123456789000181"] {
            assert_eq!(siret(unusable), None, "{unusable}");
        }
        assert_eq!(siren("123 456 789").as_deref(), Some("123456789"));
        assert_eq!(siren("12345678900018").as_deref(), Some("123456789"));
        assert_eq!(siren("000000000"), None);
    }
}
