//! The lines of a quote or invoice: typed in a table, by keyboard alone if one likes, with the amounts that the server
//! will compute.

pub mod catalog;
mod cells;
mod data;
mod editor;
mod keys;
mod line;
mod number;
pub mod totals;
pub mod vat;

use std::rc::Rc;

use domain::Language;
use domain::billing::{DocumentProblem, LineAmounts, Totals, VatGroup, left_after, vat_breakdown};
use rust_decimal::Decimal;
use sycamore::prelude::*;
use sycamore::web::create_client_effect;

pub use self::data::LineData;
pub use self::editor::LineEditor;
pub use self::line::LineState;

use super::field::FieldState;
use super::form::{Compound, Control};
use super::money;
use crate::i18n;
use crate::i18n::text::lines as t;

/// The lines of a document.
#[derive(Clone, Copy)]
pub struct Lines {
    /// In their order.
    pub all: Signal<Vec<LineState>>,
    /// How a first line is taxed.
    vat: Signal<String>,
    /// Deposits that are taken off what the lines amount to, by the way they are taxed.
    deductions: Signal<Rc<[VatGroup]>>,
    /// The lines that were sent last, to which an answer of the server refers by number.
    sent: Signal<Vec<LineState>>,
    /// Lines live as long as the editor, also those that were taken out: they can be put back.
    scope: NodeHandle,
}

/// What the lines amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Sums of the lines whose figures are in order; VAT and total less deposits.
    pub totals: Totals,
    /// Deposits that are deducted, before tax.
    pub deducted: Decimal,
    /// The VAT of what is left.
    pub groups: Vec<VatGroup>,
    /// The document as a whole cannot be.
    pub problem: Option<Problem>,
}

/// What is wrong with a document as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It is beyond its limits.
    Limits(DocumentProblem),
    /// Deposits are more than the lines that are taxed in the same way.
    Deposits,
}

impl Lines {
    /// These lines, and one to begin with if there are none; `vat` is the choice for a first line.
    #[must_use]
    pub fn new(data: &[LineData], vat: &str) -> Self {
        let scope = use_current_scope();
        let blank = [LineData::blank(vat)];
        let lines = if data.is_empty() { &blank } else { data };
        let all = create_signal(lines.iter().map(LineState::new).collect::<Vec<_>>());
        let (sent, deductions) = (create_signal(Vec::new()), create_signal(Rc::default()));
        let lines = Self { all, vat: create_signal(vat.to_owned()), deductions, sent, scope };
        lines.follow_language();
        lines
    }

    /// Numbers are written anew when the language changes.
    fn follow_language(self) {
        let before = create_signal(None::<Language>);
        create_client_effect(move || {
            let now = i18n::language();
            if let Some(before) = before.replace_silent(Some(now)).filter(|before| *before != now) {
                untrack(|| self.all.get_clone().into_iter().for_each(|line| line.rewrite(before, now)));
            }
        });
    }

    fn make(self, data: &LineData) -> LineState {
        self.scope.run_in(|| untrack(|| LineState::new(data)))
    }

    /// How the first line of a new document is taxed; the untouched ones follow.
    pub fn set_usual_vat(self, vat: &str) {
        self.vat.set(vat.to_owned());
        for line in self.all.get_clone_untracked() {
            if untrack(|| line.data().is_blank()) {
                line.vat.value.set(vat.to_owned());
            }
        }
    }

    /// Takes these deposits off what the lines amount to.
    pub fn deduct(self, deductions: Vec<VatGroup>) {
        self.deductions.set(deductions.into());
    }

    /// A new line after that of `index`, taxed as it is.
    pub fn add_after(self, index: usize) -> LineState {
        let vat = self.all.with_untracked(|all| all.get(index).map(|line| line.vat.value.get_clone_untracked()));
        let line = self.make(&LineData::blank(&vat.unwrap_or_else(|| self.vat.get_clone_untracked())));
        self.put_back(index.saturating_add(1), line);
        line
    }

    /// A line at the end, in place of an untouched one.
    pub fn add(self, data: &LineData) -> LineState {
        let line = self.make(data);
        let last = self.all.with_untracked(|all| all.last().copied());
        self.all.update(|all| {
            if last.is_some_and(|last| untrack(|| last.data().is_blank())) {
                all.pop();
            }
            all.push(line);
        });
        line
    }

    /// A second one like it.
    pub fn duplicate(self, line: LineState) -> LineState {
        let copy = self.make(&LineData { id: None, ..untrack(|| line.data()) });
        self.put_back(self.index_of(line).map_or(usize::MAX, |index| index + 1), copy);
        copy
    }

