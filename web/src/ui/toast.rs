//! Toasts: what the eye cannot see, said at the bottom for 8 s, with a way back when there is one.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::button::IconButton;
use super::icon::{Glyph, Icon};
use super::message::Message;
use crate::i18n::text::{common as t, errors};
use crate::platform::{dom, timer};

/// How long a toast stays, in steps of [`STEP`].
const STEPS: u32 = 80;
/// Milliseconds between two looks at the pointer and the keyboard.
const STEP: i32 = 100;

/// A button on a toast.
#[derive(Clone)]
pub struct ToastAction {
    /// The drawing before the words.
    pub glyph: Glyph,
    /// The words.
    pub label: Message,
    /// What it does; the toast goes away.
    pub run: Rc<dyn Fn()>,
}

/// One toast.
#[derive(Clone)]
struct Toast {
    number: u32,
    failed: bool,
    /// It stands until it is closed.
    stays: bool,
    words: Message,
    action: Option<ToastAction>,
}

impl PartialEq for Toast {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// The toasts on the screen.
#[derive(Clone, Copy)]
pub struct Toasts(Signal<Vec<Toast>>);

impl Toasts {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(create_signal(Vec::new()))
    }

    /// Confirms.
    pub fn confirm(self, words: impl Into<Message>) {
        self.add(false, words.into(), None);
    }

    /// Confirms, and stands until it is closed.
    pub fn keep(self, words: impl Into<Message>, undo: impl Fn() + 'static) {
        self.add_toast(false, true, words.into(), Some(undo_action(undo)));
    }

    /// Confirms what can be undone.
    pub fn undoable(self, words: impl Into<Message>, undo: impl Fn() + 'static) {
        self.add(false, words.into(), Some(undo_action(undo)));
    }

    /// Says that something failed; stays until closed.
    pub fn fail(self, words: impl Into<Message>) {
        self.add(true, words.into(), None);
    }

    /// Says that something failed and offers a second try; stays until closed.
    pub fn fail_with_retry(self, words: impl Into<Message>, retry: impl Fn() + 'static) {
        let action = ToastAction { glyph: Glyph::REFRESH_CW, label: errors::RETRY.into(), run: Rc::new(retry) };
        self.add(true, words.into(), Some(action));
    }

    fn add(self, failed: bool, words: Message, action: Option<ToastAction>) {
        self.add_toast(failed, failed, words, action);
    }

    fn add_toast(self, failed: bool, stays: bool, words: Message, action: Option<ToastAction>) {
        let toast = Toast { number: dom::unique_number(), failed, stays, words, action };
        // Three at most: the oldest gives way.
        self.0.update(|all| {
            if all.len() >= 3 {
                all.remove(0);
            }
            all.push(toast);
        });
    }

    fn close(self, number: u32) {
        self.0.update(|all| all.retain(|toast| toast.number != number));
    }
}

fn undo_action(undo: impl Fn() + 'static) -> ToastAction {
    ToastAction { glyph: Glyph::UNDO_2, label: t::UNDO.into(), run: Rc::new(undo) }
}

/// Where toasts appear.
#[component(inline_props)]
pub fn ToastRegion(toasts: Toasts) -> View {
    view! {
        div(class="toast-region", role="region", "aria-label"=t::MESSAGES) { ToastCards(toasts=toasts) }
    }
}

/// The cards alone, wherever they stand.
#[component(inline_props)]
pub fn ToastCards(toasts: Toasts) -> View {
    view! {
        Keyed(
            list=toasts.0,
            key=|toast: &Toast| toast.number,
            view=move |toast: Toast| view! { ToastCard(toasts=toasts, toast=toast) },
        )
    }
}

#[component(inline_props)]
fn ToastCard(toasts: Toasts, toast: Toast) -> View {
    let number = toast.number;
    // Held by the pointer or the keyboard.
    let held = create_signal(false);
    if is_not_ssr!() && !toast.stays {
        spawn_local_scoped(async move {
            let mut left = STEPS;
            while left > 0 {
                timer::sleep(STEP).await;
                if !held.get() {
                    left -= 1;
                }
            }
            toasts.close(number);
        });
    }
    let (tone, role, glyph) =
        if toast.failed { ("critical", "alert", Glyph::CIRCLE_ALERT) } else { ("positive", "status", Glyph::CHECK) };
    let words = toast.words;
    let action = toast.action.map(|action| {
        let (label, run) = (action.label, action.run);
        view! {
            button(
                class="button button-quiet button-small",
                r#type="button",
                on:click=move |_| {
                    run();
                    toasts.close(number);
                },
            ) {
                Icon(glyph=action.glyph)
                (label.words())
            }
        }
    });
    view! {
        div(
            class="toast",
            role=role,
            "data-tone"=tone,
            on:mouseenter=move |_| held.set(true),
            on:mouseleave=move |_| held.set(false),
            on:focusin=move |_| held.set(true),
            on:focusout=move |_| held.set(false),
        ) {
            Icon(glyph=glyph)
            p { (words.words()) }
            (action)
            IconButton(label=t::CLOSE_MESSAGE, glyph=Glyph::X, small=true, on_click=move || toasts.close(number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_an_alert_and_only_three_toasts_stand() {
        let html = sycamore::render_to_string(|| {
            let toasts = Toasts::new();
            for word in ["un", "deux", "trois", "quatre"] {
                toasts.fail(word.to_owned());
            }
            view! { ToastRegion(toasts=toasts) }
        });
        assert!(html.contains(r#"role="alert""#) && html.contains("quatre"), "{html}");
        assert!(!html.contains(">un<"), "{html}");
    }
}
