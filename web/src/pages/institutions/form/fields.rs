//! The fields of an institution.

use domain::identifiers::{finess, phone, siret, vat};
use domain::{CommercialStatus, InstitutionType, Permission};
use sycamore::prelude::*;

use super::billing::{BillingFields, BillingInputs};
use crate::api::operations::{create_institution, institution, update_institution};
use crate::app::use_app;
use crate::i18n::text::{institution_form as t, words};
use crate::pages::checks;
use crate::pages::institutions::people;
use crate::ui::choice::CheckBox;
use crate::ui::combobox::{Candidate, Combobox};
use crate::ui::field::FieldState;
use crate::ui::form::{Control, Entry};
use crate::ui::select::{SelectField, choices};
use crate::ui::status::commercial;
use crate::ui::text_field::TextField;
use crate::ui::tokens::TokensField;

/// What the server holds of an institution.
pub type Sheet = institution::InstitutionSheet;

/// The fields, each with its control.
#[derive(Clone, Copy)]
pub struct InstitutionFields {
    name: FieldState,
    kind: FieldState,
    street: FieldState,
    zip_code: FieldState,
    city: FieldState,
    state: FieldState,
    country: FieldState,
    main_phone: FieldState,
    finess: FieldState,
    siret: FieldState,
    vat_number: FieldState,
    accounting_number: FieldState,
    digiforma_id: FieldState,
    group_name: FieldState,
    commercial: FieldState,
    assignee_typed: FieldState,
    assignee: Signal<Option<Candidate>>,
    tag_typed: FieldState,
    tags: Signal<Vec<String>>,
    active: Signal<bool>,
    billing: BillingFields,
}

impl InstitutionFields {
    /// The fields of a new one, or of one that exists.
    #[must_use]
    pub fn new(sheet: Option<&Sheet>) -> Self {
        let text = |value: fn(&Sheet) -> &str| sheet.map_or("", value);
        let maybe = |value: fn(&Sheet) -> &Option<String>| sheet.and_then(|s| value(s).as_deref()).unwrap_or("");
        let country = FieldState::new(sheet.map_or("France", |s| &s.address.country), checks::required(100));
        let zip_check = move |text: &str| checks::post_code(text, &country.value.get_clone_untracked());
        Self {
            name: FieldState::new(text(|s| &s.name), checks::required(255)),
            kind: FieldState::free(sheet.map_or(InstitutionType::Hospital, |s| s.type_).name()),
            street: FieldState::new(text(|s| &s.address.street), checks::required(255)),
            zip_code: FieldState::new(text(|s| &s.address.zip_code), zip_check),
            city: FieldState::new(text(|s| &s.address.city), checks::required(100)),
            state: FieldState::new(text(|s| &s.address.state), checks::at_most(100)),
            country,
            main_phone: FieldState::new(&phone::display(maybe(|s| &s.main_phone)), checks::phone),
            finess: FieldState::new(maybe(|s| &s.finess), checks::finess),
            siret: FieldState::new(&siret::display(maybe(|s| &s.siret)), checks::siret),
            vat_number: FieldState::new(maybe(|s| &s.vat_number), checks::vat),
            accounting_number: FieldState::new(maybe(|s| &s.accounting_number), checks::at_most(50)),
            digiforma_id: FieldState::new(maybe(|s| &s.digiforma_id), checks::at_most(100)),
            group_name: FieldState::new(maybe(|s| &s.group_name), checks::at_most(255)),
            commercial: FieldState::free(sheet.map_or(CommercialStatus::Prospect, |s| s.commercial_status).name()),
            assignee_typed: FieldState::free(""),
            assignee: create_signal(sheet.and_then(|s| s.assigned_user.as_ref()).map(|user| Candidate {
                id: user.id.clone(),
                label: user.full_name.clone(),
                detail: user.email.clone(),
            })),
            tag_typed: FieldState::free(""),
            tags: create_signal(sheet.map(|s| s.tags.clone()).unwrap_or_default()),
            active: create_signal(sheet.is_none_or(|s| s.is_active)),
            billing: BillingFields::new(sheet),
        }
    }

