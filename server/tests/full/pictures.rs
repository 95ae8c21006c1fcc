//! Pictures of pages, kept under `target/screenshots` for people to look at and for `docs/images`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::browser::Browser;

/// The most rows of a picture: a list without end is cut there.
const TALLEST: u64 = 12_000;

impl Browser {
    /// Keeps a picture as `<name>.png`: of the whole page, or of its window when something stands above the page. When
    /// `docs/images` has a picture of that name, what the window shows is kept as well, as `window/<name>.png`.
    pub async fn keep_screenshot(&self, name: &str) {
        let script = "const page = document.documentElement;
            const floats = document.querySelector('dialog[open], :popover-open') !== null;
            return [page.clientWidth, innerHeight, floats ? innerHeight : page.scrollHeight]";
        let size: Vec<u64> = serde_json::from_value(self.run(script, json!([])).await).unwrap();
        let [width, shown, all] = size.try_into().unwrap();
        if Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/images/{name}.png")).exists() {
            self.keep(&format!("window/{name}")).await;
        }
        // In a window as high as the page, what clings to an edge of the window stands at that edge of the picture.
        self.resize(width, all.clamp(shown, TALLEST)).await;
        self.keep(name).await;
        self.resize(width, shown).await;
    }

    /// Until the page is drawn as it is now.
    pub async fn settle(&self) {
        let script = "return document.fonts.ready
            .then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
            .then(() => Promise.allSettled(document.getAnimations()
                .filter((animation) => animation instanceof CSSTransition).map((transition) => transition.finished)))
            .then(() => true)";
        self.run(script, json!([])).await;
    }

    async fn resize(&self, width: u64, height: u64) {
        self.set_window(u32::try_from(width).unwrap(), u32::try_from(height).unwrap()).await;
        self.settle().await;
    }

    /// Keeps a picture of the window.
    async fn keep(&self, name: &str) {
        let picture: Value = self.devtools("Page.captureScreenshot", json!({})).await;
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("../screenshots/{name}.png"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, BASE64_STANDARD.decode(picture["data"].as_str().unwrap()).unwrap()).unwrap();
    }
}
