//! How many members a segment would have, counted anew when the typing pauses.

use domain::SegmentType;
use sycamore::prelude::*;

use super::fields::Fields;
use crate::api::segments::{Criteria, SegmentPreview, segment_preview};
use crate::api::{ApiError, send};
use crate::i18n::text::segments as t;
use crate::platform::timer;
use crate::ui::icon::Glyph;
use crate::ui::notice::{Notice, Tone};
use crate::ui::remote::fetch;

/// Milliseconds of quiet before members are counted.
const DEBOUNCE: i32 = 300;

/// What stands there while something typed is wrong.
const NOT_COUNTED: &str = "—";

/// Nothing is counted while something typed is wrong.
type Asked = Option<(SegmentType, Criteria)>;

async fn count(asked: Asked) -> Result<Option<u64>, ApiError> {
    let Some((kind, criteria)) = asked else { return Ok(None) };
    timer::sleep(DEBOUNCE).await;
    let variables = segment_preview::Variables { criteria, type_: kind };
    Ok(u64::try_from(send::<SegmentPreview>(variables).await?.segment_preview).ok())
}

/// The number of members that the fields give now.
#[component(inline_props)]
pub fn MemberCount(fields: Fields) -> View {
    let asked = create_selector(move || -> Asked {
        (!fields.question.is_wrong()).then(|| (fields.kind(), fields.question.criteria()))
    });
    let counted = fetch(move || asked.get_clone(), count);
    let words = move || {
        let known = asked.with(Option::is_some) && counted.error.with(Option::is_none);
        let count = counted.value.get().flatten().filter(|_| known);
        count.map_or_else(|| NOT_COUNTED.to_owned(), t::members)
    };
    view! {
        Notice(tone=Tone::Info, glyph=Glyph::USERS) {
            div {
                p { strong(class="number") { (words()) } }
                p(class="small soft") { (t::COUNTED_NOW) }
            }
        }
    }
}
