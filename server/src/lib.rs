//! The Medical CRM server: the firm's operations behind GraphQL and REST, with the web app on one origin.
//!
//! Arrows run one way: `server` → `graphql`, `rest` → `crm` → `db`, `digiforma`, `documents`, `domain`.

// The futures of the engine are nested as deep as the schema is merged of parts.
#![recursion_limit = "256"]

pub mod api;
pub mod cli;
pub mod demo;
pub mod http;
pub mod seed;
pub mod traces;
