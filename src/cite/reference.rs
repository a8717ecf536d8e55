//! What is cited, gathered: every fact that a style may print, and the words for each.
//!
//! Styles differ in the order and the escaping of these; what is said, and what is left unsaid because
//! nobody knows it, is decided here once.

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, Cite, Event, EventIx, NoteIx, Post, Source, Speaker, Statement, StatementIx,
    StatementKind, Target, Translation,
};

/// A record with all that stands behind it.
#[derive(Debug, Clone)]
pub struct Reference<'a> {
    /// The permanent id of the record.
    pub id: &'a str,
    /// What it is.
    pub subject: Subject<'a>,
    /// Who prints it, each source once, in the order of the record.
    pub prints: Vec<Print<'a>>,
    /// What is remarked on it: the kind of the note and its text.
    pub notes: Vec<(&'static str, &'a str)>,
}

/// What is cited.
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
#[derive(Debug, Clone)]
pub struct Print<'a> {
    /// The source.
    pub source: &'a Source,
    /// The paragraphs, from 1, the record's own first; empty for the page as a whole.
    pub paras: Vec<u32>,
}

impl<'a> Reference<'a> {
    /// Gathers what is to be said of a record with everybody who prints it; `None` where there is nothing
    /// to cite: a party, a speaker, a note, a series. A statement is cited as its own source prints it.
    #[must_use]
    pub fn of(c: &'a Chronology, target: Target) -> Option<Self> {
        match target {
            Target::Statement(ix) => Some(Self::of_statement(c, ix)),
            Target::Event(ix) => Some(Self::of_event(c, ix)),
            Target::Source(ix) => Some(Self {
                id: &c.source(ix).id,
                subject: Subject::Source,
                prints: vec![Print { source: c.source(ix), paras: Vec::new() }],
                notes: remarks(c, c.notes(target)),
            }),
            _ => None,
        }
    }

    fn of_event(c: &'a Chronology, ix: EventIx) -> Self {
        let event = c.event(ix);
        Self {
            id: &event.id,
            subject: Subject::Event(event),
            prints: prints(c, &event.cites),
            notes: remarks(c, c.notes(Target::Event(ix))),
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
        let paras = statement.para.iter().chain(&statement.also).copied().collect();
        Self {
            id: &statement.id,
            subject: Subject::Words(Words { statement, speaker, posts, via }),
            prints: vec![Print { source: c.source(statement.source), paras }],
            notes: remarks(c, c.notes(Target::Statement(ix))),
        }
    }

    /// Who said it, in which post, when and where; empty but for words.
    #[must_use]
    pub fn circumstances(&self) -> String {
        let Subject::Words(words) = &self.subject else {
            return String::new();
        };
        let speaker = words.speaker.map_or("speaker not named", |speaker| &*speaker.name);
        let mut parts = vec![speaker.to_owned()];
        parts.extend(words.post());
        parts.push(words.said().unwrap_or_else(|| "date of the words not known".to_owned()));
        parts.extend(words.statement.venue.as_deref().map(str::to_owned));
        parts.join(", ")
    }

    /// The sentences about the record, whoever prints it: what it is, how it came to be printed.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        match &self.subject {
            Subject::Words(words) => {
                let mut all = vec![format!("{} — {}", words.shown(), self.circumstances())];
                all.extend(words.way());
                all
            }
            Subject::Event(event) => {
                let date =
                    event.date.as_ref().map(|date| format!(", {date}{}", grounds(&event.basis)));
                vec![format!("{}{}", event.title, date.unwrap_or_default())]
            }
            Subject::Source => Vec::new(),
        }
    }

    /// The notes on the record, so that nobody takes its words away without them.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        self.notes.iter().map(|(kind, text)| format!("Note ({kind}): {text}")).collect()
    }

    /// Everything that a format without a field for it puts into its notes, as one text.
    #[must_use]
    pub fn in_words(&self) -> String {
        joined(self.sentences().into_iter().chain(self.remarks()))
    }
}

