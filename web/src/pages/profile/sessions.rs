//! Where one is signed in, and signing out there.

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use crate::api::operations::{
    RevokeOtherSessions, RevokeSession, Sessions, revoke_other_sessions, revoke_session, sessions as api,
};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n::format;
use crate::i18n::text::profile as t;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

type Row = api::SessionRow;

/// The section.
#[component]
pub fn SessionList() -> View {
    let app = use_app();
    let sessions = fetch(|| (), |()| async move { Ok(send::<Sessions>(api::Variables).await?.sessions) });
    let others = create_selector(move || {
        sessions.value.with(|all| all.as_ref().is_some_and(|all| all.iter().any(|session| !session.is_current)))
    });
    view! {
        section(class="section", "aria-labelledby"="sessions") {
            div(class="section-header") {
                h2(id="sessions") { (t::SESSIONS) }
                (if others.get() {
                    view! {
                        button(class="button button-small", r#type="button", on:click=move |_| end_others(app, sessions)) {
                            (t::END_OTHERS)
                        }
                    }
                } else {
                    View::new()
                })
            }
            Loaded(
                remote=sessions,
                what=Message::from(t::SESSIONS_FAILED),
                waiting=|| view! { SkeletonRows(rows=3) },
                show=move |rows| view! { ul(class="items") { (lines(app, sessions, rows.get_clone())) } },
            )
        }
    }
}

fn lines(app: App, sessions: Remote<Vec<Row>>, rows: Vec<Row>) -> Vec<View> {
    rows.into_iter().map(|row| line(app, sessions, row)).collect()
}

fn line(app: App, sessions: Remote<Vec<Row>>, row: Row) -> View {
    let agent = row.user_agent.as_deref().unwrap_or_default();
    let (device, glyph) = (device(agent), if is_phone(agent) { Glyph::PHONE } else { Glyph::MONITOR });
    let (used, ip) = (row.last_used_at.clone(), row.ip.clone().unwrap_or_default());
    let facts = move || {
        let used = t::last_used(&format::since(&used));
        if ip.is_empty() { used } else { format!("{used} · {ip}") }
    };
    let (id, current) = (row.id, row.is_current);
    let end = (!current).then(|| {
        view! {
            button(
                class="button button-quiet button-small",
                r#type="button",
                on:click=move |_| end_one(app, sessions, id.clone()),
            ) { (t::END) }
        }
    });
    let here = current.then(|| view! { " " span(class="tag") { (t::THIS_SESSION) } });
    view! {
        li {
            Icon(glyph=glyph)
            div {
                p {
                    span(class="cell-title inline") { (device) }
                    (here)
                }
                p(class="small faint") { (facts()) }
            }
            (end)
        }
    }
}

fn end_one(app: App, sessions: Remote<Vec<Row>>, id: String) {
    let input = revoke_session::RevokeSessionInput { id };
    spawn_local_scoped(async move {
        match send::<RevokeSession>(revoke_session::Variables { input }).await {
            Ok(_) => {
                app.toasts.confirm(t::ENDED);
                sessions.reload();
            }
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
        }
    });
}

fn end_others(app: App, sessions: Remote<Vec<Row>>) {
    spawn_local_scoped(async move {
        match send::<RevokeOtherSessions>(revoke_other_sessions::Variables).await {
            Ok(data) => {
                let count = u64::try_from(data.revoke_other_sessions.count).unwrap_or_default();
                app.toasts.confirm(Message::new(move || t::ended_many(count)));
                sessions.reload();
            }
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
        }
    });
}

/// Browser and system of a `User-Agent`: « Chrome · Windows ».
fn device(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, n)| *n);
    let known: Vec<&str> = named(&BROWSERS).into_iter().chain(named(&SYSTEMS)).collect();
    match (known.as_slice(), agent) {
        ([], "") => t::UNKNOWN_DEVICE.now().to_owned(),
        ([], agent) => agent.chars().take(40).collect(),
        (known, _) => known.join(" · "),
    }
}

fn is_phone(agent: &str) -> bool {
    agent.contains("Mobile") || agent.contains("iPhone") || agent.contains("Android")
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn devices_are_named_by_browser_and_system() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36";
        assert_eq!(device(chrome), "Chrome · Windows");
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(device(safari), "Safari · iPhone");
        assert_eq!(device("my-script"), "my-script");
        assert_eq!(device(""), "Appareil inconnu");
    }
}
