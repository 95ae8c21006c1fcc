//! The web app is embedded in a release: compile again when it was built again.

use std::path::Path;

fn main() {
    // Profiles like `dev` read the files from the disk at run time: nothing has to be compiled again.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "debug") {
        println!("cargo::rerun-if-changed=build.rs");
        return;
    }
    // Cargo takes a missing path for one that has changed. Where the folder cannot be made, that is what remains.
    let dist = Path::new("../web/dist");
    if !dist.exists() {
        let _read_only = std::fs::create_dir(dist);
    }
    println!("cargo::rerun-if-changed=../web/dist");
}
