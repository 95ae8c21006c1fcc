//! What a template can reach: its own text, the parts that the house offers, the data and the logo. No file, no
//! network, no package, no clock.

use std::sync::LazyLock;

use chrono::{Datelike as _, NaiveDate};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::fonts;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static IDS: LazyLock<Ids> = LazyLock::new(|| Ids {
    template: id("/template.typ"),
    base: id("/base.typ"),
    data: id("/data.json"),
    logo: id("/logo"),
});

static BASE: LazyLock<Source> =
    LazyLock::new(|| Source::new(IDS.base, include_str!("../templates/base.typ").to_owned()));

struct Ids {
    template: FileId,
    base: FileId,
    data: FileId,
    logo: FileId,
}

fn id(path: &str) -> FileId {
    #[expect(clippy::expect_used, reason = "the paths are written above")]
    let path = VirtualPath::new(path).expect("a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one document.
pub(crate) struct Paper {
    template: Source,
    data: Bytes,
    logo: Option<Bytes>,
    today: NaiveDate,
}

impl Paper {
    /// A template, its dictionary as JSON, the logo, and the day that the template takes for today.
    pub(crate) fn new(template: String, data: String, logo: Option<Vec<u8>>, today: NaiveDate) -> Self {
        let template = Source::new(IDS.template, template);
        Self { template, data: Bytes::from_string(data), logo: logo.map(Bytes::new), today }
    }

    /// The text of the template.
    pub(crate) fn template(&self) -> &Source {
        &self.template
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::book()
    }

    fn main(&self) -> FileId {
        IDS.template
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == IDS.template {
            Ok(self.template.clone())
        } else if id == IDS.base {
            Ok(BASE.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == IDS.data {
            return Ok(self.data.clone());
        }
        match &self.logo {
            Some(logo) if id == IDS.logo => Ok(logo.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let (month, day) = (u8::try_from(self.today.month()).ok()?, u8::try_from(self.today.day()).ok()?);
        Datetime::from_ymd(self.today.year(), month, day)
    }
}
