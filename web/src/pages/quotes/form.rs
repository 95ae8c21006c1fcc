//! The page that writes a quote: a new one, or another version of one that exists.

use std::rc::Rc;

use domain::Permission;
use domain::billing::{QuoteStatus, TemplateType};
use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Sheet;
use super::fields::{Fields, values_of};
use crate::api::documents::{CreateQuote, UpdateQuote, create_quote, update_quote};
use crate::api::live;
use crate::api::submission::Submission;
use crate::app::{use_address, use_app};
use crate::i18n::text::{common, documents, quotes as t};
use crate::pages::audit::trail;
use crate::pages::documents::chosen::me;
use crate::pages::documents::pdf::{Pdf, PdfPreview};
use crate::pages::documents::{catalog, defaults, templates};
use crate::pages::institutions::{people, reference};
use crate::router::{Page, Panel, go};
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::date_field::DateField;
use crate::ui::editing::{Editing, LastChange, guard};
use crate::ui::editor_page::EditorPage;
use crate::ui::form::{place, snapshot, verify};
use crate::ui::form_panel::FormStatus;
use crate::ui::heading::PageTitle;
use crate::ui::lines::{LineEditor, Lines};
use crate::ui::message::Message;
use crate::ui::money::euros;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// The templates that quotes look by.
static TEMPLATES: [TemplateType; 2] = [TemplateType::Quote, TemplateType::Both];

#[component(inline_props)]
fn Inputs(fields: Fields) -> View {
    let app = use_app();
    // Who may not list users cannot hand quotes on.
    let assignee = app.session.can(Permission::ViewUsers).then(|| {
        view! {
            Combobox(
                state=fields.assignee_typed,
                chosen=fields.assignee,
                label=documents::ASSIGNEE,
                search=people::search(),
            )
        }
    });
    view! {
        section(class="section", "aria-labelledby"="client") {
            div(class="section-header") { h2(id="client") { (documents::CLIENT) } }
            fieldset(class="form-grid") {
                legend(class="visually-hidden") { (documents::CLIENT) }
                Combobox(
                    state=fields.institution_typed,
                    chosen=fields.institution,
                    label=documents::INSTITUTION,
                    search=reference::search(),
                )
                TextField(state=fields.title, label=documents::TITLE, autocomplete="off", frame="field span-2")
                DateField(state=fields.valid_until, label=t::VALID_UNTIL, help=t::VALID_UNTIL_HELP)
                (assignee)
                Combobox(
                    state=fields.template_typed,
                    chosen=fields.template,
                    label=documents::TEMPLATE,
                    search=templates::search(&TEMPLATES),
                    optional=true,
                    help=documents::TEMPLATE_HELP,
                )
            }
        }
        LineEditor(lines=fields.lines, catalog=catalog::search(), toasts=app.toasts)
        section(class="section", "aria-labelledby"="texts") {
            div(class="section-header") { h2(id="texts") { (documents::DESCRIPTION) } }
            fieldset(class="form-grid") {
                legend(class="visually-hidden") { (documents::DESCRIPTION) }
                TextArea(state=fields.description, label=documents::DESCRIPTION, optional=true, help=t::DESCRIPTION_HELP)
                TextArea(state=fields.notes, label=t::INTERNAL_NOTES, optional=true, help=t::INTERNAL_NOTES_HELP)
            }
        }
    }
}

/// « Total TTC : 15 124,00 € », as the lines stand.
fn told(lines: Lines) -> impl Fn() -> String + 'static {
    let total = create_selector(move || lines.summary().totals.total.to_string());
    move || documents::total_so_far(&euros(&total.get_clone()))
}

/// The quote that is changed, if it exists.
type Id = Option<String>;

/// The institution that a new quote is for, if the address says so.
type Wanted = Option<Candidate>;

/// The page; without an id, for a new quote.
#[component(inline_props)]
pub fn QuoteEditor(id: Id) -> View {
    match id {
        Some(id) => view! { EditQuote(id=id) },
        None => view! { NewQuote() },
    }
}

#[component]
fn NewQuote() -> View {
    let wanted = use_address().with_untracked(|address| address.query.get("institution").map(str::to_owned));
    let institution = fetch(
        move || wanted.clone(),
        |wanted: Option<String>| async move {
            // One that is not there for the person is simply not proposed.
            Ok(match wanted.filter(|id| crate::pages::panels::is_id(id)) {
                Some(id) => reference::choice(id).await.ok(),
                None => None,
            })
        },
    );
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                (breadcrumb(None))
                PageTitle(title=t::NEW_QUOTE)
            }
        }
        Loaded(
            remote=institution,
            what=Message::from(t::FAILED),
            waiting=|| view! { SkeletonRows(rows=6) },
            show=|found| {
                let found = found.get_clone_untracked();
                view! { Creation(institution=found) }
            },
        )
    }
}

