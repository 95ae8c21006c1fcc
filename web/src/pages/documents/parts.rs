//! Choosing parts of a document: a quantity for each of its lines.

use rust_decimal::Decimal;
use sycamore::prelude::*;

use crate::i18n;
use crate::ui::decimal::read_units;
use crate::ui::field::{FieldNote, FieldState};
use crate::ui::message::Message;
use crate::ui::money;
use crate::ui::text_field::{described, invalid};

/// A line of which a part can be taken.
#[derive(Clone)]
pub struct Part {
    /// What the line is called.
    pub name: String,
    /// How much there is to take, in words.
    pub note: Message,
    /// What is taken.
    pub taken: FieldState,
}

impl Part {
    /// A line of which everything that is left is proposed; `refusal` says how much can be taken.
    #[must_use]
    pub fn new(name: String, left: &str, note: Message, refusal: fn(&str) -> String) -> Self {
        let most = left.parse::<Decimal>().unwrap_or_default();
        let shown = untrack(|| money::quantity(left));
        let limit = left.to_owned();
        let taken = FieldState::new(&shown, move |text| {
            let right = read(text).is_some_and(|quantity| quantity <= most);
            let limit = limit.clone();
            (!right).then(|| Message::new(move || refusal(&money::quantity(&limit))))
        });
        Self { name, note, taken }
    }

    /// What is taken, when it is more than nothing.
    #[must_use]
    pub fn quantity(&self) -> Option<Decimal> {
        self.taken.value.with_untracked(|text| read(text)).filter(|quantity| *quantity > Decimal::ZERO)
    }
}

/// Nothing typed is nothing taken.
fn read(text: &str) -> Option<Decimal> {
    if text.trim().is_empty() {
        return Some(Decimal::ZERO);
    }
    read_units(text, untrack(i18n::language), 3).map(|units| Decimal::new(units, 3))
}

/// The lines with their fields; `label` names a field by its line.
#[must_use]
pub fn inputs(parts: &[Part], label: fn(&str) -> String) -> View {
    let lines: Vec<View> = parts
        .iter()
        .map(|part| {
            let Part { name, note, taken, .. } = part.clone();
            let (shown, named) = (name.clone(), name);
            view! {
                li(class="part-line") {
                    div {
                        p { (shown) }
                        p(class="small faint") { (note.words()) }
                    }
                    input(
                        class="input input-number",
                        id=taken.id(),
                        inputmode="decimal",
                        autocomplete="off",
                        "aria-label"=label(&named),
                        "aria-invalid"=invalid(taken),
                        "aria-describedby"=described(taken, None),
                        bind:value=taken.value,
                        on:input=move |_| taken.recheck(),
                        on:change=move |_| { taken.verify(); },
                    )
                    FieldNote(state=taken)
                }
            }
        })
        .collect();
    view! { ul(class="part-lines") { (lines) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_can_be_taken_than_is_left() {
        create_root(|| {
            let part = Part::new("Audit".into(), "2.500", Message::from(String::new()), |left| left.to_owned());
            assert_eq!(part.quantity(), Some(Decimal::new(2_500, 3)));
            for (typed, right) in [("2,5", true), ("2,501", false), ("", true), ("-1", false), ("x", false)] {
                part.taken.value.set(typed.into());
                assert_eq!(part.taken.verify(), right, "{typed}");
            }
            part.taken.value.set("0".into());
            assert_eq!(part.quantity(), None);
        })
        .dispose();
    }
}
