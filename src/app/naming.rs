//! The short names of records: one place for how a speaker, a source, a citation or a span of days is told,
//! so that every pane, list and notice tells it alike.

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, Cite, EventIx, Source, SourceIx, Speaker, SpeakerIx, SpeakerKind, Statement,
    StatementIx, StatementKind, Subject,
};
use crate::chronology::tables::Record;
use crate::chronology::verify::quote::Verdict;
use crate::text;

use super::prose::{Span, Tone};

/// The longest short name, in cells.
const SHORT: usize = 12;

/// The glyph of a record: `●` event, `◆` milestone, `“` quotation, `◦` reported speech.
#[must_use]
pub fn glyph(c: &Chronology, record: Record) -> &'static str {
    match record {
        Record::Event(e) if c.event(e).milestone => "◆",
        Record::Event(_) => "●",
        Record::Statement(s) => glyph_of(c.statement(s).kind),
    }
}

/// The glyph of a statement.
#[must_use]
pub fn glyph_of(kind: StatementKind) -> &'static str {
    if kind.is_verbatim() { "“" } else { "◦" }
}

/// A glyph as a span: milestones stand out, all else is plain.
#[must_use]
pub fn glyph_span(glyph: &str) -> Span {
    let tone = if glyph == "◆" { Tone::Milestone } else { Tone::Glyph };
    Span::new(glyph, tone)
}

/// The tone of a speaker's party.
#[must_use]
pub fn party_tone(speaker: &Speaker) -> Tone {
    Tone::Party(speaker.party.map_or(u32::MAX, |p| p.0))
}

/// A person's last name; of an office the name if it is short, else its abbreviation.
#[must_use]
pub fn short_speaker(speaker: &Speaker) -> String {
    if speaker.kind == SpeakerKind::Person {
        return speaker.name.split(' ').next_back().unwrap_or(&speaker.name).to_owned();
    }
    if text::width(&speaker.name) <= SHORT {
        return speaker.name.to_string();
    }
    let abbreviation =
        |aka: &str| (2..=6).contains(&aka.len()) && aka.chars().all(|c| c.is_ascii_uppercase());
    let short = |aka: &str| aka.is_ascii() && text::width(aka) <= SHORT;
    let other = speaker.aka.iter().find(|aka| abbreviation(aka));
    match other.or_else(|| speaker.aka.iter().find(|aka| short(aka))) {
        Some(short) => short.to_string(),
        None => text::truncate(&speaker.name, SHORT + 4).into_owned(),
    }
}

/// The speaker of a statement as a span, if it has one.
#[must_use]
pub fn speaker_span(c: &Chronology, speaker: Option<SpeakerIx>, short: bool) -> Option<Span> {
    let speaker = c.speaker(speaker?);
    let name = if short { short_speaker(speaker) } else { speaker.name.to_string() };
    Some(Span::new(name, party_tone(speaker)))
}

/// The outlet and the day: `TASS · 5 Feb 2026`.
#[must_use]
pub fn source(c: &Chronology, ix: SourceIx) -> String {
    let source = c.source(ix);
    match &source.published {
        Some(date) => format!("{} · {}", outlet(source), date.long()),
        None => format!("{} · undated", outlet(source)),
    }
}

/// The outlet, marked where the dataset infers it.
#[must_use]
pub fn outlet(source: &Source) -> String {
    match source.outlet_basis {
        Basis::Inferred(_) => format!("{} [inferred]", source.outlet),
        _ => source.outlet.to_string(),
    }
}

/// A citation: `TASS ¶3`, or the outlet alone where the page as a whole is cited.
#[must_use]
pub fn cite(c: &Chronology, cite: Cite) -> String {
    let outlet = &c.source(cite.source).outlet;
    cite.para.map_or_else(|| outlet.to_string(), |para| format!("{outlet} ¶{para}"))
}

/// What verification found, as a glyph and in words.
#[must_use]
pub fn status(status: Verdict) -> (&'static str, &'static str, Tone) {
    match status {
        Verdict::Exact => ("✓", "verbatim", Tone::Good),
        Verdict::Typographic => ("≈", "verbatim but for typography", Tone::Good),
        Verdict::Elided => ("⋯", "elided: its parts stand in this order", Tone::Good),
        Verdict::WrongPara => ("✗", "stands in another paragraph", Tone::Bad),
        Verdict::Differs => ("✗", "differs from the article", Tone::Bad),
        Verdict::NoText => ("?", "no text held", Tone::Dim),
    }
}

