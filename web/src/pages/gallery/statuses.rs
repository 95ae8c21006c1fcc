//! Statuses, tags, people.

use sycamore::prelude::*;

use super::{Section, Specimen};
use crate::i18n::text::gallery as t;
use crate::ui::avatar::{Avatar, AvatarKind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::status::looks::{self, FAMILIES, Family};
use crate::ui::status::{Status, StatusLook};
use crate::ui::unknown::Unknown;

/// The section.
#[component]
pub fn Statuses() -> View {
    let families: Vec<View> = FAMILIES.iter().map(family).collect();
    let plain = badges(looks::invoice::FAMILY.looks, true);
    view! {
        Section(id="gallery-statuses", title=t::STATUSES) {
            (families)
            Specimen(caption=t::PLAIN) { (plain) }
            Specimen(caption=t::TAGS_AND_PEOPLE) {
                span(class="tag") { "CHU" }
                span(class="tag") {
                    Icon(glyph=Glyph::LOCK)
                    (t::LOCKED)
                }
                span(class="tag") { (t::CREDIT_NOTE) }
                Avatar(name="Claire Vasseur", kind=AvatarKind::Alone)
                Avatar(name="Mehdi Benali", kind=AvatarKind::Large)
                span { "Mehdi Benali" }
                Unknown()
            }
        }
    }
}

fn family(family: &'static Family) -> View {
    // A priority is never a badge.
    let badges = badges(family.looks, family.name == looks::priority::FAMILY.name);
    view! { Specimen(caption=family.name) { (badges) } }
}

fn badges(looks: &'static [StatusLook], plain: bool) -> Vec<View> {
    looks.iter().map(|look| view! { Status(look=*look, plain=plain) }).collect()
}
