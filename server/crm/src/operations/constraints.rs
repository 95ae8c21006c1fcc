//! Names of database constraints → errors at fields.

use crate::FieldError;

/// The field error for a violated constraint, if it is one that input can violate.
#[must_use]
pub fn field_error(constraint: &str) -> Option<FieldError> {
    let (field, code, message) = match constraint {
        "medical_institutions_finess_key" => ("finess", "TAKEN", "Another institution has this FINESS number."),
        "medical_institutions_accounting_number_key" => {
            ("accountingNumber", "TAKEN", "Another institution has this accounting number.")
        }
        "medical_institutions_digiforma_id_key" => {
            ("digiformaId", "TAKEN", "Another institution has this Digiforma id.")
        }
        "users_email_key" => ("email", "TAKEN", "Another account has this e-mail address."),
        "invoices_invoice_number_key" => {
            let message = "The pattern makes a number that another document has. Change the pattern of the firm.";
            return Some(FieldError { field: None, code: "NUMBER_TAKEN", message: message.into() });
        }
        "teams_name_key" => ("name", "TAKEN", "Another team has this name."),
        "catalog_items_sku_key" => ("sku", "TAKEN", "Another item of the catalog has this number."),
        "document_templates_default_key" => ("isDefault", "TAKEN", "Another template became the default meanwhile."),
        "users_last_active_admin" => {
            let message = "This is the last active administrator. Make somebody else an administrator first.";
            return Some(FieldError { field: None, code: "LAST_ADMIN", message: message.into() });
        }
        _ => return None,
    };
    Some(FieldError::new(field, code, message))
}
