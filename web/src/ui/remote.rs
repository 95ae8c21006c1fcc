//! Data that comes from the server: waiting, failed, shown; old data stays while newer comes.

use std::future::Future;

use sycamore::futures::spawn_local_scoped;
use sycamore::prelude::*;
use sycamore::web::create_client_effect;

use super::message::Message;
use super::notice::ErrorNotice;
use crate::api::ApiError;

/// What was fetched, and how the last fetch went.
pub struct Remote<T: 'static> {
    /// The last data that came.
    pub value: Signal<Option<T>>,
    /// Why the last fetch failed.
    pub error: Signal<Option<ApiError>>,
    /// Whether a fetch is under way.
    pub loading: Signal<bool>,
    again: Signal<()>,
    /// The fetch that begins next is a [`Remote::refresh`].
    quiet: Signal<bool>,
    /// A fetch of either kind is under way.
    fetching: Signal<bool>,
    /// The data changed during the fetch under way.
    stale: Signal<bool>,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

impl<T: 'static> Remote<T> {
    /// Fetches again; what is shown stays meanwhile.
    pub fn reload(self) {
        if self.again.is_alive() {
            self.again.set(());
        }
    }

    /// Fetches again because the data changed elsewhere, without a sign of it: what is shown stays until the new data
    /// comes, and a failure that may pass says nothing. A fetch under way is let finish first.
    pub fn refresh(self) {
        if !self.again.is_alive() {
            return;
        }
        if self.fetching.get_untracked() {
            self.stale.set_silent(true);
        } else {
            self.quiet.set_silent(true);
            self.again.set(());
        }
    }

    /// Takes the answer of a fetch.
    fn take(self, answer: Result<T, ApiError>, quiet: bool) {
        self.fetching.set_silent(false);
        batch(move || {
            self.loading.set(false);
            match answer {
                Ok(value) => {
                    self.error.set(None);
                    self.value.set(Some(value));
                }
                Err(error) if quiet && error.may_pass() => {}
                Err(error) => self.error.set(Some(error)),
            }
        });
        if self.stale.is_alive() && self.stale.replace_silent(false) {
            self.refresh();
        }
    }
}

/// Fetches with `input` now and whenever it changes; an answer that is overtaken is dropped.
pub fn fetch<I, T, F, Fut>(input: I, fetch: impl Fn(F) -> Fut + 'static) -> Remote<T>
where
    I: Fn() -> F + 'static,
    F: 'static,
    T: 'static,
    Fut: Future<Output = Result<T, ApiError>> + 'static,
{
    let remote = Remote {
        value: create_signal(None),
        error: create_signal(None),
        loading: create_signal(true),
        again: create_signal(()),
        quiet: create_signal(false),
        fetching: create_signal(false),
        stale: create_signal(false),
    };
    create_client_effect(move || {
        remote.again.track();
        let input = input();
        untrack(|| {
            let quiet = remote.quiet.replace_silent(false);
            remote.fetching.set_silent(true);
            remote.loading.set(!quiet);
            let answer = fetch(input);
            // The scope of this effect ends when it runs again, and the task with it.
            spawn_local_scoped(async move {
                let answer = answer.await;
                remote.take(answer, quiet);
            });
        });
    });
    remote
}

/// What stands where the data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    Failed,
    Ready,
}

/// Shows `remote`: `waiting` until the first data, then `show`; failures say `what` failed and offer a second try.
#[component(inline_props)]
pub fn Loaded<T: Clone + 'static>(
    remote: Remote<T>,
    what: Message,
    waiting: impl Fn() -> View + 'static,
    show: impl Fn(ReadSignal<T>) -> View + 'static,
) -> View {
    let stage =
        create_selector(move || match (remote.value.with(Option::is_some), remote.error.with(Option::is_some)) {
            (true, _) => Stage::Ready,
            (false, true) => Stage::Failed,
            (false, false) => Stage::Waiting,
        });
    view! {
        (remote.error.get_clone().map(|error| {
            let what = what.clone();
            view! { ErrorNotice(error=error, what=what, retry=Box::new(move || remote.reload())) }
        }))
        (match (stage.get(), untrack(|| remote.value.get_clone())) {
            (Stage::Ready, Some(first)) => {
                let value = create_signal(first);
                create_effect(move || {
                    if let Some(newer) = remote.value.get_clone() {
                        value.set(newer);
                    }
                });
                show(*value)
            }
            (Stage::Failed, _) => View::new(),
            _ => waiting(),
        })
    }
}
