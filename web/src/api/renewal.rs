//! Keeping the session alive: silent renewal, once for all requests and all tabs that need it, and before the
//! access token runs out.

use std::cell::RefCell;
use std::future::Future;

use futures_channel::oneshot;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use gloo_net::http::Request;
use js_sys::Promise;
use js_sys::futures::{JsFuture, future_to_promise};
use sycamore::futures::spawn_local;
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;

use super::error::ApiError;
use crate::platform::{storage, timer};

/// Access tokens live an hour; they are renewed ten minutes earlier.
const RENEW_EVERY: f64 = 50.0 * 60.0 * 1_000.0;
/// How often the clock is looked at: a laptop that slept wakes up with an old token.
const LOOK_EVERY: i32 = 60_000;
/// A renewal by another tab this recent serves here too.
const RECENT: f64 = 5_000.0;

/// How a renewal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    /// The session goes on.
    Done,
    /// The session is over.
    Over,
    /// The server was not reached: nothing is known.
    Unreachable,
}

/// An answer that several may await.
type SharedAnswer = Shared<LocalBoxFuture<'static, Renewal>>;

thread_local! {
    /// The renewal under way.
    static RENEWAL: RefCell<Option<SharedAnswer>> = const { RefCell::new(None) };
    /// Requests that wait until the person has signed in again.
    static WAITING: RefCell<Vec<oneshot::Sender<bool>>> = const { RefCell::new(Vec::new()) };
    /// Set while the dialogue to sign in again shall be open.
    static SIGN_IN_AGAIN: RefCell<Option<Signal<bool>>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// Web Locks, absent outside secure connections.
    type LockManager;
    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, callback: &Closure<dyn FnMut() -> Promise>) -> Promise;
}

/// Sets up; `asking` opens the dialogue to sign in again.
pub fn provide(asking: Signal<bool>) {
    SIGN_IN_AGAIN.replace(Some(asking));
}

/// Notes that the session is fresh.
pub fn mark_renewed() {
    storage::write(storage::RENEWED_AT, &(timer::now() as u64).to_string());
}

/// Renews the session while somebody is signed in, before its token runs out.
pub fn keep_alive(signed_in: impl Fn() -> bool + 'static) {
    spawn_local(async move {
        loop {
            timer::sleep(LOOK_EVERY).await;
            let age = renewed_at().map_or(f64::MAX, |then| timer::now() - then);
            if signed_in() && age > RENEW_EVERY {
                renew().await;
            }
        }
    });
}

/// Renews the session, or lets the person sign in again over the page. `Ok` when the request may be repeated.
///
/// # Errors
/// [`ApiError::Unauthenticated`] when the person gave up, [`ApiError::Unreachable`] without the server.
pub async fn renew_or_sign_in() -> Result<(), ApiError> {
    match renew().await {
        Renewal::Done => return Ok(()),
        Renewal::Unreachable => return Err(ApiError::Unreachable),
        Renewal::Over => {}
    }
    let asking = SIGN_IN_AGAIN.with_borrow(|asking| *asking).ok_or(ApiError::Unauthenticated)?;
    let (sender, receiver) = oneshot::channel();
    WAITING.with_borrow_mut(|waiting| waiting.push(sender));
    asking.set(true);
    if receiver.await.unwrap_or(false) { Ok(()) } else { Err(ApiError::Unauthenticated) }
}

/// Ends the waiting of requests: `true` after signing in again, `false` after giving up.
pub fn settle(signed_in: bool) {
    for sender in WAITING.take() {
        // Who no longer waits has left its page.
        let _ = sender.send(signed_in);
    }
}

/// Renews once, whoever asks meanwhile.
pub fn renew() -> impl Future<Output = Renewal> {
    let running = RENEWAL.with_borrow(Clone::clone);
    running.unwrap_or_else(|| {
        let started = timer::now();
        let renewal = renew_in_turn(started).boxed_local().shared();
        RENEWAL.replace(Some(renewal.clone()));
        renewal
    })
}

/// One tab after the other: two renewals with one token would look like theft of it.
async fn renew_in_turn(started: f64) -> Renewal {
    let renewal = match lock_manager() {
        None => post_refresh().await,
        Some(locks) => {
            let work = Closure::new(move || {
                future_to_promise(async move {
                    let renewal = match renewed_at() {
                        Some(then) if then > started - RECENT => Renewal::Done,
                        _ => post_refresh().await,
                    };
                    Ok(match renewal {
                        Renewal::Done => JsValue::TRUE,
                        Renewal::Over => JsValue::FALSE,
                        Renewal::Unreachable => JsValue::NULL,
                    })
                })
            });
            match JsFuture::from(locks.request("session-renewal", &work)).await.map(|done| done.as_bool()) {
                Ok(Some(true)) => Renewal::Done,
                Ok(Some(false)) => Renewal::Over,
                _ => Renewal::Unreachable,
            }
        }
    };
    RENEWAL.replace(None);
    renewal
}

async fn post_refresh() -> Renewal {
    let request = Request::post("/api/auth/refresh").header("x-requested-with", "medical-crm-web");
    match request.send().await.map(|response| response.status()) {
        Ok(200..=299) => {
            mark_renewed();
            Renewal::Done
        }
        Ok(400..=428 | 430..=499) => Renewal::Over,
        // Throttled, failing or out of reach: the session may well be alive.
        _ => Renewal::Unreachable,
    }
}

/// Ends the session on the server. Browsers send its refresh token to this address and not to `/graphql`, so it ends
/// also when the access token has run out meanwhile.
///
/// # Errors
/// When the server was not reached or did not do it: the session would go on.
pub async fn end() -> Result<(), ApiError> {
    let request = Request::post("/api/auth/logout").header("x-requested-with", "medical-crm-web");
    match request.send().await.map(|response| response.status()) {
        Ok(200..=299) => Ok(()),
        Ok(429) => Err(ApiError::RateLimited(None)),
        Ok(400..=499) => Err(ApiError::Failed { message: None, request_id: None }),
        _ => Err(ApiError::Unreachable),
    }
}

fn renewed_at() -> Option<f64> {
    // Whole milliseconds: reading and writing decimals would bring tables that nothing else here needs.
    storage::read(storage::RENEWED_AT)?.parse::<u64>().ok().map(|time| time as f64)
}

fn lock_manager() -> Option<LockManager> {
    let locks = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("locks")).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
