//! Waiting.

use js_sys::Promise;
use js_sys::futures::JsFuture;
use sycamore::prelude::window;

/// Completes after `milliseconds`.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _reject| {
        // `setTimeout` only fails on a page that is going away.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}

/// Milliseconds since 1970 on this device's clock.
#[must_use]
pub fn now() -> f64 {
    js_sys::Date::now()
}
