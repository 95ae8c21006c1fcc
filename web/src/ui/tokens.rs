//! Several short words in one field: tags, specialties, towns.

use sycamore::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use super::button::Label;
use super::field::{Field, FieldState};
use super::icon::{Glyph, Icon};
use super::listbox::{ListBox, emphasised};
use crate::i18n::Words;
use crate::i18n::text::common as t;
use crate::platform::case;

/// At most this many suggestions at a time.
const SUGGESTED: usize = 8;

/// A field that gathers words. Enter or a comma adds, Backspace in the empty field takes the last one away.
///
/// `suggestions` are offered; unless `known_only`, other words are taken too.
#[component(inline_props)]
pub fn TokensField(
    state: FieldState,
    values: Signal<Vec<String>>,
    #[prop(setter(into))] label: Label,
    suggestions: ReadSignal<Vec<String>>,
    #[prop(default)] known_only: bool,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Words>,
    #[prop(default = "field")] frame: &'static str,
) -> View {
    let list = ListBox::new();
    let offered =
        create_memo(move || matching(&suggestions.get_clone(), &values.get_clone(), &state.value.get_clone()));
    let count = move || offered.with(Vec::len);

    let add = move |word: String| {
        let word = word.trim().to_owned();
        state.value.set(String::new());
        list.active.set(0);
        let known = values.with_untracked(|all| all.iter().any(|value| case::lower(value) == case::lower(&word)));
        if !word.is_empty() && !known {
            values.update(|all| all.push(word));
        }
    };
    let choose = move |index: usize| {
        if let Some(word) = offered.with_untracked(|all| all.get(index).cloned()) {
            add(word);
        }
    };
    // What was typed becomes a word; where only known ones are taken, the first that fits.
    let take_typed = move || {
        let typed = state.text();
        if typed.is_empty() {
            return;
        }
        if known_only {
            choose(0);
            state.value.set(String::new());
        } else {
            add(typed);
        }
    };
    let key = move |event: KeyboardEvent| {
        let typed_nothing = state.value.with_untracked(String::is_empty);
        match event.key().as_str() {
            "Enter" | ","
                if !typed_nothing && (event.key() == "," || !list.open.get_untracked() || untrack(count) == 0) =>
            {
                event.prevent_default();
                take_typed();
            }
            "Backspace" if typed_nothing => values.update(|all| {
                all.pop();
            }),
            _ => {
                if let Some(index) = list.key(&event, untrack(count)) {
                    choose(index);
                }
            }
        }
    };

    view! {
        Field(state=state, label=label, optional=optional, help=help, class=frame) {
            div(class="combobox") {
                div(class="input-group tokens") {
                    (chips(values))
                    input(
                        class="input",
                        id=state.id(),
                        role="combobox",
                        autocomplete="off",
                        "aria-autocomplete"="list",
                        "aria-expanded"=if list.open.get() && count() > 0 { "true" } else { "false" },
                        "aria-controls"=list.id(),
                        "aria-activedescendant"=list.active_id(count()),
                        "aria-invalid"=super::text_field::invalid(state),
                        "aria-describedby"=super::text_field::described(state, help),
                        bind:value=state.value,
                        on:input=move |_| list.show(),
                        on:click=move |_| list.show(),
                        on:keydown=key,
                        on:blur=move |_| {
                            list.open.set(false);
                            take_typed();
                        },
                    )
                }
                (if list.open.get() && count() > 0 {
                    let typed = state.value.get_clone();
                    let rows: Vec<View> = offered
                        .get_clone()
                        .into_iter()
                        .enumerate()
                        .map(|(index, word)| line(list, index, &word, &typed, choose))
                        .collect();
                    view! { div(class="popover combobox-list", id=list.id(), role="listbox") { (rows) } }
                } else {
                    View::new()
                })
            }
        }
    }
}

/// The words gathered so far, each with its cross.
fn chips(values: Signal<Vec<String>>) -> View {
    view! {
        (values
            .get_clone()
            .into_iter()
            .map(|word| {
                let (shown, named, removed) = (word.clone(), word.clone(), word);
                view! {
                    span(class="tag") {
                        (shown)
                        button(
                            class="tag-remove",
                            r#type="button",
                            "aria-label"=t::remove(&named),
                            on:click=move |_| values.update(|all| all.retain(|value| *value != removed)),
                        ) {
                            Icon(glyph=Glyph::X)
                        }
                    }
                }
            })
            .collect::<Vec<_>>())
    }
}

fn line(list: ListBox, index: usize, word: &str, typed: &str, choose: impl Fn(usize) + Copy + 'static) -> View {
    let label = emphasised(word, typed);
    view! {
        div(
            class="option",
            role="option",
            id=list.line_id(index),
            "aria-selected"=if list.active.get() == index { "true" } else { "false" },
            "data-active"=(list.active.get() == index).then_some(""),
            on:mousedown=move |event: MouseEvent| {
                event.prevent_default();
                choose(index);
            },
        ) {
            (label)
        }
    }
}

/// Suggestions that contain what is typed and are not taken yet; those that begin with it come first.
fn matching(suggestions: &[String], taken: &[String], typed: &str) -> Vec<String> {
    let typed = case::lower(typed.trim());
    let free = suggestions.iter().filter(|word| !taken.contains(word));
    let (begins, contains): (Vec<&String>, Vec<&String>) =
        free.filter(|word| case::lower(word).contains(&typed)).partition(|word| case::lower(word).starts_with(&typed));
    begins.into_iter().chain(contains).take(SUGGESTED).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_that_begin_with_the_typed_come_first_and_taken_ones_go() {
        let all = ["orthopédie", "chirurgie", "neurochirurgie", "urgences"].map(String::from);
        assert_eq!(matching(&all, &["urgences".into()], "chir"), ["chirurgie", "neurochirurgie"]);
        assert_eq!(matching(&all, &[], ""), all);
    }

    #[test]
    fn each_word_can_be_taken_away() {
        let html = sycamore::render_to_string(|| {
            let values = create_signal(vec!["bloc".to_owned()]);
            let suggestions = *create_signal(Vec::new());
            view! { TokensField(state=FieldState::free(""), values=values, label="Étiquettes", suggestions=suggestions) }
        });
        assert!(html.contains(r#"aria-label="Retirer bloc""#), "{html}");
    }
}
