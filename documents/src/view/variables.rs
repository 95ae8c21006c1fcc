//! The list of what templates can print: shown beside the editor, and compared with the dictionary by a test.

/// One variable of the dictionary `doc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// Its path, `[]` after what is a list: `doc.lines[].name`.
    pub path: &'static str,
    /// What it holds, for French readers.
    pub description: &'static str,
}

/// Every variable, in the order of the dictionary. Each is text, unless its description says otherwise; what may be
/// absent is `none` then.
#[must_use]
pub fn variables() -> &'static [Variable] {
    VARIABLES
}

macro_rules! list {
    ($($path:literal: $description:literal,)+) => {
        &[$(Variable { path: concat!("doc.", $path), description: $description }),+]
    };
}

const VARIABLES: &[Variable] = list! {
    "kind": "Type : quote, order, invoice, deposit, credit_note ou reminder",
    "draft": "Brouillon (vrai ou faux)",
    "heading": "Nom du document : Facture, Avoir, Devis…",
    "number": "Numéro, absent des brouillons de facture",
    "title": "Objet",
    "description": "Texte au-dessus des lignes",
    "note": "Texte sous les totaux",
    "issue_date": "Date d’émission",
    "due_date": "Date d’échéance",
    "valid_until": "Fin de validité du devis",
    "service": "Date ou période de la prestation",
    "seller.name": "Raison sociale de l’émetteur",
    "seller.legal": "Forme juridique et capital",
    "seller.address[]": "Adresse de l’émetteur, une ligne par élément",
    "seller.siren": "SIREN de l’émetteur",
    "seller.siret": "SIRET de l’émetteur",
    "seller.vat_number": "Numéro de TVA de l’émetteur",
    "seller.rcs": "Immatriculation au RCS",
    "seller.ape": "Code APE",
    "seller.phone": "Téléphone de l’émetteur",
    "seller.email": "Adresse e-mail de l’émetteur",
    "seller.website": "Site web de l’émetteur",
    "seller.identity": "Identité légale de l’émetteur, en une ligne",
    "buyer.name": "Nom du client",
    "buyer.contact": "À l’attention de",
    "buyer.address[]": "Adresse du client, une ligne par élément",
    "buyer.billing_address[]": "Adresse de facturation, si elle diffère",
    "buyer.delivery_address[]": "Adresse de prestation ou de livraison, si elle diffère",
    "buyer.siren": "SIREN du client",
    "buyer.siret": "SIRET du client",
    "buyer.vat_number": "Numéro de TVA du client",
    "buyer.public": "Organisme public (vrai ou faux)",
    "references[].label": "Nom d’une référence : commande, contrat, facture corrigée…",
    "references[].value": "Valeur de cette référence",
    "lines[].position": "Rang de la ligne",
    "lines[].name": "Désignation",
    "lines[].detail": "Suite de la désignation",
    "lines[].reference": "Référence au catalogue",
    "lines[].quantity": "Quantité et unité",
    "lines[].unit_price": "Prix unitaire HT",
    "lines[].discount": "Remise, en pour cent ou en euros",
    "lines[].discount_amount": "Montant de la remise",
    "lines[].vat": "Taux de TVA",
    "lines[].net": "Montant HT, remise déduite",
    "lines[].vat_amount": "Montant de la TVA",
    "lines[].gross": "Montant TTC",
    "has_discounts": "Au moins une ligne a une remise (vrai ou faux)",
    "deductions[].label": "Acompte déduit : numéro et date",
    "deductions[].rate": "Taux de TVA de l’acompte",
    "deductions[].net": "Montant HT déduit, négatif",
    "deductions[].vat": "TVA déduite, négative",
    "vat[].label": "Nom du taux : TVA 20 %, Exonéré…",
    "vat[].rate": "Taux",
    "vat[].base": "Base HT",
    "vat[].tax": "Montant de la TVA",
    "vat[].exemption": "Texte de l’exonération",
    "totals.subtotal": "Total HT avant remises",
    "totals.discount": "Total des remises, négatif",
    "totals.deducted": "Total HT des acomptes déduits, négatif",
    "totals.net": "Total HT",
    "totals.vat": "Total de la TVA",
    "totals.gross": "Total TTC",
    "totals.paid": "Déjà réglé, négatif",
    "totals.remaining": "Reste à payer",
    "payment.terms": "Conditions de règlement",
    "payment.instructions": "Instructions de paiement",
    "payment.holder": "Titulaire du compte",
    "payment.iban": "IBAN",
    "payment.bic": "BIC",
    "mentions[]": "Mentions légales, une phrase par élément",
    "reminder.level": "Première, deuxième, troisième relance (relances seulement)",
    "reminder.message": "Message de la relance",
    "reminder.invoices[].number": "Numéro d’une facture impayée",
    "reminder.invoices[].issue_date": "Sa date d’émission",
    "reminder.invoices[].due_date": "Son échéance",
    "reminder.invoices[].total": "Son montant TTC",
    "reminder.invoices[].paid": "Déjà réglé",
    "reminder.invoices[].remaining": "Reste dû",
    "reminder.invoices[].days_late": "Jours de retard",
    "reminder.invoices[].penalty": "Pénalités de retard",
    "reminder.invoices[].indemnity": "Indemnité forfaitaire",
    "reminder.remaining": "Total restant dû",
    "reminder.penalty": "Total des pénalités",
    "reminder.penalty_rate": "Taux annuel des pénalités",
    "reminder.accrual": "Phrase qui dit que les pénalités courent au taux légal, quand elles ne sont pas calculées",
    "reminder.indemnity": "Total des indemnités",
    "reminder.total_due": "Total à régler",
    "style.margin_top": "Marge du haut, en millimètres",
    "style.margin_right": "Marge de droite, en millimètres",
    "style.margin_bottom": "Marge du bas, en millimètres",
    "style.margin_left": "Marge de gauche, en millimètres",
    "style.header_height": "Hauteur minimale de l’en-tête, en pixels de 1/96 de pouce",
    "style.footer_height": "Hauteur minimale du pied de page, en pixels de 1/96 de pouce",
    "style.primary": "Couleur principale, #rrggbb",
    "style.secondary": "Couleur secondaire, #rrggbb",
    "style.logo": "Un logo existe (vrai ou faux)",
    "style.logo_position": "Place du logo : left, center ou right",
    "style.header": "Texte d’en-tête",
    "style.footer": "Texte de pied de page",
    "style.conditions": "Conditions générales",
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::variables;
    use crate::{Deduction, Kind, VatCategory, sample, view};

    fn leaves(path: &str, value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(entries) => {
                entries.iter().for_each(|(key, value)| leaves(&format!("{path}.{key}"), value, found));
            }
            Value::Array(items) => items.iter().for_each(|item| leaves(&format!("{path}[]"), item, found)),
            _ => {
                found.insert(path.to_owned());
            }
        }
    }

    #[test]
    fn the_list_names_what_templates_receive() {
        let mut found = BTreeSet::new();
        for kind in Kind::ALL {
            let mut document = sample(kind);
            document.deductions = vec![Deduction {
                invoice_number: "INV1".to_owned(),
                issue_date: document.issue_date,
                vat_category: VatCategory::S,
                vat_rate: 20.into(),
                net_amount: 1.into(),
                vat_amount: 0.into(),
            }];
            leaves("doc", &view::of(&document), &mut found);
        }
        let listed: BTreeSet<String> = variables().iter().map(|variable| variable.path.to_owned()).collect();
        // What is absent altogether has no parts.
        let begins = |whole: &String| {
            listed.iter().any(|path| path.starts_with(&format!("{whole}.")) || path.starts_with(&format!("{whole}[]")))
        };
        found.retain(|path| !begins(path));
        assert_eq!(listed, found);
    }
}
