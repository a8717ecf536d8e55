//! Lists laid over the panes: the palette, the marks, the related records, the ledger of notes, the menu of
//! what to copy. One list serves all; only what fills it differs.

use crate::chronology::date::Edtf;
use crate::chronology::model::{NoteIx, Target};
use crate::chronology::tables::Citation;
use crate::geometry::{Area, GUTTER};
use crate::search::label;

use super::action::{Action, CopyOf};
use super::effect::Effect;
use super::prompt::Prompt;
use super::prose::{Go, Light, Row, Span, Tone, lit};
use super::viewport::{Anchor, Rows};
use super::{App, Overlay, naming};

/// How many entries the palette ranks.
const RANKED: usize = 200;
/// How many statements the palette goes through by name.
const NAMED: usize = 20_000;
/// The margin in which an entry's kind stands.
const KIND: u16 = 11;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// Everything that can be gone to by name.
    Palette,
    /// The marked records.
    Marks,
    /// What is related to the record under the cursor.
    Relations,
    /// The ledger of notes.
    Notes,
    /// What to copy.
    Copy,
    /// The records of a cell of the lanes.
    Cell,
}

/// A list laid over the panes.
#[derive(Debug, Clone)]
pub struct Chooser {
    /// What it is of.
    pub listing: Listing,
    /// Its title.
    pub title: String,
    /// What is typed to narrow it, in the palette.
    pub prompt: Option<Prompt>,
    /// Its rows; those that lead nowhere are headings.
    pub rows: Vec<Row>,
    /// The chosen row.
    pub chosen: usize,
    /// What stands at its top.
    pub top: Anchor,
    /// What to say where there are no rows.
    pub empty: &'static str,
}

/// An entry of the palette before it is ranked.
struct Entry {
    kind: &'static str,
    label: String,
    go: Go,
}

impl Listing {
    /// The part of the screen's body that the list covers.
    #[must_use]
    pub fn area(self, body: Area) -> Area {
        match self {
            Self::Copy => body.centred(48, 9),
            Self::Palette => body.centred(90.min(body.width), 22),
            _ => body.centred(110.min(body.width), 30),
        }
    }
}

impl App {
    pub(super) fn open_palette(&mut self) {
        self.overlay = Some(Overlay::Chooser(Chooser {
            listing: Listing::Palette,
            title: "Go to".to_owned(),
            prompt: Some(Prompt::default()),
            rows: Vec::new(),
            chosen: 0,
            top: Anchor::default(),
            empty: "nothing goes by that name",
        }));
        self.narrow_palette();
    }

    pub(super) fn open(
        &mut self,
        listing: Listing,
        title: String,
        rows: Vec<Row>,
        empty: &'static str,
    ) {
        let chosen = rows.iter().position(|r| r.go.is_some()).unwrap_or(0);
        let top = Anchor::default();
        let prompt = None;
        self.overlay =
            Some(Overlay::Chooser(Chooser { listing, title, prompt, rows, chosen, top, empty }));
    }

    pub(super) fn open_marks(&mut self) {
        let c = self.chronology();
        let mut marked: Vec<_> = self.marks.iter().filter_map(|id| self.record_by_id(id)).collect();
        marked.sort_unstable();
        let rows: Vec<Row> = (marked.iter())
            .map(|record| {
                self.record_row(Citation { record: *record, nth: 0 }, super::timeline::Dated::Long)
            })
            .map(|row| Row { here: false, ..row })
            .collect();
        let _ = c;
        let title = format!("Marks · {}", rows.len());
        self.open(
            Listing::Marks,
            title,
            rows,
            "nothing is marked; m marks the record under the cursor",
        );
    }

    pub(super) fn open_relations(&mut self) {
        let mut rows = Vec::new();
        self.relations(&mut rows);
        if let crate::chronology::tables::Record::Event(event) =
            self.chronology().record(self.cursor.record)
        {
            let c = self.chronology();
            let said = c.of_event(event);
            if !said.is_empty() {
                rows.push(Row::heading("said of it"));
            }
            for record in said {
                let row = self
                    .record_row(Citation { record: *record, nth: 0 }, super::timeline::Dated::Long);
                rows.push(Row { here: false, ..row });
            }
        }
        rows.retain(|row| !row.is_blank());
        self.open(
            Listing::Relations,
            "Related".to_owned(),
            rows,
            "no record is linked to this one",
        );
    }

    /// Opens the ledger of notes, at a note or at those of the record under the cursor.
    pub(super) fn open_notes(&mut self, at: Option<NoteIx>) {
        let c = self.chronology();
        let mut rows = Vec::new();
        let mut chosen = None;
        let here = at.or_else(|| c.notes_of(self.cursor.record).first().copied());
        for (i, note) in c.notes_list().iter().enumerate() {
            let ix = NoteIx::from(i);
            if Some(ix) == here {
                chosen = Some(rows.len());
            }
            let kind = Span::new(format!("! {:<11}", note.kind.word()), Tone::Warn);
            let mut row = Row::of(vec![Span::new(&*note.text, Tone::Told)]).led(14, vec![kind]);
            row.go = note.about.first().and_then(|target| self.go_to(*target));
            rows.push(row);
            for target in &note.about {
                let Some(go) = self.go_to(*target) else { continue };
                let spans = self.target_spans(*target);
                rows.push(Row::of(spans).led(16, Vec::new()).leading(go));
            }
        }
        let title = format!("Notes · {}", c.notes_list().len());
        self.open(Listing::Notes, title, rows, "this dataset has no notes");
        if let (Some(Overlay::Chooser(chooser)), Some(chosen)) = (&mut self.overlay, chosen) {
            chooser.chosen = chosen;
        }
        self.reveal_choice();
    }

