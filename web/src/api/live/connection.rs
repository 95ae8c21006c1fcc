//! The WebSocket of the tab: opened, watched, opened again after a loss, closed when nobody is signed in.

use std::cell::RefCell;

use sycamore::futures::spawn_local;
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::protocol::{self, Message, SIGNED_OUT};
use crate::api::renewal::{Renewal, renew};
use crate::platform::{dom, timer};

/// How often a silent connection is asked whether it lives, in milliseconds.
const PING_EVERY: i32 = 30_000;
/// How long its answer may take, and the greeting of a new one.
const PATIENCE: i32 = 8_000;
/// A connection that has lasted this long counts as good: the next loss begins with a short pause again.
const STEADY: f64 = 10_000.0;

/// The connection of this tab, or the way to the next one.
#[derive(Default)]
struct Connection {
    /// Somebody is signed in.
    allowed: bool,
    socket: Option<Socket>,
    /// Attempts since the last good connection.
    attempt: u32,
    /// Changes may have been missed since the last connection.
    missed: bool,
    /// Counts sockets and pauses: a task that belongs to an earlier one ends.
    era: u32,
    /// An attempt is planned.
    planned: bool,
}

struct Socket {
    inner: WebSocket,
    /// Kinds that are subscribed to; none before the server's greeting.
    kinds: Vec<&'static str>,
    welcomed: bool,
    opened_at: f64,
    heard_at: f64,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_open: Closure<dyn FnMut()>,
    _on_close: Closure<dyn FnMut(CloseEvent)>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.inner.set_onmessage(None);
        self.inner.set_onopen(None);
        self.inner.set_onclose(None);
        // Closing one that is closed already does nothing.
        let _ = self.inner.close();
    }
}

impl Socket {
    fn say(&self, message: &str) {
        if self.inner.ready_state() == WebSocket::OPEN {
            // A connection that is going down says so by its own event.
            let _ = self.inner.send_with_str(message);
        }
    }
}

thread_local! {
    static CONNECTION: RefCell<Connection> = RefCell::new(Connection::default());
}

/// Follows the session and the tab for the life of the app: `signed_in` is tracked.
pub fn follow(signed_in: impl Fn() -> bool + 'static) {
    if is_ssr!() {
        return;
    }
    create_effect(move || {
        let signed_in = signed_in();
        untrack(|| if signed_in { allow() } else { forbid() });
    });
    dom::on_window("visibilitychange", |_: web_sys::Event| {
        if !dom::is_hidden() {
            wake();
            super::make_up();
        }
    });
    dom::on_window("online", |_: web_sys::Event| wake());
}

fn allow() {
    CONNECTION.with_borrow_mut(|connection| {
        connection.allowed = true;
        connection.attempt = 0;
    });
    connect_if_wanted();
}

fn forbid() {
    let ended = CONNECTION.with_borrow_mut(|connection| {
        // Who signs in again over the page has missed what happened meanwhile.
        let (era, missed) = (connection.era.wrapping_add(1), connection.missed || connection.allowed);
        std::mem::replace(connection, Connection { era, missed, ..Connection::default() })
    });
    // Outside the borrow: closing its socket may call back.
    drop(ended);
}

/// Somebody listens to these kinds from now on.
pub(super) fn want(kinds: &'static [&'static str]) {
    CONNECTION.with_borrow_mut(|connection| {
        if let Some(socket) = connection.socket.as_mut().filter(|socket| socket.welcomed) {
            for kind in kinds {
                if !socket.kinds.contains(kind) {
                    socket.kinds.push(kind);
                    socket.say(&protocol::subscribe(kind));
                }
            }
        }
    });
    connect_if_wanted();
}

/// Somebody no longer listens: subscriptions without listeners end.
pub(super) fn drop_unwanted() {
    let wanted = super::wanted_kinds();
    CONNECTION.with_borrow_mut(|connection| {
        let Some(socket) = &mut connection.socket else { return };
        let (kept, ended): (Vec<_>, Vec<_>) = socket.kinds.iter().copied().partition(|kind| wanted.contains(kind));
        socket.kinds = kept;
        ended.iter().for_each(|kind| socket.say(&protocol::complete(kind)));
    });
}

/// Opens a connection when there is none, none is planned, and somebody would hear it.
fn connect_if_wanted() {
    let wanted = !super::wanted_kinds().is_empty();
    let free =
        CONNECTION.with_borrow(|connection| connection.allowed && connection.socket.is_none() && !connection.planned);
    if wanted && free {
        connect();
    }
}

