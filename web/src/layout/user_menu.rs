//! The person's menu: profile, language, theme, shortcuts, sign out.

use domain::{Language, Theme};
use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use crate::api::operations::{UpdateProfile, update_profile};
use crate::api::send;
use crate::app::{App, use_app};
use crate::i18n;
use crate::i18n::text::{shell as t, words};
use crate::person;
use crate::router::{Page, ProfileTab, leave};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::Glyph;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;

/// Where the menu stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserMenuPlace {
    /// With the name.
    Sidebar,
    /// The initials alone.
    TopBar,
}

/// The person's menu.
#[component(inline_props)]
pub fn UserMenu(place: UserMenuPlace) -> View {
    let app = use_app();
    let class = match place {
        UserMenuPlace::Sidebar => "user-button",
        UserMenuPlace::TopBar => "button button-quiet button-icon",
    };
    view! {
        Menu(label=t::ACCOUNT, class=class, label_hidden=place == UserMenuPlace::TopBar, items=move || items(app)) {
            (match app.session.person.get_clone() {
                None => View::new(),
                Some(person) if place == UserMenuPlace::TopBar => {
                    let name = person.full_name.clone();
                    view! { Avatar(name=name, kind=AvatarKind::BesideName) }
                }
                Some(person) => {
                    let (name, shown, role) = (person.full_name.clone(), person.full_name.clone(), person.role);
                    view! {
                        Avatar(name=name, kind=AvatarKind::Large)
                        span(class="truncate") {
                            (shown)
                            br()
                            span(class="caption faint") { (words::role(role).now()) }
                        }
                    }
                }
            })
        }
    }
}

fn items(app: App) -> Vec<MenuItem> {
    let (theme_glyph, theme_label, next_theme): (_, i18n::Words, _) = match app.session.theme.get_untracked() {
        Theme::System => (Glyph::MOON, t::THEME_DARK, Theme::Dark),
        Theme::Dark => (Glyph::SUN, t::THEME_LIGHT, Theme::Light),
        Theme::Light => (Glyph::MONITOR, t::THEME_SYSTEM, Theme::System),
    };
    let other = match untrack(i18n::language) {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    };
    let language_label = match other {
        Language::En => "English",
        Language::Fr => "Français",
    };
    vec![
        MenuItem::link(Glyph::CIRCLE_USER, t::PROFILE, Page::Profile(ProfileTab::Identity).path()),
        MenuItem::action(Glyph::GLOBE, language_label, move || set_language(app, other)),
        MenuItem::action(theme_glyph, theme_label, move || set_theme(app, next_theme)),
        MenuItem::action(Glyph::KEYBOARD, t::SHORTCUTS, move || app.shortcuts.set(true)),
        MenuItem::Rule,
        MenuItem::action(Glyph::LOG_OUT, t::SIGN_OUT, move || sign_out(app)),
    ]
}

/// Switches the language, here at once and for the person's other devices.
pub fn set_language(app: App, language: Language) {
    app.session.apply_language(language);
    keep_preference(app, Some(language), None);
}

/// Switches the colours, here at once and for the person's other devices.
pub fn set_theme(app: App, theme: Theme) {
    app.session.apply_theme(theme);
    keep_preference(app, None, Some(theme));
}

fn keep_preference(app: App, language: Option<Language>, theme: Option<Theme>) {
    let input = update_profile::UpdateProfileInput { language, theme, ..Default::default() };
    spawn_local(async move {
        match send::<UpdateProfile>(update_profile::Variables { input }).await {
            Ok(data) => {
                if let Some(user) = data.update_profile.user {
                    app.session.person.set(Some(std::rc::Rc::new(person!(user))));
                }
            }
            Err(error) => app.toasts.fail(Message::new(move || error.sentence())),
        }
    });
}

fn sign_out(app: App) {
    leave::leave_then(move || {
        spawn_local(async move {
            if let Err(error) = app.session.sign_out().await {
                app.toasts.fail(Message::new(move || error.sentence()));
            }
        });
    });
}
