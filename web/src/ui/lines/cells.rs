//! The cells of a line.

use std::rc::Rc;

use domain::billing::DiscountType;
use sycamore::prelude::*;
use web_sys::KeyboardEvent;

use super::editor::Editor;
use super::{LineState, keys, vat};
use crate::i18n::format::UNKNOWN;
use crate::i18n::text::lines as t;
use crate::ui::button::IconButton;
use crate::ui::field::{FieldNote, FieldState};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::money::euros;
use crate::ui::text_field::{described, invalid};

/// A row.
#[component(inline_props)]
pub fn Row(editor: Editor, line: LineState) -> View {
    let lines = editor.lines;
    // Its number among the lines, from 1.
    let number = create_selector(move || {
        lines.all.with(|all| all.iter().position(|other| *other == line)).map_or(0, |index| index + 1).to_string()
    });
    let total = create_selector(move || line.amounts().map(|amounts| amounts.total_after_discount.to_string()));
    let shown = move || total.get_clone().map_or_else(|| UNKNOWN.to_owned(), |total| euros(&total));
    view! {
        tr(role="row", "data-line"=line.key.to_string()) {
            Description(editor=editor, line=line, number=number)
            td(role="cell", class="line-figure", "data-label"=t::QUANTITY) {
                div(class="input-group line-pair") {
                    (input(line.quantity, "quantity", "input input-number", move || t::quantity_of(&number.get_clone()), move || line.tidy()))
                    (unit(line.unit, number))
                }
                FieldNote(state=line.quantity)
                FieldNote(state=line.unit)
            }
            td(role="cell", class="line-figure-wide", "data-label"=t::UNIT_PRICE) {
                (input(line.unit_price, "unitPrice", "input input-number", move || t::unit_price_of(&number.get_clone()), move || line.tidy()))
                FieldNote(state=line.unit_price)
            }
            td(role="cell", class="line-figure", "data-label"=t::DISCOUNT) {
                (discount(line, number))
                FieldNote(state=line.discount)
            }
            td(role="cell", class="line-figure-wide", "data-label"=t::VAT) {
                VatCell(line=line, number=number)
                FieldNote(state=line.vat)
            }
            td(role="cell", class="line-total", "data-label"=t::TOTAL) {
                output(class="money", "aria-label"=t::total_of(&number.get_clone())) { (shown()) }
            }
            td(role="cell", class="line-end") { (actions(editor, line, number)) }
        }
    }
}

#[component(inline_props)]
fn Description(editor: Editor, line: LineState, number: ReadSignal<String>) -> View {
    let state = line.description;
    let suggestions = editor.suggestions;
    let key = move |event: KeyboardEvent| suggestions.key(&event, line);
    let typed = move |_| {
        state.recheck();
        suggestions.typed(line);
    };
    let left = move |_| {
        state.verify();
    };
    // What is printed below the description of a line without VAT.
    let reason = create_selector(move || {
        vat::read(&line.vat.value.get_clone()).and_then(|vat| vat.exemption_code).map(|code| code.text())
    });
    view! {
        th(role="rowheader", scope="row", class="line-name") {
            div(class="combobox") {
                textarea(
                    class="input line-text",
                    id=state.id(),
                    rows="1",
                    autocomplete="off",
                    "data-cell"="description",
                    "aria-label"=t::description_of(&number.get_clone()),
                    "aria-autocomplete"="list",
                    "aria-controls"=suggestions.are_under(line).then(|| suggestions.id()),
                    "aria-activedescendant"=suggestions.active_id(line),
                    "aria-invalid"=invalid(state),
                    "aria-describedby"=described(state, None),
                    bind:value=state.value,
                    on:input=typed,
                    on:change=left,
                    on:keydown=key,
                    on:blur=move |_| suggestions.close(),
                )
                (if suggestions.are_under(line) { untrack(|| suggestions.view(line)) } else { View::new() })
            }
            (reason.get().map(|reason| view! { p(class="cell-sub line-note", lang="fr") { (reason) } }))
            FieldNote(state=state)
        }
    }
}

