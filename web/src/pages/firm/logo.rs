//! The logo: chosen, looked at, taken away. It is saved at once, apart from the form.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::Firm;
use crate::api::back_office::{SetFirmLogo, set_firm_logo};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::Words;
use crate::i18n::text::firm as t;
use crate::platform::file;
use crate::ui::icon::{Glyph, Icon, Spinner};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::Remote;
use crate::user_errors;

/// Bytes of a logo, at most.
const MOST_BYTES: usize = 512 * 1024;
/// Types that documents can show.
const KINDS: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/svg+xml"];

/// The section.
#[component(inline_props)]
pub fn Logo(remote: Remote<Firm>, firm: ReadSignal<Firm>, version: Signal<Option<i64>>) -> View {
    let app = use_app();
    let logo = create_selector(move || firm.with(|firm| firm.logo.clone()));
    let busy = create_signal(false);
    let problem = create_signal(None::<Message>);
    let input = create_node_ref();
    let element = move || input.try_get().and_then(|node| node.dyn_into::<HtmlInputElement>().ok());
    let state = State { app, remote, version, busy, problem };
    let chosen = move |_| {
        let Some(field) = element() else { return };
        let file = field.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        field.set_value("");
        let Some(file) = file.filter(|_| !busy.replace(true)) else { return };
        problem.set(None);
        spawn_local_scoped(async move {
            if let Err(words) = acceptable(&file.type_(), file.size()) {
                return state.refuse(Message::from(words));
            }
            match file::data_url(&file).await {
                Some(picture) => state.save(Some(picture), t::LOGO_SAVED).await,
                None => state.refuse(Message::from(t::LOGO_UNREADABLE)),
            }
        });
    };
    let remove = move |_| {
        if !busy.replace(true) {
            problem.set(None);
            spawn_local_scoped(async move { state.save(None, t::LOGO_REMOVED).await });
        }
    };
    view! {
        section(class="section", "aria-labelledby"="logo") {
            div(class="section-header") { h2(id="logo") { (t::LOGO) } }
            div(class="stack-tight") {
                (match logo.get_clone() {
                    Some(picture) => view! { img(class="logo-picture", src=picture, alt=t::LOGO_ALT.now()) },
                    None => view! { p(class="soft") { (t::NO_LOGO) } },
                })
                (problem.get_clone().map(|problem| view! {
                    Notice(tone=Tone::Critical) { div { p { (problem.words()) } } }
                }))
                input(
                    r#type="file",
                    class="visually-hidden",
                    id="logo-file",
                    accept=KINDS.join(","),
                    r#ref=input,
                    "aria-label"=t::CHOOSE_LOGO,
                    "tabindex"="-1",
                    on:change=chosen,
                )
                div(class="panel-actions") {
                    button(
                        class="button",
                        r#type="button",
                        disabled=busy.get(),
                        on:click=move |_| element().iter().for_each(|field| field.click()),
                    ) {
                        (if busy.get() { view! { Spinner() } } else { view! { Icon(glyph=Glyph::PLUS) } })
                        (t::CHOOSE_LOGO)
                    }
                    (if logo.with(Option::is_some) {
                        view! {
                            button(class="button button-quiet", r#type="button", disabled=busy.get(), on:click=remove) {
                                (t::REMOVE_LOGO)
                            }
                        }
                    } else {
                        View::new()
                    })
                }
                p(class="field-help") { (t::LOGO_HELP) }
            }
        }
    }
}

#[derive(Clone, Copy)]
struct State {
    app: App,
    remote: Remote<Firm>,
    version: Signal<Option<i64>>,
    busy: Signal<bool>,
    problem: Signal<Option<Message>>,
}

impl State {
    fn refuse(self, why: Message) {
        self.busy.set(false);
        self.problem.set(Some(why));
    }

    async fn save(self, logo: Option<String>, done: Words) {
        let answer = send::<SetFirmLogo>(set_firm_logo::Variables { logo }).await;
        match answer {
            Err(error) => self.refuse(Message::new(move || error.sentence())),
            Ok(data) => {
                match data.update_firm.firm {
                    Some(firm) => {
                        self.busy.set(false);
                        self.version.set(Some(firm.version));
                        self.app.toasts.confirm(done);
                        self.remote.reload();
                    }
                    None => {
                        let why = user_errors!(data.update_firm.user_errors).into_iter().next();
                        self.refuse(why.map_or_else(
                            || Message::from(t::LOGO_UNREADABLE),
                            |why| Message::new(move || why.sentence()),
                        ));
                    }
                }
            }
        }
    }
}

/// Whether documents can show a file of this type and size.
fn acceptable(kind: &str, bytes: f64) -> Result<(), Words> {
    #[expect(clippy::cast_precision_loss, reason = "half a megabyte")]
    let most = MOST_BYTES as f64;
    if !KINDS.contains(&kind) {
        Err(t::LOGO_KIND)
    } else if bytes > most {
        Err(t::LOGO_TOO_LARGE)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_and_other_files_are_refused_before_they_are_sent() {
        assert_eq!(acceptable("image/png", 1_000.0), Ok(()));
        assert_eq!(acceptable("image/png", 600_000.0), Err(t::LOGO_TOO_LARGE));
        assert_eq!(acceptable("application/pdf", 1.0), Err(t::LOGO_KIND));
    }
}
