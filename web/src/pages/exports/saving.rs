//! Fetching a file and handing it to the person, with what the dialogue shows meanwhile.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::file::{self, NoFile};
use crate::app::use_app;
use crate::i18n::Words;
use crate::i18n::text::{common, exports as t};
use crate::platform::download;
use crate::ui::button::SubmitButton;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::form::{Entry, place, verify};
use crate::ui::form_panel::{FormStatus, SendingNotices};
use crate::ui::message::Message;

/// The dialogue of a file: `address` is where it is, by what is typed; closing it ends the fetching.
#[component(inline_props)]
pub fn FileDialog(
    title: Words,
    entries: Vec<Entry>,
    address: Rc<dyn Fn() -> String>,
    close: Rc<dyn Fn()>,
    children: Children,
) -> View {
    let app = use_app();
    let status = FormStatus::new();
    let (leave, cancel, done) = (close.clone(), close.clone(), close);
    let submit: Rc<dyn Fn()> = Rc::new(move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let (entries, done) = (entries.clone(), done.clone());
        let address = untrack(|| address());
        spawn_local_scoped(async move {
            match file::fetch(&address).await {
                Ok(file) if download::save_blob(&file.name, &file.content) => {
                    app.toasts.confirm(Message::new(move || t::saved(&file.name)));
                    done();
                }
                Ok(_) => {
                    status.busy.set(false);
                    app.toasts.fail(t::BROWSER_REFUSED);
                }
                Err(NoFile::Failed(error)) => status.fail(error),
                Err(NoFile::Refused(errors)) => status.refuse(place(errors, &entries)),
            }
        });
    });
    let again = submit.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        Modal(kind=ModalKind::Dialog, title=title, on_close=move || leave()) {
            form(class="panel-form", novalidate=true, on:submit=send) {
                div(class="panel-body") { (children) }
                div(class="panel-notices") { SendingNotices(status=status, again=again) }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| cancel()) { (common::CANCEL) }
                    SubmitButton(label=t::DOWNLOAD, busy_label=t::PREPARING, busy=status.busy)
                }
            }
        }
    }
}
