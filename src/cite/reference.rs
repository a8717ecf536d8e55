//! What is cited, gathered: every fact that a style may print, in the order in which a reader checks it.
//!
//! Styles differ in the order and the escaping of these; how each is worded is [`crate::words`]'s.

use crate::chronology::Chronology;
use crate::chronology::article::Paragraph;
use crate::chronology::model::{
    Cite, Entity, Event, EventIx, Note, NoteIx, PointIx, Source, Speaker, Statement, StatementIx,
    StatementKind,
};
use crate::chronology::verify::dataset::Verification;
use crate::chronology::verify::quote::{Finding, Verdict};
use crate::text::{capital, closed};
use crate::words::{self, Places};

/// A record with all that stands behind it.
#[derive(Debug, Clone)]
pub struct Reference<'a> {
    /// The permanent id of the record.
    pub id: &'a str,
    /// The id as a label or a key of a bibliography, where the sign before the day of a figure may not stand.
    pub key: String,
    /// What it is.
    pub cited: Cited<'a>,
    /// Who prints it, each source once: of an event the first to be published first, else in the order of the record.
    pub prints: Vec<Print<'a>>,
    /// What is remarked on it: the kind of the note and its text.
    pub notes: Vec<(&'static str, &'a str)>,
    /// What the texts held say of the words, where that is to be told.
    pub checked: Option<&'a Verification>,
    pub(super) c: &'a Chronology,
}

/// What is cited.
#[derive(Debug, Clone)]
pub enum Cited<'a> {
    /// Somebody's words, as one source prints them.
    Speech(Speech<'a>),
    /// Something that happened, in the dataset's own words.
    Event(&'a Event),
    /// A source as a whole.
    Source,
    /// A paragraph of a source, which is nobody's recorded words.
    Paragraph,
    /// A point of a series.
    Figure(Figure),
    /// A remark of the dataset's own.
    Note(&'a Note),
}

/// A point of a series.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The value and what it measures, in words.
    pub measured: String,
    /// Whose it is, of which day, how it is known and when it was given out, in words.
    pub declared: String,
    /// Its number.
    pub ix: PointIx,
}

/// Somebody's words.
#[derive(Debug, Clone)]
pub struct Speech<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// Its number.
    pub ix: StatementIx,
    /// Who said them.
    pub speaker: Option<&'a Speaker>,
    /// Who said them and in which post, in words, or that nobody is named.
    pub introduced: String,
    /// To whom, in words.
    pub to: Option<String>,
    /// Who relayed them, in words.
    pub relayed: Option<String>,
}

/// Where something is printed.
#[derive(Debug, Clone)]
pub struct Print<'a> {
    /// The source.
    pub source: &'a Source,
    /// The places in it; none for the page as a whole.
    pub places: Places<'a>,
}

impl<'a> Reference<'a> {
    /// Gathers what is to be said of a record with everybody who prints it; `None` where there is nothing
    /// to cite: a party, a speaker, a series. A statement is cited as its own source prints it, a note with what
    /// it rests on.
    #[must_use]
    pub fn of(c: &'a Chronology, target: Entity) -> Option<Self> {
        let mut reference = match target {
            Entity::Statement(ix) => Self::of_statement(c, ix),
            Entity::Event(ix) => Self::of_event(c, ix),
            Entity::Source(ix) => Self {
                id: &c.source(ix).id,
                key: String::new(),
                cited: Cited::Source,
                prints: vec![Print { source: c.source(ix), places: Places::default() }],
                notes: remarks(c, c.notes(target)),
                checked: None,
                c,
            },
            Entity::Point(ix) => Self::of_point(c, ix),
            Entity::Note(ix) => Self::of_note(c, ix),
            Entity::Party(_) | Entity::Speaker(_) | Entity::Series(_) => return None,
        };
        reference.name(c);
        Some(reference)
    }

    /// Gathers what is to be said of a paragraph that no record holds: where it stands, and that it is nobody's words.
    #[must_use]
    pub fn of_paragraph(c: &'a Chronology, paragraph: Paragraph) -> Option<Self> {
        let mut reference = Self::of(c, Entity::Source(paragraph.source))?;
        reference.cited = Cited::Paragraph;
        for print in &mut reference.prints {
            print.places.paras = vec![paragraph.para];
        }
        Some(reference)
    }

