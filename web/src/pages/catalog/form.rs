//! The forms that create and change an item.

use std::rc::Rc;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;

use super::Item;
use super::vat::{self, VatField};
use crate::api::back_office::{
    CatalogCategories, CreateCatalogItem, UpdateCatalogItem, catalog_categories, create_catalog_item,
    update_catalog_item,
};
use crate::api::send;
use crate::api::submission::Submission;
use crate::api::user_error::UserError;
use crate::app::use_app;
use crate::i18n::text::{catalog as t, common};
use crate::pages::audit::trail;
use crate::pages::checks;
use crate::pages::panels::PanelHost;
use crate::platform::dom;
use crate::router::{Panel, go};
use crate::ui::amount_field::{AmountField, Unit, amount_of, required_amount};
use crate::ui::choice::CheckBox;
use crate::ui::editing::{Editing, guard};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry, place, snapshot, verify};
use crate::ui::form_panel::{FormPanel, FormStatus};
use crate::ui::message::Message;
use crate::ui::remote::fetch;
use crate::ui::text_field::{TextArea, TextField};
use crate::user_errors;

/// The rate of a new item.
const USUAL_RATE: &str = "20";

/// The fields, each with its control.
#[derive(Clone, Copy)]
struct Fields {
    name: FieldState,
    description: FieldState,
    category: FieldState,
    sku: FieldState,
    unit: FieldState,
    price: FieldState,
    vat: FieldState,
    active: Signal<bool>,
}

impl Fields {
    fn new(item: Option<&Item>) -> Self {
        let maybe = |value: fn(&Item) -> &Option<String>| item.and_then(|item| value(item).as_deref()).unwrap_or("");
        let tax = item.map(|item| vat::choice(&item.tax_rate, item.vat_category, item.vat_exemption_code.as_deref()));
        Self {
            name: FieldState::new(item.map_or("", |item| &item.name), checks::required(255)),
            description: FieldState::new(maybe(|item| &item.description), checks::at_most(1_000)),
            category: FieldState::new(maybe(|item| &item.category), checks::at_most(100)),
            sku: FieldState::new(maybe(|item| &item.sku), checks::at_most(50)),
            unit: FieldState::new(maybe(|item| &item.unit), checks::at_most(20)),
            price: required_amount(Unit::Euro, item.map(|item| item.unit_price.as_str())),
            vat: FieldState::free(tax.as_deref().unwrap_or(USUAL_RATE)),
            active: create_signal(item.is_none_or(|item| item.is_active)),
        }
    }

    /// The fields by their path in the input, in the order of the form.
    fn entries(self) -> Vec<Entry> {
        let text = Control::Text;
        vec![
            Entry::new("name", t::NAME, text(self.name)),
            Entry::new("description", t::DESCRIPTION, text(self.description)),
            Entry::new("unitPrice", t::UNIT_PRICE, text(self.price)),
            Entry::new("unit", t::UNIT, text(self.unit)),
            Entry::new("taxRate", t::VAT, Control::Choice(self.vat, vat::words)),
            Entry::new("category", t::CATEGORY, text(self.category)),
            Entry::new("sku", t::SKU, text(self.sku)),
            Entry::new("isActive", t::ON_SALE, Control::Switch(self.active)),
        ]
    }

    /// Shows refusals at their fields; those of the three parts of VAT at its one choice.
    fn place(self, mut errors: Vec<UserError>) -> Vec<UserError> {
        for error in &mut errors {
            if let Some("vatCategory" | "vatExemptionCode") = error.field.as_deref() {
                error.field = Some("taxRate".to_owned());
            }
        }
        place(errors, &self.entries())
    }

    fn tax(self) -> Option<vat::Vat> {
        vat::meant(&self.vat.text())
    }

    fn creation(self) -> create_catalog_item::CreateCatalogItemInput {
        let tax = self.tax();
        create_catalog_item::CreateCatalogItemInput {
            name: self.name.text(),
            description: self.description.optional(),
            category: self.category.optional(),
            sku: self.sku.optional(),
            unit: self.unit.optional(),
            unit_price: amount_of(Unit::Euro, self.price).unwrap_or_default(),
            tax_rate: tax.as_ref().map(|tax| tax.rate.clone()),
            vat_category: tax.as_ref().map(|tax| tax.category),
            vat_exemption_code: tax.and_then(|tax| tax.exemption_code),
            is_active: Some(self.active.get_untracked()),
        }
    }

    /// Every field, an empty one as null.
    fn update(self, id: String, version: Option<i64>) -> update_catalog_item::UpdateCatalogItemInput {
        let tax = self.tax();
        update_catalog_item::UpdateCatalogItemInput {
            id,
            expected_version: version,
            name: Some(self.name.text()),
            description: self.description.optional(),
            category: self.category.optional(),
            sku: self.sku.optional(),
            unit: self.unit.optional(),
            unit_price: amount_of(Unit::Euro, self.price),
            tax_rate: tax.as_ref().map(|tax| tax.rate.clone()),
            vat_category: tax.as_ref().map(|tax| tax.category),
            vat_exemption_code: tax.and_then(|tax| tax.exemption_code),
            is_active: Some(self.active.get_untracked()),
        }
    }
}

