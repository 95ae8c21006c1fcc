//! Digiforma, the training platform whose business is mirrored read-only: what it sends, in exact types.
//!
//! Nothing here knows a database, and nothing here can write upstream: there is no document with a mutation.
//!
//! | module | what |
//! |---|---|
//! | [`client`] | reads an account, page by page |
//! | [`record`] | its rows, typed |
//! | [`meaning`] | what rows mean: totals, states, who is billed |
//! | [`upstream`] | Digiforma's schema, served over any source of rows |
//! | [`stand_in`] | a Digiforma of one's own, well- or ill-behaved |
//! | [`doctor`] | compares an account's schema with ours |

pub mod amount;
pub mod client;
pub mod doctor;
pub mod meaning;
mod raw;
pub mod record;
mod schema;
pub mod stand_in;
pub mod upstream;
