//! An account read over HTTP, well- and ill-behaved: the client against the stand-in.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;
mod connection;
mod doctor;
mod fixture;
mod pages;
mod schema;
mod troubles;
