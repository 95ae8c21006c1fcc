//! A look at a document's text before it is parsed: deep nesting must not reach recursive code.

/// The deepest nesting of brackets outside strings and comments. Reads each byte once and keeps no stack.
pub(super) fn nesting(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut deepest, mut at) = (0_usize, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' | b'(' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            b'#' => at = end_of_line(bytes, at),
            b'"' => at = end_of_string(bytes, at),
            _ => {}
        }
        at += 1;
    }
    deepest
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |length| at + length)
}

/// The place of the closing quote. A string that does not end reaches to the end: the parser will say so.
fn end_of_string(bytes: &[u8], at: usize) -> usize {
    if bytes[at..].starts_with(b"\"\"\"") {
        let mut at = at + 3;
        while at < bytes.len() {
            if bytes[at..].starts_with(b"\\\"\"\"") {
                at += 4;
            } else if bytes[at..].starts_with(b"\"\"\"") {
                return at + 2;
            } else {
                at += 1;
            }
        }
        return at;
    }
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' | b'\n' | b'\r' => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::nesting;

    #[test]
    fn counts_brackets_only() {
        assert_eq!(nesting("{ a(b: [1, {c: 2}]) { d } }"), 4);
        assert_eq!(nesting("{ a(b: \"{{{{ \\\" {{\") } # {{{{\n{"), 2);
        assert_eq!(nesting("{ a(b: \"\"\"{{ \\\"\"\" {{ \"\"\") { b } }"), 2);
        assert_eq!(nesting("\"never ends {{{"), 0);
        assert_eq!(nesting(&"{a".repeat(10_000)), 10_000);
        assert_eq!(nesting("}}}}{"), 1);
    }
}
