//! The palette: everything that goes by a name, found by its letters. Records, speakers, sources, notes,
//! dates and commands.
//!
//! Owns what can be named and how it is ranked; the list that shows it is [`super::chooser`]'s.

use crate::chronology::date::Edtf;
use crate::chronology::model::Subject;
use crate::chronology::tables::Citation;
use crate::pages;
use crate::pages::row::{Go, Light, Row, Span, Tone, lit};
use crate::search::label;
use crate::words;

use super::action::Action;
use super::chooser::{Chooser, Listing};
use super::prompt::Prompt;
use super::viewport::Anchor;
use super::{App, Overlay};

/// How many entries the palette ranks.
const RANKED: usize = 200;
/// How many statements the palette goes through by name.
const NAMED: usize = 20_000;
/// The margin in which an entry's kind stands.
const KIND: u16 = 11;
/// How much of a statement's words its label holds, in cells.
const WORDS: usize = 48;

/// What goes by a name, before it is ranked.
struct Entry {
    kind: &'static str,
    label: String,
    go: Go,
}

impl App {
    pub(super) fn open_palette(&mut self) {
        self.overlay = Some(Overlay::Chooser(Chooser {
            listing: Listing::Palette,
            title: "Go to".to_owned(),
            prompt: Some(Prompt::default()),
            rows: Vec::new(),
            chosen: 0,
            commands: Vec::new(),
            top: Anchor::default(),
            empty: "nothing goes by that name",
        }));
        self.narrow_palette();
    }

    /// Ranks what goes by a name by what is typed.
    pub(super) fn narrow_palette(&mut self) {
        let Some(Overlay::Chooser(Chooser { prompt: Some(prompt), .. })) = &self.overlay else {
            return;
        };
        let typed = prompt.text().trim().to_owned();
        let (labels, mut commands): (Vec<_>, Vec<_>) = self.commands().into_iter().unzip();
        let mut rows = dated_rows(&typed, &mut commands);
        let command = |(at, label)| Entry { kind: "command", label, go: Go::Command(at) };
        let mut entries: Vec<Entry> = labels.into_iter().enumerate().map(command).collect();
        if typed.is_empty() {
            rows.extend(entries.into_iter().map(|e| entry_row(&e, &[])));
        } else {
            rows.extend(self.exact_row(&typed));
            let (names, notes) = self.names();
            entries.extend(names);
            rows.extend(ranked(&typed, &entries));
            rows.extend(ranked(&typed, &notes));
        }
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.chosen = rows.iter().position(|r| r.go.is_some()).unwrap_or(0);
            chooser.rows = pages::finished(rows, self.ascii);
            chooser.commands = commands;
            chooser.top = Anchor::default();
        }
    }

    fn commands(&self) -> Vec<(String, Action)> {
        let command = |label: &str, action| (label.to_owned(), action);
        let mut commands = vec![
            command("search statements and events", Action::Search),
            command("list, lanes or figures: the next view of the timeline", Action::View),
            command("look closer at time", Action::Span(1)),
            command("look at more of time", Action::Span(-1)),
            command("look at the whole of time", Action::Span(0)),
            command("order by the day said or the day published", Action::Axis),
            command("compare the reports of these words", Action::Compare),
            command("related records", Action::Relations),
            command("notes: errors, ambiguities, conflicts, translations, gaps", Action::Notes),
            command("marked records", Action::Marks),
            command("export the marked records as a brief with footnotes", Action::ExportMarked),
            command("copy this quotation", Action::CopyMenu),
            command("open the source in the browser", Action::Open { archived: false }),
            command("edit this record", Action::Edit),
            command("reload the dataset", Action::Reload),
            command("help", Action::Help),
            command("quit", Action::Quit),
        ];
        if self.restriction.is_some() {
            commands.insert(0, command("as of: show everything again", Action::AsOf(None)));
        }
        commands
    }

    /// Everything that goes by a name; notes last, since a record is what is mostly meant.
    fn names(&self) -> (Vec<Entry>, Vec<Entry>) {
        let c = self.chronology();
        let to = |citation| Go::To(citation);
        let events = c.events().iter().enumerate().map(|(i, event)| {
            let record = c.record_of(Subject::Event(i.into()));
            let label =
                format!("{} · {} · {}", event.title, words::date(event.date.as_ref()), event.id);
            Entry { kind: "event", label, go: to(Citation { record, nth: 0 }) }
        });
        let speakers = c.speakers().iter().enumerate().map(|(i, speaker)| {
            let names = std::iter::once(&speaker.name).chain(&speaker.aka);
            let label = names.map(|name| &**name).collect::<Vec<_>>().join(" · ");
            Entry { kind: "speaker", label, go: Go::Speaker(i.into()) }
        });
        let sources = c.sources().iter().enumerate().map(|(i, source)| {
            let title = source.title.as_deref().unwrap_or(words::UNTITLED);
            let label = format!("{} · {title} · {}", words::source(c, i.into()), source.id);
            Entry { kind: "source", label, go: Go::Source(i.into()) }
        });
        // Past this many the palette would lag; statements then go by their exact id, and by search.
        let statements = if c.statements().len() > NAMED { &[][..] } else { c.statements() };
        let statements = statements.iter().enumerate().map(|(i, s)| {
            let who = s.speaker.map_or_else(
                || words::UNNAMED.to_owned(),
                |s| words::short_speaker(c.speaker(s)).to_string(),
            );
            let words = crate::text::truncate(&s.text, WORDS);
            let label = format!("{who} · {} · {words} · {}", words::date(s.said.as_ref()), s.id);
            Entry { kind: "statement", label, go: to(c.citation_of(i.into())) }
        });
        let notes = c.notes_list().iter().enumerate().map(|(i, note)| {
            let label = format!("{} · {}", note.kind, note.id);
            Entry { kind: "note", label, go: Go::Note(i.into()) }
        });
        (events.chain(speakers).chain(sources).chain(statements).collect(), notes.collect())
    }

    /// A typed id goes straight to its record.
    fn exact_row(&self, typed: &str) -> Option<Row> {
        let target = self.chronology().by_id(typed)?;
        let go = self.go_to(target)?;
        Some(
            Row::of(pages::notes::target_spans(&self.page_input(), target))
                .led(KIND, vec![Span::new("id", Tone::Dim)])
                .leading(go),
        )
    }
}

