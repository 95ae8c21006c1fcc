//! What is missing before a draft can be issued, each with the way to where it is set.

use sycamore::prelude::*;

use super::Sheet;
use crate::api::documents::invoice::InvoiceSheetMissingMentions as Missing;
use crate::i18n::Words;
use crate::i18n::text::invoices as t;
use crate::router::{InstitutionTab, Page, Panel};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::message::Message;
use crate::ui::notice::{Notice, Tone};

/// Where a mention is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the identity of the firm.
    Firm,
    /// In the sheet of the institution.
    Institution,
    /// In the invoice itself.
    Invoice,
}

impl Place {
    fn of(field: &str) -> Self {
        match field.split_once('.') {
            Some(("firm", _)) => Self::Firm,
            Some(("institution", _)) => Self::Institution,
            _ => Self::Invoice,
        }
    }

    /// What the link says.
    const fn name(self) -> Words {
        match self {
            Self::Firm => t::AT_FIRM,
            Self::Institution => t::AT_INSTITUTION,
            Self::Invoice => t::AT_INVOICE,
        }
    }
}

/// What is missing, as the section says it.
#[derive(Debug, Clone)]
struct Check {
    name: Message,
    place: Place,
    href: Option<String>,
}

/// Where the identity of the firm is.
const FIRM: &str = "/settings/firm";

/// What is missing, each only once: the street and the town of one address are one thing to fill in.
fn checks(sheet: &Sheet) -> Vec<Check> {
    let mut known: Vec<Words> = Vec::new();
    let mut all = Vec::new();
    for missing in &sheet.missing_mentions {
        let name = t::mention(missing.field.as_deref().unwrap_or_default());
        if name.is_none_or(|name| !known.contains(&name)) {
            known.extend(name);
            all.push(check(sheet, missing));
        }
    }
    all
}

fn check(sheet: &Sheet, missing: &Missing) -> Check {
    let field = missing.field.as_deref().unwrap_or_default();
    let place = Place::of(field);
    let name = t::mention(field).map_or_else(|| Message::from(missing.message.clone()), Message::from);
    let href =
        match place {
            Place::Firm => Some(FIRM.to_owned()),
            Place::Institution => sheet.institution.as_ref().filter(|host| host.can_edit).map(|host| {
                Page::Institution { id: host.id.clone(), tab: InstitutionTab::Overview, editing: true }.path()
            }),
            Place::Invoice => sheet.can_edit.then(|| Page::Invoices(Panel::Edited(sheet.id.clone())).path()),
        };
    Check { name, place, href }
}

/// The section, for a draft; `firm`: the person may change the firm's identity.
#[must_use]
pub fn section(sheet: &Sheet, firm: bool) -> View {
    let count = checks(sheet).len() as u64;
    let body = if count == 0 {
        view! {
            p(class="due toned", "data-tone"="positive") {
                Icon(glyph=Glyph::CIRCLE_CHECK)
                (t::CHECKS_READY)
            }
        }
    } else {
        let list = list(sheet, firm);
        view! {
            Notice(tone=Tone::Warning) { div { p { (t::checks_missing(count)) } } }
            (list)
        }
    };
    view! {
        section(class="section", "aria-labelledby"="checks") {
            div(class="section-header") { h2(id="checks") { (t::CHECKS) } }
            (body)
        }
    }
}

/// What is missing, alone.
#[must_use]
pub fn list(sheet: &Sheet, firm: bool) -> View {
    let lines: Vec<View> = checks(sheet).into_iter().map(|check| line(check, firm)).collect();
    view! { ul(class="items") { (lines) } }
}

fn line(check: Check, firm: bool) -> View {
    let Check { name, place, href } = check;
    let shown = name.clone();
    let way = href.filter(|_| firm || place != Place::Firm).map(|href| {
        view! {
            a(class="button button-small", href=href, "aria-label"=t::fill_in_of(&name.words())) { (t::FILL_IN) }
        }
    });
    view! {
        li {
            Icon(glyph=Glyph::CIRCLE_DASHED)
            div {
                p { (shown.words()) }
                p(class="small faint") { (place.name()) }
            }
            (way)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mention_leads_to_where_it_is_set() {
        assert_eq!(Place::of("firm.address.street"), Place::Firm);
        assert_eq!(Place::of("institution.siret"), Place::Institution);
        assert_eq!(Place::of("serviceStart"), Place::Invoice);
    }
}
