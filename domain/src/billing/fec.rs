//! Lines of the accounting file (fichier des écritures comptables, LPF A47 A-1): 18 columns between tabulators, decimal
//! comma, dates YYYYMMDD. What is exported are journals of sales and of the bank, no ledger.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::amount::{has_at_most_decimals, round_to_cents};

/// The first line of the file.
pub const HEADER: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t\
                          PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";

/// One line: a movement on an account. The lines of an entry share journal and number, and balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Code of the journal: `VE` for sales, `BQ` for the bank.
    pub journal_code: String,
    /// Name of the journal.
    pub journal_label: String,
    /// Number of the entry, without a hole in its journal.
    pub number: u32,
    /// Date of the entry.
    pub date: NaiveDate,
    /// Account of the plan comptable: `411000`.
    pub account: String,
    /// Name of the account.
    pub account_label: String,
    /// Account of the client; empty for others.
    pub auxiliary_account: String,
    /// Name of the client; empty for others.
    pub auxiliary_label: String,
    /// Number of the invoice, or reference of the payment.
    pub piece: String,
    /// Date of that document.
    pub piece_date: NaiveDate,
    /// What it is about.
    pub label: String,
    /// Euros on the left side, or 0.
    pub debit: Decimal,
    /// Euros on the right side, or 0.
    pub credit: Decimal,
    /// Letters that tie payments to invoices; empty when open.
    pub lettering: String,
    /// When they were tied.
    pub lettering_date: Option<NaiveDate>,
    /// When the entry became final.
    pub validation_date: NaiveDate,
}

impl Entry {
    /// The line without its end. Tabulators and line ends inside texts become spaces.
    #[must_use]
    pub fn to_line(&self) -> String {
        [
            text(&self.journal_code),
            text(&self.journal_label),
            self.number.to_string(),
            date(self.date),
            text(&self.account),
            text(&self.account_label),
            text(&self.auxiliary_account),
            text(&self.auxiliary_label),
            text(&self.piece),
            date(self.piece_date),
            text(&self.label),
            amount(self.debit),
            amount(self.credit),
            text(&self.lettering),
            self.lettering_date.map(date).unwrap_or_default(),
            date(self.validation_date),
            // Everything is in euros.
            String::new(),
            String::new(),
        ]
        .join("\t")
    }
}

/// Why a set of entries is no accounting file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FecProblem {
    /// A line with a negative amount, fractions of a cent, both sides or none.
    Amount {
        /// Its place, from 0.
        index: usize,
    },
    /// A line without one of the columns that are always filled.
    Blank {
        /// Its place, from 0.
        index: usize,
        /// The column.
        column: &'static str,
    },
    /// The sides of an entry differ.
    Unbalanced {
        /// Journal.
        journal: String,
        /// Number of the entry.
        number: u32,
        /// Debit less credit.
        difference: Decimal,
    },
    /// A number is missing in a journal.
    Gap {
        /// Journal.
        journal: String,
        /// The first number that is missing.
        number: u32,
    },
    /// The sums are beyond exact decimals.
    TooLarge,
}

impl FecProblem {
    /// The stable name of the problem for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Amount { .. } => "FEC_AMOUNT",
            Self::Blank { .. } => "FEC_BLANK",
            Self::Unbalanced { .. } => "FEC_UNBALANCED",
            Self::Gap { .. } => "FEC_GAP",
            Self::TooLarge => "FEC_TOO_LARGE",
        }
    }
}

/// Whether the lines make an accounting file: right amounts, columns filled, every entry balanced, and the numbers of
/// each journal without a hole from its first one.
///
/// # Errors
/// The first problem.
pub fn check(entries: &[Entry]) -> Result<(), FecProblem> {
    let mut differences: BTreeMap<(&str, u32), Decimal> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        check_line(index, entry)?;
        let difference = differences.entry((&entry.journal_code, entry.number)).or_default();
        *difference = difference
            .checked_add(entry.debit)
            .and_then(|sum| sum.checked_sub(entry.credit))
            .ok_or(FecProblem::TooLarge)?;
    }
    let mut previous: Option<(&str, u32)> = None;
    for ((journal, number), difference) in differences {
        if !difference.is_zero() {
            return Err(FecProblem::Unbalanced { journal: journal.to_owned(), number, difference });
        }
        if let Some((same, last)) = previous
            && same == journal
            && number > last.saturating_add(1)
        {
            return Err(FecProblem::Gap { journal: journal.to_owned(), number: last.saturating_add(1) });
        }
        previous = Some((journal, number));
    }
    Ok(())
}

fn check_line(index: usize, entry: &Entry) -> Result<(), FecProblem> {
    let sides = [entry.debit, entry.credit];
    let is_right = |side: &Decimal| *side >= Decimal::ZERO && has_at_most_decimals(*side, 2);
    if !sides.iter().all(is_right) || sides.iter().filter(|side| !side.is_zero()).count() != 1 {
        return Err(FecProblem::Amount { index });
    }
    let columns = [
        ("JournalCode", &entry.journal_code),
        ("JournalLib", &entry.journal_label),
        ("CompteNum", &entry.account),
        ("CompteLib", &entry.account_label),
        ("PieceRef", &entry.piece),
        ("EcritureLib", &entry.label),
    ];
    match columns.into_iter().find(|(_, text)| text.trim().is_empty()) {
        Some((column, _)) => Err(FecProblem::Blank { index, column }),
        None => Ok(()),
    }
}

