//! Name and phone (saved with a button), language, theme and shortcuts (act at once).

use domain::identifiers::phone;
use domain::{Language, Theme};
use sycamore::futures::{spawn_local, spawn_local_scoped};
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::ApiError;
use crate::api::operations::{SaveIdentity, UpdateProfile, save_identity, update_profile};
use crate::api::send;
use crate::api::user_error::UserError;
use crate::app::{App, use_app};
use crate::i18n;
use crate::i18n::Words;
use crate::i18n::text::{common, institution_form, profile as t, shell};
use crate::layout::user_menu::{set_language, set_theme};
use crate::pages::checks;
use crate::router::leave;
use crate::ui::button::SubmitButton;
use crate::ui::choice::CheckOption;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{ErrorNotice, Notice, Tone};
use crate::ui::text_field::TextField;
use crate::{person, user_errors};

/// The tab.
#[component]
pub fn Identity() -> View {
    view! {
        div(class="stack") {
            NameForm()
            Preferences()
        }
    }
}

#[component]
fn NameForm() -> View {
    let app = use_app();
    let person = app.session.person.get_clone_untracked();
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let first_name = FieldState::new(&text(person.as_ref().map(|p| p.first_name.as_str())), checks::required(50));
    let last_name = FieldState::new(&text(person.as_ref().map(|p| p.last_name.as_str())), checks::required(50));
    let number = person.as_ref().and_then(|p| p.phone.as_deref()).map(phone::display).unwrap_or_default();
    let telephone = FieldState::new(&number, checks::phone);
    let entries = [
        Entry::new("firstName", institution_form::FIRST_NAME, Control::Text(first_name)),
        Entry::new("lastName", institution_form::LAST_NAME, Control::Text(last_name)),
        Entry::new("phone", institution_form::MAIN_PHONE, Control::Text(telephone)),
    ];
    let base = create_signal(untrack(|| snapshot(&entries)));
    leave::guard(create_selector(move || base.with(|base| snapshot(&entries) != *base)));

    let busy = create_signal(false);
    let failure = create_signal(None::<ApiError>);
    let refusals = create_signal(Vec::<UserError>::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !verify(&entries) || busy.replace(true) {
            return;
        }
        failure.set(None);
        let version = app.session.person.with_untracked(|person| person.as_ref().map(|person| person.version));
        let input = save_identity::UpdateProfileInput {
            first_name: Some(first_name.text()),
            last_name: Some(last_name.text()),
            phone: telephone.optional().map(|typed| phone::parse(&typed).unwrap_or(typed)),
            expected_version: version,
            language: None,
            theme: None,
            keyboard_shortcuts: None,
            avatar_seed: None,
            avatar_style: None,
        };
        spawn_local_scoped(async move {
            let answer = send::<SaveIdentity>(save_identity::Variables { input }).await;
            busy.set(false);
            match answer {
                Err(error) => failure.set(Some(error)),
                Ok(data) => match data.update_profile.user {
                    Some(user) => {
                        base.set(snapshot(&entries));
                        app.session.enter(person!(user));
                        app.toasts.confirm(t::SAVED);
                    }
                    None => refusals.set(place(user_errors!(data.update_profile.user_errors), &entries)),
                },
            }
        });
    };
    view! {
        section("aria-labelledby"="name") {
            div(class="section-header") { h2(id="name") { (t::NAME_AND_PHONE) } }
            form(class="stack-tight", novalidate=true, on:submit=submit) {
                (failure.get_clone().map(|error| view! { ErrorNotice(error=error) }))
                (refusals
                    .get_clone()
                    .into_iter()
                    .map(|error| view! { Notice(tone=Tone::Critical) { div { p { (error.sentence()) } } } })
                    .collect::<Vec<_>>())
                div(class="form-grid") {
                    TextField(state=first_name, label=institution_form::FIRST_NAME, autocomplete="given-name")
                    TextField(state=last_name, label=institution_form::LAST_NAME, autocomplete="family-name")
                    TextField(
                        state=telephone,
                        label=institution_form::MAIN_PHONE,
                        r#type="tel",
                        autocomplete="tel",
                        optional=true,
                    )
                }
                div { SubmitButton(label=common::SAVE, busy_label=common::SAVING, busy=busy) }
            }
        }
    }
}

#[component]
fn Preferences() -> View {
    let app = use_app();
    let theme = move |wanted: Theme, glyph: Glyph, name: Words| {
        view! {
            button(
                r#type="button",
                "aria-pressed"=if app.session.theme.get() == wanted { "true" } else { "false" },
                on:click=move |_| set_theme(app, wanted),
            ) {
                Icon(glyph=glyph)
                (name)
            }
        }
    };
    let language = move |wanted: Language, name: &'static str| {
        view! {
            button(
                r#type="button",
                lang=wanted.name(),
                "aria-pressed"=if i18n::language() == wanted { "true" } else { "false" },
                on:click=move |_| set_language(app, wanted),
            ) { (name) }
        }
    };
    let themes = vec![
        theme(Theme::System, Glyph::MONITOR, t::THEME_SYSTEM),
        theme(Theme::Light, Glyph::SUN, t::THEME_LIGHT),
        theme(Theme::Dark, Glyph::MOON, t::THEME_DARK),
    ];
    let languages = vec![language(Language::Fr, "Français"), language(Language::En, "English")];
    let shortcuts = create_selector(move || {
        app.session.person.with(|person| person.as_ref().is_some_and(|person| person.keyboard_shortcuts))
    });
    view! {
        section(class="section", "aria-labelledby"="preferences") {
            div(class="section-header") { h2(id="preferences") { (t::PREFERENCES) } }
            div(class="preference-list") {
                div(class="field") {
                    span(class="field-label", id="pref-language") { (t::LANGUAGE) }
                    div(class="segmented", role="group", "aria-labelledby"="pref-language") { (languages) }
                }
                div(class="field") {
                    span(class="field-label", id="pref-theme") { (t::THEME) }
                    div(class="segmented", role="group", "aria-labelledby"="pref-theme") { (themes) }
                }
                div(class="field") {
                    CheckOption(
                        checked=shortcuts,
                        label=t::SINGLE_LETTERS,
                        switch=true,
                        on_change=move |on| set_shortcuts(app, on),
                    )
                    p(class="field-help") {
                        (t::SINGLE_LETTERS_HELP)
                        " "
                        button(class="link", r#type="button", on:click=move |_| app.shortcuts.set(true)) {
                            (shell::SHORTCUTS)
                        }
                    }
                }
            }
        }
    }
}

fn set_shortcuts(app: App, on: bool) {
    let input = update_profile::UpdateProfileInput { keyboard_shortcuts: Some(on), ..Default::default() };
    spawn_local(async move {
        match send::<UpdateProfile>(update_profile::Variables { input }).await {
            Ok(data) => {
                if let Some(user) = data.update_profile.user {
                    app.session.enter(person!(user));
                }
            }
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
        }
    });
}
