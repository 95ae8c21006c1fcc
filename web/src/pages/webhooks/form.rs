//! The forms that make and change a webhook.

use std::rc::Rc;

use domain::WebhookEvent;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Hook;
use super::secret::Fresh;
use crate::api::submission::Submission;
use crate::api::user_error::UserError;
use crate::api::webhooks::{CreateWebhook, UpdateWebhook, create_webhook, update_webhook};
use crate::app::use_app;
use crate::i18n::text::{common, webhooks as t};
use crate::pages::audit::trail;
use crate::pages::checks;
use crate::pages::panels::PanelHost;
use crate::router::{Panel, go};
use crate::ui::choice::{CheckBox, CheckOption};
use crate::ui::editing::{Editing, guard};
use crate::ui::field::{FieldNote, FieldState};
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// The fields, each with its control.
#[derive(Clone, Copy)]
struct Fields {
    name: FieldState,
    url: FieldState,
    events: FieldState,
    chosen: Signal<Vec<String>>,
    headers: FieldState,
    /// Seconds.
    timeout: FieldState,
    retries: FieldState,
    active: Signal<bool>,
}

impl Fields {
    fn new(hook: Option<&Hook>) -> Self {
        let events = hook.map(|hook| hook.events.iter().map(|event| event.name().to_owned()).collect());
        let chosen = create_signal::<Vec<String>>(events.unwrap_or_default());
        let line =
            |header: &crate::api::webhooks::webhooks::WebhookRowHeaders| format!("{}: {}", header.name, header.value);
        let headers = hook.map(|hook| hook.headers.iter().map(line).collect::<Vec<_>>().join("\n"));
        let seconds = hook.map_or(30, |hook| hook.timeout / 1_000);
        Self {
            name: FieldState::new(hook.map_or("", |hook| &hook.name), checks::required(255)),
            url: FieldState::new(hook.map_or("https://", |hook| &hook.url), address),
            events: FieldState::new("", move |_| {
                chosen.with_untracked(Vec::is_empty).then(|| Message::from(t::EVENTS_NEEDED))
            }),
            chosen,
            headers: FieldState::new(headers.as_deref().unwrap_or(""), |text| {
                lines(text).is_none().then(|| Message::from(t::HEADERS_MALFORMED))
            }),
            timeout: FieldState::new(&seconds.to_string(), whole(1, 300)),
            retries: FieldState::new(&hook.map_or(10, |hook| hook.max_retries).to_string(), whole(0, 10)),
            active: create_signal(hook.is_none_or(|hook| hook.status == domain::WebhookStatus::Active)),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    fn entries(self) -> Vec<Entry> {
        let text = Control::Text;
        vec![
            Entry::new("name", t::NAME, text(self.name)),
            Entry::new("url", t::ADDRESS, text(self.url)),
            Entry::new("events", t::EVENTS, Control::Words(self.events, self.chosen)),
            Entry::new("isActive", t::ACTIVE, Control::Switch(self.active)),
            Entry::new("timeout", t::TIMEOUT, text(self.timeout)),
            Entry::new("maxRetries", t::RETRIES, text(self.retries)),
            Entry::new("headers", t::HEADERS, text(self.headers)),
        ]
    }

    /// Shows refusals at their fields; those of one header at the field of all.
    fn place(self, mut errors: Vec<UserError>) -> Vec<UserError> {
        for error in &mut errors {
            if error.field.as_deref().is_some_and(|field| field.starts_with("headers.")) {
                error.field = Some("headers".to_owned());
            }
            match error.code.as_str() {
                "PRIVATE_ADDRESS" => error.message = t::CLOSED_NETWORK.now().to_owned(),
                "RESERVED" => error.message = t::RESERVED.now().to_owned(),
                _ => {}
            }
        }
        place(errors, &self.entries())
    }

    fn chosen_events(self) -> Vec<WebhookEvent> {
        self.chosen.with_untracked(|names| names.iter().filter_map(|name| name.parse().ok()).collect())
    }

    fn milliseconds(self) -> Option<i64> {
        self.timeout.text().parse::<i64>().ok().map(|seconds| seconds * 1_000)
    }

    fn creation(self) -> create_webhook::CreateWebhookInput {
        let header = |(name, value)| create_webhook::WebhookHeaderInput { name, value };
        create_webhook::CreateWebhookInput {
            name: self.name.text(),
            url: self.url.text(),
            events: self.chosen_events(),
            secret: None,
            headers: Some(lines(&self.headers.text()).unwrap_or_default().into_iter().map(header).collect()),
            timeout: self.milliseconds(),
            max_retries: self.retries.text().parse().ok(),
            retry_delay: None,
            is_active: Some(self.active.get_untracked()),
        }
    }

    fn update(self, id: String, version: Option<i64>) -> update_webhook::UpdateWebhookInput {
        let header = |(name, value)| update_webhook::WebhookHeaderInput { name, value };
        update_webhook::UpdateWebhookInput {
            id,
            expected_version: version,
            name: Some(self.name.text()),
            url: Some(self.url.text()),
            events: Some(self.chosen_events()),
            secret: None,
            headers: Some(lines(&self.headers.text()).unwrap_or_default().into_iter().map(header).collect()),
            timeout: self.milliseconds(),
            max_retries: self.retries.text().parse().ok(),
            retry_delay: None,
            is_active: Some(self.active.get_untracked()),
        }
    }
}

/// Something behind the scheme; the server looks closer.
fn address(text: &str) -> Option<Message> {
    let behind = ["https://", "http://"].iter().find_map(|scheme| text.trim().strip_prefix(scheme));
    behind.is_none_or(str::is_empty).then(|| Message::from(t::ADDRESS_MALFORMED))
}

fn whole(least: u32, most: u32) -> impl Fn(&str) -> Option<Message> {
    move |text| {
        let fits = text.trim().parse::<u32>().is_ok_and(|number| (least..=most).contains(&number));
        (!fits).then(|| Message::new(move || t::out_of_range(&least.to_string(), &most.to_string())))
    }
}

/// Headers, one a line; `None` where a line is none.
fn lines(text: &str) -> Option<Vec<(String, String)>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (name, value) = line.split_once(':')?;
            let name = name.trim();
            (!name.is_empty()).then(|| (name.to_owned(), value.trim().to_owned()))
        })
        .collect()
}

