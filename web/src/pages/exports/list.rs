//! A list as a file: which form, and what of the list's filters it follows.

use std::rc::Rc;

use domain::Language;
use sycamore::prelude::*;

use super::ListFile;
use super::saving::FileDialog;
use crate::i18n;
use crate::i18n::Words;
use crate::i18n::text::exports as t;
use crate::router::query::Query;
use crate::ui::field::FieldState;
use crate::ui::notice::{Notice, Tone};
use crate::ui::select::{Choice, SelectField};

const FORMATS: [Choice; 2] = [("csv", t::CSV), ("xlsx", t::XLSX)];

/// The dialogue.
#[component(inline_props)]
pub fn ListDialog(file: ListFile, close: Rc<dyn Fn()>) -> View {
    let format = FieldState::free("csv");
    let choice = file.choice.clone().map(|(parameter, choices)| {
        let usual = choices.first().map(|(value, _)| *value).unwrap_or_default();
        (parameter, choices, FieldState::free(usual))
    });
    let chosen = choice.as_ref().map(|(parameter, _, state)| (*parameter, *state));
    let choice = choice.map(|(_, choices, state)| {
        view! { SelectField(state=state, label=t::DOCUMENTS, choices=choices) }
    });
    let reach = reach(&file);
    let title = file.title;
    let address = move || {
        let chosen = chosen.map(|(parameter, state)| (parameter, state.text()));
        address_of(&file, chosen, &format.text(), i18n::language())
    };
    view! {
        FileDialog(title=title, entries=Vec::new(), address=Rc::new(address) as Rc<dyn Fn() -> String>, close=close) {
            div(class="stack-tight") {
                (reach)
                (choice)
                SelectField(state=format, label=t::FORMAT, choices=FORMATS.to_vec(), help=t::FORMAT_HELP)
            }
        }
    }
}

/// Which rows the file has.
fn reach(file: &ListFile) -> View {
    let followed = file.filters != Query::default();
    let words = if followed { t::FILTERED } else { t::ALL_PAGES };
    if file.left_out.is_empty() {
        return view! { p { (words) } };
    }
    let left_out = file.left_out.clone();
    let names = move || left_out.iter().map(|name| Words::now(*name)).collect::<Vec<_>>().join(", ");
    view! { Notice(tone=Tone::Warning) { div { p { (t::left_out(&names())) } } } }
}

/// Where the file is. Numbers and times are written as people of the language write them.
fn address_of(file: &ListFile, chosen: Option<(&'static str, String)>, format: &str, language: Language) -> String {
    let mut query = file.filters.clone();
    if let Some((parameter, value)) = chosen {
        query.push(parameter, &value);
    }
    query.push("format", format);
    query.push("locale", language.name());
    format!("{}?{query}", file.route)
}

#[cfg(test)]
mod tests {
    use domain::TaskStatus::{self, Completed, Todo};

    use super::*;

    fn file(statuses: &[TaskStatus]) -> ListFile {
        ListFile::new(t::TASKS, "/api/export/tasks").with("search", "bloc & salle").with_one(
            "status",
            t::FORMAT,
            statuses,
            TaskStatus::name,
        )
    }

    #[test]
    fn the_address_has_the_filters_the_format_and_the_language() {
        let address = address_of(&file(&[Todo]), Some(("kind", "invoice".into())), "xlsx", Language::Fr);
        let expected = "search=bloc%20%26%20salle&status=todo&kind=invoice&format=xlsx&locale=fr";
        assert_eq!(address, format!("/api/export/tasks?{expected}"));
    }

    #[test]
    fn a_filter_of_several_values_is_told_to_be_left_out() {
        let file = file(&[Todo, Completed]);
        assert_eq!(file.left_out, [t::FORMAT]);
        let html = sycamore::render_to_string(move || reach(&file));
        assert!(html.contains("ne suit pas ces filtres") && html.contains("Format."), "{html}");
        let html = sycamore::render_to_string(|| reach(&ListFile::new(t::TASKS, "/api/export/tasks")));
        assert!(html.contains("toutes les pages de la liste."), "{html}");
    }
}
