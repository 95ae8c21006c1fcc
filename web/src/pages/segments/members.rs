//! Who is in a segment: the first members, and all of them by kind and by town.

use domain::InstitutionType;
use sycamore::prelude::*;

use crate::api::segments::{SegmentReport, segment_report as api};
use crate::api::{ApiError, send};
use crate::i18n::text::{common, segments as t, words};
use crate::i18n::{Words, format};
use crate::router::{Page, Panel};
use crate::ui::bars::{Bar, BarList};
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, fetch};
use crate::ui::skeleton::SkeletonRows;

type Report = api::ResponseData;

/// Bars of each list.
const BARS: usize = 8;

/// A member: its name, where it leads, and a word on it.
struct Member {
    name: String,
    href: String,
    detail: String,
}

/// The section of the segment `id`.
#[component(inline_props)]
pub fn Members(id: String) -> View {
    let report = fetch(move || id.clone(), ask);
    view! {
        section(class="section stack-tight", "aria-labelledby"="segment-members") {
            h3(id="segment-members") { (t::MEMBERS) }
            Loaded(
                remote=report,
                what=Message::from(t::MEMBERS_FAILED),
                waiting=|| view! { SkeletonRows(rows=5) },
                show=|found| view! { (content(&found.get_clone())) },
            )
        }
    }
}

async fn ask(id: String) -> Result<Report, ApiError> {
    send::<SegmentReport>(api::Variables { id }).await
}

fn content(report: &Report) -> View {
    let members = members(report);
    if members.is_empty() {
        return view! { p(class="soft") { (t::NOBODY) } };
    }
    let analytics = &report.segment_analytics;
    let total = u64::try_from(analytics.total).unwrap_or_default();
    let rest = total.saturating_sub(members.len() as u64);
    let more = (rest > 0).then(|| view! { p(class="small soft") { (t::more(rest)) } });
    let lines: Vec<View> = members.into_iter().map(line).collect();
    let kinds = shares(t::BY_TYPE, &analytics.by_type, kind_word);
    let towns = shares(t::BY_CITY, &analytics.by_city, str::to_owned);
    view! {
        ul(class="items") { (lines) }
        (more)
        (kinds)
        (towns)
    }
}

/// The first members by name: those of the one type that the segment has.
fn members(report: &Report) -> Vec<Member> {
    let institution = |found: &api::SegmentReportSegmentInstitutionsNodes| Member {
        name: found.name.clone(),
        href: Page::institution(&found.id).path(),
        detail: found.address.city.clone(),
    };
    let contact = |found: &api::SegmentReportSegmentContactsNodes| {
        let place = found.institution.as_ref().map(|place| place.name.clone());
        Member {
            name: found.full_name.clone(),
            href: Page::Contacts(Panel::Shown(found.id.clone())).path(),
            detail: found.title.clone().into_iter().chain(place).collect::<Vec<_>>().join(" · "),
        }
    };
    let institutions = report.segment_institutions.nodes.iter().map(institution);
    institutions.chain(report.segment_contacts.nodes.iter().map(contact)).collect()
}

fn line(member: Member) -> View {
    let Member { name, href, detail } = member;
    view! {
        li {
            div {
                a(class="cell-title", href=href) { (name) }
                p(class="small faint") { (detail) }
            }
        }
    }
}

/// Members by something that they have in common, the greatest share first.
fn shares(title: Words, shares: &[api::Share], word: fn(&str) -> String) -> View {
    let bars = bars(shares, word);
    view! {
        p(class="field-label") { (title) }
        BarList(label=title, bars=bars, kinds=vec![("fill-audit", String::new())])
    }
}

fn bars(shares: &[api::Share], word: fn(&str) -> String) -> Vec<Bar> {
    let bar = |share: &api::Share| {
        let count = u32::try_from(share.count).unwrap_or(u32::MAX);
        Bar {
            name: share.key.as_deref().map_or_else(|| common::UNKNOWN.now().to_owned(), word),
            href: None,
            parts: vec![f64::from(count)],
            text: format::integer(u64::from(count)),
        }
    };
    shares.iter().take(BARS).map(bar).collect()
}

fn kind_word(name: &str) -> String {
    let kind = name.parse::<InstitutionType>();
    kind.map_or_else(|_| name.to_owned(), |kind| words::institution_type(kind).now().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_in_words() {
        let share = |key: Option<&str>, count| api::Share { key: key.map(str::to_owned), count };
        let bars = bars(&[share(Some("clinic"), 12), share(None, 3)], kind_word);
        let told: Vec<_> = bars.iter().map(|bar| (bar.name.as_str(), bar.text.as_str())).collect();
        assert_eq!(told, [("Clinique", "12"), ("non renseigné", "3")]);
    }
}
