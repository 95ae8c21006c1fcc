//! Filters on rows that belong to a row.

/// A filter on rows that belong to a row.
macro_rules! list_filter {
    ($List:ident of $Filter:ty) => {
        #[doc = concat!("Filter on related rows, by ", stringify!($Filter), ".")]
        #[derive(Debug, Clone, Default, async_graphql::InputObject)]
        pub struct $List {
            /// At least one satisfies it.
            pub some: Option<Box<$Filter>>,
            /// None satisfies it.
            pub none: Option<Box<$Filter>>,
            /// All satisfy it (also when there are none).
            pub every: Option<Box<$Filter>>,
        }

        impl $List {
            /// The condition on the row that the others belong to. `present` tells which of them are there.
            #[must_use]
            pub fn condition(
                self,
                relation: ::db::query::Relation,
                present: &::db::query::Condition,
                viewer: &crm::auth::Viewer,
            ) -> ::db::query::Condition {
                use ::db::query::Condition;
                let exists = |part: Condition| Condition::Exists(relation, Box::new(present.clone().and(part)));
                let mut all = $crate::filters::Conditions::default();
                all.add(self.some, |filter| exists(filter.condition(viewer)));
                all.add(self.none, |filter| Condition::Not(Box::new(exists(filter.condition(viewer)))));
                all.add(self.every, |filter| {
                    let opposite = Condition::Not(Box::new(filter.condition(viewer)));
                    Condition::Not(Box::new(exists(opposite)))
                });
                all.all()
            }
        }
    };
}
pub(crate) use list_filter;
