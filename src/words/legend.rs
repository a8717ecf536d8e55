//! What the glyphs mean, for those who do not know them yet.

use crate::chronology::model::StatementKind;
use crate::chronology::verify::quote::Verdict;

use super::{EVENT, MARK, MILESTONE, NOTE, glyph_of, verdict_glyph, verdict_name};

/// Every glyph of a record, in the order in which a reader meets them, with what it means.
#[must_use]
pub fn legend() -> Vec<(&'static str, &'static str)> {
    let mut legend = vec![
        (EVENT, "event"),
        (MILESTONE, "milestone"),
        (glyph_of(StatementKind::Quote), "in quotation marks"),
        (glyph_of(StatementKind::Block), "printed without quotation marks"),
        (glyph_of(StatementKind::Reported), "reported"),
        (NOTE, "has a note"),
        (MARK, "marked"),
    ];
    // What stands elsewhere has the glyph of what differs.
    let verdicts = Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::WrongPara);
    legend.extend(verdicts.map(|verdict| (verdict_glyph(Some(verdict)), verdict_name(verdict))));
    legend.extend([("~", "about"), ("≤", "on or before")]);
    legend
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
