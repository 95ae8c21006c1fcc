//! Buttons. One primary per view; the label is a verb and its object.

use std::borrow::Cow;

use sycamore::prelude::*;

use super::icon::{Glyph, Icon, Spinner};

/// A label that may follow the language.
pub type Label = MaybeDyn<Cow<'static, str>>;

/// The button that sends a form: while `busy` it turns, keeps its place and takes no second click.
#[component(inline_props)]
pub fn SubmitButton(
    #[prop(setter(into))] label: Label,
    #[prop(setter(into))] busy_label: Label,
    #[prop(setter(into))] busy: MaybeDyn<bool>,
) -> View {
    let (busy_now, busy_attribute) = (busy.clone(), busy.clone());
    view! {
        button(
            class="button button-primary",
            r#type="submit",
            disabled=busy.get(),
            "aria-busy"=busy_attribute.get().then_some("true"),
        ) {
            (if busy_now.get() {
                let busy_label = busy_label.clone();
                view! { Spinner() span { (busy_label.get_clone()) } }
            } else {
                let label = label.clone();
                view! { span { (label.get_clone()) } }
            })
        }
    }
}

/// A quiet button that shows an icon alone; `label` names it to everybody.
#[component(inline_props)]
pub fn IconButton(
    #[prop(setter(into))] label: Label,
    glyph: Glyph,
    #[prop(default)] small: bool,
    on_click: impl FnMut() + 'static,
) -> View {
    let mut on_click = on_click;
    let class = if small { "button button-quiet button-icon button-small" } else { "button button-quiet button-icon" };
    let title = label.clone();
    view! {
        button(
            class=class,
            r#type="button",
            "aria-label"=label.get_clone(),
            title=title.get_clone(),
            on:click=move |_| on_click(),
        ) {
            Icon(glyph=glyph)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_button_takes_no_second_click() {
        let html = sycamore::render_to_string(|| {
            view! { SubmitButton(label="Enregistrer", busy_label="Enregistrement…", busy=true) }
        });
        assert!(html.contains("disabled") && html.contains(r#"aria-busy="true""#), "{html}");
        assert!(html.contains("Enregistrement…") && !html.contains(">Enregistrer<"), "{html}");
    }

    #[test]
    fn an_icon_button_has_a_name() {
        let html = sycamore::render_to_string(|| view! { IconButton(label="Fermer", glyph=Glyph::X, on_click=|| {}) });
        assert!(html.contains(r#"aria-label="Fermer""#), "{html}");
    }
}
