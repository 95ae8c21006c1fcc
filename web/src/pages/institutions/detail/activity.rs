//! The last events of an institution, in words.

use serde_json::Value;
use sycamore::prelude::*;

use super::Detail;
use crate::api::operations::{InstitutionActivity, institution_activity as api};
use crate::api::{live, send};
use crate::i18n::Words;
use crate::i18n::format;
use crate::i18n::text::{institution_detail as t, institution_form as form, sign_in};
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;

type Event = api::InstitutionActivityInstitutionAuditEventsNodes;

/// The section.
#[component(inline_props)]
pub fn Activity(detail: Detail) -> View {
    let events = fetch(
        move || {
            detail.changes.track();
            detail.sheet.with_untracked(|sheet| sheet.id.clone())
        },
        |id| async move {
            let data = send::<InstitutionActivity>(api::Variables { id }).await?;
            Ok(data.institution.audit_events.nodes)
        },
    );
    let id = detail.sheet.with_untracked(|sheet| sheet.id.clone());
    live::on_change_of(&["institution"], &id, move || events.refresh());
    live::on_change(&["contact", "task"], move || events.refresh());
    view! {
        section(class="section", "aria-labelledby"="activity") {
            div(class="section-header") { h2(id="activity") { (t::ACTIVITY) } }
            Loaded(
                remote=events,
                what=Message::from(t::ACTIVITY_FAILED),
                waiting=|| view! { SkeletonRows(rows=4) },
                show=|events| {
                    let events = create_selector(move || events.get_clone());
                    view! { (list(events.get_clone())) }
                },
            )
        }
    }
}

fn list(events: Vec<Event>) -> View {
    if events.is_empty() {
        return view! { p(class="soft") { (t::NO_ACTIVITY) } };
    }
    let lines: Vec<View> = events.into_iter().map(line).collect();
    view! { ul(class="items") { (lines) } }
}

fn line(event: Event) -> View {
    let when = event.occurred_at.clone();
    let exact = when.clone();
    let who = event.user_name.clone();
    let changes = event.changes.clone();
    view! {
        li {
            Avatar(name=who, kind=AvatarKind::BesideName)
            div {
                p { (sentence(&event)) }
                p(class="small faint") { (fields(&changes)) }
            }
            span(class="small faint number", title=format::day_and_time(&exact)) { (format::since(&when)) }
        }
    }
}

/// « Mehdi Benali a modifié la fiche ».
fn sentence(event: &Event) -> String {
    let who = if event.user_name.is_empty() { t::SOMEBODY.now() } else { &event.user_name };
    let words = match event.action.as_str() {
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
        other => return t::did_else(who, other),
    };
    words(who)
}

/// The changed fields that people know, by their labels.
fn fields(changes: &Value) -> String {
    let mut names = Vec::new();
    collect(changes, &mut names);
    names.dedup();
    names.join(", ")
}

fn collect(changes: &Value, names: &mut Vec<&'static str>) {
    for (field, change) in changes.as_object().into_iter().flatten() {
        let is_change = change.get("old").is_some() || change.get("new").is_some();
        if is_change {
            names.extend(label(field).map(Words::now));
        } else {
            // A group of fields: the medical profile.
            collect(change, names);
        }
    }
}

/// The label of a field; technical ones have none.
fn label(field: &str) -> Option<Words> {
    Some(match field {
        "name" => form::NAME,
        "type" => form::KIND,
        "street" | "city" | "zipCode" | "state" | "country" | "address" => form::ADDRESS,
        "mainPhone" | "phone" => form::MAIN_PHONE,
        "finess" => form::FINESS,
        "siret" => form::SIRET,
        "vatNumber" => form::VAT_NUMBER,
        "accountingNumber" => form::ACCOUNTING_NUMBER,
        "digiformaId" => form::DIGIFORMA_ID,
        "groupName" => form::GROUP_NAME,
        "commercialStatus" => form::COMMERCIAL_STATUS,
        "assignedUserId" => form::ASSIGNEE,
        "tags" => form::TAGS,
        "isActive" => form::ACTIVE,
        "bedCapacity" => form::BED_CAPACITY,
        "surgicalRooms" => form::SURGICAL_ROOMS,
        "endoscopyRooms" => form::ENDOSCOPY_ROOMS,
        "staffCount" => form::STAFF_COUNT,
        "surgicalInterventions" => form::SURGICAL_INTERVENTIONS,
        "endoscopyInterventions" => form::ENDOSCOPY_INTERVENTIONS,
        "specialties" => form::SPECIALTIES,
        "departments" => form::DEPARTMENTS,
        "equipmentTypes" => form::EQUIPMENT_TYPES,
        "certifications" => form::CERTIFICATIONS,
        "complianceStatus" => form::COMPLIANCE_STATUS,
        "lastAuditDate" => form::LAST_AUDIT_DATE,
        "complianceExpirationDate" => form::COMPLIANCE_EXPIRATION_DATE,
        "complianceNotes" => form::COMPLIANCE_NOTES,
        "firstName" => form::FIRST_NAME,
        "lastName" => form::LAST_NAME,
        "email" => sign_in::EMAIL,
        "title" => t::TASK_TITLE,
        "description" => t::DESCRIPTION,
        "status" => t::TASK_STATUS,
        "priority" => t::PRIORITY,
        "dueDate" => t::DUE_DATE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_fields_are_named_also_those_of_the_profile() {
        let changes = serde_json::json!({
            "mainPhone": {"old": null, "new": "+33240083333"},
            "medicalProfile": {"bedCapacity": {"old": 1, "new": 2}},
            "searchText": {"old": "a", "new": "b"},
        });
        assert_eq!(fields(&changes), "Téléphone, Lits");
        assert_eq!(fields(&serde_json::json!(null)), "");
    }
}
