//! The palette: everything that goes by a name, found by its letters. Records, speakers, sources, notes, dates,
//! views, and the commands of the table of keys.
//!
//! Owns what can be named and how it is ranked; the list that shows it is [`crate::app::Picker`].

use std::ops::Range;

use crate::app::action::{Action, Show};
use crate::app::prompt::Prompt;
use crate::app::{App, Listing, Overlay, Picker, View};
use crate::chronology::date::{Edtf, Period};
use crate::chronology::model::Subject;
use crate::chronology::tables::Citation;
use crate::keymap;
use crate::pages;
use crate::pages::row::{Go, Light, Row, Span, Tone, lit};
use crate::search::labels;
use crate::text;
use crate::words;

/// How many entries the palette ranks.
const RANKED: usize = 200;
/// How many statements the palette goes through by name.
const NAMED: usize = 20_000;
/// The margin in which an entry's kind stands.
const KIND: u16 = 11;
/// How much of a statement's words its label holds, in cells.
const WORDS: usize = 48;

/// What goes by a name, before it is ranked.
struct PaletteEntry {
    kind: &'static str,
    label: String,
    /// The key that does the same.
    key: &'static str,
    go: Go,
}

impl PaletteEntry {
    fn new(kind: &'static str, label: String, go: Go) -> Self {
        Self { kind, label, key: "", go }
    }
}

/// Opens the palette.
pub(super) fn open(app: &mut App) {
    let mut palette =
        Picker::new(Listing::Palette, "Go to".to_owned(), Vec::new(), "nothing goes by that name");
    palette.prompt = Some(Prompt::default());
    app.lay_over(Overlay::Picker(palette));
    narrow(app);
}

/// Ranks what goes by a name by what is typed.
pub(super) fn narrow(app: &mut App) {
    let Some(Overlay::Picker(Picker { prompt: Some(prompt), .. })) = app.overlay() else {
        return;
    };
    let typed = prompt.text().trim().to_owned();
    let (mut entries, mut commands) = commands(app);
    let mut rows = dated_rows(&typed, &mut commands);
    if typed.is_empty() {
        rows.extend(entries.iter().map(|entry| entry_row(entry, &[])));
    } else {
        rows.extend(exact_row(app, &typed));
        let (names, notes) = names(app);
        entries.extend(names);
        rows.extend(ranked(&typed, &entries));
        rows.extend(ranked(&typed, &notes));
    }
    let (rows, body) = (pages::finished(rows, app.ascii), app.screen().body);
    if let Some(Overlay::Picker(picker)) = app.overlays.last_mut() {
        picker.fill(rows);
        picker.commands = commands;
        picker.reveal(body);
    }
}

