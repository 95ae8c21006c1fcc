//! How the deliveries of webhooks went.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use db::schema::webhook_logs;
use diesel::{
    dsl::{count_star, max},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::WebhookDeliveryStatus;
use uuid::Uuid;

use crate::Result;

/// Numbers of one webhook, of the deliveries that are still kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Statistics {
    /// All of them.
    pub total: i64,
    /// Received.
    pub successful: i64,
    /// Given up.
    pub failed: i64,
    /// When the latest was made.
    pub last_delivery: Option<DateTime<Utc>>,
}

impl Statistics {
    /// Percent of what is received among what is over, with two decimals; `None` before anything is over.
    #[must_use]
    pub fn success_rate(&self) -> Option<f64> {
        let over = self.successful + self.failed;
        #[expect(clippy::cast_precision_loss, reason = "a share of counted deliveries")]
        let rate = |part: i64, all: i64| (part as f64 / all as f64 * 10_000.0).round() / 100.0;
        (over > 0).then(|| rate(self.successful, over))
    }
}

/// The numbers of these webhooks, in one statement; those without a delivery are absent.
///
/// # Errors
/// Those of the database.
pub async fn of(conn: &mut AsyncPgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Statistics>> {
    type Group = (Uuid, WebhookDeliveryStatus, i64, Option<DateTime<Utc>>);
    let groups: Vec<Group> = webhook_logs::table
        .filter(webhook_logs::webhook_id.eq_any(ids))
        .group_by((webhook_logs::webhook_id, webhook_logs::status))
        .select((webhook_logs::webhook_id, webhook_logs::status, count_star(), max(webhook_logs::created_at)))
        .load(conn)
        .await?;
    let mut all: HashMap<Uuid, Statistics> = HashMap::new();
    for (id, status, count, latest) in groups {
        let of = all.entry(id).or_default();
        of.total += count;
        match status {
            WebhookDeliveryStatus::Success => of.successful += count,
            WebhookDeliveryStatus::Failed => of.failed += count,
            WebhookDeliveryStatus::Pending | WebhookDeliveryStatus::Retrying => {}
        }
        of.last_delivery = of.last_delivery.max(latest);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::Statistics;

    #[test]
    fn the_rate_is_of_what_is_over() {
        let of = |successful, failed| Statistics { total: 9, successful, failed, last_delivery: None }.success_rate();
        assert_eq!((of(0, 0), of(2, 1), of(3, 0)), (None, Some(66.67), Some(100.0)));
    }
}
