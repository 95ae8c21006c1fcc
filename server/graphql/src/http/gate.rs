//! What the transport asks the application.

use std::{sync::Arc, time::Duration};

use async_graphql::Data;
use axum::http::HeaderMap;
use tokio::sync::broadcast::error::RecvError;

use crate::rows::Boxed;
use crm::{
    App, Context, Error,
    auth::{Proof, Viewer, csrf, viewers},
    context::{Caller, RequestInfo},
    error::SignInProblem,
    events::Notification,
    replica,
};

/// Who may come in, and for how long.
pub trait Gate: Clone + Send + Sync + 'static {
    /// Puts what resolvers need into the data of a request.
    fn admit(&self, caller: &Caller, data: &mut Data);

    /// Takes note that the caller has written inside a WebSocket; requests are noted by themselves.
    fn wrote(&self, _caller: Caller) -> Boxed<'static, ()> {
        Box::pin(std::future::ready(()))
    }

    /// May a page open a WebSocket with these headers? Browsers send cookies across sites here.
    ///
    /// # Errors
    /// A sentence that says why not.
    fn may_open_socket(&self, headers: &HeaderMap) -> Result<(), String>;

    /// The viewer behind the `authorization` that a client sent inside its WebSocket.
    fn recognise(
        &self,
        authorization: String,
        request: Arc<RequestInfo>,
    ) -> Boxed<'static, Result<Arc<Viewer>, SignInProblem>>;

    /// The same viewer as of now; resolves when something about them changed, or after a while.
    ///
    /// # Errors
    /// Resolves to the problem when the session or token is over.
    fn next_viewer(&self, viewer: Arc<Viewer>) -> Boxed<'static, Result<Arc<Viewer>, SignInProblem>>;

    /// Resolves when the server is about to stop.
    fn stopping(&self) -> Boxed<'static, ()>;
}

/// How long an open WebSocket goes without a look at the database, should a notification be missed or the session
/// simply end.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

impl Gate for App {
    fn admit(&self, caller: &Caller, data: &mut Data) {
        if let Ok(viewer) = &caller.viewer {
            let (viewer, request) = (Arc::clone(viewer), Arc::clone(&caller.request));
            data.insert(Context { app: self.clone(), viewer, request });
        }
        data.insert(self.clone());
        data.insert(caller.clone());
    }

    fn wrote(&self, caller: Caller) -> Boxed<'static, ()> {
        let app = self.clone();
        Box::pin(async move {
            replica::note_write(&app, Some(&caller)).await;
        })
    }

    fn may_open_socket(&self, headers: &HeaderMap) -> Result<(), String> {
        csrf::check_web_socket(headers, &self.config).map_err(|refusal| refusal.to_string())
    }

    fn recognise(
        &self,
        authorization: String,
        request: Arc<RequestInfo>,
    ) -> Boxed<'static, Result<Arc<Viewer>, SignInProblem>> {
        let app = self.clone();
        Box::pin(async move {
            let proof = Proof::of_authorization(&app.auth, &authorization)?;
            viewers::find(&app, proof, request.ip).await.map_err(|error| problem(&error))
        })
    }

    fn next_viewer(&self, viewer: Arc<Viewer>) -> Boxed<'static, Result<Arc<Viewer>, SignInProblem>> {
        let app = self.clone();
        Box::pin(async move {
            let mut heard = app.listener.subscribe();
            let changed = async {
                loop {
                    match heard.recv().await {
                        Ok(Notification::ViewerChanged(user)) if user == viewer.id => return,
                        Ok(Notification::ListeningBegan) | Err(RecvError::Lagged(_)) => return,
                        Ok(_) => {}
                        Err(RecvError::Closed) => std::future::pending().await,
                    }
                }
            };
            let _ = tokio::time::timeout(LOOK_AGAIN, changed).await;
            match viewers::renew(&app, &viewer).await {
                Ok(viewer) => Ok(viewer),
                // An absent database ends no session.
                Err(Error::Unauthenticated(problem)) => Err(problem),
                Err(_) => Ok(viewer),
            }
        })
    }

    fn stopping(&self) -> Boxed<'static, ()> {
        let app = self.clone();
        Box::pin(async move { app.shutdown.wait().await })
    }
}

fn problem(error: &Error) -> SignInProblem {
    match error {
        Error::Unauthenticated(problem) => *problem,
        _ => SignInProblem::Unavailable,
    }
}
