//! Makes sure of the folder that the web app is embedded from.

use std::path::Path;

fn main() {
    // Profiles like `dev` read the files from the disk at run time, by a path that is resolved when the crate is
    // compiled: the folder has to be there, be it empty. Where it cannot be made, the server says that it has no app.
    let dist = Path::new("../web/dist");
    if !dist.exists() {
        let _read_only = std::fs::create_dir(dist);
    }
    // A release holds the files themselves: it is compiled again when they have changed.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../web/dist");
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
}