#[component(inline_props)]
fn Inputs(fields: Fields) -> View {
    view! {
        fieldset(class="form-grid") {
            legend(class="visually-hidden") { (t::WEBHOOK) }
            TextField(state=fields.name, label=t::NAME, autocomplete="off", frame="field span-all", "autofocus"="")
            TextField(
                state=fields.url,
                label=t::ADDRESS,
                help=t::ADDRESS_HELP,
                autocomplete="off",
                inputmode="url",
                frame="field span-all",
            )
        }
        EventChoice(fields=fields)
        fieldset(class="form-grid form-section") {
            legend { (t::ADVANCED) }
            TextField(state=fields.timeout, label=t::TIMEOUT, help=t::TIMEOUT_HELP, inputmode="numeric", class="input input-number")
            TextField(state=fields.retries, label=t::RETRIES, help=t::RETRIES_HELP, inputmode="numeric", class="input input-number")
            TextArea(state=fields.headers, label=t::HEADERS, help=t::HEADERS_HELP, optional=true, frame="field span-all")
            div(class="span-all stack-tight") {
                CheckBox(checked=fields.active, label=t::ACTIVE)
                p(class="field-help") { (t::ACTIVE_HELP) }
            }
        }
    }
}

/// A box for each event.
#[component(inline_props)]
fn EventChoice(fields: Fields) -> View {
    let option = move |event: &WebhookEvent| {
        let event = *event;
        let chosen = fields.chosen;
        let checked = create_selector(move || chosen.with(|names| names.iter().any(|name| name == event.name())));
        let change = move |on: bool| {
            chosen.update(|names| {
                names.retain(|name| name != event.name());
                if on {
                    names.push(event.name().to_owned());
                }
            });
            fields.events.recheck();
        };
        view! { CheckOption(checked=checked, label=t::event(event), on_change=change) }
    };
    // A test comes when it is asked for, chosen or not.
    let all = WebhookEvent::ALL.iter().filter(|event| **event != WebhookEvent::WebhookTest);
    let options: Vec<View> = all.map(option).collect();
    view! {
        fieldset(
            class="form-section",
            id=fields.events.id(),
            tabindex="-1",
            "aria-describedby"=fields.events.note_id(),
        ) {
            legend { (t::EVENTS) }
            FieldNote(state=fields.events, help=Some(t::EVENTS_HELP))
            div(class="choices-columns") { (options) }
        }
    }
}

/// The panel for a new webhook.
#[component(inline_props)]
pub fn CreatePanel(host: PanelHost, fresh: Fresh) -> View {
    let app = use_app();
    let fields = Fields::new(None);
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let close = host.clone();
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let input = untrack(|| fields.creation());
        let (submission, host, name) = (submission.clone(), host.clone(), input.name.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateWebhook>(create_webhook::Variables { input }).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_webhook.secret {
                    Some(secret) => {
                        saved.set(true);
                        let told = name.clone();
                        app.toasts.confirm(Message::new(move || t::created(&told)));
                        fresh.show(name, secret);
                        (host.changed)();
                        host.close();
                    }
                    None => status.refuse(fields.place(user_errors!(data.create_webhook.user_errors))),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::NEW,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || close.close()) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}

/// The panel that changes a webhook.
#[component(inline_props)]
pub fn EditPanel(host: PanelHost, hook: Hook) -> View {
    let app = use_app();
    let fields = Fields::new(Some(&hook));
    let editing = Editing::new(fields.entries(), Some(hook.version));
    let (id, status) = (hook.id.clone(), editing.status);
    let back = (host.address)(Panel::Shown(hook.id));
    let cancel = back.clone();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        (host.changed)();
        go(&back);
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(id.clone(), editing.version.get()));
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateWebhook>(update_webhook::Variables { input }).await {
                Ok(data) => {
                    let errors = user_errors!(data.update_webhook.user_errors);
                    if errors.is_empty() {
                        editing.finish(errors, &done);
                    } else {
                        editing.status.refuse(fields.place(errors));
                    }
                }
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| {
                        found.map(|theirs| {
                            let values = untrack(|| snapshot(&Fields::new(Some(&theirs)).entries()));
                            (values, theirs.version)
                        })
                    })
                    .await;
                }
            }
        });
    };
    view! {
        FormPanel(
            title=t::EDIT_TITLE,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&cancel)) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_line_by_line() {
        let two = lines("Authorization: Bearer a:b\n\n X-Tenant :ouest ").unwrap();
        assert_eq!(two, [("Authorization".into(), "Bearer a:b".into()), ("X-Tenant".into(), "ouest".into())]);
        assert_eq!((lines(""), lines("no header"), lines(": x")), (Some(Vec::new()), None, None));
    }

    #[test]
    fn an_address_has_a_scheme_and_more() {
        for wrong in ["", "https://", "example.com", "ftp://example.com"] {
            assert!(address(wrong).is_some(), "{wrong}");
        }
        assert!(address("https://example.com/hook").is_none());
    }
}