fn connect() {
    let location = window().location();
    let (Ok(scheme), Ok(host)) = (location.protocol(), location.host()) else { return };
    let scheme = if scheme == "https:" { "wss" } else { "ws" };
    let address = format!("{scheme}://{host}/graphql");
    let Ok(inner) = WebSocket::new_with_str(&address, protocol::PROTOCOL) else { return };
    let era = next_era();
    let on_open = Closure::<dyn FnMut()>::new(move || with_socket(era, |socket| socket.say(protocol::HELLO)));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(era, &text);
        }
    });
    let on_close = Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| lose(era, event.code()));
    inner.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    inner.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    inner.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    let socket = Socket {
        inner,
        kinds: Vec::new(),
        welcomed: false,
        opened_at: timer::now(),
        heard_at: timer::now(),
        _on_message: on_message,
        _on_open: on_open,
        _on_close: on_close,
    };
    CONNECTION.with_borrow_mut(|connection| {
        connection.planned = false;
        connection.socket = Some(socket);
    });
    spawn_local(watch(era));
}

/// Begins a new era: tasks of the earlier ones end.
fn next_era() -> u32 {
    CONNECTION.with_borrow_mut(|connection| {
        connection.era = connection.era.wrapping_add(1);
        connection.era
    })
}

fn with_socket(era: u32, act: impl FnOnce(&mut Socket)) {
    CONNECTION.with_borrow_mut(|connection| {
        if let Some(socket) = connection.socket.as_mut().filter(|_| connection.era == era) {
            act(socket);
        }
    });
}

fn hear(era: u32, text: &str) {
    with_socket(era, |socket| socket.heard_at = timer::now());
    match protocol::read(text) {
        Message::Welcome => welcome(era),
        Message::Ping => with_socket(era, |socket| socket.say(protocol::PONG)),
        Message::Changed(kind, id) => super::changed(&kind, &id),
        // The code of a server that goes down: to be tried again, not to be signed in again.
        Message::Ended => lose(era, 1001),
        Message::Other => {}
    }
}

/// The server has recognised the session: subscribes.
fn welcome(era: u32) {
    let wanted = super::wanted_kinds();
    with_socket(era, |socket| {
        socket.welcomed = true;
        wanted.iter().for_each(|kind| socket.say(&protocol::subscribe(kind)));
        socket.kinds = wanted;
    });
    if CONNECTION.with_borrow_mut(|connection| std::mem::take(&mut connection.missed)) {
        super::missed();
    }
}

/// The connection is lost, or did not come about: plans another.
fn lose(era: u32, code: u16) {
    let lost = CONNECTION.with_borrow_mut(|connection| {
        if connection.era != era {
            return None;
        }
        let socket = connection.socket.take()?;
        let steady = socket.welcomed && timer::now() - socket.opened_at > STEADY;
        connection.attempt = if steady { 0 } else { connection.attempt.saturating_add(1) };
        connection.missed = true;
        connection.planned = true;
        Some((socket, connection.attempt))
    });
    // The socket is dropped outside the borrow: closing it may call back.
    let Some((_, attempt)) = lost else { return };
    let era = next_era();
    spawn_local(async move {
        timer::sleep(protocol::pause(attempt, js_sys::Math::random())).await;
        if is_current(era) && may_go_on(code).await && is_current(era) {
            retry();
        }
    });
}

/// Whether another attempt can succeed: renews a session that has run out.
async fn may_go_on(code: u16) -> bool {
    if SIGNED_OUT.contains(&code) && renew().await == Renewal::Over {
        // Until somebody signs in again, here or in another tab.
        CONNECTION.with_borrow_mut(|connection| connection.planned = false);
        return false;
    }
    true
}

fn retry() {
    CONNECTION.with_borrow_mut(|connection| connection.planned = false);
    connect_if_wanted();
}

fn is_current(era: u32) -> bool {
    CONNECTION.with_borrow(|connection| connection.era == era)
}

/// The tab is shown again, or the network is back: does not wait for the end of a pause, nor trust an old connection.
fn wake() {
    let (open, era) = CONNECTION.with_borrow(|connection| (connection.socket.is_some(), connection.era));
    if open {
        spawn_local(async move {
            check(era).await;
        });
    } else if CONNECTION.with_borrow(|connection| connection.allowed) {
        next_era();
        retry();
    }
}

/// Asks the connection from time to time whether it lives, as long as it is the current one.
async fn watch(era: u32) {
    timer::sleep(PATIENCE).await;
    let welcomed = CONNECTION.with_borrow(|connection| connection.socket.as_ref().is_some_and(|s| s.welcomed));
    if is_current(era) && !welcomed {
        lose(era, 1006);
    }
    while is_current(era) {
        timer::sleep(PING_EVERY).await;
        if !check(era).await {
            return;
        }
    }
}

/// Asks the connection whether it lives; one that does not answer is given up.
async fn check(era: u32) -> bool {
    let asked_at = timer::now();
    with_socket(era, |socket| socket.say(protocol::PING));
    timer::sleep(PATIENCE).await;
    let mut lives = false;
    with_socket(era, |socket| lives = socket.heard_at >= asked_at);
    if !lives {
        lose(era, 1006);
    }
    lives
}
