//! Institutions that somebody should look at, with the reasons.

use sycamore::prelude::*;

use super::{Data, api};
use crate::i18n::format;
use crate::i18n::text::dashboard as t;
use crate::router::Page;
use crate::ui::icon::{Glyph, Icon};

/// The section.
#[component(inline_props)]
pub fn AttentionList(data: ReadSignal<Data>) -> View {
    let attention = create_memo(move || data.with(|data| data.dashboard.attention.clone()));
    view! {
        section(class="section", "aria-labelledby"="attention") {
            div(class="section-header") { h2(id="attention") { (t::ATTENTION) } }
            ({
                let lines: Vec<View> = attention.get_clone().into_iter().map(line).collect();
                if lines.is_empty() {
                    view! { p(class="soft") { (t::NO_ATTENTION) } }
                } else {
                    view! { ul(class="items") { (lines) } }
                }
            })
        }
    }
}

fn line(item: api::Attention) -> View {
    let (name, href) = (item.institution.name.clone(), Page::institution(&item.institution.id).path());
    let urgent = item.reasons.iter().any(is_urgent);
    let (tone, glyph) = if urgent { ("critical", Glyph::TRIANGLE_ALERT) } else { ("warning", Glyph::CLOCK) };
    view! {
        li("data-tone"=tone) {
            Icon(glyph=glyph)
            div {
                p { a(class="cell-title", href=href) { (name) } }
                p(class="small faint") { (reasons(&item)) }
            }
        }
    }
}

/// Whether somebody must act now.
fn is_urgent(reason: &api::AttentionReason) -> bool {
    use api::AttentionReason::{COMPLIANCE_EXPIRED, NON_COMPLIANT, OVERDUE_TASKS};
    matches!(reason, OVERDUE_TASKS | NON_COMPLIANT | COMPLIANCE_EXPIRED)
}

/// « 2 tâches en retard, conformité échue le 3 nov. 2026 ».
fn reasons(item: &api::Attention) -> String {
    use api::AttentionReason as Reason;
    let day = item.compliance_expires_on.as_deref().map(format::calendar_day);
    let words = item.reasons.iter().filter_map(|reason| {
        Some(match (reason, &day) {
            (Reason::OVERDUE_TASKS, _) => t::tasks_late(u64::try_from(item.overdue_tasks).unwrap_or_default()),
            (Reason::NON_COMPLIANT, _) => t::NON_COMPLIANT.now().to_owned(),
            (Reason::COMPLIANCE_EXPIRED, Some(day)) => t::compliance_expired_on(day),
            (Reason::COMPLIANCE_EXPIRED, None) => t::COMPLIANCE_EXPIRED.now().to_owned(),
            (Reason::COMPLIANCE_EXPIRES_SOON, Some(day)) => t::compliance_expires_on(day),
            (Reason::COMPLIANCE_EXPIRES_SOON, None) => t::COMPLIANCE_EXPIRES_SOON.now().to_owned(),
            (Reason::NO_PRIMARY_CONTACT, _) => t::NO_PRIMARY_CONTACT.now().to_owned(),
            (Reason::UNASSIGNED, _) => t::UNASSIGNED.now().to_owned(),
            // The server is newer than this page.
            (Reason::Other(_), _) => return None,
        })
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_told_with_their_numbers_and_days() {
        let item = api::Attention {
            institution: api::AttentionInstitution { id: "1".into(), name: "CHU de Nantes".into() },
            reasons: vec![
                api::AttentionReason::OVERDUE_TASKS,
                api::AttentionReason::COMPLIANCE_EXPIRED,
                api::AttentionReason::Other("NEWER".into()),
            ],
            overdue_tasks: 2,
            compliance_expires_on: Some("2026-11-03".into()),
        };
        assert_eq!(reasons(&item), "2 tâches en retard, conformité échue le 2026-11-03");
    }
}
