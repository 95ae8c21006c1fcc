//! Check boxes and radio buttons (they wait for Save), switches and segments (they act at once).

use sycamore::prelude::*;

use super::button::Label;
use super::icon::{Glyph, Icon};
use super::select::Choice;
use crate::platform::dom;

/// A box bound to a signal, its words beside it.
#[component(inline_props)]
pub fn CheckBox(checked: Signal<bool>, #[prop(setter(into))] label: Label) -> View {
    view! {
        label(class="choice") {
            input(r#type="checkbox", bind:checked=checked)
            span { (label.get_clone()) }
        }
    }
}

/// A box that tells its change; `checked` says how it stands.
#[component(inline_props)]
pub fn CheckOption(
    #[prop(setter(into))] checked: MaybeDyn<bool>,
    #[prop(setter(into))] label: Label,
    on_change: impl FnMut(bool) + 'static,
    #[prop(default)] switch: bool,
) -> View {
    let mut on_change = on_change;
    let current = checked.clone();
    let toggle = move |_| on_change(!current.get());
    let (class, role) = if switch { (Some("switch"), Some("switch")) } else { (None, None) };
    view! {
        label(class="choice") {
            input(
                r#type="checkbox",
                class=class,
                role=role,
                prop:checked=checked.get(),
                on:change=toggle,
            )
            span { (label.get_clone()) }
        }
    }
}

/// A box without words on the screen, in a table.
#[component(inline_props)]
pub fn BareCheckBox(
    #[prop(setter(into))] checked: MaybeDyn<bool>,
    #[prop(setter(into))] label: Label,
    on_click: impl FnMut(web_sys::MouseEvent) + 'static,
) -> View {
    let mut on_click = on_click;
    view! {
        input(
            r#type="checkbox",
            "aria-label"=label.get_clone(),
            prop:checked=checked.get(),
            on:click=move |event: web_sys::MouseEvent| on_click(event),
        )
    }
}

/// One of a few values, all in sight: each a round button with its words, bound to a signal.
#[component(inline_props)]
pub fn RadioGroup(#[prop(setter(into))] label: Label, choices: Vec<Choice>, value: Signal<&'static str>) -> View {
    let group = format!("radio-{}", dom::unique_number());
    let options: Vec<View> = choices
        .into_iter()
        .map(|(name, words)| {
            let group = group.clone();
            view! {
                label(class="choice") {
                    input(
                        r#type="radio",
                        name=group,
                        value=name,
                        prop:checked=value.get() == name,
                        on:change=move |_| value.set(name),
                    )
                    span { (words) }
                }
            }
        })
        .collect();
    view! {
        fieldset(class="field") {
            legend(class="field-label") { (label.get_clone()) }
            (options)
        }
    }
}

/// One of two or three ways to look at something; it acts at once.
#[component(inline_props)]
pub fn Segmented(
    #[prop(setter(into))] label: Label,
    choices: Vec<(Choice, Glyph)>,
    value: Signal<&'static str>,
) -> View {
    let buttons: Vec<View> = choices
        .into_iter()
        .map(|((name, words), glyph)| {
            view! {
                button(
                    r#type="button",
                    "aria-pressed"=if value.get() == name { "true" } else { "false" },
                    on:click=move |_| value.set(name),
                ) {
                    Icon(glyph=glyph)
                    (words)
                }
            }
        })
        .collect();
    view! { div(class="segmented", role="group", "aria-label"=label.get_clone()) { (buttons) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::text::common as t;

    #[test]
    fn radio_buttons_share_a_name_and_one_group() {
        let html = sycamore::render_to_string(|| {
            let value = create_signal("a");
            view! { RadioGroup(label="Remise", choices=vec![("a", t::YES), ("b", t::NO)], value=value) }
        });
        let names: Vec<&str> = html.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(matches!(names.as_slice(), [first, second] if first == second), "{html}");
        assert!(html.contains("<legend"), "{html}");
    }

    #[test]
    fn one_way_to_look_is_pressed() {
        let html = sycamore::render_to_string(|| {
            let value = create_signal("b");
            let choices = vec![(("a", t::YES), Glyph::CHECK), (("b", t::NO), Glyph::X)];
            view! { Segmented(label="Vue", choices=choices, value=value) }
        });
        assert_eq!(html.matches(r#"aria-pressed="true""#).count(), 1, "{html}");
    }
}
