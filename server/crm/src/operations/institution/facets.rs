//! Values that filters on institutions can offer.

use db::schema::{medical_institutions, medical_profiles};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::may_read;
use crate::{Context, Result, operations::scope};

const MOST_FACETS: i64 = 1_000;

/// Values that occur among the institutions that a viewer sees.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct Facets {
    pub tags: Vec<String>,
    pub specialties: Vec<String>,
    pub cities: Vec<String>,
    pub group_names: Vec<String>,
}

/// Values that filters on institutions can offer: at most 1 000 of each kind, sorted.
///
/// # Errors
/// Those of the database.
pub async fn facets(ctx: &Context) -> Result<Facets> {
    may_read(&ctx.viewer)?;
    let seen = || {
        medical_institutions::table
            .filter(medical_institutions::deleted_at.is_null())
            .filter(scope::institutions(&ctx.viewer))
    };
    let mut conn = ctx.db().await?;
    let (cities, groups) = (medical_institutions::address_city, medical_institutions::group_name);
    let (tags, specialties) = (medical_institutions::tags, medical_profiles::specialties);
    let mut facets = Facets {
        tags: seen().select(unnest(tags)).distinct().limit(MOST_FACETS).load(&mut conn).await?,
        specialties: seen()
            .inner_join(medical_profiles::table)
            .select(unnest(specialties))
            .distinct()
            .limit(MOST_FACETS)
            .load(&mut conn)
            .await?,
        cities: seen().select(cities).distinct().limit(MOST_FACETS).load(&mut conn).await?,
        group_names: seen()
            .filter(groups.is_not_null())
            .select(groups.assume_not_null())
            .distinct()
            .limit(MOST_FACETS)
            .load(&mut conn)
            .await?,
    };
    for values in [&mut facets.tags, &mut facets.specialties, &mut facets.cities, &mut facets.group_names] {
        values.sort_unstable();
    }
    Ok(facets)
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// The elements of a list, one in a row.
    fn unnest(list: diesel::sql_types::Array<diesel::sql_types::Text>) -> diesel::sql_types::Text;
}
