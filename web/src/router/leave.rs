//! Leaving a page on which something typed is not saved: the person is asked once.

use std::cell::RefCell;
use std::rc::Rc;

use sycamore::prelude::*;

/// What waits for the answer.
type Waiting = Rc<dyn Fn()>;

thread_local! {
    /// Whether there is unsaved work, of each form on the screen.
    static DIRTY: RefCell<Vec<ReadSignal<bool>>> = const { RefCell::new(Vec::new()) };
    /// The move that waits for an answer.
    static ASKING: RefCell<Option<Signal<Option<Waiting>>>> = const { RefCell::new(None) };
}

/// Sets the question up; the root of the app shows a dialogue while the signal holds a move.
pub fn provide() -> Signal<Option<Waiting>> {
    let asking = create_signal(None);
    ASKING.replace(Some(asking));
    asking
}

/// Guards the current scope: while `dirty`, leaving asks first.
pub fn guard(dirty: ReadSignal<bool>) {
    DIRTY.with_borrow_mut(|all| all.push(dirty));
    on_cleanup(forget_dead);
}

fn forget_dead() {
    DIRTY.with_borrow_mut(|all| all.retain(|signal| signal.is_alive()));
}

/// Whether something typed would be lost.
#[must_use]
pub fn has_unsaved_work() -> bool {
    forget_dead();
    DIRTY.with_borrow(|all| all.iter().any(|signal| signal.get_untracked()))
}

/// Does `leave` now, or after the person agrees to lose what is typed.
pub fn leave_then(leave: impl Fn() + 'static) {
    match ASKING.with_borrow(|asking| *asking) {
        Some(asking) if has_unsaved_work() => asking.set(Some(Rc::new(leave))),
        _ => leave(),
    }
}
