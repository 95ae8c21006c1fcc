//! Pictures of pages, kept for people to look at and for the README (`cargo xtask pictures`).

use std::{fs, path::PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;

use crate::browser::Browser;

impl Browser {
    /// Keeps a picture as `target/screenshots/<name>.png`: of the whole page, or of its window when something stands
    /// above the page.
    pub async fn keep_screenshot(&self, name: &str) {
        let script = "const page = document.documentElement;
            const floats = document.querySelector('dialog[open], :popover-open') !== null;
            return floats ? null : [page.clientWidth, page.scrollHeight]";
        let size = self.run(script, json!([])).await;
        let options = if size.is_null() {
            json!({})
        } else {
            let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
            json!({ "captureBeyondViewport": true, "clip": clip })
        };
        let picture = self.devtools("Page.captureScreenshot", options).await;
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screenshots");
        fs::create_dir_all(&folder).unwrap();
        let bytes = BASE64_STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
        fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }
}
