//! An account read over HTTP, well- and ill-behaved: the client against the stand-in.

mod common;
mod connection;
mod doctor;
mod fixture;
mod pages;
mod schema;
mod troubles;