    /// Takes a line out; one is always left to type on. Gives its place.
    pub fn remove(self, line: LineState) -> usize {
        let index = self.index_of(line).unwrap_or_default();
        let blank = (self.all.with_untracked(Vec::len) == 1).then(|| self.make(&LineData::blank(&line.vat.text())));
        self.all.update(|all| {
            all.retain(|other| *other != line);
            all.extend(blank);
        });
        index
    }

    /// Puts a line at a place.
    pub fn put_back(self, index: usize, line: LineState) {
        self.all.update(|all| all.insert(index.min(all.len()), line));
    }

    /// Moves a line up or down; gives its new place, if it moved.
    pub fn shift(self, line: LineState, by: isize) -> Option<usize> {
        let from = self.index_of(line)?;
        let to = from.checked_add_signed(by).filter(|to| *to < self.all.with_untracked(Vec::len))?;
        self.all.update(|all| all.swap(from, to));
        Some(to)
    }

    /// Where a line stands.
    #[must_use]
    pub fn index_of(self, line: LineState) -> Option<usize> {
        self.all.with_untracked(|all| all.iter().position(|other| *other == line))
    }

    /// What is typed, without untouched lines; tracked.
    #[must_use]
    pub fn data(self) -> Vec<LineData> {
        self.all.get_clone().into_iter().map(LineState::data).filter(|line| !line.is_blank()).collect()
    }

    /// What is typed, to be sent: an answer speaks of these lines by number.
    #[must_use]
    pub fn sending(self) -> Vec<LineData> {
        let touched = |line: &LineState| !untrack(|| line.data().is_blank());
        self.sent.set(self.all.get_clone_untracked().into_iter().filter(touched).collect());
        untrack(|| self.data())
    }

    /// What the lines amount to; tracked.
    #[must_use]
    pub fn summary(self) -> Summary {
        self.deductions.with(|deductions| summary_of(&self.data(), deductions))
    }

    /// As a control of a form.
    #[must_use]
    pub fn control(self) -> Control {
        Control::Compound(create_signal(Rc::new(self) as Rc<dyn Compound>))
    }
}

/// As the server computes it: lines, less deductions.
fn summary_of(lines: &[LineData], deductions: &[VatGroup]) -> Summary {
    let figures = lines.iter().filter_map(LineData::figures);
    let amounts: Vec<_> = figures.filter_map(|line| Some((line.vat, line.amounts().ok()?))).collect();
    let totals = Totals::of(amounts.iter().map(|(_, amounts)| amounts));
    let groups = vat_breakdown(amounts.iter().map(|(vat, amounts)| (*vat, amounts)));
    let nothing = || Totals::of(std::iter::empty::<&LineAmounts>()).unwrap_or_default();
    match (totals, groups) {
        (Ok(totals), Ok(groups)) => {
            let sum = |of: fn(&VatGroup) -> Decimal| deductions.iter().map(of).sum::<Decimal>();
            let (deducted, tax) = (sum(|group| group.base), sum(|group| group.tax));
            let totals = Totals {
                total_tax_amount: totals.total_tax_amount - tax,
                total: totals.total - deducted - tax,
                ..totals
            };
            match left_after(&groups, deductions.iter().copied()) {
                Ok(groups) => Summary { totals, deducted, groups, problem: None },
                Err(_) => Summary { totals, deducted, groups: Vec::new(), problem: Some(Problem::Deposits) },
            }
        }
        (Err(problem), _) | (_, Err(problem)) => Summary {
            totals: nothing(),
            deducted: Decimal::ZERO,
            groups: Vec::new(),
            problem: Some(Problem::Limits(problem)),
        },
    }
}

impl Compound for Lines {
    fn text(&self) -> String {
        serde_json::to_string(&self.data()).unwrap_or_default()
    }

    fn set(&self, text: &str) {
        let data: Vec<LineData> = serde_json::from_str(text).unwrap_or_default();
        let blank = [LineData::blank(&self.vat.get_clone_untracked())];
        let lines = if data.is_empty() { &blank } else { data.as_slice() };
        self.all.set(lines.iter().map(|line| self.make(line)).collect());
    }

    fn words(&self, text: &str) -> String {
        let data: Vec<LineData> = serde_json::from_str(text).unwrap_or_default();
        let net = summary_of(&data, &[]).totals.total_after_discount().to_string();
        t::summary(&t::count(data.len() as u64), &money::euros(&net))
    }

    fn fields(&self) -> Vec<FieldState> {
        let touched = |line: &LineState| !untrack(|| line.data().is_blank());
        self.all.get_clone_untracked().into_iter().filter(touched).flat_map(LineState::fields).collect()
    }

