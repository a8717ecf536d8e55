//! What leaves the program: copies, links, briefs, and the editor at a record's line.
//!
//! Composes effects and runs none of them.

use crate::chronology::date::Edtf;
use crate::chronology::model::{RecordIx, Subject, Target};
use crate::chronology::tables::{Citation, Record};
use crate::cite::{self, Style};
use crate::words;

use super::App;
use super::action::{Action, CopyOf};
use super::effect::Effect;

impl App {
    pub(super) fn reach_out(&mut self, action: &Action) -> Vec<Effect> {
        if self.chronology().records.is_empty() {
            self.tell("this dataset holds no records");
            return Vec::new();
        }
        match action {
            Action::Copy(what) => self.copy(*what),
            Action::Open { archived } => self.open_source(*archived),
            Action::Edit => self.edit(),
            Action::ExportMarked => self.export(),
            _ => Vec::new(),
        }
    }

    fn copy(&mut self, what: CopyOf) -> Vec<Effect> {
        let c = self.chronology();
        let cite = |style| Some(cite::render(c, &[self.target_read()], style));
        let statement = c.reported(self.cursor).map(|ix| c.statement(ix));
        let kind = statement.map(|s| s.kind);
        let (what, text) = match what {
            CopyOf::Quote => (words::with_citation(kind), cite(Style::Note)),
            CopyOf::Words => (words::the_words(kind), Some(self.words_read())),
            CopyOf::Footnote => ("the footnote", cite(Style::Markdown)),
            CopyOf::Link => (words::the_link(kind), self.link().or_else(|| self.archived())),
            CopyOf::Bibtex => ("the BibTeX entry", cite(Style::Bibtex)),
            CopyOf::Csl => ("the CSL-JSON item", cite(Style::Csl)),
            CopyOf::Id => ("the id", Some(self.id_read().to_owned())),
        };
        match text {
            Some(text) => vec![Effect::Copy { what, text: text.trim_end().to_owned() }],
            None => {
                self.tell("no link is recorded for this source");
                Vec::new()
            }
        }
    }

    /// The words that are read, as they may be put between somebody's own marks; a paraphrase never, so it says
    /// that it is one.
    fn words_read(&self) -> String {
        let c = self.chronology();
        match c.reported(self.cursor).map(|ix| c.statement(ix)) {
            Some(s) if !s.kind.is_verbatim() => words::alone(s),
            _ => words::headline(c, self.record_read()).to_owned(),
        }
    }

    /// The address of the source that is read, opening at the words where the page has them.
    fn link(&self) -> Option<String> {
        let url = self.chronology().source(self.source()?).url.as_deref()?;
        Some(self.at_words(url))
    }

    /// The same of its archived copy.
    fn archived(&self) -> Option<String> {
        let archive = self.chronology().source(self.source()?).archive.as_deref()?;
        Some(self.at_words(archive))
    }

    fn at_words(&self, address: &str) -> String {
        let c = self.chronology();
        match c.reported(self.cursor) {
            Some(statement) => cite::address_of(c.statement(statement), address),
            None => address.to_owned(),
        }
    }

    fn target_read(&self) -> Target {
        match self.record_read() {
            Record::Event(e) => Target::Event(e),
            Record::Statement(s) => Target::Statement(s),
        }
    }

    /// The event, or the very report that the cursor is on.
    fn record_read(&self) -> Record {
        let c = self.chronology();
        c.reported(self.cursor).map_or(c.record(self.cursor.record), Record::Statement)
    }

    pub(super) fn id_read(&self) -> &str {
        let c = self.chronology();
        c.reported(self.cursor)
            .map_or_else(|| c.record_id(self.cursor.record), |s| &c.statement(s).id)
    }

    fn open_source(&mut self, archived: bool) -> Vec<Effect> {
        let link = if archived { self.archived() } else { self.link() };
        match link {
            Some(link) => vec![Effect::OpenUrl(link)],
            None => {
                let what = if archived {
                    "no archived copy is recorded"
                } else {
                    "no link is recorded for this source"
                };
                self.tell(what);
                Vec::new()
            }
        }
    }

    fn edit(&mut self) -> Vec<Effect> {
        if self.library.built_in {
            self.tell("--dataset PATH opens files to edit; the built-in records are read only");
            return Vec::new();
        }
        let c = self.chronology();
        let subject = c
            .reported(self.cursor)
            .map_or_else(|| c.subject(self.cursor.record), Subject::Statement);
        let location = c.location_of(subject);
        let file = c.files.get(location.file.at()).cloned().unwrap_or_default();
        vec![Effect::Edit { file, line: location.line }]
    }

    fn export(&mut self) -> Vec<Effect> {
        let targets: Vec<Target> = self.marked().into_iter().map(|(_, target)| target).collect();
        if targets.is_empty() {
            self.tell("nothing is marked; m marks what is read");
            return Vec::new();
        }
        let head = self.brief_head(targets.len());
        let text = head + &cite::render(self.chronology(), &targets, Style::Markdown);
        vec![Effect::Export { name: "startline-brief.md".to_owned(), text }]
    }

    /// What is marked, in time: each as a citation and as what it is.
    pub(super) fn marked(&self) -> Vec<(Citation, Target)> {
        let c = self.chronology();
        let place = |id: &String| {
            let target = c.by_id(id)?;
            let citation = match target {
                Target::Statement(s) => c.citation_of(s),
                Target::Event(e) => Citation { record: c.record_of(Subject::Event(e)), nth: 0 },
                _ => return None,
            };
            Some((citation, target))
        };
        let mut marked: Vec<_> = self.marks.iter().filter_map(place).collect();
        marked.sort_unstable_by_key(|(citation, _)| *citation);
        marked
    }

    /// Whether a record, or any report of it, is marked.
    pub(super) fn is_marked(&self, record: RecordIx) -> bool {
        self.marks.iter().any(|id| self.record_by_id(id) == Some(record))
    }

    /// What a brief rests on: the dataset, its state and the day.
    fn brief_head(&self, count: usize) -> String {
        let meta = &self.chronology().meta;
        let records = words::count(count, "record");
        let updated =
            meta.updated.as_ref().map_or_else(String::new, |d| format!(", updated {}", d.long()));
        let day = Edtf::of_day(self.as_of()).long();
        let known =
            if self.restriction().is_some() { ", only what was published by then" } else { "" };
        let title = &meta.title;
        format!(
            "# {title}: {records}\n\nFrom the dataset “{title}”{updated}. As of {day}{known}.\n\n"
        )
    }
}
