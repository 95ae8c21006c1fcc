//! What a document looks like with what is typed: made anew when the typing pauses. While a source has errors the last
//! good preview stays, and the errors lead to their lines.

use std::rc::Rc;

use domain::billing::TemplateType;
use sycamore::prelude::*;

use super::fields::Fields;
use crate::api::back_office::{PreviewTemplate, preview_template as api};
use crate::api::{ApiError, send};
use crate::i18n::text::templates as t;
use crate::platform::download::{ObjectUrl, from_base64};
use crate::platform::timer;
use crate::ui::code_field;
use crate::ui::field::FieldState;
use crate::ui::icon::Spinner;
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::remote::fetch;
use crate::user_errors;

/// Milliseconds of quiet before a preview is asked for.
const DEBOUNCE: i32 = 600;

/// An error of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

/// What came of a try.
#[derive(Clone, Default)]
struct Attempt {
    document: Option<Rc<ObjectUrl>>,
    problems: Vec<Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    id: String,
    kind: TemplateType,
    source: Option<String>,
}

async fn attempt(asked: Asked) -> Result<Attempt, ApiError> {
    timer::sleep(DEBOUNCE).await;
    let Asked { id, kind, source } = asked;
    let input = api::PreviewInvoiceTemplateInput { id: Some(id), type_: kind, source };
    let answer = send::<PreviewTemplate>(api::Variables { input }).await?.preview_invoice_template;
    let place = |number: Option<i64>| number.and_then(|number| usize::try_from(number).ok());
    let mut problems: Vec<Problem> = answer
        .problems
        .into_iter()
        .map(|problem| Problem { line: place(problem.line), column: place(problem.column), message: problem.message })
        .collect();
    let refused = user_errors!(answer.user_errors).into_iter();
    problems.extend(refused.map(|error| Problem { line: None, column: None, message: error.sentence() }));
    let document = answer.pdf.as_deref().and_then(from_base64);
    Ok(Attempt {
        document: document.and_then(|bytes| ObjectUrl::new(&bytes, "application/pdf")).map(Rc::new),
        problems,
    })
}

/// The preview of template `id`.
#[component(inline_props)]
pub fn Preview(id: String, fields: Fields) -> View {
    let asked = create_selector(move || Asked { id: id.clone(), kind: fields.kind(), source: fields.source() });
    let tried = fetch(move || asked.get_clone(), attempt);
    let good = create_signal(None::<Rc<ObjectUrl>>);
    create_effect(move || {
        if let Some(document) = tried.value.with(|tried| tried.as_ref().and_then(|tried| tried.document.clone())) {
            good.set(Some(document));
        }
    });
    let problems = create_selector(move || {
        tried.value.with(|tried| tried.as_ref().map(|tried| tried.problems.clone()).unwrap_or_default())
    });
    let loading = tried.loading;
    view! {
        section(class="section", "aria-labelledby"="preview") {
            div(class="section-header") {
                h2(id="preview") { (t::PREVIEW) }
                span(class="small soft key-label", role="status") {
                    (if loading.get() { view! { Spinner() (t::PREVIEWING) } } else { view! { (t::PREVIEW_OF) } })
                }
            }
            div(class="stack-tight") {
                (tried.error.get_clone().map(|error| view! {
                    ErrorNotice(
                        error=error,
                        what=Message::from(t::PREVIEW_FAILED),
                        retry=Box::new(move || tried.reload()),
                    )
                }))
                (if problems.with(Vec::is_empty) {
                    View::new()
                } else {
                    let old = good.with(Option::is_some);
                    view! { Problems(problems=problems, source=fields.source, old=old) }
                })
                (good.get_clone().map(|document| {
                    let (frame, link) = (document.address().to_owned(), document.address().to_owned());
                    view! {
                        iframe(class="preview-frame", src=frame, title=t::PREVIEW.now())
                        a(class="small", href=link, target="_blank", rel="noopener") { (t::PREVIEW_OPEN) }
                    }
                }))
            }
        }
    }
}

#[component(inline_props)]
fn Problems(problems: ReadSignal<Vec<Problem>>, source: FieldState, old: bool) -> View {
    let lines = move || {
        let all = problems.get_clone();
        all.into_iter().map(|problem| line(problem, source)).collect::<Vec<_>>()
    };
    view! {
        Notice(tone=Tone::Critical) {
            div {
                p { strong { (t::PROBLEMS) } }
                ul(class="problem-list") { (lines()) }
                (if old { view! { p(class="small soft") { (t::PREVIEW_OLD) } } } else { View::new() })
            }
        }
    }
}

/// Where an error is, which leads there, and what it is.
fn line(problem: Problem, source: FieldState) -> View {
    let Problem { line, column, message } = problem;
    let place = line.map(|line| {
        let column = column.unwrap_or(1);
        view! {
            button(class="link", r#type="button", on:click=move |_| code_field::go_to(source, line, column)) {
                (t::at(&line.to_string(), &column.to_string()))
            }
            " "
        }
    });
    view! {
        li {
            (place)
            span { (message) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_leads_to_its_line() {
        let html = sycamore::render_to_string(|| {
            let problem = |line, message: &str| Problem { line, column: Some(4), message: message.into() };
            let problems = create_signal(vec![problem(Some(12), "unknown variable"), problem(None, "too slow")]);
            view! { Problems(problems=*problems, source=FieldState::free(""), old=true) }
        });
        assert!(html.contains("Ligne 12, colonne 4") && html.contains("too slow"), "{html}");
        assert_eq!(html.matches("<button").count(), 1, "{html}");
        assert!(html.contains(t::PREVIEW_OLD.fr), "{html}");
    }
}
