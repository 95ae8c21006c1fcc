//! Keeps the linker's relocations in the module: `cargo xtask web` needs them to split it, and they go afterwards.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name, value| std::env::var(name).as_deref() == Ok(value);
    // The module stays whole while the app is developed.
    if is("CARGO_CFG_TARGET_FAMILY", "wasm") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
