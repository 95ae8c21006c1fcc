//! Cases of the REST routes of exports.

use reqwest::Method;
use serde_json::Value;

use crate::cases::{On, Route};

/// Every route of the group.
pub fn routes() -> Vec<Route> {
    let of = |path: &'static str, on: On| Route {
        method: Method::GET,
        path,
        permission: "canExportData",
        on,
        address: |_| String::new(),
        body: |_| Value::Null,
    };
    vec![
        Route { address: |_| "/api/export/institutions".into(), ..of("/api/export/institutions", On::TeamList) },
        Route { address: |_| "/api/export/contacts".into(), ..of("/api/export/contacts", On::TeamList) },
        Route { address: |_| "/api/export/tasks".into(), ..of("/api/export/tasks", On::TeamList) },
        Route { address: |_| "/api/export/quotes".into(), ..of("/api/export/quotes", On::TeamList) },
        Route { address: |_| "/api/export/invoices".into(), ..of("/api/export/invoices", On::TeamList) },
        Route { address: |_| "/api/export/payments".into(), ..of("/api/export/payments", On::TeamList) },
        Route {
            address: |_| "/api/export/fec?from=2026-01-01&to=2026-12-31".into(),
            ..of("/api/export/fec", On::Nothing)
        },
    ]
}