/// The whole file, with the header, each line ended by CR LF.
///
/// # Errors
/// What [`check`] says.
pub fn file(entries: &[Entry]) -> Result<String, FecProblem> {
    check(entries)?;
    let mut file = String::with_capacity(HEADER.len() + 2 + entries.len() * 160);
    file.push_str(HEADER);
    file.push_str("\r\n");
    for entry in entries {
        file.push_str(&entry.to_line());
        file.push_str("\r\n");
    }
    Ok(file)
}

/// The name that the law wants: SIREN, `FEC`, the last day of the accounting year.
#[must_use]
pub fn file_name(siren: &str, year_end: NaiveDate) -> String {
    format!("{siren}FEC{}.txt", date(year_end))
}

fn text(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

fn date(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

fn amount(amount: Decimal) -> String {
    round_to_cents(amount).to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::super::document_amounts;
    use super::super::testing::{any_lines, decimal};
    use super::*;
    use proptest::prelude::*;

    fn entry(number: u32, account: &str, debit: &str, credit: &str) -> Entry {
        let day = NaiveDate::from_ymd_opt(2026, 11, 5).unwrap();
        Entry {
            journal_code: "VE".into(),
            journal_label: "Ventes".into(),
            number,
            date: day,
            account: account.into(),
            account_label: "Compte".into(),
            auxiliary_account: String::new(),
            auxiliary_label: String::new(),
            piece: "INV2026110042".into(),
            piece_date: day,
            label: "Audit du bloc".into(),
            debit: decimal(debit),
            credit: decimal(credit),
            lettering: String::new(),
            lettering_date: None,
            validation_date: day,
        }
    }

    fn sale(number: u32) -> Vec<Entry> {
        vec![
            entry(number, "411000", "1200", "0"),
            entry(number, "706000", "0", "1000"),
            entry(number, "445710", "0", "200"),
        ]
    }

    #[test]
    fn a_line() {
        let mut client = entry(42, "411000", "1234.5", "0");
        client.auxiliary_account = "C00012".into();
        client.auxiliary_label = "CHU\tde\r\nNantes ".into();
        client.lettering = "AA".into();
        client.lettering_date = NaiveDate::from_ymd_opt(2027, 1, 12);
        assert_eq!(
            client.to_line(),
            "VE\tVentes\t42\t20261105\t411000\tCompte\tC00012\tCHU de  Nantes\tINV2026110042\t20261105\tAudit du bloc\t\
             1234,50\t0,00\tAA\t20270112\t20261105\t\t"
        );
        assert_eq!(HEADER.split('\t').count(), 18);
        assert_eq!(client.to_line().split('\t').count(), 18);
    }

    #[test]
    fn the_file() {
        let entries = [sale(1), sale(2)].concat();
        let file = file(&entries).unwrap();
        assert_eq!(file.split("\r\n").count(), 8);
        assert!(file.ends_with("\r\n") && file.starts_with("JournalCode\tJournalLib\tEcritureNum\t"));
        let end = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        assert_eq!(file_name("404833048", end), "404833048FEC20261231.txt");
        assert_eq!(super::file(&[]).unwrap().lines().count(), 1);
    }

    #[test]
    fn entries_balance() {
        assert_eq!(check(&[sale(1), sale(2), sale(3)].concat()), Ok(()));
        let mut wrong = [sale(1), sale(2)].concat();
        wrong[4].credit = decimal("999.99");
        let difference = decimal("0.01");
        assert_eq!(check(&wrong), Err(FecProblem::Unbalanced { journal: "VE".into(), number: 2, difference }));
        // Two wrong entries that make up for each other are wrong.
        wrong[1].credit = decimal("1000.01");
        assert_eq!(check(&wrong).unwrap_err().code(), "FEC_UNBALANCED");
    }

    #[test]
    fn numbers_have_no_hole() {
        assert_eq!(check(&[sale(7), sale(8)].concat()), Ok(()), "an export may begin in the year");
        assert_eq!(check(&[sale(1), sale(4)].concat()), Err(FecProblem::Gap { journal: "VE".into(), number: 2 }));
        let mut bank = sale(9);
        bank.iter_mut().for_each(|line| line.journal_code = "BQ".into());
        assert_eq!(check(&[sale(1), bank].concat()), Ok(()), "each journal counts for itself");
    }

    #[test]
    fn lines_by_themselves() {
        for (debit, credit) in [("1", "1"), ("0", "0"), ("-1", "0"), ("0.005", "0")] {
            assert_eq!(check(&[entry(1, "411000", debit, credit)]), Err(FecProblem::Amount { index: 0 }));
        }
        let mut blank = sale(1);
        blank[2].label = " ".into();
        assert_eq!(check(&blank), Err(FecProblem::Blank { index: 2, column: "EcritureLib" }));
        let huge = vec![Entry { debit: Decimal::MAX, ..entry(1, "411000", "1", "0") }; 2];
        assert_eq!(check(&huge), Err(FecProblem::TooLarge));
    }

    proptest! {
        #[test]
        fn every_invoice_balances(lines in any_lines()) {
            let document = document_amounts(&lines).unwrap();
            prop_assume!(document.totals.total > Decimal::ZERO);
            let mut entries = vec![Entry { debit: document.totals.total, ..entry(1, "411000", "0", "0") }];
            for group in &document.vat {
                for (account, credit) in [("706000", group.base), ("445710", group.tax)] {
                    if !credit.is_zero() {
                        entries.push(Entry { credit, ..entry(1, account, "0", "0") });
                    }
                }
            }
            prop_assert_eq!(check(&entries), Ok(()));
        }

        #[test]
        fn no_text_breaks_the_columns(label in any::<String>()) {
            let line = Entry { label, ..entry(1, "411000", "1", "0") }.to_line();
            prop_assert_eq!(line.split('\t').count(), 18);
            prop_assert_eq!(line.lines().count(), 1);
        }
    }
}
