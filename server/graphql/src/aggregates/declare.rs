//! How an entity declares its aggregate.

/// `group_by!`: the enumeration of what rows are grouped by, and the object that tells it of a group. A field of the
/// object and a value of the enumeration are one. The objects that the key's ids stand for (`OBJECTS`, loaded by
/// `object`) are written by hand.
macro_rules! group_by {
    (
        $(#[$enum_meta:meta])* enum $GroupBy:ident;
        $(#[$key_meta:meta])* key $Key:ident {
            $($(#[$doc:meta])* $Variant:ident => $field:ident $(= $name:literal)?: $Type:ty = $expression:expr),+ $(,)?
        }
    ) => {
        $(#[$enum_meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
        pub enum $GroupBy { $($(#[$doc])* $Variant),+ }

        impl $crate::aggregates::selection::GroupBy for $GroupBy {
            fn expression(self) -> db::query::Expression {
                match self { $(Self::$Variant => $expression),+ }
            }
        }

        $(#[$key_meta])*
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        #[graphql(complex)]
        pub struct $Key { $($(#[$doc])* $(#[graphql(name = $name)])? pub $field: Option<$Type>),+ }

        impl $crate::rows::Row for $Key {
            $crate::columns!($($field $(= $name)?),+);
            const RELATIONS: &'static [&'static str] = Self::OBJECTS;

            fn relation<'a>(
                field: $crate::rows::Relation<'a, Self>,
            ) -> Option<$crate::rows::Loading<'a>> {
                Self::object(field)
            }
        }

        impl $Key {
            fn read(group: &$crate::aggregates::selection::Found<'_, $GroupBy>) -> Self {
                Self { $($field: group.key($GroupBy::$Variant)),+ }
            }
        }
    };
}

/// `numbers!`: an object of numbers that are computed by one function.
macro_rules! numbers {
    ($(#[$meta:meta])* $Name:ident { $($(#[$doc:meta])* $field:ident: $Type:ty = $expression:expr),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        pub struct $Name { $($(#[$doc])* pub $field: Option<$Type>),+ }

        impl $crate::rows::Row for $Name {
            $crate::columns!($($field),+);
        }

        impl $crate::aggregates::selection::Numbers for $Name {
            const FIELDS: &'static [(&'static str, db::query::Expression)] =
                &[$((stringify!($field), $expression)),+];

            fn read<G: $crate::aggregates::selection::GroupBy>(
                group: &$crate::aggregates::selection::Found<'_, G>,
                function: db::query::Function,
            ) -> Self {
                Self { $($field: group.number(function, stringify!($field))),+ }
            }
        }
    };
}

/// `aggregate!`: the object of a group.
macro_rules! aggregate {
    (
        $(#[$meta:meta])* $Name:ident of $table:ident by $GroupBy:ident {
            key: $Key:ident, sum: $Sum:ident, avg: $Avg:ident, min: $Min:ident, max: $Max:ident $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        #[graphql(complex)]
        pub struct $Name {
            /// Number of rows.
            pub count: i64,
            #[graphql(skip)]
            found: ($Key, $Sum, $Avg, $Min, $Max),
        }

        impl $crate::rows::Row for $Name {
            $crate::columns!(count);
            const RELATIONS: &'static [&'static str] = &["key", "sum", "avg", "min", "max"];

            fn relation<'a>(
                field: $crate::rows::Relation<'a, Self>,
            ) -> Option<$crate::rows::Loading<'a>> {
                Some(match field.name() {
                    "key" => field.embedded(|row| Some(row.found.0.clone())),
                    "sum" => field.embedded(|row| Some(row.found.1.clone())),
                    "avg" => field.embedded(|row| Some(row.found.2.clone())),
                    "min" => field.embedded(|row| Some(row.found.3.clone())),
                    "max" => field.embedded(|row| Some(row.found.4.clone())),
                    _ => return None,
                })
            }
        }

        /// Parts, for the schema; their loading is that of the row.
        #[async_graphql::ComplexObject]
        impl $Name {
            /// What the rows have in common.
            async fn key(&self, ctx: &Context<'_>) -> Result<Alone<One<$Key>>> {
                alone(self, ctx).await
            }

            /// Sums. Absent values do not count; without any value there is none.
            async fn sum(&self, ctx: &Context<'_>) -> Result<Alone<One<$Sum>>> {
                alone(self, ctx).await
            }

            /// Means, to four decimals.
            async fn avg(&self, ctx: &Context<'_>) -> Result<Alone<One<$Avg>>> {
                alone(self, ctx).await
            }

            /// The least values.
            async fn min(&self, ctx: &Context<'_>) -> Result<Alone<One<$Min>>> {
                alone(self, ctx).await
            }

            /// The greatest values.
            async fn max(&self, ctx: &Context<'_>) -> Result<Alone<One<$Max>>> {
                alone(self, ctx).await
            }
        }

        impl $crate::aggregates::selection::Grouped for $Name {
            const TABLE: &'static str = stringify!($table);
            type GroupBy = $GroupBy;

            fn select(
                selection: &mut $crate::aggregates::selection::Selection<$GroupBy>,
                ctx: &Context<'_>,
            ) {
                use db::query::Function;
                selection.add::<$Sum>(ctx, "sum", Function::Sum);
                selection.add::<$Avg>(ctx, "avg", Function::Avg);
                selection.add::<$Min>(ctx, "min", Function::Min);
                selection.add::<$Max>(ctx, "max", Function::Max);
            }

            fn read(group: &$crate::aggregates::selection::Found<'_, $GroupBy>) -> Self {
                use $crate::aggregates::selection::Numbers as _;
                use db::query::Function;
                let found = (
                    $Key::read(group),
                    $Sum::read(group, Function::Sum),
                    $Avg::read(group, Function::Avg),
                    $Min::read(group, Function::Min),
                    $Max::read(group, Function::Max),
                );
                Self { count: group.count(), found }
            }
        }

        /// The types of rows here, for tests of the schema.
        pub(super) fn row_types() -> [$crate::rows::Declared; 6] {
            use $crate::rows::Declared;
            [
                Declared::of::<$Name>(),
                Declared::of::<$Key>(),
                Declared::of::<$Sum>(),
                Declared::of::<$Avg>(),
                Declared::of::<$Min>(),
                Declared::of::<$Max>(),
            ]
        }
    };
}

pub(super) use {aggregate, group_by, numbers};
