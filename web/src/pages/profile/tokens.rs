//! Tokens for programs: made, shown once, revoked.

use domain::ApiTokenScope;
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::operations::{
    ApiTokens, CreateApiToken, RevokeApiToken, api_tokens as api, create_api_token, revoke_api_token,
};
use crate::api::{ApiError, send};
use crate::app::{App, use_app};
use crate::i18n::text::{common, profile as t, revenue, segments, shell, webhooks, words};
use crate::i18n::{Words, format};
use crate::pages::checks;
use crate::ui::button::SubmitButton;
use crate::ui::choice::CheckBox;
use crate::ui::copy::CopyButton;
use crate::ui::date_field::{DateField, date_of, date_state};
use crate::ui::dialog::{Modal, ModalKind, Question};
use crate::ui::empty::Empty;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, verify};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::text_field::TextField;
use crate::user_errors;

type Row = api::ApiTokenRow;

/// What a token can be limited to: the server's name and ours.
const REACH: [(&str, Words); 17] = [
    ("institution", shell::INSTITUTIONS),
    ("contact", shell::CONTACTS),
    ("task", shell::TASKS),
    ("segment", segments::SEGMENTS),
    ("quote", shell::QUOTES),
    ("invoice", shell::INVOICES),
    ("payment", shell::PAYMENTS),
    ("catalog_item", shell::CATALOG),
    ("template", shell::TEMPLATES),
    ("firm", shell::FIRM),
    ("revenue", shell::REVENUE),
    ("revenue_entry", revenue::ENTRIES),
    ("digiforma", shell::DIGIFORMA),
    ("user", shell::USERS),
    ("team", shell::TEAMS),
    ("webhook", webhooks::WEBHOOKS),
    ("audit_event", t::AUDIT_LOG),
];

/// The tab.
#[component]
pub fn ApiTokenList() -> View {
    let app = use_app();
    let creating = create_signal(false);
    // The token that was made a moment ago: it cannot be fetched again.
    let fresh = create_signal(None::<String>);
    let revoking = create_signal(None::<Row>);
    let tokens = fetch(|| (), |()| async move { Ok(send::<ApiTokens>(api::Variables).await?.api_tokens) });
    view! {
        section("aria-labelledby"="tokens") {
            div(class="section-header") {
                h2(id="tokens") { (shell::API_TOKENS) }
                button(class="button button-small", r#type="button", on:click=move |_| creating.set(true)) {
                    Icon(glyph=Glyph::PLUS)
                    (t::NEW_TOKEN)
                }
            }
            p(class="soft token-intro") { (t::TOKENS_INTRO) }
            (fresh.get_clone().map(|token| view! { FreshToken(token=token, fresh=fresh) }))
            Loaded(
                remote=tokens,
                what=Message::from(t::TOKENS_FAILED),
                waiting=|| view! { SkeletonRows(rows=3) },
                show=move |rows| view! { (list(rows.get_clone(), revoking)) },
            )
        }
        (if creating.get() { view! { CreateDialog(open=creating, fresh=fresh, tokens=tokens) } } else { View::new() })
        (match revoking.get_clone() {
            None => View::new(),
            Some(row) => {
                let (name, id) = (row.name, row.id);
                view! {
                    Question(
                        title=t::REVOKE_TITLE,
                        body=move || t::revoke_body(&name),
                        yes=t::REVOKE,
                        no=common::CANCEL,
                        danger=true,
                        on_yes=move || {
                            revoke(app, tokens, id.clone());
                            revoking.set(None);
                        },
                        on_no=move || revoking.set(None),
                    )
                }
            }
        })
    }
}

fn list(rows: Vec<Row>, revoking: Signal<Option<Row>>) -> View {
    if rows.is_empty() {
        return view! { Empty(glyph=Glyph::KEY_ROUND, title=t::NO_TOKENS, body=t::NO_TOKENS_BODY) {} };
    }
    let lines: Vec<View> = rows.into_iter().map(|row| line(row, revoking)).collect();
    view! { ul(class="items") { (lines) } }
}

