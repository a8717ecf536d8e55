//! The page of a record: its words first, then who, when and where, then what refers to it.
//!
//! Owns the order and the labels. On a terminal lines break at words; to a pipe they are as long as
//! they are.

mod claims;
mod ground;

use std::io::{self, Write};

use crate::chronology::Chronology;
use crate::chronology::model::{Cite, Entity, NoteIx};
use crate::chronology::shared_str::SharedStr;
use crate::chronology::verify::dataset::Verification;
use crate::cite::reference::Reference;
use crate::cite::{self, Style};
use crate::text;
use crate::words;

use super::super::Context;
use super::super::object::id_of;
use super::super::style::{FAINT, STRONG, lines, paint};

/// The cells of the column of labels.
const LABEL: usize = 12;

/// Writes the page of a record of any kind.
pub(super) fn write(
    context: &Context<'_>,
    target: Entity,
    verification: &Verification,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page { c: context.chronology, context, verification, out };
    match target {
        Entity::Statement(ix) => page.statement(ix)?,
        Entity::Event(ix) => page.event(ix)?,
        Entity::Source(ix) => page.source(ix)?,
        Entity::Speaker(ix) => page.speaker(ix)?,
        Entity::Series(ix) => page.series(ix)?,
        Entity::Point(ix) => page.point(ix)?,
        Entity::Note(ix) => {
            let note = page.c.note(ix);
            page.head(words::NOTE, &format!("note: {}", note.kind), &note.id)?;
            page.body(&note.text)?;
            for about in &note.about {
                page.field("on", id_of(page.c, *about))?;
            }
            page.cites(&note.cites)?;
        }
        Entity::Party(ix) => {
            let party = page.c.party(ix);
            page.head("", &party.name, &party.id)?;
            page.list("also", &party.aka)?;
        }
    }
    page.notes(target)?;
    page.citation(target)
}

struct Page<'a> {
    c: &'a Chronology,
    context: &'a Context<'a>,
    verification: &'a Verification,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn head(&mut self, glyph: &str, title: &str, id: &str) -> io::Result<()> {
        let glyph = if glyph.is_empty() { String::new() } else { format!("{glyph} ") };
        writeln!(self.out, "{glyph}{}  {}", paint(STRONG, title), paint(FAINT, id))
    }

    /// A paragraph of its own, with an empty line on both sides.
    fn body(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.wrapped(text, "  ", "  ")?;
        writeln!(self.out)
    }

    fn field(&mut self, label: &str, value: &str) -> io::Result<()> {
        self.row(LABEL, label, value)
    }

    /// A label in a column of so many cells, and the value behind it. What is as long as the column keeps a blank.
    fn row(&mut self, column: usize, label: &str, value: &str) -> io::Result<()> {
        let blanks = column.saturating_sub(text::width(label)).max(1);
        let label = format!("{label}{}", " ".repeat(blanks));
        self.wrapped(value, &paint(FAINT, label), &" ".repeat(column))
    }

    fn optional(&mut self, label: &str, value: Option<&str>) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.field(label, value))
    }

    fn list(&mut self, label: &str, values: &[SharedStr]) -> io::Result<()> {
        if values.is_empty() { Ok(()) } else { self.field(label, &values.join(", ")) }
    }

    fn wrapped(&mut self, text: &str, first: &str, indent: &str) -> io::Result<()> {
        let room = self.context.width.map(|columns| columns.saturating_sub(indent.len()).max(8));
        for (n, line) in lines(text, room).into_iter().enumerate() {
            writeln!(self.out, "{}{line}", if n == 0 { first } else { indent })?;
        }
        Ok(())
    }

    /// Who prints it, each source once, the first to be published first.
    fn printed(&mut self, target: Entity) -> io::Result<()> {
        let reference = Reference::of(self.c, target);
        for print in reference.map_or_else(Vec::new, |reference| reference.prints) {
            let source = print.source;
            let outlet = words::outlet(source);
            let at = print.places.behind();
            let (title, published) = (words::title(source), words::published(source));
            let changes = words::changes(self.c, source);
            let told = [format!("{outlet}{at}"), title, published].into_iter().chain(changes);
            let told = told.collect::<Vec<_>>().join(", ");
            self.field("printed", &format!("{told} ({})", source.id))?;
            self.optional("", source.url.as_deref())?;
        }
        Ok(())
    }

    fn cites(&mut self, cites: &[Cite]) -> io::Result<()> {
        for cite in cites {
            let id = &self.c.source(cite.source).id;
            self.field("rests on", &format!("{} ({id})", words::cite(self.c, cite.as_ref())))?;
        }
        Ok(())
    }

    /// The notes on the record itself; those on other reports of the words stand under these.
    fn notes(&mut self, target: Entity) -> io::Result<()> {
        let own = self.c.notes(target).to_vec();
        own.into_iter().try_for_each(|ix| self.note("! note", ix))
    }

    fn note(&mut self, label: &str, ix: NoteIx) -> io::Result<()> {
        let note = self.c.note(ix);
        self.field(label, &format!("{}: {} ({})", note.kind, note.text, note.id))
    }

    /// A statement as it would be cited; an event's citation would be its page over again.
    fn citation(&mut self, target: Entity) -> io::Result<()> {
        if !matches!(target, Entity::Statement(_)) {
            return Ok(());
        }
        writeln!(self.out)?;
        let cited = cite::render_checked(self.c, &[target], Style::Note, self.context.checked());
        self.field("cite", cited.trim_end())
    }
}