impl Print<'_> {
    /// `¶3`, or `¶3, ¶5` where several are named.
    #[must_use]
    pub fn locator(&self) -> Option<String> {
        let paras: Vec<String> = self.paras.iter().map(|para| format!("¶{para}")).collect();
        (!paras.is_empty()).then(|| paras.join(", "))
    }

    /// The same without the marks: `3`, or `3, 5`.
    #[must_use]
    pub fn numbers(&self) -> Option<String> {
        self.locator().map(|locator| locator.replace('¶', ""))
    }

    /// The title in quotation marks; an untitled source gets none invented.
    #[must_use]
    pub fn title(&self) -> String {
        let title = self.source.title.as_deref();
        title.map_or_else(|| "untitled".to_owned(), |title| format!("“{title}”"))
    }

    /// The outlet, and a mark where it is inferred.
    #[must_use]
    pub fn outlet(&self) -> String {
        format!("{}{}", self.source.outlet, mark(&self.source.outlet_basis))
    }

    /// The day of publication, and a mark where it is inferred.
    #[must_use]
    pub fn published(&self) -> String {
        match &self.source.published {
            Some(date) => format!("published {date}{}", mark(&self.source.published_basis)),
            None => "date of publication not known".to_owned(),
        }
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

    /// The posts at the time: `Foreign Minister`, or `then Foreign Minister` where the post has ended since;
    /// joined with `or` where the day is not certain enough to tell which. `None` where none is known for
    /// the day.
    #[must_use]
    pub fn post(&self) -> Option<String> {
        let certain = self.statement.said.as_ref().is_some_and(Edtf::is_certain_day);
        // Each has its own word: in `then A or B` nobody could tell whether B has ended too.
        let posts: Vec<String> = self.posts.iter().copied().map(post_then).collect();
        let between = if certain { " and " } else { " or " };
        (!posts.is_empty()).then(|| posts.join(between))
    }

    /// When it was said, and on what grounds: `said 4–5 Feb 2026 [inferred: …]`.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        let said = self.statement.said.as_ref()?;
        Some(format!("said {said}{}", grounds(&self.statement.basis)))
    }

    /// How the words came to be printed: relayed by whom, translated from what, set how.
    #[must_use]
    pub fn way(&self) -> Vec<String> {
        let mut way: Vec<String> = self.via.iter().map(|via| format!("Relayed by {via}")).collect();
        way.extend(self.statement.translation.as_ref().map(translated));
        if self.statement.kind == StatementKind::Block {
            way.push("Printed without quotation marks".to_owned());
        }
        way
    }
}

/// A post as its holder is introduced: `then` where it has ended, bare where it is still held.
#[must_use]
pub fn post_then(post: &Post) -> String {
    let then = if post.to.is_some() { "then " } else { "" };
    format!("{then}{}", post.title)
}

/// The grounds of a date or a name, in brackets; nothing where the source states it.
#[must_use]
pub fn grounds(basis: &Basis) -> String {
    match basis {
        Basis::Stated => String::new(),
        Basis::Resolved(words) => format!(" [resolved from “{words}”]"),
        Basis::Inferred(why) => format!(" [inferred: {}]", why.trim_end_matches('.')),
    }
}

/// Sentences as one text, each with an end of its own.
#[must_use]
pub fn joined(sentences: impl IntoIterator<Item = String>) -> String {
    let closed = |sentence: String| {
        let ends = sentence.ends_with(['.', '!', '?', '…']);
        if ends { sentence } else { sentence + "." }
    };
    sentences.into_iter().map(closed).collect::<Vec<_>>().join(" ")
}

/// A mark for what is not stated, where there is no room for the grounds.
fn mark(basis: &Basis) -> &'static str {
    match basis {
        Basis::Stated => "",
        Basis::Resolved(_) => " [resolved]",
        Basis::Inferred(_) => " [inferred]",
    }
}

/// Several paragraphs of one source are one print.
fn prints<'a>(c: &'a Chronology, cites: &[Cite]) -> Vec<Print<'a>> {
    let mut found: Vec<(Cite, Print<'a>)> = Vec::new();
    for cite in cites {
        if let Some((_, print)) = found.iter_mut().find(|(first, _)| first.source == cite.source) {
            print.paras.extend(cite.para);
        } else {
            let paras = cite.para.into_iter().collect();
            found.push((*cite, Print { source: c.source(cite.source), paras }));
        }
    }
    found.into_iter().map(|(_, print)| print).collect()
}

fn translated(translation: &Translation) -> String {
    match &translation.by {
        Some(by) => format!("Translated from {} by {by}", translation.from),
        None => format!("Translated from {}", translation.from),
    }
}

fn remarks<'a>(c: &'a Chronology, notes: &[NoteIx]) -> Vec<(&'static str, &'a str)> {
    notes.iter().map(|ix| c.note(*ix)).map(|note| (note.kind.word(), &*note.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load;

    /// The circumstances of words said on `said` by somebody with these posts.
    fn told(posts: &str, said: &str) -> String {
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
        assert_eq!(told(held, "2031-05-05"), "A. Speaker, Mayor, said 5 May 2031");
        assert_eq!(told(ended, "2031-05-05"), "A. Speaker, then Envoy, said 5 May 2031");
    }

    #[test]
    fn of_several_posts_each_has_its_own_word() {
        let both =
            r#"(title: "Envoy", from: "2020", to: "2031-06"), (title: "Mayor", from: "2030")"#;
        assert_eq!(told(both, "2031-05-05"), "A. Speaker, Mayor and then Envoy, said 5 May 2031");
        assert_eq!(told(both, "2031"), "A. Speaker, Mayor or then Envoy, said 2031");
        let ended = both.replace("from: \"2030\"", "from: \"2030\", to: \"2032\"");
        assert_eq!(told(&ended, "2031"), "A. Speaker, then Mayor or then Envoy, said 2031");
    }
}
