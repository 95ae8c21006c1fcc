//! Live updates: a page is told when records of some kinds have changed, by whomever and on whichever server.
//!
//! ```ignore
//! // In a component. The callback lives as long as the current reactive scope.
//! live::on_change(&["contact", "task"], move || remote.refresh());
//! // Only one record; contacts and tasks of the same page are further calls.
//! live::on_change_of(&["institution"], &id, move || remote.refresh());
//! ```
//!
//! - A burst of changes makes one call about [`BURST`] milliseconds after its first. Callbacks run in the scope that
//!   registered them, so they may start scoped tasks.
//! - While the tab is hidden nothing is called; what was missed is made up for when it is shown again.
//! - Changes may be lost while the connection is: after each reconnection every callback runs once.
//! - `digiforma_sync` tells how a reading of Digiforma goes on, to those alone who have `canViewInstitutionAnalytics`:
//!   without the right the server ends the subscription, and with it the connection.
//! - Own changes are told too: after a save the page may be fetched a second time.
//! - A callback that fetches uses [`crate::ui::remote::Remote::refresh`], which keeps what is shown, and never puts new
//!   values into the fields of an open form.
//!
//! There is one WebSocket (`graphql-transport-ws`, signed in by the session's cookie) for the whole tab. It opens when
//! the first callback is registered while somebody is signed in, and closes when they sign out. Each kind is one
//! subscription of its own, so that a page that comes or goes does not disturb the others.

mod connection;
mod protocol;
mod registry;

use std::cell::RefCell;
use std::rc::Rc;

use sycamore::futures::spawn_local;
use sycamore::prelude::*;

use self::registry::Registry;
use crate::platform::{dom, timer};

pub use connection::follow;

/// Milliseconds over which changes are gathered into one call.
const BURST: i32 = 300;

thread_local! {
    static REGISTRY: RefCell<Registry> = RefCell::new(Registry::default());
}

/// Calls `callback` after records of these kinds (`institution`, `contact`, `task`, `user`, …) have changed, for the life of the
/// current scope.
pub fn on_change(kinds: &'static [&'static str], callback: impl Fn() + 'static) {
    register(kinds, None, callback);
}

/// As [`on_change`], for one record alone.
pub fn on_change_of(kinds: &'static [&'static str], id: &str, callback: impl Fn() + 'static) {
    register(kinds, Some(id.to_owned()), callback);
}

fn register(kinds: &'static [&'static str], only: Option<String>, callback: impl Fn() + 'static) {
    if is_ssr!() {
        return;
    }
    let scope = use_current_scope();
    let callback = Rc::new(move || scope.run_in(|| untrack(&callback)));
    let number = REGISTRY.with_borrow_mut(|registry| registry.add(kinds, only, callback));
    connection::want(kinds);
    on_cleanup(move || {
        REGISTRY.with_borrow_mut(|registry| registry.remove(number));
        connection::drop_unwanted();
    });
}

/// The kinds that somebody listens to, each once.
fn wanted_kinds() -> Vec<&'static str> {
    REGISTRY.with_borrow(Registry::kinds)
}

/// A record has changed.
fn changed(kind: &str, id: &str) {
    gather(REGISTRY.with_borrow_mut(|registry| registry.changed(kind, id)));
}

/// Anything may have changed unnoticed.
fn missed() {
    gather(REGISTRY.with_borrow_mut(Registry::missed));
}

/// Calls these listeners when the burst is over.
fn gather(listeners: Vec<u32>) {
    if listeners.is_empty() {
        return;
    }
    spawn_local(async move {
        timer::sleep(BURST).await;
        if dom::is_hidden() {
            REGISTRY.with_borrow_mut(|registry| registry.put_off(&listeners));
        } else {
            call(&listeners);
        }
    });
}

/// The tab is shown again: makes up for what was put off.
fn make_up() {
    let due = REGISTRY.with_borrow(Registry::put_off_ones);
    call(&due);
}

fn call(listeners: &[u32]) {
    for number in listeners {
        // Taken out before the call: it may well register or end listeners.
        let callback = REGISTRY.with_borrow_mut(|registry| registry.take_turn(*number));
        if let Some(callback) = callback {
            callback();
        }
    }
}
