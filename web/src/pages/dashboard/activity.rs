//! What was done last, in words.

use sycamore::prelude::*;

use super::{Data, api};
use crate::i18n::format;
use crate::i18n::text::{audit, dashboard as t};
use crate::pages::audit::words;
use crate::router::Page;
use crate::ui::avatar::{Avatar, AvatarKind};

/// The section.
#[component(inline_props)]
pub fn Activity(data: ReadSignal<Data>) -> View {
    let events = create_memo(move || data.with(|data| data.dashboard.activity.clone()));
    view! {
        section(class="section", "aria-labelledby"="activity") {
            div(class="section-header") { h2(id="activity") { (t::ACTIVITY) } }
            ({
                let lines: Vec<View> = events.get_clone().into_iter().map(line).collect();
                if lines.is_empty() {
                    view! { p(class="soft") { (t::NO_ACTIVITY) } }
                } else {
                    view! { ul(class="items") { (lines) } }
                }
            })
        }
    }
}

fn line(event: api::Event) -> View {
    let (when, exact, who) = (event.occurred_at.clone(), event.occurred_at.clone(), event.user_name.clone());
    let link = event.institution.as_ref().map(|institution| Page::institution(&institution.id).path());
    let words = {
        let event = event.clone();
        move || sentence(&event)
    };
    let sentence = match link {
        Some(href) => view! { a(class="plain", href=href, title=t::OPEN_RECORD) { (words()) } },
        None => view! { (words()) },
    };
    view! {
        li {
            Avatar(name=who, kind=AvatarKind::BesideName)
            div {
                p { (sentence) }
                p(class="small faint", title=format::day_and_time(&exact)) { (about(&event, &format::since(&when))) }
            }
        }
    }
}

/// « Préparer l’audit · CHU de Nantes · il y a 12 min »: what it was about, as far as the event tells, where, and when.
fn about(event: &api::Event, when: &str) -> String {
    let new = |field: &str| event.changes.get(field)?.get("new")?.as_str().filter(|text| !text.is_empty());
    let subject = ["name", "title", "label", "email"].into_iter().find_map(new);
    let place = event.institution.as_ref().map(|institution| institution.name.as_str());
    let place = place.filter(|place| subject != Some(place));
    [subject, place, Some(when)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// « Mehdi Benali a modifié une institution ».
fn sentence(event: &api::Event) -> String {
    let who = if event.user_name.is_empty() { t::SYSTEM.now() } else { &event.user_name };
    let said = match event.action.as_str() {
        "institution.created" => t::institution_created,
        "institution.updated" => t::institution_updated,
        "institution.deleted" => t::institution_deleted,
        "institution.restored" => t::institution_restored,
        "user.created" => t::user_created,
        "user.invited" => t::user_invited,
        "user.updated" => t::user_updated,
        "user.deactivated" => t::user_deactivated,
        "user.activated" => t::user_activated,
        "user.password_reset" => t::user_password_reset,
        "team.created" => t::team_created,
        "team.updated" => t::team_updated,
        "team.deleted" => t::team_deleted,
        "team.restored" => t::team_restored,
        "team.member_added" => t::team_member_added,
        "team.member_removed" => t::team_member_removed,
        "auth.login" => t::signed_in,
        "auth.logout" => t::signed_out,
        "auth.failed" => t::sign_in_failed,
        "auth.password_changed" | "auth.password_reset" => t::password_changed,
        "auth.token_reused" => t::token_reused,
        "auth.session_revoked" => t::session_ended,
        "api_token.created" => t::token_created,
        "api_token.revoked" => t::token_revoked,
        other => return words::told(who, other).unwrap_or_else(|| audit::did_else(who, other)),
    };
    said(who)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(action: &str, changes: serde_json::Value) -> api::Event {
        api::Event {
            id: "1".into(),
            occurred_at: "2026-11-23T10:00:00Z".into(),
            user_name: "Mehdi Benali".into(),
            action: action.into(),
            changes,
            institution: None,
        }
    }

    #[test]
    fn events_are_told_with_what_they_were_about() {
        let created = event("institution.created", serde_json::json!({"name": {"old": null, "new": "CHU de Nantes"}}));
        assert_eq!(sentence(&created), "Mehdi Benali a créé une institution");
        assert_eq!(about(&created, "à l’instant"), "CHU de Nantes · à l’instant");
        let mut done = event("task.completed", serde_json::json!({}));
        done.institution = Some(api::EventInstitution { id: "2".into(), name: "CHU de Nantes".into() });
        assert_eq!(about(&done, "à l’instant"), "CHU de Nantes · à l’instant");
        done.changes = serde_json::json!({"title": {"old": "Relire", "new": "Relire le rapport"}});
        assert_eq!(about(&done, "à l’instant"), "Relire le rapport · CHU de Nantes · à l’instant");
        assert_eq!(about(&event("auth.login", serde_json::json!({})), "10:00"), "10:00");
        let firm = event("firm.updated", serde_json::json!({"ecbRate": {"old": null, "new": "2.15"}}));
        assert_eq!(sentence(&firm), "Mehdi Benali a modifié l’identité du cabinet");
        assert_eq!(sentence(&event("quote.sent", serde_json::json!(null))), "Mehdi Benali a envoyé un devis");
        assert_eq!(sentence(&event("quote.sung", serde_json::json!(null))), "Mehdi Benali\u{a0}: quote.sung");
    }
}