fn line(row: Row, revoking: Signal<Option<Row>>) -> View {
    let (name, prefix) = (row.name.clone(), format!("{}…", row.prefix));
    let (scopes, expires, used) = (row.scopes.clone(), row.expires_at.clone(), row.last_used_at.clone());
    let reach = row.entities.clone();
    let facts = move || {
        let scopes = scopes.iter().map(|scope| words::token_scope(*scope).now()).collect::<Vec<_>>().join(", ");
        let expires = match &expires {
            Some(day) => t::expires(&format::day(day)),
            None => t::NEVER_EXPIRES.now().to_owned(),
        };
        let used = match &used {
            Some(when) => t::last_used(&format::since(when)),
            None => t::NEVER_USED.now().to_owned(),
        };
        let reach = reach.as_ref().map(|names| reach_words(names));
        [Some(scopes), reach, Some(expires), Some(used)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        li {
            Icon(glyph=Glyph::KEY_ROUND)
            div {
                p {
                    span(class="cell-title inline") { (name) }
                    " "
                    span(class="code small faint") { (prefix) }
                }
                p(class="small faint") { (facts()) }
            }
            button(
                class="button button-quiet button-small",
                r#type="button",
                on:click=move |_| revoking.set(Some(row.clone())),
            ) { (t::REVOKE) }
        }
    }
}

/// « Institutions, Contacts »; a kind that this page does not know yet keeps the server's name.
fn reach_words(names: &[String]) -> String {
    fn word(name: &String) -> &str {
        REACH.iter().find(|(known, _)| known == name).map_or(name.as_str(), |(_, words)| words.now())
    }
    names.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The one time that a token is shown.
#[component(inline_props)]
fn FreshToken(token: String, fresh: Signal<Option<String>>) -> View {
    let toasts = use_app().toasts;
    let shown = token.clone();
    view! {
        Notice(tone=Tone::Positive) {
            div {
                p { strong { (t::TOKEN_MADE) } " " (t::TOKEN_ONCE) }
                p(class="token-value") {
                    span(class="code") { (shown) }
                    CopyButton(text=token, label=t::COPY_TOKEN, toasts=toasts)
                }
            }
            button(class="button button-small", r#type="button", on:click=move |_| fresh.set(None)) { (t::TOKEN_KEPT) }
        }
    }
}

#[component(inline_props)]
fn CreateDialog(open: Signal<bool>, fresh: Signal<Option<String>>, tokens: Remote<Vec<Row>>) -> View {
    let name = FieldState::new("", checks::required(100));
    let expires = date_state(None);
    let (read, write) = (create_signal(true), create_signal(false));
    let reach = REACH.map(|(name, words)| (name, words, create_signal(false)));
    let entries = [
        Entry::new("name", t::TOKEN_NAME, Control::Text(name)),
        Entry::new("expiresAt", t::TOKEN_EXPIRES, Control::Text(expires)),
    ];
    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let refusals = create_signal(Vec::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !verify(&entries) || busy.replace(true) {
            return;
        }
        failure.set(None);
        refusals.set(Vec::new());
        let scopes = [(read, ApiTokenScope::Read), (write, ApiTokenScope::Write)];
        let input = create_api_token::CreateApiTokenInput {
            name: name.text(),
            scopes: scopes.into_iter().filter(|(on, _)| on.get_untracked()).map(|(_, scope)| scope).collect(),
            entities: Some(limited_to(&reach)).filter(|names| !names.is_empty()),
            expires_at: date_of(expires),
        };
        spawn_local_scoped(async move {
            let answer = send::<CreateApiToken>(create_api_token::Variables { input }).await;
            match answer {
                Err(error) => {
                    busy.set(false);
                    failure.set(Some(error));
                }
                Ok(data) => match data.create_api_token.token {
                    Some(token) => {
                        fresh.set(Some(token));
                        tokens.reload();
                        open.set(false);
                    }
                    None => {
                        busy.set(false);
                        refusals.set(place(user_errors!(data.create_api_token.user_errors), &entries));
                    }
                },
            }
        });
    };
    view! {
        Modal(kind=ModalKind::Dialog, title=t::NEW_TOKEN, on_close=move || open.set(false)) {
            form(class="panel-form", novalidate=true, on:submit=submit) {
                div(class="panel-body") {
                    (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
                    (refusals
                        .get_clone()
                        .into_iter()
                        .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                        .collect::<Vec<_>>())
                    TextField(state=name, label=t::TOKEN_NAME, help=t::TOKEN_NAME_HELP, autocomplete="off")
                    fieldset(class="field") {
                        legend(class="field-label") { (t::TOKEN_SCOPES) }
                        CheckBox(checked=read, label=words::SCOPE_READ)
                        CheckBox(checked=write, label=words::SCOPE_WRITE)
                    }
                    fieldset(class="field") {
                        legend(class="field-label") { (t::TOKEN_REACH) " " span { (common::OPTIONAL) } }
                        div(class="form-pair") { (reach_boxes(&reach)) }
                        p(class="field-help") { (t::TOKEN_REACH_HELP) }
                    }
                    DateField(state=expires, label=t::TOKEN_EXPIRES, optional=true, help=t::TOKEN_EXPIRES_HELP)
                }
                div(class="panel-footer") {
                    button(class="button", r#type="button", on:click=move |_| open.set(false)) { (common::CANCEL) }
                    SubmitButton(label=t::CREATE_TOKEN, busy_label=common::SAVING, busy=busy)
                }
            }
        }
    }
}

type Reach = [(&'static str, Words, Signal<bool>); REACH.len()];

fn reach_boxes(reach: &Reach) -> Vec<View> {
    reach.iter().map(|(_, words, on)| view! { CheckBox(checked=*on, label=*words) }).collect()
}

fn limited_to(reach: &Reach) -> Vec<String> {
    reach.iter().filter(|(_, _, on)| on.get_untracked()).map(|(name, _, _)| (*name).to_owned()).collect()
}

fn revoke(app: App, tokens: Remote<Vec<Row>>, id: String) {
    let input = revoke_api_token::RevokeApiTokenInput { id };
    spawn_local_scoped(async move {
        match send::<RevokeApiToken>(revoke_api_token::Variables { input }).await {
            Ok(_) => {
                app.toasts.confirm(t::REVOKED);
                tokens.reload();
            }
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::reach_words;

    #[test]
    fn the_reach_of_a_token_is_worded() {
        assert_eq!(reach_words(&["institution".into(), "newer".into()]), "Institutions, newer");
    }
}
