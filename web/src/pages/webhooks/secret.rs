//! The one time that a secret is shown.

use std::rc::Rc;

use sycamore::prelude::*;

use crate::app::use_app;
use crate::i18n::text::{profile, webhooks as t};
use crate::ui::copy::CopyButton;
use crate::ui::notice::{Notice, Tone};

/// A secret that was made a moment ago, with the name of its webhook: it cannot be fetched again.
#[derive(Clone, Copy)]
pub struct Fresh(Signal<Option<(String, String)>>);

impl Fresh {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(create_signal(None))
    }

    /// Shows one; does nothing where the page has gone meanwhile.
    pub fn show(self, name: String, secret: String) {
        if self.0.is_alive() {
            self.0.set(Some((name, secret)));
        }
    }

    /// As a function that can be handed on.
    #[must_use]
    pub fn shower(self) -> Rc<dyn Fn(String, String)> {
        Rc::new(move |name, secret| self.show(name, secret))
    }
}

/// The secret above the list, until it is put away.
#[component(inline_props)]
pub fn FreshSecret(fresh: Fresh) -> View {
    let toasts = use_app().toasts;
    view! {
        (match fresh.0.get_clone() {
            None => View::new(),
            Some((name, secret)) => {
                let shown = secret.clone();
                view! {
                    Notice(tone=Tone::Positive) {
                        div {
                            p { strong { (name) " — " (t::SECRET) } }
                            p { (t::SECRET_ONCE) " " (t::SECRET_HELP) }
                            p(class="token-value") {
                                span(class="code") { (shown) }
                                CopyButton(text=secret, label=t::COPY_SECRET, toasts=toasts)
                            }
                        }
                        button(class="button button-small", r#type="button", on:click=move |_| fresh.0.set(None)) {
                            (profile::TOKEN_KEPT)
                        }
                    }
                }
            }
        })
    }
}