#[component(inline_props)]
fn Creation(institution: Wanted) -> View {
    let app = use_app();
    let back = match &institution {
        Some(host) => {
            Page::Institution { id: host.id.clone(), tab: crate::router::InstitutionTab::Quotes, editing: false }
        }
        None => Page::Quotes(Panel::Closed),
    };
    let fields = Fields::new(None, institution, me(app));
    defaults::follow(fields.lines);
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let variables = create_quote::Variables { input: untrack(|| fields.creation()) };
        let (submission, entries) = (submission.clone(), entries.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateQuote>(variables).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_quote.quote {
                    Some(created) => {
                        saved.set(true);
                        let number = created.quote_number;
                        app.toasts.confirm(Message::new(move || t::created(&number)));
                        go(&Page::quote(&created.id).path());
                    }
                    None => status.refuse(place(user_errors!(data.create_quote.user_errors), &entries)),
                },
            }
        });
    };
    view! {
        EditorPage(
            submit_label=t::CREATE,
            told=told(fields.lines),
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&back.path())) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}

#[component(inline_props)]
fn EditQuote(id: String) -> View {
    let target = id.clone();
    let remote = fetch(move || target.clone(), super::find);
    live::on_change_of(&["quote"], &id, move || remote.refresh());
    let number = move || {
        let number = remote.value.with(|sheet| sheet.as_ref().map(|sheet| sheet.quote_number.clone()));
        number.map_or_else(|| t::QUOTE.now().to_owned(), |number| t::edit_title(&number))
    };
    let crumb = create_selector(move || {
        remote.value.with(|sheet| sheet.as_ref().map(|sheet| (sheet.id.clone(), sheet.quote_number.clone())))
    });
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                (breadcrumb(crumb.get_clone()))
                PageTitle(title=number)
            }
        }
        Loaded(
            remote=remote,
            what=Message::from(t::FAILED),
            waiting=|| view! { SkeletonRows(rows=8) },
            show=move |sheet| {
                // Decided when the page opens: it does not vanish under somebody's hands.
                let first = sheet.get_clone_untracked();
                if first.can_edit {
                    view! { Change(sheet=first, remote=remote) }
                } else {
                    let href = Page::quote(&first.id).path();
                    view! {
                        Notice(tone=Tone::Warning) {
                            div { p { (t::NOT_EDITABLE) } }
                            a(class="button button-small", href=href) { (t::QUOTE) }
                        }
                    }
                }
            },
        )
    }
}

#[component(inline_props)]
fn Change(sheet: Sheet, remote: Remote<Sheet>) -> View {
    let app = use_app();
    let fields = Fields::new(Some(&sheet), None, None);
    defaults::follow(fields.lines);
    let editing = Editing::new(fields.entries(), Some(sheet.version));
    let (id, status) = (sheet.id.clone(), editing.status);
    let asked = id.clone();
    editing.watch(
        move || remote.value.get_clone().map(|newer| values_of(&newer)),
        move || -> LastChange {
            let id = asked.clone();
            Box::pin(async move { trail::last_change(&id).await })
        },
    );
    let back = Page::quote(&id).path();
    let cancel = back.clone();
    let sent = sheet.status == QuoteStatus::Sent;
    let next = (sheet.revision + 1).to_string();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        let next = next.clone();
        if sent {
            app.toasts.confirm(Message::new(move || t::saved_revision(&next)));
        } else {
            app.toasts.confirm(t::SAVED);
        }
        go(&back);
    });
    let original = sheet.clone();
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(&original, editing.version.get()));
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateQuote>(update_quote::Variables { input }).await {
                Ok(data) => editing.finish(user_errors!(data.update_quote.user_errors), &done),
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| Some(values_of(&found))).await;
                }
            }
        });
    };
    let pdf = *create_signal(Pdf {
        path: format!("/api/quotes/{}/pdf", sheet.id),
        version: sheet.version,
        name: sheet.quote_number.clone(),
    });
    let warning = sent.then(|| view! { Notice(tone=Tone::Warning) { div { p { (t::SENT_NOTICE) } } } });
    let beside = view! { PdfPreview(pdf=pdf, saved_only=true) };
    view! {
        EditorPage(
            submit_label=if sent { t::SAVE_REVISION } else { common::SAVE },
            told=told(fields.lines),
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&cancel)) as Rc<dyn Fn()>,
            beside=beside,
        ) {
            (warning)
            Inputs(fields=fields)
        }
    }
}

/// « Devis / Q2026110001 ».
fn breadcrumb(quote: Option<(String, String)>) -> View {
    let list = Page::Quotes(Panel::Closed).path();
    let own = quote.map(|(id, number)| {
        let href = Page::quote(&id).path();
        view! { li { a(href=href) { (number) } } }
    });
    view! {
        nav("aria-label"=documents::BREADCRUMB) {
            ol(class="breadcrumb") {
                li { a(href=list) { (t::QUOTES) } }
                (own)
            }
        }
    }
}