    /// The fields by their path in the input.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        let text = Control::Text;
        let own = [
            Entry::new("name", t::NAME, text(self.name)),
            Entry::new("type", t::KIND, Control::Choice(self.kind, type_words)),
            Entry::new("address.street", t::STREET, text(self.street)),
            Entry::new("address.zipCode", t::ZIP_CODE, text(self.zip_code)),
            Entry::new("address.city", t::CITY, text(self.city)),
            Entry::new("address.state", t::STATE, text(self.state)),
            Entry::new("address.country", t::COUNTRY, text(self.country)),
            Entry::new("mainPhone", t::MAIN_PHONE, text(self.main_phone)),
            Entry::new("finess", t::FINESS, text(self.finess)),
            Entry::new("siret", t::SIRET, text(self.siret)),
            Entry::new("vatNumber", t::VAT_NUMBER, text(self.vat_number)),
            Entry::new("accountingNumber", t::ACCOUNTING_NUMBER, text(self.accounting_number)),
            Entry::new("digiformaId", t::DIGIFORMA_ID, text(self.digiforma_id)),
            Entry::new("groupName", t::GROUP_NAME, text(self.group_name)),
            Entry::new("commercialStatus", t::COMMERCIAL_STATUS, Control::Choice(self.commercial, commercial_words)),
            Entry::new("assignedUserId", t::ASSIGNEE, Control::Reference(self.assignee_typed, self.assignee)),
            Entry::new("tags", t::TAGS, Control::Words(self.tag_typed, self.tags)),
            Entry::new("isActive", t::ACTIVE, Control::Switch(self.active)),
        ];
        own.into_iter().chain(self.billing.entries()).collect()
    }

    /// What the creation sends.
    #[must_use]
    pub fn creation(
        self,
        medical_profile: create_institution::MedicalProfileInput,
        contacts: Option<Vec<create_institution::NewContactInput>>,
    ) -> create_institution::CreateInstitutionInput {
        let billing = self.billing.values();
        create_institution::CreateInstitutionInput {
            name: self.name.text(),
            type_: self.kind.text().parse().unwrap_or(InstitutionType::Hospital),
            address: create_institution::AddressInput {
                street: self.street.text(),
                zip_code: self.zip_code.text(),
                city: self.city.text(),
                state: self.state.text(),
                country: self.country.text(),
            },
            main_phone: canonical(self.main_phone, phone::parse),
            finess: canonical(self.finess, finess::parse),
            siret: canonical(self.siret, siret::parse),
            vat_number: canonical(self.vat_number, vat::parse),
            accounting_number: self.accounting_number.optional(),
            digiforma_id: self.digiforma_id.optional(),
            group_name: self.group_name.optional(),
            commercial_status: self.commercial.text().parse().ok(),
            assigned_user_id: self.assignee.get_clone_untracked().map(|person| person.id),
            tags: Some(self.tags.get_clone_untracked()),
            is_active: Some(self.active.get_untracked()),
            is_public_body: billing.is_public_body,
            payment_terms: billing.payment_terms,
            billing_email: billing.billing_email,
            electronic_address: billing.electronic_address,
            service_code: billing.service_code,
            medical_profile: Some(medical_profile),
            contacts,
        }
    }

    /// What the update of institution `id` at `version` sends: every field, an empty one as null.
    #[must_use]
    pub fn update(self, id: String, version: i64) -> update_institution::UpdateInstitutionInput {
        let billing = self.billing.values();
        update_institution::UpdateInstitutionInput {
            id,
            expected_version: Some(version),
            name: Some(self.name.text()),
            type_: self.kind.text().parse().ok(),
            address: Some(update_institution::AddressInput {
                street: self.street.text(),
                zip_code: self.zip_code.text(),
                city: self.city.text(),
                state: self.state.text(),
                country: self.country.text(),
            }),
            main_phone: canonical(self.main_phone, phone::parse),
            finess: canonical(self.finess, finess::parse),
            siret: canonical(self.siret, siret::parse),
            vat_number: canonical(self.vat_number, vat::parse),
            accounting_number: self.accounting_number.optional(),
            digiforma_id: self.digiforma_id.optional(),
            group_name: self.group_name.optional(),
            commercial_status: self.commercial.text().parse().ok(),
            assigned_user_id: self.assignee.get_clone_untracked().map(|person| person.id),
            tags: Some(self.tags.get_clone_untracked()),
            is_active: Some(self.active.get_untracked()),
            is_public_body: billing.is_public_body,
            payment_terms: billing.payment_terms,
            billing_email: billing.billing_email,
            electronic_address: billing.electronic_address,
            service_code: billing.service_code,
        }
    }
}

