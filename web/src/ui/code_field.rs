//! A field for a source text: numbered lines, Tab indents, and places in it can be gone to.
//!
//! Tab would hold the keyboard for ever: after Escape it moves on as everywhere else, and the help below says so.

use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::button::Label;
use super::field::{Field, FieldState};
use crate::i18n::text::common as t;
use crate::platform::dom;

/// What one Tab adds.
const INDENT: &str = "  ";

/// Goes to a place of the text: a line and a column, both from 1. The text gets the keyboard.
pub fn go_to(state: FieldState, line: usize, column: usize) {
    let Some(area) = area(state) else { return };
    let text = area.value();
    let place = offset(&text, line, column);
    // A place in the field and a field in the page: neither fails.
    let _ = area.focus();
    let _ = area.set_selection_range(place, place);
    let lines = i32::try_from(text.split('\n').count()).unwrap_or(1).max(1);
    let height = area.scroll_height() / lines;
    let line = i32::try_from(line).unwrap_or(1);
    area.set_scroll_top((line - 1) * height - area.client_height() / 2);
}

/// Puts a text where the cursor is; the browser can undo it.
pub fn insert(state: FieldState, text: &str) {
    let Some(area) = area(state) else { return };
    let _ = area.focus();
    type_in(state, &area, text);
}

fn area(state: FieldState) -> Option<HtmlTextAreaElement> {
    dom::by_id(&state.id())
}

/// Replaces what is selected. Typed as the person would: the browser remembers it for Undo.
fn type_in(state: FieldState, area: &HtmlTextAreaElement, text: &str) {
    let document = document().dyn_into::<HtmlDocument>().ok();
    let typed = document.is_some_and(|page| {
        let command = if text.is_empty() { "delete" } else { "insertText" };
        page.exec_command_with_show_ui_and_value(command, false, text).unwrap_or(false)
    });
    if !typed {
        let _ = area.set_range_text(text);
    }
    state.value.set(area.value());
    state.recheck();
}

