//! One line of the editor: its fields, what is wrong with them, its amounts.

use domain::billing::{Discount, DiscountType, LineAmounts, LineInput, LineProblem};
use domain::{Language, billing};
use rust_decimal::Decimal;
use sycamore::prelude::*;

use super::data::LineData;
use super::number::Number;
use super::vat;
use crate::i18n;
use crate::i18n::text::{errors, institution_form, lines as t};
use crate::platform::dom;
use crate::ui::field::FieldState;
use crate::ui::message::Message;

/// The most characters of a description, and of a unit.
const LONGEST: usize = 1_000;
const LONGEST_UNIT: usize = 20;

/// A line: a bundle of signals that live as long as the editor.
#[derive(Clone, Copy)]
pub struct LineState {
    /// Tells lines apart, wherever they stand.
    pub key: u32,
    /// Its own id, if the server has it.
    id: Signal<Option<String>>,
    /// Id of the item of the catalog.
    pub item: Signal<Option<String>>,
    /// What is sold.
    pub description: FieldState,
    /// What it is counted in.
    pub unit: FieldState,
    /// How many.
    pub quantity: FieldState,
    /// Price of one, before tax.
    pub unit_price: FieldState,
    /// The discount.
    pub discount: FieldState,
    /// How the discount is meant.
    pub discount_type: Signal<DiscountType>,
    /// How it is taxed.
    pub vat: FieldState,
}

impl PartialEq for LineState {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl LineState {
    /// The fields of a line, in the current scope.
    #[must_use]
    pub fn new(data: &LineData) -> Self {
        let language = untrack(i18n::language);
        let show = |number: Number, wire: &str| number.show(wire, language);
        let discount_type = create_signal(data.discount_type);
        let whole = create_signal(None::<Self>);
        // A line on which nothing is typed yet lacks nothing.
        let begun = move || whole.get_untracked().is_some_and(|line| !untrack(|| line.data().is_blank()));
        let needed = move |text: &str| (begun() && text.trim().is_empty()).then(|| Message::from(errors::REQUIRED));
        let line = Self {
            key: dom::unique_number(),
            id: create_signal(data.id.clone()),
            item: create_signal(data.item.clone()),
            description: FieldState::new(&data.description, move |text| {
                needed(text).or_else(|| too_long(text, LONGEST))
            }),
            unit: FieldState::new(&data.unit, |text| too_long(text, LONGEST_UNIT)),
            quantity: FieldState::new(&show(Number::Quantity, &data.quantity), move |text| {
                check(text, Number::Quantity, "quantity", |line, quantity| line.quantity = quantity)
                    .map(|_| Message::from(t::QUANTITY_MALFORMED))
                    .or_else(|| whole.get_untracked().and_then(too_large))
            }),
            unit_price: FieldState::new(&show(Number::Euros, &data.unit_price), move |text| {
                needed(text).or_else(|| {
                    let empty = text.trim().is_empty();
                    let wrong = check(text, Number::Euros, "unitPrice", |line, price| line.unit_price = price);
                    wrong.filter(|_| !empty).map(|_| Message::from(t::PRICE_MALFORMED))
                })
            }),
            discount: FieldState::new(&show(number_of(data.discount_type), &data.discount), move |text| {
                let kind = discount_type.get_untracked();
                let empty = text.trim().is_empty();
                let wrong = check(text, number_of(kind), "discountValue", |line, value| {
                    line.discount = Discount { kind, value };
                });
                wrong.filter(|_| !empty).map(|_| Message::from(t::DISCOUNT_MALFORMED))
            }),
            discount_type,
            vat: FieldState::new(&data.vat, |choice| {
                vat::read(choice).is_none_or(|vat| vat.check().is_err()).then(|| Message::from(t::VAT_NEEDED))
            }),
        };
        whole.set(Some(line));
        line
    }

    /// Its fields, in the order of the row.
    #[must_use]
    pub fn fields(self) -> [FieldState; 6] {
        [self.description, self.quantity, self.unit, self.unit_price, self.discount, self.vat]
    }

    /// The field of a name of the input.
    #[must_use]
    pub fn field(self, name: &str) -> FieldState {
        match name {
            "unit" => self.unit,
            "quantity" => self.quantity,
            "unitPrice" => self.unit_price,
            "discountType" | "discountValue" => self.discount,
            "taxRate" | "vatCategory" | "vatExemptionCode" => self.vat,
            _ => self.description,
        }
    }

    /// What its fields hold; tracked.
    #[must_use]
    pub fn data(self) -> LineData {
        self.data_in(i18n::language())
    }

    fn data_in(self, language: Language) -> LineData {
        let discount_type = self.discount_type.get();
        let discount = self.discount.value.with(|text| match text.trim() {
            "" => "0.00".to_owned(),
            text => number_of(discount_type).wire(text, language),
        });
        LineData {
            id: self.id.get_clone(),
            item: self.item.get_clone(),
            description: self.description.text(),
            unit: self.unit.text(),
            quantity: self.quantity.value.with(|text| Number::Quantity.wire(text, language)),
            unit_price: self.unit_price.value.with(|text| Number::Euros.wire(text, language)),
            discount_type,
            discount,
            vat: self.vat.text(),
        }
    }

    /// Its amounts, when its figures are in order; tracked.
    #[must_use]
    pub fn amounts(self) -> Option<LineAmounts> {
        self.data().figures().and_then(|figures| figures.amounts().ok())
    }

