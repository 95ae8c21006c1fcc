//! The end of a reading: what came of it, on record and to the outside world.

use chrono::Utc;
use db::schema::{digiforma_settings, digiforma_syncs};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use domain::DigiformaSyncStatus;
use serde_json::json;

use super::{counters::Counters, lease::Lease};
use crate::{
    App, Error, Result,
    operations::{digiforma::ENTITY, outbox, user_admin::system_context, write},
};

/// How a reading ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) status: DigiformaSyncStatus,
    pub(super) message: Option<String>,
}

/// Writes the end. A reading that is no longer this worker's is left alone.
pub(super) async fn finish(app: &App, lease: Lease, counters: &Counters, outcome: &Outcome) -> Result<()> {
    let ctx = system_context(app, "job");
    let mut conn = app.db().await?;
    let now = Utc::now();
    let tally = |entity: &str| counters.get(entity);
    let number = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    let (companies, contacts, quotes, invoices) =
        (tally("companies"), tally("contacts"), tally("quotes"), tally("invoices"));
    (*conn)
        .transaction(async |conn: &mut AsyncPgConnection| {
            let ended = diesel::update(digiforma_syncs::table.filter(lease.own()))
                .set((
                    (
                        digiforma_syncs::status.eq(outcome.status),
                        digiforma_syncs::message.eq(outcome.message.as_deref()),
                        digiforma_syncs::completed_at.eq(Some(now)),
                        digiforma_syncs::heartbeat_at.eq(Some(now)),
                        digiforma_syncs::counters.eq(counters.to_json()),
                        digiforma_syncs::errors.eq(counters.problems_to_json()),
                    ),
                    (
                        digiforma_syncs::companies_synced.eq(number(companies.read)),
                        digiforma_syncs::companies_created.eq(number(companies.created)),
                        digiforma_syncs::companies_updated.eq(number(companies.updated)),
                        digiforma_syncs::contacts_synced.eq(number(contacts.read)),
                        digiforma_syncs::contacts_created.eq(number(contacts.created)),
                        digiforma_syncs::contacts_updated.eq(number(contacts.updated)),
                        digiforma_syncs::quotes_synced.eq(number(quotes.read)),
                        digiforma_syncs::quotes_created.eq(number(quotes.created)),
                        digiforma_syncs::quotes_updated.eq(number(quotes.updated)),
                        digiforma_syncs::invoices_synced.eq(number(invoices.read)),
                        digiforma_syncs::invoices_created.eq(number(invoices.created)),
                        digiforma_syncs::invoices_updated.eq(number(invoices.updated)),
                    ),
                ))
                .execute(conn)
                .await?;
            if ended == 0 {
                return Ok::<_, Error>(());
            }
            if matches!(outcome.status, DigiformaSyncStatus::Success | DigiformaSyncStatus::Partial) {
                diesel::update(digiforma_settings::table)
                    .set(digiforma_settings::last_sync_date.eq(Some(now)))
                    .execute(conn)
                    .await?;
            }
            let summary = json!({
                "status": { "old": "in_progress", "new": outcome.status.name() },
                "counters": { "old": null, "new": counters.to_json() },
            });
            let changes = summary.as_object().cloned().unwrap_or_default();
            let event = write::Event {
                name: "digiforma.sync.completed",
                entity: ENTITY,
                id: lease.id,
                institution_id: None,
                changes: &changes,
                public: false,
            };
            write::announce(conn, &ctx, event).await?;
            let payload = json!({
                "id": lease.id,
                "status": outcome.status.name(),
                "message": outcome.message,
                "counters": counters.to_json(),
                "errorCount": counters.failures(),
                "completedAt": now,
            });
            outbox::publish(conn, "digiforma.sync.completed", ENTITY, lease.id, payload).await?;
            Ok(())
        })
        .await
}
