//! Words of the domain: types, roles, origins. Those of statuses stand with their looks, in `ui::status::looks`.

use domain::{ApiTokenScope, DataSource, InstitutionType, UserRole};

use crate::i18n::{Words, texts};

texts! {
    HOSPITAL: "Hôpital", "Hospital";
    CLINIC: "Clinique", "Clinic";
    MEDICAL_CENTER: "Centre médical", "Medical centre";
    SPECIALTY_CLINIC: "Clinique spécialisée", "Specialty clinic";
    ADMIN: "Administration", "Administrator";
    MANAGER: "Direction", "Manager";
    AUDITOR: "Audit", "Auditor";
    VIEWER: "Lecture seule", "Viewer";
    CRM: "Saisie dans le CRM", "Typed in the CRM";
    DIGIFORMA: "Digiforma", "Digiforma";
    SAGE: "Sage", "Sage";
    IMPORT: "Import de fichier", "File import";
    SCOPE_READ: "Lire", "Read";
    SCOPE_WRITE: "Écrire", "Write";
}

/// Word of a kind of establishment.
#[must_use]
pub fn institution_type(kind: InstitutionType) -> Words {
    match kind {
        InstitutionType::Hospital => HOSPITAL,
        InstitutionType::Clinic => CLINIC,
        InstitutionType::MedicalCenter => MEDICAL_CENTER,
        InstitutionType::SpecialtyClinic => SPECIALTY_CLINIC,
    }
}

/// Word of a role.
#[must_use]
pub fn role(role: UserRole) -> Words {
    match role {
        UserRole::Admin => ADMIN,
        UserRole::Manager => MANAGER,
        UserRole::Auditor => AUDITOR,
        UserRole::Viewer => VIEWER,
    }
}

/// Where a record came from.
#[must_use]
pub fn data_source(source: DataSource) -> Words {
    match source {
        DataSource::Crm => CRM,
        DataSource::Digiforma => DIGIFORMA,
        DataSource::Sage => SAGE,
        DataSource::Import => IMPORT,
    }
}

/// What a token may do.
#[must_use]
pub fn token_scope(scope: ApiTokenScope) -> Words {
    match scope {
        ApiTokenScope::Read => SCOPE_READ,
        ApiTokenScope::Write => SCOPE_WRITE,
    }
}
