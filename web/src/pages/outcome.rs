//! What came of a mutation without a form, and the same for several records with one message and one way back.

use std::future::Future;
use std::rc::Rc;

use sycamore::futures::spawn_local;

use crate::api::ApiError;
use crate::api::user_error::UserError;
use crate::app::App;
use crate::ui::message::Message;

/// What happens after an action changed something.
pub type Changed = Rc<dyn Fn()>;

/// What an action works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Id of the record.
    pub id: String,
    /// Its name, for the message.
    pub name: String,
    /// The version that was on the screen; absent: whatever it is.
    pub version: Option<i64>,
}

/// Done, or why not.
///
/// # Errors
/// The sentence for the person.
pub fn outcome(answer: Result<Vec<UserError>, ApiError>) -> Result<(), Message> {
    match answer {
        Err(error) => Err(Message::new(move || error.sentence())),
        Ok(errors) => match errors.into_iter().next() {
            Some(error) => Err(Message::new(move || error.sentence())),
            None => Ok(()),
        },
    }
}

/// The first refusal of a mutation that made nothing.
#[must_use]
pub fn refusal(errors: Vec<UserError>) -> Message {
    match errors.into_iter().next() {
        Some(error) => Message::new(move || error.sentence()),
        None => {
            let failed = ApiError::Failed { message: None, request_id: None };
            Message::new(move || failed.sentence())
        }
    }
}

/// A finished action on one record: says so by its name, and does what follows.
pub fn done(app: App, name: &str, told: fn(&str) -> String, changed: &Changed) {
    let name = name.to_owned();
    app.toasts.confirm(Message::new(move || told(&name)));
    changed();
}

/// Does `one` to each target, one after the other, until one fails; then says what was done (`told`) and what failed.
pub fn each<Fut>(
    app: App,
    targets: Vec<Target>,
    one: impl Fn(Target) -> Fut + 'static,
    told: impl FnOnce(Vec<Target>) + 'static,
) where
    Fut: Future<Output = Result<(), Message>> + 'static,
{
    spawn_local(async move {
        let mut done = Vec::new();
        let mut failure = None;
        for target in targets {
            match one(target.clone()).await {
                Ok(()) => done.push(target),
                Err(why) => {
                    failure = Some(why);
                    break;
                }
            }
        }
        if !done.is_empty() {
            told(done);
        }
        if let Some(why) = failure {
            app.toasts.fail(why);
        }
    });
}

/// One record by its name, several by their number.
#[must_use]
pub fn counted(done: &[Target], one: fn(&str) -> String, many: fn(u64) -> String) -> Message {
    match done {
        [only] => {
            let name = only.name.clone();
            Message::new(move || one(&name))
        }
        all => {
            let count = all.len() as u64;
            Message::new(move || many(count))
        }
    }
}
