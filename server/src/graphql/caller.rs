//! Who asks, as resolvers see it. The handler puts [`App`] and [`Caller`] into the data of every request, and a
//! [`Context`](crate::Context) when somebody is signed in.

use async_graphql::Context;

use crate::{App, Error, Result, context::Caller, error::SignInProblem};

/// The context of operations.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub fn context<'a>(ctx: &Context<'a>) -> Result<&'a crate::Context> {
    ctx.data_opt::<crate::Context>().ok_or_else(|| {
        let problem = ctx.data_opt::<Caller>().and_then(|caller| caller.viewer.as_ref().err().copied());
        Error::Unauthenticated(problem.unwrap_or(SignInProblem::TokenRequired))
    })
}

/// The application and the caller, for what one does before signing in.
///
/// # Errors
/// [`Error::Internal`] outside of a request.
pub fn anyone<'a>(ctx: &Context<'a>) -> Result<(&'a App, &'a Caller)> {
    match (ctx.data_opt::<App>(), ctx.data_opt::<Caller>()) {
        (Some(app), Some(caller)) => Ok((app, caller)),
        _ => Err(Error::Internal(anyhow::anyhow!("the request has no caller"))),
    }
}
