//! The editor of a template: settings, source, texts; beside it the preview. Ctrl S saves.

use std::rc::Rc;

use domain::billing::{LogoPosition, TemplateType};
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use web_sys::KeyboardEvent;

use super::colour::ColourField;
use super::fields::Fields;
use super::list::shared;
use super::preview::Preview;
use super::variables::Variables;
use super::versions::Versions;
use super::{Template, Variable, actions};
use crate::api::back_office::{Template as Operation, UpdateTemplate, template as api, update_template};
use crate::api::{ApiError, send};
use crate::app::{App, use_app};
use crate::i18n::text::{common, institution_detail, templates as t};
use crate::pages::audit::trail;
use crate::pages::outcome::{Changed, Target};
use crate::pages::panels::is_id;
use crate::platform::dom;
use crate::router::{Page, Panel, go};
use crate::ui::choice::CheckBox;
use crate::ui::code_field::CodeField;
use crate::ui::editing::Editing;
use crate::ui::empty::Empty;
use crate::ui::form::{place, snapshot};
use crate::ui::form_page::FormPage;
use crate::ui::heading::PageTitle;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::select::{SelectField, choices};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// A template and what it can print; none where there is no such template.
type Found = Option<(Template, Vec<Variable>)>;

async fn find(id: String) -> Result<Found, ApiError> {
    if !is_id(&id) {
        return Ok(None);
    }
    match send::<Operation>(api::Variables { id }).await {
        Ok(data) => Ok(Some((data.invoice_template, data.template_variables))),
        Err(ApiError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The page of template `id`.
#[component(inline_props)]
pub fn Editor(id: String) -> View {
    let found = fetch(move || id.clone(), find);
    // The form keeps what is typed when the record is fetched again.
    let there = create_selector(move || {
        found.value.with(|found| found.as_ref().map(|found| found.as_ref().map(|(template, _)| template.id.clone())))
    });
    view! {
        Loaded(
            remote=found,
            what=Message::from(t::FAILED),
            waiting=|| view! { SkeletonRows(rows=12) },
            show=move |_| view! {
                (match there.get_clone() {
                    Some(Some(_)) => {
                        let first = untrack(|| found.value.get_clone()).flatten();
                        first.map_or_else(View::new, |(template, variables)| view! {
                            Form(found=found, template=template, variables=variables)
                        })
                    }
                    _ => gone(),
                })
            },
        )
    }
}

fn gone() -> View {
    let back = Page::Templates(Panel::Closed).path();
    view! {
        div(class="visually-hidden") { PageTitle(title=t::GONE) }
        Empty(glyph=Glyph::SEARCH, title=t::GONE, body=t::GONE_BODY) {
            a(class="button", href=back) { (t::BACK) }
        }
    }
}

#[component(inline_props)]
fn Form(found: Remote<Found>, template: Template, variables: Vec<Variable>) -> View {
    let app = use_app();
    let fields = Fields::new(&template);
    let editing = Editing::new(fields.entries(), Some(template.version));
    let newest = create_memo(move || found.value.with(|found| found.clone().flatten().map(|(newest, _)| newest)));
    let versions = create_selector(move || {
        newest.with(|newest| newest.as_ref().map(|newest| newest.versions.clone()).unwrap_or_default())
    });
    let changed = {
        let editing = editing.clone();
        create_selector(move || editing.is_changed())
    };
    let preview_id = template.id.clone();
    let submit = submission(app, &template, fields, editing.clone(), found);
    save_by_keyboard(submit.clone());
    let note = move || if changed.get() { t::UNSAVED.now() } else { "" };
    let kinds = choices(TemplateType::ALL, TemplateType::name, t::kind);
    let status = editing.status;
    view! {
        Header(found=found, template=template, editing=editing)
        div(class="template-columns") {
            FormPage(submit_label=common::SAVE, status=status, note=note, on_submit=submit) {
                fieldset(class="form-grid") {
                    legend(class="visually-hidden") { (t::SETTINGS) }
                    TextField(state=fields.name, label=t::NAME, autocomplete="off")
                    SelectField(state=fields.kind, label=t::TYPE, choices=kinds)
                    div(class="span-all") { CheckBox(checked=fields.active, label=t::IS_ACTIVE) }
                    CodeField(state=fields.source, label=t::SOURCE)
                    (if fields.source.value.with(|source| source.trim().is_empty()) {
                        view! { p(class="field-help span-all") { (t::NO_SOURCE) } }
                    } else {
                        View::new()
                    })
                }
                Variables(all=variables, source=fields.source)
                Appearance(fields=fields)
                Versions(versions=versions, source=fields.source)
            }
            div(class="template-preview") { Preview(id=preview_id, fields=fields) }
        }
    }
}

/// Saves; the page stays, and the versions are fetched anew.
fn submission(app: App, template: &Template, fields: Fields, editing: Editing, found: Remote<Found>) -> Rc<dyn Fn()> {
    let status = editing.status;
    let (id, logo) = (template.id.clone(), template.logo_file_id.clone());
    Rc::new(move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(id.clone(), editing.version.get(), logo.clone()));
        let sent = untrack(|| snapshot(&editing.entries));
        let (id, editing) = (id.clone(), editing.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateTemplate>(update_template::Variables { input }).await {
                Ok(data) => match data.update_invoice_template.invoice_template {
                    Some(saved) => {
                        editing.keep(sent, saved.version);
                        app.toasts.confirm(t::SAVED);
                        found.reload();
                    }
                    None => {
                        let errors = user_errors!(data.update_invoice_template.user_errors);
                        status.refuse(place(errors, &editing.entries));
                    }
                },
                Err(error) => {
                    trail::failed(&editing, error, &id, find(id.clone()), |found| {
                        found.map(|(theirs, _)| {
                            let values = untrack(|| snapshot(&Fields::new(&theirs).entries()));
                            (values, theirs.version)
                        })
                    })
                    .await;
                }
            }
        });
    })
}

