//! What stands around a record's words: its glyph, quotation marks only where the source prints words, and the
//! words that announce a paraphrase as one.

use crate::chronology::Chronology;
use crate::chronology::model::{Statement, StatementKind};
use crate::chronology::tables::Record;
use crate::text::classes::{is_double_mark, is_guillemet};

/// The glyph of an event.
pub const EVENT: &str = "●";
/// The glyph of an event from which days are counted.
pub const MILESTONE: &str = "◆";
/// The glyph of a note on a record.
pub const NOTE: &str = "!";
/// The glyph of a record that the reader has marked.
pub const MARK: &str = "★";

/// The glyph of a record: `●` event, `◆` milestone, and of a statement that of its kind.
#[must_use]
pub fn glyph(c: &Chronology, record: Record) -> &'static str {
    match record {
        Record::Event(e) if c.event(e).milestone => MILESTONE,
        Record::Event(_) => EVENT,
        Record::Statement(s) => glyph_of(c, c.statement(s)),
    }
}

/// The glyph of words that the dataset translated itself: nobody prints them as they stand.
pub const OWN_TRANSLATION: &str = "⇄";

/// The glyph of a statement: `“` words in quotation marks, `▎` direct speech that is printed without them, `◦`
/// speech that is reported, and `⇄` either of the first two in a translation of the dataset's own.
#[must_use]
pub fn glyph_of(c: &Chronology, statement: &Statement) -> &'static str {
    if c.is_own_translation(statement) { OWN_TRANSLATION } else { glyph_of_kind(statement.kind) }
}

/// The glyph of words that are printed as they stand.
#[must_use]
pub fn glyph_of_kind(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Quote | StatementKind::Fragment => "“",
        StatementKind::Block => "▎",
        StatementKind::Reported => "◦",
    }
}

/// What stands before and after a statement's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoting {
    /// Before them.
    pub open: &'static str,
    /// After them.
    pub close: &'static str,
}

/// The marks around a statement's words: quotation marks where the source prints them in quotation marks, with
/// an ellipsis where they are a part of a sentence, and none around anything else. An ellipsis that the words
/// themselves begin or end with is not doubled, and where they end a sentence none follows.
#[must_use]
pub fn quoting(statement: &Statement) -> Quoting {
    let elides = |part: &str| matches!(part, "…" | "...");
    let text = statement.text.trim();
    let begins = text.starts_with('…') || text.get(..3).is_some_and(elides);
    let ends = text.ends_with(['…', '.', '?', '!']);
    match statement.kind {
        StatementKind::Quote => Quoting { open: "“", close: "”" },
        StatementKind::Fragment => Quoting {
            open: if begins { "“" } else { "“…" },
            close: if ends { "”" } else { "…”" },
        },
        StatementKind::Block | StatementKind::Reported => Quoting { open: "", close: "" },
    }
}

/// The same around the beginning of a statement's words, where an ellipsis stands for the rest of them.
#[must_use]
pub fn quoting_beginning(statement: &Statement) -> Quoting {
    let Quoting { open, close } = quoting(statement);
    Quoting { open, close: if close.is_empty() { "" } else { "”" } }
}

/// What announces words that have no quotation marks, where no glyph does.
#[must_use]
pub fn lead(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Quote | StatementKind::Fragment => "",
        StatementKind::Block => "printed without quotation marks: ",
        StatementKind::Reported => "reported: ",
    }
}

/// What announces a statement's words in a row that is cut to one line, behind its glyph: there the glyph alone tells a
/// paraphrase, but for one that has quotation marks of its own, which would look like a quotation.
#[must_use]
pub fn lead_in_row(statement: &Statement) -> &'static str {
    let is_own = statement.kind == StatementKind::Reported;
    if is_own && statement.text.contains(is_quotation_mark) { lead(statement.kind) } else { "" }
}

/// A mark that quotes, and is no apostrophe by its form.
fn is_quotation_mark(c: char) -> bool {
    is_double_mark(c) || is_guillemet(c) || matches!(c, '‘' | '‚')
}

