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
use crate::ui::amount_field::{AmountField, Unit, amount_of, amount_state};
use crate::ui::button::SubmitButton;
use crate::ui::choice::RadioGroup;
use crate::ui::dialog::{Modal, ModalKind};
use crate::ui::field::{FieldState, verify_all};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::fetch;
use crate::ui::text_field::{TextArea, TextField};
use crate::ui::tokens::TokensField;

/// What is to be sent; nothing to mail: it only counts as sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Addresses.
    pub recipients: Vec<String>,
    /// In place of the usual subject.
    pub subject: Option<String>,
    /// In place of the usual text.
    pub message: Option<String>,
    /// Of a reminder: the penalty in per cent a year, in place of the rate that the invoice names.
    pub penalty_rate: Option<String>,
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
    /// The address for invoices is proposed, not the primary contact's.
    pub billing: bool,
    /// What is said of the usual subject.
    pub subject_help: Words,
    /// What is said of the usual penalty; absent: the mail claims none.
    pub penalty_help: Option<Words>,
}

/// Addresses of an institution: the one for invoices (`billing`) or the primary contact's first, then the others.
async fn addresses(institution: String, billing: bool) -> Result<Vec<String>, ApiError> {
    let found = send::<MailChoices>(mail_choices::Variables { id: institution }).await?.institution;
    let mut contacts = found.contacts.nodes;
    contacts.sort_by_key(|contact| !contact.is_primary);
    let contacts = contacts.into_iter().map(|contact| contact.email);
    Ok(in_order(found.billing_email, contacts, billing))
}

/// Each address once. One for invoices comes first where it is wanted, else after the first contact's.
fn in_order(invoices: Option<String>, contacts: impl Iterator<Item = String>, billing: bool) -> Vec<String> {
    let mut all: Vec<String> = contacts.collect();
    if let Some(address) = invoices {
        all.retain(|known| *known != address);
        all.insert(if billing { 0 } else { all.len().min(1) }, address);
    }
    let mut known = Vec::new();
    all.retain(|address| {
        !known.contains(address) && {
            known.push(address.clone());
            true
        }
    });
    all
}

fn malformed(addresses: &[String]) -> Option<Message> {
    let wrong = addresses.iter().find(|address| email::check(address).is_err())?.clone();
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
    let subject = FieldState::new("", crate::pages::checks::at_most(200));
    let penalty = amount_state(Unit::Percent, None);
    let known = fetch(move || institution.clone(), move |institution| addresses(institution, asked.billing));
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
        if !verify_all(&[typed, subject, penalty, message]) || busy.replace(true) {
            return;
        }
        failure.set(None);
        let mail = mailed.get_untracked();
        let recipients = if mail { recipients.get_clone_untracked() } else { Vec::new() };
        let asked_for = Mail {
            recipients,
            subject: subject.optional(),
            message: message.optional(),
            penalty_rate: untrack(|| amount_of(Unit::Percent, penalty)),
            mail,
        };
        let (sent, done) = (act(asked_for), done.clone());
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
                            TextField(
                                state=subject,
                                label=t::SUBJECT,
                                autocomplete="off",
                                placeholder=t::USUAL_SUBJECT,
                                optional=true,
                                help=asked.subject_help,
                            )
                            (asked.penalty_help.map(|help| view! {
                                AmountField(
                                    state=penalty,
                                    unit=Unit::Percent,
                                    label=t::PENALTY_RATE,
                                    optional=true,
                                    help=help,
                                )
                            }))
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
    fn the_address_that_is_proposed_comes_first_and_each_once() {
        let order = |billing| {
            let contacts = ["anne@chu.example", "compta@chu.example", "anne@chu.example"].map(str::to_owned);
            in_order(Some("compta@chu.example".into()), contacts.into_iter(), billing).join(" ")
        };
        assert_eq!(order(true), "compta@chu.example anne@chu.example");
        assert_eq!(order(false), "anne@chu.example compta@chu.example");
        assert_eq!(in_order(Some("a@b.example".into()), std::iter::empty(), false).len(), 1);
    }

    #[test]
    fn a_wrong_address_is_named() {
        assert!(malformed(&["compta@example.com".into()]).is_none());
        let problem = malformed(&["compta@example.com".into(), "compta".into()]).map(|problem| problem.words());
        assert!(problem.is_some_and(|words| words.contains("compta\u{a0}»")));
    }
}