/// Ctrl S, or ⌘ S.
fn save_by_keyboard(submit: Rc<dyn Fn()>) {
    if is_ssr!() {
        return;
    }
    let scope = use_current_scope();
    dom::on_window("keydown", move |event: KeyboardEvent| {
        let control = event.ctrl_key() || event.meta_key();
        if control && !event.alt_key() && event.key().eq_ignore_ascii_case("s") {
            event.prevent_default();
            scope.run_in(|| untrack(|| submit()));
        }
    });
}

#[component(inline_props)]
fn Header(found: Remote<Found>, template: Template, editing: Editing) -> View {
    let app = use_app();
    let first = template.clone();
    // As it was saved last: name, default.
    let newest = create_memo(move || {
        found
            .value
            .with(|found| found.as_ref().and_then(Option::as_ref).map(|(newest, _)| newest.clone()))
            .unwrap_or_else(|| first.clone())
    });
    let name = move || newest.with(|newest| newest.name.clone());
    let list = Page::Templates(Panel::Closed).path();
    let (known, saved) = (editing.version, editing.saved);
    // Becoming the default raises the version: the form goes on from it, unless somebody else was there too.
    let own = create_signal(false);
    create_effect(move || {
        let version = newest.with(|newest| newest.version);
        let next = known.get_untracked().map(|known| known + 1);
        if Some(version) == next && own.get_untracked() {
            own.set_silent(false);
            known.set(next);
        }
    });
    let items = move || {
        let newest = newest.get_clone_untracked();
        let target = Target { id: newest.id.clone(), name: newest.name.clone(), version: None };
        let changed: Changed = Rc::new(move || {
            if own.is_alive() {
                own.set(true);
                found.reload();
            }
        });
        let mut items = shared(app, &target, newest.is_default, newest.is_active, &changed);
        items.push(MenuItem::Rule);
        items.push(MenuItem::danger(Glyph::TRASH_2, common::DELETE, move || {
            // What is typed goes with the template.
            saved.set(true);
            go(&Page::Templates(Panel::Closed).path());
            actions::delete(app, target.clone(), Rc::new(|| {}));
        }));
        items
    };
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                nav(class="breadcrumb", "aria-label"=t::TEMPLATES) { a(href=list) { (t::TEMPLATES) } }
                PageTitle(title=name) {
                    (if newest.with(|newest| newest.is_default) {
                        view! { span(class="tag") { (t::DEFAULT) } }
                    } else {
                        View::new()
                    })
                }
            }
            div(class="page-actions") {
                Menu(label=institution_detail::MORE_ACTIONS, class="button button-icon", items=items) {
                    Icon(glyph=Glyph::ELLIPSIS)
                }
            }
        }
    }
}

#[component(inline_props)]
fn Appearance(fields: Fields) -> View {
    let positions = choices(LogoPosition::ALL, LogoPosition::name, t::logo_position);
    view! {
        fieldset(class="form-grid form-section") {
            legend { (t::APPEARANCE) }
            ColourField(state=fields.primary, label=t::PRIMARY)
            ColourField(state=fields.secondary, label=t::SECONDARY)
            SelectField(state=fields.logo_position, label=t::LOGO_POSITION, choices=positions)
        }
        fieldset(class="form-grid form-section") {
            legend { (t::TEXTS) }
            TextArea(state=fields.header, label=t::HEADER, optional=true)
            TextArea(state=fields.footer, label=t::FOOTER, optional=true)
            TextArea(state=fields.conditions, label=t::CONDITIONS, optional=true, frame="field span-all")
            TextArea(state=fields.instructions, label=t::INSTRUCTIONS, optional=true, frame="field span-all")
        }
    }
}
