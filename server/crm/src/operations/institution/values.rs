//! The values of an institution: as they were, as asked, as they are to be stored.

use db::rows::{Address, InstitutionBilling, InstitutionValues};
use domain::identifiers;

use super::{AddressInput, BillingInput, InstitutionUpdate};
use crate::operations::{validate::Checks, write::pick};

/// The address as it was typed.
pub(super) fn address(input: &AddressInput) -> Address {
    Address {
        street: input.street.clone(),
        city: input.city.clone(),
        state: input.state.clone(),
        zip_code: input.zip_code.clone(),
        country: input.country.clone(),
    }
}

/// The values after a change, as they were typed.
pub(super) fn patched(old: &InstitutionValues, input: &InstitutionUpdate) -> InstitutionValues {
    InstitutionValues {
        name: input.name.clone().unwrap_or_else(|| old.name.clone()),
        kind: input.kind.unwrap_or(old.kind),
        address: input.address.as_ref().map_or_else(|| old.address.clone(), address),
        accounting_number: pick(&input.accounting_number, &old.accounting_number),
        digiforma_id: pick(&input.digiforma_id, &old.digiforma_id),
        finess: pick(&input.finess, &old.finess),
        siret: pick(&input.siret, &old.siret),
        vat_number: pick(&input.vat_number, &old.vat_number),
        group_name: pick(&input.group_name, &old.group_name),
        commercial_status: input.commercial_status.unwrap_or(old.commercial_status),
        main_phone: pick(&input.main_phone, &old.main_phone),
        assigned_user_id: pick(&input.assigned_user_id, &old.assigned_user_id),
        tags: input.tags.clone().unwrap_or_else(|| old.tags.clone()),
        is_active: input.is_active.unwrap_or(old.is_active),
        billing: billing(&old.billing, &input.billing),
    }
}

/// What invoices need to know, after a change, as it was typed.
pub(super) fn billing(old: &InstitutionBilling, input: &BillingInput) -> InstitutionBilling {
    InstitutionBilling {
        is_public_body: input.is_public_body.unwrap_or(old.is_public_body),
        payment_terms: input.payment_terms.unwrap_or(old.payment_terms),
        billing_email: input.billing_email.clone().unwrap_or_else(|| old.billing_email.clone()),
        electronic_address: input.electronic_address.clone().unwrap_or_else(|| old.electronic_address.clone()),
        service_code: input.service_code.clone().unwrap_or_else(|| old.service_code.clone()),
    }
}

/// The values as they are to be stored: trimmed, canonical, checked. What was `stored` before is not checked again.
pub(super) fn checked(
    checks: &mut Checks,
    typed: &InstitutionValues,
    stored: Option<&InstitutionValues>,
) -> InstitutionValues {
    let mut identifier = |field: &str, of: fn(&InstitutionValues) -> Option<&str>, parse| {
        checks.changed_identifier(field, stored.and_then(of), of(typed), parse)
    };
    let finess = identifier("finess", |values| values.finess.as_deref(), identifiers::finess::parse);
    let siret = identifier("siret", |values| values.siret.as_deref(), identifiers::siret::parse);
    let vat_number = identifier("vatNumber", |values| values.vat_number.as_deref(), identifiers::vat::parse);
    let main_phone = identifier("mainPhone", |values| values.main_phone.as_deref(), identifiers::phone::parse);
    let email = |values: &InstitutionValues| values.billing.billing_email.clone();
    let billing_email = checks.changed_identifier(
        "billingEmail",
        stored.and_then(email).as_deref(),
        email(typed).as_deref(),
        identifiers::email::parse,
    );
    let country = checks.required("address.country", &typed.address.country, 255);
    let french = matches!(country.to_lowercase().as_str(), "france" | "fr");
    let zip_code = checks.required("address.zipCode", &typed.address.zip_code, 20);
    let moved = stored.is_none_or(|stored| stored.address != typed.address);
    if french && moved && !zip_code.is_empty() {
        checks.identifier("address.zipCode", Some(&zip_code), identifiers::post_code::parse);
    }
    InstitutionValues {
        name: checks.required("name", &typed.name, 255),
        kind: typed.kind,
        address: Address {
            street: checks.required("address.street", &typed.address.street, 255),
            city: checks.required("address.city", &typed.address.city, 255),
            state: checks.optional("address.state", Some(&typed.address.state), 255).unwrap_or_default(),
            zip_code,
            country,
        },
        accounting_number: checks.optional("accountingNumber", typed.accounting_number.as_deref(), 50),
        digiforma_id: checks.optional("digiformaId", typed.digiforma_id.as_deref(), 100),
        finess,
        siret,
        vat_number,
        group_name: checks.optional("groupName", typed.group_name.as_deref(), 255),
        commercial_status: typed.commercial_status,
        main_phone,
        assigned_user_id: typed.assigned_user_id,
        tags: checks.labels("tags", &typed.tags, 50),
        is_active: typed.is_active,
        billing: InstitutionBilling {
            is_public_body: typed.billing.is_public_body,
            payment_terms: typed.billing.payment_terms,
            billing_email,
            electronic_address: checks.optional("electronicAddress", typed.billing.electronic_address.as_deref(), 125),
            service_code: checks.optional("serviceCode", typed.billing.service_code.as_deref(), 100),
        },
    }
}
