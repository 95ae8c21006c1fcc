//! The variables that a template can print, to insert at the cursor.

use sycamore::prelude::*;

use super::Variable;
use crate::i18n::text::templates as t;
use crate::platform::case;
use crate::ui::code_field;
use crate::ui::field::FieldState;
use crate::ui::icon::{Glyph, Icon};

/// The list, folded at first.
#[component(inline_props)]
pub fn Variables(all: Vec<Variable>, source: FieldState) -> View {
    let typed = create_signal(String::new());
    let all = create_signal(all);
    let found = create_memo(move || {
        let words = case::lower(typed.with(|typed| typed.trim().to_owned()).as_str());
        let matches = |variable: &&Variable| {
            case::lower(&variable.path).contains(&words) || case::lower(&variable.description).contains(&words)
        };
        all.with(|all| all.iter().filter(matches).cloned().collect::<Vec<_>>())
    });
    let lines = move || found.get_clone().into_iter().map(|variable| line(variable, source)).collect::<Vec<_>>();
    view! {
        details(class="form-more") {
            summary { (t::VARIABLES) }
            div(class="stack-tight variables") {
                p(class="field-help") { (t::VARIABLES_HELP) }
                div(class="input-group") {
                    Icon(glyph=Glyph::SEARCH)
                    input(
                        class="input",
                        r#type="search",
                        autocomplete="off",
                        "aria-label"=t::FIND_VARIABLE,
                        placeholder=t::FIND_VARIABLE,
                        bind:value=typed,
                    )
                }
                (if found.with(Vec::is_empty) {
                    view! { p(class="small soft", role="status") { (t::NO_VARIABLE) } }
                } else {
                    view! { ul(class="variable-list") { (lines()) } }
                })
            }
        }
    }
}

fn line(variable: Variable, source: FieldState) -> View {
    let (path, named, description) = (variable.path.clone(), variable.path.clone(), variable.description);
    let text = inserted(&variable.path);
    view! {
        li {
            button(
                class="link code",
                r#type="button",
                "aria-label"=t::insert(&named),
                on:click=move |_| code_field::insert(source, &text),
            ) { (path) }
            // The documents are French, and so is the list of what is on them.
            span(class="small soft", lang="fr") { (description) }
        }
    }
}

/// What is put into the source: a value, a list joined by line breaks, or a walk over a list.
fn inserted(path: &str) -> String {
    match path.split_once("[]") {
        None => format!("#{path}"),
        Some((list, "")) => format!("#{list}.join(linebreak())"),
        Some((list, of_each)) => format!("#for item in {list} [#item{of_each} ]"),
    }
}

#[cfg(test)]
mod tests {
    use super::inserted;

    #[test]
    fn lists_are_joined_and_walked_over() {
        assert_eq!(inserted("doc.number"), "#doc.number");
        assert_eq!(inserted("doc.mentions[]"), "#doc.mentions.join(linebreak())");
        assert_eq!(inserted("doc.lines[].name"), "#for item in doc.lines [#item.name ]");
    }
}