    fn field(&self, path: &str) -> Option<FieldState> {
        let (index, name) = path.split_once('.').unwrap_or((path, ""));
        let index: usize = index.parse().ok()?;
        self.sent.with_untracked(|sent| sent.get(index).map(|line| line.field(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(description: &str, price: &str) -> LineData {
        LineData { description: description.into(), unit_price: price.into(), ..LineData::blank(vat::STANDARD) }
    }

    fn in_root(test: impl FnOnce()) {
        create_root(test).dispose();
    }

    fn names(lines: Lines) -> String {
        lines.all.get_clone().iter().map(|line| line.description.text()).collect::<Vec<_>>().join("")
    }

    #[test]
    fn lines_are_added_moved_removed_and_put_back() {
        in_root(|| {
            let lines = Lines::new(&[line("a", "1.00"), line("b", "2.00")], vat::STANDARD);
            let added = lines.add_after(0);
            added.description.value.set("c".into());
            assert_eq!(names(lines), "acb");
            assert_eq!(lines.shift(added, 1), Some(2));
            assert_eq!(lines.shift(added, 1), None);
            assert_eq!(names(lines), "abc");
            let place = lines.remove(added);
            assert_eq!((place, names(lines).as_str()), (2, "ab"));
            lines.put_back(place, added);
            assert_eq!(names(lines), "abc");
            lines.duplicate(added);
            assert_eq!(names(lines), "abcc");
        });
    }

    #[test]
    fn a_line_is_left_to_type_on_and_is_not_sent() {
        in_root(|| {
            let lines = Lines::new(&[line("a", "1.00")], vat::STANDARD);
            lines.remove(lines.all.get_clone()[0]);
            assert_eq!(lines.all.with(Vec::len), 1);
            assert!(lines.sending().is_empty());
            lines.add(&line("b", "2.00"));
            assert_eq!(lines.all.with(Vec::len), 1);
        });
    }

    #[test]
    fn refusals_find_their_cells_whatever_untouched_lines_there_are() {
        in_root(|| {
            let lines = Lines::new(&[line("a", "1.00"), line("b", "2.00")], vat::STANDARD);
            lines.add_after(0);
            assert_eq!(lines.sending().len(), 2);
            let second = lines.all.get_clone()[2];
            assert_eq!(lines.field("1.unitPrice").map(FieldState::id), Some(second.unit_price.id()));
            assert_eq!(lines.field("1.vatExemptionCode").map(FieldState::id), Some(second.vat.id()));
            assert!(lines.field("").is_none() && lines.field("7.quantity").is_none());
        });
    }

    #[test]
    fn two_versions_are_compared_and_named() {
        in_root(|| {
            let lines = Lines::new(&[line("a", "1150.00")], vat::STANDARD);
            let text = lines.text();
            assert_eq!(lines.words(&text), "1 ligne, 1\u{202f}150,00\u{a0}€ HT");
            lines.all.get_clone()[0].quantity.value.set("2".into());
            assert_ne!(lines.text(), text);
            lines.set(&text);
            assert_eq!(lines.text(), text);
        });
    }

    /// What the server keeps of a final invoice: its lines less its deposits, by rate.
    #[test]
    fn deposits_are_taken_off_to_the_cent() {
        in_root(|| {
            let reduced = LineData { vat: "S:10".into(), ..line("b", "181.82") };
            let lines = Lines::new(&[line("a", "1000.00"), reduced.clone()], vat::STANDARD);
            let deposit = |choice, base, tax| totals::deduction(choice, base, tax).unwrap();
            lines.deduct(vec![deposit("S:20.00", "300.00", "60.00"), deposit("S:10", "54.55", "5.45")]);
            let summary = lines.summary();
            let text = |amount: Decimal| format!("{amount:.2}");
            assert_eq!(
                (text(summary.totals.total), text(summary.totals.total_tax_amount)),
                ("980.00".into(), "152.73".into())
            );
            let groups: Vec<_> = summary.groups.iter().map(|group| (text(group.base), text(group.tax))).collect();
            assert_eq!(groups, [("700.00".into(), "140.00".into()), ("127.27".into(), "12.73".into())]);
            let shown = totals::Amounts::from(&summary);
            assert_eq!((shown.net(), shown.deducted.as_deref()), (82_727, Some("354.55")));

            lines.remove(lines.all.get_clone()[0]);
            assert_eq!(lines.summary().problem, Some(Problem::Deposits));
        });
    }

    proptest! {
        #[test]
        fn totals_are_those_of_the_domain(prices in proptest::collection::vec(0_i64..1_000_000, 0..12)) {
            let lines: Vec<LineData> =
                prices.iter().map(|cents| line("x", &format!("{}.{:02}", cents / 100, cents % 100))).collect();
            let figures: Vec<_> = lines.iter().filter_map(LineData::figures).collect();
            let expected = domain::billing::document_amounts(&figures).unwrap();
            let summary = summary_of(&lines, &[]);
            prop_assert_eq!((summary.totals, summary.groups), (expected.totals, expected.vat));
        }
    }
}
