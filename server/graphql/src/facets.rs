//! `institutionFacets`: the values that filters on institutions can offer.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::context;
use crm::operations::institution;

/// Values that occur among the institutions that the caller sees, each once, sorted.
#[derive(SimpleObject)]
pub struct InstitutionFacets {
    /// Labels.
    tags: Vec<String>,
    /// Specialties of the medical profiles.
    specialties: Vec<String>,
    /// Towns.
    cities: Vec<String>,
    /// Groups.
    group_names: Vec<String>,
}

/// Root field `institutionFacets`.
#[derive(Default)]
pub struct FacetsQuery;

#[Object]
impl FacetsQuery {
    /// Values that occur among the institutions that the caller sees: at most 1 000 of each kind.
    #[graphql(complexity = "50 + child_complexity")]
    async fn institution_facets(&self, ctx: &Context<'_>) -> Result<InstitutionFacets> {
        let facets = institution::facets(context(ctx)?).await?;
        Ok(InstitutionFacets {
            tags: facets.tags,
            specialties: facets.specialties,
            cities: facets.cities,
            group_names: facets.group_names,
        })
    }
}
