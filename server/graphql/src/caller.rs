//! Who asks, as resolvers see it. The handler puts [`App`] and [`Caller`] into the data of every request, and a
//! [`Context`](crm::Context) when somebody is signed in.

use std::{any::TypeId, sync::Arc};

use async_graphql::{Context, Data};

use crm::{App, Error, Result, context::Caller, error::SignInProblem};

/// The context of operations.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is signed in.
pub fn context<'a>(ctx: &Context<'a>) -> Result<&'a crm::Context> {
    ctx.data_opt::<crm::Context>().ok_or_else(|| {
        let problem = ctx.data_opt::<Caller>().and_then(|caller| caller.viewer.as_ref().err().copied());
        Error::Unauthenticated(problem.unwrap_or(SignInProblem::TokenRequired))
    })
}

/// The context of one of several root fields of a mutation, to be found before the request's: its `Idempotency-Key` is
/// one of its own. `key` is the field's key in the answer. `None` where the request's own does.
#[must_use]
pub fn of_root_field(request: &Data, key: &str) -> Option<Data> {
    let whole = request.get(&TypeId::of::<crm::Context>())?.downcast_ref::<crm::Context>()?;
    whole.request.idempotency_key.as_ref()?;
    let mut data = Data::default();
    data.insert(crm::Context { request: Arc::new(whole.request.part(key)), ..whole.clone() });
    Some(data)
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