/// A typed date goes to the record nearest it, and offers what was known by then; `as of` before it turns the
/// two around. The command for it is added to the others.
fn dated_rows(typed: &str, commands: &mut Vec<Action>) -> Vec<Row> {
    let (as_of, date) = match typed.strip_prefix("as of") {
        Some(rest) => (true, rest.trim()),
        None => (false, typed),
    };
    let row = |kind: &str, text: String, go: Option<Go>| Row {
        go,
        ..Row::of(vec![Span::new(text, Tone::Date)]).led(KIND, vec![Span::new(kind, Tone::Dim)])
    };
    let Ok(date) = Edtf::parse(date) else {
        let hint = "and a date, as in 2025-10-04: only what was published by then".to_owned();
        return if as_of { vec![row("as of", hint, None)] } else { Vec::new() };
    };
    let day = date.sort_day();
    let by = date.latest().unwrap_or(day);
    let known = format!("only what was published by {}", Edtf::of_day(by).long());
    commands.push(Action::AsOf(Some(by)));
    let mut rows = vec![
        row("date", format!("the record nearest {}", date.long()), Some(Go::Day(day))),
        row("as of", known, Some(Go::Command(commands.len() - 1))),
    ];
    if as_of {
        rows.reverse();
    }
    rows
}

fn ranked(typed: &str, entries: &[Entry]) -> Vec<Row> {
    let labels = entries.iter().map(|e| e.label.as_str()).enumerate();
    let found = label::rank(typed, labels, RANKED).into_iter();
    found.map(|(at, _, letters)| entry_row(&entries[at], &letters)).collect()
}

fn entry_row(entry: &Entry, letters: &[std::ops::Range<usize>]) -> Row {
    let lights: Vec<_> = letters.iter().map(|range| (range.clone(), Light::Strong)).collect();
    let kind = vec![Span::new(entry.kind, Tone::Dim)];
    Row::of(lit(&entry.label, Tone::OwnWords, &lights)).led(KIND, kind).leading(entry.go.clone())
}
