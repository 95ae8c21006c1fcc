//! The first page after sign-in: what is to be done, in the order of haste. One request; what is shown follows the role.

pub mod activity;
mod attention;
mod first_steps;
mod header;
mod history;
mod institutions;
mod tasks;

use std::rc::Rc;

use domain::Permission;
use sycamore::prelude::*;

use self::attention::AttentionList;
use self::first_steps::FirstSteps;
use self::header::Header;
use self::history::TaskHistory;
use self::institutions::InstitutionFigures;
use self::tasks::MyTasks;
use crate::api::operations::{Dashboard as Operation, dashboard as api};
use crate::api::{live, send};
use crate::app::use_app;
use crate::chunks::{self, Revenue};
use crate::i18n::text::dashboard as t;
use crate::layout::lazy::LazyPage;
use crate::ui::message::Message;
use crate::ui::remote::{Loaded, Remote, fetch};
use crate::ui::skeleton::SkeletonRows;

/// What the server tells.
pub type Data = api::ResponseData;

/// What the parts of the page share.
#[derive(Clone)]
pub struct Board {
    /// What is shown.
    pub data: ReadSignal<Data>,
    /// Fetches again; what is shown stays meanwhile.
    pub refetch: Rc<dyn Fn()>,
}

/// The page.
#[component]
pub fn Dashboard() -> View {
    let remote = fetch(|| (), |()| send::<Operation>(api::Variables));
    live::on_change(&["contact", "institution", "task"], move || remote.refresh());
    view! {
        Header(remote=remote)
        Loaded(
            remote=remote,
            what=Message::from(t::FAILED),
            waiting=waiting,
            show=move |data| content(remote, data),
        )
    }
}

/// The shape of what comes.
fn waiting() -> View {
    view! {
        div(class="columns columns-wide-narrow") {
            section(class="section") { SkeletonRows(rows=8) }
            section(class="section") { SkeletonRows(rows=6) }
        }
    }
}

fn content(remote: Remote<Data>, data: ReadSignal<Data>) -> View {
    let board = Board { data, refetch: Rc::new(move || remote.reload()) };
    let session = use_app().session;
    let revenue = create_selector(move || session.can(Permission::ViewInstitutionAnalytics));
    view! {
        div(class="stack") {
            FirstSteps(data=data)
            div(class="columns columns-wide-narrow") {
                div(class="stack") {
                    MyTasks(board=board)
                    TaskHistory(data=data)
                    // Its code and its figures come when the rest stands.
                    (if revenue.get() {
                        view! { LazyPage(lazy=chunks::REVENUE.with(Revenue::Section)) }
                    } else {
                        View::new()
                    })
                    LazyPage(lazy=chunks::DASHBOARD_ACTIVITY.with(data))
                }
                div(class="stack") {
                    AttentionList(data=data)
                    InstitutionFigures(data=data)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
