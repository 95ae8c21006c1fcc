//! `run`, `build`: the product, from sources to a served page or to one file.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use crate::progress::step;
use crate::{postgres, process, system, toolchain, web, workspace};

/// Builds everything and becomes the server.
///
/// # Errors
/// When something is missing or does not build; else only if the server cannot be started.
pub(crate) fn serve(arguments: &[String]) -> Result<()> {
    require_compiler()?;
    let postgres = if has_database_url() { None } else { Some(postgres::ensure()?) };
    let mut server = server(&build_both()?, postgres);
    server.arg("serve").args(arguments);
    step(format!("starting: medical-crm serve {}", arguments.join(" ")).trim_end());
    process::become_program(&mut server)
}

/// Builds the web app and the server at the same time: each ends with a long step that keeps one core busy. The server
/// reads the app from the disk in this profile, so neither waits for the other.
fn build_both() -> Result<PathBuf> {
    toolchain::ensure_wasm_target()?;
    thread::scope(|scope| {
        let web = scope.spawn(|| web::build_with(web::Mode::Quick, web::Output::OnlyProblems));
        let server = build_server("quick");
        web.join().map_err(|_| anyhow!("the build of the web app panicked"))??;
        server
    })
}

/// Builds `target/release/medical-crm`.
///
/// # Errors
/// When something is missing or does not build.
pub(crate) fn build() -> Result<()> {
    require_compiler()?;
    web::build(web::Mode::Release)?;
    let program = build_server("release")?;
    let size = std::fs::metadata(&program)?.len();
    step(format!("done: {} ({:.1} MB)", program.display(), size as f64 / 1e6));
    Ok(())
}

/// Builds the server with a profile and returns its program.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build_server(profile: &str) -> Result<PathBuf> {
    step(format!("server: compiling (profile {profile})"));
    let mut build = workspace::cargo();
    build.args(["build", "-p", "server", "--bin", "medical-crm", "--profile", profile]);
    if profile == "release" {
        // Traces: what a server in earnest may want, and nobody should wait for who only looks.
        build.args(["--features", "otel"]);
    }
    process::run(&mut build)?;
    Ok(workspace::server_binary(profile))
}

/// A command of the server, told where PostgreSQL's programs are when it is to run its own.
pub(crate) fn server(program: &Path, postgres: Option<PathBuf>) -> Command {
    let mut command = Command::new(program);
    if let Some(folder) = postgres {
        command.env("PG_BIN_DIR", folder);
    }
    command
}

/// Is a database named in the environment or in `.env`?
pub(crate) fn has_database_url() -> bool {
    if let Some(url) = std::env::var_os("DATABASE_URL") {
        return !url.is_empty();
    }
    let file = std::fs::read_to_string(".env").unwrap_or_default();
    file.lines().any(names_database)
}

/// Does this line of `.env` give DATABASE_URL a value?
fn names_database(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
    let Some((name, value)) = line.split_once('=') else { return false };
    name.trim() == "DATABASE_URL" && !value.trim().trim_matches(['"', '\'']).is_empty()
}

/// Rust's own linker driver compiles the C parts (cryptography, allocator) too; nothing else is needed, no CMake.
///
/// # Errors
/// Where there is no C compiler, with the line to type.
pub(crate) fn require_compiler() -> Result<()> {
    let named = std::env::var_os("CC").is_some();
    if named || ["cc", "gcc", "clang"].into_iter().any(|compiler| process::find(compiler).is_some()) {
        return Ok(());
    }
    let packages = system::Packages { what: "a C compiler", apt: "build-essential", dnf: "gcc", brew: "llvm" };
    if system::can_install() {
        return system::install("C compiler", &["build-essential"]);
    }
    anyhow::bail!("there is no C compiler, which Rust links with: {}", system::install_line(&packages))
}

#[cfg(test)]
mod tests {
    use super::names_database;

    #[test]
    fn database_url_in_a_file_of_settings() {
        for line in ["DATABASE_URL=postgres://x", "  export DATABASE_URL = \"postgres://x\""] {
            assert!(names_database(line), "{line}");
        }
        for line in ["#DATABASE_URL=postgres://x", "DATABASE_URL=", "DATABASE_URL=''", "DATABASE_URL_2=x", ""] {
            assert!(!names_database(line), "{line}");
        }
    }
}
