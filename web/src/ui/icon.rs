//! Icons: 24 × 24 line drawings, named as in the Lucide set. They carry no meaning of their own: the words
//! beside them, or the label of their button, do.

use sycamore::prelude::*;

/// The drawing of an icon: the inside of its `<svg>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph(&'static str);

macro_rules! glyphs {
    ($($NAME:ident = $drawing:literal;)+) => {
        impl Glyph {
            $(#[doc = stringify!($NAME)] pub const $NAME: Self = Self($drawing);)+
        }
    };
}

glyphs! {
    ARCHIVE = r#"<path d="M3 4h18v5H3zM5 9v11h14V9M10 13h4"/>"#;
    ARROW_DOWN = r#"<path d="M12 5v14M6 13l6 6 6-6"/>"#;
    ARROW_RIGHT = r#"<path d="M5 12h14M13 6l6 6-6 6"/>"#;
    ARROW_UP = r#"<path d="M12 19V5M6 11l6-6 6 6"/>"#;
    BLANK = "";
    BOOK_OPEN = r#"<path d="M12 6.5C10 5 7 4.5 3 5v14c4-.5 7 0 9 1.5 2-1.5 5-2 9-1.5V5c-4-.5-7 0-9 1.5zM12 6.5V20"/>"#;
    BUILDING_2 = r#"<path d="M6 21V4h9v17M15 10h4v11M3 21h18M9 8h3M9 12h3M9 16h3"/>"#;
    CALENDAR = r#"<path d="M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8"/>"#;
    CHART_COLUMN = r#"<path d="M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6"/>"#;
    CHECK = r#"<path d="M5 12.5l4.5 4.5L19 7.5"/>"#;
    CHEVRON_DOWN = r#"<path d="M6 9l6 6 6-6"/>"#;
    CIRCLE = r#"<circle cx="12" cy="12" r="8.5"/>"#;
    CIRCLE_ALERT = r#"<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5M12 16h.01"/>"#;
    CIRCLE_ARROW_RIGHT = r#"<circle cx="12" cy="12" r="8.5"/><path d="M8 12h8M13 8.5l3.5 3.5-3.5 3.5"/>"#;
    CIRCLE_CHECK = r#"<circle cx="12" cy="12" r="8.5"/><path d="M8 12.5l3 3 5-6"/>"#;
    CIRCLE_CHECK_BIG = r#"<circle cx="12" cy="12" r="9.5" fill="currentColor" stroke="none"/><path d="M7.5 12.5l3 3 6-6.5" stroke="var(--surface)" stroke-width="2.25"/>"#;
    CIRCLE_DASHED = r#"<circle cx="12" cy="12" r="8.5" stroke-dasharray="3.3 3.4"/>"#;
    CIRCLE_MINUS = r#"<circle cx="12" cy="12" r="8.5"/><path d="M8 12h8"/>"#;
    CIRCLE_SLASH = r#"<circle cx="12" cy="12" r="8.5"/><path d="M6 18L18 6"/>"#;
    CIRCLE_USER = r#"<circle cx="12" cy="12" r="9"/><circle cx="12" cy="10" r="3"/><path d="M6.5 18.5c1-2.5 3-3.5 5.5-3.5s4.5 1 5.5 3.5"/>"#;
    CIRCLE_X = r#"<circle cx="12" cy="12" r="8.5"/><path d="M9 9l6 6M15 9l-6 6"/>"#;
    CLOCK = r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>"#;
    COLUMNS = r#"<path d="M4 5h16v14H4zM10 5v14M15 5v14"/>"#;
    CONTACT_ROUND = r#"<circle cx="12" cy="9" r="3.5"/><path d="M5 20c1-4 4-5.5 7-5.5s6 1.5 7 5.5"/>"#;
    CONTRAST = r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/>"#;
    COPY = r#"<path d="M9 9h11v11H9zM15 9V4H4v11h5"/>"#;
    DOWNLOAD = r#"<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>"#;
    ELLIPSIS = r#"<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="2.5"/>"#;
    EXTERNAL_LINK = r#"<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>"#;
    EYE = r#"<path d="M2.5 12C5 7.5 8.5 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-6 6.5-9.5 6.5S5 16.5 2.5 12z"/><circle cx="12" cy="12" r="3"/>"#;
    EYE_OFF = r#"<path d="M10 5.7A9 9 0 0 1 12 5.5c4 0 7 2 9.5 6.5a14 14 0 0 1-2.6 3.5M6.5 7.5A14 14 0 0 0 2.5 12C5 16.5 8 18.5 12 18.5a9 9 0 0 0 4.5-1.200M10 10a3 3 0 0 0 4 4.200M4 4l16 16"/>"#;
    FILE_MINUS = r#"<path d="M6 3h8l5 5v13H6zM14 3v5h5M9 14h6"/>"#;
    FILE_TEXT = r#"<path d="M6 3h8l5 5v13H6zM14 3v5h5M9 12h6M9 16h6"/>"#;
    GLOBE = r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z"/>"#;
    INFO = r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.8h.01"/>"#;
    GRADUATION_CAP = r#"<path d="M12 5l10 4.5L12 14 2 9.500zM6 11.500V16c2 2 4 3 6 3s4-1 6-3v-4.500M22 9.500V15"/>"#;
    HISTORY = r#"<path d="M4 12a8 8 0 1 0 2.500-5.800L4 8.500M4 4v4.500h4.500M12 8v4.500l3 1.800"/>"#;
    KANBAN = r#"<path d="M5 4h4v16H5zM10.5 4h4v10h-4zM16 4h4v13h-4z"/>"#;
    KEY_ROUND = r#"<circle cx="8" cy="15" r="4"/><path d="M11 12l8.5-8.5M16 7l3 3"/>"#;
    KEYBOARD = r#"<path d="M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7.5 14h9"/>"#;
    LAYOUT_DASHBOARD = r#"<path d="M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z"/>"#;
    LINK = r#"<path d="M10 14a4 4 0 0 0 6 .5l3.500-3.500a4 4 0 0 0-5.700-5.700L12.500 6.500M14 10a4 4 0 0 0-6-.5L4.500 13a4 4 0 0 0 5.700 5.700l1.300-1.200"/>"#;
    LIST = r#"<path d="M4 7h.01M4 12h.01M4 17h.01M8 7h12M8 12h12M8 17h12"/>"#;
    LIST_CHECKS = r#"<path d="M3 6.5l1.5 1.5L7.5 5M3 16.5l1.5 1.5 3-3M11 7h10M11 17h10M11 12h10"/>"#;
    LIST_FILTER = r#"<path d="M4 7h16M7 12h10M10 17h4"/>"#;
    LOADER_CIRCLE = r#"<path d="M20.5 12A8.5 8.5 0 1 1 12 3.5"/>"#;
    LOCK = r#"<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3"/>"#;
    LOG_OUT = r#"<path d="M14 4h5v16h-5M4 12h11M11 8l4 4-4 4"/>"#;
    MAIL = r#"<path d="M3 6h18v12H3zM3 7l9 7 9-7"/>"#;
    MONITOR = r#"<path d="M3.5 5h17v11h-17zM9 20h6M12 16v4"/>"#;
    MENU = r#"<path d="M4 7h16M4 12h16M4 17h16"/>"#;
    MOON = r#"<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"/>"#;
    NETWORK = r#"<path d="M9 3.5h6v5H9zM3 15.5h6v5H3zM15 15.5h6v5h-6zM12 8.5V12M6 15.5V12h12v3.5"/>"#;
    OCTAGON_ALERT = r#"<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM12 8v5M12 16h.01"/>"#;
    PACKAGE_CHECK = r#"<path d="M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8"/>"#;
    PENCIL = r#"<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5L17.5 10"/>"#;
    PHONE = r#"<path d="M5 4h4l1.5 5-2.5 1.5a11 11 0 0 0 5.5 5.5L15 13.5l5 1.5v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z"/>"#;
    PLUS = r#"<path d="M12 5v14M5 12h14"/>"#;
    RECEIPT_EURO = r#"<path d="M5 3v18l2.300-1.500L9.700 21l2.300-1.500 2.300 1.500 2.400-1.500L19 21V3l-2.300 1.500L14.300 3 12 4.500 9.700 3 7.300 4.500zM15 9.300a3.500 3.500 0 1 0 0 5.400M8 11h5M8 13h5"/>"#;
    REFRESH_CW = r#"<path d="M20 11a8 8 0 0 0-14.5-3.5L3.5 10M3.5 5v5h5M4 13a8 8 0 0 0 14.5 3.5l2-2.5M20.5 19v-5h-5"/>"#;
    SEND = r#"<path d="M21 3L10.500 13.500M21 3l-6.500 18-4-7.500L3 9.500z"/>"#;
    SEARCH = r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>"#;
    SIGNAL_HIGH = r#"<path d="M5 19v-4M12 19v-8M19 19V6" stroke-width="3"/>"#;
    SIGNAL_LOW = r#"<path d="M5 19v-4" stroke-width="3"/><path d="M12 19v-8M19 19V6" stroke-width="3" opacity=".3"/>"#;
    SIGNAL_MEDIUM = r#"<path d="M5 19v-4M12 19v-8" stroke-width="3"/><path d="M19 19V6" stroke-width="3" opacity=".3"/>"#;
    STAMP = r#"<path d="M9.500 13c0-3-1.500-4-1.500-6a4 4 0 0 1 8 0c0 2-1.500 3-1.500 6M5 13h14v4H5zM5 20.500h14"/>"#;
    STAR = r#"<path d="M12 3.500l2.600 5.400 5.900.8-4.300 4.100 1.100 5.900L12 16.800l-5.300 2.900 1.100-5.900L3.500 9.700l5.900-.8z"/>"#;
    SUN = r#"<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4"/>"#;
    TABLE_2 = r#"<path d="M4 5h16v14H4zM4 10h16M12 10v9"/>"#;
    TAG = r#"<path d="M4 4h8l8.5 8.5-8 8L4 12zM8 8h.01"/>"#;
    TERMINAL = r#"<path d="M5 7l5 5-5 5M12 17h7"/>"#;
    TRASH_2 = r#"<path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6"/>"#;
    TRENDING_UP = r#"<path d="M3.500 17l6-6 4 4 7-7.500M15 7.500h5.500V13"/>"#;
    TRIANGLE_ALERT = r#"<path d="M12 4l9.5 16h-19zM12 10v4.5M12 17.3h.01"/>"#;
    UNDO_2 = r#"<path d="M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9"/>"#;
    UNLINK = r#"<path d="M14 17.500l-1.500 1.300a4 4 0 0 1-5.800-5.600L8 12M10 6.500l1.500-1.300a4 4 0 0 1 5.800 5.600L16 12M4 4l16 16"/>"#;
    USER_PLUS = r#"<circle cx="10" cy="8.5" r="3.5"/><path d="M3 20c.8-4 3.8-5.5 7-5.5s6.2 1.5 7 5.5M19 8v6M16 11h6"/>"#;
    USERS = r#"<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.8-4 3.5-5.5 6.5-5.5s5.7 1.5 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.8c2 .8 3 2.5 3.5 5.2"/>"#;
    WALLET = r#"<path d="M18 10V6H5a1.500 1.500 0 0 0 0 4h15v10H5a1.500 1.500 0 0 1-1.500-1.500v-11M16.500 15h.01"/>"#;
    WIFI_OFF = r#"<path d="M4 4l16 16M8.500 15.500a5 5 0 0 1 7 0M5 12a10 10 0 0 1 5-2.800M19 12a10 10 0 0 0-5-2.800M12 19h.01"/>"#;
    X = r#"<path d="M6 6l12 12M18 6L6 18"/>"#;
}

/// An icon at the size of the text around it. Hidden from assistive technology.
#[component(inline_props)]
pub fn Icon(glyph: Glyph) -> View {
    drawn("0 0 24 24", "icon", glyph.0)
}

/// An icon that turns: something is under way.
#[component]
pub fn Spinner() -> View {
    drawn("0 0 24 24", "icon spin", Glyph::LOADER_CIRCLE.0)
}

/// The mark of the product: the revenue ribbon.
#[component]
pub fn Mark() -> View {
    drawn(
        "0 0 24 24",
        "mark",
        r#"<rect class="fill-audit" x="2" y="3" width="20" height="5" rx="1.2"/><rect class="fill-formation" x="2" y="9.5" width="13" height="5" rx="1.2"/><rect class="fill-autre" x="2" y="16" width="7" height="5" rx="1.2"/>"#,
    )
}

fn drawn(frame: &'static str, class: &'static str, drawing: &'static str) -> View {
    view! {
        svg(class=class, viewBox=frame, "aria-hidden"="true", dangerously_set_inner_html=drawing)
    }
}
