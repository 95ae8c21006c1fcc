//! Name and phone (saved with a button), language, theme and shortcuts (act at once).

use std::rc::Rc;

use domain::identifiers::phone;
use domain::{Language, Theme};
use sycamore::futures::{spawn_local, spawn_local_scoped};
use sycamore::prelude::*;
use web_sys::SubmitEvent;

use crate::api::ApiError;
use crate::api::operations::{Me, SaveIdentity, UpdateProfile, me, save_identity, update_profile};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n;
use crate::i18n::Words;
use crate::i18n::text::{common, institution_form, profile as t, shell};
use crate::layout::user_menu::{set_language, set_theme};
use crate::pages::checks;
use crate::session::Person;
use crate::ui::button::SubmitButton;
use crate::ui::choice::CheckOption;
use crate::ui::editing::Editing;
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, Value, place, snapshot};
use crate::ui::form_panel::{ConflictQuestion, SendingNotices};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
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

/// Name and phone.
#[derive(Clone, Copy)]
struct Fields {
    first_name: FieldState,
    last_name: FieldState,
    phone: FieldState,
}

impl Fields {
    fn new(person: &Person) -> Self {
        let [first_name, last_name, phone] = texts(person);
        Self {
            first_name: FieldState::new(&first_name, checks::required(50)),
            last_name: FieldState::new(&last_name, checks::required(50)),
            phone: FieldState::new(&phone, checks::phone),
        }
    }

    fn entries(self) -> Vec<Entry> {
        vec![
            Entry::new("firstName", institution_form::FIRST_NAME, Control::Text(self.first_name)),
            Entry::new("lastName", institution_form::LAST_NAME, Control::Text(self.last_name)),
            Entry::new("phone", institution_form::MAIN_PHONE, Control::Text(self.phone)),
        ]
    }

    fn update(self, version: Option<i64>) -> save_identity::UpdateProfileInput {
        save_identity::UpdateProfileInput {
            first_name: Some(self.first_name.text()),
            last_name: Some(self.last_name.text()),
            phone: self.phone.optional().map(|typed| phone::parse(&typed).unwrap_or(typed)),
            expected_version: version,
            language: None,
            theme: None,
            keyboard_shortcuts: None,
            avatar_seed: None,
            avatar_style: None,
        }
    }
}

/// What the fields hold of a person.
fn texts(person: &Person) -> [String; 3] {
    let number = person.phone.as_deref().map(phone::display).unwrap_or_default();
    [person.first_name.clone(), person.last_name.clone(), number]
}

/// As values of the form.
fn values(person: &Person) -> Vec<Value> {
    texts(person).into_iter().map(Value::Text).collect()
}

/// Shows a text that was saved as the server keeps it, unless something else was typed meanwhile.
fn show_saved(entries: &[Entry], sent: &[Value], saved: &[Value]) {
    for ((entry, sent), saved) in entries.iter().zip(sent).zip(saved) {
        if untrack(|| entry.value()) == *sent {
            entry.set(saved);
        }
    }
}

#[component]
fn NameForm() -> View {
    let person = use_app().session.person.get_clone_untracked();
    person.map_or_else(View::new, |person| view! { NameFields(person=person) })
}

#[component(inline_props)]
fn NameFields(person: Rc<Person>) -> View {
    let app = use_app();
    let fields = Fields::new(&person);
    let editing = Editing::new(fields.entries(), Some(person.version));
    let status = editing.status;
    // Language, theme and shortcuts are saved by themselves, and make versions of the same record.
    let follower = editing.clone();
    create_effect(move || {
        if let Some(person) = app.session.person.get_clone() {
            untrack(|| follower.catch_up(values(&person), person.version));
        }
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(editing.version.get()));
        let sent = untrack(|| snapshot(&editing.entries));
        let editing = editing.clone();
        spawn_local_scoped(async move {
            match editing.submission.send::<SaveIdentity>(save_identity::Variables { input }).await {
                Ok(data) => match data.update_profile.user {
                    Some(user) => {
                        let person = person!(user);
                        let saved = values(&person);
                        show_saved(&editing.entries, &sent, &saved);
                        editing.keep(saved, person.version);
                        app.session.enter(person);
                        app.toasts.confirm(t::SAVED);
                    }
                    None => {
                        status.refuse(place(user_errors!(data.update_profile.user_errors), &editing.entries));
                    }
                },
                Err(ApiError::Conflict) => match send::<Me>(me::Variables).await {
                    Ok(data) => {
                        let theirs = person!(data.me);
                        editing.meet(Some((values(&theirs), theirs.version)), None);
                        app.session.enter(theirs);
                    }
                    Err(error) => status.fail(error),
                },
                Err(error) => status.fail(error),
            }
        });
    };
    let submit: Rc<dyn Fn()> = Rc::new(submit);
    let again = submit.clone();
    let send_form = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        section("aria-labelledby"="name") {
            div(class="section-header") { h2(id="name") { (t::NAME_AND_PHONE) } }
            form(class="stack-tight", novalidate=true, on:submit=send_form) {
                ConflictQuestion(status=status)
                div(class="form-grid") {
                    TextField(state=fields.first_name, label=institution_form::FIRST_NAME, autocomplete="given-name")
                    TextField(state=fields.last_name, label=institution_form::LAST_NAME, autocomplete="family-name")
                    TextField(
                        state=fields.phone,
                        label=institution_form::MAIN_PHONE,
                        r#type="tel",
                        autocomplete="tel",
                        optional=true,
                    )
                }
                SendingNotices(status=status, again=again)
                div { SubmitButton(label=common::SAVE, busy_label=common::SAVING, busy=status.busy) }
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

#[cfg(test)]
mod tests {
    use domain::UserRole;

    use super::*;

    fn person(phone: Option<&str>) -> Person {
        Person {
            id: "1".into(),
            email: "a@example.com".into(),
            first_name: "Anne".into(),
            last_name: "Lenoir".into(),
            full_name: "Anne Lenoir".into(),
            role: UserRole::Auditor,
            phone: phone.map(str::to_owned),
            language: Language::Fr,
            theme: Theme::System,
            keyboard_shortcuts: true,
            version: 1,
            permissions: Vec::new(),
        }
    }

    #[test]
    fn what_is_saved_is_shown_as_it_is_kept_unless_typing_went_on() {
        create_root(|| {
            let fields = Fields::new(&person(None));
            let entries = fields.entries();
            assert_eq!(snapshot(&entries), values(&person(None)));
            fields.phone.value.set("0612345678".into());
            let sent = snapshot(&entries);
            fields.last_name.value.set("Leblanc".into());
            show_saved(&entries, &sent, &values(&person(Some("+33612345678"))));
            assert_eq!(fields.phone.text(), phone::display("+33612345678"));
            assert_eq!(fields.last_name.text(), "Leblanc");
        })
        .dispose();
    }
}
