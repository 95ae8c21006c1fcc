//! The lines of a document, with an invented catalog.

use std::rc::Rc;

use domain::billing::{DiscountType, ExemptionCode, Vat};
use futures_util::FutureExt;
use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::app::use_app;
use crate::i18n::text::gallery as t;
use crate::platform::case;
use crate::ui::lines::catalog::{CatalogSearch, Item};
use crate::ui::lines::{LineData, LineEditor, Lines, vat};

/// An invented line.
fn line(description: &str, unit: &str, quantity: &str, unit_price: &str, vat: &str) -> LineData {
    LineData {
        description: description.to_owned(),
        unit: unit.to_owned(),
        quantity: quantity.to_owned(),
        unit_price: unit_price.to_owned(),
        ..LineData::blank(vat)
    }
}

fn audit() -> LineData {
    LineData {
        discount: "10.00".to_owned(),
        ..line("Audit du bloc opératoire", "jour", "2.000", "1150.00", vat::STANDARD)
    }
}

fn training() -> LineData {
    let exempt = vat::choice_of(Vat::exempt(ExemptionCode::VocationalTraining));
    LineData {
        discount_type: DiscountType::FixedAmount,
        discount: "50.00".to_owned(),
        ..line("Formation « Hygiène des mains »", "demi-journée", "1.500", "800.00", &exempt)
    }
}

/// Finds the invented items by their names.
fn catalog() -> CatalogSearch {
    Rc::new(|typed| {
        let item = |name: &str, detail: &str, line| Item { name: name.to_owned(), detail: detail.to_owned(), line };
        let all =
            [item("Audit du bloc opératoire", "AUD-01", audit()), item("Hygiène des mains", "FOR-03", training())];
        let typed = case::lower(typed.trim());
        let found = all.into_iter().filter(|item| case::lower(&item.name).contains(&typed)).collect();
        async move { Ok(found) }.boxed_local()
    })
}

/// The section.
#[component]
pub fn DocumentLines() -> View {
    let toasts = use_app().toasts;
    let wrong = line("Déplacement", "km", "120", "0.60", vat::STANDARD);
    let lines = Lines::new(&[audit(), training(), wrong], vat::STANDARD);
    if let Some(last) = lines.all.with_untracked(|all| all.last().copied()) {
        last.quantity.value.set("beaucoup".to_owned());
        last.quantity.verify();
    }
    view! {
        Section(id="gallery-lines", title=t::DOCUMENT_LINES) {
            Specimen(caption=t::LINES_TYPED, wide=true) {
                LineEditor(lines=lines, catalog=catalog(), toasts=toasts)
            }
        }
    }
}
