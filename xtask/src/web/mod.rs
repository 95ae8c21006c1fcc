//! The web app: compiled for the browser, bound to JavaScript, named by content, compressed, into `web/dist`.
//!
//! The server serves that folder as it is (from disk in a debug build, from inside itself in a release):
//!
//! | file | what |
//! |---|---|
//! | `index.html` | the app's page |
//! | `graphiql.html`, `api-docs.html` | the playground and the documentation of the REST layer |
//! | `assets/<hash>/…` | the app's scripts, module, chunks of it and styles |
//! | `assets/vendor-<hash>/…` | files of npm packages (font, playground, documentation viewer) and the scripts that start them |
//! | `favicon.svg`, `manifest.webmanifest`, … | as they are in `web/` |
//! | `*.br`, `*.gz` | the same, compressed, beside each file that gets smaller by it |

mod compile;
mod compress;
mod pack;
mod page;
mod scripts;
mod sections;
mod split;
mod styles;
mod vendor;
mod weight;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::progress::step;
use crate::workspace;

/// How much work goes into a small and fast app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// For people: split and as small as can be.
    Release,
    /// For the first look at a fresh clone: in one piece, little optimised, so that nobody waits for it.
    Quick,
    /// For the reloading development server: quick to build.
    Dev,
}

/// What the compiler shows meanwhile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// How far it is.
    Progress,
    /// Errors and warnings: something else shows its progress.
    OnlyProblems,
}

/// Files by their path (with `/`) below some folder.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The files of chunks that an area of the app needs, by its name.
pub(crate) type Chunks = BTreeMap<String, Vec<String>>;

/// The folder that the server serves.
pub(crate) fn dist() -> PathBuf {
    workspace::path("web/dist")
}

/// Builds the web app into `web/dist`, unless nothing has changed since the last time.
///
/// # Errors
/// When a step fails: the compiler, the binding, a file that cannot be read or written.
pub(crate) fn build(mode: Mode) -> Result<()> {
    build_with(mode, Output::Progress)
}

/// As [`build`], with a choice of what is shown.
///
/// # Errors
/// As [`build`].
pub(crate) fn build_with(mode: Mode, output: Output) -> Result<()> {
    let module = compile::compile(mode, output)?;
    let vendor = vendor::files()?;
    let sources = Sources::read()?;

    let stamp = stamp(mode, &module, &vendor, &sources);
    let stamp_file = workspace::target().join("xtask/web.stamp");
    let built = fs::read_to_string(&stamp_file).unwrap_or_default() == stamp;
    if built && dist().join("index.html").exists() {
        return Ok(());
    }

    step("web app: binding to JavaScript");
    let (mut app, mut chunks) = compile::bind(&module, mode)?;
    pack::pack(&mut app, &mut chunks)?;
    scripts::slim(&mut app)?;
    let vendor_folder = format!("assets/vendor-{}", short_hash(&vendor));
    let mut names = page::Names::new();
    names.set("vendor", &format!("/{vendor_folder}"));
    if vendor.contains_key(vendor::FONT) {
        names.set("font", &format!("/{vendor_folder}/{}", vendor::FONT));
    }
    app.insert("app.css".to_owned(), styles::join(&sources.styles, &names)?);
    app.extend(sources.scripts.clone());
    if mode == Mode::Dev {
        app.insert("reload.js".to_owned(), RELOAD.as_bytes().to_vec());
    }
    let app_folder = format!("assets/{}", short_hash(&app));
    names.set("css", &format!("/{app_folder}/app.css"));
    names.set("js", &format!("/{app_folder}/web.js"));
    names.set("wasm", &format!("/{app_folder}/web_bg.wasm"));
    for script in sources.scripts.keys() {
        names.set(script.trim_end_matches(".js"), &format!("/{app_folder}/{script}"));
    }

    let mut site = sources.root.clone();
    site.insert("index.html".to_owned(), index(mode, &names, &app_folder)?);
    for page in ["graphiql", "api-docs"] {
        site.insert(format!("{page}.html"), vendor::page(page, &vendor, &names)?);
    }
    site.extend(below(&app_folder, app.clone()));
    site.extend(below(&vendor_folder, vendor));
    write::replace(&dist(), &site, mode)?;
    if mode == Mode::Release {
        weight::check(&app, &chunks)?;
    }
    fs::write(&stamp_file, stamp).context("target/xtask/web.stamp")
}

/// Loads the page anew when its names of files, and so their contents, have changed.
const RELOAD: &str = "\
const read = () => fetch('/index.html', { cache: 'no-store' }).then((page) => page.text());
const first = await read();
setInterval(() => read().then((page) => { if (page && page !== first) location.reload(); }).catch(() => {}), 1000);
";

fn index(mode: Mode, names: &page::Names, app_folder: &str) -> Result<Vec<u8>> {
    let page = page::fill("web/index.html", names)?;
    if mode != Mode::Dev {
        return Ok(page);
    }
    let script = format!("<script type=\"module\" src=\"/{app_folder}/reload.js\"></script>\n</head>");
    Ok(String::from_utf8(page)?.replace("</head>", &script).into_bytes())
}

/// The files of `web/` that are not Rust, by what happens to them.
struct Sources {
    /// `web/index.html` and the pages and scripts in `server/assets`: only to know when they change.
    pages: Files,
    /// `web/*.js`: into the app's folder.
    scripts: Files,
    /// `web/styles/*.css`: joined in the order of their names.
    styles: Files,
    /// Icons and manifest: to the root of the site.
    root: Files,
}

impl Sources {
    fn read() -> Result<Self> {
        let web = workspace::path("web");
        Ok(Self {
            pages: read_folder(&web, &["html"])?.into_iter().chain(vendor::own_files()?).collect(),
            scripts: read_folder(&web, &["js"])?,
            styles: read_folder(&web.join("styles"), &["css"])?,
            root: read_folder(&web, &["svg", "ico", "png", "txt", "webmanifest"])?,
        })
    }
}

/// The files directly in a folder that have one of these extensions; none when there is no such folder.
pub(crate) fn read_folder(folder: &Path, extensions: &[&str]) -> Result<Files> {
    let mut files = Files::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let wanted = path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted));
        if let (true, Some(name)) = (wanted && path.is_file(), path.file_name()) {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            files.insert(name.to_string_lossy().into_owned(), bytes);
        }
    }
    Ok(files)
}

/// SHA-256 over parts, in hexadecimal.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The part of a hash that names a folder: long enough to never meet its like, short enough to read.
fn short_hash(files: &Files) -> String {
    let mut hash = hash(parts(files));
    hash.truncate(12);
    hash
}

fn parts(files: &Files) -> impl Iterator<Item = &[u8]> {
    files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()])
}

fn below(folder: &str, files: Files) -> Files {
    files.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes)).collect()
}

/// What the folder was made from, this program included.
fn stamp(mode: Mode, module: &[u8], vendor: &Files, sources: &Sources) -> String {
    let program = std::env::current_exe()
        .and_then(fs::metadata)
        .and_then(|metadata| metadata.modified())
        .map(|time| format!("{time:?}"))
        .unwrap_or_default();
    let mode = format!("{mode:?}");
    let fixed = [mode.as_bytes(), program.as_bytes(), module];
    let Sources { pages, scripts, styles, root } = sources;
    hash(fixed.into_iter().chain([vendor, pages, scripts, styles, root].into_iter().flat_map(parts)))
}
