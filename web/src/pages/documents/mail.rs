//! The dialogue that mails a document: to whom, and with which words.

use std::rc::Rc;

use domain::identifiers::email;
use futures_util::future::LocalBoxFuture;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::documents::{MailChoices, mail_choices};
use crate::api::{ApiError, send};
use crate::i18n::Words;
use crate::i18n::text::{common, documents as t};
use crate::ui::button::SubmitButton;
use crate::ui::choice::RadioGroup;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::{FieldState, verify_all};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::fetch;
use crate::ui::text_field::TextArea;
use crate::ui::tokens::TokensField;

/// What is to be sent; nothing to mail: it only counts as sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Addresses.
    pub recipients: Vec<String>,
    /// Words of the sender.
    pub message: Option<String>,
    /// Whether a mail goes out at all.
    pub mail: bool,
}

/// What sends it; the dialogue closes when it succeeds.
pub type SendMail = Rc<dyn Fn(Mail) -> LocalBoxFuture<'static, Result<(), Message>>>;

/// The words of the dialogue.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Its title.
    pub title: Words,
    /// What else it does.
    pub body: Option<Words>,
    /// Label of the button.
    pub submit: Words,
    /// With a mail or without one, in words; absent: always with one.
    pub ways: Option<(Words, Words)>,
    /// Label of the button without a mail.
    pub without: Words,
}

/// Addresses of an institution: the one for invoices first, then the primary contact's, then the others.
async fn addresses(institution: String) -> Result<Vec<String>, ApiError> {
    let found = send::<MailChoices>(mail_choices::Variables { id: institution }).await?.institution;
    let mut contacts = found.contacts.nodes;
    contacts.sort_by_key(|contact| !contact.is_primary);
    let mut all: Vec<String> = found.billing_email.into_iter().collect();
    for contact in contacts {
        if !all.contains(&contact.email) {
            all.push(contact.email);
        }
    }
    Ok(all)
}

fn malformed(addresses: &[String]) -> Option<Message> {
    let wrong = addresses.iter().find(|address| email::parse(address).is_err())?.clone();
    Some(Message::new(move || t::recipient_malformed(&wrong)))
}

/// The dialogue, for a document of `institution`.
#[component(inline_props)]
pub fn MailDialog(asked: Asked, institution: String, act: SendMail, close: Rc<dyn Fn()>) -> View {
    let recipients = create_signal(Vec::<String>::new());
    let way = create_signal("mail");
    let mailed = create_selector(move || way.get() == "mail");
    let typed = FieldState::new("", move |_| {
        let all = recipients.get_clone_untracked();
        match (mailed.get_untracked(), all.is_empty()) {
            (false, _) => None,
            (true, true) => Some(Message::from(t::RECIPIENTS_NEEDED)),
            (true, false) => malformed(&all),
        }
    });
    let message = FieldState::new("", crate::pages::checks::at_most(5_000));
    let known = fetch(move || institution.clone(), addresses);
    // The first address is proposed, unless somebody was faster.
    create_effect(move || {
        let first = known.value.with(|known| known.as_ref().and_then(|known| known.first().cloned()));
        if let Some(first) = first.filter(|_| recipients.with_untracked(Vec::is_empty)) {
            recipients.set(vec![first]);
        }
    });
    create_effect(move || {
        recipients.track();
        typed.recheck();
    });
    let suggestions = create_memo(move || known.value.get_clone().unwrap_or_default());
    let busy = create_signal(false);
    let failure = create_signal(None::<Message>);
    let (cancel, done) = (close.clone(), close.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !verify_all(&[typed, message]) || busy.replace(true) {
            return;
        }
        failure.set(None);
        let mail = mailed.get_untracked();
        let recipients = if mail { recipients.get_clone_untracked() } else { Vec::new() };
        let (sent, done) = (act(Mail { recipients, message: message.optional(), mail }), done.clone());
        spawn_local_scoped(async move {
            match sent.await {
                Ok(()) => done(),
                Err(why) => {
                    busy.set(false);
                    failure.set(Some(why));
                }
            }
        });
    };
    let ways = asked.ways.map(|(with, without)| {
        view! { RadioGroup(label=asked.title, choices=vec![("mail", with), ("none", without)], value=way) }
    });
    let body = asked.body.map(|body| view! { p { (body) } });
    let label = move || if mailed.get() { asked.submit.now() } else { asked.without.now() };
    view! {
        Modal(kind=ModalKind::Dialog, title=asked.title, on_close=move || close()) {
            form(class="panel-form", novalidate=true, on:submit=submit) {
                div(class="panel-body dialog-with-list") {
                    (body)
                    (ways)
                    (if mailed.get() {
                        view! {
                            TokensField(
                                state=typed,
                                values=recipients,
                                label=t::RECIPIENTS,
                                suggestions=suggestions,
                                help=t::RECIPIENTS_HELP,
                            )
                            TextArea(state=message, label=t::MESSAGE, optional=true, help=t::MESSAGE_HELP)
                        }
                    } else {
                        View::new()
                    })
                    (failure.get_clone().map(|why| view! {
                        Notice(tone=Tone::Critical) { div { p { (why.words()) } } }
                    }))
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| cancel()) { (common::CANCEL) }
                    SubmitButton(label=label, busy_label=t::SENDING, busy=busy)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_address_is_named() {
        assert!(malformed(&["compta@example.com".into()]).is_none());
        let problem = malformed(&["compta@example.com".into(), "compta".into()]).map(|problem| problem.words());
        assert!(problem.is_some_and(|words| words.contains("compta\u{a0}»")));
    }
}