    pub(super) fn open_copy(&mut self) {
        let rows = [
            ("y", "the quotation with its citation", CopyOf::Quote),
            ("w", "the words alone", CopyOf::Words),
            ("f", "a Markdown footnote", CopyOf::Footnote),
            ("u", "the link to the passage", CopyOf::Link),
            ("b", "a BibTeX entry", CopyOf::Bibtex),
            ("j", "a CSL-JSON item", CopyOf::Csl),
            ("i", "the id", CopyOf::Id),
        ];
        let rows = rows.map(|(key, what, of)| {
            Row::of(vec![Span::new(what, Tone::Plain)])
                .led(3, vec![Span::new(key, Tone::Key)])
                .leading(Go::Do(Action::Copy(of)))
        });
        self.open(Listing::Copy, "Copy".to_owned(), rows.to_vec(), "");
    }

    /// Where a record of any kind can be gone to.
    #[must_use]
    pub fn go_to(&self, target: Target) -> Option<Go> {
        let c = self.chronology();
        let record = |subject| Go::To(Citation { record: c.record_of(subject), nth: 0 });
        match target {
            Target::Event(e) => Some(record(crate::chronology::model::Subject::Event(e))),
            Target::Statement(s) => Some(Go::To(c.citation_of(s))),
            Target::Source(s) => Some(Go::Source(s)),
            Target::Speaker(s) => Some(Go::Speaker(s)),
            Target::Note(n) => Some(Go::Note(n)),
            Target::Party(_) | Target::Series(_) => None,
        }
    }

    fn target_spans(&self, target: Target) -> Vec<Span> {
        let c = self.chronology();
        match target {
            Target::Event(e) => {
                naming::record_spans(c, crate::chronology::model::Subject::Event(e))
            }
            Target::Statement(s) => {
                let mut spans = vec![Span::new(
                    format!("{}  ", naming::source(c, c.statement(s).source)),
                    Tone::Dim,
                )];
                spans.extend(naming::record_spans(
                    c,
                    crate::chronology::model::Subject::Statement(s),
                ));
                let words: String = spans.iter().map(|s| s.text.as_str()).collect();
                vec![Span::new(crate::text::truncate(&words, 58).into_owned(), Tone::Dim)]
            }
            Target::Source(s) => vec![Span::new(naming::source(c, s), Tone::Plain)],
            Target::Speaker(s) => {
                vec![Span::new(&*c.speaker(s).name, naming::party_tone(c.speaker(s)))]
            }
            Target::Party(p) => vec![Span::new(&*c.party(p).name, Tone::Plain)],
            Target::Note(n) => vec![Span::new(&*c.note(n).id, Tone::Plain)],
            Target::Series(s) => vec![Span::new(&*c.series()[s.at()].id, Tone::Plain)],
        }
    }

