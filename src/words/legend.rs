//! What the glyphs mean, for those who do not know them yet.

use crate::chronology::model::StatementKind;
use crate::chronology::verify::quote::Verdict;

use super::{EVENT, MARK, MILESTONE, NOTE, glyph_of, verdict_glyph};

/// Every glyph of a record, in the order in which a reader meets them, with what it means.
#[must_use]
pub fn legend() -> Vec<(&'static str, &'static str)> {
    let found = |status| verdict_glyph(Some(status));
    vec![
        (EVENT, "event"),
        (MILESTONE, "milestone"),
        (glyph_of(StatementKind::Quote), "in quotation marks"),
        (glyph_of(StatementKind::Block), "printed without quotation marks"),
        (glyph_of(StatementKind::Reported), "reported"),
        (NOTE, "has a note"),
        (MARK, "marked"),
        (found(Verdict::Exact), "verbatim"),
        (found(Verdict::Typographic), "but for typography"),
        (found(Verdict::Elided), "elided"),
        (found(Verdict::Differs), "differs"),
        (found(Verdict::NoText), "no text held"),
        ("~", "about"),
        ("≤", "on or before"),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::ascii;

    #[test]
    fn no_two_glyphs_look_the_same() {
        let glyphs: BTreeSet<&str> = legend().into_iter().map(|(glyph, _)| glyph).collect();
        assert_eq!(glyphs.len(), legend().len());
        let twins: BTreeSet<String> =
            glyphs.iter().map(|glyph| ascii::text(glyph).into_owned()).collect();
        assert_eq!(twins.len(), glyphs.len(), "nor their twins");
    }
}
