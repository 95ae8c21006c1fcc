//! What is looked at, kept in the address: the period, and amounts before or with tax.

use std::rc::Rc;

use sycamore::prelude::*;

use super::amounts::Tax;
use crate::i18n::text::revenue as t;
use crate::i18n::{Words, format};
use crate::pages::billing::period::Period;
use crate::pages::billing::period_choice::{AddressOf, PeriodChoice};
use crate::router::query::Query;

/// The choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// The period.
    pub period: Period,
    /// Before or with tax.
    pub tax: Tax,
}

impl Choice {
    /// Reads it from an address; what makes no sense is as usual.
    #[must_use]
    pub fn parse(query: &Query) -> Self {
        let tax = if query.get("tax") == Some("with") { Tax::Gross } else { Tax::Net };
        Self { period: Period::parse(query), tax }
    }

    /// Adds it to the query of an address; what is as usual is left out.
    pub fn write(self, query: &mut Query) {
        self.period.write(query);
        query.push("tax", if self.tax == Tax::Gross { "with" } else { "" });
    }
}

/// Where the page with another choice is.
pub type Places = Rc<dyn Fn(Choice) -> String>;

/// Both choices; every change acts at once.
#[component(inline_props)]
pub fn Choices(choice: ReadSignal<Choice>, places: Places) -> View {
    let period = create_selector(move || choice.get().period);
    let span = create_selector(move || period.get().span(format::today()));
    let links = places.clone();
    let link = move |tax: Tax, name: Words| {
        let current = create_selector(move || choice.get().tax == tax);
        let links = links.clone();
        let href = move || links(Choice { tax, ..choice.get() });
        view! {
            a(class="segment", href=href(), "aria-current"=if current.get() { "true" } else { "false" }) { (name) }
        }
    };
    let (net, gross) = (link(Tax::Net, t::NET), link(Tax::Gross, t::GROSS));
    let address: AddressOf = Rc::new(move |period| places(Choice { period, ..choice.get_untracked() }));
    view! {
        div(class="period") {
            nav(class="segmented", "aria-label"=t::TAX_CHOICE) { (net) (gross) }
            PeriodChoice(period=period, span=span, address=address)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Choice {
        Choice::parse(&Query::parse(text))
    }

    #[test]
    fn nonsense_is_the_last_twelve_months_before_tax() {
        assert_eq!(parse("tax=without&period=century"), Choice::default());
        assert_eq!(parse("tax=with&period=this_year"), Choice { period: Period::ThisYear, tax: Tax::Gross });
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_and_read_again_alike(text in "((period|from|to|tax)=[a-z0-9_-]{0,12}&){0,5}") {
            let choice = parse(&text);
            let mut query = Query::default();
            choice.write(&mut query);
            prop_assert_eq!(Choice::parse(&Query::parse(&query.to_string())), choice);
        }
    }
}