    /// Names it so that nothing else is named alike, whatever is cited beside it.
    fn name(&mut self, c: &Chronology) {
        let id = self.id;
        let dashed = id.replace('@', "-");
        let taken = dashed != id && c.by_id(&dashed).is_some();
        self.key = if taken { id.replace('@', ":") } else { dashed };
    }

    fn of_point(c: &'a Chronology, ix: PointIx) -> Self {
        let point = c.point(ix);
        Self {
            id: c.point_id(ix),
            key: String::new(),
            cited: Cited::Figure(Figure {
                measured: words::measured(c, ix),
                declared: words::declared(c, ix),
                ix,
            }),
            prints: prints(c, point.cite.as_slice()),
            notes: remarks(c, c.notes(Entity::Series(ix.series))),
            checked: None,
            c,
        }
    }

    fn of_note(c: &'a Chronology, ix: NoteIx) -> Self {
        let note = c.note(ix);
        Self {
            id: &note.id,
            key: String::new(),
            cited: Cited::Note(note),
            prints: prints(c, &note.cites),
            notes: Vec::new(),
            checked: None,
            c,
        }
    }

    fn of_event(c: &'a Chronology, ix: EventIx) -> Self {
        let event = c.event(ix);
        Self {
            id: &event.id,
            key: String::new(),
            cited: Cited::Event(event),
            prints: in_order(prints(c, &event.cites)),
            notes: remarks(c, c.notes(Entity::Event(ix))),
            checked: None,
            c,
        }
    }

    fn of_statement(c: &'a Chronology, ix: StatementIx) -> Self {
        let statement = c.statement(ix);
        let words = Speech {
            statement,
            ix,
            speaker: statement.speaker.map(|speaker| c.speaker(speaker)),
            introduced: format!(
                "{}{}",
                words::speaker(c, statement),
                words::behind_speaker(c, statement)
            ),
            to: words::addressees(c, statement),
            relayed: words::relayed(c, statement),
        };
        let mut places = Places::of(statement.cite());
        places.paras.extend(&statement.also);
        Self {
            id: &statement.id,
            key: String::new(),
            cited: Cited::Speech(words),
            prints: vec![Print { source: c.source(statement.source), places }],
            notes: remarks(c, c.notes(Entity::Statement(ix))),
            checked: None,
            c,
        }
    }

    /// Who said it, in which post, when and where; empty but for words.
    #[must_use]
    pub fn circumstances(&self) -> String {
        let Cited::Speech(words) = &self.cited else {
            return String::new();
        };
        let mut parts = vec![words.introduced.clone()];
        parts.push(words::said(words.statement));
        parts.extend(words.occasion());
        parts.join(", ")
    }

    /// The same beside words that are set off by themselves: what stands there without quotation marks is told here,
    /// where nobody takes it for the speaker's words.
    #[must_use]
    pub fn circumstances_of_set_off(&self) -> String {
        let said = self.circumstances();
        match &self.cited {
            Cited::Speech(words) if words.statement.kind == StatementKind::Block => {
                let lead = words::lead(StatementKind::Block).trim_end_matches(": ");
                format!("{said}; {lead}")
            }
            _ => said,
        }
    }

