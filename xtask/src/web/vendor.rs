//! Files of npm packages that the server ships: the font, the GraphQL playground, the viewer of the REST documentation.

use std::fs;

use anyhow::{Context, Result};

use super::page::{self, Names};
use super::{Files, read_folder, styles};
use crate::npm;
use crate::progress::step;
use crate::workspace;

/// The name of the font's file.
pub(crate) const FONT: &str = "inter-latin-opsz-normal.woff2";

/// What is taken from the packages, all of it published by them as ready for a browser.
const SHIPPED: [&str; 8] = [
    "@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2",
    "graphiql/graphiql.min.css",
    "graphiql/graphiql.min.js",
    "graphql-ws/umd/graphql-ws.min.js",
    "react-dom/umd/react-dom.production.min.js",
    "react/umd/react.production.min.js",
    "swagger-ui-dist/swagger-ui-bundle.js",
    "swagger-ui-dist/swagger-ui.css",
];

/// The licences that go with them.
const LICENCES: [&str; 6] = [
    "@fontsource-variable/inter/LICENSE",
    "graphiql/LICENSE",
    "graphql-ws/LICENSE.md",
    "react/LICENSE",
    "swagger-ui-dist/LICENSE",
    "swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt",
];

/// The files, by name, and with them the scripts that start the pages. Without npm: none, and one sentence why.
///
/// # Errors
/// When an installed package lacks a file, or the workspace's own files cannot be read.
pub(crate) fn files() -> Result<Files> {
    let folder = match npm::install(npm::Packages::Shipped) {
        Ok(folder) => folder.join("node_modules"),
        Err(reason) => {
            step(format!(
                "web app: goes on without its font, /graphiql and /api/docs, because {reason:#}; `cargo xtask web` adds them later"
            ));
            return Ok(Files::new());
        }
    };
    let mut files = own_files()?;
    files.retain(|name, _| !name.ends_with(".html"));
    for path in SHIPPED {
        let bytes = fs::read(folder.join(path)).with_context(|| format!("npm package file {path}"))?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let bytes = if name.ends_with(".css") { styles::without_fonts(&bytes) } else { bytes };
        files.insert(name.to_owned(), bytes);
    }
    let mut licences = String::new();
    for path in LICENCES {
        let text = fs::read_to_string(folder.join(path)).with_context(|| format!("npm package file {path}"))?;
        licences.push_str(&format!("==== {path}\n\n{text}\n\n"));
    }
    files.insert("LICENSES.txt".to_owned(), licences.into_bytes());
    Ok(files)
}

/// The pages of the playground and of the documentation, with their scripts and styles.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn own_files() -> Result<Files> {
    read_folder(&workspace::path("server/assets"), &["html", "js", "css", "graphql"])
}

/// One of those pages, or the one that says how to get it.
///
/// # Errors
/// When the page cannot be read or names something that there is not.
pub(crate) fn page(name: &str, vendor: &Files, names: &Names) -> Result<Vec<u8>> {
    if vendor.is_empty() {
        return page::fill("server/assets/left-out.html", names);
    }
    page::fill(&format!("server/assets/{name}.html"), names)
}
