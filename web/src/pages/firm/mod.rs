//! Who the firm is on its documents: the form for administrators and who changed what, the facts for everybody else, and
//! what is missing before an invoice can be issued.

mod accounting;
mod checks;
mod facts;
mod fields;
mod form;
mod logo;
mod mentions;
mod terms;

use domain::Permission;
use sycamore::prelude::*;

use self::facts::Facts;
use self::form::FirmForm;
use self::logo::Logo;
use crate::api::back_office::{Firm as Operation, firm as api};
use crate::api::send;
use crate::app::use_app;
use crate::i18n::text::firm as t;
use crate::pages::audit::history::HistorySection;
use crate::pages::audit::trail::Subject;
use crate::ui::heading::PageTitle;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

/// The firm has no id of its own; events name it by this one.
const ID: &str = "00000000-0000-0000-0000-000000000000";

/// The firm as the server tells it.
pub type Firm = api::FirmRecord;

/// The page.
#[component]
pub fn FirmPage() -> View {
    let session = use_app().session;
    let firm = fetch(|| (), |()| async move { Ok(send::<Operation>(api::Variables).await?.firm) });
    let editable = create_selector(move || session.can(Permission::ManageSystemSettings));
    view! {
        header(class="page-header") {
            div(class="page-heading") {
                PageTitle(title=t::FIRM)
                p(class="soft read-width") { (t::INTRO) }
            }
        }
        Loaded(
            remote=firm,
            what=Message::from(t::FAILED),
            waiting=|| view! { SkeletonRows(rows=10) },
            show=move |shown| view! {
                (if editable.get() { edited(firm, shown) } else { view! { Facts(firm=shown) } })
            },
        )
    }
}

/// What is typed stays, whatever is fetched later: the form begins with what came first.
fn edited(remote: Remote<Firm>, firm: ReadSignal<Firm>) -> View {
    let first = firm.get_clone_untracked();
    // The logo is saved by itself: both parts must agree on the version.
    let version = create_signal(Some(first.version));
    let session = use_app().session;
    let history = untrack(|| session.can(Permission::ViewAuditLog)).then(|| {
        let subject = *create_signal(Subject::Records(vec![ID.to_owned()]));
        let changes = create_selector(move || version.get().map_or(0, |version| u32::try_from(version).unwrap_or(0)));
        view! { HistorySection(subject=subject, changes=changes) }
    });
    view! {
        div(class="stack") {
            div(class="columns columns-wide-narrow") {
                FirmForm(firm=first, version=version)
                Logo(remote=remote, firm=firm, version=version)
            }
            (history)
        }
    }
}