    /// The sentences about the record, whoever prints it: what it is, how it came to be printed.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        match &self.cited {
            Cited::Speech(words) => {
                let mut all =
                    vec![format!("{} — {}", words::alone(words.statement), self.circumstances())];
                all.extend(words.way());
                all
            }
            Cited::Event(event) => {
                let when = words::when(event.date.as_ref(), &event.basis);
                vec![format!("{}, {when}", event.title)]
            }
            Cited::Source => Vec::new(),
            Cited::Paragraph => vec![words::ARTICLE_TEXT.to_owned()],
            Cited::Figure(figure) => vec![format!("{} — {}", figure.measured, figure.declared)],
            Cited::Note(note) => vec![format!("Note ({}): {}", note.kind, note.text)],
        }
    }

    /// The notes on the record, so that nobody takes its words away without them, and that others tell them of another
    /// day.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        self.of_other_days().into_iter().chain(self.noted()).collect()
    }

    /// The notes alone.
    fn noted(&self) -> impl Iterator<Item = String> {
        self.notes.iter().map(|(kind, text)| format!("Note ({kind}): {text}"))
    }

    /// That other reports of the words tell them of another day.
    fn of_other_days(&self) -> Option<String> {
        self.other_days().map(|told| format!("{}: {told}", words::OTHER_DAYS))
    }

    /// Which other reports of the words tell them of another day.
    #[must_use]
    pub fn other_days(&self) -> Option<String> {
        match &self.cited {
            Cited::Speech(words) => words::other_days(self.c, words.ix),
            _ => None,
        }
    }

    /// What was found of its words, where that is to be told.
    #[must_use]
    pub fn found(&self) -> Option<Finding> {
        match &self.cited {
            Cited::Speech(words) => self.checked?.finding(words.ix),
            _ => None,
        }
    }

    /// That its words are not printed where it says, where that was found: no form may pass them on without it.
    #[must_use]
    pub fn refuted(&self) -> Option<String> {
        let is_refuted =
            |found: &Finding| matches!(found.verdict, Verdict::Differs | Verdict::WrongPara);
        self.found().filter(is_refuted).map(words::checked)
    }

    /// An address of what prints it, opening at the words where it has any.
    #[must_use]
    pub fn lit(&self, address: &str) -> String {
        match &self.cited {
            Cited::Speech(words) => super::address_of(self.c, words.ix, address, self.checked),
            _ => address.to_owned(),
        }
    }

    /// Everything that a format without a field for it puts into its notes, as one text.
    #[must_use]
    pub fn in_words(&self) -> String {
        joined(self.sentences().into_iter().chain(self.refuted()).chain(self.remarks()))
    }
}

impl Print<'_> {
    /// `¶3`, `¶3, ¶5` where several are named, `p. 12` in the source's own terms.
    #[must_use]
    pub fn locator(&self) -> Option<String> {
        Some(self.places.words()).filter(|places| !places.is_empty())
    }

    /// The same where it leads a reader anywhere: not that nobody has counted.
    #[must_use]
    pub fn known_locator(&self) -> Option<String> {
        self.locator().filter(|place| place != words::UNCOUNTED)
    }

    /// The places in the source's own terms alone, where they stand beside the numbers of paragraphs: `p. 12`.
    #[must_use]
    pub fn named(&self) -> Option<String> {
        let named = self.places.named.iter().copied();
        let named: Vec<&str> =
            named.filter(|place| *place != words::UNCOUNTED && !place.starts_with('¶')).collect();
        (!named.is_empty() && !self.places.paras.is_empty()).then(|| named.join(", "))
    }

    /// The paragraphs as bare numbers, for fields that hold nothing else: `3`, or `3, 5`.
    #[must_use]
    pub fn numbers(&self) -> Option<String> {
        let mut paras = self.places.paras.clone();
        paras.sort_unstable();
        let paras: Vec<String> = paras.iter().map(u32::to_string).collect();
        (!paras.is_empty()).then(|| paras.join(", "))
    }
}

impl Speech<'_> {
    /// How the words came to be printed: relayed by whom, translated from what.
    #[must_use]
    pub fn way(&self) -> Vec<String> {
        let statement = self.statement;
        let translated = statement.translation.as_ref().map(words::translated);
        let hearsay = statement.hearsay.then(|| words::HEARSAY.to_owned());
        let original = statement.original.as_ref().map(words::original);
        let parts = self.relayed.iter().cloned().chain(hearsay).chain(translated).chain(original);
        parts.map(|part| capital(&part)).collect()
    }

    /// On what occasion, where and to whom.
    #[must_use]
    pub fn occasion(&self) -> Vec<String> {
        let statement = self.statement;
        let named = statement.venue.iter().chain(&statement.place).map(ToString::to_string);
        named.chain(self.to.as_ref().map(|to| format!("to {to}"))).collect()
    }
}

/// Sentences as one text, each with an end of its own.
#[must_use]
pub fn joined(sentences: impl IntoIterator<Item = String>) -> String {
    sentences.into_iter().map(closed).collect::<Vec<_>>().join(" ")
}

