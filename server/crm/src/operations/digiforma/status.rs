//! How the mirror stands.

use chrono::{DateTime, Duration, Months, Utc};
use db::{
    rows::{DigiformaSettings, DigiformaSync},
    schema::{digiforma_companies, digiforma_institution_mappings, digiforma_syncs},
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::{DigiformaMatchType, DigiformaSyncFrequency, DigiformaSyncStatus};

use super::{connection, may_follow};
use crate::{Context, Result};

/// How the mirror stands.
#[derive(Debug, Clone)]
pub struct Status {
    /// There is a token.
    pub is_configured: bool,
    /// It is switched on.
    pub is_enabled: bool,
    /// The reading that waits or works.
    pub current: Option<DigiformaSync>,
    /// The last reading that is over.
    pub last: Option<DigiformaSync>,
    /// When the next one begins by itself.
    pub next: Option<DateTime<Utc>>,
    /// Companies that are there upstream.
    pub companies: i64,
    /// Of them: those that have an institution.
    pub linked: i64,
    /// Suggestions that wait for a person.
    pub suggestions: i64,
}

/// Readings that are not over.
pub(super) const UNFINISHED: [DigiformaSyncStatus; 2] = [DigiformaSyncStatus::Pending, DigiformaSyncStatus::InProgress];

/// How the mirror stands.
///
/// # Errors
/// No right; those of the database.
pub async fn read(ctx: &Context) -> Result<Status> {
    may_follow(&ctx.viewer)?;
    let mut conn = ctx.db().await?;
    let settings = connection::find(&mut conn).await?;
    let current = current(&mut conn).await?;
    let last: Option<DigiformaSync> = digiforma_syncs::table
        .filter(digiforma_syncs::status.ne_all(UNFINISHED))
        .order((digiforma_syncs::started_at.desc(), digiforma_syncs::id.desc()))
        .select(DigiformaSync::as_select())
        .first(&mut conn)
        .await
        .optional()?;
    let present = || digiforma_companies::table.filter(digiforma_companies::removed_at.is_null());
    let companies = present().count().get_result(&mut conn).await?;
    let linked = present().filter(digiforma_companies::institution_id.is_not_null()).count().get_result(&mut conn);
    let linked = linked.await?;
    let suggestions = digiforma_institution_mappings::table
        .filter(digiforma_institution_mappings::match_type.eq(DigiformaMatchType::Fuzzy))
        .filter(digiforma_institution_mappings::confirmed_at.is_null())
        .count()
        .get_result(&mut conn)
        .await?;
    let is_configured = connection::is_configured(&ctx.app, &settings);
    let next = due(&settings, current.as_ref().or(last.as_ref())).filter(|_| is_configured);
    Ok(Status {
        is_configured,
        is_enabled: settings.values.is_enabled,
        current,
        last,
        next,
        companies,
        linked,
        suggestions,
    })
}

/// The reading that waits or works.
pub(super) async fn current(conn: &mut AsyncPgConnection) -> Result<Option<DigiformaSync>> {
    let unfinished = digiforma_syncs::table.filter(digiforma_syncs::status.eq_any(UNFINISHED));
    Ok(unfinished.select(DigiformaSync::as_select()).first(conn).await.optional()?)
}

/// When the next reading begins by itself, which may be in the past; `None` when none does.
///
/// One that broke off is tried again after an hour, as long as that is sooner.
#[must_use]
pub fn due(settings: &DigiformaSettings, newest: Option<&DigiformaSync>) -> Option<DateTime<Utc>> {
    let values = &settings.values;
    if !values.is_enabled || !values.auto_sync_enabled {
        return None;
    }
    let Some(newest) = newest else {
        return (values.sync_frequency != DigiformaSyncFrequency::Manual).then_some(settings.updated_at);
    };
    let regular = match values.sync_frequency {
        DigiformaSyncFrequency::Daily => newest.started_at + Duration::days(1),
        DigiformaSyncFrequency::Weekly => newest.started_at + Duration::weeks(1),
        DigiformaSyncFrequency::Monthly => newest.started_at.checked_add_months(Months::new(1))?,
        DigiformaSyncFrequency::Manual => return None,
    };
    Some(match newest.status {
        DigiformaSyncStatus::Error => {
            regular.min(newest.completed_at.unwrap_or(newest.started_at) + Duration::hours(1))
        }
        _ => regular,
    })
}
