//! Digiforma, the training platform whose business is mirrored read-only: what it sends, in exact types.
//!
//! Nothing here knows a database, and nothing here can write upstream.

pub mod amount;