#[component(inline_props)]
fn Inputs(fields: Fields) -> View {
    let categories = fetch(
        || (),
        |()| async move { Ok(send::<CatalogCategories>(catalog_categories::Variables).await?.catalog_categories) },
    );
    let list_id = format!("categories-{}", dom::unique_number());
    let list = list_id.clone();
    let known = move || {
        let names = categories.value.get_clone().unwrap_or_default();
        names.into_iter().map(|name| view! { option(value=name) }).collect::<Vec<_>>()
    };
    view! {
        fieldset(class="form-grid") {
            legend(class="visually-hidden") { (t::ITEM) }
            TextField(state=fields.name, label=t::NAME, autocomplete="off", frame="field span-all", "autofocus"="")
            TextArea(
                state=fields.description,
                label=t::DESCRIPTION,
                help=t::DESCRIPTION_HELP,
                optional=true,
                frame="field span-all",
            )
            AmountField(state=fields.price, unit=Unit::Euro, label=t::UNIT_PRICE)
            TextField(state=fields.unit, label=t::UNIT, help=t::UNIT_HELP, autocomplete="off", optional=true)
            VatField(state=fields.vat)
        }
        fieldset(class="form-grid form-section") {
            legend(class="visually-hidden") { (t::CATEGORY) }
            TextField(
                state=fields.category,
                label=t::CATEGORY,
                help=t::CATEGORY_HELP,
                autocomplete="off",
                optional=true,
                "list"=list_id,
            )
            TextField(state=fields.sku, label=t::SKU, autocomplete="off", optional=true)
            datalist(id=list) { (known()) }
            div(class="span-all stack-tight") {
                CheckBox(checked=fields.active, label=t::ON_SALE)
                p(class="field-help") { (t::ON_SALE_HELP) }
            }
        }
    }
}

/// The panel for a new item.
#[component(inline_props)]
pub fn CreatePanel(host: PanelHost) -> View {
    let app = use_app();
    let fields = Fields::new(None);
    let entries = fields.entries();
    let saved = create_signal(false);
    guard(&entries, untrack(|| snapshot(&entries)), saved);
    let status = FormStatus::new();
    let submission = Rc::new(Submission::default());
    let close = host.clone();
    let submit = move || {
        if !verify(&entries) || !status.begin() {
            return;
        }
        let input = untrack(|| fields.creation());
        let (submission, host, name) = (submission.clone(), host.clone(), input.name.clone());
        spawn_local_scoped(async move {
            match submission.send::<CreateCatalogItem>(create_catalog_item::Variables { input }).await {
                Err(error) => status.fail(error),
                Ok(data) => match data.create_catalog_item.catalog_item {
                    Some(created) => {
                        saved.set(true);
                        app.toasts.confirm(Message::new(move || t::created(&name)));
                        (host.changed)();
                        go(&(host.address)(Panel::Shown(created.id)));
                    }
                    None => status.refuse(fields.place(user_errors!(data.create_catalog_item.user_errors))),
                },
            }
        });
    };
    view! {
        FormPanel(
            title=t::NEW_ITEM,
            submit_label=t::CREATE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || close.close()) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}

/// The panel that changes an item.
#[component(inline_props)]
pub fn EditPanel(host: PanelHost, item: Item) -> View {
    let app = use_app();
    let fields = Fields::new(Some(&item));
    let editing = Editing::new(fields.entries(), Some(item.version));
    let (id, status) = (item.id.clone(), editing.status);
    let back = (host.address)(Panel::Shown(item.id));
    let cancel = back.clone();
    let done: Rc<dyn Fn()> = Rc::new(move || {
        app.toasts.confirm(t::SAVED);
        (host.changed)();
        go(&back);
    });
    let submit = move || {
        if !editing.begin() {
            return;
        }
        let input = untrack(|| fields.update(id.clone(), editing.version.get()));
        let (id, editing, done) = (id.clone(), editing.clone(), done.clone());
        spawn_local_scoped(async move {
            match editing.submission.send::<UpdateCatalogItem>(update_catalog_item::Variables { input }).await {
                Ok(data) => {
                    let errors = user_errors!(data.update_catalog_item.user_errors);
                    if errors.is_empty() {
                        editing.finish(errors, &done);
                    } else {
                        editing.status.refuse(fields.place(errors));
                    }
                }
                Err(error) => {
                    trail::failed(&editing, error, &id, super::find(id.clone()), |found| {
                        found.map(|theirs| {
                            let values = untrack(|| snapshot(&Fields::new(Some(&theirs)).entries()));
                            (values, theirs.version)
                        })
                    })
                    .await;
                }
            }
        });
    };
    view! {
        FormPanel(
            title=t::EDIT_TITLE,
            submit_label=common::SAVE,
            status=status,
            on_submit=Rc::new(submit) as Rc<dyn Fn()>,
            on_close=Rc::new(move || go(&cancel)) as Rc<dyn Fn()>,
        ) {
            Inputs(fields=fields)
        }
    }
}
