//! Check boxes (they wait for Save) and switches (they act at once).

use sycamore::prelude::*;

use super::button::Label;

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
