//! Style sheets joined into one and made small.

use anyhow::{Context, Result};

use super::Files;
use super::page::Names;

/// Joins sheets in the order of their names (`@layer` decides what wins), without comments and needless space.
/// A sheet that names a file that this build does not have (the font, without npm) is left out.
///
/// # Errors
/// When a sheet is not UTF-8.
pub(crate) fn join(sheets: &Files, names: &Names) -> Result<Vec<u8>> {
    let mut joined = String::new();
    for (name, bytes) in sheets {
        let text = std::str::from_utf8(bytes).with_context(|| format!("web/styles/{name}"))?;
        if let Ok(text) = names.replace(text) {
            joined.push_str(&minify(&text));
        }
    }
    Ok(joined.into_bytes())
}

/// A package's sheet without its `@font-face` rules: GraphiQL carries 300 kB of fonts as `data:` addresses, which the
/// content security policy refuses, and which nobody misses beside the app's own font.
pub(crate) fn without_fonts(sheet: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(sheet);
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, rule)) = rest.split_once("@font-face") {
        kept.push_str(before);
        rest = rule.split_once('}').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.into_bytes()
}

/// Takes away comments, line breaks and the space that CSS does not read.
///
/// Space is kept wherever it may mean something: inside strings, around `+ - * /`, before `:`, `(`, `[` and `.`.
pub(crate) fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut characters = css.chars().peekable();
    let mut space = false;
    while let Some(character) = characters.next() {
        match character {
            '/' if characters.peek() == Some(&'*') => {
                characters.next();
                let mut previous = ' ';
                for next in characters.by_ref() {
                    if previous == '*' && next == '/' {
                        break;
                    }
                    previous = next;
                }
                space = true;
            }
            character if character.is_whitespace() => space = true,
            character => {
                if space
                    && !out.ends_with(['{', '}', ';', ',', ':'])
                    && !matches!(character, '{' | '}' | ';' | ',')
                    && !out.is_empty()
                {
                    out.push(' ');
                }
                space = false;
                if character == '}' && out.ends_with(';') {
                    out.pop();
                }
                out.push(character);
                if matches!(character, '"' | '\'') {
                    copy_string(character, &mut characters, &mut out);
                }
            }
        }
    }
    out
}

fn copy_string(quote: char, characters: &mut impl Iterator<Item = char>, out: &mut String) {
    while let Some(next) = characters.next() {
        out.push(next);
        match next {
            '\\' => out.extend(characters.next()),
            end if end == quote => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, Names, join, minify, without_fonts};

    #[test]
    fn space_and_comments_go() {
        let css = "/* a */\n.a,\n.b > i {\n  color: red; /* b */\n  margin : 0 auto;\n}\n";
        assert_eq!(minify(css), ".a,.b > i{color:red;margin :0 auto}");
    }

    #[test]
    fn meaningful_space_stays() {
        for css in [
            "a{width:calc(1px + 2px)}",
            ".a :hover{}",
            "@media (width >= 1px) and (width < 2px){}",
            "a{content:\"/* {  } */\"}",
            "a{content:'\\'  '}",
            ".a:is(.b, .c) .d{}".replace(", ", ",").as_str(),
        ] {
            assert_eq!(minify(css), *css);
        }
    }

    #[test]
    fn fonts_of_packages_go() {
        let sheet = b"a{color:red}@font-face{src:url(data:x)}b{color:blue}@font-face{}";
        assert_eq!(without_fonts(sheet), b"a{color:red}b{color:blue}");
    }

    #[test]
    fn a_sheet_without_its_file_is_left_out() {
        let sheets = Files::from([
            ("a.css".to_owned(), b"a { color: red }".to_vec()),
            ("fonts.css".to_owned(), b"@font-face { src: url(\"{{font}}\") }".to_vec()),
        ]);
        let mut names = Names::new();
        assert_eq!(join(&sheets, &names).unwrap(), b"a{color:red}");
        names.set("font", "/f.woff2");
        assert_eq!(join(&sheets, &names).unwrap(), b"a{color:red}@font-face{src:url(\"/f.woff2\")}");
    }
}