/// The field.
#[component(inline_props)]
pub fn CodeField(state: FieldState, #[prop(setter(into))] label: Label) -> View {
    let gutter = create_node_ref();
    // After Escape the next Tab leaves.
    let leaving = create_signal(false);
    let count = create_selector(move || state.value.with(|text| text.split('\n').count()));
    let numbers = move || (1..=count.get()).map(|line| line.to_string()).collect::<Vec<_>>().join("\n");
    let follow = move |_| {
        let numbers = gutter.try_get().and_then(|node| node.dyn_into::<HtmlElement>().ok());
        if let (Some(numbers), Some(area)) = (numbers, area(state)) {
            numbers.set_scroll_top(area.scroll_top());
        }
    };
    let key = move |event: KeyboardEvent| {
        let free = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        match event.key().as_str() {
            "Tab" if free && !leaving.get_untracked() => {
                event.prevent_default();
                indent(state, event.shift_key());
            }
            "Escape" => leaving.set(true),
            "Shift" => {}
            _ => leaving.set(false),
        }
    };
    view! {
        Field(state=state, label=label, help=Some(t::CODE_HELP), class="field span-all") {
            div(class="code-field") {
                pre(class="code-numbers", "aria-hidden"="true", r#ref=gutter) { (numbers()) }
                textarea(
                    class="code-text",
                    id=state.id(),
                    rows="24",
                    wrap="off",
                    "spellcheck"="false",
                    autocapitalize="none",
                    autocomplete="off",
                    "aria-invalid"=state.problem.with(Option::is_some).then_some("true"),
                    "aria-describedby"=state.note_id(),
                    bind:value=state.value,
                    on:input=move |_| state.recheck(),
                    on:keydown=key,
                    on:scroll=follow,
                    on:blur=move |_| leaving.set(false),
                )
            }
        }
    }
}

/// Tab: indents the selected lines, or adds blanks at the cursor; with Shift it takes an indent away.
fn indent(state: FieldState, back: bool) {
    let Some(area) = area(state) else { return };
    let at = |place: Result<Option<u32>, wasm_bindgen::JsValue>| place.ok().flatten().unwrap_or_default();
    let (start, end) = (at(area.selection_start()), at(area.selection_end()));
    if start == end && !back {
        type_in(state, &area, INDENT);
        return;
    }
    let shifted = shifted(&area.value(), start, end, back);
    let _ = area.set_selection_range(shifted.start, shifted.end);
    type_in(state, &area, &shifted.text);
    let (from, to) = if start == end { (shifted.cursor, shifted.cursor) } else { (shifted.start, shifted.until) };
    let _ = area.set_selection_range(from, to);
}

/// Whole lines that take the place of others. Places are in the browser's units (UTF-16).
#[derive(Debug, PartialEq, Eq)]
struct Shifted {
    /// Where the lines begin.
    start: u32,
    /// Where they ended.
    end: u32,
    /// What stands there now.
    text: String,
    /// Where that ends.
    until: u32,
    /// Where a cursor stands now that selected nothing.
    cursor: u32,
}

fn shifted(text: &str, start: u32, end: u32, back: bool) -> Shifted {
    let units: Vec<u16> = text.encode_utf16().collect();
    let newline = u16::from(b'\n');
    let (from, to) = (start as usize, end as usize);
    let first = units[..from.min(units.len())].iter().rposition(|unit| *unit == newline).map_or(0, |at| at + 1);
    // A selection that ends at the start of a line does not mean that line.
    let last = if to > from && to > first && units.get(to - 1) == Some(&newline) { to - 1 } else { to };
    let rest = units.get(last..).unwrap_or_default();
    let after = last + rest.iter().position(|unit| *unit == newline).unwrap_or(rest.len());
    let lines = String::from_utf16_lossy(units.get(first..after).unwrap_or_default());
    let mut taken_from_first = 0;
    let changed: Vec<String> = lines
        .split('\n')
        .enumerate()
        .map(|(index, line)| {
            if !back {
                return if line.is_empty() { String::new() } else { format!("{INDENT}{line}") };
            }
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let taken = blanks.min(INDENT.len());
            if index == 0 {
                taken_from_first = taken;
            }
            line[taken..].to_owned()
        })
        .collect();
    let text = changed.join("\n");
    let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    Shifted {
        start: place(first),
        end: place(after),
        until: place(first + text.encode_utf16().count()),
        cursor: place(from.saturating_sub(taken_from_first).max(first)),
        text,
    }
}

/// The place of a line and a column in the browser's units (UTF-16); the end of the line, or of the text, at most.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let mut place = 0;
    for (index, words) in text.split('\n').enumerate() {
        if index + 1 == line.max(1) {
            place += words.chars().take(column.saturating_sub(1)).map(char::len_utf16).sum::<usize>();
            return u32::try_from(place).unwrap_or(u32::MAX);
        }
        place += words.encode_utf16().count() + 1;
    }
    u32::try_from(place.saturating_sub(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_are_in_the_browsers_units() {
        let text = "é😀x\nsecond\n";
        assert_eq!([offset(text, 1, 1), offset(text, 1, 3), offset(text, 2, 1)], [0, 3, 5]);
        assert_eq!([offset(text, 2, 99), offset(text, 99, 1), offset("", 1, 1)], [11, 12, 0]);
    }

    #[test]
    fn selected_lines_are_indented_and_the_one_after_is_not() {
        let text = "a\n  b\n\nc";
        let done = shifted(text, 0, 7, false);
        assert_eq!((done.start, done.end, done.text.as_str()), (0, 6, "  a\n    b\n"));
        let back = shifted("  a\n    b\nc", 0, 11, true);
        assert_eq!(back.text, "a\n  b\nc");
    }

    #[test]
    fn a_cursor_moves_back_with_its_line() {
        let done = shifted("x\n   y", 5, 5, true);
        assert_eq!((done.start, done.text.as_str(), done.cursor), (2, " y", 3));
        assert_eq!(shifted("y", 1, 1, true).cursor, 1);
    }

    #[test]
    fn lines_are_numbered() {
        let html = sycamore::render_to_string(|| {
            view! { CodeField(state=FieldState::free("a\nb\nc"), label="Source") }
        });
        assert!(html.contains("1\n2\n3"), "{html}");
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[ a-zé😀\n]{0,40}", start in 0u32..50, more in 0u32..50, back: bool, line in 0usize..9) {
            let length = u32::try_from(text.encode_utf16().count()).unwrap();
            let (start, end) = (start.min(length), (start + more).min(length));
            let done = shifted(&text, start, end, back);
            prop_assert!(done.start <= done.end && done.end <= length);
            prop_assert!(offset(&text, line, line) <= length);
        }
    }
}
