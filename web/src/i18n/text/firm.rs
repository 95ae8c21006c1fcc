//! Words of the firm's identity.

use domain::billing::{PaymentTerms, VatRegime};

use crate::i18n::{Words, texts};

texts! {
    FIRM: "Identité du cabinet", "Firm identity";
    INTRO: "Ces informations figurent sur chaque devis et chaque facture. Un document émis garde celles du jour de son émission.", "This stands on every quote and invoice. An issued document keeps what was true on the day of its issue.";
    COMPLETE: "Toutes les mentions obligatoires sont là.", "Every mandatory mention is there.";
    missing[n]: "{n} mention obligatoire manque avant d’émettre une facture" | "{n} mentions obligatoires manquent avant d’émettre une facture", "{n} mandatory mention is missing before an invoice can be issued" | "{n} mandatory mentions are missing before an invoice can be issued";
    READ_ONLY: "Seule l’administration peut modifier ces informations.", "Only administrators can change this.";
    FAILED: "L’identité du cabinet n’a pas pu être chargée.", "The firm's identity could not be loaded.";
    SAVED: "Identité du cabinet enregistrée.", "Firm identity saved.";
    UNSAVED: "Modifications non enregistrées", "Unsaved changes";
    IDENTITY: "Raison sociale et immatriculation", "Name and registration";
    LEGAL_NAME: "Raison sociale", "Legal name";
    LEGAL_FORM: "Forme juridique", "Legal form";
    SHARE_CAPITAL: "Capital social", "Share capital";
    SIREN: "SIREN", "SIREN";
    SIRET: "SIRET", "SIRET";
    VAT_NUMBER: "N° de TVA intracommunautaire", "VAT number";
    vat_of_siren(number): "D’après le SIREN\u{a0}: {number}", "From the SIREN: {number}";
    USE_IT: "Reprendre", "Use it";
    RCS_CITY: "Ville du RCS", "Town of the register (RCS)";
    APE_CODE: "Code APE", "APE code";
    SIREN_LENGTH: "9 chiffres attendus.", "9 digits expected.";
    SIREN_FORM: "Un SIREN n’a que des chiffres.", "A SIREN has digits only.";
    SIRET_OF_SIREN: "Le SIRET commence par le SIREN.", "The SIRET begins with the SIREN.";
    CHECKSUM: "La clé ne correspond pas\u{a0}: un chiffre est sans doute faux.", "The check digits do not agree: one of them is probably wrong.";
    APE_FORM: "Quatre chiffres et une lettre, comme 7022Z.", "Four digits and a letter, such as 7022Z.";
    ADDRESS: "Adresse du siège", "Address of the seat";
    STREET: "Rue et numéro", "Street and number";
    ZIP_CODE: "Code postal", "Post code";
    CITY: "Ville", "Town";
    STATE: "Département ou région", "Department or region";
    COUNTRY: "Pays", "Country";
    REACH: "Coordonnées", "How to reach the firm";
    PHONE: "Téléphone", "Phone";
    EMAIL: "E-mail", "E-mail";
    WEBSITE: "Site web", "Website";
    WEBSITE_FORM: "Une adresse qui commence par https://.", "An address that begins with https://.";
    ELECTRONIC_ADDRESS: "Adresse de facturation électronique", "Address for electronic invoices";
    ELECTRONIC_ADDRESS_HELP: "Sur l’annuaire de la réforme\u{a0}: le SIREN, ou le SIREN et un suffixe.", "In the directory of the reform: the SIREN, or the SIREN and a suffix.";
    BANK: "Compte à créditer", "Account to pay to";
    IBAN: "IBAN", "IBAN";
    BIC: "BIC", "BIC";
    IBAN_FORM: "Un IBAN comme FR14 2004 1010 0505 0001 3M02 606.", "An IBAN such as FR14 2004 1010 0505 0001 3M02 606.";
    BIC_FORM: "8 ou 11 caractères, comme BNPAFRPP.", "8 or 11 characters, such as BNPAFRPP.";
    VAT_AND_TERMS: "TVA et conditions de paiement", "VAT and terms of payment";
    VAT_REGIME: "Régime de TVA", "VAT regime";
    REGIME_NORMAL: "Assujetti à la TVA", "Charges VAT";
    REGIME_FRANCHISE: "Franchise en base (art. 293 B)", "Below the threshold (art. 293 B)";
    VAT_ON_DEBITS: "Option pour le paiement de la TVA d’après les débits", "VAT is paid when invoicing (on debits)";
    DEFAULT_TERMS: "Délai de paiement habituel", "Usual terms of payment";
    DEFAULT_TERMS_HELP: "Pour les clients privés. Un établissement public a 50 jours.", "For private clients. A public body has 50 days.";
    PENALTY_RATE: "Taux annuel des pénalités de retard", "Annual rate of late penalties";
    PENALTY_HELP: "Sans taux, celui de la loi\u{a0}: taux de la BCE majoré de 10 points.", "Without a rate, the law's: that of the ECB and 10 points.";
    ECB_RATE: "Taux de refinancement de la BCE", "Refinancing rate of the ECB";
    ECB_RATE_HELP: "Sert à calculer les pénalités dans les relances\u{a0}: ce taux et 10 points si le cabinet n’en fixe pas, toujours ce taux et 8 points pour un établissement public. Sans lui, elles citent la loi sans calculer.", "Reminders compute penalties from it: this rate and 10 points where the firm sets none, always this rate and 8 points for a public body. Without it they name the law and compute nothing.";
    ECB_RATE_SINCE: "En vigueur depuis le", "In force since";
    ECB_RATE_SINCE_HELP: "La loi retient le taux du 1er\u{a0}janvier pour le premier semestre, celui du 1er\u{a0}juillet pour le second.", "The law takes the rate of 1\u{a0}January for the first half of the year, that of 1\u{a0}July for the second.";
    ECB_RATE_SINCE_FORM: "Une date de 1999 à 2199.", "A date from 1999 to 2199.";
    DISCOUNT: "Escompte pour paiement anticipé", "Discount for early payment";
    DISCOUNT_HELP: "Sans texte\u{a0}: «\u{a0}Pas d’escompte pour paiement anticipé\u{a0}».", "Without words: “Pas d’escompte pour paiement anticipé”.";
    DAYS_30: "30 jours", "30 days";
    DAYS_45: "45 jours", "45 days";
    DAYS_60: "60 jours", "60 days";
    END_OF_MONTH_45: "45 jours fin de mois", "45 days, end of month";
    PUBLIC_HOSPITAL_50: "50 jours (établissement public)", "50 days (public body)";
    ON_RECEIPT: "À réception", "On receipt";
    NUMBERS: "Numérotation", "Numbers";
    NUMBERS_HELP: "{YYYY} ou {YY}\u{a0}: année, {MM}\u{a0}: mois, {0001}\u{a0}: compteur. Le compteur repart à 1 chaque année, jamais chaque mois.", "{YYYY} or {YY}: year, {MM}: month, {0001}: counter. The counter starts again at 1 each year, never each month.";
    INVOICE_PATTERN: "Numéros des factures", "Invoice numbers";
    CREDIT_NOTE_PATTERN: "Numéros des avoirs", "Credit note numbers";
    example(number): "Exemple\u{a0}: {number}", "Example: {number}";
    INVOICE_SERIES: "Série des factures", "Series of invoices";
    CREDIT_NOTE_SERIES: "Série des avoirs", "Series of credit notes";
    SERIES_HELP: "Une nouvelle série recommence à 1.", "A new series starts at 1.";
    SERIES_FORM: "1 à 20 majuscules, chiffres ou tirets.", "1 to 20 capitals, digits or hyphens.";
    SERIES_DIFFER: "Les factures et les avoirs ont chacun leur série.", "Invoices and credit notes each have a series of their own.";
    PATTERN_TOO_LONG: "Un numéro a 35 caractères au plus.", "A number has 35 characters at most.";
    PATTERN_CHARACTER: "Seuls les lettres, les chiffres et / _ + - sont permis.", "Letters, digits and / _ + - alone are allowed.";
    PATTERN_PLACEHOLDER: "Entre accolades\u{a0}: YYYY, YY, MM ou un compteur comme 0001.", "In braces: YYYY, YY, MM or a counter such as 0001.";
    PATTERN_COUNTER: "Un compteur, et un seul, comme {0001}.", "One counter and no more, such as {0001}.";
    PATTERN_YEAR: "L’année doit y figurer\u{a0}: {YYYY} ou {YY}.", "The year must be in it: {YYYY} or {YY}.";
    PATTERNS_COLLIDE: "Une facture et un avoir pourraient recevoir le même numéro.", "An invoice and a credit note could get the same number.";
    QUOTE_VALIDITY: "Validité d’un devis, en jours", "Validity of a quote, in days";
    QUOTE_VALIDITY_FORM: "De 1 à 3650 jours.", "From 1 to 3650 days.";
    ACCOUNTING: "Comptabilité", "Accounting";
    ACCOUNTING_HELP: "Ces comptes et l’exercice servent à l’export des écritures (FEC) pour l’expert-comptable. Ils changent aussi les exports des périodes passées.", "These accounts and the year serve the export of entries (FEC) for the accountant. They change exports of past periods too.";
    CUSTOMER_ACCOUNT: "Compte des clients", "Account of clients";
    CUSTOMER_ACCOUNT_HELP: "Ce que les clients doivent. D’habitude 411000.", "What clients owe. Usually 411000.";
    SALES_ACCOUNT: "Compte des ventes", "Account of sales";
    SALES_ACCOUNT_HELP: "Prestations de services\u{a0}: d’habitude 706000.", "Services: usually 706000.";
    VAT_ACCOUNT: "Compte de la TVA collectée", "Account of VAT on sales";
    VAT_ACCOUNT_HELP: "D’habitude 445710.", "Usually 445710.";
    BANK_ACCOUNT: "Compte de la banque", "Account of the bank";
    BANK_ACCOUNT_HELP: "Paiements reçus et remboursements. D’habitude 512000.", "Payments received and refunds. Usually 512000.";
    ACCOUNT_FORM: "3 à 20 caractères\u{a0}: trois chiffres, puis des chiffres ou des lettres, comme 411000. Pas de zéro au début.", "3 to 20 characters: three digits, then digits or letters, such as 411000. No zero at the start.";
    YEAR_MONTH: "Premier mois de l’exercice", "First month of the accounting year";
    YEAR_MONTH_HELP: "La numérotation des écritures recommence à chaque exercice.", "Entries are numbered anew each accounting year.";
    JANUARY: "Janvier", "January";
    FEBRUARY: "Février", "February";
    MARCH: "Mars", "March";
    APRIL: "Avril", "April";
    MAY: "Mai", "May";
    JUNE: "Juin", "June";
    JULY: "Juillet", "July";
    AUGUST: "Août", "August";
    SEPTEMBER: "Septembre", "September";
    OCTOBER: "Octobre", "October";
    NOVEMBER: "Novembre", "November";
    DECEMBER: "Décembre", "December";
    LOGO: "Logo", "Logo";
    LOGO_HELP: "PNG, JPEG, GIF ou SVG, 500 ko au plus. Il est imprimé en haut des documents.", "PNG, JPEG, GIF or SVG, at most 500 kB. It is printed at the top of documents.";
    LOGO_ALT: "Logo du cabinet", "The firm's logo";
    NO_LOGO: "Aucun logo", "No logo";
    CHOOSE_LOGO: "Choisir un fichier", "Choose a file";
    REMOVE_LOGO: "Retirer le logo", "Remove the logo";
    LOGO_SAVED: "Logo enregistré.", "Logo saved.";
    LOGO_REMOVED: "Logo retiré.", "Logo removed.";
    LOGO_TOO_LARGE: "Ce fichier dépasse 500 ko.", "This file is larger than 500 kB.";
    LOGO_KIND: "Ce fichier n’est ni un PNG, ni un JPEG, ni un GIF, ni un SVG.", "This file is no PNG, JPEG, GIF or SVG.";
    LOGO_UNREADABLE: "Le fichier n’a pas pu être lu.", "The file could not be read.";
}

