//! Scripts that tools wrote, without what only people read.
//!
//! The loader of chunks says in a comment before each of them which parts share it: more than half of the script.

use anyhow::{Result, bail};

use super::Files;

/// The scripts of wasm-bindgen and of the splitter.
const WRITTEN: [&str; 2] = ["web.js", "chunks.js"];

/// Takes comments that stand alone on their lines, and indentation, out of those scripts.
///
/// # Errors
/// When a text goes over several lines, where indentation would be a part of it.
pub(crate) fn slim(files: &mut Files) -> Result<()> {
    for name in WRITTEN {
        if let Some(script) = files.get_mut(name) {
            *script = without_comments(name, std::str::from_utf8(script)?)?.into_bytes();
        }
    }
    Ok(())
}

fn without_comments(name: &str, script: &str) -> Result<String> {
    let mut kept = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let begins = !in_comment && line.starts_with("/*");
        if in_comment || begins {
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if line.matches('`').count() % 2 == 1 {
            bail!("{name}: a text over several lines: {line}");
        }
        kept.push_str(line);
        kept.push('\n');
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_and_indentation_go() {
        let script = "import x;\n/* a, b */\nconst a = () => {\n    // why\n    return `b /* c */`;\n}\n/**\n * of it\n */\n\nlet b;\n";
        assert_eq!(
            without_comments("", script).unwrap(),
            "import x;\nconst a = () => {\nreturn `b /* c */`;\n}\nlet b;\n"
        );
        assert!(without_comments("", "let a = `b\n  c`;\n").is_err());
    }
}
