//! Buttons. One primary per view; the label is a verb and its object.

use std::borrow::Cow;

use sycamore::prelude::*;

use super::icon::{Glyph, Icon, Spinner};
use crate::platform::dom;

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

/// A button that cannot be used now, and why: the cause stands beside it and is read with it.
#[component(inline_props)]
pub fn BlockedButton(
    #[prop(setter(into))] label: Label,
    #[prop(setter(into))] reason: Label,
    #[prop(default = "button")] class: &'static str,
) -> View {
    let id = format!("reason-{}", dom::unique_number());
    let described = id.clone();
    view! {
        button(class=class, r#type="button", "aria-disabled"="true", "aria-describedby"=described) {
            span { (label.get_clone()) }
        }
        span(class="small faint", id=id) { (reason.get_clone()) }
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

    #[test]
    fn a_blocked_button_says_why() {
        let html = sycamore::render_to_string(|| view! { BlockedButton(label="Émettre", reason="Aucune ligne.") });
        let id = html.split("aria-describedby=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(html.contains(&format!("id=\"{id}\"")) && html.contains("Aucune ligne."), "{html}");
        assert!(html.contains(r#"aria-disabled="true""#), "{html}");
    }
}
