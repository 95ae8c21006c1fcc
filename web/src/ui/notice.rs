//! A message in the page, at the part that it is about.

use sycamore::prelude::*;

use super::icon::{Glyph, Icon};
use super::message::Message;
use crate::api::ApiError;
use crate::i18n::text::errors as t;

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// How things stand.
    Neutral,
    /// Good to know.
    Info,
    /// It worked.
    Positive,
    /// Look at this.
    Warning,
    /// It failed.
    Critical,
}

impl Tone {
    /// Value of `data-tone`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Positive => "positive",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Neutral | Self::Info => Glyph::INFO,
            Self::Positive => Glyph::CIRCLE_CHECK,
            Self::Warning => Glyph::TRIANGLE_ALERT,
            Self::Critical => Glyph::CIRCLE_X,
        }
    }
}

/// A notice; children are its text and, if any, its button.
#[component(inline_props)]
pub fn Notice(
    tone: Tone,
    /// Another drawing than that of the tone.
    #[prop(default)]
    glyph: Option<Glyph>,
    children: Children,
) -> View {
    let role = if tone == Tone::Critical { "alert" } else { "status" };
    let glyph = glyph.unwrap_or(tone.glyph());
    view! {
        div(class="notice", role=role, "data-tone"=tone.name()) {
            Icon(glyph=glyph)
            (children)
        }
    }
}

/// What failed, with its reference and, where it may help, a second try.
#[component(inline_props)]
pub fn ErrorNotice(
    error: ApiError,
    #[prop(default)] what: Option<Message>,
    #[prop(default)] retry: Option<Box<dyn Fn()>>,
) -> View {
    let reference = error.request_id().map(|id| {
        let id = id.to_owned();
        view! {
            p(class="small faint") {
                (t::REFERENCE)
                " "
                span(class="code") { (id) }
            }
        }
    });
    let again = retry.filter(|_| error.may_pass()).map(|retry| {
        view! {
            button(class="button button-small", r#type="button", on:click=move |_| retry()) {
                Icon(glyph=Glyph::REFRESH_CW)
                (t::RETRY)
            }
        }
    });
    let what = what.map(|what| view! { strong { (what.words()) } " " });
    view! {
        Notice(tone=Tone::Critical) {
            div {
                p {
                    (what)
                    (error.sentence())
                }
                (reference)
            }
            (again)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_its_reference_and_a_second_try() {
        let html = sycamore::render_to_string(|| {
            let error = ApiError::Failed { message: None, request_id: Some("req-8f21c0".into()) };
            view! { ErrorNotice(error=error, retry=Box::new(|| {})) }
        });
        assert!(html.contains("req-8f21c0") && html.contains("Réessayer"), "{html}");
        let html = sycamore::render_to_string(|| {
            view! { ErrorNotice(error=ApiError::Forbidden, retry=Box::new(|| {})) }
        });
        assert!(!html.contains("Réessayer"), "{html}");
    }
}