    /// Ranks the palette's entries by what is typed.
    pub(super) fn narrow_palette(&mut self) {
        let Some(Overlay::Chooser(Chooser { prompt: Some(prompt), .. })) = &self.overlay else {
            return;
        };
        let typed = prompt.text().trim().to_owned();
        let mut entries = self.commands();
        let mut rows = Vec::new();
        rows.extend(Self::dated_rows(&typed));
        rows.extend(self.exact_row(&typed));
        if !typed.is_empty() {
            self.add_names(&mut entries);
        }
        let labels = entries.iter().map(|e| e.label.as_str()).enumerate();
        for (at, _, letters) in label::rank(&typed, labels, RANKED) {
            let entry = &entries[at];
            let lights: Vec<_> = letters.into_iter().map(|range| (range, Light::Strong)).collect();
            let kind = vec![Span::new(entry.kind, Tone::Dim)];
            rows.push(
                Row::of(lit(&entry.label, Tone::Told, &lights))
                    .led(KIND, kind)
                    .leading(entry.go.clone()),
            );
        }
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.rows = rows;
            chooser.chosen = 0;
            chooser.top = Anchor::default();
        }
    }

    fn commands(&self) -> Vec<Entry> {
        let command = |label: &str, action| Entry {
            kind: "command",
            label: label.to_owned(),
            go: Go::Do(action),
        };
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

    fn add_names(&self, entries: &mut Vec<Entry>) {
        let c = self.chronology();
        for (i, event) in c.events().iter().enumerate() {
            let go = Go::To(Citation {
                record: c.record_of(crate::chronology::model::Subject::Event(i.into())),
                nth: 0,
            });
            entries.push(Entry {
                kind: "event",
                label: format!("{} · {}", event.title, event.id),
                go,
            });
        }
        for (i, speaker) in c.speakers().iter().enumerate() {
            let aka = speaker.aka.join(", ");
            let label = if aka.is_empty() {
                speaker.name.to_string()
            } else {
                format!("{} · {aka}", speaker.name)
            };
            entries.push(Entry { kind: "speaker", label, go: Go::Speaker(i.into()) });
        }
        for (i, source) in c.sources().iter().enumerate() {
            let title = source.title.as_deref().unwrap_or("untitled");
            let label = format!("{} · {title} · {}", naming::source(c, i.into()), source.id);
            entries.push(Entry { kind: "source", label, go: Go::Source(i.into()) });
        }
        // Past this many the palette would lag; statements then go by their exact id, and by search.
        let statements = if c.statements().len() > NAMED { &[][..] } else { c.statements() };
        for (i, statement) in statements.iter().enumerate() {
            let who = statement.speaker.map_or_else(String::new, |s| {
                format!("{} · ", naming::short_speaker(c.speaker(s)))
            });
            let go = Go::To(c.citation_of(i.into()));
            entries.push(Entry { kind: "statement", label: format!("{who}{}", statement.id), go });
        }
        for (i, note) in c.notes_list().iter().enumerate() {
            entries.push(Entry {
                kind: "note",
                label: note.id.to_string(),
                go: Go::Note(i.into()),
            });
        }
    }

    /// A typed id goes straight to its record.
    fn exact_row(&self, typed: &str) -> Option<Row> {
        let target = self.chronology().by_id(typed)?;
        let go = self.go_to(target)?;
        Some(
            Row::of(self.target_spans(target))
                .led(KIND, vec![Span::new("id", Tone::Dim)])
                .leading(go),
        )
    }

    /// A typed date goes to the record nearest it, and offers what was known by then.
    fn dated_rows(typed: &str) -> Vec<Row> {
        let date = typed.trim_start_matches("as of").trim();
        let Ok(date) = Edtf::parse(date) else { return Vec::new() };
        let row = |kind: &str, text: String, go| {
            Row::of(vec![Span::new(text, Tone::Date)])
                .led(KIND, vec![Span::new(kind, Tone::Dim)])
                .leading(go)
        };
        let day = date.sort_day();
        let known = date.latest().unwrap_or(day);
        vec![
            row("date", format!("the record nearest {}", date.long()), Go::Day(day)),
            row(
                "as of",
                format!("only what was published by {}", Edtf::of_day(known).long()),
                Go::Do(Action::AsOf(Some(known))),
            ),
        ]
    }

    pub(super) fn choose(&mut self, by: isize) {
        let Some(Overlay::Chooser(chooser)) = &mut self.overlay else { return };
        let leads: Vec<usize> =
            (0..chooser.rows.len()).filter(|i| chooser.rows[*i].go.is_some()).collect();
        let here = leads.partition_point(|i| *i < chooser.chosen);
        if let Some(to) =
            leads.get(here.saturating_add_signed(by).min(leads.len().saturating_sub(1)))
        {
            chooser.chosen = *to;
        }
        self.reveal_choice();
    }

    fn choice_area(&self, listing: Listing) -> Area {
        let inner = listing.area(self.screen().body).inset(1);
        let list = if listing == Listing::Palette { inner.split_rows(1).1 } else { inner };
        list.split_columns(GUTTER).1
    }

    pub(super) fn reveal_choice(&mut self) {
        let Some(Overlay::Chooser(chooser)) = &self.overlay else { return };
        let area = self.choice_area(chooser.listing);
        let rows =
            Rows { len: chooser.rows.len(), height: &|i| chooser.rows[i].height(area.width) };
        let top = rows.reveal(chooser.top, usize::from(area.height), chooser.chosen, 1);
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.top = top;
        }
    }

    /// Goes where the chosen row leads; the list is closed.
    pub(super) fn take_choice(&mut self) -> Vec<Effect> {
        let Some(Overlay::Chooser(chooser)) = self.overlay.take() else { return Vec::new() };
        if chooser.listing == Listing::Cell {
            self.set_view(super::View::List);
        }
        match chooser.rows.get(chooser.chosen).and_then(|row| row.go.clone()) {
            Some(go) => self.go(go),
            None => Vec::new(),
        }
    }

    pub(super) fn click_choice(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let Some(Overlay::Chooser(chooser)) = &self.overlay else { return Vec::new() };
        let area = self.choice_area(chooser.listing);
        if !area.contains(column, row) {
            self.overlay = None;
            return Vec::new();
        }
        let rows =
            Rows { len: chooser.rows.len(), height: &|i| chooser.rows[i].height(area.width) };
        let at = rows.scroll(chooser.top, isize::from((row - area.y) as i16)).row;
        if chooser.rows.get(at).is_some_and(|r| r.go.is_some()) {
            if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
                chooser.chosen = at;
            }
            return self.take_choice();
        }
        Vec::new()
    }
}
