//! The database of Medical CRM: schema, rows, queries, connections, migrations, and the private PostgreSQL that is used
//! when no other is named. It knows SQL; it knows no rule of the business and no HTTP.

mod address;
pub mod archive;
pub mod billing;
pub mod copy;
pub mod dashboard;
pub mod digiforma;
pub mod embedded;
pub mod migrate;
pub mod pool;
pub mod query;
pub mod replication;
pub mod revenue;
pub mod rows;
pub mod schema;
pub mod statements;
#[cfg(feature = "testing")]
pub mod testing;
mod tls;

pub use pool::{Connection, Pool};
