//! One declaration for an enumeration that stands in three places: lower case in SQL and on REST,
//! upper case in GraphQL.

/// A text that names no value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName(pub String);

impl std::fmt::Display for UnknownName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is not a known value", self.0)
    }
}

impl std::error::Error for UnknownName {}

/// Declares an enumeration with its SQL/REST name (`name()`, `FromStr`, `ALL`).
///
/// serde speaks the GraphQL name (upper case); with the feature `server` the type is also an
/// `async_graphql` enum and is stored as `text`.
macro_rules! wire_enum {
    ($(#[$meta:meta])* $vis:vis enum $Name:ident { $($(#[$vmeta:meta])* $Variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        #[cfg_attr(feature = "server", derive(async_graphql::Enum, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "server", diesel(sql_type = diesel::sql_types::Text))]
        $vis enum $Name { $($(#[$vmeta])* $Variant),+ }

        impl $Name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];

            /// The name in SQL and on REST: lower case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name),+ }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $Name {
            type Err = $crate::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    $($name => Ok(Self::$Variant),)+
                    _ => Err($crate::UnknownName(name.to_owned())),
                }
            }
        }

        #[cfg(feature = "server")]
        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for $Name {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>) -> diesel::serialize::Result {
                use std::io::Write as _;
                out.write_all(self.name().as_bytes())?;
                Ok(diesel::serialize::IsNull::No)
            }
        }

        #[cfg(feature = "server")]
        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for $Name {
            fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                Ok(std::str::from_utf8(value.as_bytes())?.parse()?)
            }
        }
    };
}
