//! Dialogues and side panels: each opens as it does in the product.

use std::rc::Rc;

use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::i18n::Words;
use crate::i18n::text::{common, gallery as t, institution_form};
use crate::ui::amount_field::{AmountField, Unit, amount_state};
use crate::ui::date_field::{DateField, date_state};
use crate::ui::dialog::{Modal, ModalKind, Question};
use crate::ui::field::{FieldState, verify_all};
use crate::ui::form::{Control, Entry, differences, snapshot};
use crate::ui::form_panel::{Conflict, FormPanel, FormStatus};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::select::SelectField;
use crate::ui::text_field::TextField;

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Overlay {
    Dialog,
    Question,
    Panel,
    Conflict,
}

/// The section.
#[component]
pub fn Overlays() -> View {
    let open = create_signal(None::<Overlay>);
    let opener = move |overlay: Overlay, name: &'static str, caption: Words| {
        view! {
            Specimen(caption=caption) {
                button(
                    class="button",
                    r#type="button",
                    "data-opens"=name,
                    "aria-haspopup"="dialog",
                    on:click=move |_| open.set(Some(overlay)),
                ) { (t::OPEN) }
            }
        }
    };
    let openers = vec![
        opener(Overlay::Dialog, "dialog", t::QUESTION),
        opener(Overlay::Question, "question", t::DANGEROUS),
        opener(Overlay::Panel, "panel", t::PANEL),
        opener(Overlay::Conflict, "conflict", t::CONFLICT),
    ];
    let close: Rc<dyn Fn()> = Rc::new(move || open.set(None));
    view! {
        Section(id="gallery-overlays", title=t::OVERLAYS) { (openers) }
        ({
            let close = close.clone();
            match open.get() {
                None => View::new(),
                Some(Overlay::Dialog) => view! { IssueDialog(close=close) },
                Some(Overlay::Question) => view! { DeleteQuestion(close=close) },
                Some(Overlay::Panel) => view! { PaymentPanel(close=close) },
                Some(Overlay::Conflict) => view! { ConflictPanel(close=close) },
            }
        })
    }
}

#[component(inline_props)]
fn IssueDialog(close: Rc<dyn Fn()>) -> View {
    let (cancel, issue) = (close.clone(), close.clone());
    view! {
        Modal(kind=ModalKind::Dialog, title=t::ISSUE_TITLE, on_close=move || close()) {
            div(class="panel-body") {
                p { (t::ISSUE_BODY) }
                dl(class="facts") {
                    dt { (t::CUSTOMER) }
                    dd { "CHU de Nantes" }
                    dt { (t::TO_PAY) }
                    dd(class="money") { "15 124,00 €" }
                }
            }
            div(class="panel-footer") {
                button(class="button", r#type="button", on:click=move |_| cancel()) { (common::CANCEL) }
                button(class="button button-primary", r#type="button", on:click=move |_| issue()) {
                    Icon(glyph=Glyph::STAMP)
                    (t::ISSUE)
                }
            }
        }
    }
}

#[component(inline_props)]
fn DeleteQuestion(close: Rc<dyn Fn()>) -> View {
    let yes = close.clone();
    view! {
        Question(
            title=t::DELETE_TITLE,
            body=t::DELETE_BODY,
            yes=t::DELETE_DRAFT,
            no=common::CANCEL,
            danger=true,
            on_yes=move || yes(),
            on_no=move || close(),
        )
    }
}

#[component(inline_props)]
fn PaymentPanel(close: Rc<dyn Fn()>) -> View {
    let status = FormStatus::new();
    let amount = amount_state(Unit::Euro, Some("6240.00"));
    let received = date_state(Some("2026-11-23"));
    let method = FieldState::free("transfer");
    let methods = vec![("transfer", t::TRANSFER), ("cheque", t::CHEQUE)];
    let done = close.clone();
    let submit = move || {
        if verify_all(&[amount, received, method]) {
            done();
        }
    };
    view! {
        FormPanel(
            title=t::RECORD_PAYMENT,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=close,
        ) {
            p(class="small soft") { "INV2026100031 · Clinique du Val d’Erdre" }
            AmountField(state=amount, unit=Unit::Euro, label=t::AMOUNT)
            DateField(state=received, label=t::RECEIVED_ON)
            SelectField(state=method, label=t::METHOD, choices=methods)
        }
    }
}

#[component(inline_props)]
fn ConflictPanel(close: Rc<dyn Fn()>) -> View {
    let status = FormStatus::new();
    let city = FieldState::free("Nantes");
    let phone = FieldState::free("02 40 08 33 33");
    let entries = [
        Entry::new("address.city", institution_form::CITY, Control::Text(city)),
        Entry::new("phone", institution_form::MAIN_PHONE, Control::Text(phone)),
    ];
    // What others saved meanwhile: the town, which was typed here too, and the number, which was not.
    let base = untrack(|| snapshot(&entries));
    city.value.set("Nantes Cedex".to_owned());
    let theirs = ["Rezé", "02 40 08 44 44"].map(|text| crate::ui::form::Value::Text(text.to_owned())).to_vec();
    let differences = untrack(|| differences(&entries, &base, theirs));
    let by = Some(("Mehdi Benali".to_owned(), "2026-11-23T09:41:00Z".to_owned()));
    status.conflict.set(Some(Conflict { by, differences }));
    let done = close.clone();
    view! {
        FormPanel(
            title=t::EDIT_INSTITUTION,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(move || done()) as Rc<dyn Fn()>,
            on_close=close,
        ) {
            TextField(state=city, label=institution_form::CITY)
            TextField(state=phone, label=institution_form::MAIN_PHONE)
        }
    }
}