/// An input of a cell; `left` runs when it is left after a change.
fn input(
    state: FieldState,
    cell: &'static str,
    class: &'static str,
    label: impl Fn() -> String + 'static,
    left: impl Fn() + 'static,
) -> View {
    view! {
        input(
            class=class,
            id=state.id(),
            inputmode="decimal",
            autocomplete="off",
            "data-cell"=cell,
            "aria-label"=label(),
            "aria-invalid"=invalid(state),
            "aria-describedby"=described(state, None),
            bind:value=state.value,
            on:input=move |_| state.recheck(),
            on:change=move |_| {
                left();
                state.verify();
            },
        )
    }
}

fn unit(state: FieldState, number: ReadSignal<String>) -> View {
    view! {
        input(
            class="input line-unit",
            id=state.id(),
            autocomplete="off",
            list="line-units",
            placeholder=t::UNIT_HINT,
            "data-cell"="unit",
            "aria-label"=t::unit_of(&number.get_clone()),
            "aria-invalid"=invalid(state),
            "aria-describedby"=described(state, None),
            bind:value=state.value,
            on:input=move |_| state.recheck(),
            on:change=move |_| { state.verify(); },
        )
    }
}

fn discount(line: LineState, number: ReadSignal<String>) -> View {
    let in_euros = create_selector(move || line.discount_type.get() == DiscountType::FixedAmount);
    let label = move || {
        let number = number.get_clone();
        if in_euros.get() { t::discount_euros_of(&number) } else { t::discount_percent_of(&number) }
    };
    let turn = move || if in_euros.get() { t::TO_PERCENT.now() } else { t::TO_EUROS.now() };
    view! {
        div(class="input-group line-pair") {
            (input(line.discount, "discountValue", "input input-number", label, move || line.leave_discount()))
            // By keyboard the sign is typed behind the number: a stop at every line would slow the hand.
            button(
                class="line-turn",
                r#type="button",
                tabindex="-1",
                "aria-label"=turn(),
                title=turn(),
                on:click=move |_| line.turn_discount(),
            ) { (if in_euros.get() { "€" } else { "%" }) }
        }
    }
}

#[component(inline_props)]
fn VatCell(line: LineState, number: ReadSignal<String>) -> View {
    let state = line.vat;
    let present = state.value.get_clone_untracked();
    let [usual, others, reasons] = vat::groups(&present);
    let options = move |choices: Vec<String>| {
        let option = |choice: String| {
            let selected = state.value.with_untracked(|now| *now == choice);
            let (value, shown) = (choice.clone(), choice);
            view! { option(value=value, selected=selected) { (vat::words(&shown)) } }
        };
        choices.into_iter().map(option).collect::<Vec<_>>()
    };
    let (usual, others, reasons) = (options(usual), options(others), options(reasons));
    view! {
        select(
            class="input",
            id=state.id(),
            "data-cell"="vat",
            "aria-label"=t::vat_of(&number.get_clone()),
            "aria-invalid"=invalid(state),
            "aria-describedby"=described(state, None),
            bind:value=state.value,
            on:change=move |_| { state.verify(); },
        ) {
            optgroup(label=t::USUAL_RATES) { (usual) }
            optgroup(label=t::NO_VAT) { (reasons) }
            optgroup(label=t::OTHER_RATES) { (others) }
        }
    }
}

fn actions(editor: Editor, line: LineState, number: ReadSignal<String>) -> View {
    let items = move || {
        let lines = editor.lines;
        let mut items = Vec::new();
        let last = lines.all.with_untracked(Vec::len).saturating_sub(1);
        let index = lines.index_of(line).unwrap_or_default();
        if index > 0 {
            items.push(MenuItem::action(Glyph::ARROW_UP, t::MOVE_UP, move || {
                keys::shift(editor, line, -1, "description");
            }));
        }
        if index < last {
            items.push(MenuItem::action(Glyph::ARROW_DOWN, t::MOVE_DOWN, move || {
                keys::shift(editor, line, 1, "description");
            }));
        }
        items.push(MenuItem::action(Glyph::COPY, t::DUPLICATE, move || {
            let copy = lines.duplicate(line);
            keys::focus(copy, "description");
        }));
        items
    };
    let remove: Rc<dyn Fn()> = Rc::new(move || editor.remove(line, "description"));
    view! {
        IconButton(
            label=move || t::remove_of(&number.get_clone()),
            glyph=Glyph::TRASH_2,
            small=true,
            on_click=move || remove(),
        )
        Menu(
            label=move || t::actions_of(&number.get_clone()),
            class="button button-quiet button-icon button-small",
            items=items,
        ) { Icon(glyph=Glyph::ELLIPSIS) }
    }
}
