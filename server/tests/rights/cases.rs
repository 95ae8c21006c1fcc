//! What is asked.

use reqwest::Method;
use serde_json::Value;

use crate::company::Rows;

/// What a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// No row: each caller asks once.
    Nothing,
    /// A row of the caller's team, and one of others.
    Team,
    /// A row of the caller, and one of others.
    Own,
    /// A list: whether the team's rows and others' are in it.
    TeamList,
    /// A list: whether the own rows and others' are in it.
    OwnList,
}

impl On {
    /// Names of the two kinds of rows.
    pub fn labels(self) -> [&'static str; 2] {
        match self {
            Self::Own | Self::OwnList => ["own", "others"],
            _ => ["team", "others"],
        }
    }

    /// Each of the two kinds is asked for by itself.
    pub fn is_about_one(self) -> bool {
        matches!(self, Self::Team | Self::Own)
    }

    /// The answer tells which rows are seen.
    pub fn is_list(self) -> bool {
        matches!(self, Self::TeamList | Self::OwnList)
    }
}

/// A root field with the least that can be asked of it.
pub struct Case {
    /// `createContact`
    pub field: &'static str,
    /// The right that it needs; `-`: to be signed in, or nothing.
    pub permission: &'static str,
    pub on: On,
    pub document: &'static str,
    pub variables: fn(&Rows) -> Value,
}

/// A REST route with the least that can be sent to it.
pub struct Route {
    pub method: Method,
    /// As in the OpenAPI document.
    pub path: &'static str,
    /// The right that it needs; `-`: to be signed in, or nothing.
    pub permission: &'static str,
    pub on: On,
    /// What stands for `{id}`, and the query.
    pub address: fn(&Rows) -> String,
    pub body: fn(&Rows) -> Value,
}
