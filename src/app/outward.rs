//! What leaves the program: copies, links, briefs, and the editor at a record's line.
//!
//! Composes effects and runs none of them.

use crate::chronology::audit::place_of;
use crate::chronology::model::Subject;
use crate::chronology::tables::Citation;
use crate::cite::{self, Style};

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
        let cite = |style| cite::of_citation(c, self.cursor, style);
        let (name, text) = match what {
            CopyOf::Quote => ("the quotation with its citation", Some(cite(Style::Note))),
            CopyOf::Words => ("the words", Some(super::naming::headline(c, self.record_read()).to_owned())),
            CopyOf::Footnote => ("the footnote", Some(cite(Style::Markdown))),
            CopyOf::Link => ("the link to the passage", cite::link_of(c, self.cursor)),
            CopyOf::Bibtex => ("the BibTeX entry", Some(cite(Style::Bibtex))),
            CopyOf::Csl => ("the CSL-JSON item", Some(cite(Style::Csl))),
            CopyOf::Id => ("the id", Some(self.id_read().to_owned())),
        };
        match text {
            Some(text) => vec![Effect::Copy { what: name, text }],
            None => {
                self.tell("no link is recorded for this source");
                Vec::new()
            }
        }
    }

    /// The event, or the very report that the cursor is on.
    fn record_read(&self) -> crate::chronology::tables::Record {
        let c = self.chronology();
        c.reported(self.cursor).map_or(c.record(self.cursor.record), crate::chronology::tables::Record::Statement)
    }

    fn id_read(&self) -> &str {
        let c = self.chronology();
        c.reported(self.cursor).map_or_else(|| c.record_id(self.cursor.record), |s| &c.statement(s).id)
    }

    fn open_source(&mut self, archived: bool) -> Vec<Effect> {
        let c = self.chronology();
        let link = if archived {
            self.source().and_then(|s| c.source(s).archive.as_deref().map(str::to_owned))
        } else {
            cite::link_of(c, self.cursor)
        };
        match link {
            Some(link) => vec![Effect::OpenUrl(link)],
            None => {
                let what = if archived { "no archived copy is recorded" } else { "no link is recorded for this source" };
                self.tell(what);
                Vec::new()
            }
        }
    }

    fn edit(&mut self) -> Vec<Effect> {
        if self.library.built_in {
            self.tell("the built-in dataset cannot be edited; open a copy of it with --dataset PATH");
            return Vec::new();
        }
        let c = self.chronology();
        let subject = c.reported(self.cursor).map_or_else(|| c.subject(self.cursor.record), Subject::Statement);
        let place = place_of(c, subject);
        let file = c.files.get(place.file.at()).cloned().unwrap_or_default();
        vec![Effect::Edit { file, line: place.line }]
    }

    fn export(&mut self) -> Vec<Effect> {
        let mut marked: Vec<_> = self.marks.iter().filter_map(|id| self.record_by_id(id)).collect();
        if marked.is_empty() {
            self.tell("nothing is marked; m marks the record under the cursor");
            return Vec::new();
        }
        marked.sort_unstable();
        let citations: Vec<Citation> = marked.into_iter().map(|record| Citation { record, nth: 0 }).collect();
        let text = cite::brief(self.chronology(), &citations, self.as_of());
        vec![Effect::Export { name: "startline-brief.md".to_owned(), text }]
    }
}