/// A number of days in words: `13 days`, `1 day`.
#[must_use]
pub fn days(count: i64) -> String {
    if count.abs() == 1 { format!("{count} day") } else { format!("{count} days") }
}

/// How long an answer took: `after 13 days`, `the same day`.
#[must_use]
pub fn latency(count: i64) -> String {
    if count == 0 { "the same day".to_owned() } else { format!("after {}", days(count)) }
}

/// The headline of a record: an event's title, a statement's words.
#[must_use]
pub fn headline(c: &Chronology, record: Record) -> &str {
    match record {
        Record::Event(e) => &c.event(e).title,
        Record::Statement(s) => &c.statement(s).text,
    }
}

/// A statement's words as they may be shown: in quotation marks only where the source prints words.
#[must_use]
pub fn words(statement: &Statement) -> String {
    match statement.kind {
        StatementKind::Quote => format!("“{}”", statement.text),
        StatementKind::Fragment => format!("“…{}…”", statement.text),
        StatementKind::Block | StatementKind::Reported => statement.text.to_string(),
    }
}

/// A date as a span that looks as certain as it is.
#[must_use]
pub fn date_span(date: Option<&Edtf>) -> Span {
    match date {
        Some(date) if date.is_certain_day() => Span::new(date.long(), Tone::Date),
        Some(date) => Span::new(date.long(), Tone::Doubt),
        None => Span::new("undated", Tone::Doubt),
    }
}

/// A date in full, for a line of text.
#[must_use]
pub fn day(date: Option<&Edtf>) -> String {
    date.map_or_else(|| "undated".to_owned(), Edtf::long)
}

/// How a date is known, in words; nothing where the source states it.
#[must_use]
pub fn basis(basis: &Basis) -> Option<String> {
    match basis {
        Basis::Stated => None,
        Basis::Resolved(words) => Some(format!("resolved from “{words}”")),
        Basis::Inferred(why) => Some(format!("inferred: {why}")),
    }
}

/// The post that the speaker held on the day of the statement, the latest appointment of several: `then …`
/// only where it has ended since.
#[must_use]
pub fn post_then(speaker: &Speaker, said: Option<&Edtf>) -> Option<String> {
    let post = *speaker.posts_on(said?).first()?;
    Some(if post.to.is_some() { format!("then {}", post.title) } else { post.title.to_string() })
}

/// A record in a list: glyph, speaker, headline, and a mark where there is a note on it.
#[must_use]
pub fn record_spans(c: &Chronology, subject: Subject) -> Vec<Span> {
    let mut spans = match subject {
        Subject::Event(e) => event_spans(c, e),
        Subject::Statement(s) => statement_spans(c, s),
    };
    spans.extend(note_mark(c, subject));
    spans
}

/// The mark of a record that has a note.
#[must_use]
pub fn note_mark(c: &Chronology, subject: Subject) -> Option<Span> {
    let noted = !c.notes_of(c.record_of(subject)).is_empty();
    noted.then(|| Span::new(" !", Tone::Warn))
}

fn event_spans(c: &Chronology, event: EventIx) -> Vec<Span> {
    let glyph = glyph(c, Record::Event(event));
    vec![
        glyph_span(glyph),
        Span::new(" ", Tone::Plain),
        Span::new(&*c.event(event).title, Tone::Told),
    ]
}

fn statement_spans(c: &Chronology, statement: StatementIx) -> Vec<Span> {
    let s = c.statement(statement);
    let mut spans = vec![glyph_span(glyph_of(s.kind)), Span::new(" ", Tone::Plain)];
    if let Some(speaker) = speaker_span(c, s.speaker, true) {
        spans.push(speaker);
        spans.push(Span::new("  ", Tone::Plain));
    }
    spans.push(Span::new(&*s.text, tone_of(s.kind)));
    spans
}

/// The tone of a statement's words.
#[must_use]
pub fn tone_of(kind: StatementKind) -> Tone {
    if kind.is_verbatim() { Tone::Verbatim } else { Tone::Told }
}
