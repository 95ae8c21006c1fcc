//! Fields that take typed text.

use sycamore::prelude::*;

use super::button::Label;
use super::field::{Field, FieldState, Help};
use super::icon::{Glyph, Icon};
use crate::i18n::Words;
use crate::i18n::text::common as t;

/// One line of text. Further attributes of the `<input>` pass through.
#[component(inline_props)]
pub fn TextField(
    state: FieldState,
    #[prop(setter(into))] label: Label,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Words>,
    #[prop(default = "field")] frame: &'static str,
    #[prop(default = "input")] class: &'static str,
    #[prop(attributes(html, input))] attributes: Attributes,
) -> View {
    view! {
        Field(state=state, label=label, optional=optional, help=help, class=frame) {
            input(
                class=class,
                id=state.id(),
                "aria-invalid"=invalid(state),
                "aria-describedby"=described(state, help),
                bind:value=state.value,
                on:input=move |_| state.recheck(),
                on:change=move |_| { state.verify(); },
                ..attributes
            )
        }
    }
}

/// Several lines of text.
#[component(inline_props)]
pub fn TextArea(
    state: FieldState,
    #[prop(setter(into))] label: Label,
    #[prop(default)] optional: bool,
    #[prop(default)] help: Option<Words>,
    #[prop(default = "field")] frame: &'static str,
) -> View {
    view! {
        Field(state=state, label=label, optional=optional, help=help, class=frame) {
            textarea(
                class="input",
                id=state.id(),
                rows="4",
                "aria-invalid"=invalid(state),
                "aria-describedby"=described(state, help),
                bind:value=state.value,
                on:input=move |_| state.recheck(),
                on:change=move |_| { state.verify(); },
            )
        }
    }
}

/// A password that can be shown while it is typed.
#[component(inline_props)]
pub fn PasswordField(
    state: FieldState,
    #[prop(setter(into))] label: Label,
    autocomplete: &'static str,
    #[prop(default)] help: Option<Words>,
) -> View {
    let shown = create_signal(false);
    view! {
        Field(state=state, label=label, help=help) {
            div(class="input-group") {
                input(
                    class="input",
                    id=state.id(),
                    r#type=if shown.get() { "text" } else { "password" },
                    autocomplete=autocomplete,
                    autocapitalize="none",
                    "spellcheck"="false",
                    "aria-invalid"=invalid(state),
                    "aria-describedby"=described(state, help),
                    bind:value=state.value,
                    on:input=move |_| state.recheck(),
                )
                button(
                    class="button button-quiet button-small button-icon",
                    r#type="button",
                    "aria-label"=t::SHOW_PASSWORD,
                    "aria-pressed"=if shown.get() { "true" } else { "false" },
                    on:click=move |_| shown.set(!shown.get()),
                ) {
                    (if shown.get() {
                        view! { Icon(glyph=Glyph::EYE_OFF) }
                    } else {
                        view! { Icon(glyph=Glyph::EYE) }
                    })
                }
            }
        }
    }
}

/// Value of `aria-invalid`.
pub(crate) fn invalid(state: FieldState) -> Option<&'static str> {
    state.problem.with(Option::is_some).then_some("true")
}

/// Value of `aria-describedby`: the note below, when there is one.
pub(crate) fn described(state: FieldState, help: Help) -> Option<String> {
    (help.is_some() || state.problem.with(Option::is_some)).then(|| state.note_id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::message::Message;

    #[test]
    fn an_error_takes_the_place_of_the_help_and_is_linked() {
        let html = sycamore::render_to_string(|| {
            let state = FieldState::new("44000028", |_| Some(Message::from("9 caractères attendus.".to_owned())));
            assert!(!state.verify());
            view! { TextField(state=state, label="FINESS", help=t::OPTIONAL, inputmode="numeric") }
        });
        assert!(html.contains("9 caractères attendus.") && !html.contains("field-help"), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#) && html.contains("aria-describedby"), "{html}");
        assert!(html.contains(r#"inputmode="numeric""#), "{html}");
    }
}
