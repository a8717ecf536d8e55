//! What the glyphs mean, for those who do not know them yet.

use crate::chronology::model::StatementKind;
use crate::chronology::verify::quote::Verdict;

use super::{EVENT, MARK, MILESTONE, NOTE, glyph_of_kind, verdict_glyph, verdict_name};

/// What stands with the date of a row, as [`crate::chronology::date::Edtf`] writes it.
const DATED: [(&str, &str); 8] = [
    ("~ c.", "about: the date is given roughly"),
    ("≤", "on or before"),
    ("≥", "on or after"),
    ("∈", "one of these, and not all: nobody knows which"),
    ("1+3 May", "each of these, and none between them"),
    ("Feb 2025?", "a date that is not sure"),
    (
        "∴ [inferred]",
        "no source prints the date; the quote or the source pane says how it was found",
    ),
    ("[resolved]", "a source tells the date in words, such as Thursday; the quote says which"),
];

/// What is counted in a row and between two.
const COUNTED: [(&str, &str); 4] = [
    ("2 outlets", "so many print it, each once"),
    ("3 sources", "so many pages print it, more than one of the same outlet"),
    ("+1", "so many said it together with the one who is named"),
    ("· 9 days ·", "so long nothing is recorded between the rows above and below"),
];

/// Every glyph of a record, in the order in which a reader meets them, with what it means.
#[must_use]
pub fn legend() -> Vec<(&'static str, &'static str)> {
    let mut legend = vec![
        (EVENT, "event"),
        (MILESTONE, "milestone"),
        (glyph_of_kind(StatementKind::Quote), "in quotation marks"),
        (glyph_of_kind(StatementKind::Block), "printed without quotation marks"),
        (glyph_of_kind(StatementKind::Reported), "reported"),
        (NOTE, "has a note"),
        (MARK, "marked"),
    ];
    // What stands elsewhere has the glyph of what differs.
    let verdicts = Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::WrongPara);
    legend.extend(verdicts.map(|verdict| (verdict_glyph(Some(verdict)), verdict_name(verdict))));
    legend.extend(DATED);
    legend.extend(COUNTED);
    legend
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::chronology::date::{Bounds, Edtf};
    use crate::chronology::load::load_text;
    use crate::chronology::model::{Basis, RecordIx};
    use crate::text::ascii;
    use crate::words;

    #[test]
    fn no_two_glyphs_look_the_same() {
        let glyphs: BTreeSet<&str> = legend().into_iter().map(|(glyph, _)| glyph).collect();
        assert_eq!(glyphs.len(), legend().len());
        let twins: BTreeSet<String> =
            glyphs.iter().map(|glyph| ascii::text(glyph).into_owned()).collect();
        assert_eq!(twins.len(), glyphs.len(), "nor their twins");
    }

    #[test]
    fn what_the_legend_tells_of_a_row_is_what_rows_have() {
        let has = |sign: &str| legend().iter().any(|(own, _)| *own == sign);
        let date = |text: &str| Edtf::parse(text).unwrap();
        assert!(has(&date("2025-02?").long()));
        assert!(has("~ c.") && date("2025-09-22~").short().starts_with('~'));
        assert!(date("2025-09-22~").compact().starts_with("c. "));
        assert!(has("≥") && date("2025-09-22/..").short().starts_with('≥'));
        assert!(has(&date("{2025-05-01,2025-05-03}").short()));
        assert!(has("∈") && date("[2025-09-01..2025-09-09]").short().starts_with('∈'));
        let inferred = Basis::Inferred("so".into());
        let day = Some(date("2025"));
        let (sign, mark) =
            (words::sign(day.as_ref(), &inferred), words::inferred_mark(day.as_ref(), &inferred));
        assert!(has(&format!("{sign}{mark}")));
        assert!(has(&format!("· {} ·", words::length(Bounds::exactly(9)))));
        let source =
            |id: &str, outlet: &str| format!("(id: \"{id}\", kind: News, outlet: \"{outlet}\"),");
        let cites = |ids: &[&str]| {
            let all: Vec<String> = ids.iter().map(|id| format!("(source: \"{id}\")")).collect();
            all.join(", ")
        };
        let ron = format!(
            "(speakers: [(id: \"x\", name: \"X\", kind: Person), (id: \"y\", name: \"Y\", kind: Person)], sources: [{}{}{}], events: [\
             (id: \"e\", date: \"2025\", title: \"E\", cites: [{}]), (id: \"f\", date: \"2026\", title: \"F\", cites: [{}])],\
             statements: [(id: \"s\", source: \"a\", para: 1, kind: Quote, speakers: [\"x\", \"y\"], said: \"2027\", text: \"Yes.\")])",
            source("a", "One"),
            source("b", "Two"),
            source("c", "Two"),
            cites(&["a", "b"]),
            cites(&["a", "b", "c"]),
        );
        let loaded = load_text("t.ron", &ron);
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        let c = loaded.chronology;
        for record in [RecordIx::from(0), RecordIx::from(1)] {
            assert!(words::reports(&c, record).is_some_and(|told| has(&told)));
        }
        let speakers = words::short_speakers(&c, &c.statements()[0]);
        assert!(speakers.is_some_and(|speakers| has(speakers.more.trim())));
    }
}
