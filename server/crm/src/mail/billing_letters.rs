//! The letters that go with quotes, invoices and reminders, in the language of the firm: subject and paragraphs. People
//! may write others in their place.

use chrono::NaiveDate;
use documents::{Overdue, french};
use rust_decimal::Decimal;

/// Subject and paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub subject: String,
    /// From top to bottom.
    pub text: Vec<String>,
}

/// What letters about a quote or an invoice name.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Who sends it.
    pub firm: &'a str,
    /// Its number.
    pub number: &'a str,
    /// What it is about.
    pub title: &'a str,
    /// With tax.
    pub total: Decimal,
}

/// With a quote.
#[must_use]
pub fn quote(facts: Facts<'_>, valid_until: NaiveDate) -> Words {
    let Facts { firm, number, title, total } = facts;
    let offer = format!(
        "Vous trouverez ci-joint notre devis {number} («\u{a0}{title}\u{a0}»), d’un montant de {} TTC, valable jusqu’au {}.",
        french::euros(total),
        french::date(valid_until),
    );
    let open = "Nous restons à votre disposition pour toute précision.".to_owned();
    Words { subject: subject(&format!("Devis {number}"), firm), text: vec![HELLO.to_owned(), offer, open] }
}

/// With an invoice.
#[must_use]
pub fn invoice(facts: Facts<'_>, due_date: NaiveDate) -> Words {
    let Facts { firm, number, title, total } = facts;
    let claim = format!(
        "Vous trouverez ci-joint la facture {number} («\u{a0}{title}\u{a0}»), d’un montant de {} TTC, à régler au plus tard \
         le {}.",
        french::euros(total),
        french::date(due_date),
    );
    let format =
        "Le fichier est une facture électronique (Factur-X), lisible par votre logiciel de comptabilité.".to_owned();
    Words { subject: subject(&format!("Facture {number}"), firm), text: vec![HELLO.to_owned(), claim, format] }
}

/// With a credit note on an invoice.
#[must_use]
pub fn credit_note(facts: Facts<'_>, credited: &str) -> Words {
    let Facts { firm, number, title: _, total } = facts;
    let credit = format!(
        "Vous trouverez ci-joint l’avoir {number} sur la facture {credited}, d’un montant de {} TTC.",
        french::euros(total),
    );
    Words { subject: subject(&format!("Avoir {number}"), firm), text: vec![HELLO.to_owned(), credit] }
}

/// With a reminder of a late invoice.
#[must_use]
pub fn reminder(firm: &str, level: u32, overdue: &Overdue) -> Words {
    let number = &overdue.number;
    let days = match overdue.days_late {
        1 => "un jour".to_owned(),
        days => format!("{days}\u{a0}jours"),
    };
    let late = format!(
        "Sauf erreur de notre part, il reste {} à régler de la facture {number} du {}, échue depuis {days} (le {}).",
        french::euros(overdue.remaining),
        french::date(overdue.issue_date),
        french::date(overdue.due_date),
    );
    let ask =
        "Nous vous remercions de procéder à son règlement dès réception de ce message. Vous trouverez ci-joint le \
               détail de ce qui est dû, ainsi qu’une copie de la facture."
            .to_owned();
    let crossed =
        "Si votre paiement vient de nous être adressé, veuillez ne pas tenir compte de cette relance.".to_owned();
    let name = if level > 1 { format!("Relance n°\u{a0}{level}") } else { "Relance".to_owned() };
    Words {
        subject: subject(&format!("{name}\u{a0}: facture {number}"), firm),
        text: vec![HELLO.to_owned(), late, ask, crossed],
    }
}

/// Below the text: who writes.
#[must_use]
pub fn closing(sender: &str, firm: &str) -> String {
    let signature = [sender, firm].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    format!("Cordialement,\n\n{signature}")
}

const HELLO: &str = "Bonjour,";

fn subject(what: &str, firm: &str) -> String {
    if firm.is_empty() { what.to_owned() } else { format!("{what} – {firm}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn letters_are_french() {
        let facts = Facts { firm: "Cabinet Exemple", number: "Q2026110004", title: "Audit", total: 1_200.into() };
        let words = quote(facts, day("2026-12-31"));
        assert_eq!(words.subject, "Devis Q2026110004 – Cabinet Exemple");
        let text = words.text.join("\n").replace(['\u{a0}', '\u{202f}'], " ");
        assert!(
            text.contains("« Audit »), d’un montant de 1 200,00 € TTC, valable jusqu’au 31 décembre 2026."),
            "{text}"
        );
        assert_eq!(credit_note(Facts { firm: "", ..facts }, "INV1").subject, "Avoir Q2026110004");
        assert_eq!(closing("Anne", "Cabinet"), "Cordialement,\n\nAnne\nCabinet");
    }

    #[test]
    fn reminders_name_the_delay() {
        let overdue = Overdue {
            number: "INV1".into(),
            issue_date: day("2026-09-01"),
            due_date: day("2026-10-01"),
            total: 120.into(),
            paid: 20.into(),
            remaining: 100.into(),
            days_late: 1,
            penalty: 0.into(),
            indemnity: 40.into(),
        };
        let words = reminder("Cabinet", 2, &overdue);
        assert_eq!(words.subject.replace('\u{a0}', " "), "Relance n° 2 : facture INV1 – Cabinet");
        let text = words.text.join("\n").replace(['\u{a0}', '\u{202f}'], " ");
        assert!(
            text.contains("il reste 100,00 € à régler de la facture INV1 du 1er septembre 2026, échue depuis un jour")
        );
    }
}
