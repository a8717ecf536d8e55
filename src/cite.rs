//! Citations: what a person takes away to stand behind a quotation.
//!
//! A citation is of the *quotation*, not of the article alone: the words as this source prints them, who
//! said them, in which post at the time, when and on what grounds, who prints them in which paragraph,
//! and what is known to be wrong with them. Pure: facts in, text out. Nothing is invented to fill a
//! field, and the dataset's own words never stand in quotation marks.

pub mod bibtex;
pub mod csl;
pub mod fragment;
pub mod json;
pub mod markdown;
pub mod note;
pub mod ris;

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, Cite, Event, NoteIx, Post, Source, Speaker, Statement, StatementIx, StatementKind,
    Target, Translation,
};

/// The styles of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// A sentence for a footnote or a mail.
    Note,
    /// The words with a Markdown footnote.
    Markdown,
    /// An entry for BibTeX or biblatex.
    Bibtex,
    /// CSL-JSON, one array.
    Csl,
    /// RIS.
    Ris,
    /// The address alone, with a text fragment that lights the words in the browser.
    Url,
}

/// What is cited, gathered: every fact that a style may print.
#[derive(Debug, Clone)]
pub struct Citation<'a> {
    /// The permanent id of the record.
    pub id: &'a str,
    /// What it is.
    pub subject: Subject<'a>,
    /// Where it is printed, first the one that is read.
    pub prints: Vec<Print<'a>>,
    /// What is remarked on it: the kind of the note and its text.
    pub notes: Vec<(&'static str, &'a str)>,
}

/// What a citation is of.
#[derive(Debug, Clone)]
pub enum Subject<'a> {
    /// Somebody's words, as one source prints them.
    Words(Words<'a>),
    /// Something that happened, in the dataset's own words.
    Event(&'a Event),
    /// A source as a whole.
    Source,
}

/// Somebody's words.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// Who said them.
    pub speaker: Option<&'a Speaker>,
    /// The posts that the speaker held on the day, latest appointment first.
    pub posts: Vec<&'a Post>,
    /// Who relayed them, by name.
    pub via: Option<&'a str>,
}

/// Where something is printed.
#[derive(Debug, Clone, Copy)]
pub struct Print<'a> {
    /// The source.
    pub source: &'a Source,
    /// The paragraph, from 1; `None` for the page as a whole.
    pub para: Option<u32>,
    /// Further paragraphs that print the same words.
    pub also: &'a [u32],
}

impl<'a> Citation<'a> {
    /// Gathers what is to be said of a record; `None` where there is nothing to cite: a party, a speaker,
    /// a note, a series.
    #[must_use]
    pub fn of(c: &'a Chronology, target: Target) -> Option<Self> {
        match target {
            Target::Statement(ix) => Some(Self::of_statement(c, ix)),
            Target::Event(ix) => {
                let event = c.event(ix);
                let prints = event.cites.iter().map(|cite| Print::of(c, *cite)).collect();
                let notes = remarks(c, c.notes(target));
                Some(Self { id: &event.id, subject: Subject::Event(event), prints, notes })
            }
            Target::Source(ix) => {
                let prints = vec![Print::of(c, Cite { source: ix, para: None })];
                let notes = remarks(c, c.notes(target));
                Some(Self { id: &c.source(ix).id, subject: Subject::Source, prints, notes })
            }
            _ => None,
        }
    }

    fn of_statement(c: &'a Chronology, ix: StatementIx) -> Self {
        let statement = c.statement(ix);
        let speaker = statement.speaker.map(|speaker| c.speaker(speaker));
        let posts = match (speaker, &statement.said) {
            (Some(speaker), Some(said)) => speaker.posts_on(said),
            _ => Vec::new(),
        };
        let via = statement.via.as_deref().map(|via| match c.by_id(via) {
            Some(Target::Speaker(ix)) => &*c.speaker(ix).name,
            _ => via,
        });
        let print = Print { also: &statement.also, ..Print::of(c, Cite { source: statement.source, para: statement.para }) };
        Self {
            id: &statement.id,
            subject: Subject::Words(Words { statement, speaker, posts, via }),
            prints: vec![print],
            notes: remarks(c, c.notes(Target::Statement(ix))),
        }
    }
}

impl<'a> Print<'a> {
    fn of(c: &'a Chronology, cite: Cite) -> Self {
        Self { source: c.source(cite.source), para: cite.para, also: &[] }
    }

