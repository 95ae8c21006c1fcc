//! What was delivered to a webhook, the latest first.

use domain::{WebhookDeliveryStatus, WebhookEvent};
use sycamore::prelude::*;

use super::actions;
use crate::api::webhooks::{WebhookDeliveries, webhook_deliveries as api};
use crate::api::{ApiError, send};
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::webhooks as t;
use crate::pages::outcome::Changed;
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::status::{StatusLook, looks};

type Delivery = api::Delivery;

/// The latest deliveries of a webhook.
///
/// # Errors
/// As [`send`].
pub async fn latest(id: String) -> Result<Vec<Delivery>, ApiError> {
    Ok(send::<WebhookDeliveries>(api::Variables { id }).await?.webhook.deliveries.nodes)
}

fn look(status: WebhookDeliveryStatus) -> StatusLook {
    match status {
        WebhookDeliveryStatus::Pending => looks::delivery::QUEUED,
        WebhookDeliveryStatus::Success => looks::delivery::DELIVERED,
        WebhookDeliveryStatus::Retrying => looks::delivery::RETRYING,
        WebhookDeliveryStatus::Failed => looks::delivery::ABANDONED,
    }
}

/// Why an attempt failed, in the language of the page; what the server says otherwise is in English.
#[must_use]
pub fn failure(http_status: Option<i64>, message: &str) -> String {
    if let Some(status) = http_status {
        return t::answered_badly(&status.to_string());
    }
    let known = [
        ("did not answer in time", t::TIMED_OUT),
        ("cannot be reached", t::UNREACHABLE),
        ("host was not found", t::HOST_UNKNOWN),
        ("closed network", t::CLOSED_NETWORK),
        ("is switched off", t::SWITCHED_OFF),
        ("The secret", t::SECRET_UNREADABLE),
    ];
    known.iter().find(|(part, _)| message.contains(part)).map_or(message, |(_, words)| words.now()).to_owned()
}

/// The section. What was sent can be sent again while the webhook is `active`.
#[component(inline_props)]
pub fn Deliveries(remote: Remote<Vec<Delivery>>, changed: Changed, active: bool) -> View {
    let app = use_app();
    view! {
        section(class="section", "aria-labelledby"="deliveries") {
            h3(id="deliveries") { (t::DELIVERIES) }
            Loaded(
                remote=remote,
                what=Message::from(t::DELIVERIES_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=move |found| {
                    let changed = changed.clone();
                    view! {
                        (if found.with(Vec::is_empty) {
                            view! { p(class="soft") { (t::NO_DELIVERIES) } }
                        } else {
                            let lines: Vec<View> =
                                found.get_clone().into_iter().map(|delivery| line(app, delivery, &changed, active)).collect();
                            view! { ul(class="items") { (lines) } }
                        })
                    }
                },
            )
        }
    }
}

fn line(app: App, delivery: Delivery, changed: &Changed, active: bool) -> View {
    let Delivery { id, event, payload, status, http_status, response_body, error_message, .. } = delivery;
    let look = look(status);
    let (tone, glyph, word) = (look.tone, look.glyph, look.word);
    let (created, exact) = (delivery.created_at.clone(), delivery.created_at);
    let (attempts, next) = (u64::try_from(delivery.attempt_count).unwrap_or_default(), delivery.next_retry_at);
    let facts = move || {
        let received = http_status.filter(|status| (200..300).contains(status));
        let status = received.map(|status| t::answered(&status.to_string()));
        let tries = (attempts > 1).then(|| t::attempts(attempts));
        let next = next.as_deref().filter(|_| attempts > 0).map(|when| t::next_attempt(&format::day_and_time(when)));
        let parts = [Some(word.now().to_owned()), status, tries, next];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let known = event.parse::<WebhookEvent>().ok();
    let name = move || known.map_or("", |event| t::event(event).now());
    let body = serde_json::to_string_pretty(&payload).unwrap_or_default();
    let answer = response_body.filter(|text| !text.is_empty()).map(|text| {
        view! {
            p(class="small faint") { (t::ANSWER) }
            pre(class="code small payload", tabindex="0") { (text) }
        }
    });
    let why = error_message.map(|why| view! { p(class="small") { (failure(http_status, &why)) } });
    let changed = changed.clone();
    let replay = active.then(|| {
        let replay = move || actions::replay(app, id.clone(), changed.clone());
        view! { IconButton(label=t::REPLAY, glyph=Glyph::REFRESH_CW, small=true, on_click=replay) }
    });
    view! {
        li {
            span(class="toned", "data-tone"=tone) { Icon(glyph=glyph) }
            div {
                p {
                    span(class="cell-title inline") { (name()) }
                    " "
                    span(class="code small faint") { (event) }
                    " "
                    span(class="small faint", title=format::day_and_time(&exact)) { (format::since(&created)) }
                }
                p(class="small faint") { (facts()) }
                (why)
                details(class="test-detail small") {
                    summary { (t::BODY) }
                    pre(class="code small payload", tabindex="0") { (body) }
                    (answer)
                }
            }
            (replay)
        }
    }
}
