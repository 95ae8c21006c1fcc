//! Words of the domain: types, statuses, roles.

use domain::{ApiTokenScope, DataSource, InstitutionType, UserRole};

use crate::i18n::texts;

texts! {
    hospital: "Hôpital", "Hospital";
    clinic: "Clinique", "Clinic";
    medical_center: "Centre médical", "Medical centre";
    specialty_clinic: "Clinique spécialisée", "Specialty clinic";
    prospect: "Prospect", "Prospect";
    client: "Client", "Client";
    compliant: "Conforme", "Compliant";
    pending_review: "À examiner", "To review";
    non_compliant: "Non conforme", "Not compliant";
    compliance_expired: "Échue", "Expired";
    todo: "À faire", "To do";
    in_progress: "En cours", "In progress";
    completed: "Terminée", "Done";
    cancelled: "Annulée", "Cancelled";
    overdue: "En retard", "Overdue";
    low: "Basse", "Low";
    medium: "Moyenne", "Medium";
    high: "Haute", "High";
    urgent: "Urgente", "Urgent";
    admin: "Administration", "Administrator";
    manager: "Direction", "Manager";
    auditor: "Audit", "Auditor";
    viewer: "Lecture seule", "Viewer";
    crm: "Saisie dans le CRM", "Typed in the CRM";
    digiforma: "Digiforma", "Digiforma";
    sage: "Sage", "Sage";
    import: "Import de fichier", "File import";
    scope_read: "Lire", "Read";
    scope_write: "Écrire", "Write";
}

/// Word of a kind of establishment.
#[must_use]
pub fn institution_type(kind: InstitutionType) -> &'static str {
    match kind {
        InstitutionType::Hospital => hospital(),
        InstitutionType::Clinic => clinic(),
        InstitutionType::MedicalCenter => medical_center(),
        InstitutionType::SpecialtyClinic => specialty_clinic(),
    }
}

/// Word of a role.
#[must_use]
pub fn role(role: UserRole) -> &'static str {
    match role {
        UserRole::Admin => admin(),
        UserRole::Manager => manager(),
        UserRole::Auditor => auditor(),
        UserRole::Viewer => viewer(),
    }
}

/// Where a record came from.
#[must_use]
pub fn data_source(source: DataSource) -> &'static str {
    match source {
        DataSource::Crm => crm(),
        DataSource::Digiforma => digiforma(),
        DataSource::Sage => sage(),
        DataSource::Import => import(),
    }
}

/// What a token may do.
#[must_use]
pub fn token_scope(scope: ApiTokenScope) -> &'static str {
    match scope {
        ApiTokenScope::Read => scope_read(),
        ApiTokenScope::Write => scope_write(),
    }
}
