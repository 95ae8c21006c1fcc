//! The medical profile of an institution.

use sycamore::prelude::*;

use super::Detail;
use super::sheet::tags;
use crate::i18n::text::{institution_detail as t, institution_form as form};
use crate::i18n::{Words, format};
use crate::pages::institutions::form::Profile;
use crate::router::InstitutionTab;
use crate::ui::empty::Empty;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::status::{Status, compliance};
use crate::ui::unknown::Unknown;

/// The tab.
#[component(inline_props)]
pub fn MedicalTab(detail: Detail) -> View {
    let can_edit = create_selector(move || detail.sheet.with(|sheet| sheet.can_edit && sheet.deleted_at.is_none()));
    view! {
        div(class="columns-under-tabs") {
            (match detail.sheet.with(|sheet| sheet.medical_profile.clone()) {
                None => view! {
                    Empty(glyph=Glyph::LIST_CHECKS, title=t::PROFILE_MISSING, body=t::PROFILE_MISSING_BODY) {
                        (if can_edit.get() {
                            view! {
                                a(class="button button-primary", href=detail.tab(InstitutionTab::MedicalProfile, true)) {
                                    Icon(glyph=Glyph::PENCIL)
                                    (form::EDIT_PROFILE)
                                }
                            }
                        } else {
                            View::new()
                        })
                    }
                },
                Some(profile) => profile_view(&profile),
            })
        }
    }
}

fn profile_view(profile: &Profile) -> View {
    let figures: Vec<View> = [
        (form::BED_CAPACITY, profile.bed_capacity),
        (form::SURGICAL_ROOMS, profile.surgical_rooms),
        (form::ENDOSCOPY_ROOMS, profile.endoscopy_rooms),
        (form::STAFF_COUNT, profile.staff_count),
        (form::SURGICAL_INTERVENTIONS, profile.surgical_interventions),
        (form::ENDOSCOPY_INTERVENTIONS, profile.endoscopy_interventions),
    ]
    .into_iter()
    .enumerate()
    .map(|(index, (name, value))| figure(index == 0, name, value))
    .collect();
    let words: Vec<View> = [
        (form::SPECIALTIES, &profile.specialties),
        (form::DEPARTMENTS, &profile.departments),
        (form::EQUIPMENT_TYPES, &profile.equipment_types),
        (form::CERTIFICATIONS, &profile.certifications),
    ]
    .into_iter()
    .map(|(name, words)| line(name, tags(words)))
    .collect();
    let compliance = compliance_facts(profile);
    view! {
        div(class="stack") {
            section("aria-labelledby"="capacity") {
                div(class="section-header") { h2(id="capacity") { (t::CAPACITY) } }
                dl(class="figures") { (figures) }
            }
            div(class="columns columns-half") {
                section(class="section", "aria-labelledby"="medical-activity") {
                    div(class="section-header") { h2(id="medical-activity") { (form::ACTIVITY) } }
                    dl(class="facts") { (words) }
                }
                section(class="section", "aria-labelledby"="compliance") {
                    div(class="section-header") { h2(id="compliance") { (form::COMPLIANCE_STATUS) } }
                    dl(class="facts") { (compliance) }
                }
            }
        }
    }
}

fn figure(lead: bool, name: Words, value: Option<i64>) -> View {
    let class = if lead { "figure figure-lead" } else { "figure" };
    let value = match value.and_then(|value| u64::try_from(value).ok()) {
        Some(value) => view! { (format::integer(value)) },
        None => view! { Unknown() },
    };
    view! {
        div(class=class) {
            dt { (name) }
            dd { (value) }
        }
    }
}

fn compliance_facts(profile: &Profile) -> Vec<View> {
    let look = compliance(profile.compliance_status);
    let day = |day: &Option<String>| day.clone().map(|day| view! { (format::calendar_day(&day)) });
    let notes = profile.compliance_notes.clone().filter(|notes| !notes.is_empty());
    vec![
        line(form::COMPLIANCE_STATUS, Some(view! { Status(look=look, plain=true) })),
        line(form::LAST_AUDIT_DATE, day(&profile.last_audit_date)),
        line(form::COMPLIANCE_EXPIRATION_DATE, day(&profile.compliance_expiration_date)),
        line(form::COMPLIANCE_NOTES, notes.map(|notes| view! { span(class="prose") { (notes) } })),
    ]
}

fn line(name: Words, value: Option<View>) -> View {
    let value = value.unwrap_or_else(|| view! { Unknown() });
    view! {
        dt { (name) }
        dd { (value) }
    }
}