/// The months by their number, as choices.
pub const MONTHS: [(&str, Words); 12] = [
    ("1", JANUARY),
    ("2", FEBRUARY),
    ("3", MARCH),
    ("4", APRIL),
    ("5", MAY),
    ("6", JUNE),
    ("7", JULY),
    ("8", AUGUST),
    ("9", SEPTEMBER),
    ("10", OCTOBER),
    ("11", NOVEMBER),
    ("12", DECEMBER),
];

/// The month of a number; tracked.
#[must_use]
pub fn month(number: &str) -> String {
    let found = MONTHS.iter().find(|(known, _)| *known == number);
    found.map_or_else(|| number.to_owned(), |(_, name)| name.now().to_owned())
}

/// Words of a regime of VAT.
#[must_use]
pub fn regime(regime: VatRegime) -> Words {
    match regime {
        VatRegime::Normal => REGIME_NORMAL,
        VatRegime::Franchise => REGIME_FRANCHISE,
    }
}

/// Words of terms of payment.
#[must_use]
pub fn terms(terms: PaymentTerms) -> Words {
    match terms {
        PaymentTerms::Days30 => DAYS_30,
        PaymentTerms::Days45 => DAYS_45,
        PaymentTerms::Days60 => DAYS_60,
        PaymentTerms::EndOfMonth45 => END_OF_MONTH_45,
        PaymentTerms::PublicHospital50 => PUBLIC_HOSPITAL_50,
        PaymentTerms::OnReceipt => ON_RECEIPT,
    }
}