/// The commands of the table of keys, the views by their names, and the way out of a day of knowledge; and what
/// each does, in the same order.
fn commands(app: &App) -> (Vec<PaletteEntry>, Vec<Action>) {
    let end = app
        .place
        .as_of
        .map(|_| ("as of: show everything again".to_owned(), "", Action::Show(Show::AsOf(None))));
    let keys = keymap::commands().map(|b| (b.text.to_owned(), b.chord(), b.action.clone()));
    let views = View::ALL.into_iter().map(|view| {
        let label = format!("the timeline as {}", view.get().name());
        (label, "", Action::Show(Show::View(view)))
    });
    let all = end.into_iter().chain(keys).chain(views);
    let entry = |(at, (label, key, action)): (usize, (String, &'static str, Action))| {
        (PaletteEntry { kind: "command", label, key, go: Go::Command(at) }, action)
    };
    all.enumerate().map(entry).unzip()
}

/// Everything that goes by a name; notes last, since a record is what is mostly meant.
fn names(app: &App) -> (Vec<PaletteEntry>, Vec<PaletteEntry>) {
    let c = app.chronology();
    let events = c.events().iter().enumerate().map(|(i, event)| {
        let record = c.record_of(Subject::Event(i.into()));
        let label =
            format!("{} · {} · {}", event.title, words::date(event.date.as_ref()), event.id);
        PaletteEntry::new("event", label, Go::To(Citation { record, nth: 0 }))
    });
    let speakers = c.speakers().iter().enumerate().map(|(i, speaker)| {
        let names = std::iter::once(&speaker.name).chain(&speaker.aka);
        let label = names.map(|name| &**name).collect::<Vec<_>>().join(" · ");
        PaletteEntry::new("speaker", label, Go::Speaker(i.into()))
    });
    let sources = c.sources().iter().enumerate().map(|(i, source)| {
        let title = source.title.as_deref().unwrap_or(words::UNTITLED);
        let label = format!("{} · {title} · {}", words::source(c, i.into()), source.id);
        PaletteEntry::new("source", label, Go::Source(i.into()))
    });
    // Past this many the palette would lag; statements then go by their exact id, and by search.
    let statements = if c.statements().len() > NAMED { &[][..] } else { c.statements() };
    let statements = statements.iter().enumerate().map(|(i, s)| {
        let who = s.speaker.map_or_else(
            || words::UNNAMED.to_owned(),
            |by| format!("{}{}", words::short_speaker(c.speaker(by)), words::more_speakers(s)),
        );
        let words = text::truncate(&s.text, WORDS);
        let label = format!("{who} · {} · {words} · {}", words::date(s.said.as_ref()), s.id);
        PaletteEntry::new("statement", label, Go::To(c.citation_of(i.into())))
    });
    let notes = c.notes_list().iter().enumerate().map(|(i, note)| {
        let label = format!("{} · {}", note.kind, note.id);
        PaletteEntry::new("note", label, Go::Note(i.into()))
    });
    (events.chain(speakers).chain(sources).chain(statements).collect(), notes.collect())
}

/// A typed id goes straight to its record.
fn exact_row(app: &App, typed: &str) -> Option<Row> {
    let named = app.chronology().by_id(typed)?;
    let go = app.go_to(named)?;
    let spans = pages::notes::target_spans(&app.page_input(), named);
    Some(Row::of(spans).led(KIND, vec![Span::new("id", Tone::Dim)]).leading(go))
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
    let date = match Edtf::parse_written(date) {
        Ok(date) => date,
        Err(fault) if fault.ambiguous => return vec![row("date", fault.help, None)],
        Err(_) => {
            let hint = "and a date, as in 2025-10-04: only what was published by then".to_owned();
            return if as_of { vec![row("as of", hint, None)] } else { Vec::new() };
        }
    };
    let Some(by) = Period::until(&date).to else { return Vec::new() };
    let known = format!("only what was published by {by}");
    commands.push(Action::Show(Show::AsOf(Some(by))));
    let mut rows = vec![
        row("date", format!("the record nearest {}", date.long()), Some(Go::Date(date))),
        row("as of", known, Some(Go::Command(commands.len() - 1))),
    ];
    if as_of {
        rows.reverse();
    }
    rows
}

fn ranked(typed: &str, entries: &[PaletteEntry]) -> Vec<Row> {
    let labels = entries.iter().map(|e| e.label.as_str()).enumerate();
    let found = labels::rank(typed, labels, RANKED).into_iter();
    found.map(|(at, _, letters)| entry_row(&entries[at], &letters)).collect()
}

fn entry_row(entry: &PaletteEntry, letters: &[Range<usize>]) -> Row {
    let lights: Vec<_> = letters.iter().map(|range| (range.clone(), Light::Strong)).collect();
    let kind = vec![Span::new(entry.kind, Tone::Dim)];
    let row = Row::of(lit(&entry.label, Tone::OwnWords, &lights)).led(KIND, kind);
    let key = (!entry.key.is_empty()).then(|| Span::new(entry.key, Tone::Key));
    Row { tail: key.into_iter().collect(), ..row }.leading(entry.go.clone())
}
