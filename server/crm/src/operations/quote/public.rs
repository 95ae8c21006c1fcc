//! What a client does on a quote's link, without an account.

use std::sync::Arc;

use chrono::Utc;
use db::{
    rows::{FirmIdentity, Institution, Quote, QuoteLine, User},
    schema::{firm_identity, medical_institutions, quotes, users},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::billing::QuoteStatus;

use super::{ENTITY, Move, links::is_public, moves, read};
use crate::{
    App, Context, Error, RequestInfo, Result,
    auth::{Viewer, public_link::PublicLink},
    operations::validate::Checks,
};

/// A quote as its link shows it.
#[derive(Debug, Clone)]
pub struct PublicQuote {
    /// The quote.
    pub quote: Quote,
    /// Its lines, in their order.
    pub lines: Vec<QuoteLine>,
    /// To whom it is offered.
    pub institution: Institution,
    /// Who offers it.
    pub firm: FirmIdentity,
    /// Whom to ask.
    pub contact: User,
}

/// The answer of a client.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Of the link.
    pub token: String,
    /// Who answers: 1 to 100 characters.
    pub name: String,
    /// What they say.
    pub comments: Option<String>,
    /// The revision that they have read; another one is a conflict.
    pub revision: Option<i32>,
}

/// The quote of a link.
///
/// # Errors
/// [`Error::NotFound`] for a link that was not made here, has ended or was revoked, and while there is nothing to see;
/// [`Error::RateLimited`].
pub async fn find_public(app: &App, request: &RequestInfo, token: &str) -> Result<PublicQuote> {
    let link = admitted(app, request, token)?;
    let mut conn = app.db().await?;
    let row = quotes::table.find(link.quote_id).select(Quote::as_select()).first(&mut conn).await.optional()?;
    let quote = shown(row, &link)?;
    whole(&mut conn, quote).await
}

/// Accepts the quote of a link in the name of the client. Doing it twice is no error.
///
/// # Errors
/// As [`find_public`]; invalid input, another revision, or a quote that can no longer be accepted.
pub async fn accept_public(app: &App, request: &Arc<RequestInfo>, answer: &Answer) -> Result<PublicQuote> {
    let step = Move::Accept { client_comments: answer.comments.clone() };
    answered(app, request, answer, &step).await
}

/// Declines the quote of a link in the name of the client. Doing it twice is no error.
///
/// # Errors
/// As [`accept_public`].
pub async fn reject_public(app: &App, request: &Arc<RequestInfo>, answer: &Answer) -> Result<PublicQuote> {
    let step = Move::Reject { client_comments: answer.comments.clone() };
    answered(app, request, answer, &step).await
}

async fn answered(app: &App, request: &Arc<RequestInfo>, answer: &Answer, step: &Move) -> Result<PublicQuote> {
    let link = admitted(app, request, &answer.token)?;
    let mut checks = Checks::default();
    let name = checks.required("name", &answer.name, 100);
    checks.optional("comments", answer.comments.as_deref(), 10_000);
    checks.finish()?;
    let viewer = Viewer::system(&format!("{name} (client)"));
    let ctx = Context { app: app.clone(), viewer: Arc::new(viewer), request: Arc::clone(request) };
    let mut conn = app.db().await?;
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let row = quotes::table.find(link.quote_id).select(Quote::as_select()).for_update().first(conn).await;
            let row = shown(row.optional()?, &link)?;
            if answer.revision.is_some_and(|revision| revision != row.revision) {
                let message = "The quote was changed meanwhile. Look at it again before you answer.";
                return Err(Error::Conflict(message.into()));
            }
            let is_done =
                row.status == step.to() || (step.to() == QuoteStatus::Accepted && row.status == QuoteStatus::Ordered);
            let quote = if is_done { row } else { moves::apply(conn, &ctx, row, step).await? };
            whole(conn, quote).await
        })
        .await
}

/// Counts the request, and reads the link.
fn admitted(app: &App, request: &RequestInfo, token: &str) -> Result<PublicLink> {
    if app.config.rate_limit {
        app.auth.public_links.admit(request.ip)?;
    }
    let link = app.auth.public_links.read(token).filter(|link| link.expires_at > Utc::now());
    link.ok_or(Error::NotFound(ENTITY))
}

/// The row, if its link still shows it.
fn shown(row: Option<Quote>, link: &PublicLink) -> Result<Quote> {
    row.filter(|row| row.deleted_at.is_none() && row.public_link_epoch == link.epoch && is_public(row.status))
        .ok_or(Error::NotFound(ENTITY))
}

async fn whole(conn: &mut AsyncPgConnection, quote: Quote) -> Result<PublicQuote> {
    let institution = medical_institutions::table
        .find(quote.values.institution_id)
        .filter(medical_institutions::deleted_at.is_null())
        .select(Institution::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(Error::NotFound(ENTITY))?;
    let firm = firm_identity::table.select(FirmIdentity::as_select()).first(conn).await?;
    let contact = users::table.find(quote.values.assigned_user_id).select(User::as_select()).first(conn).await?;
    let lines = read::lines(conn, quote.id).await?;
    Ok(PublicQuote { quote, lines, institution, firm, contact })
}