    /// Puts the numbers in order, as the language writes them.
    pub fn tidy(self) {
        let language = untrack(i18n::language);
        let kind = self.discount_type.get_untracked();
        for (state, number) in
            [(self.quantity, Number::Quantity), (self.unit_price, Number::Euros), (self.discount, number_of(kind))]
        {
            let tidy = state.value.with_untracked(|text| number.tidy(text, language).filter(|tidy| tidy != text));
            if let Some(tidy) = tidy {
                state.value.set(tidy);
            }
        }
    }

    /// Writes the numbers in another language.
    pub fn rewrite(self, from: Language, to: Language) {
        let data = untrack(|| self.data_in(from));
        let numbers = [
            (self.quantity, Number::Quantity, data.quantity),
            (self.unit_price, Number::Euros, data.unit_price),
            (self.discount, number_of(data.discount_type), data.discount),
        ];
        for (state, number, wire) in numbers {
            state.value.set(number.show(&wire, to));
        }
    }

    /// Takes a price of the server.
    pub fn rewrite_price(self, wire: &str) {
        self.unit_price.value.set(Number::Euros.show(wire, untrack(i18n::language)));
    }

    /// The discount was left: `10 %` and `50 €` say what they mean.
    pub fn leave_discount(self) {
        let sign = self.discount.value.with_untracked(|text| text.chars().find(|c| matches!(c, '%' | '€')));
        match sign {
            Some('€') => self.discount_type.set(DiscountType::FixedAmount),
            Some(_) => self.discount_type.set(DiscountType::Percentage),
            None => {}
        }
        self.tidy();
        self.discount.verify();
    }

    /// Means the discount the other way.
    pub fn turn_discount(self) {
        let other = match self.discount_type.get_untracked() {
            DiscountType::Percentage => DiscountType::FixedAmount,
            DiscountType::FixedAmount => DiscountType::Percentage,
        };
        self.discount_type.set(other);
        self.tidy();
        self.discount.verify();
    }
}

fn too_long(text: &str, longest: usize) -> Option<Message> {
    let typed = domain::text::length(text.trim());
    (typed > longest)
        .then(|| Message::new(move || institution_form::too_long(&longest.to_string(), &typed.to_string())))
}

/// What a discount counts.
pub(super) const fn number_of(kind: DiscountType) -> Number {
    match kind {
        DiscountType::Percentage => Number::Percent,
        DiscountType::FixedAmount => Number::Euros,
    }
}

/// Looks at one number by the rules of the domain; the rest of the line is in order.
fn check(text: &str, number: Number, field: &str, put: impl Fn(&mut LineInput, Decimal)) -> Option<()> {
    let Some(value) = number.read(text, untrack(i18n::language)) else { return Some(()) };
    let mut line = LineInput {
        quantity: Decimal::ONE,
        unit_price: Decimal::ZERO,
        discount: Discount::NONE,
        vat: billing::Vat::standard(Decimal::from(20)),
    };
    put(&mut line, value);
    line.amounts().is_err_and(|problem| problem.field() == field).then_some(())
}

/// The amount of the whole line is beyond what can be stored.
fn too_large(line: LineState) -> Option<Message> {
    let figures = untrack(|| line.data()).figures()?;
    matches!(figures.amounts(), Err(LineProblem::TotalTooLarge)).then(|| Message::from(t::LINE_TOO_LARGE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_root(test: impl FnOnce()) {
        create_root(test).dispose();
    }

    fn line() -> LineState {
        LineState::new(&LineData {
            description: "Audit".to_owned(),
            unit_price: "1150.00".to_owned(),
            quantity: "8.000".to_owned(),
            ..LineData::blank(vat::STANDARD)
        })
    }

    #[test]
    fn what_is_typed_has_the_amounts_of_the_server() {
        in_root(|| {
            let line = line();
            assert_eq!(line.unit_price.text(), "1\u{202f}150,00");
            line.discount.value.set("10 %".to_owned());
            line.leave_discount();
            let amounts = line.amounts().unwrap();
            assert_eq!(amounts.total_after_discount.to_string(), "8280.00");
            assert_eq!(amounts.total.to_string(), "9936.00");
            line.discount.value.set("50 €".to_owned());
            line.leave_discount();
            assert_eq!(line.discount_type.get(), DiscountType::FixedAmount);
            assert_eq!((line.discount.text(), line.amounts().unwrap().discount_amount), ("50,00".into(), 50.into()));
        });
    }

    #[test]
    fn problems_stand_at_their_cells() {
        in_root(|| {
            let line = line();
            for (field, wrong) in [
                (line.quantity, "0"),
                (line.quantity, "1,2345"),
                (line.unit_price, "10 000 000"),
                (line.unit_price, ""),
                (line.discount, "101"),
                (line.vat, ""),
                (line.description, " "),
            ] {
                let before = field.value.get_clone();
                field.value.set(wrong.to_owned());
                assert!(!field.verify(), "{wrong}");
                field.value.set(before);
                assert!(field.verify());
            }
            line.unit_price.value.set("9999999,99".to_owned());
            line.quantity.value.set("999999".to_owned());
            assert!(!line.quantity.verify() && line.unit_price.verify());
        });
    }

    #[test]
    fn an_untouched_line_lacks_nothing() {
        in_root(|| {
            let line = LineState::new(&LineData::blank(vat::STANDARD));
            assert!(line.fields().into_iter().all(FieldState::verify));
            line.description.value.set("Audit".to_owned());
            assert!(!line.unit_price.verify());
        });
    }

    #[test]
    fn a_change_of_language_changes_no_number() {
        in_root(|| {
            let line = line();
            line.quantity.value.set("1,234".to_owned());
            line.rewrite(Language::Fr, Language::En);
            assert_eq!((line.quantity.text(), line.unit_price.text()), ("1.234".into(), "1,150.00".into()));
        });
    }
}