/// A statement's words in a line that begins with its glyph. The glyph tells direct speech without marks; a
/// paraphrase says that it is one all the same, since lines are copied without their glyphs.
#[must_use]
pub fn beside_glyph(statement: &Statement) -> String {
    match statement.kind {
        StatementKind::Block => quoted(statement),
        kind => format!("{}{}", lead(kind), quoted(statement)),
    }
}

/// A statement's words where nothing else tells what they are: in marks, or announced.
#[must_use]
pub fn alone(statement: &Statement) -> String {
    format!("{}{}", lead(statement.kind), quoted(statement))
}

fn quoted(statement: &Statement) -> String {
    let Quoting { open, close } = quoting(statement);
    format!("{open}{}{close}", statement.text)
}

/// The headline of a record, unmarked: an event's title, a statement's words. Only for what is searched, and
/// for rows that lay the marks themselves.
#[must_use]
pub fn headline(c: &Chronology, record: Record) -> &str {
    match record {
        Record::Event(e) => &c.event(e).title,
        Record::Statement(s) => &c.statement(s).text,
    }
}

/// What a record is to somebody who copies it; an event has no kind of statement.
#[must_use]
pub fn noun(kind: Option<StatementKind>) -> &'static str {
    match kind {
        None => "event",
        Some(StatementKind::Reported) => "paraphrase",
        Some(_) => "quotation",
    }
}

/// What is copied when a record is copied with everything behind it.
#[must_use]
pub fn with_citation(kind: Option<StatementKind>) -> &'static str {
    match noun(kind) {
        "event" => "the event with its citation",
        "paraphrase" => "the paraphrase with its citation",
        _ => "the quotation with its citation",
    }
}

/// What is copied when a record's words alone are: never a paraphrase as words.
#[must_use]
pub fn the_words(kind: Option<StatementKind>) -> &'static str {
    match kind {
        None => "the title alone",
        Some(StatementKind::Reported) => "the paraphrase, marked as one",
        Some(_) => "the words alone",
    }
}

/// What is copied when the address is: only verbatim words can be opened at.
#[must_use]
pub fn the_link(kind: Option<StatementKind>) -> &'static str {
    match kind {
        Some(kind) if kind.is_verbatim() => "the link to the passage",
        _ => "the link to the page",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::model::SourceIx;

    fn statement(kind: StatementKind, text: &str) -> Statement {
        Statement { kind, ..Statement::new("s", SourceIx::FIRST, text) }
    }

    #[test]
    fn only_what_a_source_prints_in_marks_stands_in_marks() {
        let both = |kind| (beside_glyph(&statement(kind, "no")), alone(&statement(kind, "no")));
        let same = |text: &str| (text.to_owned(), text.to_owned());
        assert_eq!(both(StatementKind::Quote), same("“no”"));
        assert_eq!(both(StatementKind::Fragment), same("“…no…”"));
        assert_eq!(both(StatementKind::Reported), same("reported: no"));
        let block = ("no".to_owned(), "printed without quotation marks: no".to_owned());
        assert_eq!(both(StatementKind::Block), block);
    }

    #[test]
    fn a_paraphrase_with_marks_of_its_own_is_announced_in_a_row() {
        let told = |kind, text: &str| lead_in_row(&statement(kind, text));
        for text in [
            "“We go,”",
            "that “they go” soon",
            "that \"they go\"",
            "«Мы идём»",
            "‘We go’",
            "「行く」",
        ] {
            assert_eq!(told(StatementKind::Reported, text), "reported: ", "{text}");
            assert_eq!(told(StatementKind::Quote, text), "");
        }
        assert_eq!(told(StatementKind::Reported, "that the town’s boats go"), "");
    }

    #[test]
    fn an_ellipsis_is_not_doubled_and_none_follows_the_end_of_a_sentence() {
        for (text, shown) in [
            ("… and not now", "“… and not now…”"),
            ("not now ...", "“…not now ...”"),
            ("é", "“…é…”"),
            ("threats to the security.", "“…threats to the security.”"),
            ("what now?", "“…what now?”"),
        ] {
            assert_eq!(alone(&statement(StatementKind::Fragment, text)), shown);
        }
    }
}