    /// `¶3`, or `¶3, ¶5` where the words are printed again.
    #[must_use]
    pub fn locator(&self) -> Option<String> {
        let paras: Vec<String> = self.para.iter().chain(self.also).map(|para| format!("¶{para}")).collect();
        (!paras.is_empty()).then(|| paras.join(", "))
    }

    /// The address to follow: the page's, or that of its archived copy.
    #[must_use]
    pub fn address(&self) -> Option<&'a str> {
        self.source.url.as_deref().or(self.source.archive.as_deref())
    }
}

impl Words<'_> {
    /// The words: in quotation marks where they are the source's, else announced as reported.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.statement.kind {
            StatementKind::Reported => format!("reported: {}", self.statement.text),
            _ => format!("“{}”", self.statement.text),
        }
    }

    /// The posts at the time: `then Foreign Minister`; joined with `or` where the day is not certain
    /// enough to tell which. `None` where none is known for the day.
    #[must_use]
    pub fn then(&self) -> Option<String> {
        let certain = self.statement.said.as_ref().is_some_and(Edtf::is_certain_day);
        let titles: Vec<&str> = self.posts.iter().map(|post| &*post.title).collect();
        let between = if certain { " and " } else { " or " };
        (!titles.is_empty()).then(|| format!("then {}", titles.join(between)))
    }

    /// When it was said, and on what grounds: `said 4–5 Feb 2026 [inferred: …]`.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        let said = self.statement.said.as_ref()?;
        Some(format!("said {said}{}", grounds(&self.statement.basis)))
    }

    /// How the words came to be printed: relayed by whom, translated from what.
    #[must_use]
    pub fn way(&self) -> Vec<String> {
        let mut way: Vec<String> = self.via.iter().map(|via| format!("relayed by {via}")).collect();
        way.extend(self.statement.translation.as_ref().map(translated));
        if self.statement.kind == StatementKind::Block {
            way.push("printed without quotation marks".to_owned());
        }
        way
    }
}

/// Cites records in a style; each that cannot be cited is left out. CSL-JSON is one array of all.
#[must_use]
pub fn render(c: &Chronology, targets: &[Target], style: Style) -> String {
    let citations: Vec<Citation<'_>> = targets.iter().filter_map(|t| Citation::of(c, *t)).collect();
    let each = |one: fn(&Citation<'_>) -> String, between: &str| {
        citations.iter().map(one).collect::<Vec<_>>().join(between)
    };
    match style {
        Style::Note => each(note::render, "\n"),
        Style::Markdown => each(markdown::render, "\n"),
        Style::Bibtex => each(bibtex::render, "\n"),
        Style::Ris => each(ris::render, "\n"),
        Style::Csl => csl::render(&citations),
        Style::Url => each(addresses, ""),
    }
}

/// The addresses of a citation, one a line; verbatim words are lit by a text fragment.
#[must_use]
pub fn addresses(citation: &Citation<'_>) -> String {
    let at = |print: &Print<'_>| {
        let address = print.address()?;
        Some(match &citation.subject {
            Subject::Words(words) => address_of(words.statement, address),
            _ => address.to_owned(),
        })
    };
    citation.prints.iter().filter_map(at).map(|address| address + "\n").collect()
}

/// An address that opens at a statement's words; the plain one for reported speech, whose words the
/// page does not have.
#[must_use]
pub fn address_of(statement: &Statement, address: &str) -> String {
    if statement.kind.is_verbatim() { fragment::at(address, &statement.text) } else { address.to_owned() }
}

/// The grounds of a date or a name, in brackets; nothing where the source states it.
fn grounds(basis: &Basis) -> String {
    match basis {
        Basis::Stated => String::new(),
        Basis::Resolved(words) => format!(" [resolved from “{words}”]"),
        Basis::Inferred(why) => format!(" [inferred: {}]", why.trim_end_matches('.')),
    }
}

/// A mark for what is inferred, where there is no room for the grounds.
fn inferred(basis: &Basis) -> &'static str {
    match basis {
        Basis::Stated => "",
        Basis::Resolved(_) => " [resolved]",
        Basis::Inferred(_) => " [inferred]",
    }
}

fn translated(translation: &Translation) -> String {
    match &translation.by {
        Some(by) => format!("translated from {} by {by}", translation.from),
        None => format!("translated from {}", translation.from),
    }
}

fn remarks<'a>(c: &'a Chronology, notes: &[NoteIx]) -> Vec<(&'static str, &'a str)> {
    notes.iter().map(|ix| c.note(*ix)).map(|note| (note.kind.word(), &*note.text)).collect()
}