/// The identifier in its stored form; as typed where it is none, so that the server says why.
fn canonical<E>(field: FieldState, parse: fn(&str) -> Result<String, E>) -> Option<String> {
    field.optional().map(|typed| parse(&typed).unwrap_or(typed))
}

fn type_words(name: &str) -> String {
    name.parse::<InstitutionType>()
        .map_or_else(|_| name.to_owned(), |kind| words::institution_type(kind).now().to_owned())
}

fn commercial_words(name: &str) -> String {
    name.parse::<CommercialStatus>().map_or_else(|_| name.to_owned(), |status| commercial(status).word.now().to_owned())
}

/// The fields on the screen; `suggested_tags` are offered.
#[component(inline_props)]
pub fn InstitutionInputs(fields: InstitutionFields, suggested_tags: ReadSignal<Vec<String>>) -> View {
    let session = use_app().session;
    let types = choices(InstitutionType::ALL, InstitutionType::name, words::institution_type);
    let statuses = choices(CommercialStatus::ALL, CommercialStatus::name, |s| commercial(s).word);
    // Who may not list users cannot hand institutions on.
    let assignee = session.can(Permission::ViewUsers).then(|| {
        view! {
            Combobox(
                state=fields.assignee_typed,
                chosen=fields.assignee,
                label=t::ASSIGNEE,
                search=people::search(),
                optional=true,
                frame="field span-all",
            )
        }
    });
    view! {
        fieldset(class="form-grid") {
            legend(class="visually-hidden") { (t::IDENTITY) }
            TextField(
                state=fields.name,
                label=t::NAME,
                help=t::NAME_HELP,
                autocomplete="off",
                frame="field span-all",
                "autofocus"="",
            )
            SelectField(state=fields.kind, label=t::KIND, choices=types)
            SelectField(state=fields.commercial, label=t::COMMERCIAL_STATUS, choices=statuses)
        }
        fieldset(class="form-grid form-section") {
            legend { (t::ADDRESS) }
            TextField(state=fields.street, label=t::STREET, autocomplete="off", frame="field span-all")
            TextField(state=fields.zip_code, label=t::ZIP_CODE, inputmode="numeric", autocomplete="off")
            TextField(state=fields.city, label=t::CITY, autocomplete="off")
            TextField(state=fields.state, label=t::STATE, autocomplete="off", optional=true)
            TextField(state=fields.country, label=t::COUNTRY, autocomplete="off")
            TextField(
                state=fields.main_phone,
                label=t::MAIN_PHONE,
                r#type="tel",
                autocomplete="off",
                optional=true,
                frame="field span-all",
            )
        }
        fieldset(class="form-grid form-section") {
            legend { (t::IDENTIFIERS) }
            TextField(state=fields.finess, label=t::FINESS, class="input code", autocomplete="off", optional=true)
            TextField(state=fields.siret, label=t::SIRET, class="input code", autocomplete="off", optional=true)
            TextField(state=fields.vat_number, label=t::VAT_NUMBER, class="input code", autocomplete="off", optional=true)
            TextField(
                state=fields.accounting_number,
                label=t::ACCOUNTING_NUMBER,
                class="input code",
                autocomplete="off",
                optional=true,
            )
            TextField(state=fields.digiforma_id, label=t::DIGIFORMA_ID, class="input code", autocomplete="off", optional=true)
            TextField(state=fields.group_name, label=t::GROUP_NAME, autocomplete="off", optional=true)
            (assignee)
            TokensField(
                state=fields.tag_typed,
                values=fields.tags,
                label=t::TAGS,
                suggestions=suggested_tags,
                optional=true,
                help=t::TAGS_HELP,
                frame="field span-all",
            )
            div(class="span-all") { CheckBox(checked=fields.active, label=t::IS_ACTIVE) }
        }
        BillingInputs(fields=fields.billing)
    }
}
