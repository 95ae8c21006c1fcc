//! What is compared of a company and of an institution.

use crate::api::digiforma::{compared_institution, digiforma_company, digiforma_suggestions};

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// Its id here.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// Post code and town.
    pub city: Option<String>,
    /// SIRET, as it was typed.
    pub siret: Option<String>,
    /// Number in the accounting program.
    pub accounting_number: Option<String>,
    /// Addresses; of an institution, those of its contacts too.
    pub emails: Vec<String>,
    /// Telephone, as it was typed.
    pub phone: Option<String>,
}

/// A text that says something.
fn told(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// « 44000 Nantes ».
fn place(zip_code: Option<String>, city: Option<String>) -> Option<String> {
    let parts: Vec<String> = [told(zip_code), told(city)].into_iter().flatten().collect();
    told(Some(parts.join(" ")))
}

/// Makes sides of what an operation answers.
macro_rules! company_sides {
    ($($module:ident),+) => { $(
        impl From<$module::CompanySide> for Side {
            fn from(company: $module::CompanySide) -> Self {
                let (street, city) = match company.address {
                    Some(address) => (told(address.street), place(address.zip_code, address.city)),
                    None => (None, None),
                };
                Self {
                    id: company.id,
                    name: company.name,
                    street,
                    city,
                    siret: told(company.siret),
                    accounting_number: told(company.accounting_number),
                    emails: told(company.email).into_iter().collect(),
                    phone: told(company.phone),
                }
            }
        }
    )+ };
}

macro_rules! institution_sides {
    ($($module:ident),+) => { $(
        impl From<$module::InstitutionSide> for Side {
            fn from(institution: $module::InstitutionSide) -> Self {
                let contacts = institution.contacts.nodes.into_iter().map(|contact| contact.email);
                let address = institution.address;
                Self {
                    id: institution.id,
                    name: institution.name,
                    street: told(Some(address.street)),
                    city: place(Some(address.zip_code), Some(address.city)),
                    siret: told(institution.siret),
                    accounting_number: told(institution.accounting_number),
                    emails: told(institution.billing_email).into_iter().chain(contacts).collect(),
                    phone: told(institution.main_phone),
                }
            }
        }
    )+ };
}

company_sides!(digiforma_suggestions, digiforma_company);
institution_sides!(digiforma_suggestions, digiforma_company, compared_institution);