/// That some reports tell it of another day than the first, which is told; and the notes on it, each once: one on some of
/// its reports alone says on which.
pub(super) fn joint_remarks(references: &[Reference<'_>]) -> Vec<String> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for reference in references {
        let outlet = reference.prints.first().map(|print| words::outlet(print.source));
        for remark in reference.refuted().into_iter().chain(reference.noted()) {
            let outlet = outlet.clone().unwrap_or_default();
            match all.iter_mut().find(|(other, _)| *other == remark) {
                Some((_, outlets)) => outlets.push(outlet),
                None => all.push((remark, vec![outlet])),
            }
        }
    }
    let told = |(remark, outlets): (String, Vec<String>)| {
        let of_all = outlets.len() == references.len();
        if of_all { remark } else { format!("{}: {remark}", outlets.join(", ")) }
    };
    let days = references.first().and_then(Reference::of_other_days);
    days.into_iter().chain(all.into_iter().map(told)).collect()
}

fn prints<'a>(c: &'a Chronology, cites: &'a [Cite]) -> Vec<Print<'a>> {
    let by_source = words::by_source(cites).into_iter();
    by_source.map(|(source, places)| Print { source: c.source(source), places }).collect()
}

/// The first to be published first.
fn in_order(mut prints: Vec<Print<'_>>) -> Vec<Print<'_>> {
    prints.sort_by_key(|print| print.source.print_order());
    prints
}

fn remarks<'a>(c: &'a Chronology, notes: &[NoteIx]) -> Vec<(&'static str, &'a str)> {
    notes.iter().map(|ix| c.note(*ix)).map(|note| (note.kind.word(), &*note.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load;

    /// The circumstances of words said on `said` by somebody with these posts.
    fn circumstances(posts: &str, said: &str) -> String {
        let dir = tempfile::tempdir().unwrap();
        let ron = format!(
            r#"(
    meta: (schema: 1, title: "t"),
    speakers: [(id: "s", name: "A. Speaker", kind: Person, posts: [{posts}])],
    sources: [(id: "src", kind: News, outlet: "o", published: "2031-05-06")],
    statements: [(id: "q", source: "src", para: 1, kind: Quote, speaker: "s", said: "{said}", text: "x")],
)"#
        );
        std::fs::write(dir.path().join("a.ron"), ron).unwrap();
        let c = load::load(dir.path()).unwrap().chronology;
        Reference::of(&c, c.by_id("q").unwrap()).unwrap().circumstances()
    }

    #[test]
    fn only_a_post_that_has_ended_is_named_with_then() {
        let held = r#"(title: "Mayor", from: "2030")"#;
        let ended = r#"(title: "Envoy", from: "2020", to: "2031-06")"#;
        assert_eq!(circumstances(held, "2031-05-05"), "A. Speaker, Mayor, said 5 May 2031");
        assert_eq!(circumstances(ended, "2031-05-05"), "A. Speaker, then Envoy, said 5 May 2031");
    }

    #[test]
    fn a_post_that_was_held_twice_is_named_once() {
        let twice = r#"(title: "Mayor", from: "2012"), (title: "Mayor", from: "2000", to: "2008")"#;
        let said = |day: &str| circumstances(twice, day);
        assert_eq!(said("../2031"), "A. Speaker, Mayor, said on or before 2031");
        assert_eq!(said("2005"), "A. Speaker, then Mayor, said 2005");
    }

    #[test]
    fn of_several_posts_each_has_its_own_word() {
        let both =
            r#"(title: "Envoy", from: "2020", to: "2031-06"), (title: "Mayor", from: "2030")"#;
        assert_eq!(
            circumstances(both, "2031-05-05"),
            "A. Speaker, Mayor and then-Envoy, said 5 May 2031"
        );
        assert_eq!(circumstances(both, "2031"), "A. Speaker, Mayor or then-Envoy, said 2031");
        let ended = both.replace("from: \"2030\"", "from: \"2030\", to: \"2032\"");
        assert_eq!(
            circumstances(&ended, "2031"),
            "A. Speaker, then-Mayor or then-Envoy, said 2031"
        );
    }
}
