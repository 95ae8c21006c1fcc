//! Where training comes from, and how fresh it is.

use domain::Permission;
use sycamore::prelude::*;

use super::consolidated::Consolidated;
use crate::app::use_app;
use crate::i18n::format;
use crate::i18n::text::revenue as t;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::Remote;

/// Where Digiforma is connected.
const SETTINGS: &str = "/settings/digiforma";

/// The mirror of training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    /// Digiforma is connected.
    pub is_configured: bool,
    /// When it was last read.
    pub last_sync: Option<String>,
}

/// What is known of it; nothing until it is.
#[component(inline_props)]
pub fn FormationNote(revenue: Remote<Consolidated>) -> View {
    let session = use_app().session;
    let mirror =
        create_selector(move || revenue.value.with(|revenue| revenue.as_ref().map(|revenue| revenue.mirror.clone())));
    let may_connect = create_selector(move || session.can(Permission::ManageIntegrations));
    view! {
        (match mirror.get_clone() {
            Some(mirror) => note(mirror, may_connect.get()),
            None => View::new(),
        })
    }
}

fn note(mirror: Mirror, may_connect: bool) -> View {
    match mirror {
        Mirror { is_configured: false, .. } => {
            let link = may_connect.then(|| view! { a(class="button button-small", href=SETTINGS) { (t::CONNECT) } });
            view! {
                Notice(tone=Tone::Info) {
                    div { p { (t::NOT_CONNECTED) } }
                    (link)
                }
            }
        }
        Mirror { last_sync: Some(when), .. } => {
            let exact = when.clone();
            view! {
                p(class="small faint", title=format::day_and_time(&exact)) { (t::synced(&format::since(&when))) }
            }
        }
        Mirror { last_sync: None, .. } => view! { p(class="small faint") { (t::NOT_SYNCED) } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(is_configured: bool, last_sync: Option<&str>, may_connect: bool) -> String {
        let mirror = Mirror { is_configured, last_sync: last_sync.map(str::to_owned) };
        sycamore::render_to_string(move || {
            let note = note(mirror, may_connect);
            view! { div { (note) } }
        })
    }

    #[test]
    fn only_those_who_can_connect_digiforma_are_led_there() {
        assert!(html(false, None, true).contains(SETTINGS));
        let told = html(false, None, false);
        assert!(told.contains("n’est pas comptée") && !told.contains(SETTINGS), "{told}");
    }

    #[test]
    fn a_mirror_says_when_it_was_read() {
        assert!(html(true, Some("1970-01-01T00:00:00Z"), true).contains("lue dans Digiforma"));
        assert!(html(true, None, true).contains("pas encore été lu"));
        // What was read once stays counted, and what is switched off is said all the same.
        assert!(html(false, Some("1970-01-01T00:00:00Z"), false).contains("n’est pas connecté"));
    }
}
