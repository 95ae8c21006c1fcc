//! Institutions, their contacts and tasks.

use crate::i18n::Words;
use crate::i18n::text::{audit as t, contacts, institution_detail, institution_form as form, sign_in, tasks};

/// What was done to an institution, a contact or a task.
pub(super) fn sentence(who: &str, action: &str) -> Option<String> {
    let words = match action {
        "institution.created" => t::did_create,
        "institution.updated" => t::did_update,
        "institution.deleted" => t::did_delete,
        "institution.restored" => t::did_restore,
        "contact.created" => t::did_create_contact,
        "contact.updated" => t::did_update_contact,
        "contact.deleted" => t::did_delete_contact,
        "contact.restored" => t::did_restore_contact,
        "task.created" => t::did_create_task,
        "task.updated" => t::did_update_task,
        "task.completed" => t::did_complete_task,
        "task.deleted" => t::did_delete_task,
        "task.restored" => t::did_restore_task,
        _ => return None,
    };
    Some(words(who))
}

/// The label of a field, also of those that other records share with them.
pub(super) fn label(entity: &str, field: &str) -> Option<Words> {
    Some(match (entity, field) {
        ("task", "title") => tasks::TITLE,
        ("task", "assigneeId") => tasks::ASSIGNEE,
        (_, "title") => form::JOB_TITLE,
        ("contact", "isActive") => contacts::IS_ACTIVE,
        (_, "name") => form::NAME,
        (_, "type") => form::KIND,
        (_, "street") => form::STREET,
        (_, "zipCode") => form::ZIP_CODE,
        (_, "city") => form::CITY,
        (_, "state") => form::STATE,
        (_, "country") => form::COUNTRY,
        (_, "address") => form::ADDRESS,
        (_, "mainPhone" | "phone") => form::MAIN_PHONE,
        (_, "finess") => form::FINESS,
        (_, "siret") => form::SIRET,
        (_, "vatNumber") => form::VAT_NUMBER,
        (_, "isPublicBody") => form::IS_PUBLIC_BODY,
        (_, "billingEmail") => form::BILLING_EMAIL,
        (_, "electronicAddress") => form::ELECTRONIC_ADDRESS,
        (_, "serviceCode") => form::SERVICE_CODE,
        (_, "accountingNumber") => form::ACCOUNTING_NUMBER,
        (_, "digiformaId") => form::DIGIFORMA_ID,
        (_, "groupName") => form::GROUP_NAME,
        (_, "commercialStatus") => form::COMMERCIAL_STATUS,
        (_, "assignedUserId") => form::ASSIGNEE,
        (_, "tags") => form::TAGS,
        (_, "isActive") => form::ACTIVE,
        (_, "bedCapacity") => form::BED_CAPACITY,
        (_, "surgicalRooms") => form::SURGICAL_ROOMS,
        (_, "endoscopyRooms") => form::ENDOSCOPY_ROOMS,
        (_, "staffCount") => form::STAFF_COUNT,
        (_, "surgicalInterventions") => form::SURGICAL_INTERVENTIONS,
        (_, "endoscopyInterventions") => form::ENDOSCOPY_INTERVENTIONS,
        (_, "specialties") => form::SPECIALTIES,
        (_, "departments") => form::DEPARTMENTS,
        (_, "equipmentTypes") => form::EQUIPMENT_TYPES,
        (_, "certifications") => form::CERTIFICATIONS,
        (_, "complianceStatus") => form::COMPLIANCE_STATUS,
        (_, "lastAuditDate") => form::LAST_AUDIT_DATE,
        (_, "complianceExpirationDate") => form::COMPLIANCE_EXPIRATION_DATE,
        (_, "complianceNotes") => form::COMPLIANCE_NOTES,
        (_, "firstName") => form::FIRST_NAME,
        (_, "lastName") => form::LAST_NAME,
        (_, "email") => sign_in::EMAIL,
        (_, "department") => contacts::DEPARTMENT,
        (_, "isPrimary") => contacts::IS_PRIMARY,
        (_, "institutionId") => contacts::INSTITUTION,
        (_, "contactId") => tasks::CONTACT,
        (_, "description") => tasks::DESCRIPTION,
        (_, "status") => tasks::STATUS,
        (_, "priority") => institution_detail::PRIORITY,
        (_, "dueDate") => tasks::DUE_DATE,
        _ => return None,
    })
}
